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

    ktoś podał ten adres, żeby założyć konto w budżecie obywatelskim, a konto z tym adresem już istnieje. Jeśli to Ty, zaloguj się:

    { $link }

    Na tej samej stronie ustawisz nowe hasło, jeśli poprzednie się zgubiło. Jeśli to nie Ty, nie rób nic.
