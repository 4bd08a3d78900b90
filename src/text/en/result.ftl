results-title =
    { $n ->
      [one] { $n-shown } project won
     *[other] { $n-shown } projects won
    } { $pools ->
      [one] in one pool
     *[other] in { $pools-shown } pools
    }
results-final = Final results
results-ballots = Ballots in the box
results-budget = To spend
results-spent = Spent
results-left = Left
results-wall = The mosaic after the vote: coloured tiles are the projects that won.
results-pool-money = pool { $budget } · left { $left }
results-how = { $pool }: how we counted
results-back = All pools
results-pool-title = { $pool }: how we counted
results-winners =
    { $n ->
        [one] { $n-shown } project won
       *[other] { $n-shown } projects won
    }
results-nobody = No project won in this pool.
results-steps = Step by step
results-steps-greedy = The greedy rule step by step
steps-caption = The queue of projects
votes-count =
    { $n ->
        [one] { $n-shown } vote
       *[other] { $n-shown } votes
    }
rule-order-votes = Projects are taken in turn, the one with the most votes first.
rule-order-points = Projects are taken in turn, the one with the most points first.
rule-skip = A project wins if the pool can still pay for it; more expensive ones are skipped.
rule-stop = A project wins if the pool can still pay for it; the first one that is too expensive ends the count.
rule-stop80 = The first one that is too expensive ends the count, unless the rest covers 80% of its cost: then the city adds what is missing.
rule-threshold-votes =
    { $n ->
        [one] To win, a project needs at least { $n-shown } vote.
       *[other] To win, a project needs at least { $n-shown } votes.
    }
rule-threshold-points =
    { $n ->
        [one] To win, a project needs at least { $n-shown } point.
       *[other] To win, a project needs at least { $n-shown } points.
    }
rule-ties =
    { $n ->
        [one] { $n-shown } tie was decided by the order of the ballot list.
       *[other] { $n-shown } ties were decided by the order of the ballot list.
    }
official-title = The city’s result and the greedy rule
official-same =
    { $n ->
        [one] The greedy rule gives the same winner: { $n-shown } project.
       *[other] The greedy rule gives the same winners: { $n-shown } projects.
    }
official-differs = The city announced different winners from our count
official-other-rule = The city used another rule. The greedy rule would choose differently.
official-figures = Our count would choose this many projects: { $ours-shown }, the same as the city: { $both-shown }.
official-rule = The rule's name in the data: { $rule }
official-only-city =
    { $n ->
        [one] Only in the city's result: { $n-shown } project
       *[other] Only in the city's result: { $n-shown } projects
    }
chart-votes = Votes
chart-points = Points
chart-first = The first { $n-shown } of { $all-shown }; all are in the table.
legend-won = full bar: won
legend-lost = hatched: did not win
verdict-funded = Won
verdict-reserve = Won with extra money
verdict-lost = Did not win
verdict-does-not-fit = Did not win: too expensive
verdict-below-threshold = Did not win: below the threshold
verdict-excluded-by = Did not win: excluded by another project
verdict-excluded-earlier = Did not win: excluded earlier
verdict-withdrawn = Withdrawn
verdict-after-stop = Did not win: after the end of the count
reason-funded = Fits the pool
reason-reserve = The city adds { $money }
reason-does-not-fit = { $money } short
reason-below-threshold-votes = Below the threshold of { $need-shown } votes, { $n-shown } short
reason-below-threshold-points = Below the threshold of { $need-shown } points, { $n-shown } short
reason-excluded-by = Another project won in the same place
reason-excluded-earlier = A project of another pool won in the same place
reason-withdrawn = Withdrawn before the count
reason-after-stop = The count had already ended
why-lost = Why did the project “{ $title }” not win?
why-left = When its turn came, the pool held
why-cost = Cost of the project: { $money }
why-more-votes =
    { $n ->
        [one] { $n-shown } more vote would have been enough.
       *[other] { $n-shown } more votes would have been enough.
    }
