mail-signature = Tę wiadomość wysłała Sakwa, strona budżetu obywatelskiego. Nie trzeba na nią odpowiadać.
mail-sign-up-subject = Dokończ zakładanie konta
mail-sign-up-body =
    Dzień dobry,

    ktoś podał ten adres, żeby założyć konto w budżecie obywatelskim. Jeśli to Ty, otwórz odnośnik i wpisz imię, nazwisko i hasło:

    { $link }

    Odnośnik działa pół godziny i tylko raz. Jeśli to nie Ty, nie rób nic: konto nie powstanie.
mail-sign-up-known-subject = Masz już konto
mail-sign-up-known-body =
    Dzień dobry,

    ktoś podał ten adres, żeby założyć konto w budżecie obywatelskim, a konto z tym adresem już istnieje. Jeśli to Ty, ten odnośnik je otworzy:

    { $link }

    Działa pół godziny i tylko raz. Jeśli to nie Ty, nie otwieraj go i nikomu nie przesyłaj.
mail-sign-up-first-subject = Nie ma jeszcze konta z tym adresem
mail-sign-up-first-body =
    Dzień dobry,

    ktoś podał ten adres, żeby wejść do budżetu obywatelskiego, a konta z tym adresem jeszcze nie ma. Jeśli to Ty, możesz je założyć:

    { $link }

    Odnośnik działa pół godziny i tylko raz. Jeśli to nie Ty, nie rób nic: konto nie powstanie.
mail-sign-up-city-subject = Potwierdź adres e-mail
mail-sign-up-city-body =
    Dzień dobry,

    ktoś loguje się do budżetu obywatelskiego przez usługę logowania miasta i podaje ten adres. Jeśli to Ty, otwórz ten odnośnik w tej samej przeglądarce, w której zaczynasz się logować:

    { $link }

    Działa pół godziny i tylko raz. Jeśli to nie Ty, nie otwieraj go i nikomu nie przesyłaj.
mail-sign-in-subject = Odnośnik do logowania
mail-sign-in-body =
    Dzień dobry,

    ten odnośnik otwiera Twoje konto w budżecie obywatelskim:

    { $link }

    Działa pół godziny i tylko raz. Jeśli to nie Ty prosisz o logowanie, nie otwieraj go i nikomu nie przesyłaj.
mail-password-subject = Nowe hasło
mail-password-body =
    Dzień dobry,

    na tej stronie ustawisz nowe hasło do konta w budżecie obywatelskim:

    { $link }

    Odnośnik działa pół godziny i tylko raz. Jeśli to nie Ty prosisz o nowe hasło, nie rób nic: obecne zostaje.
mail-password-changed-subject = Hasło jest zmienione
mail-password-changed-body =
    Dzień dobry,

    hasło do Twojego konta w budżecie obywatelskim jest od teraz inne. Jeśli to nie Twoja zmiana, ustaw hasło od nowa:

    { $link }
mail-factor-forgotten-subject = Drugi klucz jest usunięty
mail-factor-forgotten-body =
    Dzień dobry,

    Twoje konto w budżecie obywatelskim nie ma już drugiego klucza. Jeśli to nie Twoja zmiana, zaloguj się, zmień hasło i dodaj klucz od nowa:

    { $link }
mail-verify-code-subject = Cyfry do głosowania: { $code }
mail-verify-code-body =
    Dzień dobry,

    te cyfry potwierdzą, że możesz głosować w budżecie obywatelskim ({ $city }):

    { $code }

    Działają 10 minut, tylko raz i tylko w przeglądarce, w której o nie poproszono. Jeśli to nie Ty, nikomu ich nie podawaj: ktoś próbuje zagłosować w Twoim imieniu.

    Strona edycji: { $link }
mail-verify-nobody-subject = Nie możemy wysłać cyfr do głosowania
mail-verify-nobody-body =
    Dzień dobry,

    ktoś podał ten adres, żeby głosować w budżecie obywatelskim ({ $city }). Podane dane nie zgadzają się z rejestrem, kontakt jest inny niż w rejestrze albo z tego adresu głosuje już tyle osób, ile pozwalają zasady.

    Jeśli to Ty, sprawdź dane i kontakt i spróbuj jeszcze raz albo przyjdź do urzędu. Jeśli to nie Ty, nie rób nic.

    Strona edycji: { $link }
mail-verify-shared-subject = Przyjdź do urzędu, żeby zagłosować
mail-verify-shared-body =
    Dzień dobry,

    ktoś podał ten adres, żeby głosować w budżecie obywatelskim ({ $city }). Takie same dane ma w rejestrze więcej niż jedna osoba i nie wiemy, o którą chodzi.

    Jeśli to Ty: podaj kontakt, który ma urząd, albo dalsze dane, o które pyta strona. Możesz też zagłosować kodem z listu albo przyjść do urzędu z dowodem osobistym, paszportem lub mObywatelem; kod dostaniesz na miejscu. Jeśli to nie Ty, nie rób nic.

    Strona edycji: { $link }
mail-verify-sms-shared-subject = { $city }
mail-verify-sms-shared-body = Budżet obywatelski: takie same dane ma więcej niż jedna osoba. Podaj kontakt, który ma urząd, użyj kodu z listu albo przyjdź do urzędu z dokumentem tożsamości. { $link }
mail-verify-sms-subject = { $city }
mail-verify-sms-body = Cyfry do głosowania w budżecie obywatelskim: { $code }. Działają 10 minut. Nikomu ich nie podawaj. { $link }
mail-verify-sms-nobody-subject = { $city }
mail-verify-sms-nobody-body = Budżet obywatelski: dane albo numer nie zgadzają się z rejestrem lub z tego numeru głosuje już tyle osób, ile wolno. Sprawdź dane albo przyjdź do urzędu. { $link }
mail-vote-recorded-subject = W Twoim imieniu zapisano głos
mail-vote-recorded-body =
    Dzień dobry,

    w budżecie obywatelskim ({ $city }) zapisano głos oddany w Twoim imieniu. Na co, tego nikt nie widzi.

    Jeśli to nie Twój głos, zgłoś to urzędowi jak najszybciej. Co jest zapisane, sprawdzisz tutaj:

    { $link }
