game-amount =
    { $kind ->
        [talar] { $n ->
            [one] { $n-shown } talar
            [few] { $n-shown } talary
           *[many] { $n-shown } talarów
        }
        [coin] { $n ->
            [one] { $n-shown } moneta
            [few] { $n-shown } monety
           *[many] { $n-shown } monet
        }
        [credit] { $n ->
            [one] { $n-shown } kredyt
            [few] { $n-shown } kredyty
           *[many] { $n-shown } kredytów
        }
        [euro] { $n-shown } euro
        [dollar] { $n ->
            [one] { $n-shown } dolar
            [few] { $n-shown } dolary
           *[many] { $n-shown } dolarów
        }
        [thousand-dollars] { $n-shown } tys. dolarów
       *[other] { $n-shown } { $name }
    }
game-name = Gra o budżet
act-game-opened = Otwarto grę
nav-games = Gra o budżet
nav-join = Dołącz do gry
game-join-title = Dołącz do gry
game-join-lead = Kod jest na ekranie w sali i na karcie przy stole. Konto nie jest potrzebne.
game-code = Kod gry
game-code-hint = 8 liter i cyfr, wielkość liter nie ma znaczenia
game-code-act = Znajdź grę
game-code-wrong = Nie ma gry z tym kodem. Przepisz 8 znaków z ekranu lub karty.
game-code-where = Adres: { $address }
game-qr = Kod QR, który prowadzi do gry
game-sit-lead = Wybierz stół i imię na ten wieczór. Telefon zapamięta Twoje miejsce.
game-table-choice = Stół
game-chair = Stół { $n-shown } (zajęte { $seated-shown } z { $most-shown } miejsc)
game-table-missing = Wybierz stół
game-nick = Imię przy stole
game-nick-hint = Wystarczy imię albo przydomek, bez nazwiska
game-nick-long = Skróć do 20 znaków
game-sit-act = Usiądź przy stole
game-table = Stół { $n-shown }
game-seat = Miejsce { $n-shown }
game-you = Ty
game-purse = Masz jeszcze
game-sealed = stół zamknięty
game-waits = czekamy na start
game-waits-for-start = Za chwilę zaczynamy. Osoba prowadząca da znak.
game-paused = przerwa
game-on-line = połączono
game-off-line = brak połączenia
game-refresh = Odśwież
game-at-the-table = Przy stole
game-said-placed = { $who }: +{ $amount } na „{ $what }”
game-said-returned = { $who }: −{ $amount } z „{ $what }”
game-add = + { $amount }: { $what }
game-take = − { $amount }: { $what }
game-mine = Ty: { $amount }
game-missing = brakuje { $missing } z { $price }
game-price = cena { $amount }
game-open-item = jest { $on } · dziś { $today }
game-covered = uzbierane
game-bought = kupione jako { $n-shown }.
game-closed = zamknięte
game-closed-locked = jeszcze niedostępne
game-closed-by = zamknięte: { $what }
game-more = Więcej
game-exact = Kwota
game-exact-put = Dołóż
game-exact-take = Zabierz
game-real = { $one } to { $real } zł w mieście. Cena w grze: { $price }.
game-buy = Kupujemy
game-unbuy = Cofnij zakup
game-yes = Zgadzam się
game-no = Nie zgadzam się
game-abstain = Wstrzymuję się
game-votes = Zgoda: { $yes-shown } z { $seated-shown }
game-against = przeciw: { $who }
game-matter-purchase = Kupić „{ $what }”?
game-matter-unbuy = Cofnąć zakup „{ $what }”?
game-matter-measure = Wprowadzić „{ $what }”? Da to { $amount }.
game-matter-list = Czy to jest kolejność stołu?
game-matter-amend = Zmienić „{ $what }”: { $text }?
game-matter-write-in = Dodać „{ $what }” za { $amount }?
game-measures = Skąd wziąć pieniądze
game-measures-hint = Gdy stół się zgodzi, pieniądze dzielą się po równo.
game-cut = oszczędność: { $amount }
game-revenue = dochód: { $amount }
game-measure-proposed = zaproponowane
game-measure-passed = przyjęte
game-measure-repealed = cofnięte
game-propose = Zaproponuj
game-drop = Wycofaj propozycję
game-repeal = Cofnij
game-ready = Jestem po tej części
game-you-are-ready = Twoja część gotowa
game-ready-count = Po tej części: { $n-shown } z { $seated-shown }
game-seat-ready = gotowe
game-seat-thinks = myśli
game-rank = Kolejność stołu
game-rank-hint = 1 przy tym, co najważniejsze.
game-rank-hint-consent = 1 przy tym, co najważniejsze. Na tę kolejność musi zgodzić się stół.
game-rank-act = Zaproponuj kolejność
game-rank-agreed = stół ma kolejność
game-rank-wrong = Wpisz miejsce od 1 do { $n-shown }
game-rank-twice = To miejsce już jest zajęte, wpisz inne
game-ideas = Pomysły stołu
game-idea-title = Nazwa pomysłu
game-idea-range = Ile to kosztuje
game-range-missing = Wybierz przedział
game-range-low = mało
game-range-medium = średnio
game-range-high = dużo
game-field-description = Na czym polega
game-field-place = Gdzie
game-field-category = Kategoria
game-idea-act = Dodaj pomysł
game-pitched = Pomysł przedstawiony
game-ballot = Głosowanie na pomysły
game-ballot-left = Głosy za: { $up-shown }, głosy przeciw: { $down-shown }
game-up = Za
game-down = Przeciw
game-voted-up = Twój głos: za
game-voted-down = Twój głos: przeciw
game-ask = Pytania do ekspertów
game-ask-open = Zadaj pytanie
game-ask-topic = O czym
game-ask-question = Pytanie
game-ask-act = Wyślij pytanie
game-ask-waits = Czeka na odpowiedź
game-topic-police = Policja
game-topic-transport = Transport
game-topic-departments = Wydziały urzędu
game-topic-fire = Straż pożarna
game-topic-parks = Zieleń
game-topic-finance = Finanse
game-topic-roads = Drogi
game-topic-green = Zieleń
game-topic-culture = Kultura
game-topic-libraries = Biblioteki
game-own = Własne propozycje stołu
game-own-open = Dopisz propozycję
game-own-title = Nazwa
game-own-text = Opis
game-own-act = Dopisz
game-own-waits = czeka na cenę
game-gift = Przekaż pieniądze
game-gift-to = Komu
game-gift-act = Przekaż
game-to-missing = Wybierz osobę
game-amount-wrong = Wpisz kwotę cyframi, na przykład 20
game-words-missing = Wpisz kilka słów
game-words-long = Zmieść się w 500 znakach
game-end = Co wybrał ten stół
game-end-nothing = Ten stół nic nie kupił.
game-end-money = Wydane: { $spent }. Zostało: { $left }.
game-end-seal = Pieczęć:
game-survey = Kilka pytań na koniec
game-survey-hint = Odpowiedzi nie są połączone z osobą.
game-survey-together = Decyzje zapadały wspólnie
game-survey-decisions = Lepiej rozumiem, jak miasto decyduje o pieniądzach
game-survey-meetings = To lepsze niż zwykłe zebranie
game-survey-answer-1 = zdecydowanie nie
game-survey-answer-2 = raczej nie
game-survey-answer-3 = trudno powiedzieć
game-survey-answer-4 = raczej tak
game-survey-answer-5 = zdecydowanie tak
game-survey-missing = Wybierz jedną odpowiedź
game-survey-act = Wyślij odpowiedzi
game-survey-thanks = Odpowiedzi zapisane, dziękujemy
game-survey-count =
    { $n ->
        [one] { $n-shown } osoba odpowiedziała
        [few] { $n-shown } osoby odpowiedziały
       *[many] { $n-shown } osób odpowiedziało
    }
