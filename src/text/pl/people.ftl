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
sign-up-why = Konto przechowa Twoje szkice i pozwoli każdej osobie oddać jeden głos.
sign-up-act = Załóż konto
sign-up-have-account = Mam już konto
sign-up-taken = Tym adresem nie da się założyć konta. Jeśli jest Twój, zaloguj się.