mail-vote-recorded-sms-subject = { $city }
mail-vote-recorded-sms-body = Budżet obywatelski: zapisano głos w Twoim imieniu. Jeśli to nie Ty, zgłoś to jak najszybciej urzędowi. { $link }
mail-vote-replaced-subject = Karta papierowa zastąpiła Twój głos z internetu
mail-vote-replaced-body =
    Dzień dobry,

    w budżecie obywatelskim ({ $city }) urząd wczytał kartę papierową z Twoimi danymi. Liczy się ona zamiast głosu, który wcześniej oddano w Twoim imieniu przez internet. Na co, tego nikt nie widzi.

    Jeśli to nie Twoja karta, zgłoś to w urzędzie jak najszybciej, zanim głosy będą zapieczętowane. W czasie głosowania przyjdź z dokumentem: oddasz głos osobiście i to on będzie się liczył. Co jest zapisane, sprawdzisz tutaj:

    { $link }
mail-vote-replaced-sms-subject = { $city }
mail-vote-replaced-sms-body = Budżet obywatelski: karta papierowa z Twoimi danymi zastąpiła głos z internetu. Jeśli to nie Twoja karta, zgłoś to jak najszybciej urzędowi. { $link }
mail-challenge-subject = Twój głos jest zakwestionowany
mail-challenge-body =
    Dzień dobry,

    dwie osoby w urzędzie uznały, że głos oddany w Twoim imieniu nie powinien być policzony. Na tej stronie przeczytasz, dlaczego, i możesz się odwołać:

    { $link }

    Masz na to czas do { $until }. Wcześniej nikt nie zapieczętuje głosowania.
mail-office-vote-subject = W urzędzie wydano kod do głosu w Twoim imieniu
mail-office-vote-body =
    Dzień dobry,

    dwie osoby w urzędzie ({ $city }) sprawdziły dokument i wydały kod, którym można oddać głos w Twoim imieniu w budżecie obywatelskim. Głos oddany tym kodem zastąpi każdy wcześniejszy. Na co, tego nikt nie widzi.

    Jeśli to nie byłeś Ty ani nie byłaś Ty, przyjdź z dokumentem do urzędu przed { $until }. Cofniemy to i oddasz głos osobiście. Po tym terminie zgłoś to urzędowi od razu, zanim głosy będą zapieczętowane.

    Co jest zapisane na Ciebie, sprawdzisz tutaj:

    { $link }
mail-challenge-lifted-subject = Twój głos się liczy
mail-challenge-lifted-body =
    Dzień dobry,

    zakwestionowanie głosu oddanego w Twoim imieniu jest cofnięte. Powód przeczytasz tutaj:

    { $link }
mail-challenge-upheld-subject = Twoje odwołanie jest odrzucone
mail-challenge-upheld-body =
    Dzień dobry,

    o Twoim odwołaniu zdecydowała trzecia osoba: głos oddany w Twoim imieniu nie będzie policzony. Powód przeczytasz tutaj:

    { $link }
mail-email-change-subject = Potwierdź nowy adres
mail-email-change-body =
    Dzień dobry,

    ktoś podał ten adres jako nowy adres swojego konta w budżecie obywatelskim. Jeśli to Ty, zaloguj się, otwórz odnośnik i potwierdź:

    { $link }

    Odnośnik działa pół godziny i tylko raz. Jeśli to nie Ty, nie rób nic: adres się nie zmieni.
mail-email-known-subject = Ten adres ma już konto
mail-email-known-body =
    Dzień dobry,

    ktoś podał ten adres jako nowy adres swojego konta w budżecie obywatelskim, ale konto z tym adresem już istnieje, więc nic się nie zmieni. Jeśli to Ty, ten odnośnik otworzy konto, które już masz:

    { $link }

    Działa pół godziny i tylko raz. Jeśli to nie Ty, nie otwieraj go i nikomu nie przesyłaj.
mail-email-changed-subject = Konto ma nowy adres
mail-email-changed-body =
    Dzień dobry,

    Twoje konto w budżecie obywatelskim ma od teraz inny adres e-mail, a ten adres go już nie otwiera. Jeśli to Ty, nic nie trzeba robić.

    Jeśli to nie Ty, ktoś ma dostęp do Twojego konta. Napisz albo zadzwoń od razu do urzędu, który prowadzi tę stronę:

    { $link }
mail-account-closed-subject = To konto jest zamknięte
mail-account-closed-body =
    Dzień dobry,

    ktoś podał ten adres, żeby wejść do budżetu obywatelskiego. Konto z tym adresem zostało zamknięte przez urząd i nie można się na nie zalogować. Jeśli to pomyłka, skontaktuj się z urzędem, który prowadzi tę stronę:

    { $link }
mail-factor-reset-subject = Urząd chce usunąć Twój drugi klucz
mail-factor-reset-body =
    Dzień dobry,

    ktoś z administracji zgłosił, że drugi klucz Twojego konta w budżecie obywatelskim jest zgubiony. Gdy zatwierdzi to druga osoba, po dobie klucz zniknie, a przy logowaniu dodasz nowy.

    Jeśli o to nie prosisz, zatrzymaj to tutaj:

    { $link }

    Wystarczy też zalogować się dotychczasowym kluczem.
