sheet-rows = Wiersze w pliku
sheet-read = Wczytane
sheet-faulty = Z błędami
sheet-used = Kolumny użyte: { $heads }.
sheet-unused = Kolumny pominięte: { $heads }.
sheet-none = żadna
sheet-windows = Plik jest zapisany po staremu (Windows-1250). Odczytaliśmy polskie litery; sprawdź, czy nagłówki wyglądają dobrze.
sheet-faults = Błędy w pliku
sheet-cut =
    { $n ->
        [one] Pokazujemy pierwszy błąd.
        [few] Pokazujemy pierwsze { $n-shown } błędy.
       *[many] Pokazujemy pierwsze { $n-shown } błędów.
    }
sheet-row = Wiersz
sheet-column = Kolumna
sheet-value = W pliku jest
sheet-fault = Co zrobić
sheet-whole = cały plik
sheet-quote-open = Cudzysłów bez końca: zamknij go albo usuń. Wewnątrz komórki cudzysłów pisze się dwa razy ("")
sheet-too-many = Ten wiersz ma więcej komórek niż nagłówek. Komórkę ze średnikiem, przecinkiem albo tabulatorem w środku ujmij w cudzysłów
sheet-empty = Plik jest pusty. W pierwszym wierszu potrzebne są nagłówki kolumn
sheet-encoding = Nie umiemy odczytać liter w tym pliku. W Excelu wybierz Plik > Zapisz jako > CSV UTF-8 (rozdzielany przecinkami)
sheet-is-excel = To jest skoroszyt Excela, nie plik CSV. Otwórz go i wybierz Plik > Zapisz jako > CSV UTF-8 (rozdzielany przecinkami)
sheet-is-ods = To jest arkusz LibreOffice albo OpenOffice, nie plik CSV. Otwórz go i wybierz Plik > Zapisz jako > Tekst CSV, zestaw znaków UTF-8
sheet-is-no-table = To nie jest plik z tabelą. Potrzebny jest plik CSV, na przykład z Excela: Plik > Zapisz jako > CSV UTF-8
sheet-rounded = Arkusz zaokrąglił tę liczbę i prawdziwej już w pliku nie ma. Sformatuj kolumnę jako tekst, wklej numery jeszcze raz i zapisz plik
sheet-narrow = Kolumna była za wąska i zapisały się krzyżyki. Poszerz ją w arkuszu i zapisz plik jeszcze raz
sheet-formula = To błąd formuły, a nie wartość. Popraw ją w arkuszu i zapisz plik jeszcze raz
