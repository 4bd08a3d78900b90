submit-category-title = What kind of project is it?
submit-points-title = Show the place on the map
submit-files-title = Photos and documents
submit-supporters-title = Who supports the project
submit-contact-title = Contact and co-authors
submit-recipients-label = For whom
submit-recipients-hint = Who will use it, for example: children of the schools nearby, older people
submit-recipients-missing = Write for whom the project is
submit-question-missing = Answer this question
submit-point = Point { $n-shown }
submit-point-add = Add the point in the middle of the map
submit-point-add-typed = Add this point
submit-point-remove = Remove the point
submit-points-how = Move and zoom the map until the cross stands in the right place, then add the point. There may be several points. You may also skip the map.
submit-points-typed = I would rather type coordinates
submit-points-label = Points on the map
submit-points-count =
    { $n ->
        [one] { $n-shown } point
       *[other] { $n-shown } points
    }
submit-points-few =
    { $n ->
        [one] Add at least { $n-shown } point
       *[other] Add at least { $n-shown } points
    }
submit-points-many =
    { $n ->
        [one] A project may have at most { $n-shown } point
       *[other] A project may have at most { $n-shown } points
    }
submit-cost-highest = One project may cost at most { $limit }.
submit-over-limit = The project costs { $cost }, and one project may cost at most { $limit }. Lower the cost.
submit-only-yearly = Add a line that is not a yearly cost
submit-lines-few =
    { $n ->
        [one] Add at least { $n-shown } line
       *[other] Add at least { $n-shown } lines
    }
submit-lines-many =
    { $n ->
        [one] The estimate may have at most { $n-shown } line
       *[other] The estimate may have at most { $n-shown } lines
    }
submit-line-unit = Write a unit of up to 20 characters, for example pcs or m²
submit-point-swapped = This is { $km } km from here. Was it to be { $latitude }; { $longitude }?
submit-point-far = This is { $km } km from here. Check both numbers, or tick that the place is right
submit-point-swap = Yes, swap the numbers
submit-point-sure = This place is right
cost-unit = Unit
cost-unit-hint = pcs, m², h
cost-kind = Kind
cost-once = Once
cost-each-year = Every year
cost-yearly = Running costs each year
cost-yearly-sum = Upkeep a year
price-book = Price book of the city
price-book-add = Add to the estimate
submit-files-how = A photo of the place or a sketch helps to understand the idea. We remove date, place and camera from photos.
file-label = File
file-hint = A JPEG, PNG or WebP photo, or a PDF document, up to 10 MB
file-name-label = What it is
file-name-hint = In one sentence, for example: the square seen from Rolna street
file-name-wrong = Write what it is: 3 to 200 characters
file-who = Who will see it
file-for-all = Everybody
file-for-all-hint = Once the project is submitted. Choose only a file without personal data.
file-for-office = City hall only
file-attach = Attach the file
file-remove = Remove the file
file-missing = Choose a file
file-kind-wrong = We do not take files of this kind. Choose a JPEG, PNG or WebP photo, or a PDF document.
file-too-large = The file is larger than 10 MB. Make it smaller and choose it again.
file-photo-broken = This photo cannot be opened. Save it again or choose another.
file-photo-large = The photo has more than 50 million pixels. Make it smaller.
file-many =
    { $n ->
        [one] { $n-shown } file is attached already; there is no room for more
       *[other] { $n-shown } files are attached already; there is no room for more
    }
