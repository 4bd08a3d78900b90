phase-submission = Submission is open
phase-evaluation = Evaluation is under way
phase-voting = Voting is open
phase-counting = Voting is closed
phase-results = Final results
phase-submission-means = You can submit a project of your own.
phase-evaluation-means = City hall is evaluating the submitted projects.
phase-voting-means = You can cast a vote.
phase-counting-means = The votes are being counted.
phase-results-means = See which projects won, and why.
phase-last = This is the last phase.
phase-moved = The phase has changed already. Reload the page.
phase-voting-over = The end of voting in the calendar has passed, so voting cannot be opened. Write to the administrator of this site.
calendar-submission = Submission
calendar-evaluation = Evaluation
calendar-voting = Voting
calendar-counting = Counting
calendar-results = Results
calendar-until = until { $day }
calendar-from = from { $day }
calendar-ballots =
    { $n ->
        [one] { $n-shown } ballot in the box
       *[other] { $n-shown } ballots in the box
    }
pool-citywide = City-wide pool
headline-submission = Submit your project today
headline-evaluation = City hall is evaluating the projects
headline-counting = The votes are being counted
headline-voting = Cast your vote today
headline-points =
    { $n ->
        [one] Give your { $n-shown } point today
       *[other] Share out your { $n-shown } points today
    }
headline-projects =
    { $n ->
        [one] Choose { $n-shown } project today
       *[other] Choose { $n-shown } projects today
    }
headline-money = Put your budget together today
headline-results =
    { $n ->
        [one] { $n-shown } project won
       *[other] { $n-shown } projects won
    }
lead-submission = The city has { $money } for residents' ideas. Submissions are open until { $when }.
lead-evaluation = There is { $money } to spend. Voting opens when city hall has finished its evaluation (by { $when }).
lead-voting = The city has { $money } for residents' ideas. The ballot is open until { $when }.
lead-counting = There is { $money } to spend. The results will be published by { $when }.
lead-results = There was { $money } to spend. Anybody can count the votes again from the open data.
days-left =
    { $n ->
        [0] Less than 24 hours left.
        [one] { $n-shown } day left.
       *[other] { $n-shown } days left.
    }
vote-act = Vote
results-act = See the results
projects-act = See the projects
submit-start-act = Submit a project
projects-see =
    { $n ->
        [one] See { $n-shown } project
       *[other] See { $n-shown } projects
    }
vote-takes = It takes about 4 minutes. An unfinished ballot waits for you.
wall-caption = The projects as a mosaic ({ $n-shown }): one tile is one project. Large tiles cost { $money } or more.
where-we-are = Where we are
some-title =
    { $n ->
        [one] { $n-shown } project
       *[other] A few of { $n-shown } projects
    }
some-random = The selection changes every hour. No project comes first.
projects-all = All projects
purse-title = How much there is to spend
purse-more =
    { $n ->
        [one] { $n-shown } more pool
       *[other] { $n-shown } more pools
    }
purse-asked = All projects ({ $n-shown }) together cost { $money }: more than there is in the pouch. That is why we vote.
some-winners =
    { $n ->
        [one] { $n-shown } winning project
       *[other] A few of the { $n-shown } winning projects
    }
purse-was = How much there was to spend
wall-caption-equal = The projects as a mosaic ({ $n-shown }): one tile is one project.
front-until = Until { $when }.
rules-frozen = Voting has opened: the rules of this edition can no longer be changed.
deciding-frozen = Submission has opened. What decides about projects can no longer be changed in this edition.
lead-preparation-undated = There will be { $money } to give. Rules and dates will be published soon.
lead-submission-undated = The city has { $money } for residents' ideas. Submissions are open.
lead-evaluation-undated = There is { $money } to spend. Voting opens when city hall has finished its evaluation.
lead-voting-undated = The city has { $money } for residents' ideas. The ballot is open.
lead-counting-undated = There is { $money } to spend. The results will be published when the votes are counted.
some-none = There are no projects yet
headline-nobody = No project has won
