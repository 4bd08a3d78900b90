rehearsal-title = Próba głosowania
rehearsal-edition = Próba: { $title }
rehearsal-lead = Program kopiuje tę edycję i w kopii głosują wymyślone osoby, przez te same strony co mieszkańcy: niektóre klikają dwa razy, głosują na dwóch urządzeniach, chcą za dużo, zmieniają zdanie albo się spóźniają. Potem zamyka kopię, pomija grupę osób, pieczętuje, liczy i publikuje, i sprawdza, czy wszystko się zgadza.
rehearsal-nobody = W edycji nic się nie zmienia i nikogo z niej nie kopiujemy: urzędnicy i głosujący są wymyśleni. Na końcu kopia znika.
rehearsal-voters = Ile wymyślonych osób
rehearsal-voters-hint = Od { $least } do { $most }. Dwa tysiące zajmują kilka minut.
rehearsal-voters-wrong = Wpisz liczbę od { $least } do { $most }
rehearsal-begin = Zrób próbę
rehearsal-reload = Zobacz, jak daleko jest
rehearsal-over = Głosowanie w tej edycji się skończyło. Próbę robi się przed nim.
rehearsal-runs = Trwa próba. Naraz może trwać tylko jedna.
rehearsal-failed = Ostatnia próba nie doszła do końca. W dzienniku serwera zapisano:
rehearsal-step-copying = Kopiowanie edycji
rehearsal-step-codes = Drukowanie kodów jednorazowych
rehearsal-step-voting = Ludzie głosują
rehearsal-step-excluding = Urząd pomija grupę osób i zamyka głosowanie
rehearsal-step-sealing = Pieczętowanie i liczenie
rehearsal-step-checking = Sprawdzanie tego, co opublikowano
rehearsal-result = Co musi się zgadzać
rehearsal-column-must = Co musi się zgadzać
rehearsal-column-expected = Oczekiwane
rehearsal-column-seen = Zastane
rehearsal-column-holds = Wynik
rehearsal-holds = zgadza się
rehearsal-fails = NIE ZGADZA SIĘ
rehearsal-all-hold = { $n ->
    [one] Jedyny warunek jest spełniony.
    [few] Wszystkie { $n-shown } warunki są spełnione.
    [many] Wszystkie { $n-shown } warunków jest spełnionych.
   *[other] Wszystkie { $n-shown } warunku jest spełnione.
}
rehearsal-some-fail = { $n ->
    [one] Jeden warunek nie jest spełniony. Nie otwieraj głosowania, zanim nie wiesz dlaczego.
    [few] { $n-shown } warunki nie są spełnione. Nie otwieraj głosowania, zanim nie wiesz dlaczego.
    [many] { $n-shown } warunków nie jest spełnionych. Nie otwieraj głosowania, zanim nie wiesz dlaczego.
   *[other] { $n-shown } warunku nie jest spełnione. Nie otwieraj głosowania, zanim nie wiesz dlaczego.
}
rehearsal-bundle = Pobierz opublikowaną próbę
rehearsal-bundle-what = Każdy sprawdzi ją poleceniem „sakwa verify”. Tytuł i adres mówią, że to próba.
rehearsal-did-voters = wymyślone osoby
rehearsal-did-ballots = głosy w urnie na końcu
rehearsal-did-changed = osoby, które zmieniły głos
rehearsal-did-doubles = osoby, które wysłały ten sam formularz dwa razy naraz
rehearsal-did-devices = osoby, które głosowały naraz na dwóch urządzeniach
rehearsal-did-paper = osoby, które zagłosowały na papierze
rehearsal-did-both = osoby, które zagłosowały w internecie i przysłały kartę
rehearsal-did-office = osoby, w których imieniu zagłosował ktoś inny, które zagłosowały w urzędzie
rehearsal-did-excluded = osoby pominięte
rehearsal-did-too-much = formularze, w których było więcej, niż wolno
rehearsal-did-wrong-code = kody, których nikt nie wydrukował
rehearsal-did-late = formularze wysłane po ostatniej godzinie
rehearsal-did-children = dzieci z rejestru: najpierw zagłosował opiekun, potem dziecko samo
rehearsal-did-added = osoby dopisane do rejestru w urzędzie
rehearsal-did-child-twice = próby głosowania za dziecko, które głosuje już samo
rehearsal-did-late-twice = próby dopisania tej samej osoby drugi raz
rehearsal-check-box = Koperty w urnie: tyle, ile głosów ludzie pamiętają
rehearsal-check-refused = Co trzeba było odrzucić, zostało odrzucone
rehearsal-check-stored = Odmowy, które coś zapisały
rehearsal-check-persons = Osoby na liście głosujących, każda raz na kartę
rehearsal-check-twice = Osoby dwa razy na jednej karcie
rehearsal-check-published = Opublikowane głosy: tyle, ile oddali ci, którzy się liczą
rehearsal-check-left-out = Głosy osób pominiętych, każdy ze swoim liściem
rehearsal-check-excluded = Osoby oznaczone jako pominięte
rehearsal-check-paper = Osoby, których głos jest z papieru
rehearsal-check-office = Osoby, których głos jest oddany w urzędzie
rehearsal-check-children = Dzieci z rejestru policzone raz
rehearsal-check-declared = Głosy za dzieci, których nie ma w rejestrze
rehearsal-check-added = Osoby dopisane w urzędzie, policzone raz
rehearsal-check-letters = Listy do osób, których głos zastąpiła karta papierowa
rehearsal-check-marks = Głosy, projekt po projekcie: ile dali ludzie i ile ogłoszono
rehearsal-check-ballots = Opublikowane głosy, które są tym, co wybrali głosujący
rehearsal-check-log = Liście dziennika: jeden na każdy kiedykolwiek oddany głos
rehearsal-check-receipts = Potwierdzenia znalezione w dzienniku
rehearsal-check-replaced = Zmienione głosy wymienione jako zmienione
rehearsal-check-hashes = Potwierdzenia osób pominiętych wymienione jako pominięte
rehearsal-check-verify = Uwagi „sakwa verify”, z punktem kontrolnym zachowanym w czasie głosowania
rehearsal-check-receipt = Potwierdzenie znalezione przez „sakwa verify”
rehearsal-check-recount = Pule, w których ponowne liczenie daje te same zwycięskie projekty
rehearsal-check-pages = Pule, których strona pokazuje opublikowane zwycięskie projekty
rehearsal-check-export = Głosy z bazy, które są w publikacji
rehearsal-check-files = Pobrane pliki, które są takie jak w publikacji
rehearsal-check-key = Klucze łączące, które zostały
rehearsal-check-original = Prawdziwa edycja jest taka, jaka była
act-rehearsed = Zrobiono próbę głosowania
rehearsal-check-early-alone = Próby jednej osoby, żeby zamknąć głosowanie przed terminem, które się udały
rehearsal-check-early-refused = Propozycje zamknięcia przed terminem, które odrzuciła druga osoba
rehearsal-check-early-goes-on = Po odrzuconej propozycji głosowanie trwa do ogłoszonego terminu
