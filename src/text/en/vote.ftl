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
vote-code-void = The code that opened this ballot is void. Nothing was saved. City hall gives you a new one.
vote-by-office = The vote cast in person at city hall counts in place of every other. You can change it only at city hall.
vote-at-office = You are voting at city hall. This ballot begins empty.
vote-at-office-means = Once you cast it, it counts in place of any cast before, and neither the internet nor paper changes it. Until you cast it, nothing changes.
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
vote-rule-points-one = One project may get at most { $n }.
vote-rule-projects =
    { $n ->
        [one] choose at most { $n-shown } project.
       *[other] choose at most { $n-shown } projects.
    }
ballot-up = Move up: { $title }
ballot-down = Move down: { $title }
ballot-place = Place { $n }
vote-rule-ranking =
    { $n ->
        [one] put { $n-shown } project in order, the best first.
       *[other] put { $n-shown } projects in order, the best first.
    }
vote-rule-ranking-between = put from { $fewest } to { $most } projects in order, the best first.
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
        [0] You can add nothing more
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
vote-not-cast-yet = Your vote has not been cast yet. Every choice is saved; you cast it on the next page.
vote-rule-bands = choose at most: { $bands }.
vote-order = Order of the projects
vote-order-own = They stand like this for you until you choose another order.
vote-order-drawn = at random
vote-order-name = A to Z
vote-order-cost = by cost
vote-order-number = by number
ballot-band-to = { $name }: up to { $to }
ballot-band-between = { $name }: over { $from }, up to { $to }
ballot-band-from = { $name }: over { $from }
ballot-band-most =
    { $n ->
        [one] at most { $n-shown } project
       *[other] at most { $n-shown } projects
    }
ballot-band-empty = There is no project here.
ballot-chosen-for = { $chosen } for { $money }
ballot-place-of = Place: { $title }
ballot-place-wrong = Type a place: a number from 1 to { $most-shown }.
ballot-set-place = Set
ballot-set-places = Set the places
left-bands = You can add: { $bands }
left-bands-over = Too many: { $bands }
refusal-too-many-in-band =
    { $n ->
        [one] { $name }: take { $n-shown } project off
       *[other] { $name }: take { $n-shown } projects off
    }
refusal-outside-bands = “{ $title }” belongs to no range of costs. Take it off.
refused-money = It does not fit: { $money } is missing. Take another project off first.
refused-points =
    { $n ->
        [one] All points are given: you have { $n-shown }. Take a point back elsewhere first.
       *[other] All points are given: you have { $n-shown }. Take a point back elsewhere first.
    }
refused-projects =
    { $n ->
        [one] You can choose { $n-shown } project. Take another one off first.
       *[other] You can choose { $n-shown } projects. Take another one off first.
    }
refused-band =
    { $n ->
        [one] { $name }: you can choose { $n-shown } project. Take another one off first.
       *[other] { $name }: you can choose { $n-shown } projects. Take another one off first.
    }
receipt-mail = Send the code to yourself
receipt-mail-subject = Receipt code of a vote: { $edition }
receipt-mail-body = My vote is in the ballot box. Receipt code: { $codes }. I can check it at { $page }
receipt-next = After the vote we publish all ballots without names. With this code you find yours.
ballot-rules-title = Rules of the ballots
ballot-rules-one = Ballot
ballot-rules-means = The rules of each pool can be changed until the voting opens. Then they are frozen and published with their hash.
ballot-rules-frozen = The voting is open, so the rules of the ballots are frozen.
ballot-rules-scoring = Graded ballots cannot be filled in here, and the voting will not open. Choose another kind of ballot.
ballot-rules-change = Change the rules
ballot-rules-kind = How do people vote in this pool?
ballot-rules-kind-missing = Choose how people vote in this pool
ballot-kind-approval = Choosing projects
ballot-kind-approval-hint = Up to as many as “Most projects” says.
ballot-kind-bands = Choosing by ranges of cost
ballot-kind-bands-hint = For example one small and one large project. Type the ranges below.
ballot-kind-knapsack = Spending money
ballot-kind-knapsack-hint = Projects that together cost no more than “To spend”.
ballot-kind-cumulative = Points
ballot-kind-cumulative-hint = “Points” to give out, at most “For one project” each.
ballot-kind-ordinal = Ranking
ballot-kind-ordinal-hint = Exactly as many places as “Most projects” says, the best first.
ballot-kind-choose_one = One project
ballot-kind-choose_one-hint = Without any numbers.
ballot-rules-limits = Numbers
ballot-rules-most = Most projects
ballot-rules-most-hint = For choosing projects and for ranking.
ballot-rules-fewest = Fewest projects
ballot-rules-fewest-hint = For choosing projects. Empty: one is enough.
ballot-rules-fewest-wrong = “Fewest projects” is larger than “Most projects”
ballot-rules-points = Points
ballot-rules-points-hint = How many each person gives out.
ballot-rules-each = For one project
ballot-rules-each-hint = Most points. Empty: all of them.
ballot-rules-each-wrong = One project cannot get more points than there are to give
ballot-rules-money = To spend
ballot-rules-money-hint = Empty: the whole pool, { $money }.
ballot-rules-money-wrong = Type an amount above zero, at most { $money }
ballot-rules-number-wrong = Type a number from 1 to { $most-shown }
ballot-rules-bands = Ranges of cost
ballot-rules-bands-hint = The cheapest first. Each begins where the one before ends; the last has no end, so leave its “Cost up to” empty.
ballot-rules-bands-more = More ranges
ballot-rules-bands-few = Type at least two ranges
ballot-rules-band-is = Name of range { $n-shown }
ballot-rules-band-to-is = Cost up to (range { $n-shown })
ballot-rules-band-most-is = Most projects (range { $n-shown })
ballot-rules-band-name = Type a name of at most { $most-shown } characters
ballot-rules-band-last = The last range has no end. Leave this field empty.
ballot-rules-band-to = Type a cost larger than in the range before
ballot-rules-at-once = Refuse at once
ballot-rules-at-once-hint = A press that goes over a limit is not taken, and the project’s card says why. Without this, people may choose too much for a while.
done-ballot-rules = The rules of the ballot are saved.
act-ballot-rules = Rules of a ballot changed
