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
challenge-number = Case { $n }
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
challenge-own-title = Is your vote challenged
challenge-own-unknown = We will tell you when you sign in as you did to vote.
challenge-own-none = Nobody has challenged your vote.
challenge-own-confirmed = Your vote is challenged and will not be counted. You can appeal.
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
