mail-signature = Sent by Sakwa, the participatory budget site. There is no need to reply.
mail-sign-up-subject = Finish creating your account
mail-sign-up-body =
    Hello,

    somebody gave this address to create an account in the participatory budget. If it was you, open the link and enter your name and a password:

    { $link }

    The link works for half an hour and only once. If it was not you, do nothing: no account is made.
mail-sign-up-known-subject = You already have an account
mail-sign-up-known-body =
    Hello,

    somebody gave this address to create an account in the participatory budget, and there is an account with this address already. If it was you, this link opens it:

    { $link }

    It works for half an hour and only once. If it was not you, do not open it and pass it on to nobody.
mail-sign-up-first-subject = There is no account with this address yet
mail-sign-up-first-body =
    Hello,

    somebody gave this address to sign in to the participatory budget, and there is no account with this address yet. If it was you, you can create one:

    { $link }

    The link works for half an hour and only once. If it was not you, do nothing: no account is made.
mail-sign-in-subject = Your link to sign in
mail-sign-in-body =
    Hello,

    this link opens your account in the participatory budget:

    { $link }

    It works for half an hour and only once. If you did not ask to sign in, do not open it and pass it on to nobody.
mail-password-subject = A new password
mail-password-body =
    Hello,

    on this page you set a new password for your account in the participatory budget:

    { $link }

    The link works for half an hour and only once. If you did not ask for a new password, do nothing: the present one stays.
mail-password-changed-subject = Your password has changed
mail-password-changed-body =
    Hello,

    the password of your account in the participatory budget is a different one from now on. If it was not you who changed it, set it anew:

    { $link }
mail-factor-forgotten-subject = Your second key is removed
mail-factor-forgotten-body =
    Hello,

    your account in the participatory budget has no second key any more. If it was not you who removed it, sign in, change the password and add a key again:

    { $link }
mail-challenge-subject = Your vote is challenged
mail-challenge-body =
    Hello,

    two people at city hall have found that the vote cast in your name should not be counted. On this page you can read why, and appeal:

    { $link }

    You can appeal as long as the vote is not sealed.
mail-challenge-lifted-subject = Your vote counts
mail-challenge-lifted-body =
    Hello,

    the challenge to the vote cast in your name is taken back. You can read why here:

    { $link }
mail-challenge-upheld-subject = Your appeal is dismissed
mail-challenge-upheld-body =
    Hello,

    a third person has decided about your appeal: the vote cast in your name will not be counted. You can read why here:

    { $link }
