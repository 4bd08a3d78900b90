results-title =
    { $n ->
      [one] Wygrał { $n-shown } projekt
      [few] Wygrały { $n-shown } projekty
     *[many] Wygrało { $n-shown } projektów
    } { $pools ->
      [one] z jednej puli
     *[many] z { $pools-shown } pul
    }
results-final = Wyniki ostateczne
results-ballots = Kart w urnie
results-budget = Do rozdania
results-spent = Rozdane
results-left = Zostało
results-wall = Mozaika po głosowaniu: kolorowe płytki to projekty, które wygrały.
results-pool-money = pula { $budget } · zostało { $left }
results-how = { $pool }: jak liczyliśmy
results-back = Wszystkie pule
results-pool-title = { $pool }: jak liczyliśmy
results-winners =
    { $n ->
        [one] Wygrał { $n-shown } projekt
        [few] Wygrały { $n-shown } projekty
       *[many] Wygrało { $n-shown } projektów
    }
results-nobody = Żaden projekt nie wygrał w tej puli.
results-steps = Krok po kroku
results-steps-greedy = Metoda zachłanna krok po kroku
steps-caption = Kolejka projektów
votes-count =
    { $n ->
        [one] { $n-shown } głos
        [few] { $n-shown } głosy
       *[many] { $n-shown } głosów
    }
rule-order-votes = Projekty bierzemy po kolei, od tego z największą liczbą głosów.
rule-order-points = Projekty bierzemy po kolei, od tego z największą liczbą punktów.
rule-skip = Projekt wygrywa, jeśli stać na niego pulę; droższe pomijamy i idziemy dalej.
rule-stop = Projekt wygrywa, jeśli stać na niego pulę; na pierwszym zbyt drogim kończymy.
rule-stop80 = Na pierwszym zbyt drogim kończymy, chyba że reszta pokrywa 80% jego kosztu: wtedy miasto dopłaca.
rule-threshold-votes =
    { $n ->
        [one] Żeby wygrać, projekt potrzebuje co najmniej { $n-shown } głosu.
        [few] Żeby wygrać, projekt potrzebuje co najmniej { $n-shown } głosów.
       *[many] Żeby wygrać, projekt potrzebuje co najmniej { $n-shown } głosów.
    }
rule-threshold-points =
    { $n ->
        [one] Żeby wygrać, projekt potrzebuje co najmniej { $n-shown } punktu.
        [few] Żeby wygrać, projekt potrzebuje co najmniej { $n-shown } punktów.
       *[many] Żeby wygrać, projekt potrzebuje co najmniej { $n-shown } punktów.
    }
rule-ties =
    { $n ->
        [one] { $n-shown } remis rozstrzygnęła kolejność na liście do głosowania.
        [few] { $n-shown } remisy rozstrzygnęła kolejność na liście do głosowania.
       *[many] { $n-shown } remisów rozstrzygnęła kolejność na liście do głosowania.
    }
official-title = Wynik miasta i metoda zachłanna
official-same =
    { $n ->
        [one] Metoda zachłanna daje tych samych zwycięzców: { $n-shown } projekt.
        [few] Metoda zachłanna daje tych samych zwycięzców: { $n-shown } projekty.
       *[many] Metoda zachłanna daje tych samych zwycięzców: { $n-shown } projektów.
    }
official-differs = Miasto ogłosiło innych zwycięzców niż nasze liczenie
official-other-rule = Miasto liczyło inną metodą. Metoda zachłanna wybrałaby inaczej.
official-figures = Nasze liczenie wybrałoby tyle projektów: { $ours-shown }, w tym te same co miasto: { $both-shown }.
official-rule = Nazwa metody w danych: { $rule }
official-only-city =
    { $n ->
        [one] Tylko w wyniku miasta: { $n-shown } projekt
        [few] Tylko w wyniku miasta: { $n-shown } projekty
       *[many] Tylko w wyniku miasta: { $n-shown } projektów
    }
