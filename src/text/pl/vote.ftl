vote-title = Głosowanie
vote-begin = Zacznij wypełniać kartę
vote-resume = Wróć do swojej karty
vote-closed = Teraz nie można głosować w tej edycji. Terminy są na stronie edycji.
vote-already = Twój głos jest w urnie.
vote-again-how = Możesz zmienić głos do { $when }. Liczy się ostatni.
vote-again = Zmień głos
vote-again-resume = Dokończ zmianę głosu
vote-again-note = Zmieniasz głos, który jest w urnie. Dopóki nie oddasz nowego, liczy się poprzedni.
vote-not-cast-again = Zmiana nie jest jeszcze oddana. Liczy się poprzedni głos.
vote-changed-elsewhere = Twój głos zmienił się w międzyczasie, może na innym urządzeniu. Otwórz stronę głosowania i sprawdź go.
vote-by-paper = Twój głos jest w urnie na papierze. Zmienić go możesz w urzędzie.
vote-code-void = Kod, którym otwierasz tę kartę, został unieważniony. Nic nie zostało zapisane. Nowy kod dostaniesz w urzędzie.
vote-by-office = Głos oddany w urzędzie osobiście liczy się zamiast każdego innego. Zmienić go możesz tylko w urzędzie.
vote-at-office = Głosujesz w urzędzie. Ta karta zaczyna się pusta.
vote-at-office-means = Gdy oddasz głos, policzymy ten, a nie żaden oddany wcześniej, i nie zmieni go już internet ani papier. Dopóki go nie oddasz, nic się nie zmienia.
vote-until = Karta jest otwarta do { $when }.
vote-how-secret = Nikt w urzędzie nie zobaczy, na co głosujesz.
vote-how-once = Każda osoba oddaje jeden głos.
vote-needs-verifying = Przed kartą poprosimy, żeby potwierdzić, że możesz głosować.
vote-rule-city = Na całe miasto:
vote-rule-district = W dzielnicy:
vote-rule-money = wybierz projekty za nie więcej niż { $money }.
vote-rule-points =
    { $n ->
        [one] daj { $n-shown } punkt dowolnemu projektowi.
        [few] rozdaj { $n-shown } punkty dowolnym projektom.
       *[many] rozdaj { $n-shown } punktów dowolnym projektom.
    }
vote-rule-points-one = Jeden projekt może dostać najwyżej { $n }.
vote-rule-projects =
    { $n ->
        [one] wybierz najwyżej { $n-shown } projekt.
        [few] wybierz najwyżej { $n-shown } projekty.
       *[many] wybierz najwyżej { $n-shown } projektów.
    }
ballot-up = Przesuń w górę: { $title }
ballot-down = Przesuń w dół: { $title }
ballot-place = Miejsce { $n }
vote-rule-ranking =
    { $n ->
        [one] ułóż { $n-shown } projekt od najlepszego.
        [few] ułóż { $n-shown } projekty od najlepszego.
       *[many] ułóż { $n-shown } projektów od najlepszego.
    }
vote-rule-ranking-between = ułóż od { $fewest } do { $most } projektów od najlepszego.
vote-rule-any = wybierz dowolnie wiele projektów.
vote-area-title = Twoja dzielnica
vote-area-label = W której dzielnicy chcesz głosować?
vote-area-hint = Możesz głosować w jednej dzielnicy i w puli ogólnomiejskiej.
vote-area-none = Tylko pula ogólnomiejska
vote-area-missing = Wybierz dzielnicę albo samą pulę ogólnomiejską
vote-area-change = Zmień dzielnicę
vote-ballot-title = Karta do głosowania
vote-random = Kolejność projektów jest losowa i u każdej osoby inna. Twoja się nie zmieni.
vote-save-and-leave = Zapisz i wyjdź
ballot-add = Dodaj do karty
ballot-remove = Zdejmij z karty
ballot-first-point = Daj punkt
ballot-more = Dodaj punkt: { $title }
ballot-less = Odejmij punkt: { $title }
ballot-points-of = Punkty: { $title }
ballot-points =
    { $n ->
        [one] { $n-shown } punkt
        [few] { $n-shown } punkty
       *[many] { $n-shown } punktów
    }
