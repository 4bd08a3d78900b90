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
mail-challenge-subject = Twój głos jest zakwestionowany
mail-challenge-body =
    Dzień dobry,

    dwie osoby w urzędzie uznały, że głos oddany w Twoim imieniu nie powinien być policzony. Na tej stronie przeczytasz, dlaczego, i możesz się odwołać:

    { $link }

    Odwołać się można, dopóki głosowanie nie jest zapieczętowane.
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