why-more-points =
    { $n ->
        [one] { $n-shown } more point would have been enough.
       *[other] { $n-shown } more points would have been enough.
    }
data-title = Count it yourself
data-how = The open data of this edition. Any program that knows the Pabulib format counts the .pb files.
data-results-csv = Results (CSV)
data-results-xlsx = Results (XLSX)
data-projects-csv = Projects (CSV)
data-projects-xlsx = Projects (XLSX)
data-ballots = Ballots: { $pool } (.pb)
data-source = Data source: { $source }
column-number = No.
column-tile = Tile
column-title = Project
column-pool = Pool
column-category = Category
column-cost = Cost
column-state = Status
column-reason = Reason
column-place = Place
column-latitude = Latitude
column-longitude = Longitude
column-votes = Votes
column-points = Points
column-score = Votes or points
column-verdict = Result and reason
column-left = Left in the pool
column-official = Chosen by the city
column-edition = Edition
column-submitted = Submitted
verdict-greedy-funded = Chosen by this rule
verdict-greedy-lost = Not chosen by this rule
official-ours = The city’s result and our count
official-recounted =
    { $n ->
        [one] Counting by the city’s rule ({ $rule }) gives the same winner.
       *[other] Counting by the city’s rule ({ $rule }) gives the same { $n-shown } winners.
    }
official-only-ours =
    { $n ->
        [one] Only in our count: { $n-shown } project
       *[other] Only in our count: { $n-shown } projects
    }
rule-phragmen = Money comes to all voters at the same pace. A project is bought as soon as the people who vote for it can pay.
rule-shares = Every ballot gets the same: { $money }.
rule-shares-buy = A project is bought by the people who vote for it. They pay alike; who has less gives what is left.
rule-shares-round = Each round goes to the project with the most effective votes: its cost divided by the price of one vote.
rule-shares-raises =
    { $n ->
        [one] The sum per ballot was raised { $n-shown } time by { $money }: any higher and the result would not fit the pool.
       *[other] The sum per ballot was raised { $n-shown } times by { $money }: any higher and the result would not fit the pool.
    }
rule-shares-rest = The rest of the pool went to the next projects by votes that fitted into it.
rule-shares-compared = Then the result was compared with the greedy rule. Ballots that prefer this result: { $shares-shown }. Ballots that prefer the greedy rule: { $greedy-shown }.
column-effective = Effective votes
reason-supporters-short = Its voters were { $money } short
reason-no-support = Nobody voted for it
reason-funded-shares = Bought by its voters
reason-funded-rest = Bought with the rest of the pool
verdict-supporters-short = Did not win: its voters were short of money
verdict-no-support = Did not win: no votes
share-price = Price of a vote, at most
share-payers = Ballots that paid
share-exhausted = of them gave all they had
share-means = Effective votes are the cost divided by the price of a vote. The fewer ballots give all they have, the closer they come to the number of votes.
why-won = Why did “{ $title }” win?
why-place = Number { $place-shown } of { $all-shown } in the queue: { $score }.
why-more = The whole answer
why-project = The project’s page
why-never = No number of votes would have been enough.
why-supporters-have = Its voters still had
why-same-share = With the same sum per ballot ({ $money }):
why-more-ballots =
    { $n ->
        [one] { $n-shown } more ballot naming this project alone would have been enough.
       *[other] { $n-shown } more ballots naming this project alone would have been enough.
    }