game-no-changed = Przy stole coś się już zmieniło. Zobacz, jak jest teraz, i spróbuj jeszcze raz.
game-no-not-open = Stół nie jest jeszcze otwarty.
game-no-sealed = Stół jest już zamknięty.
game-no-no-phase = Poczekaj, aż zacznie się następna część.
game-no-phase-forbids = Na to czas jest w innej części gry.
game-no-time-over = Czas tej części minął.
game-no-paused = Jest przerwa. Poczekaj na wznowienie.
game-no-table-full = Przy tym stole nie ma już miejsca. Wybierz inny.
game-no-too-late = Do tej gry nie można już dosiąść się do stołu.
game-no-seat-left = To miejsce jest już wolne. Dołącz jeszcze raz kodem gry.
game-no-too-few-players = Przy stole za mało osób: { $seated-shown }, potrzeba { $n-shown }.
game-no-already-bought = „{ $item }” jest już kupione.
game-no-item-closed = „{ $item }” jest zamknięte.
game-no-requires = Najpierw trzeba kupić „{ $other }”.
game-no-required-by = Dzięki temu kupione jest „{ $other }”, więc zakup zostaje.
game-no-bad-amount = Wpisz kwotę większą od zera.
game-no-not-a-step = Kwota musi być wielokrotnością: { $step }.
game-no-insufficient = Masz { $balance }. Dołóż mniej albo poproś kogoś przy stole.
game-no-wrong-purse = Tych pieniędzy nie można na to wydać.
game-no-over-cap = Jedna osoba może dać na to { $most }, a Ty masz już { $placed }.
game-no-overfunds = Brakuje tylko { $missing }. Wpisz mniej.
game-no-out-of-range = Kwota może być od { $min } do { $max }.
game-no-too-few-contributors =
    { $n ->
        [one] Musi się złożyć co najmniej { $n-shown } osoba.
        [few] Muszą się złożyć co najmniej { $n-shown } osoby.
       *[many] Musi się złożyć co najmniej { $n-shown } osób.
    }
