integrity-title = Integrity desk
integrity-lead = This page shows how votes came and from whom. It does not show what anybody voted for, or how the vote stands.
integrity-as-of =
    { $n ->
        [one] As of { $when }: { $n-shown } person has voted.
       *[other] As of { $when }: { $n-shown } people have voted.
    }
integrity-quiet = This edition has no votes in envelopes now. There is nothing to look into.
integrity-none = There is nothing like this.
integrity-choices-title = The same choices from one network
integrity-choices-why = At least { $n } people in one network chose the same, and did so much more often than other voters. Choices are known here only as the same or different.
integrity-hour-title = Many votes from one network in an hour
integrity-hour-why = At least { $n } votes from one network within an hour.
integrity-network-title = Many votes from one network
integrity-network-why = At least { $n } votes from one network in the whole voting.
integrity-browser-title = One network and one kind of device
integrity-browser-why = At least { $n } votes from one network, nine in ten of them from one kind of device.
integrity-burst-title = Sudden rush
integrity-burst-why = At least { $n } votes in ten minutes, and { $times } times as many as usual.
integrity-network = network { $name }
integrity-agent-other = other devices
integrity-alarm = To be explained
integrity-shared = Shared address
integrity-rush = Ordinary traffic
integrity-legend = “To be explained”: at least 20 people chose the same, at least three times as often as others do. “Shared address” and “Ordinary traffic”: the choices differ, or are those of everybody, as in a school, an office or a mobile network.
integrity-what = In common
integrity-persons = People
integrity-alike = Same choices
integrity-when = From – to
integrity-meaning = What it means
integrity-show = Show the people
integrity-back = All lists
integrity-people =
    { $n ->
        [one] { $n-shown } person
       *[other] { $n-shown } people
    }
integrity-more =
    { $n ->
        [one] and { $n-shown } more person
       *[other] and { $n-shown } more people
    }
integrity-name = Person
integrity-channel = How
integrity-day = Day
integrity-state = Challenge
integrity-channel-internet = online
integrity-channel-paper = on paper
integrity-channel-office = at city hall
integrity-gone = This group is no longer on the lists. Go back to the lists and look again.
challenges-title = Challenged people
challenges-lead = One person challenges, a second confirms, a third decides appeals. Until the seal all of it can be taken back.
challenge-all-title = Challenge everybody in this group
challenge-one-title = Challenge one person
challenge-what = You challenge a person, not a vote. The vote stops counting only when somebody else confirms it.
challenge-all = Challenge all these people
challenge-one = Challenge this person
challenge-email = E-mail address of the account
challenge-email-hint = The address with which this person has an account.
challenge-email-unknown = There is no account with this address.
challenge-reason = Reason
challenge-reason-identity = Somebody voted under another person’s name
challenge-reason-entitlement = The person may not vote in this edition
challenge-reason-one-hand = One person cast the votes of many others
challenge-reason-pressure = The vote was bought or forced
challenge-reason-other = Another reason
challenge-reason-missing = Choose a reason.
challenge-words = Explanation
challenge-words-hint = From 20 to 2000 characters. The person it is about will read it.
challenge-words-missing = Write from 20 to 2000 characters.
challenge-state-proposed = waits for confirmation
challenge-state-confirmed = not counted
challenge-state-appealed = appeal waits for a decision
challenge-state-upheld = not counted after an appeal
challenge-state-lifted = taken back, the vote counts
challenge-over = In this edition nobody can be challenged now, and nothing can be taken back.
challenge-already = These people are challenged already.
challenge-same = Somebody other than the one who challenges must confirm.
challenge-none = There is nothing left to change. Reload the page.
challenge-third = An appeal is decided by somebody who neither challenged nor confirmed.
challenge-number = Case { $n }
challenge-acts = Cases
challenge-nobody = Nobody is challenged.
challenge-act = Case
challenge-by = Who and when
challenge-how-far = State
challenge-open = Open
challenge-waits = The case waits for somebody else to confirm it.
challenge-confirm = Confirm and leave out of the count
challenge-withdraw-title = Taking back
challenge-withdraw-whom = Whom it is about
challenge-withdraw-all = Everybody in this case
challenge-withdraw = Take the challenge back
challenge-why = Why
challenge-appeals = Appeals
challenge-lift = Allow the appeal: the vote counts
challenge-uphold = Dismiss the appeal
challenge-own-title = Is your vote challenged?
challenge-own-unknown = We will tell you when you sign in as you did to vote.
challenge-own-none = Nobody has challenged your vote.
challenge-own-confirmed = Your vote is challenged and will not be counted. You can appeal.
challenge-own-until = You have until { $when }. Nobody seals the vote before that.
challenge-own-appealed = Your appeal waits for a decision.
challenge-own-upheld = Your appeal is dismissed. The vote will not be counted.
challenge-own-lifted = The challenge is taken back. Your vote counts.
challenge-own-appeal = Appeal
challenge-own-words = Your words
challenge-own-hint = From 20 to 2000 characters. Do not write what you voted for. Somebody who has had no part in this will decide.
challenge-own-send = Send the appeal
challenge-answer = City hall’s answer
done-challenge = Saved.
done-challenge-proposed = The challenge waits for a second person.
done-challenge-appealed = The appeal is sent.
act-challenge-proposed = People challenged
act-challenge-confirmed = Challenge confirmed
act-challenge-withdrawn = Challenge taken back
act-challenge-appealed = An appeal against a challenge came in
act-challenge-upheld = Appeal against a challenge dismissed
act-challenge-lifted = Appeal against a challenge allowed
integrity-office =
    { $n ->
        [one] Voting again at city hall: { $n-shown } code given out
       *[other] Voting again at city hall: { $n-shown } codes given out
    }
