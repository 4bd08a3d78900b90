trust-title = Jak chronimy głosy
trust-lead = Nie musisz nam wierzyć na słowo. Poniżej jest to, co obiecujemy, i to, czym każdy może nas sprawdzić.
trust-promises = Co obiecujemy
trust-promise-1 = Jedna osoba ma w każdej puli najwyżej jeden policzony głos, przez internet i na papierze razem.
trust-promise-2 = Potwierdzenie widzisz dopiero wtedy, gdy głos jest zapisany na dysku.
trust-promise-3 = Twój głos jest w opublikowanych danych dokładnie taki, jaki był na ekranie. Znajdziesz go po kodzie.
trust-promise-4 = Nikt nie usunie ani nie dołoży głosu po cichu: każda zmiana kłóci się z podpisanym wcześniej punktem kontrolnym.
trust-promise-5 = Każdy może policzyć głosy od nowa, także własnym programem.
trust-promise-6 = Dopóki wyniki nie są ogłoszone, nikt nie widzi wyników cząstkowych.
trust-promise-7 = Zasady są zamrożone z chwilą otwarcia głosowania.
trust-promise-8 = Po zapieczętowaniu nikt, także my, nie połączy osoby z głosem: klucz jest zniszczony przed liczeniem.
trust-promise-9 = Kto odkryje, że ktoś zagłosował w jego imieniu, poprawi to w urzędzie z dokumentem: liczy się głos oddany osobiście, a tamten zostaje w dzienniku jako zastąpiony.
trust-not = Czego nie obiecujemy
trust-not-1 = Nie chronimy przed kimś, kto patrzy Ci przez ramię albo kupuje głosy.
trust-not-2 = Przed zapieczętowaniem ten, kto ma naraz klucz i bazę, mógłby połączyć osobę z głosem.
trust-not-3 = Nie odpowiadamy za telefon, na którym głosujesz.
trust-not-4 = Urząd wie, kto wziął udział w głosowaniu. Nie wie, na co głosował.
trust-proof = Czym nas sprawdzisz
trust-not-open = Odciski zasad i klucza pojawią się tu z chwilą otwarcia głosowania.
trust-rules = Odcisk zamrożonych zasad (SHA-256)
trust-rules-file = zasady
trust-key = Odcisk klucza, który zostanie zniszczony (SHA-256)
trust-signer = Klucz, którym podpisujemy punkty kontrolne
trust-checkpoints = Punkty kontrolne dziennika głosów
trust-checkpoint-at = Kiedy
trust-checkpoint-size = Głosów w dzienniku
trust-checkpoints-file = Wszystkie punkty kontrolne do zachowania
trust-bundle = Pobierz paczkę z głosowaniem
trust-verifier = program sprawdzający w Pythonie
trust-how = Zachowaj dziś jeden punkt kontrolny. Po ogłoszeniu wyników sprawdź paczkę poleceniem sakwa verify z tym punktem: zobaczysz, czy dziennik nadal zaczyna się tak samo.
seal-title = Zapieczętowanie głosowania
seal-what = Zapieczętowanie na zawsze oddziela osoby od głosów. Dopiero potem można liczyć.
seal-step-1 = Jedna osoba z komisji proponuje, druga zatwierdza. Potem nie można się cofnąć.
seal-step-2 = Koperty są otwierane: osoby trafiają na jedną listę, głosy na drugą.
seal-step-3 = Klucz, który je łączył, jest niszczony.
seal-step-4 = Pliki bazy są zapisywane od nowa, bez śladu kolejności.
seal-turnout = Głosy w urnie
seal-ballots = Głosów
seal-nothing = W tej edycji nie ma głosów w kopertach. Nie ma czego pieczętować.
seal-not-closed = Głosowanie jeszcze trwa albo głosy są już policzone.
seal-propose = Zaproponuj zapieczętowanie
seal-approve = Zatwierdź i zapieczętuj
seal-withdraw = Wycofaj propozycję
seal-waits = Propozycja czeka na drugą osobę z komisji.
seal-done = Głosowanie jest zapieczętowane. Klucz nie istnieje.
seal-then = Przejdź do liczenia
seal-running = Pieczętowanie trwa. Odśwież stronę za chwilę.
seal-proposed = Propozycja zapieczętowania już jest.
seal-none = Nie ma propozycji, która czeka na drugą osobę.
seal-same = Zatwierdza inna osoba niż ta, która zaproponowała.
seal-moved = Ktoś inny był szybszy. Odśwież stronę.
seal-first = Najpierw zapieczętuj głosowanie. Liczymy dopiero wtedy, gdy nikt nie może już połączyć osoby z głosem.
act-seal-proposed = Zaproponowano zapieczętowanie
act-seal-withdrawn = Wycofano propozycję zapieczętowania
act-seal-approved = Zatwierdzono zapieczętowanie
act-envelopes-opened = Otwarto koperty
act-link-key-destroyed = Zniszczono klucz
act-sealed = Głosowanie zapieczętowane
seal-challenges = Zakwestionowanie czeka na drugą osobę albo odwołanie na decyzję. Najpierw trzeba je rozstrzygnąć.
seal-appeals = Osoby, których głosy zakwestionowano, mają jeszcze czas na odwołanie.
seal-appeals-until = Osoby, których głosy zakwestionowano, mogą się odwołać do { $when }. Potem można zapieczętować głosowanie.
trust-apart = Policzeni osobno
trust-late =
    { $n ->
        [one] W czasie głosowania dwie osoby w urzędzie dopisały do rejestru { $n-shown } osobę.
        [few] W czasie głosowania dwie osoby w urzędzie dopisały do rejestru { $n-shown } osoby.
       *[many] W czasie głosowania dwie osoby w urzędzie dopisały do rejestru { $n-shown } osób.
    }
trust-children =
    { $n ->
        [one] Za { $n-shown } dziecko spoza rejestru wystarczyło oświadczenie opiekuna.
       *[many] Za { $n-shown } dzieci spoza rejestru wystarczyło oświadczenie opiekuna.
    }
trust-apart-voted =
    { $n ->
        [one] Zagłosowała { $n-shown } osoba.
        [few] Zagłosowały { $n-shown } osoby.
       *[many] Zagłosowało { $n-shown } osób.
    }