ballot-chosen = Na karcie
ballot-chosen-count =
    { $n ->
        [one] Wybrano { $n-shown } projekt
        [few] Wybrano { $n-shown } projekty
       *[many] Wybrano { $n-shown } projektów
    }
ballot-purse = Ile zostało
ballot-check = Sprawdź kartę
left-money = Zostało { $money }
left-money-over = Na karcie jest o { $money } za dużo
left-points =
    { $n ->
        [one] Został { $n-shown } punkt
        [few] Zostały { $n-shown } punkty
       *[many] Zostało { $n-shown } punktów
    }
left-points-over =
    { $n ->
        [one] O { $n-shown } punkt za dużo
        [few] O { $n-shown } punkty za dużo
       *[many] O { $n-shown } punktów za dużo
    }
left-projects =
    { $n ->
        [0] Nic więcej nie możesz dodać
        [one] Możesz dodać { $n-shown } projekt
        [few] Możesz dodać { $n-shown } projekty
       *[many] Możesz dodać { $n-shown } projektów
    }
left-projects-over =
    { $n ->
        [one] O { $n-shown } projekt za dużo
        [few] O { $n-shown } projekty za dużo
       *[many] O { $n-shown } projektów za dużo
    }
vote-check-title = Sprawdź swoją kartę
vote-not-cast = Głos nie jest jeszcze oddany
vote-not-ready =
    { $n ->
        [one] Popraw { $n-shown } rzecz, zanim oddasz głos
        [few] Popraw { $n-shown } rzeczy, zanim oddasz głos
       *[many] Popraw { $n-shown } rzeczy, zanim oddasz głos
    }
vote-blank = Tę część karty zostawiasz pustą. Nie będzie policzona.
vote-back = Wróć do karty
vote-change = Zmień kartę
vote-cast = Oddaj głos
refusal-empty = Karta jest pusta. Wybierz przynajmniej jeden projekt.
refusal-too-few =
    { $n ->
        [one] wybierz co najmniej { $n-shown } projekt
        [few] wybierz co najmniej { $n-shown } projekty
       *[many] wybierz co najmniej { $n-shown } projektów
    }
refusal-too-many =
    { $n ->
        [one] zdejmij { $n-shown } projekt
        [few] zdejmij { $n-shown } projekty
       *[many] zdejmij { $n-shown } projektów
    }
refusal-over-budget = na karcie jest o { $money } za dużo. Zdejmij jeden projekt.
refusal-under-cost = dodaj projekty za co najmniej { $money }
refusal-too-many-points =
    { $n ->
        [one] odejmij { $n-shown } punkt
        [few] odejmij { $n-shown } punkty
       *[many] odejmij { $n-shown } punktów
    }
refusal-too-few-points =
    { $n ->
        [one] rozdaj jeszcze { $n-shown } punkt
        [few] rozdaj jeszcze { $n-shown } punkty
       *[many] rozdaj jeszcze { $n-shown } punktów
    }
refusal-points-too-high =
    { $n ->
        [one] „{ $title }” może dostać najwyżej { $n-shown } punkt
        [few] „{ $title }” może dostać najwyżej { $n-shown } punkty
       *[many] „{ $title }” może dostać najwyżej { $n-shown } punktów
    }
refusal-points-too-low =
    { $n ->
        [one] daj projektowi „{ $title }” co najmniej { $n-shown } punkt
        [few] daj projektowi „{ $title }” co najmniej { $n-shown } punkty
       *[many] daj projektowi „{ $title }” co najmniej { $n-shown } punktów
    }
