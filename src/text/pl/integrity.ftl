integrity-title = Kontrola głosowania
integrity-lead = Strona pokazuje, jak głosy przyszły i od kogo. Nie pokazuje, na co ktoś głosował, ani jak stoi głosowanie.
integrity-as-of =
    { $n ->
        [one] Stan z { $when }: { $n-shown } głosująca osoba.
        [few] Stan z { $when }: { $n-shown } głosujące osoby.
       *[many] Stan z { $when }: { $n-shown } głosujących osób.
    }
integrity-quiet = Ta edycja nie ma teraz głosów w kopertach. Nie ma czego kontrolować.
integrity-none = Nic takiego nie ma.
integrity-choices-title = Te same wybory z jednej sieci
integrity-choices-why = Co najmniej { $n } osób z jednej sieci wybrało to samo, i to wyraźnie częściej niż inni głosujący. Wybory znamy tu tylko jako takie same albo różne.
integrity-hour-title = Wiele głosów z jednej sieci w godzinę
integrity-hour-why = Co najmniej { $n } głosów z jednej sieci w ciągu godziny.
integrity-network-title = Wiele głosów z jednej sieci
integrity-network-why = Co najmniej { $n } głosów z jednej sieci w całym głosowaniu.
integrity-browser-title = Jedna sieć i jeden rodzaj urządzenia
integrity-browser-why = Co najmniej { $n } głosów z jednej sieci, z tego dziewięć na dziesięć z urządzeń jednego rodzaju.
integrity-burst-title = Nagły wzrost
integrity-burst-why = Co najmniej { $n } głosów w dziesięć minut i { $times } razy więcej niż zwykle.
integrity-network = sieć { $name }
integrity-agent-other = inne urządzenia
integrity-alarm = Do wyjaśnienia
integrity-shared = Wspólny adres
integrity-rush = Zwykły ruch
integrity-legend = „Do wyjaśnienia”: co najmniej 20 osób wybrało to samo i zdarza się to u nich co najmniej trzy razy częściej niż u innych. „Wspólny adres” i „Zwykły ruch”: wybory są różne albo takie jak u wszystkich, jak w szkole, biurze czy sieci komórkowej.
integrity-what = Co łączy
integrity-persons = Osoby
integrity-alike = Takie same wybory
integrity-when = Od – do
integrity-meaning = Co to znaczy
integrity-show = Pokaż osoby
integrity-back = Wszystkie listy
integrity-people =
    { $n ->
        [one] { $n-shown } osoba
        [few] { $n-shown } osoby
       *[many] { $n-shown } osób
    }
integrity-more =
    { $n ->
        [one] i jeszcze { $n-shown } osoba
        [few] i jeszcze { $n-shown } osoby
       *[many] i jeszcze { $n-shown } osób
    }
