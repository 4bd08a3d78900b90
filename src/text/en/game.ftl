game-amount =
    { $kind ->
        [talar] { $n ->
            [one] { $n-shown } thaler
           *[other] { $n-shown } thalers
        }
        [coin] { $n ->
            [one] { $n-shown } coin
           *[other] { $n-shown } coins
        }
        [credit] { $n ->
            [one] { $n-shown } credit
           *[other] { $n-shown } credits
        }
        [euro] €{ $n-shown }
        [dollar] {"\u0024"}{ $n-shown }
        [thousand-dollars] {"\u0024"}{ $n-shown }k
       *[other] { $n-shown } { $name }
    }
game-name = Budget game
act-game-opened = Game opened
nav-games = Budget game
nav-join = Join a game
game-join-title = Join the game
game-join-lead = The code is on the screen in the hall and on the card at your table. You need no account.
game-code = Game code
game-code-hint = 8 letters and digits, capital or small
game-code-act = Find the game
game-code-wrong = There is no game with this code. Copy the 8 characters from the screen or card.
game-code-where = Address: { $address }
game-qr = QR code that leads to the game
game-sit-lead = Choose a table and a name for this evening. Your phone will remember your seat.
game-table-choice = Table
game-chair = Table { $n-shown } ({ $seated-shown } of { $most-shown } seats taken)
game-table-missing = Choose a table
game-nick = Name at the table
game-nick-hint = A first name or a nickname, no surname
game-nick-long = Use at most 20 characters
game-sit-act = Sit down
game-table = Table { $n-shown }
game-seat = Seat { $n-shown }
game-you = You
game-purse = You still have
game-sealed = table closed
game-waits = waiting to start
game-waits-for-start = We start in a moment. The facilitator will say when.
game-paused = paused
game-on-line = connected
game-off-line = no connection
game-refresh = Refresh
game-at-the-table = At the table
game-said-placed = { $who }: +{ $amount } on “{ $what }”
game-said-returned = { $who }: −{ $amount } from “{ $what }”
game-add = + { $amount }: { $what }
game-take = − { $amount }: { $what }
game-mine = You: { $amount }
game-missing = { $missing } of { $price } missing
game-price = price { $amount }
game-open-item = now { $on } · today’s budget { $today }
game-covered = covered
game-bought = bought as no. { $n-shown }
game-closed = closed
game-closed-locked = not available yet
game-closed-by = closed: { $what }
game-more = More
game-exact = Amount
game-exact-put = Put in
game-exact-take = Take back
game-real = { $one } stands for { $real } in the city’s money. Price in the game: { $price }.
game-buy = Buy it
game-unbuy = Undo the purchase
game-yes = I agree
game-no = I disagree
game-abstain = I abstain
game-votes = Agreed: { $yes-shown } of { $seated-shown }
game-against = against: { $who }
game-matter-purchase = Buy “{ $what }”?
game-matter-unbuy = Undo the purchase of “{ $what }”?
game-matter-measure = Enact “{ $what }”? It brings { $amount }.
game-matter-list = Is this the table’s order?
game-matter-amend = Change “{ $what }”: { $text }?
game-matter-write-in = Add “{ $what }” for { $amount }?
game-measures = Where money can come from
game-measures-hint = When the table agrees, the money is shared equally.
game-cut = cut: { $amount }
game-revenue = revenue: { $amount }
game-measure-proposed = proposed
game-measure-passed = agreed
game-measure-repealed = repealed
game-propose = Propose
game-drop = Withdraw the proposal
game-repeal = Repeal
game-ready = I am done with this part
game-you-are-ready = You are done
game-ready-count = Done: { $n-shown } of { $seated-shown }
game-seat-ready = done
game-seat-thinks = thinking
game-rank = The table’s order
game-rank-hint = 1 for the most important.
game-rank-hint-consent = 1 for the most important. The table must agree on this order.
game-rank-act = Propose this order
game-rank-agreed = the table has an order
game-rank-wrong = Enter a place from 1 to { $n-shown }
game-rank-twice = This place is taken, enter another
game-ideas = The table’s ideas
game-idea-title = Name of the idea
game-idea-range = What it costs
game-range-missing = Choose a range
game-range-low = little
game-range-medium = some
game-range-high = much
game-field-description = What it is
game-field-place = Where
game-field-category = Category
game-idea-act = Add the idea
game-pitched = Idea presented
game-ballot = Vote on the ideas
game-ballot-left = Votes for: { $up-shown }, votes against: { $down-shown }
game-up = For
game-down = Against
game-voted-up = Your vote: for
game-voted-down = Your vote: against
game-ask = Questions to experts
game-ask-open = Ask a question
game-ask-topic = About
game-ask-question = Question
game-ask-act = Send the question
game-ask-waits = Waits for an answer
game-topic-police = Police
game-topic-transport = Transport
game-topic-departments = City departments
game-topic-fire = Fire service
game-topic-parks = Parks
game-topic-finance = Finance
game-topic-roads = Roads
game-topic-green = Green areas
game-topic-culture = Culture
game-topic-libraries = Libraries
game-own = The table’s own items
game-own-open = Add an item
game-own-title = Name
game-own-text = Description
game-own-act = Add
game-own-waits = waits for a price
game-gift = Give money
game-gift-to = To
game-gift-act = Give
game-to-missing = Choose a person
game-amount-wrong = Enter the amount in digits, for example 20
game-words-missing = Write a few words
game-words-long = Use at most 500 characters
game-end = What this table chose
game-end-nothing = This table bought nothing.
game-end-money = Spent: { $spent }. Left: { $left }.
game-end-seal = Seal:
game-survey = A few questions at the end
game-survey-hint = Answers are not linked to a person.
game-survey-together = We decided together
game-survey-decisions = I understand better how the city decides about money
game-survey-meetings = This is better than an ordinary meeting
game-survey-answer-1 = not at all
game-survey-answer-2 = rather not
game-survey-answer-3 = hard to say
game-survey-answer-4 = rather yes
game-survey-answer-5 = very much
game-survey-missing = Choose one answer
game-survey-act = Send the answers
game-survey-thanks = Answers saved, thank you
game-survey-count =
    { $n ->
        [one] { $n-shown } person answered
       *[other] { $n-shown } people answered
    }