game-no-not-covered = Brakuje jeszcze { $missing }.
game-no-not-yours = Z tego możesz zabrać najwyżej { $own }.
game-no-no-taking-back = W tej grze położone pieniądze zostają.
game-no-bids-hidden = Oferty są jeszcze ukryte.
game-no-excluded = Nie da się tego pogodzić z „{ $other }”.
game-no-already-spent = Część tych pieniędzy jest już wydana, brakuje { $short }.
game-no-questions-used =
    { $n ->
        [one] Stół zadał już swoje { $n-shown } pytanie.
        [few] Stół zadał już swoje { $n-shown } pytania.
       *[many] Stół zadał już swoich { $n-shown } pytań.
    }
game-no-no-expert = Wybierz temat z listy.
game-no-quota-used =
    { $n ->
        [one] Stół może dodać { $n-shown } i już to zrobił.
        [few] Stół może dodać { $n-shown } i już to zrobił.
       *[many] Stół może dodać { $n-shown } i już to zrobił.
    }
game-no-title-taken = „{ $title }” już jest na stole.
game-no-bad-field = Uzupełnij wszystkie pola.
game-no-no-votes-left = Nie masz już takiego głosu.
game-no-own-table = Na pomysły własnego stołu się nie głosuje.
game-no-not-those-bought = Kolejność musi objąć wszystko, co stół kupił, po jednym razie.
game-lead = Mieszkańcy przy stołach mają mało pieniędzy i muszą się zgodzić, na co je wydać. Każdy ruch zostaje w zapisie, który można odtworzyć.
game-none = Nie ma jeszcze żadnej gry. Otwórz pierwszą.
game-evenings = Gry
game-new = Otwórz grę
game-choose = Wybierz grę
game-choose-lead = To gry prawdziwych miast. Reguły są w pliku, który możesz zmienić.
game-choose-other = Wybierz inną grę
game-preset-hall = { $least-shown }–{ $most-shown } osób przy stole
game-preset-alone =
    { $n ->
        [one] { $n-shown } osoba przy stole
        [few] { $n-shown } osoby przy stole
       *[many] { $n-shown } osób przy stole
    }
game-preset-lublin-2014 = Prawdziwe projekty roku i waluta gry. Stół musi się zgodzić, co kupuje i w jakiej kolejności.
game-preset-san-jose-2011 = Mało pieniędzy, droga lista. Cięcia w budżecie, jeśli stół zgodzi się na nie jednomyślnie, dają więcej.
game-preset-san-jose-2013 = Na początku nie ma nic. Pieniądze dają tylko cięcia i podatki przyjęte przez cały stół.
game-preset-san-jose-2014 = Połowa stołów gra z dwa razy większym podatkiem. Widać, co miasto za niego kupi.
game-preset-san-jose-zero-based = Każda usługa zaczyna od zera. Stół decyduje, ile pieniędzy dostanie.
game-preset-buy-a-feature = Najprostsza: ceny, sakiewki i wspólne zakupy.
game-preset-kortrijk-2013 = Grupy do 12 osób kupują z listy; dwie oszczędności dokładają pieniędzy.
game-preset-kortrijk-online = Każdy ma własny koszyk i wydaje sam.
game-preset-empaville = Odgrywanie całego budżetu: stoły zgłaszają pomysły, przedstawiają je, wszyscy głosują za i przeciw.
game-preset-safe-blind = Najpierw każdy dzieli pieniądze po cichu, potem oferty stają się jawne.
game-own-rules = Własne reguły
game-own-rules-means = Wklej plik reguł swojego miasta.
game-title = Nazwa gry
game-title-hint = Zobaczą ją gracze, na przykład „Gra o budżet, Bronowice”
game-title-long = Skróć do 120 znaków
game-pool = Edycja i pula
game-pool-hint = Na stołach będą przyjęte projekty tej puli
game-pool-hint-file = Gra ma własną listę; tu zapisujemy, do której edycji należy
game-pool-missing = Wybierz pulę z listy
game-pool-empty = W tej puli nie ma jeszcze przyjętych projektów. Wybierz inną.
game-items = Ile projektów na stole
game-items-hint = Puste pole: wszystkie projekty. 12–16 da się przeczytać i omówić w jeden wieczór.
game-tables = Liczba stołów
game-seats = Najmniej osób przy stole
game-seats-hint = Stół z mniejszą liczbą osób nie dostanie pieniędzy
game-number-wrong = Wpisz liczbę od { $least-shown } do { $most-shown }
game-file = Plik reguł
game-file-hint = Format TOML; zacznij od pliku gry, która jest najbliższa Twojej
game-file-missing = Wklej plik reguł
game-file-wrong =
    { $n ->
        [one] W pliku jest { $n-shown } błąd
        [few] W pliku są { $n-shown } błędy
       *[many] W pliku jest { $n-shown } błędów
    }
