field-email = E-mail
field-email-wrong = Enter an e-mail address, for example ola@example.pl
field-name = Name
field-name-hint = It is not shown publicly
field-name-wrong = Enter your name, at most 100 characters
field-password = Password
password-hint =
    { $n ->
        [one] At least { $n-shown } character. A few words with spaces are easiest to remember.
       *[other] At least { $n-shown } characters. A few words with spaces are easiest to remember.
    }
password-short =
    { $n ->
        [one] The password needs at least { $n-shown } character
       *[other] The password needs at least { $n-shown } characters
    }
password-long =
    { $n ->
        [one] The password can have at most { $n-shown } character
       *[other] The password can have at most { $n-shown } characters
    }
password-guessable = This password is easy to guess. Choose words that do not belong together.
sign-in-title = Sign in
sign-in-act = Sign in
sign-in-no-account = I do not have an account
sign-in-wrong = The e-mail or the password is wrong. Check them and enter them again.
sign-in-slow = Too many attempts in a row. Try again in a minute.
sign-up-title = Create an account
sign-up-why = An account keeps your drafts and lets each person cast one vote.
sign-up-act = Create an account
sign-up-have-account = I already have an account
sign-up-taken = An account cannot be created with this address. If it is yours, sign in.