why-wins-at = It would also have won at a cost of { $money } at most.
why-excluded = The winning project { $number } excluded it.
why-rivals-title = Who was ahead
why-rivals = Without any one of these projects it would have won.
why-rivals-shares = The winning projects that its voters named most often.
compare-title = The same ballots, another rule
compare-intro = This is what the result would be if the city counted differently.
compare-caption = Two rules compared
compare-figure = Compared by
compare-funded = Projects funded
compare-spent = Spent
compare-served = Ballots with at least one funded project
compare-average = Funded projects per ballot, on average
compare-prefer = Ballots that get more from this result
compare-same = Both rules choose the same projects.
compare-only = Only { $method }: { $n-shown }
compare-none = None.
method-greedy = greedy rule
method-shares = equal shares
method-phragmen = Phragmén’s rule
about-greedy = Projects are taken in turn, the most votes first, as long as they fit the pool.
results-declared = Some votes rest on somebody’s own word: the voter’s that they live here, or a guardian’s that the child is theirs.
results-small =
    { $n ->
        [one] Pools with fewer than { $n-shown } vote are not opened vote by vote: a pattern would point to a person.
       *[other] Pools with fewer than { $n-shown } votes are not opened vote by vote: a pattern would point to a person.
    }
count-title = Preview of the result
count-lead =
    { $n ->
        [one] By this count { $n-shown } project wins.
       *[other] By this count { $n-shown } projects win.
    }
count-secret = Only the committee sees this. Show the preview to nobody before the publication.
count-nobody = Careful: no project wins
count-nobody-in = Careful: no project wins in these pools: { $pools }
count-nobody-why = Check the threshold and the counting rule before you publish anything. The rules were frozen when the voting opened: if they are wrong, settle it outside Sakwa, with the city’s lawyer.
count-publish-title = Publication
count-digest = Digest of the result (SHA-256):
count-when = Counted on { $when }.
count-waits = The preview waits for a second member of the committee. Whoever counted does not publish.
count-again = Count again
count-again-why = The same ballots and projects give the same result. Count again if a project was withdrawn after the count.
count-confirm = I have looked at the preview and approve exactly this result
count-unconfirmed = Tick that you approve this result
count-publish-means = Everybody will see the results and the open data at once. This cannot be undone.
count-publish = Approve and publish the results
count-sums = The result in every pool
count-projects = Projects
count-winners = Winners
count-threshold = Threshold
count-below = Below the threshold
count-below-of = { $n-shown } of { $all-shown } projects are below the threshold.
count-all-projects = { $pool }: all projects
count-there = The votes are counted. The preview waits for a second member of the committee.
count-look-confirm = I know that the preview is for the committee only
count-none = The votes are not counted yet.
count-same = Whoever counted does not publish.
count-moved = Somebody has counted again meanwhile. Look at the new preview.
count-changed = Something has changed since the count, such as a withdrawn project. Count again and look at the new preview.
act-counted = Votes counted for the preview
rules-public-title = How we vote and count
rules-public-lead = Who votes, how to fill in the ballot, and how votes become a result. You know it before anybody votes.
rules-frozen-since = The rules were frozen on { $when }, when the voting opened. Nobody can change them.
rules-not-frozen = These rules may still change. The opening of the voting freezes them.
rules-who = Who may vote
rules-unusual = What is unusual here, and why
rules-ties-title = Ties
rules-ties = With equal scores the project that stands higher on the ballot list comes first.
rules-order-drawn = The order of the list was drawn by lot.
rules-order-not-drawn = The order of the list was not drawn: projects stand on it by their numbers.
rules-unknown = Sakwa does not know the method named in the data (“{ $rule }”), so it counts like this:
rules-shares = The money of the pool is divided equally among all ballots cast.
rules-rest-stays = What no group of voters can spend any more stays unspent.
rules-rest-greedy = The rest of the pool goes to the next projects with the most votes that fit into it.
rules-rest-raise = The sum for each ballot is raised as long as the outcome fits into the pool.
rules-compared = At the end the outcome is compared with the greedy method: the one that more ballots prefer wins.
rules-threshold-none = There is no threshold: every vote counts.
rules-threshold-share-votes = To win, a project needs at least as many votes as { $share } of the valid ballots.
rules-threshold-share-points = To win, a project needs at least as many points as { $share } of the valid ballots.
rules-threshold-cost = The threshold depends on the cost: the project’s share of the votes times { $n-shown } must not be less than its cost’s share of the pool.
results-by-two = Results are published by a second person who has seen the same count.