game-no-changed = Something at the table has changed. See how it is now and try again.
game-no-not-open = The table is not open yet.
game-no-sealed = The table is closed.
game-no-no-phase = Wait until the next part begins.
game-no-phase-forbids = There is time for this in another part of the game.
game-no-time-over = The time of this part is over.
game-no-paused = The game is paused. Wait until it goes on.
game-no-table-full = There is no seat left at this table. Choose another.
game-no-too-late = It is too late to sit down in this game.
game-no-seat-left = This seat was given up. Join again with the game code.
game-no-too-few-players = Too few people at the table: { $seated-shown }, { $n-shown } are needed.
game-no-already-bought = “{ $item }” is bought already.
game-no-item-closed = “{ $item }” is closed.
game-no-requires = “{ $other }” must be bought first.
game-no-required-by = “{ $other }” was bought because of it, so the purchase stays.
game-no-bad-amount = Enter an amount above zero.
game-no-not-a-step = The amount must be a multiple of { $step }.
game-no-insufficient = You have { $balance }. Put in less or ask somebody at the table.
game-no-wrong-purse = This money cannot be spent on it.
game-no-over-cap = One person may put { $most } on it, and you have { $placed } there.
game-no-overfunds = Only { $missing } are missing. Enter less.
game-no-out-of-range = The amount can be from { $min } to { $max }.
game-no-too-few-contributors =
    { $n ->
        [one] At least { $n-shown } person must share in it.
       *[other] At least { $n-shown } people must share in it.
    }
game-no-not-covered = { $missing } are still missing.
game-no-not-yours = You can take back { $own } of it at most.
game-no-no-taking-back = In this game money stays where it was put.
game-no-bids-hidden = Bids are still hidden.
game-no-excluded = It does not go together with “{ $other }”.
game-no-already-spent = Part of this money is spent, { $short } are missing.
game-no-questions-used =
    { $n ->
        [one] The table has asked its { $n-shown } question.
       *[other] The table has asked all its { $n-shown } questions.
    }
game-no-no-expert = Choose a topic from the list.
game-no-quota-used =
    { $n ->
        [one] The table may add { $n-shown } and has done so.
       *[other] The table may add { $n-shown } and has done so.
    }
