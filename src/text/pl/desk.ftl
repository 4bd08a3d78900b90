desk-title = Dzień dobry, { $name }
desk-waiting =
    { $n ->
        [one] { $n-shown } projekt czeka na decyzję
        [few] { $n-shown } projekty czekają na decyzję
       *[many] { $n-shown } projektów czeka na decyzję
    }
desk-queue = Czekają na decyzję
desk-empty = Nic nie czeka. Nowe projekty pojawią się tu, gdy ktoś je zgłosi.
desk-back = Wróć do biurka
desk-public-page = Strona publiczna
desk-phase = Etap edycji
desk-acts = Ostatnie czynności
desk-no-acts = Nic jeszcze nie zapisano.
verdict-accept-title = Na kartę do głosowania
verdict-accept-means = Projekt dostanie miejsce na karcie, gdy otworzy się głosowanie.
verdict-accept = Przyjmij projekt
verdict-reject-title = Odrzucenie
verdict-reject = Odrzuć projekt
verdict-reason = Powód
verdict-reason-hint = Zobaczą go mieszkańcy
verdict-reason-missing = Podaj powód, co najmniej 20 znaków
verdict-reason-long = Zmieść się w 4000 znakach
verdict-missing = Wybierz: przyjąć czy odrzucić
verdict-done = Decyzja już zapadła
verdict-taken = Ktoś inny już zdecydował o tym projekcie. Wróć do biurka po następny.
verdict-late = Po otwarciu głosowania nie zmieniamy listy projektów.
move-evaluation-title = Zamknij zgłaszanie
move-evaluation-means = Nikt nie zgłosi już projektu. Projekty, które czekają, można nadal oceniać.
move-evaluation-act = Zamknij zgłaszanie
move-voting-title = Otwórz głosowanie
move-voting-means = Na kartę trafią przyjęte projekty i od tej chwili lista się nie zmieni.
move-voting-act = Otwórz głosowanie
move-counting-title = Zamknij głosowanie
move-counting-means = Urna zostanie zamknięta. Karty, które czekają u mieszkańców, już do niej nie trafią.
move-counting-act = Zamknij głosowanie
move-results-title = Policz głosy
move-results-means = Policzymy wszystkie pule i pokażemy podgląd tylko komisji. Wyniki ogłosi druga osoba, gdy go obejrzy.
move-results-act = Policz i pokaż podgląd
move-none-title = Edycja jest rozstrzygnięta
move-confirm = Wiem, że tego nie da się cofnąć
move-unconfirmed = Zaznacz, że wiesz, co się stanie
move-undecided =
    { $n ->
        [one] { $n-shown } projekt czeka jeszcze na decyzję i nie trafi na kartę
        [few] { $n-shown } projekty czekają jeszcze na decyzję i nie trafią na kartę
       *[many] { $n-shown } projektów czeka jeszcze na decyzję i nie trafi na kartę
    }
