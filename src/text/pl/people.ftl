field-email = E-mail
field-email-wrong = Wpisz adres e-mail, na przykład ola@example.pl
field-name = Imię i nazwisko
field-name-hint = Nie pokazujemy ich publicznie
field-name-wrong = Wpisz imię i nazwisko, najwyżej 100 znaków
field-password = Hasło
password-hint =
    { $n ->
        [one] Co najmniej { $n-shown } znak. Najłatwiej zapamiętać kilka słów ze spacjami.
        [few] Co najmniej { $n-shown } znaki. Najłatwiej zapamiętać kilka słów ze spacjami.
       *[many] Co najmniej { $n-shown } znaków. Najłatwiej zapamiętać kilka słów ze spacjami.
    }
password-short =
    { $n ->
        [one] Hasło potrzebuje co najmniej { $n-shown } znaku
        [few] Hasło potrzebuje co najmniej { $n-shown } znaków
       *[many] Hasło potrzebuje co najmniej { $n-shown } znaków
    }
password-long =
    { $n ->
        [one] Hasło może mieć najwyżej { $n-shown } znak
        [few] Hasło może mieć najwyżej { $n-shown } znaki
       *[many] Hasło może mieć najwyżej { $n-shown } znaków
    }
password-guessable = To hasło łatwo odgadnąć. Wybierz słowa, które do siebie nie pasują.
sign-in-title = Zaloguj się
sign-in-act = Zaloguj się
sign-in-no-account = Nie mam konta
sign-in-wrong = E-mail albo hasło się nie zgadza. Sprawdź i wpisz jeszcze raz.
sign-in-slow = Za dużo prób pod rząd. Spróbuj ponownie za minutę.
sign-up-title = Załóż konto
sign-up-why = Wyślemy odnośnik na Twój adres, a za nim dokończysz zakładanie konta. Konto przechowa szkice i pozwoli każdej osobie oddać jeden głos.
sign-up-act = Wyślij odnośnik
sign-up-have-account = Mam już konto
sign-up-taken = Tym adresem nie da się założyć konta. Jeśli jest Twój, zaloguj się.
field-new-password = Nowe hasło
field-old-password = Obecne hasło
field-code = Kod
field-code-hint = Sześć cyfr z aplikacji albo kod zapasowy
code-title = Wpisz kod
code-wrong = Ten kod nie pasuje albo był już użyty. Poczekaj na następny i wpisz go.
code-slow = Za dużo prób pod rząd. Spróbuj ponownie za kilka minut.
code-other = Inne konto
enrol-title = Dodaj drugi klucz
enrol-why = Osoby, które pracują w urzędzie, wchodzą na dwa klucze: hasło i kod z telefonu. Zeskanuj obrazek w aplikacji z kodami, na przykład Aegis, FreeOTP albo Google Authenticator, i wpisz kod, który pokaże.
enrol-qr = Kod QR dla aplikacji z kodami
enrol-typed = Bez aparatu
enrol-typed-how = Wpisz ten klucz w aplikacji ręcznie, jako kod zmieniający się w czasie:
enrol-act = Zapisz drugi klucz
recovery-title = Kody zapasowe
recovery-why = Wydrukuj je albo przepisz i schowaj. Każdy zastąpi raz kod z telefonu, na przykład gdy telefon się zgubi. Drugi raz ich nie pokażemy.
recovery-act = Kody są schowane, dalej
sign-in-by-mail = Zaloguj się bez hasła
sign-in-lost = Nie pamiętam hasła
sign-in-mail-title = Zaloguj się bez hasła
sign-in-mail-why = Wyślemy odnośnik, który otworzy konto. Działa pół godziny i tylko raz.
sign-in-mail-act = Wyślij odnośnik
sign-in-link-title = Zaloguj się
sign-in-link-who = Ten odnośnik otwiera konto { $email }.
mail-sent-title = Sprawdź pocztę
mail-sent-what = Wysłaliśmy wiadomość na podany adres. Otwórz odnośnik, który w niej jest: działa pół godziny i tylko raz.
mail-sent-missing = Jeśli po kilku minutach jej nie ma, zajrzyj do spamu i sprawdź, czy adres jest bez literówki.
mail-slow = Na ten adres poszło już kilka wiadomości. Poszukaj ich w skrzynce albo spróbuj za godzinę.
link-used-title = Ten odnośnik już nie działa
link-used-why = Odnośnik działa pół godziny i tylko raz. Poproś o nowy.
link-used-act = Poproś o nowy odnośnik
sign-up-finish-title = Dokończ zakładanie konta
sign-up-finish-who = Konto będzie miało adres { $email }.
sign-up-finish-act = Załóż konto
password-lost-title = Ustaw nowe hasło
password-lost-why = Wyślemy odnośnik do strony, na której ustawisz nowe hasło.
password-lost-act = Wyślij odnośnik
password-new-title = Ustaw nowe hasło
password-new-who = Hasło będzie nowe dla konta { $email }, a wszystkie jego sesje się skończą.
password-new-act = Zapisz nowe hasło
password-wrong = Obecne hasło się nie zgadza
nav-account = Moje konto
account-title = Moje konto
account-roles = Role
account-change-password = Zmień hasło
account-set-password = To konto nie ma hasła. Ustaw je
factor-title = Drugi klucz
factor-why = Z drugim kluczem do konta nie wystarczy hasło: potrzebny jest też kod z telefonu.
factor-begin = Dodaj drugi klucz
factor-enrolled = Konto ma drugi klucz. Żeby przenieść go na inny telefon, usuń go i dodaj od nowa.
factor-forget = Usuń drugi klucz
sessions-title = Sesje
sessions-why = Urządzenia, na których to konto jest zalogowane. Jeśli któregoś nie rozpoznajesz, zakończ jego sesję i zmień hasło.
session-when = Od { $began }, ostatnio { $used }
session-here = Ta sesja
session-end = Zakończ
sessions-end-others = Zakończ wszystkie inne
done-password-changed = Hasło jest nowe, a inne sesje zakończone.
done-session-ended = Sesja jest zakończona.
done-factor-forgotten = Drugi klucz jest usunięty.
done-role-given = Rola jest nadana. Osoba zaloguje się od nowa.
done-role-taken = Rola jest odebrana. Osoba zaloguje się od nowa.
roles-title = Role w urzędzie
roles-why = Każda zmiana jest zapisywana, kończy sesje osoby, której dotyczy, i wymaga kodu z telefonu.
roles-staff = Kto ma role
roles-give = Nadaj rolę
roles-give-act = Nadaj rolę
roles-take = Odbierz
roles-role = Rola
roles-email-hint = Adres, z którym ta osoba ma już konto
roles-nobody = Nie ma konta z tym adresem. Poproś tę osobę, żeby je założyła.
roles-no-role = Wybierz rolę
roles-own = O własnych rolach decyduje ktoś inny
roles-has = Ta osoba ma już tę rolę
roles-apart = Rejestru i urny nie prowadzi jedna osoba: rola rejestratora i rola komisji się wykluczają
roles-last-admin = Ktoś musi nadawać role: to jedyna osoba, która je nadaje
role-resident = mieszkaniec
role-facilitator = moderowanie gry
role-facilitator-may = prowadzi gry o budżet
role-observer = obserwacja gry
role-observer-may = notuje przy stolikach
role-clerk = kancelaria
role-clerk-may = sprawdza zgłoszenia i wprowadza te na papierze
role-evaluator = ocena projektów
role-evaluator-may = ocenia projekty z uzasadnieniem
role-returning_officer = komisja
role-returning_officer-may = otwiera i zamyka głosowanie, liczy i ogłasza
role-registrar = rejestr uprawnionych
role-registrar-may = prowadzi listę osób, które mogą głosować
role-auditor = audyt
role-auditor-may = czyta wszystko, niczego nie zmienia
role-admin = administracja
role-admin-may = ustawia edycje i nadaje role
act-role-given = Rola nadana
act-role-taken = Rola odebrana
factor-twice = Konto ma już drugi klucz. Wróć na swoje konto.