game-no-title-taken = “{ $title }” is on the table already.
game-no-bad-field = Fill in all fields.
game-no-no-votes-left = You have no such vote left.
game-no-own-table = One does not vote on one’s own table’s ideas.
game-no-not-those-bought = The order must name everything the table bought, once each.
game-lead = People at tables hold little money and must agree what to spend it on. Every move stays in a log that can be replayed.
game-none = There is no game yet. Open the first one.
game-evenings = Games
game-new = Open a game
game-choose = Choose a game
game-choose-lead = These are games of real cities. Their rules are a file you can change.
game-choose-other = Choose another game
game-preset-hall = { $least-shown }–{ $most-shown } people a table
game-preset-alone =
    { $n ->
        [one] { $n-shown } person a table
       *[other] { $n-shown } people a table
    }
game-preset-lublin-2014 = Real projects of the year and a game currency. The table must agree what it buys and in which order.
game-preset-san-jose-2011 = Little money, a dear list. Cuts in the budget bring more, if the table agrees unanimously.
game-preset-san-jose-2013 = At first there is nothing. Only cuts and taxes the whole table agrees on bring money.
game-preset-san-jose-2014 = Half of the tables play with twice the tax. It shows what the city would buy with it.
game-preset-san-jose-zero-based = Every service starts from zero. The table decides how much money it gets.
game-preset-buy-a-feature = The simplest: prices, purses and buying together.
game-preset-kortrijk-2013 = Groups of up to 12 buy from a list; two savings add money.
game-preset-kortrijk-online = Everybody has a basket and spends alone.
game-preset-empaville = A role play of a whole budget: tables propose ideas, present them, everybody votes for and against.
game-preset-safe-blind = First everybody divides money silently, then bids are revealed.
game-own-rules = Rules of your own
game-own-rules-means = Paste the rule file of your city.
game-title = Name of the game
game-title-hint = Players will see it, for example “Budget game, Bronowice”
game-title-long = Use at most 120 characters
game-pool = Edition and pool
game-pool-hint = The accepted projects of this pool will lie on the tables
game-pool-hint-file = The game has a list of its own; this says which edition it belongs to
game-pool-missing = Choose a pool from the list
game-pool-empty = This pool has no accepted projects yet. Choose another.
game-items = How many projects on a table
game-items-hint = Empty: all projects. 12–16 can be read and discussed in one evening.
game-tables = Number of tables
game-seats = Fewest people at a table
game-seats-hint = A table with fewer people is dealt no money
game-number-wrong = Enter a number from { $least-shown } to { $most-shown }
game-file = Rule file
game-file-hint = TOML; start from the file of the game that is closest to yours
game-file-missing = Paste a rule file
game-file-wrong =
    { $n ->
        [one] The file has { $n-shown } mistake
       *[other] The file has { $n-shown } mistakes
    }
game-rules-missing = Choose a game from the list
game-open-act = Open the game
game-gathering = Players sit down
game-between = Between parts
game-running = Running
game-next = Next part: { $phase }
game-start-phase = Start: { $phase }
game-end-phase = End: { $phase }
game-end-closing = End and close the tables: { $phase }
game-closing-means = After this part the tables close: open votes fail, and money on what was not bought goes back.
game-extend = 5 more minutes
game-pause = Pause
game-resume = Go on
game-left = Left:
game-time-over = time is over
game-minutes =
    { $n ->
        [one] { $n-shown } minute
       *[other] { $n-shown } minutes
    }
game-too-few =
    { $n ->
        [one] Some tables have too few people. { $n-shown } is needed; such tables are dealt no money.
       *[other] Some tables have too few people. { $n-shown } are needed; such tables are dealt no money.
    }