game-rules-missing = Wybierz grę z listy
game-open-act = Otwórz grę
game-gathering = Gracze siadają
game-between = Między częściami
game-running = Trwa
game-next = Następna część: { $phase }
game-start-phase = Zacznij: { $phase }
game-end-phase = Zakończ: { $phase }
game-end-closing = Zakończ i zamknij stoły: { $phase }
game-closing-means = Po tej części stoły się zamykają: głosowania, które trwają, przepadają, a pieniądze z niekupionych rzeczy wracają.
game-extend = 5 minut więcej
game-pause = Przerwa
game-resume = Wznów
game-left = Do końca:
game-time-over = czas minął
game-minutes =
    { $n ->
        [one] { $n-shown } minuta
        [few] { $n-shown } minuty
       *[many] { $n-shown } minut
    }
game-too-few =
    { $n ->
        [one] Przy niektórych stołach jest za mało osób. Potrzeba { $n-shown }; takie stoły nie dostaną pieniędzy.
        [few] Przy niektórych stołach jest za mało osób. Potrzeba { $n-shown }; takie stoły nie dostaną pieniędzy.
       *[many] Przy niektórych stołach jest za mało osób. Potrzeba { $n-shown }; takie stoły nie dostaną pieniędzy.
    }
game-card-act = Odkryj kartę
game-over = Koniec gry
game-over-means = Wszystkie części za nami. Raport czeka.
game-all-tables = Stoły
game-col-table = Stół
game-col-people = Osoby
game-col-state = Stan
game-col-bought = Kupione
game-col-left = Zostało
game-col-ready = Gotowe
game-table-sealed = zamknięty
game-table-empty = pusty
game-table-short = za mało osób
game-table-sits = czeka
game-table-asked = głosuje
game-table-plays = gra
game-files = Zapis i wynik
game-files-hint = Z pliku reguł i zapisu każdy odtworzy grę poleceniem „sakwa game replay”.
game-report = Raport
game-log = Zapis ruchów (JSONL)
game-rules-file = Plik reguł (TOML)
game-back = Wróć do gry
game-back-to-table = Wróć do stołu
game-granted = Rozdane
game-spent = Wydane
game-on-the-table = Na stole
game-no-items = Na tym stole nic nie leży. Pomysły zgłaszają gracze.
game-col-item = Projekt
game-col-on = Położone
game-col-price = Cena
game-asked = O co pytamy stół
game-asked-all = Potrzebna jest zgoda wszystkich.
game-answer = Odpowiedź eksperta
game-answer-act = Zapisz odpowiedź
game-prices = Czekają na cenę
game-prices-expert = Cenę podaje ekspert; wpisz ją w jego imieniu.
game-price-label = Cena w grze
game-price-act = Zapisz cenę
game-notes = Notatki
game-note-text = Co się dzieje
game-note-hint = Bez nazwisk, adresów, zdrowia i polityki
game-note-tag = Znak
game-no-tag = bez znaku
game-note-item = O czym
game-note-table = o całym stole
game-note-quotable = To cytat i ta osoba zgadza się na publikację
game-note-quotable-hint = W raporcie tylko przydomek i stół
game-note-act = Zapisz notatkę
game-tag-for = za
game-tag-against = przeciw
game-tag-changed-mind = zmiana zdania
game-tag-first-mover = pierwszy ruch
game-tag-coalition = koalicja
game-tag-blocked-because = blokada i powód
game-tag-question = pytanie
game-tag-expert-said = głos eksperta
game-tag-change-wanted = chęć zmiany
game-tag-missing-item = brak na liście
game-tag-off-topic = poza tematem
game-nobody = Nikt jeszcze nie siedzi.
game-new-link = Nowy link do miejsca
game-leave-open = Zwolnij miejsce
game-leave-means = Osoba odchodzi od stołu, a jej pieniądze idą tam, gdzie mówią reguły.
game-leave = Odchodzi od stołu
game-deal = Rozdaj pieniądze
game-seat-of = Miejsce: { $who }
game-seat-link-means = Otwórz ten link na telefonie, który ma zająć miejsce. Poprzedni telefon już go nie ma.
game-seat-qr = Kod QR, który daje to miejsce
game-phase-reading = czytanie
game-phase-play = gra
game-phase-ranking = kolejność
game-phase-presentation = prezentacje
game-phase-survey = ankieta
game-phase-introduction = wprowadzenie
game-phase-ideas = pomysły
game-phase-campaign = kampania
game-phase-vote = głosowanie
game-phase-debrief = podsumowanie
game-phase-basket = koszyk
game-phase-pitches = przedstawienie projektów
game-phase-alone = każdy sam
game-phase-together = razem
game-phase-rules = zasady
game-phase-result = wynik
game-report-off = Reguły tej gry nie przewidują raportu.
game-report-early = Gra jeszcze trwa: to nie jest wynik.
game-report-nobody = Nikt nie zagrał.
game-report-data = Raport jako dane (JSON)
game-tables-played = Stoły
game-order = Kolejność wszystkich stołów
game-col-place = Miejsce
game-col-tables = Stoły, które kupiły
game-col-money = Położone pieniądze
game-chosen = wybrane
game-n-of = { $n-shown } z { $of-shown }
game-ties = Remisy
game-tie-by = rozstrzyga { $method }
game-tie-stays = zostaje remis
game-said =
    { $n ->
        [one] { $n-shown } głos przy stołach
        [few] { $n-shown } głosy przy stołach
       *[many] { $n-shown } głosów przy stołach
    }