chart-votes = Głosy
chart-points = Punkty
chart-first = Pierwsze { $n-shown } z { $all-shown }; wszystkie są w tabeli.
legend-won = pełny słupek: wygrał
legend-lost = kreskowany: nie wygrał
verdict-funded = Wygrał
verdict-reserve = Wygrał z dopłatą
verdict-lost = Nie wygrał
verdict-does-not-fit = Nie wygrał: za drogi
verdict-below-threshold = Nie wygrał: poniżej progu
verdict-excluded-by = Nie wygrał: wyklucza go inny projekt
verdict-excluded-earlier = Nie wygrał: wykluczony wcześniej
verdict-withdrawn = Wycofany
verdict-after-stop = Nie wygrał: po końcu liczenia
reason-funded = Mieści się w puli
reason-reserve = Miasto dopłaca { $money }
reason-does-not-fit = Zabrakło { $money }
reason-below-threshold-votes = Poniżej progu { $need-shown } głosów, zabrakło { $n-shown }
reason-below-threshold-points = Poniżej progu { $need-shown } punktów, zabrakło { $n-shown }
reason-excluded-by = W tym samym miejscu wygrał inny projekt
reason-excluded-earlier = W tym samym miejscu wygrał projekt z innej puli
reason-withdrawn = Wycofany przed liczeniem
reason-after-stop = Liczenie zakończyło się wcześniej
why-lost = Dlaczego projekt „{ $title }” nie wygrał?
why-left = Gdy przyszła jego kolej, w puli było
why-cost = Koszt projektu: { $money }
why-more-votes =
    { $n ->
        [one] Wystarczyłby mu jeszcze { $n-shown } głos.
        [few] Wystarczyłyby mu jeszcze { $n-shown } głosy.
       *[many] Wystarczyłoby mu jeszcze { $n-shown } głosów.
    }
why-more-points =
    { $n ->
        [one] Wystarczyłby mu jeszcze { $n-shown } punkt.
        [few] Wystarczyłyby mu jeszcze { $n-shown } punkty.
       *[many] Wystarczyłoby mu jeszcze { $n-shown } punktów.
    }
data-title = Policz to sam
data-how = Otwarte dane tej edycji. Pliki .pb liczy każdy program, który zna format Pabulib.
data-results-csv = Wyniki (CSV)
data-results-xlsx = Wyniki (XLSX)
data-projects-csv = Projekty (CSV)
data-projects-xlsx = Projekty (XLSX)
data-ballots = Głosy: { $pool } (.pb)
data-source = Źródło danych: { $source }
column-number = Nr
column-tile = Płytka
column-title = Projekt
column-pool = Pula
column-category = Kategoria
column-cost = Koszt
column-state = Stan
column-reason = Powód
column-place = Miejsce
column-latitude = Szerokość
column-longitude = Długość
column-votes = Głosy
column-points = Punkty
column-score = Głosy lub punkty
column-verdict = Wynik i powód
column-left = Zostało w puli
column-official = Wybrany przez miasto
column-edition = Edycja
column-submitted = Zgłoszono
verdict-greedy-funded = Wybrany tą metodą
verdict-greedy-lost = Niewybrany tą metodą
official-ours = Wynik miasta i nasze liczenie
official-recounted =
    { $n ->
        [one] Liczymy metodą miasta ({ $rule }) i wychodzi ten sam zwycięski projekt.
        [few] Liczymy metodą miasta ({ $rule }) i wychodzą te same { $n-shown } zwycięskie projekty.
       *[many] Liczymy metodą miasta ({ $rule }) i wychodzi te same { $n-shown } zwycięskich projektów.
    }
official-only-ours =
    { $n ->
        [one] Tylko w naszym liczeniu: { $n-shown } projekt
        [few] Tylko w naszym liczeniu: { $n-shown } projekty
       *[many] Tylko w naszym liczeniu: { $n-shown } projektów
    }
rule-phragmen = Wszyscy głosujący zbierają pieniądze w tym samym tempie. Projekt jest kupowany, gdy tylko stać na niego osoby, które na niego głosują.
rule-shares = Każda karta dostaje tyle samo: { $money }.
rule-shares-buy = Projekt kupują osoby, które na niego głosują. Płacą po równo, a kto ma mniej, oddaje resztę.
rule-shares-round = W każdej rundzie wygrywa projekt z największą liczbą głosów efektywnych: to jego koszt podzielony przez cenę jednego głosu.
rule-shares-raises =
    { $n ->
        [one] Kwotę na kartę podnieśliśmy { $n-shown } raz o { $money }: wyżej wynik nie zmieściłby się w puli.
        [few] Kwotę na kartę podnieśliśmy { $n-shown } razy o { $money }: wyżej wynik nie zmieściłby się w puli.
       *[many] Kwotę na kartę podnieśliśmy { $n-shown } razy o { $money }: wyżej wynik nie zmieściłby się w puli.
    }
