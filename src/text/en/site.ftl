site-name = Sakwa
site-title = Sakwa, { $city }
site-heading = Participatory budgets
site-lead = A city sets money aside, and its residents decide what it is spent on.
no-editions = There is no edition yet.
editions-title = Editions
title-error = Error: { $title }
skip = Skip to content
nav-main = Main menu
nav-today = Today
nav-projects = Projects
nav-submit = Submit a project
nav-voting = Voting
nav-results = Results
nav-desk = Desk
nav-my = My projects
nav-sign-in = Sign in
nav-editions = All editions
nav-receipt = Check your vote
theme-day = Theme: day
theme-night = Theme: night
sign-out = Sign out
back = Back
change = Change
print = Print
optional = optional
yes = yes
no = no
characters-left = Characters left: {"{}"}
errors-title =
    { $n ->
        [one] Fix { $n-shown } field
       *[other] Fix { $n-shown } fields
    }
text-short =
    { $n ->
        [one] Write at least { $n-shown } character
       *[other] Write at least { $n-shown } characters
    }
text-long = Use at most { $n-shown } characters; there are { $over-shown } too many
error-title = That did not work
error-way-out = Go to the front page
error-request = Incident number for support: { $id }
error-not-found = There is no such page here. The address may have changed, or the project is not public yet.
error-forbidden = This account has no access here. If it is your task, sign out and sign in with the right account.
error-see-other = The answer is on another page.
error-bad-request = This form could not be read. Go back and send it again.
error-busy = Very many people are using Sakwa right now. Nothing is lost: try again in a moment.
error-out-of-order = Sakwa cannot store anything right now. Nothing is lost and nothing was accepted: city hall knows, try again in a few minutes.
error-internal = Something broke on our side. If this was a vote, check on the voting page whether it is in the box. If it is not there, send it again.
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
done-signed-out = You are signed out.
done-submitted = The project is submitted. You will see here what happens next.
done-accepted = The project will be on the ballot.
done-rejected = The project will not be on the ballot. The reason is public.
done-moved = The edition moved to the next phase.
error-title-not-found = There is no such page here
error-title-forbidden = This is not your door
