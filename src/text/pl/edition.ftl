phase-submission = Trwa zgłaszanie
phase-evaluation = Trwa ocena
phase-voting = Trwa głosowanie
phase-counting = Głosowanie zamknięte
phase-results = Wyniki ostateczne
phase-submission-means = Możesz zgłosić swój projekt.
phase-evaluation-means = Urząd sprawdza zgłoszone projekty.
phase-voting-means = Możesz oddać głos.
phase-counting-means = Liczymy głosy.
phase-results-means = Zobacz, które projekty wygrały i dlaczego.
phase-last = To już ostatni etap.
phase-moved = Etap już się zmienił. Odśwież stronę.
phase-voting-over = Termin głosowania w kalendarzu już minął, więc głosowania nie można otworzyć. Napisz do administratora serwisu.
calendar-submission = Zgłaszanie
calendar-evaluation = Ocena
calendar-voting = Głosowanie
calendar-counting = Liczenie
calendar-results = Wyniki
calendar-until = do { $day }
calendar-from = od { $day }
calendar-ballots =
    { $n ->
        [one] { $n-shown } karta w urnie
        [few] { $n-shown } karty w urnie
       *[many] { $n-shown } kart w urnie
    }
pool-citywide = Pula ogólnomiejska
headline-submission = Zgłoś dziś swój projekt
headline-evaluation = Urząd sprawdza projekty
headline-counting = Liczymy głosy
headline-voting = Oddaj dziś swój głos
headline-points =
    { $n ->
        [one] Rozdaj dziś swój { $n-shown } punkt
        [few] Rozdaj dziś swoje { $n-shown } punkty
       *[many] Rozdaj dziś swoje { $n-shown } punktów
    }
headline-projects =
    { $n ->
        [one] Wybierz dziś { $n-shown } projekt
        [few] Wybierz dziś { $n-shown } projekty
       *[many] Wybierz dziś { $n-shown } projektów
    }
headline-money = Ułóż dziś swój budżet
headline-results =
    { $n ->
        [one] Wygrał { $n-shown } projekt
        [few] Wygrały { $n-shown } projekty
       *[many] Wygrało { $n-shown } projektów
    }
lead-submission = Miasto ma { $money } na pomysły mieszkańców. Zgłoszenia przyjmujemy do { $when }.
lead-evaluation = Do rozdania jest { $money }. Głosowanie otworzy się, gdy urząd skończy ocenę (do { $when }).
lead-voting = Miasto ma { $money } na pomysły mieszkańców. Karta jest otwarta do { $when }.
lead-counting = Do rozdania jest { $money }. Wyniki ogłosimy do { $when }.
lead-results = Do rozdania było { $money }. Każdy może przeliczyć głosy z otwartych danych.
days-left =
    { $n ->
        [0] Zostało mniej niż 24 godziny.
        [one] Został jeszcze { $n-shown } dzień.
        [few] Zostały jeszcze { $n-shown } dni.
       *[many] Zostało jeszcze { $n-shown } dni.
    }
vote-act = Głosuj
results-act = Zobacz wyniki
projects-act = Zobacz projekty
submit-start-act = Zgłoś projekt
projects-see =
    { $n ->
        [one] Zobacz { $n-shown } projekt
        [few] Zobacz { $n-shown } projekty
       *[many] Zobacz { $n-shown } projektów
    }
vote-takes = Głosowanie zajmie około 4 minut. Nieskończona karta poczeka.
wall-caption = Mozaika projektów ({ $n-shown }): jedna płytka to jeden projekt. Duże płytki kosztują co najmniej { $money }.
where-we-are = Gdzie jesteśmy
some-title =
    { $n ->
        [one] { $n-shown } projekt
        [few] Kilka z { $n-shown } projektów
       *[many] Kilka z { $n-shown } projektów
    }
some-random = Co godzinę pokazujemy inne. Żaden nie ma pierwszeństwa.
projects-all = Wszystkie projekty
purse-title = Ile jest do rozdania
purse-more =
    { $n ->
        [one] Jeszcze { $n-shown } pula
        [few] Jeszcze { $n-shown } pule
       *[many] Jeszcze { $n-shown } pul
    }
purse-asked = Wszystkie projekty ({ $n-shown }) kosztują razem { $money } – więcej, niż jest w sakwie. Dlatego głosujemy.
some-winners =
    { $n ->
        [one] { $n-shown } zwycięski projekt
        [few] Kilka z { $n-shown } zwycięskich projektów
       *[many] Kilka z { $n-shown } zwycięskich projektów
    }
purse-was = Ile było do rozdania
wall-caption-equal = Mozaika projektów ({ $n-shown }): jedna płytka to jeden projekt.
front-until = Do { $when }.
rules-frozen = Głosowanie już otwarto: zasad tej edycji nie można zmienić.
deciding-frozen = Zgłaszanie już otwarto. Tego, co rozstrzyga o projektach, w tej edycji nie można zmienić.
lead-preparation-undated = Do rozdania będzie { $money }. Zasady i terminy ogłosimy wkrótce.
lead-submission-undated = Miasto ma { $money } na pomysły mieszkańców. Przyjmujemy zgłoszenia.
lead-evaluation-undated = Do rozdania jest { $money }. Głosowanie otworzy się, gdy urząd skończy ocenę.
lead-voting-undated = Miasto ma { $money } na pomysły mieszkańców. Karta jest otwarta.
lead-counting-undated = Do rozdania jest { $money }. Wyniki ogłosimy, gdy głosy będą policzone.
some-none = Nie ma jeszcze projektów
headline-nobody = Żaden projekt nie wygrał