rule-shares-rest = Resztę puli dostały kolejne projekty z największą liczbą głosów, które się w niej zmieściły.
rule-shares-compared = Na koniec porównaliśmy wynik z metodą zachłanną. Kart, które wolą ten wynik: { $shares-shown }. Kart, które wolą metodę zachłanną: { $greedy-shown }.
column-effective = Głosy efektywne
reason-supporters-short = Jego głosującym zabrakło { $money }
reason-no-support = Nikt na niego nie zagłosował
reason-funded-shares = Kupili go jego głosujący
reason-funded-rest = Kupiony za resztę puli
verdict-supporters-short = Nie wygrał: głosującym zabrakło pieniędzy
verdict-no-support = Nie wygrał: bez głosów
share-price = Cena głosu, najwyżej
share-payers = Zapłaciło kart
share-exhausted = w tym oddało wszystko
share-means = Głosy efektywne to koszt podzielony przez cenę głosu. Im mniej kart musi oddać wszystko, tym bliżej im do liczby głosów.
why-won = Dlaczego projekt „{ $title }” wygrał?
why-place = W kolejce był { $place-shown }. z { $all-shown }: { $score }.
why-more = Cała odpowiedź
why-project = Strona projektu
why-never = Żadna liczba głosów by tu nie wystarczyła.
why-supporters-have = Jego głosujący mieli jeszcze
why-same-share = Przy tej samej kwocie na kartę ({ $money }):
why-more-ballots =
    { $n ->
        [one] Wystarczyłaby jeszcze { $n-shown } karta z samym tym projektem.
        [few] Wystarczyłyby jeszcze { $n-shown } karty z samym tym projektem.
       *[many] Wystarczyłoby jeszcze { $n-shown } kart z samym tym projektem.
    }
why-wins-at = Wygrałby też z kosztem najwyżej { $money }.
why-excluded = Wykluczył go zwycięski projekt { $number }.
why-rivals-title = Kto był przed nim
why-rivals = Bez któregokolwiek z tych projektów by wygrał.
why-rivals-shares = Na te zwycięskie projekty jego głosujący dali najwięcej głosów.
compare-title = Te same karty, inna metoda
compare-intro = Tak wyglądałby wynik, gdyby miasto liczyło inaczej.
compare-caption = Porównanie dwóch metod
compare-figure = Co porównujemy
compare-funded = Wybrane projekty
compare-spent = Wydane
compare-served = Karty z co najmniej jednym wybranym projektem
compare-average = Wybrane projekty na jedną kartę, średnio
compare-prefer = Karty, które mają z tego wyniku więcej
compare-same = Obie metody wybierają te same projekty.
compare-only = Tylko { $method }: { $n-shown }
compare-none = Żadnego.
method-greedy = metoda zachłanna
method-shares = równe udziały
method-phragmen = metoda Phragména
about-greedy = Projekty brane są po kolei, od największej liczby głosów, dopóki mieszczą się w puli.
results-declared = Część głosów opiera się na oświadczeniu: głosującego, że tu mieszka, albo opiekuna, że głosuje za swoje dziecko.
results-small =
    { $n ->
        [one] Pul z mniej niż { $n-shown } głosem nie otwieramy głos po głosie: wzór głosu wskazałby osobę.
        [few] Pul z mniej niż { $n-shown } głosami nie otwieramy głos po głosie: wzór głosu wskazałby osobę.
       *[many] Pul z mniej niż { $n-shown } głosami nie otwieramy głos po głosie: wzór głosu wskazałby osobę.
    }
count-title = Podgląd wyniku
count-lead =
    { $n ->
        [one] Według tego liczenia wygrywa { $n-shown } projekt.
        [few] Według tego liczenia wygrywają { $n-shown } projekty.
       *[many] Według tego liczenia wygrywa { $n-shown } projektów.
    }
