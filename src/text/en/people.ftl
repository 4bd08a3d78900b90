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
sign-up-why = We send a link to your address, and behind it you finish creating the account. An account keeps your drafts and lets each person cast one vote.
sign-up-act = Send the link
sign-up-have-account = I already have an account
sign-up-taken = An account cannot be created with this address. If it is yours, sign in.
field-new-password = New password
field-old-password = Current password
field-code = Code
field-code-hint = Six digits from the app, or a recovery code
code-title = Enter the code
code-wrong = This code does not fit or was used before. Wait for the next one and enter it.
code-slow = Too many attempts in a row. Try again in a few minutes.
code-other = Another account
enrol-title = Add a second key
enrol-why = People who work at city hall come in with two keys: a password and a code from a phone. Scan the picture with an app for codes, such as Aegis, FreeOTP or Google Authenticator, and enter the code it shows.
enrol-qr = QR code for the app with codes
enrol-typed = Without a camera
enrol-typed-how = Type this key into the app by hand, as a time-based code:
enrol-act = Save the second key
recovery-title = Recovery codes
recovery-why = Print them or write them down, and keep them safe. Each replaces the code from the phone once, for example when the phone is lost. They are not shown again.
recovery-act = The codes are safe, go on
sign-in-by-mail = Sign in without a password
sign-in-lost = I do not remember the password
sign-in-mail-title = Sign in without a password
sign-in-mail-why = We send a link that opens the account. It works for half an hour and only once.
sign-in-mail-act = Send the link
sign-in-link-title = Sign in
sign-in-link-who = This link opens the account { $email }.
mail-sent-title = Check your mail
mail-sent-what = We have sent a message to the address you gave. Open the link in it: it works for half an hour and only once.
mail-sent-missing = If it is not there after a few minutes, look into the spam folder and check the address for a slip.
mail-slow = Several messages have gone to this address already. Look for them in the inbox, or try again in an hour.
link-used-title = This link no longer works
link-used-why = A link works for half an hour and only once. Ask for a new one.
link-used-act = Ask for a new link
sign-up-finish-title = Finish creating the account
sign-up-finish-who = The account will have the address { $email }.
sign-up-finish-act = Create the account
password-lost-title = Set a new password
password-lost-why = We send a link to the page where you set a new password.
password-lost-act = Send the link
password-new-title = Set a new password
password-new-who = The password of the account { $email } will be new, and all its sessions end.
password-new-act = Save the new password
password-wrong = The current password is wrong
nav-account = My account
account-title = My account
account-roles = Roles
account-change-password = Change the password
account-set-password = This account has no password. Set one
factor-title = Second key
factor-why = With a second key a password is not enough to open the account: a code from a phone is needed too.
factor-begin = Add a second key
factor-enrolled = The account has a second key. To move it to another phone, remove it and add it again.
factor-forget = Remove the second key
sessions-title = Sessions
sessions-why = Devices on which this account is signed in. If you do not know one of them, end its session and change the password.
session-when = Since { $began }, last used { $used }
session-here = This session
session-end = End
sessions-end-others = End all others
done-password-changed = The password is new and other sessions have ended.
done-session-ended = The session has ended.
done-factor-forgotten = The second key is removed.
done-role-given = The role is given. The person will sign in anew.
done-role-taken = The role is taken away. The person will sign in anew.
roles-title = Roles at city hall
roles-why = Every change is recorded, ends the sessions of the person concerned, and needs a code from your phone.
roles-staff = Who has roles
roles-give = Give a role
roles-give-act = Give the role
roles-take = Take away
roles-role = Role
roles-email-hint = The address with which the person has an account already
roles-nobody = There is no account with this address. Ask the person to create one.
roles-no-role = Choose a role
roles-own = Somebody else decides about your own roles
roles-has = The person has this role already
roles-apart = The register and the ballot box are not in one hand: registrar and returning officer exclude each other
roles-last-admin = Somebody has to give roles, and this is the only person who does
role-resident = resident
role-facilitator = facilitator
role-facilitator-may = runs budget games
role-observer = observer
role-observer-may = takes notes at tables
role-clerk = clerk
role-clerk-may = checks submissions and enters those on paper
role-evaluator = evaluator
role-evaluator-may = evaluates projects and says why
role-returning_officer = returning officer
role-returning_officer-may = opens and closes the voting, counts and publishes
role-registrar = registrar
role-registrar-may = keeps the register of who may vote
role-auditor = auditor
role-auditor-may = reads everything, changes nothing
role-admin = admin
role-admin-may = sets up editions and gives roles
act-role-given = Role given
act-role-taken = Role taken away
factor-twice = The account has a second key already. Go back to your account.