refusal-zero-points = „{ $title }” jest na karcie bez punktów. Daj punkt albo zdejmij projekt.
refusal-repeated = „{ $title }” jest na karcie dwa razy. Zdejmij go i dodaj raz.
refusal-unknown-project = jednego z projektów nie ma już na liście. Wróć do karty i wybierz inny.
receipt-title = Głos oddany
receipt-in-box = { $pool }: głos jest w urnie
receipt-code = Kod potwierdzenia
receipt-what = Tym kodem sprawdzisz, czy Twój głos jest w urnie i w opublikowanych danych.
receipt-secret = Kod nie mówi, na co głosujesz.
receipt-qr = Kod QR do sprawdzenia głosu
receipt-home = Wróć do edycji
receipt-lookup-title = Sprawdź swój głos
receipt-lookup-how = Wpisz kod z potwierdzenia. Powiemy, czy ten głos jest w urnie i w której puli. Nic więcej.
receipt-code-hint = 12 znaków, wielkość liter i kreski nie mają znaczenia
receipt-act = Sprawdź głos
receipt-found = Ten głos jest w urnie
receipt-replaced = Ten głos zastąpił późniejszy głos tej samej osoby. Liczy się późniejszy.
receipt-excluded = Ten głos nie jest liczony: komisja wykluczyła osobę, która go oddała. Napisz do urzędu, jeśli to pomyłka.
receipt-not-found = Nie ma głosu z takim kodem
receipt-not-found-then = Porównaj kod znak po znaku z potwierdzeniem i wpisz go jeszcze raz. Jeśli się zgadza, napisz do urzędu.
receipt-code-wrong = Kod ma 12 znaków. Sprawdź, czy żadnego nie brakuje.
vote-challenged = Czy ktoś zakwestionował mój głos?
vote-not-cast-yet = Głos nie jest jeszcze oddany. Zapisujemy każdy wybór, oddasz go na następnej stronie.
vote-rule-bands = wybierz najwyżej: { $bands }.
vote-order = Kolejność projektów
vote-order-own = Tak stoją u Ciebie, dopóki nie wybierzesz innej kolejności.
vote-order-drawn = losowo
vote-order-name = alfabetycznie
vote-order-cost = według kosztu
vote-order-number = według numeru
ballot-band-to = { $name }: do { $to }
ballot-band-between = { $name }: powyżej { $from } do { $to }
ballot-band-from = { $name }: powyżej { $from }
ballot-band-most =
    { $n ->
        [one] najwyżej { $n-shown } projekt
        [few] najwyżej { $n-shown } projekty
       *[many] najwyżej { $n-shown } projektów
    }
ballot-band-empty = Tu nie ma projektu.
ballot-chosen-for = { $chosen } za { $money }
ballot-place-of = Miejsce: { $title }
ballot-place-wrong = Wpisz miejsce: liczbę od 1 do { $most-shown }.
ballot-set-place = Ustaw
ballot-set-places = Ustaw miejsca
left-bands = Możesz dodać: { $bands }
left-bands-over = Za dużo: { $bands }
refusal-too-many-in-band =
    { $n ->
        [one] { $name }: zdejmij { $n-shown } projekt
        [few] { $name }: zdejmij { $n-shown } projekty
       *[many] { $name }: zdejmij { $n-shown } projektów
    }
refusal-outside-bands = „{ $title }” nie należy do żadnego przedziału kosztów. Zdejmij ten projekt.
refused-money = Nie mieści się: brakuje { $money }. Najpierw zdejmij inny projekt.
refused-points =
    { $n ->
        [one] Wszystkie punkty są rozdane: masz { $n-shown }. Najpierw odejmij punkt gdzie indziej.
        [few] Wszystkie punkty są rozdane: masz { $n-shown }. Najpierw odejmij punkt gdzie indziej.
       *[many] Wszystkie punkty są rozdane: masz { $n-shown }. Najpierw odejmij punkt gdzie indziej.
    }
refused-projects =
    { $n ->
        [one] Możesz wybrać { $n-shown } projekt. Najpierw zdejmij inny.
        [few] Możesz wybrać { $n-shown } projekty. Najpierw zdejmij inny.
       *[many] Możesz wybrać { $n-shown } projektów. Najpierw zdejmij inny.
    }
refused-band =
    { $n ->
        [one] { $name }: możesz wybrać { $n-shown } projekt. Najpierw zdejmij inny.
        [few] { $name }: możesz wybrać { $n-shown } projekty. Najpierw zdejmij inny.
       *[many] { $name }: możesz wybrać { $n-shown } projektów. Najpierw zdejmij inny.
    }
