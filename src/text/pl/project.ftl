projects-title = Projekty
projects-count =
    { $n ->
        [one] { $n-shown } projekt
        [few] { $n-shown } projekty
       *[many] { $n-shown } projektów
    }
projects-found =
    { $n ->
        [one] { $n-shown } projekt
        [few] { $n-shown } projekty
       *[many] { $n-shown } projektów
    }
view-label = Widok
view-list = Lista
view-map = Mapa
filter-label = Szukaj projektów
filter-words = Słowo lub numer
filter-category = Kategoria
filter-pool = Pula
filter-state = Stan
filter-sort = Kolejność
filter-any = Wszystkie
filter-act = Pokaż projekty
sort-number = Numer
sort-title = Alfabet
sort-cheapest = Od najtańszych
sort-dearest = Od najdroższych
pages-label = Strony listy
pages-next = Następna
pages-previous = Poprzednia
nothing-yet = Nie ma tu jeszcze żadnego projektu.
nothing-found = Żaden projekt nie spełnia wszystkich warunków.
nothing-found-words = Brak projektów dla „{ $words }” przy tych warunkach.
nothing-drop-state = Pokaż wszystkie stany
nothing-drop-category = Usuń kategorię
nothing-drop-pool = Pokaż wszystkie pule
nothing-drop-words = Usuń słowo
map-label = Mapa projektów
map-cluster =
    { $n ->
        [one] { $n-shown } projekt w tym miejscu, przybliż
        [few] { $n-shown } projekty w tym miejscu, przybliż
       *[many] { $n-shown } projektów w tym miejscu, przybliż
    }
map-metres = { $n-shown } m
map-kilometres = { $n-shown } km
map-closer = Przybliż
map-farther = Oddal
map-all = Pokaż wszystko
map-up = W górę
map-down = W dół
map-left = W lewo
map-right = W prawo
map-attribution = © autorzy OpenStreetMap
map-no-places = Te projekty nie mają miejsca na mapie. Są na liście poniżej.
category-green = Zieleń
category-sport = Sport
category-learning = Szkoły i nauka
category-culture = Kultura
category-streets = Ulice i place
category-health = Zdrowie i bezpieczeństwo
category-animals = Zwierzęta
category-together = Wspólnota
state-submitted = Czeka na ocenę
state-accepted = Na karcie
state-rejected = Odrzucony
state-withdrawn = Wycofany
project-back = Wszystkie projekty
project-what = Co i po co
project-cost = Kosztorys
project-where = Gdzie
project-history = Co się działo
project-imported = Miasto opublikowało tylko tytuł i koszt tego projektu.
project-rejected-why = Urząd odrzucił ten projekt
act-submitted = Zgłoszono
act-accepted = Przyjęto na kartę
act-rejected = Odrzucono
act-phase-evaluation = Zamknięto zgłaszanie
act-phase-voting = Otwarto głosowanie
act-phase-counting = Zamknięto głosowanie
act-published = Policzono i ogłoszono wyniki
cost-label = Pozycja
cost-label-hint = Na przykład: Ławka z oparciem
cost-quantity = Ile sztuk
cost-price = Cena za sztukę
cost-amount = Razem
cost-sum = Koszt projektu
cost-lines = Pozycje
cost-line = Pozycja { $n-shown }
cost-add = Dodaj pozycję
submit-title = Zgłoś projekt
submit-until = Zgłoszenia przyjmujemy do { $when }.
submit-needs = Zgłoszenie zajmie około 15 minut. Przygotuj:
submit-need-idea = tytuł i kilka zdań, co i po co
submit-need-place = miejsce: adres albo opis, na przykład „skwer przy bibliotece”
submit-need-cost = pozycje kosztorysu: co, ile sztuk i po jakiej cenie
submit-saved = Każdy krok zapisujemy. Możesz przerwać i wrócić na dowolnym urządzeniu.
submit-begin = Zacznij zgłoszenie
submit-closed = Zgłaszanie projektów w tej edycji jest zamknięte. Zobacz projekty, które już są.
submit-twice = Ten szkic jest już zgłoszony. Znajdziesz go na stronie „Moje projekty”.
submit-step = Krok { $n-shown } z { $all-shown }
submit-idea-title = Co proponujesz?
submit-place-title = Gdzie to będzie?
submit-cost-title = Ile to kosztuje?
submit-next = Zapisz i przejdź dalej
submit-title-label = Tytuł
submit-title-hint = Jedno zdanie, które zmieści się na karcie do głosowania
submit-title-missing = Wpisz tytuł projektu
submit-title-formula = Zacznij tytuł od litery albo cyfry
submit-summary-label = Co i po co
submit-summary-hint = Co się zmieni i kto skorzysta. Bez danych osobowych: opis jest jawny.
submit-summary-missing = Napisz, co proponujesz i po co
submit-category-label = Kategoria
submit-category-missing = Wybierz kategorię
submit-pool-label = Z której puli
submit-pool-missing = Wybierz pulę
submit-pool-budget = W puli jest { $budget }
submit-place-label = Miejsce
submit-place-hint = Adres albo opis, na przykład: skwer przy bibliotece na Rynku
submit-place-missing = Napisz, gdzie to będzie
submit-latitude = Szerokość geograficzna
submit-longitude = Długość geograficzna
submit-point-wrong = Wpisz liczbę stopni, na przykład 52,2915, albo zostaw oba pola puste
submit-cost-how = Wypisz, z czego składa się koszt. Sumę policzymy za Ciebie.
submit-lines-missing = Dodaj przynajmniej jedną pozycję
submit-line-label = Nazwij pozycję: do 120 znaków, na początku litera albo cyfra
submit-line-quantity = Wpisz liczbę sztuk cyframi, od 1 do 100 000
submit-line-price = Wpisz cenę cyframi, na przykład 45 000
submit-over-budget = Projekt kosztuje { $cost }, a w puli jest { $budget }. Zmniejsz koszt albo wybierz inną pulę.
submit-check-title = Sprawdź przed wysłaniem
submit-check-public = Po wysłaniu projekt zobaczą wszyscy. Twojego nazwiska i adresu e-mail nie pokazujemy.
submit-act = Zgłoś projekt
draft-saved = Zapisano szkic { $when }
draft-untitled = Szkic bez tytułu
my-title = Moje projekty
my-drafts = Szkice
my-no-drafts = Nie masz szkiców.
my-projects = Zgłoszone
my-no-projects = Nie masz jeszcze zgłoszonych projektów.
my-way-out = Zobacz edycje, które przyjmują zgłoszenia
project-result = Zobacz wynik
draft-offline = Brak połączenia. Tekst jest na tej stronie i zapiszemy go przy następnym kroku.
project-share = Jaka to część puli
project-share-of = Projekt kosztuje { $money }.
nothing-found-words-category = Brak projektów dla „{ $words }” w kategorii { $category }.
