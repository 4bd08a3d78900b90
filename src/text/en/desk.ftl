desk-title = Hello, { $name }
desk-waiting =
    { $n ->
        [one] { $n-shown } project is waiting for a decision
       *[other] { $n-shown } projects are waiting for a decision
    }
desk-queue = Waiting for a decision
desk-empty = Nothing is waiting. New projects appear here when somebody submits them.
desk-back = Back to the desk
desk-public-page = Public page
desk-phase = Phase of the edition
desk-acts = Recent actions
desk-no-acts = Nothing has been recorded yet.
verdict-accept-title = On the ballot
verdict-accept-means = The project gets its place on the ballot when voting opens.
verdict-accept = Accept the project
verdict-reject-title = Rejection
verdict-reject = Reject the project
verdict-reason = Reason
verdict-reason-hint = Residents will see it
verdict-reason-missing = Give the reason, at least 20 characters
verdict-reason-long = Keep the reason within 4,000 characters
verdict-missing = Choose: accept or reject
verdict-done = The decision has been made
verdict-taken = Somebody else has already decided on this project. Go back to the desk for the next one.
verdict-late = Once voting has opened, the list of projects does not change.
move-evaluation-title = Close submission
move-evaluation-means = Nobody can submit a project any more. The projects that are waiting can still be evaluated.
move-evaluation-act = Close submission
move-voting-title = Open the voting
move-voting-means = The accepted projects go on the ballot, and the list does not change any more.
move-voting-act = Open the voting
move-counting-title = Close the voting
move-counting-means = The box will be closed. Ballots that residents have not cast will no longer get into it.
move-counting-act = Close the voting
move-results-title = Count the votes
move-results-means = All pools are counted and a preview is shown to the committee only. A second person publishes the results after looking at it.
move-results-act = Count and show the preview
move-none-title = The edition is decided
move-confirm = I know that this cannot be undone
move-unconfirmed = Tick the box to confirm that you know what will happen
move-undecided =
    { $n ->
        [one] { $n-shown } project is still waiting for a decision and will not be on the ballot
       *[other] { $n-shown } projects are still waiting for a decision and will not be on the ballot
    }
phase-not-votable = Graded ballots cannot be filled in here. Change the kind of ballot on the page “Rules of the ballots”.
count-differs = The number of people who voted and the number of ballots differ. Nothing was published: tell the administrator.
letters-title = Words of the mail
letters-why = A city may say it in its own words: in one edition or in all. Mail about accounts belongs to no edition.
letters-everywhere = All editions
letters-show = Show
letters-letter = Letter
letters-own = own words
letter-subject = Subject
letter-body = Text
letter-hint = Variables: { $variables }
letter-preview = How it will arrive
letter-preview-act = Show a preview
letter-save = Save the words
letter-shipped = Back to the words of Sakwa
letter-shipped-words = The words of Sakwa
letter-empty = Write something
letter-long = Use at most { $n-shown } characters
letter-odd = This letter has no variable { $name }
letter-no-link = Without its link this letter opens nothing. Put in the variable link.
letter-sign-up = Creating an account
letter-sign-up-known = Creating an account that exists
letter-sign-up-first = Signing in without an account
letter-sign-up-city = Address for signing in with the city’s service
letter-sign-in = Link to sign in
letter-password = New password
letter-password-changed = Changed password
letter-factor-forgotten = Removed second key
done-mail-changed = The words are saved.
act-mail-changed = Words of the mail changed
letter-project-returned = Project returned for correction
letter-project-passed = Formal check passed
letter-project-cost = Cost corrected
letter-project-accepted = Project on the ballot
letter-project-rejected = Project rejected
letter-appeal-received = Appeal received
letter-appeal-dismissed = Appeal dismissed
letter-appeal-reopened = Evaluated again
letter-co-author = Request to be a co-author
letter-merge-offer = Request to merge projects
letter-merge-accepted = Merging accepted
letter-merge-declined = Merging declined
letter-follow = Confirmation of following
letter-followed = News of a followed project
letter-verify-code = Digits for voting
letter-verify-nobody = Digits cannot be sent
letter-verify-shared = Several people have the same data
letter-verify-sms-shared = Several people have the same data (text message)
letter-verify-sms = Digits for voting (text message)
letter-verify-sms-nobody = Digits cannot be sent (text message)
letter-vote-recorded = Vote recorded
letter-vote-recorded-sms = Vote recorded (text message)
letter-vote-replaced = Vote replaced by a paper card
letter-vote-replaced-sms = Vote replaced by a paper card (text message)
letter-challenge = Vote challenged
letter-challenge-lifted = Challenge taken back
letter-challenge-upheld = Appeal against a challenge dismissed
letter-office-vote = Code for a vote at city hall
letter-email-change = Confirmation of a new address
letter-email-known = New address that has an account
letter-email-changed = Changed address
letter-account-closed = Closed account
outbox-title = Mail on its way
outbox-why = Letters that wait for the mail server, or that it did not take. We try for five days at most. What was sent leaves this list at once, what was not after a month.
outbox-nobody = Sakwa has no mail server (--smtp-url), so nothing leaves from here.
outbox-empty = Nothing is waiting.
outbox-count =
    { $n ->
        [one] { $n-shown } letter
       *[other] { $n-shown } letters
    }
