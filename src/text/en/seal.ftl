trust-title = How we protect votes
trust-lead = You need not take our word for it. Here is what we promise, and what anybody can check us by.
trust-promises = What we promise
trust-promise-1 = One person has at most one counted vote in each pool, online and on paper together.
trust-promise-2 = You see the receipt only when the vote is stored on disk.
trust-promise-3 = Your vote is in the published data exactly as it was on the screen. You find it by its code.
trust-promise-4 = Nobody removes or adds a vote in silence: any change contradicts a checkpoint signed before.
trust-promise-5 = Anybody can count the votes again, with a program of their own too.
trust-promise-6 = Until the results are published nobody sees partial results.
trust-promise-7 = The rules are frozen when the voting opens.
trust-promise-8 = After sealing nobody, including us, can lead from a person to a vote: the key is destroyed before the count.
trust-promise-9 = Whoever finds that somebody voted in their name corrects it at city hall with a document: the vote cast in person counts, and the other stays in the log as replaced.
trust-not = What we do not promise
trust-not-1 = We cannot protect you from somebody who looks over your shoulder or buys votes.
trust-not-2 = Before sealing, whoever holds both the key and the database could lead from a person to a vote.
trust-not-3 = We do not answer for the phone on which you vote.
trust-not-4 = City hall knows who took part in the vote. It does not know what they voted for.
trust-proof = What you can check us by
trust-not-open = The fingerprints of the rules and the key appear here when the voting opens.
trust-rules = Fingerprint of the frozen rules (SHA-256)
trust-rules-file = rules
trust-key = Fingerprint of the key that will be destroyed (SHA-256)
trust-signer = The key that signs our checkpoints
trust-checkpoints = Checkpoints of the ballot log
trust-checkpoint-at = When
trust-checkpoint-size = Votes in the log
trust-checkpoints-file = All checkpoints, to keep
trust-bundle = Download the published vote
trust-verifier = verifier in Python
trust-how = Keep one checkpoint today. When the results are out, check the bundle with it by sakwa verify: you will see whether the log still begins the same.
seal-title = Sealing the vote
seal-what = Sealing parts persons from ballots for ever. Only then can the count begin.
seal-step-1 = One member of the committee proposes, another approves. After that there is no way back.
seal-step-2 = The envelopes are opened: persons go to one list, ballots to another.
seal-step-3 = The key that joined them is destroyed.
seal-step-4 = The files of the database are written anew, without a trace of any order.
seal-turnout = Votes in the box
seal-ballots = Votes
seal-nothing = This edition has no votes in envelopes. There is nothing to seal.
seal-not-closed = The voting still runs, or the votes are counted already.
seal-propose = Propose sealing
seal-approve = Approve and seal
seal-withdraw = Withdraw the proposal
seal-waits = The proposal waits for another member of the committee.
seal-done = The vote is sealed. The key does not exist.
seal-then = Go on to the count
seal-running = Sealing is under way. Reload the page in a moment.
seal-proposed = Sealing has been proposed already.
seal-none = No proposal waits for a second person.
seal-same = Somebody other than the one who proposed must approve.
seal-moved = Somebody else was faster. Reload the page.
seal-first = Seal the vote first. We count only when nobody can lead from a person to a vote any more.
act-seal-proposed = Sealing proposed
act-seal-withdrawn = Proposal to seal withdrawn
act-seal-approved = Sealing approved
act-envelopes-opened = Envelopes opened
act-link-key-destroyed = Key destroyed
act-sealed = Vote sealed
seal-challenges = A challenge waits for a second person, or an appeal for a decision. Settle them first.
seal-appeals = People whose votes are challenged still have time to appeal.
seal-appeals-until = People whose votes are challenged can appeal until { $when }. The vote can be sealed after that.
trust-apart = Counted apart
trust-late =
    { $n ->
        [one] While the vote was open, two people at city hall added { $n-shown } person to the register.
       *[other] While the vote was open, two people at city hall added { $n-shown } people to the register.
    }
trust-children =
    { $n ->
        [one] For { $n-shown } child outside the register the guardian’s word was enough.
       *[other] For { $n-shown } children outside the register the guardian’s word was enough.
    }
trust-apart-voted =
    { $n ->
        [one] { $n-shown } of them voted.
       *[other] { $n-shown } of them voted.
    }
