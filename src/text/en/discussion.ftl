said-comments =
    { $n ->
        [one] { $n-shown } comment
       *[other] { $n-shown } comments
    }
said-follow = News by e-mail
comments-title = Comments
comments-none = Nobody has written anything yet.
comments-pages = Pages of comments
comment-sign-in = Sign in to comment
comment-body = Your comment
comment-body-hint = Everybody will see it. No personal data and no insults.
comment-signed = Signed
comment-signed-hint = For example a first name or a group. We do not show the name of your account.
comment-signed-wrong = A signature may have at most 60 characters
comment-unsigned = Unsigned
comment-by-author = author of the project
comment-act = Add the comment
comment-missing = Write a comment of at least 3 characters
comment-slow = These are many comments in a short time. This text stays here: send it in 10 minutes.
comment-closed = This project can no longer be commented on.
comment-hidden = Comment hidden by city hall
comment-hidden-why = Reason: { $reason }
comment-appealed = The appeal waits for a second person at city hall.
comment-final = Appeal decided: { $answer }
comment-report = Report the comment
comment-report-title = Report the comment
comment-report-means = Somebody at city hall will read the comment. Its writer will not learn who reported it.
comment-report-label = What is wrong
comment-report-act = Send the report
comment-appeal = Appeal
comment-appeal-title = Appeal against the hiding
comment-appeal-means = Your comment will be read by somebody else than who hid it.
comment-appeal-label = Why it should return
comment-appeal-act = Send the appeal
comment-reason-wrong = Write 10 to 1000 characters
comment-no-appeal = There is no appeal against this any more.
report-once = You have reported this comment already.
moderate-title = Comments to look at
moderate-empty = Nothing waits. Reported comments and appeals will appear here.
moderate-comment = Comment { $id }
moderate-reports =
    { $n ->
        [one] { $n-shown } report
       *[other] { $n-shown } reports
    }
moderate-appeal = Appeal
moderate-keep = Keep
moderate-hide = Hide
moderate-restore = Restore
moderate-uphold = Keep hidden
moderate-second-person = The appeal is decided by somebody else than who hid the comment.
moderate-taken = Somebody has decided this already, or somebody else must.
follow-title = News of the project
follow-means = We write when something changes for the project: evaluation, appeal, result. First you confirm the address, and every letter lets you stop.
follow-act = Send me news
follow-unconfirmed = Do you want news of this project?
follow-confirmed = News of this project comes to your address.
follow-yes = Yes, write to me
follow-no = Do not write
done-commented = The comment is added.
done-reported = The report is sent.
done-comment-appealed = The appeal is sent.
done-moderated = The decision is saved.
done-follow-asked = Look into your mail and confirm the address.
done-follow-yes = News is switched on.
done-follow-no = News is switched off and the address deleted.
act-comment-kept = Comment kept
act-comment-hidden = Comment hidden
act-comment-restored = Comment restored
act-comment-upheld = Hiding of a comment upheld
mail-follow-subject = Confirm news of the project “{ $title }”
mail-follow-body =
    Hello,

    somebody gave this address to get news of the project “{ $title }”. If it was you, confirm:

    { $link }

    If it was not you, do nothing.
mail-followed-subject = { $what }: “{ $title }”
mail-followed-body =
    Hello,

    there is news of the project “{ $title }”: { $what }.

    The project, and a way to stop these letters: { $link }