game-card-act = Draw the card
game-over = The game is over
game-over-means = All parts are done. The report is ready.
game-all-tables = Tables
game-col-table = Table
game-col-people = People
game-col-state = State
game-col-bought = Bought
game-col-left = Left
game-col-ready = Done
game-table-sealed = closed
game-table-empty = empty
game-table-short = too few people
game-table-sits = waits
game-table-asked = votes
game-table-plays = plays
game-files = Log and result
game-files-hint = From the rule file and the log anybody can replay the game with “sakwa game replay”.
game-report = Report
game-log = Log of moves (JSONL)
game-rules-file = Rule file (TOML)
game-back = Back to the game
game-back-to-table = Back to the table
game-granted = Dealt
game-spent = Spent
game-on-the-table = On the table
game-no-items = Nothing lies on this table. Players propose ideas.
game-col-item = Item
game-col-on = Placed
game-col-price = Price
game-asked = What the table is asked
game-asked-all = Everybody must agree.
game-answer = The expert’s answer
game-answer-act = Save the answer
game-prices = Waiting for a price
game-prices-expert = The expert states the price; enter it for them.
game-price-label = Price in the game
game-price-act = Save the price
game-notes = Notes
game-note-text = What happens
game-note-hint = No names, addresses, health or politics
game-note-tag = Tag
game-no-tag = no tag
game-note-item = About
game-note-table = about the whole table
game-note-quotable = This is a quote and the person agrees to publication
game-note-quotable-hint = The report shows only the nickname and the table
game-note-act = Save the note
game-tag-for = for
game-tag-against = against
game-tag-changed-mind = changed mind
game-tag-first-mover = first mover
game-tag-coalition = coalition
game-tag-blocked-because = blocked because
game-tag-question = question
game-tag-expert-said = expert said
game-tag-change-wanted = change wanted
game-tag-missing-item = missing on the list
game-tag-off-topic = off topic
game-nobody = Nobody sits here yet.
game-new-link = New link to the seat
game-leave-open = Free the seat
game-leave-means = The person leaves the table; the rules say where their money goes.
game-leave = Leaves the table
game-deal = Deal the money
game-seat-of = Seat: { $who }
game-seat-link-means = Open this link on the phone that takes the seat. The phone before has lost it.
game-seat-qr = QR code that gives this seat
game-phase-reading = reading
game-phase-play = play
game-phase-ranking = ranking
game-phase-presentation = presentations
game-phase-survey = survey
game-phase-introduction = introduction
game-phase-ideas = ideas
game-phase-campaign = campaign
game-phase-vote = vote
game-phase-debrief = debrief
game-phase-basket = basket
game-phase-pitches = pitches
game-phase-alone = alone
game-phase-together = together
game-phase-rules = rules
game-phase-result = result
game-report-off = The rules of this game provide for no report.
game-report-early = The game is still on: this is no result.
game-report-nobody = Nobody played.
game-report-data = The report as data (JSON)
game-tables-played = Tables
game-order = The order of all tables
game-col-place = Place
game-col-tables = Tables that bought it
game-col-money = Money placed
game-chosen = chosen
game-n-of = { $n-shown } of { $of-shown }
game-ties = Ties
game-tie-by = decided by { $method }
game-tie-stays = stays a tie
game-said =
    { $n ->
        [one] { $n-shown } remark at the tables
       *[other] { $n-shown } remarks at the tables
    }
game-methods = Other ways to count
game-methods-means = The place of every item by every method. The first one decides, for the rules say so.
game-method-mean-rank = mean rank
game-method-mean-rank-means = The mean place on the lists of all tables decides. The less, the higher.
game-method-borda = Borda points
game-method-borda-means = Most points for the first place on a table’s list, one less for each further.
game-method-borda-of-rest = Borda points with the rest
game-method-borda-of-rest-means = As Borda points; what a table did not buy shares the points left.
game-method-tables-funded = tables that bought it
game-method-tables-funded-means = The number of tables that bought it decides.
game-method-sum-money = sum of money
game-method-sum-money-means = The sum of money placed at all tables decides.
game-method-money-per-price = money per price
game-method-money-per-price-means = Money placed, divided by the price, decides.
game-method-median-amount = median amount
game-method-median-amount-means = The median of what the tables gave decides.
game-method-net-votes = votes for less against
game-method-net-votes-means = Votes for less votes against decide.
game-method-count-buys = number of buyers
game-method-count-buys-means = The number of people who paid decides.
game-col-measure = Measure
game-col-yield = Brings
game-col-proposed = Proposed
game-col-passed = Agreed
game-scenario = only as a scenario
game-table-told = People: { $people-shown }. Spent: { $spent }. Left: { $left }. Votes: { $votes-shown }, agreed on { $agreed-shown }.
game-measures-passed =
    { $n ->
        [one] { $n-shown } measure agreed.
       *[other] { $n-shown } measures agreed.
    }
game-incomplete = money was left that should have been spent
