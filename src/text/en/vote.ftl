vote-title = Voting
vote-begin = Start your ballot
vote-resume = Return to your ballot
vote-closed = Voting in this edition is not open now. The dates are on the edition's page.
vote-already = Your vote is in the box.
vote-again-how = You may change your vote until { $when }. The last one counts.
vote-again = Change my vote
vote-again-resume = Finish changing my vote
vote-again-note = You are changing a vote that is in the box. Until you cast the new one, the earlier one counts.
vote-not-cast-again = The change is not cast yet. The earlier vote counts.
vote-changed-elsewhere = Your vote has changed in the meantime, perhaps on another device. Open the voting page and look at it.
vote-by-paper = Your vote is in the box on paper. You can change it at city hall.
vote-until = The ballot is open until { $when }.
vote-how-secret = Nobody at city hall will see what you vote for.
vote-how-once = Everybody casts one vote.
vote-needs-verifying = Before the ballot we will ask you to show that you may vote.
vote-rule-city = For the whole city:
vote-rule-district = In the district:
vote-rule-money = choose projects for no more than { $money }.
vote-rule-points =
    { $n ->
        [one] give { $n-shown } point to any project.
       *[other] share out { $n-shown } points among any projects.
    }
vote-rule-projects =
    { $n ->
        [one] choose at most { $n-shown } project.
       *[other] choose at most { $n-shown } projects.
    }
ballot-up = Move up: { $title }
ballot-down = Move down: { $title }
ballot-place = Place { $n }
vote-rule-ranking =
    { $n ->
        [one] put { $n-shown } project in order, the best first.
       *[other] put { $n-shown } projects in order, the best first.
    }
vote-rule-any = choose as many projects as you like.
vote-area-title = Your district
vote-area-label = In which district do you vote?
vote-area-hint = You can vote in one district and in the city-wide pool.
vote-area-none = Only the city-wide pool
vote-area-missing = Choose a district, or the city-wide pool alone
vote-area-change = Change district
vote-ballot-title = Ballot
vote-random = Projects are in random order, different for everybody. Yours will not change.
vote-save-and-leave = Save and leave
ballot-add = Add to ballot
ballot-remove = Remove from ballot
ballot-first-point = Give a point
ballot-more = Add a point: { $title }
ballot-less = Take a point away: { $title }
ballot-points-of = Points: { $title }
ballot-points =
    { $n ->
        [one] { $n-shown } point
       *[other] { $n-shown } points
    }
ballot-chosen = On the ballot
ballot-chosen-count =
    { $n ->
        [one] { $n-shown } project chosen
       *[other] { $n-shown } projects chosen
    }
ballot-purse = What is left
ballot-check = Check the ballot
left-money = { $money } left
left-money-over = The ballot is { $money } over
left-points =
    { $n ->
        [one] { $n-shown } point left
       *[other] { $n-shown } points left
    }
left-points-over =
    { $n ->
        [one] { $n-shown } point too many
       *[other] { $n-shown } points too many
    }
left-projects =
    { $n ->
        [one] You can add { $n-shown } project
       *[other] You can add { $n-shown } projects
    }
left-projects-over =
    { $n ->
        [one] { $n-shown } project too many
       *[other] { $n-shown } projects too many
    }
vote-check-title = Check your ballot
vote-not-cast = Your vote has not been cast yet
vote-not-ready =
    { $n ->
        [one] Fix { $n-shown } thing before you cast your vote
       *[other] Fix { $n-shown } things before you cast your vote
    }
vote-blank = You are leaving this part of the ballot empty. It will not be counted.
vote-back = Back to the ballot
vote-change = Change the ballot
vote-cast = Cast your vote
refusal-empty = The ballot is empty. Choose at least one project.
refusal-too-few =
    { $n ->
        [one] choose at least { $n-shown } project
       *[other] choose at least { $n-shown } projects
    }
refusal-too-many =
    { $n ->
        [one] take { $n-shown } project off
       *[other] take { $n-shown } projects off
    }
refusal-over-budget = the ballot is { $money } over. Take a project off.
refusal-under-cost = add projects for at least { $money }
refusal-too-many-points =
    { $n ->
        [one] take { $n-shown } point away
       *[other] take { $n-shown } points away
    }
refusal-too-few-points =
    { $n ->
        [one] give { $n-shown } more point
       *[other] give { $n-shown } more points
    }
refusal-points-too-high =
    { $n ->
        [one] “{ $title }” can get at most { $n-shown } point
       *[other] “{ $title }” can get at most { $n-shown } points
    }
refusal-points-too-low =
    { $n ->
        [one] give “{ $title }” at least { $n-shown } point
       *[other] give “{ $title }” at least { $n-shown } points
    }
refusal-zero-points = “{ $title }” is on the ballot without points. Give it a point or take it off.
refusal-repeated = “{ $title }” is on the ballot twice. Remove it and add it once.
refusal-unknown-project = one of the projects is no longer on the list. Go back to the ballot and choose another.
receipt-title = Your vote is cast
receipt-in-box = { $pool }: the vote is in the box
receipt-code = Receipt code
receipt-what = With this code you can check that your vote is in the box and in the published data.
receipt-secret = The code does not say what you voted for.
receipt-qr = QR code that checks the vote
receipt-home = Back to the edition
receipt-lookup-title = Check your vote
receipt-lookup-how = Enter the code from your receipt. We will say whether that vote is in the box, and in which pool. Nothing more.
receipt-code-hint = 12 characters; upper or lower case and hyphens do not matter
receipt-act = Check the vote
receipt-found = This vote is in the box
receipt-replaced = A later vote of the same person has replaced this one. The later one counts.
receipt-excluded = This vote is not counted: the committee excluded the person who cast it. Write to city hall if this is a mistake.
receipt-not-found = There is no vote with this code
receipt-not-found-then = Compare the code with your receipt, character by character, and enter it again. If it is the same, write to city hall.
receipt-code-wrong = The code has 12 characters. Check that none is missing.
vote-challenged = Has anybody challenged my vote?