office-title = Voting again at city hall
office-lead = For somebody in whose name another person has voted, and for somebody who cannot vote alone.
office-rules = How it works
office-rule-1 = One person at city hall checks the document and describes the case, a second checks the document anew and gives out a code.
office-rule-2 = The code opens an empty ballot. Once cast, it counts in place of an earlier one, which stays in the log as replaced.
office-rule-3 = Nobody learns here whether this person has voted before, or for what. Who does not cast with the code keeps the earlier vote.
office-rule-4 = We write to the person about it, to the address city hall already knows.
office-closed = A vote can be cast at city hall only while the voting lasts.
office-cases = Cases
office-none = There is no case yet.
office-limit-declared = This edition has no register: we know people by what they declared before the ballot. Type it as they say it; written differently it is another person to us.
office-limit-code = In this edition we know people only by the code from their letter. Without the letter nobody can tell which vote to correct.
office-limit-account = In this edition we know people by their account. Make sure that the account with this address is theirs; a vote from an account that somebody else made in their name cannot be corrected this way.
office-limit-mixed = This edition has several ways to a ballot that cannot see each other. Only a vote that came by the one we ask about is corrected here.
office-limit-child = A vote for a child who is not in the register cannot be corrected this way. If a stranger votes for the child, add it on the page “People missing from the register”: it gets a code for that vote.
office-open-title = New case
office-document = By which document you know who this is
office-document-hint = The kind is enough. We do not keep its number.
office-document-identity-card = Identity card
office-document-phone = mObywatel
office-document-passport = Passport
office-document-residence = Residence card
office-document-other = Another document with a photo
office-document-missing = Choose a document.
office-proof = Document
office-reason = Reason
office-reason-stolen = Somebody has voted in this person’s name
office-reason-assisted = They cannot vote alone
office-reason-other = Another
office-reason-missing = Choose a reason.
office-words = Anything to add
office-words-hint = For another reason, say which. No names, numbers or addresses.
office-words-long = Keep it within { $most } characters.
office-words-personal = There is somebody’s number or address here. Remove it.
office-words-missing = Say what the reason is.
office-open = Pass on to a second person
office-case = Case { $n }
office-waits = The case waits for a second person.
office-approve-how = Take the document in your hand and type the data anew. A code is given out only if this is the same person.
office-approve = Give out a code
office-take-back = Take the case back
office-take-back-means = The code stops working. A vote that is in the box stays.
office-state = State
office-state-open = waits for a second person
office-state-void = taken back or replaced by a new one
office-state-given = code given out, works until { $when }
office-number = Case
office-by = Who and when
office-own = Somebody else corrects your own vote.
office-waiting = A case of this person already waits for a second person. It is in the list.
office-same = Somebody other than the one who opened the case gives out the code.
office-other = This is not the person for whom the case was opened. Compare the data with the document.
office-gone = This case no longer waits. Open the list again.
office-unknown = We know nobody by these data. Compare them with the document once more; if they are right, add this person on the page “People missing from the register”.
office-slip-title = Code for voting at city hall
office-slip-once = The code is shown only now. Print it or show it to the person it is for.
office-slip-back = Done, back to the cases
office-slip-what = With this code you vote in person. It works once, until { $when }.
office-slip-then = This vote counts in place of any cast before in your name. Until you cast it, nothing changes.
office-slip-secret = Show this code to nobody. Vote so that nobody sees for what.
done-office-opened = The case waits for a second person.
done-office-void = The case is taken back.
act-office-opened = Opened a case of voting again at city hall
act-office-approved = Code for a vote at city hall given out
act-office-void = Took back a case of voting again at city hall
integrity-late =
    { $n ->
        [one] People missing from the register: { $n-shown } added
       *[other] People missing from the register: { $n-shown } added
    }
integrity-children =
    { $n ->
        [one] For { $n-shown } child outside the register a guardian may vote on their word alone.
       *[other] For { $n-shown } children outside the register guardians may vote on their word alone.
    }
integrity-child-of = Child; guardian: { $name }