integrity-name = Osoba
integrity-channel = Jak
integrity-day = Dzień
integrity-state = Zakwestionowanie
integrity-channel-internet = przez internet
integrity-channel-paper = na papierze
integrity-channel-office = w urzędzie
integrity-gone = Tej grupy już nie ma na listach. Wróć do list i sprawdź.
challenges-title = Zakwestionowane osoby
challenges-lead = Jedna osoba kwestionuje, druga potwierdza, o odwołaniu decyduje trzecia. Do zapieczętowania wszystko można cofnąć.
challenge-all-title = Zakwestionuj wszystkich z tej grupy
challenge-one-title = Zakwestionuj jedną osobę
challenge-what = Kwestionujesz osobę, nie głos. Głos przestaje się liczyć dopiero wtedy, gdy potwierdzi to ktoś drugi.
challenge-all = Zakwestionuj wszystkie te osoby
challenge-one = Zakwestionuj tę osobę
challenge-email = Adres e-mail konta
challenge-email-hint = Adres, z którym ta osoba ma konto.
challenge-email-unknown = Nie ma konta z tym adresem.
challenge-reason = Powód
challenge-reason-identity = Ktoś głosował pod nazwiskiem innej osoby
challenge-reason-entitlement = Osoba nie może głosować w tej edycji
challenge-reason-one-hand = Jedna osoba oddała głosy za wiele innych
challenge-reason-pressure = Głos kupiony albo wymuszony
challenge-reason-other = Inny powód
challenge-reason-missing = Wybierz powód.
challenge-words = Uzasadnienie
challenge-words-hint = Od 20 do 2000 znaków. Przeczyta je osoba, której to dotyczy.
challenge-words-missing = Napisz od 20 do 2000 znaków.
challenge-state-proposed = czeka na potwierdzenie
challenge-state-confirmed = wyłączony z liczenia
challenge-state-appealed = odwołanie czeka na decyzję
challenge-state-upheld = wyłączony po odwołaniu
challenge-state-lifted = cofnięte, głos się liczy
challenge-over = W tej edycji nie można teraz nikogo zakwestionować ani nic cofnąć.
challenge-already = Te osoby są już zakwestionowane.
challenge-same = Potwierdza inna osoba niż ta, która kwestionuje.
challenge-none = Nie ma już czego zmienić. Odśwież stronę.
challenge-third = O odwołaniu decyduje ktoś, kto nie kwestionował i nie potwierdzał.
challenge-number = Sprawa { $n }
challenge-acts = Sprawy
challenge-nobody = Nikt nie jest zakwestionowany.
challenge-act = Sprawa
challenge-by = Kto i kiedy
challenge-how-far = Stan
challenge-open = Otwórz
challenge-waits = Sprawa czeka na potwierdzenie przez kogoś innego.
challenge-confirm = Potwierdź i wyłącz z liczenia
challenge-withdraw-title = Cofnięcie
challenge-withdraw-whom = Kogo dotyczy
challenge-withdraw-all = Wszyscy w tej sprawie
challenge-withdraw = Cofnij zakwestionowanie
challenge-why = Dlaczego
challenge-appeals = Odwołania
challenge-lift = Uwzględnij odwołanie: głos się liczy
challenge-uphold = Odrzuć odwołanie
challenge-own-title = Czy Twój głos jest zakwestionowany?
challenge-own-unknown = Powiemy Ci to, gdy się zalogujesz tak jak do głosowania.
challenge-own-none = Nikt nie zakwestionował Twojego głosu.
challenge-own-confirmed = Twój głos jest zakwestionowany i nie będzie policzony. Możesz się odwołać.
challenge-own-until = Masz na to czas do { $when }. Wcześniej nikt nie zapieczętuje głosowania.
challenge-own-appealed = Twoje odwołanie czeka na decyzję.
challenge-own-upheld = Twoje odwołanie jest odrzucone. Głos nie będzie policzony.
challenge-own-lifted = Zakwestionowanie jest cofnięte. Twój głos się liczy.
challenge-own-appeal = Odwołanie
challenge-own-words = Twoje słowa
challenge-own-hint = Od 20 do 2000 znaków. Nie pisz, na co głosujesz. O odwołaniu zdecyduje ktoś, kto dotąd nie brał w tym udziału.
challenge-own-send = Wyślij odwołanie
challenge-answer = Odpowiedź urzędu
done-challenge = Zapisane.
done-challenge-proposed = Zakwestionowanie czeka na drugą osobę.
done-challenge-appealed = Odwołanie jest wysłane.
act-challenge-proposed = Zakwestionowano osoby
act-challenge-confirmed = Potwierdzono zakwestionowanie
act-challenge-withdrawn = Cofnięto zakwestionowanie
act-challenge-appealed = Wpłynęło odwołanie od zakwestionowania
act-challenge-upheld = Odrzucono odwołanie od zakwestionowania
act-challenge-lifted = Uwzględniono odwołanie od zakwestionowania
integrity-office =
    { $n ->
        [one] Ponowne głosowanie w urzędzie: { $n-shown } wydany kod
        [few] Ponowne głosowanie w urzędzie: { $n-shown } wydane kody
       *[many] Ponowne głosowanie w urzędzie: { $n-shown } wydanych kodów
    }
