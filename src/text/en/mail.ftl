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

    somebody gave this address to create an account in the participatory budget, and there is an account with this address already. If it was you, sign in:

    { $link }

    On the same page you can set a new password if the old one is lost. If it was not you, do nothing.
