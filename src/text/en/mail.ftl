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
mail-sign-up-city-subject = Confirm your e-mail address
mail-sign-up-city-body =
    Hello,

    somebody signs in to the participatory budget through the city's sign-in service and gives this address. If it is you, open this link in the same browser in which you began to sign in:

    { $link }

    It works for half an hour and only once. If it is not you, do not open it and pass it on to nobody.
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
mail-verify-code-subject = Digits for voting: { $code }
mail-verify-code-body =
    Hello,

    these digits show that you may vote in the participatory budget ({ $city }):

    { $code }

    They work for 10 minutes, once, and only in the browser in which they were asked for. If it was not you, give them to nobody: somebody is trying to vote in your name.

    The edition's page: { $link }
mail-verify-nobody-subject = We cannot send digits for voting
mail-verify-nobody-body =
    Hello,

    somebody gave this address to vote in the participatory budget ({ $city }). The data does not match the register, the contact differs from the one in the register, or as many people as the rules allow already vote from this address.

    If it was you, check the data and the contact and try again, or come to city hall. If it was not you, do nothing.

    The edition's page: { $link }
mail-verify-shared-subject = Come to city hall to vote
mail-verify-shared-body =
    Hello,

    somebody gave this address to vote in the participatory budget ({ $city }). More than one person in the register has the same data, and we do not know which one it is.

    If it is you: give the contact that city hall has, or the further data that the page asks for. You can also vote with the code from a letter, or come to city hall with your identity card, passport or mObywatel; you get a code on the spot. If it is not you, do nothing.

    The edition's page: { $link }
mail-verify-sms-shared-subject = { $city }
mail-verify-sms-shared-body = Participatory budget: more than one person has the same data. Give the contact that city hall has, use the code from a letter or come to city hall with an identity document. { $link }
mail-verify-sms-subject = { $city }
mail-verify-sms-body = Digits for voting in the participatory budget: { $code }. They work for 10 minutes. Give them to nobody. { $link }
mail-verify-sms-nobody-subject = { $city }
mail-verify-sms-nobody-body = Participatory budget: the data or the number does not match the register, or as many people as allowed already vote from this number. Check the data or come to city hall. { $link }
mail-vote-recorded-subject = A vote was recorded in your name
mail-vote-recorded-body =
    Hello,

    in the participatory budget ({ $city }) a vote was recorded in your name. Nobody sees what it was for.

    If it is not your vote, report it to city hall as soon as you can. What is recorded you can see here:

    { $link }
mail-vote-recorded-sms-subject = { $city }
mail-vote-recorded-sms-body = Participatory budget: a vote was recorded in your name. If it was not you, report it to city hall as soon as you can. { $link }
mail-vote-replaced-subject = A paper card replaced your vote from the internet
mail-vote-replaced-body =
    Hello,

    in the participatory budget ({ $city }) city hall read a paper card with your details. It counts instead of the vote that was cast in your name on the internet before. Nobody sees what it was for.

    If it is not your card, report it to city hall as soon as you can, before the votes are sealed. While the vote is open, come with a document: you will vote in person, and that vote will count. What is recorded you can see here:

    { $link }
mail-vote-replaced-sms-subject = { $city }
mail-vote-replaced-sms-body = Participatory budget: a paper card with your details replaced the vote from the internet. If it is not your card, report it to city hall as soon as you can. { $link }
mail-challenge-subject = Your vote is challenged
mail-challenge-body =
    Hello,

    two people at city hall have found that the vote cast in your name should not be counted. On this page you can read why, and appeal:

    { $link }

    You have until { $until }. Nobody seals the vote before that.
mail-office-vote-subject = City hall gave out a code for a vote in your name
mail-office-vote-body =
    Hello,

    two people at city hall ({ $city }) checked a document and gave out a code with which a vote can be cast in your name in the participatory budget. A vote cast with it replaces any earlier one. Nobody sees what it is for.

    If this was not you, come to city hall with a document before { $until }. It will be undone and you will vote in person. After that, report it to city hall at once, before the votes are sealed.

    What is recorded of you is here:

    { $link }
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
mail-email-change-subject = Confirm your new address
mail-email-change-body =
    Hello,

    somebody gave this address as the new address of their account in the participatory budget. If it was you, sign in, open the link and confirm:

    { $link }

    The link works for half an hour and only once. If it was not you, do nothing: the address stays as it is.
mail-email-known-subject = This address has an account already
mail-email-known-body =
    Hello,

    somebody gave this address as the new address of their account in the participatory budget, but there is an account with this address already, so nothing changes. If it was you, this link opens the account you already have:

    { $link }

    It works for half an hour and only once. If it was not you, do not open it and pass it on to nobody.
mail-email-changed-subject = The account has a new address
mail-email-changed-body =
    Hello,

    your account in the participatory budget now has another e-mail address, and this address no longer opens it. If it was you, there is nothing to do.

    If it was not you, somebody has access to your account. Write to or call the city hall that runs this site at once:

    { $link }
mail-account-closed-subject = This account is closed
mail-account-closed-body =
    Hello,

    somebody gave this address to sign in to the participatory budget. City hall has closed the account with this address, and nobody can sign in with it. If this is a mistake, contact the city hall that runs this site:

    { $link }
mail-factor-reset-subject = City hall wants to remove your second key
mail-factor-reset-body =
    Good day,

    somebody of the administration reported that your account's second key in the participatory budget is lost. Once another person approves, it goes a day later, and you add a new one at sign-in.

    If you did not ask for this, stop it here:

    { $link }

    Signing in with the present key stops it, too.