count-secret = Widzi to tylko komisja. Nikomu nie pokazuj podglądu przed ogłoszeniem.
count-nobody = Uwaga: nie wygrywa żaden projekt
count-nobody-in = Uwaga: w tych pulach nie wygrywa żaden projekt: { $pools }
count-nobody-why = Sprawdź próg i regułę liczenia, zanim cokolwiek ogłosicie. Zasady zamrożono z otwarciem głosowania: jeśli są błędne, rozstrzygnijcie to poza Sakwą, z prawnikiem miasta.
count-publish-title = Ogłoszenie
count-digest = Skrót wyniku (SHA-256):
count-when = Policzono { $when }.
count-waits = Podgląd czeka na drugą osobę z komisji. Ogłasza ktoś inny niż osoba, która policzyła.
count-again = Policz jeszcze raz
count-again-why = Te same głosy i projekty dają ten sam wynik. Policz jeszcze raz, jeśli po liczeniu wycofano projekt.
count-confirm = Obejrzałem lub obejrzałam podgląd i zatwierdzam dokładnie ten wynik
count-unconfirmed = Zaznacz, że zatwierdzasz ten wynik
count-publish-means = Wyniki i otwarte dane zobaczą od razu wszyscy. Tego nie da się cofnąć.
count-publish = Zatwierdź i ogłoś wyniki
count-sums = Wynik w każdej puli
count-projects = Projektów
count-winners = Wygrywa
count-threshold = Próg
count-below = Poniżej progu
count-below-of = Poniżej progu jest { $n-shown } z { $all-shown } projektów.
count-all-projects = { $pool }: wszystkie projekty
count-there = Głosy są policzone. Podgląd czeka na drugą osobę z komisji.
count-look-confirm = Wiem, że podgląd jest tylko dla komisji
count-none = Głosy nie są jeszcze policzone.
count-same = Ogłasza inna osoba niż ta, która policzyła.
count-moved = Ktoś w tym czasie policzył jeszcze raz. Obejrzyj nowy podgląd.
count-changed = Od liczenia coś się zmieniło, na przykład wycofano projekt. Policz jeszcze raz i obejrzyj nowy podgląd.
act-counted = Policzono głosy do podglądu
rules-public-title = Zasady głosowania i liczenia
rules-public-lead = Kto głosuje, jak wypełnić kartę i jak z głosów powstaje wynik. Znasz to, zanim ktokolwiek zagłosuje.
rules-frozen-since = Zasady zamrożono { $when }, z otwarciem głosowania. Nikt nie może ich zmienić.
rules-not-frozen = Te zasady mogą się jeszcze zmienić. Zamrozi je otwarcie głosowania.
rules-who = Kto może głosować
rules-unusual = Co jest tu nietypowe i dlaczego
rules-ties-title = Remisy
rules-ties = Przy równym wyniku pierwszeństwo ma projekt, który jest wyżej na liście do głosowania.
rules-order-drawn = Kolejność na liście wylosowano.
rules-order-not-drawn = Kolejności na liście nie wylosowano: projekty stoją na niej według numerów.
rules-unknown = Metody zapisanej w danych („{ $rule }”) Sakwa nie zna, więc liczy tak:
rules-shares = Pieniądze puli dzielimy po równo na wszystkie oddane karty.
rules-rest-stays = Reszta, na którą nie stać już żadnych głosujących, zostaje niewydana.
rules-rest-greedy = Resztę puli dostają kolejne projekty z największą liczbą głosów, które się w niej mieszczą.
rules-rest-raise = Kwotę na kartę podnosimy, dopóki wynik mieści się w puli.
rules-compared = Na koniec porównujemy wynik z metodą zachłanną: wygrywa ten, który woli więcej kart.
rules-threshold-none = Progu nie ma: liczy się każdy głos.
rules-threshold-share-votes = Żeby wygrać, projekt potrzebuje co najmniej tylu głosów, ile wynosi { $share } ważnych kart.
rules-threshold-share-points = Żeby wygrać, projekt potrzebuje co najmniej tylu punktów, ile wynosi { $share } ważnych kart.
rules-threshold-cost = Próg zależy od kosztu: udział głosów na projekt pomnożony przez { $n-shown } nie może być mniejszy niż udział jego kosztu w puli.
results-by-two = Wyniki publikuje druga osoba, która widziała to samo liczenie.