game-methods = Inne sposoby liczenia
game-methods-means = Miejsce każdego projektu według każdego sposobu. Pierwszy decyduje, bo tak mówią reguły.
game-method-mean-rank = średnie miejsce
game-method-mean-rank-means = Decyduje średnie miejsce na listach wszystkich stołów. Im mniej, tym wyżej.
game-method-borda = punkty Bordy
game-method-borda-means = Za pierwsze miejsce na liście stołu najwięcej punktów, za każde następne o jeden mniej.
game-method-borda-of-rest = punkty Bordy z resztą
game-method-borda-of-rest-means = Jak punkty Bordy, a to, czego stół nie kupił, dzieli się resztą punktów.
game-method-tables-funded = stoły, które kupiły
game-method-tables-funded-means = Decyduje liczba stołów, które kupiły projekt.
game-method-sum-money = suma pieniędzy
game-method-sum-money-means = Decyduje suma pieniędzy położonych przy wszystkich stołach.
game-method-money-per-price = pieniądze na cenę
game-method-money-per-price-means = Decydują położone pieniądze podzielone przez cenę.
game-method-median-amount = środkowa kwota
game-method-median-amount-means = Decyduje środkowa z kwot, które dały stoły.
game-method-net-votes = głosy za minus przeciw
game-method-net-votes-means = Decydują głosy za po odjęciu głosów przeciw.
game-method-count-buys = liczba kupujących
game-method-count-buys-means = Decyduje liczba osób, które zapłaciły.
game-col-measure = Środek
game-col-yield = Daje
game-col-proposed = Zaproponowany
game-col-passed = Przyjęty
game-scenario = tylko na próbę
game-table-told = Osoby: { $people-shown }. Wydane: { $spent }. Zostało: { $left }. Głosowania: { $votes-shown }, zgoda w { $agreed-shown }.
game-measures-passed =
    { $n ->
        [one] { $n-shown } środek przyjęty.
        [few] { $n-shown } środki przyjęte.
       *[many] { $n-shown } środków przyjętych.
    }
game-incomplete = zostały pieniądze, które trzeba było wydać