phase-not-votable = Kart z ocenami nie da się tu wypełnić. Zmień rodzaj karty na stronie „Zasady kart do głosowania”.
count-differs = Liczba osób, które głosowały, i liczba kart się różnią. Wyników nie ogłosiliśmy: przekaż to administratorowi.
letters-title = Słowa wiadomości
letters-why = Miasto może pisać po swojemu: w jednej edycji albo we wszystkich. Wiadomości o kontach nie należą do żadnej edycji.
letters-everywhere = Wszystkie edycje
letters-show = Pokaż
letters-letter = Wiadomość
letters-own = własne słowa
letter-subject = Temat
letter-body = Treść
letter-hint = Zmienne: { $variables }
letter-preview = Tak to przyjdzie
letter-preview-act = Pokaż podgląd
letter-save = Zapisz słowa
letter-shipped = Wróć do słów Sakwy
letter-shipped-words = Słowa Sakwy
letter-empty = Napisz coś
letter-long = Zmieść się w { $n-shown } znakach
letter-odd = Ta wiadomość nie ma zmiennej { $name }
letter-no-link = Bez odnośnika ta wiadomość nic nie otworzy. Wstaw zmienną link.
letter-sign-up = Zakładanie konta
letter-sign-up-known = Zakładanie konta, które już jest
letter-sign-up-first = Logowanie bez konta
letter-sign-up-city = Adres do logowania przez usługę miasta
letter-sign-in = Odnośnik do logowania
letter-password = Nowe hasło
letter-password-changed = Zmienione hasło
letter-factor-forgotten = Usunięty drugi klucz
done-mail-changed = Słowa są zapisane.
act-mail-changed = Słowa wiadomości zmienione
letter-project-returned = Projekt wraca do poprawy
letter-project-passed = Ocena formalna pozytywna
letter-project-cost = Poprawiony koszt
letter-project-accepted = Projekt na karcie
letter-project-rejected = Projekt odrzucony
letter-appeal-received = Odwołanie przyjęte
letter-appeal-dismissed = Odwołanie oddalone
letter-appeal-reopened = Ponowna ocena
letter-co-author = Prośba o współautorstwo
letter-merge-offer = Prośba o połączenie projektów
letter-merge-accepted = Zgoda na połączenie
letter-merge-declined = Odmowa połączenia
letter-follow = Potwierdzenie obserwowania
letter-followed = Nowość w obserwowanym projekcie
letter-verify-code = Cyfry do głosowania
letter-verify-nobody = Cyfr nie można wysłać
letter-verify-shared = Kilka osób ma te same dane
letter-verify-sms-shared = Kilka osób ma te same dane (SMS)
letter-verify-sms = Cyfry do głosowania (SMS)
letter-verify-sms-nobody = Cyfr nie można wysłać (SMS)
letter-vote-recorded = Zapisany głos
letter-vote-recorded-sms = Zapisany głos (SMS)
letter-vote-replaced = Głos zastąpiony kartą papierową
letter-vote-replaced-sms = Głos zastąpiony kartą papierową (SMS)
letter-challenge = Głos zakwestionowany
letter-challenge-lifted = Zakwestionowanie cofnięte
letter-challenge-upheld = Odwołanie od zakwestionowania odrzucone
letter-office-vote = Kod do głosu w urzędzie
letter-email-change = Potwierdzenie nowego adresu
letter-email-known = Nowy adres, który ma już konto
letter-email-changed = Zmieniony adres
letter-account-closed = Zamknięte konto
outbox-title = Wiadomości w drodze
outbox-why = Wiadomości, które czekają na serwer poczty albo których nie przyjął. Próbujemy najwyżej pięć dni. Wysłane znikają stąd od razu, niewysłane po miesiącu.
outbox-nobody = Sakwa nie ma serwera poczty (--smtp-url), więc nic stąd nie wyjdzie.
outbox-empty = Nic nie czeka.
outbox-count =
    { $n ->
        [one] { $n-shown } wiadomość
        [few] { $n-shown } wiadomości
       *[many] { $n-shown } wiadomości
    }
outbox-to = Do kogo
outbox-hidden = nie pokazujemy
outbox-since = Od kiedy
outbox-state = Co się dzieje
outbox-new = Czeka na pierwszą próbę
outbox-next = Następna próba: { $time }
outbox-refused = Nie doszła i sama już nie pójdzie
outbox-again = Wyślij jeszcze raz
desk-unsent =
    { $n ->
        [one] { $n-shown } wiadomość nie doszła i sama już nie pójdzie
        [few] { $n-shown } wiadomości nie doszły i same już nie pójdą
       *[many] { $n-shown } wiadomości nie doszło i same już nie pójdą
    }
desk-unsent-admin = Które i dlaczego, zobaczy i wyśle je ponownie administrator.
done-mail-again = Wiadomość zaraz pójdzie jeszcze raz.
done-mail-gone = Ta wiadomość już wyszła albo zaraz pójdzie sama.
act-mail-again = Wiadomość wysłana ponownie

acts-title = Czynności urzędu
acts-why = Każda czynność zostaje. Nikt nie może jej zmienić ani usunąć, a skrót łańcucha stoi pod każdym podpisanym punktem dziennika głosowania.
acts-chain = Łańcuch czynności
acts-linked =
    { $n ->
        [0] Łańcuch jest jeszcze pusty.
        [one] { $n-shown } czynność w łańcuchu. Jego koniec:
        [few] { $n-shown } czynności w łańcuchu. Jego koniec:
       *[many] { $n-shown } czynności w łańcuchu. Jego koniec:
    }
acts-check = Sprawdź cały łańcuch
acts-whole =
    { $n ->
        [one] Sprawdzono { $n-shown } czynność. Wszystko się zgadza.
        [few] Sprawdzono { $n-shown } czynności. Wszystko się zgadza.
       *[many] Sprawdzono { $n-shown } czynności. Wszystko się zgadza.
    }
