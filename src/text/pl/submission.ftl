submit-category-title = Jaki to projekt?
submit-points-title = Pokaż miejsce na mapie
submit-files-title = Zdjęcia i dokumenty
submit-supporters-title = Kto popiera projekt
submit-contact-title = Kontakt i współautorzy
submit-recipients-label = Dla kogo
submit-recipients-hint = Kto będzie z tego korzystać, na przykład: dzieci z okolicznych szkół, seniorki i seniorzy
submit-recipients-missing = Napisz, dla kogo jest projekt
submit-question-missing = Odpowiedz na to pytanie
submit-point = Punkt { $n-shown }
submit-point-add = Dodaj punkt w środku mapy
submit-point-add-typed = Dodaj ten punkt
submit-point-remove = Usuń punkt
submit-points-how = Przesuń i przybliż mapę tak, żeby krzyżyk stał w dobrym miejscu, i dodaj punkt. Punktów może być kilka. Mapę możesz też pominąć.
submit-points-typed = Wolę wpisać współrzędne
submit-points-label = Punkty na mapie
submit-points-count =
    { $n ->
        [one] { $n-shown } punkt
        [few] { $n-shown } punkty
       *[many] { $n-shown } punktów
    }
submit-points-few =
    { $n ->
        [one] Dodaj co najmniej { $n-shown } punkt
        [few] Dodaj co najmniej { $n-shown } punkty
       *[many] Dodaj co najmniej { $n-shown } punktów
    }
submit-points-many =
    { $n ->
        [one] Projekt może mieć najwyżej { $n-shown } punkt
        [few] Projekt może mieć najwyżej { $n-shown } punkty
       *[many] Projekt może mieć najwyżej { $n-shown } punktów
    }
submit-cost-highest = Jeden projekt może kosztować najwyżej { $limit }.
submit-over-limit = Projekt kosztuje { $cost }, a jeden projekt może kosztować najwyżej { $limit }. Zmniejsz koszt.
submit-only-yearly = Dodaj pozycję, która nie jest kosztem rocznym
submit-lines-few =
    { $n ->
        [one] Dodaj co najmniej { $n-shown } pozycję
        [few] Dodaj co najmniej { $n-shown } pozycje
       *[many] Dodaj co najmniej { $n-shown } pozycji
    }
submit-lines-many =
    { $n ->
        [one] Kosztorys może mieć najwyżej { $n-shown } pozycję
        [few] Kosztorys może mieć najwyżej { $n-shown } pozycje
       *[many] Kosztorys może mieć najwyżej { $n-shown } pozycji
    }
submit-line-unit = Wpisz jednostkę do 20 znaków, na przykład szt. albo m²
submit-point-swapped = To jest { $km } km stąd. Czy miało być { $latitude }; { $longitude }?
submit-point-far = To jest { $km } km stąd. Sprawdź obie liczby albo zaznacz, że to miejsce jest właściwe
submit-point-swap = Tak, zamień liczby
submit-point-sure = To miejsce jest właściwe
cost-unit = Jednostka
cost-unit-hint = szt., m², godz.
cost-kind = Rodzaj
cost-once = Jednorazowo
cost-each-year = Co roku
cost-yearly = Koszty utrzymania co roku
cost-yearly-sum = Utrzymanie rocznie
price-book = Cennik miasta
price-book-add = Dodaj do kosztorysu
submit-files-how = Zdjęcie miejsca albo szkic pomaga zrozumieć pomysł. Ze zdjęć usuwamy datę, miejsce i dane aparatu.
file-label = Plik
file-hint = Zdjęcie JPEG, PNG albo WebP, albo dokument PDF, do 10 MB
file-name-label = Co to jest
file-name-hint = Jednym zdaniem, na przykład: skwer od strony ulicy Rolnej
file-name-wrong = Napisz, co to jest: od 3 do 200 znaków
file-who = Kto to zobaczy
file-for-all = Wszyscy
file-for-all-hint = Po zgłoszeniu projektu. Wybierz tylko plik bez danych osobowych.
file-for-office = Tylko urząd
file-attach = Dołącz plik
file-remove = Usuń plik
file-missing = Wybierz plik
file-kind-wrong = Tego rodzaju pliku nie przyjmujemy. Wybierz zdjęcie JPEG, PNG albo WebP, albo dokument PDF.
file-too-large = Plik ma więcej niż 10 MB. Zmniejsz go i wybierz jeszcze raz.
file-photo-broken = Tego zdjęcia nie da się otworzyć. Zapisz je jeszcze raz albo wybierz inne.
file-photo-large = Zdjęcie ma więcej niż 50 milionów punktów. Zmniejsz je.
file-many =
    { $n ->
        [one] Dołączony jest już { $n-shown } plik, więcej się nie zmieści
        [few] Dołączone są już { $n-shown } pliki, więcej się nie zmieści
       *[many] Dołączonych jest już { $n-shown } plików, więcej się nie zmieści
    }
