rehearsal-title = Rehearsal of the vote
rehearsal-edition = Rehearsal: { $title }
rehearsal-lead = The program copies this edition and lets synthetic people vote in the copy, through the same pages as residents: some press twice, vote on two devices, want too much, change their mind or come too late. Then it closes, leaves a group of people out, seals, counts and publishes the copy, and checks that everything adds up.
rehearsal-nobody = Nothing of the edition changes, and nobody of it is copied: staff and voters are made up. Paper ballots are not rehearsed. The copy goes away at the end.
rehearsal-voters = How many synthetic people
rehearsal-voters-hint = From { $least } to { $most }. Two thousand take some minutes.
rehearsal-voters-wrong = Enter a number from { $least } to { $most }
rehearsal-begin = Rehearse the vote
rehearsal-reload = See how far it is
rehearsal-over = The voting of this edition is over. A rehearsal comes before it.
rehearsal-runs = A rehearsal is running. Only one runs at a time.
rehearsal-failed = The last rehearsal did not come to its end. The reason is in the log of the server.
rehearsal-step-copying = Copying the edition
rehearsal-step-codes = Printing one-time codes
rehearsal-step-voting = People vote
rehearsal-step-excluding = City hall leaves a group out and closes the voting
rehearsal-step-sealing = Sealing and counting
rehearsal-step-checking = Checking what was published
rehearsal-result = What must hold
rehearsal-column-must = What must hold
rehearsal-column-expected = Expected
rehearsal-column-seen = Seen
rehearsal-column-holds = Result
rehearsal-holds = holds
rehearsal-fails = DOES NOT HOLD
rehearsal-all-hold = { $n ->
    [one] The one check holds.
   *[other] All { $n-shown } checks hold.
}
rehearsal-some-fail = { $n ->
    [one] One check does not hold. Do not open the voting before you know why.
   *[other] { $n-shown } checks do not hold. Do not open the voting before you know why.
}
rehearsal-bundle = Download the published rehearsal
rehearsal-bundle-what = Anybody checks it with “sakwa verify”. Its title and address say that it is a rehearsal.
rehearsal-did-voters = synthetic people
rehearsal-did-ballots = ballots in the box at the end
rehearsal-did-changed = people who changed their vote
rehearsal-did-doubles = people who sent the same form twice at once
rehearsal-did-devices = people who voted on two devices at once
rehearsal-did-excluded = people left out
rehearsal-did-too-much = forms with more than the ballot allows
rehearsal-did-wrong-code = codes that were never printed
rehearsal-did-late = forms sent after the last hour
rehearsal-check-box = Envelopes in the box: as many as people remember casting
rehearsal-check-refused = What had to be refused was refused
rehearsal-check-stored = Refusals that stored something
rehearsal-check-persons = People on the list of voters, each once a ballot
rehearsal-check-twice = People twice in one ballot
rehearsal-check-published = Published ballots: as many as were cast by those who count
rehearsal-check-left-out = Ballots of people left out, each with its leaf
rehearsal-check-excluded = People marked as left out
rehearsal-check-marks = Votes, project by project: what people gave and what was announced
rehearsal-check-ballots = Published ballots that are what their voters chose
rehearsal-check-log = Leaves of the log: one for every ballot ever cast
rehearsal-check-receipts = Receipts found in the log
rehearsal-check-replaced = Replaced ballots listed as replaced
rehearsal-check-hashes = Receipts of people left out listed as left out
rehearsal-check-verify = Findings of “sakwa verify”, with a checkpoint kept during the voting
rehearsal-check-receipt = A receipt found by “sakwa verify”
rehearsal-check-recount = Pools that have the same winners when counted again
rehearsal-check-pages = Pools whose page shows the published winners
rehearsal-check-export = Ballots in the database that are in the publication
rehearsal-check-files = Downloaded files that are those of the publication
rehearsal-check-key = Link keys left
rehearsal-check-original = The original edition is as it was
act-rehearsed = Vote rehearsed
