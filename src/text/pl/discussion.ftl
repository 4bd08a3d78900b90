said-comments =
    { $n ->
        [one] { $n-shown } komentarz
        [few] { $n-shown } komentarze
       *[many] { $n-shown } komentarzy
    }
said-follow = Powiadomienia e-mailem
comments-title = Komentarze
comments-none = Nikt jeszcze nic nie napisał.
comments-pages = Strony komentarzy
comment-sign-in = Zaloguj się i skomentuj
comment-body = Twój komentarz
comment-body-hint = Zobaczą go wszyscy. Bez danych osobowych i bez obrażania.
comment-signed = Podpis
comment-signed-hint = Na przykład imię albo nazwa grupy. Imienia i nazwiska z konta nie pokazujemy.
comment-signed-wrong = Podpis może mieć najwyżej 60 znaków
comment-unsigned = Bez podpisu
comment-by-author = autor projektu
comment-act = Dodaj komentarz
comment-missing = Napisz komentarz, co najmniej 3 znaki
comment-slow = To dużo komentarzy w krótkim czasie. Ten tekst zostaje tutaj: wyślij go za 10 minut.
comment-closed = Tego projektu nie można już komentować.
comment-hidden = Komentarz ukryty przez urząd
comment-hidden-why = Powód: { $reason }
comment-appealed = Odwołanie czeka na drugą osobę z urzędu.
comment-final = Odwołanie rozpatrzone: { $answer }
comment-report = Zgłoś komentarz
comment-report-title = Zgłoś komentarz
comment-report-means = Komentarz przeczyta osoba z urzędu. Autor komentarza nie dowie się, kto zgłosił.
comment-report-label = Co jest nie tak
comment-report-act = Wyślij zgłoszenie
comment-appeal = Odwołaj się
comment-appeal-title = Odwołaj się od ukrycia
comment-appeal-means = Twój komentarz przeczyta inna osoba niż ta, która go ukryła.
comment-appeal-label = Dlaczego powinien wrócić
comment-appeal-act = Wyślij odwołanie
comment-reason-wrong = Napisz od 10 do 1000 znaków
comment-no-appeal = Od tego nie można się już odwołać.
report-once = Ten komentarz jest już przez Ciebie zgłoszony.
moderate-title = Komentarze do przejrzenia
moderate-empty = Nic nie czeka. Zgłoszone komentarze i odwołania pojawią się tutaj.
moderate-comment = Komentarz { $id }
moderate-reports =
    { $n ->
        [one] { $n-shown } zgłoszenie
        [few] { $n-shown } zgłoszenia
       *[many] { $n-shown } zgłoszeń
    }
moderate-appeal = Odwołanie
moderate-keep = Zostaw
moderate-hide = Ukryj
moderate-restore = Przywróć
moderate-uphold = Utrzymaj ukrycie
moderate-second-person = Odwołanie rozpatruje inna osoba niż ta, która ukryła komentarz.
moderate-taken = Tę sprawę ktoś już rozstrzygnął albo musi ją rozstrzygnąć inna osoba.
follow-title = Powiadomienia o projekcie
follow-means = Napiszemy, gdy w sprawie projektu coś się zmieni: ocena, odwołanie, wynik. Najpierw potwierdzisz adres, a zrezygnować możesz z każdego listu.
follow-act = Chcę dostawać powiadomienia
follow-unconfirmed = Czy chcesz dostawać powiadomienia o tym projekcie?
follow-confirmed = Powiadomienia o tym projekcie przychodzą na Twój adres.
follow-yes = Tak, piszcie
follow-no = Nie piszcie
done-commented = Komentarz jest dodany.
done-reported = Zgłoszenie jest wysłane.
done-comment-appealed = Odwołanie jest wysłane.
done-moderated = Decyzja jest zapisana.
done-follow-asked = Sprawdź pocztę i potwierdź adres.
done-follow-yes = Powiadomienia są włączone.
done-follow-no = Powiadomienia są wyłączone, adres jest usunięty.
act-comment-kept = Zostawiono komentarz
act-comment-hidden = Ukryto komentarz
act-comment-restored = Przywrócono komentarz
act-comment-upheld = Utrzymano ukrycie komentarza
mail-follow-subject = Potwierdź powiadomienia o projekcie „{ $title }”
mail-follow-body =
    Dzień dobry,

    ktoś podał ten adres, żeby dostawać powiadomienia o projekcie „{ $title }”. Jeśli to Ty, potwierdź:

    { $link }

    Jeśli to nie Ty, nie rób nic.
mail-followed-subject = { $what }: „{ $title }”
mail-followed-body =
    Dzień dobry,

    w sprawie projektu „{ $title }” jest coś nowego: { $what }.

    Projekt i rezygnacja z powiadomień: { $link }