files-at-once = Dwa pliki przyszły naraz. Dołącz ten jeszcze raz.
files-title = Załączniki
file-photo-size = (zdjęcie, { $n-shown } kB)
file-document-size = (PDF, { $n-shown } kB)
submit-supporters-how = Projekt potrzebuje podpisów mieszkanek i mieszkańców. Możesz je zbierać od chwili zgłoszenia do końca zgłaszania:
submit-supporters-online = przez internet, na stronie projektu: wyślij komuś jej adres
submit-supporters-paper = na papierze: wydrukuj listę, zbierz podpisy i zanieś ją do urzędu
submit-contact-mail = Urząd pisze do Ciebie na adres { $email }. Nie pokazujemy go publicznie.
submit-phone-label = Telefon
submit-phone-hint = Zobaczy go tylko urząd
submit-phone-wrong = Wpisz numer telefonu, na przykład 600 700 800
submit-co-authors-how = Współautorzy dostaną e-mail po zgłoszeniu projektu. Kto się zgodzi, może działać w sprawie projektu tak jak Ty.
submit-co-author-label = E-mail współautorki lub współautora { $n-shown }
submit-co-author-twice = Ten adres jest już wyżej
co-authors = Współautorzy
submit-nothing = nic
draft-discard-title = Nie zgłaszam tego projektu
draft-discard-means = Szkic zniknie razem z załącznikami. Tego nie da się cofnąć.
draft-discard = Usuń szkic
personal-pesel = Jest tu numer PESEL. Usuń go: numery PESEL nigdy nie są jawne.
personal-found = To zobaczą wszyscy: { $words }. Usuń to albo zaznacz poniżej, że może być jawne.
personal-legend = Dane kontaktowe w tekście
personal-sure = „{ $words }” może być jawne
alike-title = Czy ktoś już to proponuje?
alike-means = Razem łatwiej o głosy. Możesz dołączyć do projektu, który już jest, zgłosić swój albo usunąć szkic.
similar-title = Podobne tytuły
near-title = W tym samym miejscu
near-means = Te projekty są bliżej niż 100 m. Może się okazać, że powstanie tylko jeden.
near-author = Te projekty są bliżej niż 100 m od Twojego punktu. Na stronie sprawdzania możesz zaproponować połączenie.
near-metres = { $n-shown } m stąd
merge-heading = Dołącz zamiast zgłaszać
merge-offer = Zaproponuj połączenie z projektem „{ $title }”
merge-offered = Ta propozycja jest już wysłana. Odpowiedź przyjdzie e-mailem.
merge-waits = propozycja czeka na odpowiedź
merge-accepted = autorzy się zgodzili
merge-declined = autorzy odmówili
merge-title = Zaproponuj połączenie
merge-means = Autorzy dostaną e-mail z Twoją wiadomością. Jeśli się zgodzą, dołączysz do ich projektu, a swój szkic możesz usunąć. Twój adres zobaczą dopiero wtedy, gdy im go podasz.
merge-message = Wiadomość do autorów
merge-message-hint = Co łączy oba pomysły i co możesz wnieść
merge-message-wrong = Napisz wiadomość: od 10 do 1000 znaków
merge-act = Wyślij propozycję
merge-no-author = Ten projekt nie ma tu autora, do którego można napisać.
merge-own = To Twój projekt.
merge-waiting = Ktoś chce do Ciebie dołączyć
merge-accept = Zgadzam się
merge-decline = Odmawiam
merge-answered = Na tę propozycję jest już odpowiedź.
co-author-many = Projekt ma już trzech współautorów.
invitation-title = Współautorstwo projektu
invitation-means = Autor projektu wskazuje Cię jako współautorkę lub współautora. Zgoda pozwala działać w sprawie projektu: poprawiać go i odwołać się od oceny.
invitation-yes = Zgadzam się
invitation-no = Nie zgadzam się
withdraw-link = Wycofaj
withdraw-title = Wycofaj projekt
withdraw-means = Projekt zniknie z listy i nie trafi do oceny. Tego nie da się cofnąć.
withdraw-act = Wycofaj projekt
withdraw-late = Tego projektu nie można już wycofać.
project-whom = Dla kogo
rules-title = Formularz zgłoszenia
rules-means = Tu ustalasz, o co pyta formularz tej edycji. Zmiana działa od razu, także dla szkiców.
rules-asked = Czy pytać
rules-least = Najmniej
rules-most = Najwięcej
rules-hint = Podpowiedź przy polu
rules-limits-wrong = Wpisz dwie liczby: pierwsza nie większa od drugiej, druga najwyżej { $most-shown }
rules-line-wrong = Popraw wiersz { $line-shown }
rules-field-title = Tytuł (znaki)
rules-field-summary = Co i po co (znaki)
rules-field-recipients = Dla kogo (znaki)
rules-field-place = Miejsce słowami (znaki)
rules-field-points = Punkty na mapie (ile)
rules-field-lines = Pozycje kosztorysu (ile)
rules-field-files = Załączniki (ile)
rules-field-co_authors = Współautorzy (ilu)
rules-field-phone = Telefon (znaki)
asked-required = Obowiązkowo
asked-optional = Opcjonalnie
asked-no = Nie pytać
rules-highest = Najwyższy koszt jednego projektu
rules-highest-hint = Puste pole: ogranicza tylko pula
rules-questions = Własne pytania
rules-questions-hint = Każde w osobnym wierszu: pytanie; podpowiedź. Gwiazdka po pytaniu oznacza, że trzeba na nie odpowiedzieć.
rules-prices-hint = Każda cena w osobnym wierszu: nazwa; jednostka; cena. Na przykład: Ławka z oparciem; szt.; 1850,50
rules-save = Zapisz zmiany
done-discarded = Szkic jest usunięty.
done-attached = Plik jest dołączony.
done-detached = Plik jest usunięty.
done-offer-answered = Odpowiedź jest wysłana.
done-merge-offered = Propozycja jest wysłana. Odpowiedź przyjdzie e-mailem.
done-withdrawn = Projekt jest wycofany.
done-co-author-yes = Współautorstwo jest potwierdzone.
done-co-author-no = Odmowa jest zapisana.
done-form-changed = Formularz jest zmieniony.
act-withdrawn = Wycofano
act-form-changed = Zmieniono formularz zgłoszenia
mail-co-author-subject = Współautorstwo projektu „{ $title }”
mail-co-author-body =
    Dzień dobry,

    autor projektu „{ $title }” w budżecie obywatelskim ({ $city }) podał ten adres jako adres współautorki lub współautora. Zgodzisz się albo odmówisz tutaj:

    { $link }

    Bez odpowiedzi nic się nie stanie.
mail-merge-offer-subject = Ktoś chce dołączyć do projektu „{ $title }”
mail-merge-offer-body =
    Dzień dobry,

    ktoś proponuje połączenie swojego pomysłu z projektem „{ $title }”. Wiadomość i odpowiedź są na stronie „Moje projekty”:

    { $link }
mail-merge-accepted-subject = Zgoda na połączenie z projektem „{ $title }”
mail-merge-accepted-body =
    Dzień dobry,

    autorzy projektu „{ $title }” zgodzili się na połączenie. Projekt jest teraz też Twój:

    { $link }
mail-merge-declined-subject = Odmowa połączenia z projektem „{ $title }”
mail-merge-declined-body =
    Dzień dobry,

    autorzy projektu „{ $title }” nie chcą połączenia. Twój szkic czeka:

    { $link }