files-at-once = Two files came at once. Attach this one again.
files-title = Attachments
file-photo-size = (photo, { $n-shown } kB)
file-document-size = (PDF, { $n-shown } kB)
submit-supporters-how = The project needs signatures of residents. You can collect them from the moment you submit until submission ends:
submit-supporters-online = online, on the page of the project: send somebody its address
submit-supporters-paper = on paper: print the list, collect signatures and take it to city hall
submit-contact-mail = City hall writes to you at { $email }. We do not show it in public.
submit-phone-label = Telephone
submit-phone-hint = Only city hall will see it
submit-phone-wrong = Write a telephone number, for example 600 700 800
submit-co-authors-how = Co-authors get an e-mail once the project is submitted. Whoever agrees may act for the project as you do.
submit-co-author-label = E-mail of co-author { $n-shown }
submit-co-author-twice = This address stands above already
co-authors = Co-authors
submit-nothing = nothing
draft-discard-title = I will not submit this project
draft-discard-means = The draft goes with its attachments. This cannot be undone.
draft-discard = Delete the draft
personal-pesel = There is a PESEL number here. Remove it: PESEL numbers never become public.
personal-found = Everybody will see this: { $words }. Remove it, or tick below that it may be public.
personal-legend = Contact details in the text
personal-sure = “{ $words }” may be public
alike-title = Does somebody propose this already?
alike-means = Together it is easier to find votes. You can join a project that is there, submit your own, or delete the draft.
similar-title = Similar titles
near-title = In the same place
near-means = These projects are closer than 100 m. Perhaps only one of them can be built.
near-author = These projects are closer than 100 m to your point. On the check page you can offer to merge.
near-metres = { $n-shown } m from here
merge-heading = Join instead of submitting
merge-offer = Offer to merge with “{ $title }”
merge-offered = This offer has been sent already. The answer will come by e-mail.
merge-waits = the offer waits for an answer
merge-accepted = the authors agreed
merge-declined = the authors declined
merge-title = Offer to merge
merge-means = The authors get an e-mail with your message. If they agree, you join their project and may delete your draft. They see your address only if you give it to them.
merge-message = Message to the authors
merge-message-hint = What both ideas share and what you can add
merge-message-wrong = Write a message: 10 to 1000 characters
merge-act = Send the offer
merge-no-author = This project has no author here to write to.
merge-own = This is your own project.
merge-waiting = Somebody wants to join you
merge-accept = I agree
merge-decline = I decline
merge-answered = This offer has been answered already.
co-author-many = The project has three co-authors already.
invitation-title = Co-author of a project
invitation-means = The author of the project names you as a co-author. If you agree, you may act for the project: correct it and appeal against its evaluation.
invitation-yes = I agree
invitation-no = I do not agree
withdraw-link = Take back
withdraw-title = Take the project back
withdraw-means = The project leaves the list and will not be evaluated. This cannot be undone.
withdraw-act = Take the project back
withdraw-late = This project can no longer be taken back.
project-whom = For whom
rules-title = Submission form
rules-means = Here you decide what the form of this edition asks. A change works at once, also for drafts.
rules-asked = Ask for it
rules-least = At least
rules-most = At most
rules-hint = Hint beside the field
rules-limits-wrong = Write two numbers: the first no larger than the second, the second at most { $most-shown }
rules-line-wrong = Correct line { $line-shown }
rules-field-title = Title (characters)
rules-field-summary = What and why (characters)
rules-field-recipients = For whom (characters)
rules-field-place = Place in words (characters)
rules-field-points = Points on the map (how many)
rules-field-lines = Lines of the estimate (how many)
rules-field-files = Attachments (how many)
rules-field-co_authors = Co-authors (how many)
rules-field-phone = Telephone (characters)
asked-required = Required
asked-optional = Optional
asked-no = Do not ask
rules-highest = Highest cost of one project
rules-highest-hint = Empty: only the pool is a limit
rules-questions = Own questions
rules-questions-hint = One a line: question; hint. An asterisk after the question means that it must be answered.
rules-prices-hint = One price a line: name; unit; price. For example: Bench with a back; pcs; 1850,50
rules-save = Save the changes
done-discarded = The draft is deleted.
done-attached = The file is attached.
done-detached = The file is removed.
done-offer-answered = The answer is sent.
done-merge-offered = The offer is sent. The answer will come by e-mail.
done-withdrawn = The project is taken back.
done-co-author-yes = You are a co-author now.
done-co-author-no = Your refusal is noted.
done-form-changed = The form is changed.
act-withdrawn = Taken back
act-form-changed = Submission form changed
mail-co-author-subject = Co-author of the project “{ $title }”
mail-co-author-body =
    Hello,

    the author of the project “{ $title }” in the participatory budget ({ $city }) gave this address as that of a co-author. Agree or decline here:

    { $link }

    Without an answer nothing happens.
mail-merge-offer-subject = Somebody wants to join the project “{ $title }”
mail-merge-offer-body =
    Hello,

    somebody offers to merge an idea with the project “{ $title }”. The message and the answer are on the page “My projects”:

    { $link }
mail-merge-accepted-subject = Merging with the project “{ $title }” is agreed
mail-merge-accepted-body =
    Hello,

    the authors of the project “{ $title }” agreed to merge. The project is now yours too:

    { $link }
mail-merge-declined-subject = Merging with the project “{ $title }” is declined
mail-merge-declined-body =
    Hello,

    the authors of the project “{ $title }” do not want to merge. Your draft waits:

    { $link }