outbox-to = To
outbox-hidden = not shown
outbox-since = Since
outbox-state = What is happening
outbox-new = Waits for its first try
outbox-next = Next try: { $time }
outbox-refused = It did not arrive and will not go by itself
outbox-again = Send again
desk-unsent =
    { $n ->
        [one] { $n-shown } letter did not arrive and will not go by itself
       *[other] { $n-shown } letters did not arrive and will not go by themselves
    }
desk-unsent-admin = An administrator sees which and why, and can send them again.
done-mail-again = The letter will go again in a moment.
done-mail-gone = This letter has gone, or will go by itself in a moment.
act-mail-again = Letter sent again

acts-title = Acts of city hall
acts-why = Every act stays. Nobody can change or delete one, and the hash of their chain stands in every signed checkpoint of the ballot log.
acts-chain = Chain of acts
acts-linked =
    { $n ->
        [0] The chain is still empty.
        [one] { $n-shown } act in the chain. Its end:
       *[other] { $n-shown } acts in the chain. Its end:
    }
acts-check = Check the whole chain
acts-whole =
    { $n ->
        [one] { $n-shown } act checked. Everything agrees.
       *[other] { $n-shown } acts checked. Everything agrees.
    }
acts-changed = Act number { $number } is not the one that was recorded. Somebody changed the database behind the program.
acts-promised = The first acts, up to number { $number }, are not those that a signed checkpoint stands for. Somebody changed the database behind the program.
acts-when = When
acts-what = Act
acts-about = About
acts-who = Who
acts-account = Account { $n }
acts-comment = Comment { $n }
acts-challenge = Challenge { $n }
acts-setup-preset = The cards that come with Sakwa
acts-setup-department = A new department
acts-setup-rename = The name of a department
acts-setup-remove = A department removed
acts-clock = the program, at its hour
acts-voter = a person entitled to vote
acts-pages = Pages of acts
acts-operator = the server's operator, by a command
act-operator-account = An account was made by a command on the server
act-operator-import = The edition was imported from files
act-operator-key-split = The link key was divided among the committee
act-operator-key-restored = The link key was put back from the committee's shares
act-operator-factor = A second key was removed by a command on the server
letter-factor-reset = Removal of a second key
act-factor-proposed = The removal of a lost key was proposed
act-factor-approved = The removal of a lost key was approved
act-factor-dropped = The removal of a key was refused
act-factor-objected = The owner of an account kept the key
act-factor-forgotten = A lost key was removed
unusual-any-account = Every account with an e-mail address votes
unusual-declared = Some people vote on their own declaration
unusual-threshold = A high threshold
unusual-rule = A counting method that Sakwa does not know
unusual-no-rehearsal = A vote without a rehearsal
unusual-no-draw = Ballot numbers without a draw
lint-title = Before you open the voting
lint-nothing = Nothing stands in the way.
lint-not-ready = This has to be done first
lint-unusual = This is unusual: it opens with a reason that everybody can read
lint-reason-given = The reason given: { $reason }
lint-give-reason = Give the reason
lint-reasons = Reasons for the residents
lint-reason-hint = 20 to 1000 characters. The reason will stand on the edition’s rules page at once.
lint-reason-length = Write the reason: 20 to 1000 characters
lint-save = Save the reasons
lint-counting = How we will count
lint-counting-where = Residents read this on the page:
lint-threshold-from-file = This threshold comes from the file that the edition was made of: check that it still holds.
lint-no-formal-card = The formal card has no questions.
lint-no-merit-card = The merit card has no questions.
lint-no-voting = The calendar has no voting.
lint-no-pool = The edition has no pool to vote in. Read one from a .pb file with sakwa import.
lint-no-paper-rule = It is not settled what becomes of a paper card of somebody who also voted online. Choose the rule, also where there will be no paper.
lint-any-account = Any account with a confirmed e-mail address may vote: nobody checks whether somebody lives in the city or has two accounts.
lint-declared = Some people vote on their word: there is nothing to compare their data with.
lint-rule-unknown = { $pool }: Sakwa does not know the method “{ $rule }” and will count by the greedy method.
lint-threshold = { $pool }: the threshold of { $score-shown } is above the average of a project. About { $ballots-shown } ballots are expected, which is { $average-shown } for a project on average.
lint-threshold-unknown = { $pool }: the threshold is { $score-shown }, and nobody knows how many people will vote.
lint-no-rehearsal = There was no successful rehearsal on this server since the last change that matters.
lint-no-draw = The ballot numbers were not drawn. The order of the list also decides ties.
done-reasons = The reasons are saved.
act-opening-reason = A reason given for something unusual
act-opened-unusual = Voting opened in spite of
