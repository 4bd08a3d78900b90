site-name = Sakwa
site-title = Sakwa, { $city }
site-heading = Budżety obywatelskie
site-lead = Miasto odkłada pieniądze, a mieszkańcy decydują, na co pójdą.
no-editions = Nie ma jeszcze żadnej edycji.
editions-title = Edycje
title-error = Błąd: { $title }
skip = Przejdź do treści
nav-main = Menu główne
nav-today = Dziś
nav-projects = Projekty
nav-submit = Zgłoś projekt
nav-voting = Głosowanie
nav-results = Wyniki
nav-desk = Biurko
nav-my = Moje projekty
nav-sign-in = Zaloguj się
nav-editions = Wszystkie edycje
nav-receipt = Sprawdź swój głos
theme-day = Wygląd: dzień
theme-night = Wygląd: noc
sign-out = Wyloguj się
back = Wróć
change = Zmień
print = Wydrukuj
optional = opcjonalnie
yes = tak
no = nie
characters-left = Zostało znaków: {"{}"}
errors-title =
    { $n ->
        [one] Popraw { $n-shown } pole
        [few] Popraw { $n-shown } pola
       *[many] Popraw { $n-shown } pól
    }
text-short =
    { $n ->
        [one] Napisz co najmniej { $n-shown } znak
        [few] Napisz co najmniej { $n-shown } znaki
       *[many] Napisz co najmniej { $n-shown } znaków
    }
text-long = Zmieść się w { $n-shown } znakach, teraz jest o { $over-shown } za dużo
error-title = To się nie udało
error-way-out = Wróć na stronę główną
error-request = Numer zdarzenia dla obsługi: { $id }
error-not-found = Nie ma tu takiej strony. Adres mógł się zmienić albo projekt jeszcze nie jest jawny.
error-forbidden = To konto nie ma tu wstępu. Jeśli to Twoje zadanie, wyloguj się i zaloguj na właściwe konto.
error-see-other = Odpowiedź jest na innej stronie.
error-bad-request = Tego formularza nie dało się odczytać. Wróć i wyślij go jeszcze raz.
error-busy = Z Sakwy korzysta teraz bardzo wiele osób. Nic nie zginęło: spróbuj ponownie za chwilę.
error-out-of-order = Sakwa nie może teraz niczego zapisać. Nic nie zginęło i nic nie zostało przyjęte: urząd już o tym wie, spróbuj ponownie za kilka minut.
error-internal = Coś się zepsuło po naszej stronie. Jeśli to był głos, sprawdź na stronie głosowania, czy jest w urnie. Jeśli go tam nie ma, wyślij go jeszcze raz.
month-1 = stycznia
month-2 = lutego
month-3 = marca
month-4 = kwietnia
month-5 = maja
month-6 = czerwca
month-7 = lipca
month-8 = sierpnia
month-9 = września
month-10 = października
month-11 = listopada
month-12 = grudnia
done-signed-out = Wylogowano.
done-submitted = Projekt jest zgłoszony. Zobaczysz tu, co dalej.
done-accepted = Projekt trafi na kartę do głosowania.
done-rejected = Projekt nie trafi na kartę. Powód jest jawny.
done-moved = Edycja przeszła do następnego etapu.
error-title-not-found = Nie ma tu takiej strony
error-title-forbidden = To nie Twoje drzwi