receipt-mail = Wyślij kod do siebie
receipt-mail-subject = Kod potwierdzenia głosu: { $edition }
receipt-mail-body = Mój głos jest w urnie. Kod potwierdzenia: { $codes }. Sprawdzam go na { $page }
receipt-next = Po głosowaniu opublikujemy wszystkie karty bez nazwisk. Tym kodem znajdziesz swoją.
ballot-rules-title = Zasady kart do głosowania
ballot-rules-one = Karta
ballot-rules-means = Zasady każdej puli można zmieniać do otwarcia głosowania. Wtedy zostają zamrożone i opublikowane razem z ich skrótem.
ballot-rules-frozen = Głosowanie jest otwarte, więc zasady kart są zamrożone.
ballot-rules-scoring = Oceniania projektów nie da się tu przeprowadzić i głosowanie się nie otworzy. Wybierz inny rodzaj karty.
ballot-rules-change = Zmień zasady
ballot-rules-kind = Jak głosuje się w tej puli?
ballot-rules-kind-missing = Wybierz, jak głosuje się w tej puli
ballot-kind-approval = Wybór projektów
ballot-kind-approval-hint = Do tylu projektów, ile mówi „Najwięcej projektów”.
ballot-kind-bands = Wybór w przedziałach kosztów
ballot-kind-bands-hint = Na przykład jeden mały i jeden duży projekt. Przedziały wpisz niżej.
ballot-kind-knapsack = Wydawanie pieniędzy
ballot-kind-knapsack-hint = Projekty, które razem nie kosztują więcej niż „Do wydania”.
ballot-kind-cumulative = Punkty
ballot-kind-cumulative-hint = „Punkty” do rozdania, najwyżej „Dla jednego projektu”.
ballot-kind-ordinal = Kolejność
ballot-kind-ordinal-hint = Dokładnie tyle miejsc, ile mówi „Najwięcej projektów”, od najlepszego.
ballot-kind-choose_one = Jeden projekt
ballot-kind-choose_one-hint = Bez żadnych liczb.
ballot-rules-limits = Liczby
ballot-rules-most = Najwięcej projektów
ballot-rules-most-hint = Do wyboru projektów i kolejności.
ballot-rules-fewest = Najmniej projektów
ballot-rules-fewest-hint = Do wyboru projektów. Puste: wystarczy jeden.
ballot-rules-fewest-wrong = „Najmniej projektów” jest większe niż „Najwięcej projektów”
ballot-rules-points = Punkty
ballot-rules-points-hint = Ile każda osoba ma do rozdania.
ballot-rules-each = Dla jednego projektu
ballot-rules-each-hint = Najwięcej punktów. Puste: wszystkie.
ballot-rules-each-wrong = Jeden projekt nie może dostać więcej punktów, niż jest do rozdania
ballot-rules-money = Do wydania
ballot-rules-money-hint = Puste: cała pula, { $money }.
ballot-rules-money-wrong = Wpisz kwotę większą od zera, najwyżej { $money }
ballot-rules-number-wrong = Wpisz liczbę od 1 do { $most-shown }
ballot-rules-bands = Przedziały kosztów
ballot-rules-bands-hint = Od najtańszych. Każdy zaczyna się tam, gdzie kończy się poprzedni; ostatni nie ma końca, więc jego „Koszt do” zostaw puste.
ballot-rules-bands-more = Więcej przedziałów
ballot-rules-bands-few = Wpisz co najmniej dwa przedziały
ballot-rules-band-is = Nazwa przedziału { $n-shown }
ballot-rules-band-to-is = Koszt do (przedział { $n-shown })
ballot-rules-band-most-is = Najwięcej projektów (przedział { $n-shown })
ballot-rules-band-name = Wpisz nazwę, najwyżej { $most-shown } znaki
ballot-rules-band-last = Ostatni przedział nie ma końca. Zostaw to pole puste.
ballot-rules-band-to = Wpisz koszt większy niż w poprzednim przedziale
ballot-rules-at-once = Odmawiaj od razu
ballot-rules-at-once-hint = Naciśnięcie, które przekracza limit, nie jest przyjmowane, a karta projektu mówi dlaczego. Bez tego można chwilowo wybrać za dużo.
done-ballot-rules = Zasady karty są zapisane.
act-ballot-rules = Zmieniono zasady karty do głosowania
