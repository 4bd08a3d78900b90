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
vote-rule-projects =
    { $n ->
        [one] wybierz najwyżej { $n-shown } projekt.
        [few] wybierz najwyżej { $n-shown } projekty.
       *[many] wybierz najwyżej { $n-shown } projektów.
    }
ballot-up = Przesuń w górę: { $title }
ballot-down = Przesuń w dół: { $title }
ballot-place = Miejsce { $n }
vote-rule-ranking =
    { $n ->
        [one] ułóż { $n-shown } projekt od najlepszego.
        [few] ułóż { $n-shown } projekty od najlepszego.
       *[many] ułóż { $n-shown } projektów od najlepszego.
    }
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
