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
official-title = Wynik miasta i metoda zachłanna
official-same =
    { $n ->
        [one] Metoda zachłanna daje tych samych zwycięzców: { $n-shown } projekt.
        [few] Metoda zachłanna daje tych samych zwycięzców: { $n-shown } projekty.
       *[many] Metoda zachłanna daje tych samych zwycięzców: { $n-shown } projektów.
    }
official-differs = Miasto ogłosiło innych zwycięzców niż nasze liczenie
official-other-rule = Miasto liczyło inną metodą. Metoda zachłanna wybrałaby inaczej.
official-figures = Metoda zachłanna wybrałaby tyle projektów: { $greedy-shown }, w tym te same co miasto: { $both-shown }.
official-rule = Nazwa metody w danych: { $rule }
official-only-city =
    { $n ->
        [one] Tylko w wyniku miasta: { $n-shown } projekt
        [few] Tylko w wyniku miasta: { $n-shown } projekty
       *[many] Tylko w wyniku miasta: { $n-shown } projektów
    }
official-only-greedy =
    { $n ->
        [one] Tylko metodą zachłanną: { $n-shown } projekt
        [few] Tylko metodą zachłanną: { $n-shown } projekty
       *[many] Tylko metodą zachłanną: { $n-shown } projektów
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
why-lacked = Zabrakło { $money }
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