office-title = Ponowne głosowanie w urzędzie
office-lead = Dla osoby, w której imieniu zagłosował ktoś inny, i dla tej, która nie może zagłosować sama.
office-rules = Jak to działa
office-rule-1 = Jedna osoba w urzędzie sprawdza dokument i opisuje sprawę, druga sprawdza dokument jeszcze raz i wydaje kod.
office-rule-2 = Kod otwiera pustą kartę. Głos oddany na niej liczy się zamiast wcześniejszego; tamten zostaje w dzienniku jako zastąpiony.
office-rule-3 = Nikt się tu nie dowie, czy ta osoba już głosowała i na co. Kto nie skorzysta z kodu, temu zostaje wcześniejszy głos.
office-rule-4 = Wysyłamy o tym wiadomość tej osobie, na adres, który urząd już zna.
office-closed = Głos w urzędzie można oddać tylko w czasie głosowania.
office-cases = Sprawy
office-none = Nie ma jeszcze żadnej sprawy.
office-limit-declared = Ta edycja nie ma rejestru: osobę poznajemy po tym, co sama podała przed kartą. Wpisz dane tak, jak je podaje; inaczej zapisane to dla nas inna osoba.
office-limit-code = W tej edycji osobę poznajemy tylko po kodzie z listu. Bez tego listu nie wiadomo, który głos poprawić.
office-limit-account = W tej edycji osobę poznajemy po koncie. Sprawdź, czy konto z tym adresem należy do niej; głosu z konta, które ktoś inny założył na jej nazwisko, tak się nie poprawi.
office-limit-mixed = Ta edycja ma kilka dróg do karty, które nie wiedzą o sobie. Poprawisz tu głos oddany tylko tą, o którą pytamy.
office-limit-child = Głosu za dziecko, którego nie ma w rejestrze, tak się nie poprawi. Jeśli głosuje za nie ktoś obcy, dopisz dziecko na stronie „Osoby spoza rejestru”: dostanie kod do tego głosu.
office-open-title = Nowa sprawa
office-document = Jaki dokument pokazuje ta osoba?
office-document-hint = Rodzaj wystarczy. Numeru nie zapisujemy.
office-document-identity-card = Dowód osobisty
office-document-phone = mObywatel
office-document-passport = Paszport
office-document-residence = Karta pobytu
office-document-other = Inny dokument ze zdjęciem
office-document-missing = Wybierz dokument.
office-proof = Dokument
office-reason = Powód
office-reason-stolen = Ktoś zagłosował w imieniu tej osoby
office-reason-assisted = Nie może zagłosować sama
office-reason-other = Inny
office-reason-missing = Wybierz powód.
office-words = Dodatkowe wyjaśnienie
office-words-hint = Przy innym powodzie napisz, jaki. Bez nazwisk, numerów i adresów.
office-words-long = Zmieść się w { $most } znakach.
office-words-personal = Tu jest numer albo adres czyjś. Usuń go.
office-words-missing = Napisz, jaki to powód.
office-open = Przekaż drugiej osobie
office-case = Sprawa { $n }
office-waits = Sprawa czeka na drugą osobę.
office-approve-how = Weź dokument do ręki i wpisz dane jeszcze raz. Kod wydamy tylko wtedy, gdy to ta sama osoba.
office-approve = Wydaj kod
office-take-back = Wycofaj sprawę
office-take-back-means = Kod przestanie działać. Głos, który jest w urnie, zostanie.
office-state = Stan
office-state-open = czeka na drugą osobę
office-state-void = wycofana albo zastąpiona nową
office-state-given = kod wydany, działa do { $when }
office-number = Sprawa
office-by = Kto i kiedy
office-own = Własny głos poprawia ktoś inny.
office-waiting = Sprawa tej osoby już czeka na drugą osobę. Jest na liście.
office-same = Kod wydaje ktoś inny niż osoba, która otworzyła sprawę.
office-other = To nie ta osoba, dla której otwarto sprawę. Porównaj dane z dokumentem.
office-gone = Ta sprawa już nie czeka. Otwórz listę jeszcze raz.
office-unknown = Nie mamy nikogo o takich danych. Porównaj je jeszcze raz z dokumentem; jeśli są dobre, dopisz tę osobę na stronie „Osoby spoza rejestru”.
office-slip-title = Kod do głosowania w urzędzie
office-slip-once = Kod widać tylko teraz. Wydrukuj go albo pokaż osobie, dla której jest.
office-slip-back = Gotowe, wróć do spraw
office-slip-what = Tym kodem oddasz głos osobiście. Działa raz, do { $when }.
office-slip-then = Policzymy ten głos, a nie żaden oddany wcześniej w Twoim imieniu. Dopóki go nie oddasz, nic się nie zmienia.
office-slip-secret = Nikomu nie pokazuj tego kodu. Głosuj tak, żeby nikt nie widział, na co.
done-office-opened = Sprawa czeka na drugą osobę.
done-office-void = Sprawa jest wycofana.
act-office-opened = Otwarto sprawę ponownego głosowania w urzędzie
act-office-approved = Wydano kod do głosu w urzędzie
act-office-void = Wycofano sprawę ponownego głosowania w urzędzie
integrity-late =
    { $n ->
        [one] Osoby spoza rejestru: { $n-shown } dopisana
        [few] Osoby spoza rejestru: { $n-shown } dopisane
       *[many] Osoby spoza rejestru: { $n-shown } dopisanych
    }
integrity-children =
    { $n ->
        [one] Za { $n-shown } dziecko spoza rejestru opiekun może głosować na podstawie oświadczenia.
       *[many] Za { $n-shown } dzieci spoza rejestru opiekunowie mogą głosować na podstawie oświadczenia.
    }
integrity-child-of = Dziecko; opiekun: { $name }
