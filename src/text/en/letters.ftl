mail-project-returned-subject = Project { $number }: corrections needed
mail-project-returned-body =
    Good day,

    city hall has checked project no. { $number }, "{ $title }", and asks for corrections by { $until }:

    { $reason }

    Correct the project on its page:

    { $link }
mail-project-passed-subject = Project { $number }: formal check passed
mail-project-passed-body =
    Good day,

    project no. { $number }, "{ $title }", is formally right. Departments now look at whether it can be done.

    { $link }
mail-project-cost-subject = Project { $number }: city hall corrected the cost
mail-project-cost-body =
    Good day,

    city hall has corrected the estimate of project no. { $number }, "{ $title }". Reason:

    { $reason }

    What has changed stands on the project's page:

    { $link }
mail-project-accepted-subject = Project { $number } is on the ballot
mail-project-accepted-body =
    Good day,

    project no. { $number }, "{ $title }", is accepted and will be on the ballot.

    { $link }
mail-project-rejected-subject = Project { $number }: rejected
mail-project-rejected-body =
    Good day,

    city hall has rejected project no. { $number }, "{ $title }". Reason:

    { $reason }

    You can appeal until { $until }, on the project's page or on paper. The appeal is decided by somebody who had no part in this decision.

    { $link }
mail-appeal-received-subject = Project { $number }: appeal received
mail-appeal-received-body =
    Good day,

    the appeal about project no. { $number }, "{ $title }", is recorded. It is decided by { $until }.

    { $link }
mail-appeal-dismissed-subject = Project { $number }: appeal dismissed
mail-appeal-dismissed-body =
    Good day,

    the appeal about project no. { $number }, "{ $title }", is dismissed. Reason:

    { $reason }

    { $link }
mail-appeal-reopened-subject = Project { $number }: evaluated again
mail-appeal-reopened-body =
    Good day,

    the appeal about project no. { $number }, "{ $title }", is upheld. Other people evaluate the project again. Reason:

    { $reason }

    { $link }