acts-changed = Czynność numer { $number } nie jest tą, którą zapisano. Ktoś zmienił bazę danych poza programem.
acts-promised = Pierwsze czynności, do numeru { $number }, nie są tymi, pod którymi stoi podpisany punkt dziennika. Ktoś zmienił bazę danych poza programem.
acts-when = Kiedy
acts-what = Czynność
acts-about = Czego dotyczy
acts-who = Kto
acts-account = Konto { $n }
acts-comment = Komentarz { $n }
acts-challenge = Zakwestionowanie { $n }
acts-setup-preset = Karty wzorcowe
acts-setup-department = Nowy wydział
acts-setup-rename = Nazwa wydziału
acts-setup-remove = Usunięty wydział
acts-clock = program, o swojej godzinie
acts-voter = osoba uprawniona do głosowania
acts-pages = Strony czynności
acts-operator = administrator serwera, poleceniem
act-operator-account = Utworzono konto poleceniem na serwerze
act-operator-import = Wczytano edycję z plików
act-operator-key-split = Podzielono klucz łączący między członków komisji
act-operator-key-restored = Odtworzono klucz łączący z części komisji
act-operator-factor = Usunięto drugi klucz poleceniem na serwerze
letter-factor-reset = Usunięcie drugiego klucza
act-factor-proposed = Zaproponowano usunięcie zgubionego klucza
act-factor-approved = Zatwierdzono usunięcie zgubionego klucza
act-factor-dropped = Odrzucono usunięcie klucza
act-factor-objected = Właściciel konta zostawił swój klucz
act-factor-forgotten = Usunięto zgubiony klucz
unusual-any-account = Głosuje każde konto z adresem e-mail
unusual-declared = Część osób głosuje na podstawie własnego oświadczenia
unusual-threshold = Wysoki próg
unusual-rule = Metoda liczenia, której Sakwa nie zna
unusual-no-rehearsal = Głosowanie bez próby
unusual-no-draw = Numery na karcie bez losowania
lint-title = Zanim otworzysz głosowanie
lint-nothing = Nic nie stoi na przeszkodzie.
lint-not-ready = Najpierw trzeba to zrobić
lint-unusual = To jest nietypowe: otworzy się z powodem, który przeczyta każdy
lint-reason-given = Podany powód: { $reason }
lint-give-reason = Podaj powód
lint-reasons = Powody dla mieszkańców
lint-reason-hint = Od 20 do 1000 znaków. Powód stanie od razu na stronie zasad tej edycji.
lint-reason-length = Napisz powód: od 20 do 1000 znaków
lint-save = Zapisz powody
lint-counting = Tak będziemy liczyć
lint-counting-where = Mieszkańcy czytają to na stronie:
lint-threshold-from-file = Ten próg pochodzi z pliku, z którego powstała edycja: sprawdź, czy nadal obowiązuje.
lint-no-formal-card = Karta formalna nie ma pytań.
lint-no-merit-card = Karta merytoryczna nie ma pytań.
lint-no-voting = Kalendarz nie ma głosowania.
lint-no-pool = Edycja nie ma żadnej puli, w której można głosować. Wczytaj ją z pliku .pb poleceniem sakwa import.
lint-no-paper-rule = Nie ustalono, co z kartą papierową osoby, która zagłosowała też przez internet. Wybierz zasadę, także wtedy, gdy papieru nie będzie.
lint-any-account = Głosować może każde konto z potwierdzonym adresem e-mail: nikt nie sprawdza, czy ktoś mieszka w mieście ani czy nie ma dwóch kont.
lint-declared = Część osób głosuje na słowo: danych nie ma z czym porównać.
lint-rule-unknown = { $pool }: metody „{ $rule }” Sakwa nie zna, policzy metodą zachłanną.
lint-threshold = { $pool }: próg { $score-shown } jest wyższy niż średnia na projekt. Kart spodziewamy się około { $ballots-shown }, to średnio { $average-shown } na projekt.
lint-threshold-unknown = { $pool }: próg { $score-shown }, a nie wiadomo, ile osób zagłosuje.
lint-no-rehearsal = Od ostatniej ważnej zmiany nie było udanej próby głosowania na tym serwerze.
lint-no-draw = Numerów na karcie nie wylosowano. Kolejność na liście rozstrzyga też remisy.
done-reasons = Powody są zapisane.
act-opening-reason = Podano powód czegoś nietypowego
act-opened-unusual = Otwarto głosowanie mimo
