//! People of the register and people who declare themselves: knowing and possessing.

use super::{
    ballots, cast, confirm, digits, identify, import, make_codes, may_vote, open, preparing,
    printed, type_code,
};
use crate::harness::{Browser, Site, approval, city_and_districts, letters, on_both_engines, say};

on_both_engines! {
    by_the_register_and_its_contact
    a_family_has_one_contact_in_the_register
    knowing_name_pesel_and_birth_is_not_enough
    whoever_is_found_or_not_sees_the_same
    two_ways_of_one_person_are_one_ballot
    a_contact_brings_so_many_people_and_no_more
    at_once_a_contact_brings_no_more_either
    a_person_comes_by_one_contact
    nobody_is_142_or_200_years_old
    identifiers_are_nowhere
    a_notice_says_that_and_not_what_for
    a_guardian_votes_for_so_many_children
}

const REGISTER: super::Policy<'static> = &[
    ("account", "none"),
    ("way", "register"),
    ("way", "code"),
    ("way", "desk"),
    ("by", "street"),
    ("per-contact", "2"),
];

const FILE: &str = "Imię i nazwisko;Rok urodzenia;Ulica;Kontakt\n\
                    Anna Kanarek-Żółć;1980;ul. Święta 5/3;anna@example.pl\n\
                    Jan Bezkontaktu;1951;Polna 7;\n";

const ANNA: [(&str, &str); 3] =
    [("name", "KANAREK ZOLC anna"), ("born", "1980"), ("street", "Swieta 5 m. 3")];
const JAN: [(&str, &str); 3] =
    [("name", "Jan Bezkontaktu"), ("born", "1951"), ("street", "polna 7")];

async fn registered(site: &Site) -> Browser {
    let registrar = preparing(site, "rejestr", [approval(3, &[])], REGISTER).await;
    import(&registrar, "rejestr", FILE).await;
    printed(registrar.post("/pl/desk/rejestr/codes", &[]).await);
    open(site, "rejestr").await;
    registrar
}

async fn by_the_register_and_its_contact(site: &Site) {
    registered(site).await;
    let anna = site.stranger();
    identify(&anna, "rejestr", "register", &ANNA, "Anna@Example.pl").await;
    let page = confirm(&anna, "rejestr", "00000").await.expect(422);
    assert!(page.one("#digits-error").contains('4'), "{}", page.one("#digits-error"));
    let digits = digits(site, "anna@example.pl").await.expect("digits");
    // The digits are this browser's alone.
    confirm(&site.stranger(), "rejestr", &digits).await.expect(303);
    confirm(&anna, "rejestr", &digits).await.expect(303);
    cast(&anna, "rejestr").await;
    assert_eq!(ballots(site).await, 1);
    confirm(&anna, "rejestr", &digits).await.expect(303);
}

async fn a_family_has_one_contact_in_the_register(site: &Site) {
    let policy = [("account", "none"), ("way", "register"), ("by", "number"), ("per-contact", "1")];
    let registrar = preparing(site, "rodzina", city_and_districts(), &policy).await;
    let file =
        "Numer;Dzielnica;Kontakt\nAB-1;Bałuty;dom@example.pl\nAB-2;;dom@example.pl\nAB-3;;\n";
    import(&registrar, "rodzina", file).await;
    open(site, "rodzina").await;
    for (number, may) in [("ab1", true), ("ab2", true), ("ab3", true), ("ab4", false)] {
        let one = site.stranger();
        identify(&one, "rodzina", "register", &[("number", number)], "dom@example.pl").await;
        assert_eq!(digits(site, "dom@example.pl").await.is_some(), may, "{number}");
        if let Some(digits) = digits(site, "dom@example.pl").await {
            confirm(&one, "rodzina", &digits).await.expect(303);
        }
    }
    assert_eq!(site.number("SELECT count(*) FROM contact_slot").await, 1, "only AB-3 took a place");
}

async fn knowing_name_pesel_and_birth_is_not_enough(site: &Site) {
    let policy = [
        ("account", "none"),
        ("way", "register"),
        ("by", "number"),
        ("pesel", "yes"),
        ("per-contact", "1"),
    ];
    let registrar = preparing(site, "pesel", [approval(3, &[])], &policy).await;
    let file = "PESEL;Kontakt\n44051401359;ona@example.pl\n";
    import(&registrar, "pesel", file).await;
    open(site, "pesel").await;
    let form = site.stranger().get("/pl/pesel/vote/verify/register").await.form("main form");
    assert_eq!(form.send(&site.stranger()).await.expect(422).all(".err").len(), 1);
    let thief = site.stranger();
    let known = [("pesel", "44051401359")];
    identify(&thief, "pesel", "register", &known, "zlodziej@example.pl").await;
    assert_eq!(digits(site, "zlodziej@example.pl").await, None);
    assert!(letters(site, "ona@example.pl").await.is_empty());
    for guess in ["", "000000", "123456"] {
        confirm(&thief, "pesel", guess).await.expect(422);
    }
    assert!(!may_vote(&thief, "pesel").await);
    // A right check digit of nobody, and a wrong one.
    let nobody = [("pesel", "02270803624")];
    identify(&thief, "pesel", "register", &nobody, "zlodziej@example.pl").await;
    assert_eq!(digits(site, "zlodziej@example.pl").await, None);
    let wrong = [("pesel", "44051401358")];
    thief.post("/pl/pesel/vote/verify/register", &wrong).await.expect(422);
    // Her own contact opens.
    let she = site.stranger();
    identify(&she, "pesel", "register", &known, "ona@example.pl").await;
    confirm(&she, "pesel", &digits(site, "ona@example.pl").await.unwrap()).await.expect(303);
    cast(&she, "pesel").await;
}

async fn whoever_is_found_or_not_sees_the_same(site: &Site) {
    registered(site).await;
    let nobody = [("name", "Nikt Taki"), ("born", "1980"), ("street", "Święta 5/3")];
    let mut pages = Vec::new();
    for (answers, contact) in
        [(&ANNA, "anna@example.pl"), (&ANNA, "obcy1@example.pl"), (&nobody, "obcy2@example.pl")]
    {
        let ola = site.stranger();
        let verify = "/pl/rejestr/vote/verify";
        let who = ola.post(&format!("{verify}/register"), answers).await;
        let sent = ola.post(&format!("{verify}/contact"), &[("contact", contact)]).await;
        let asked = ola.get(&format!("{verify}/confirm")).await;
        let wrong = ola.post(&format!("{verify}/confirm"), &[("digits", "1")]).await;
        // What the alphabet of cookies has no letter for is written as three.
        let cookie = ola.cookie("__Host-verify").unwrap();
        let cookie = cookie.len() - 2 * cookie.matches('%').count();
        let seen: Vec<_> = [&who, &sent, &asked, &wrong]
            .into_iter()
            .map(|page| (page.status, page.header("location").to_owned(), page.text()))
            .collect();
        pages.push((seen, cookie));
        assert_eq!(letters(site, contact).await.len(), 1, "one message each");
    }
    assert_eq!(pages[0], pages[1]);
    assert_eq!(pages[0], pages[2]);
}

async fn two_ways_of_one_person_are_one_ballot(site: &Site) {
    let registrar = preparing(site, "rejestr", [approval(3, &[])], REGISTER).await;
    import(&registrar, "rejestr", FILE).await;
    let codes = printed(registrar.post("/pl/desk/rejestr/codes", &[]).await);
    open(site, "rejestr").await;
    let by_code = site.stranger();
    type_code(&by_code, "rejestr", &codes[0]).await.expect(303);
    cast(&by_code, "rejestr").await;
    let by_mail = site.stranger();
    identify(&by_mail, "rejestr", "register", &ANNA, "anna@example.pl").await;
    let page = confirm(&by_mail, "rejestr", &digits(site, "anna@example.pl").await.unwrap()).await;
    assert!(by_mail.follow(page).await.says(&say("vote-already")));
    // At the desk, with a document: the code is new, the person is not.
    let mut fields = ANNA.to_vec();
    fields.extend([("seen", "yes"), ("reason", "zgubiła list")]);
    let page = registrar.post("/pl/desk/rejestr/person/code", &fields).await;
    let at_desk = site.stranger();
    let page = type_code(&at_desk, "rejestr", &printed(page)[0]).await.expect(303);
    assert!(at_desk.follow(page).await.says(&say("vote-already")));
    assert_eq!(ballots(site).await, 1);
    let ways = "SELECT count(*) FROM evidence";
    assert_eq!(site.number(ways).await, 3, "code, register, desk");
}

const DECLARED: super::Policy<'static> =
    &[("account", "none"), ("way", "contact"), ("per-contact", "2")];

fn declared(name: &'static str) -> [(&'static str, &'static str); 3] {
    [("name", name), ("street", "Polna 7/2"), ("postcode", "90-001")]
}

async fn a_contact_brings_so_many_people_and_no_more(site: &Site) {
    preparing(site, "slowo", [approval(3, &[])], DECLARED).await;
    open(site, "slowo").await;
    let contact = "dom@example.pl";
    for name in ["Anna Nowak", "Jan Nowak"] {
        let one = site.stranger();
        identify(&one, "slowo", "address", &declared(name), contact).await;
        confirm(&one, "slowo", &digits(site, contact).await.unwrap()).await.expect(303);
        cast(&one, "slowo").await;
    }
    let third = site.stranger();
    identify(&third, "slowo", "address", &declared("Ewa Nowak"), contact).await;
    assert_eq!(digits(site, contact).await, None, "the last letter says why there are none");
    confirm(&third, "slowo", "000000").await.expect(422);
    assert!(!may_vote(&third, "slowo").await);
    // The first comes back, differently spelt.
    let back = site.stranger();
    identify(&back, "slowo", "address", &declared("NOWAK anna"), contact).await;
    let page = confirm(&back, "slowo", &digits(site, contact).await.unwrap()).await;
    assert!(back.follow(page).await.says(&say("vote-already")));
    assert_eq!(ballots(site).await, 2);
    let page = site.stranger().get("/pl/slowo/vote").await;
    assert!(page.says(&say("eligible-declared")), "declared voting is called so");
}

async fn at_once_a_contact_brings_no_more_either(site: &Site) {
    preparing(site, "slowo", [approval(3, &[])], DECLARED).await;
    open(site, "slowo").await;
    let contact = "dom@example.pl";
    let mut ready = Vec::new();
    for name in ["Anna Nowak", "Jan Nowak", "Ewa Nowak", "Iga Nowak"] {
        let one = site.stranger();
        identify(&one, "slowo", "address", &declared(name), contact).await;
        ready.push((one, digits(site, contact).await.unwrap()));
    }
    let jobs = ready
        .into_iter()
        .map(|(one, digits)| async move { confirm(&one, "slowo", &digits).await.status.as_u16() });
    let mut answers = crate::harness::all_at_once(jobs).await;
    answers.sort();
    assert_eq!(answers, [303, 303, 422, 422]);
    assert_eq!(site.number("SELECT count(*) FROM contact_slot").await, 2);
}

async fn a_person_comes_by_one_contact(site: &Site) {
    preparing(site, "slowo", [approval(3, &[])], DECLARED).await;
    open(site, "slowo").await;
    let anna = site.stranger();
    identify(&anna, "slowo", "address", &declared("Anna Nowak"), "anna@example.pl").await;
    confirm(&anna, "slowo", &digits(site, "anna@example.pl").await.unwrap()).await.expect(303);
    let neighbour = site.stranger();
    let contact = "sasiad@example.pl";
    identify(&neighbour, "slowo", "address", &declared("Anna Nowak"), contact).await;
    assert_eq!(digits(site, contact).await, None);
    // No gateway to phones is set up here, so a phone is no contact.
    let form = neighbour.get("/pl/slowo/vote/verify/contact").await.form("main form");
    form.fill("contact", "501 502 503").send(&neighbour).await.expect(422);
}

async fn nobody_is_142_or_200_years_old(site: &Site) {
    let registrar = preparing(site, "rejestr", [approval(3, &[])], REGISTER).await;
    let file = "Imię i nazwisko;Rok urodzenia;Ulica\n\
                Stary Człowiek;1885;Polna 1\nStarszy Człowiek;1827;Polna 2\nMłody Człowiek;2027;Polna 3\n";
    let page = registrar.send_file("/pl/desk/rejestr/register/file", &[], file.as_bytes()).await;
    let rows = page.expect(422).all("tbody tr");
    assert_eq!(rows.len(), 2, "{rows:?}");
    import(&registrar, "rejestr", FILE).await;
    printed(registrar.post("/pl/desk/rejestr/codes", &[]).await);
    open(site, "rejestr").await;
    for year in ["1885", "1827", "2028"] {
        let answers = [("name", "Anna Kanarek-Żółć"), ("born", year), ("street", "Święta 5/3")];
        let page = site.stranger().post("/pl/rejestr/vote/verify/register", &answers).await;
        assert_eq!(page.expect(422).one("#born-error"), say("identity-born-wrong"));
    }
}

async fn identifiers_are_nowhere(site: &Site) {
    let registrar = registered(site).await;
    let jan = site.stranger();
    identify(&jan, "rejestr", "register", &JAN, "jan@example.pl").await;
    confirm(&jan, "rejestr", &digits(site, "jan@example.pl").await.unwrap()).await.expect(303);
    cast(&jan, "rejestr").await;
    let page = registrar.post("/pl/desk/rejestr/person", &JAN).await.expect(200);
    assert!(page.says(&say("person-registered")) && page.says("12 stycznia 2027"));
    let unknown = [("name", "Nikt Taki"), ("born", "1980"), ("street", "Polna 1")];
    let page = registrar.post("/pl/desk/rejestr/person", &unknown).await.expect(200);
    assert!(page.says(&say("person-unregistered")));
    let everything = site.everything().await.to_lowercase();
    let mut places = vec![everything.into_bytes()];
    let data = &site.app.config.data_dir;
    for file in ["sakwa.db", "sakwa.db-wal"] {
        places.push(std::fs::read(data.join(file)).unwrap_or_default().to_ascii_lowercase());
    }
    for canary in ["kanarek", "zolc", "żółć", "bezkontaktu", "polna", "swieta", "1951"] {
        for place in &places {
            let found = place.windows(canary.len()).any(|bytes| bytes == canary.as_bytes());
            assert!(!found, "{canary}");
        }
    }
}

async fn a_notice_says_that_and_not_what_for(site: &Site) {
    registered(site).await;
    let entries = site.rows("SELECT person FROM register_entry ORDER BY position").await;
    let edition = sakwa::edition::find(site.app.store.read(), "rejestr").await.unwrap();
    let tx = site.app.store.begin().await.unwrap();
    for row in &entries {
        let person: Vec<u8> = row.try_get_by_index(0).unwrap();
        let (config, now) = (&site.app.config, site.app.clock.now());
        let reached = sakwa::register::reachable(edition.id, vec![person.clone()]);
        let reached = reached.all(&tx).await.unwrap();
        sakwa::register::notice(&tx, config, now, edition.id, reached).await.unwrap();
    }
    tx.commit().await.unwrap();
    let letters = letters(site, "anna@example.pl").await;
    assert_eq!(letters.len(), 1);
    assert!(letters[0].body.contains("/pl/rejestr/vote/mine"), "{}", letters[0].body);
    assert!(!letters[0].body.contains("Ławki"));
    assert_eq!(site.number("SELECT count(*) FROM mail").await, 1, "Jan has no contact");
}

async fn a_guardian_votes_for_so_many_children(site: &Site) {
    let policy = [
        ("account", "none"),
        ("way", "code"),
        ("per-contact", "1"),
        ("children", "1"),
        ("because", "Dzieci zgłaszają opiekunowie, innej drogi nie mają"),
    ];
    let registrar = preparing(site, "dzieci", [approval(3, &[])], &policy).await;
    let codes = make_codes(&registrar, "dzieci", 2).await;
    open(site, "dzieci").await;
    let children = "/pl/dzieci/vote/children";
    let child = |name: &'static str, born: &'static str| {
        [("name", name), ("born", born), ("guardian", "yes")]
    };
    let stranger = site.stranger();
    assert_eq!(stranger.get(children).await.location(), "/pl/dzieci/vote/verify");
    let parent = site.stranger();
    type_code(&parent, "dzieci", &codes[0]).await.expect(303);
    cast(&parent, "dzieci").await;
    parent.post(children, &child("Zosia Nowak", "2018")[..2]).await.expect(422);
    parent.post(children, &child("Dorosły Nowak", "2000")).await.expect(422);
    parent.post(children, &child("Zosia Nowak", "2018")).await.expect(303);
    assert!(parent.get("/pl/dzieci/vote").await.says("Zosia Nowak"));
    cast(&parent, "dzieci").await;
    parent.post(&format!("{children}/back"), &[]).await.expect(303);
    let page = parent.get("/pl/dzieci/vote").await;
    assert!(page.says(&say("vote-already")) && !page.says("Zosia"));
    let page = parent.post(children, &child("Staś Nowak", "2019")).await.expect(422);
    assert_eq!(page.one("#name-error"), say("children-full"));
    // The same child again is no second ballot, and another guardian gets none for it.
    parent.post(children, &child("nowak ZOSIA", "2018")).await.expect(303);
    assert!(parent.get("/pl/dzieci/vote").await.says(&say("vote-already")));
    let other = site.stranger();
    type_code(&other, "dzieci", &codes[1]).await.expect(303);
    let page = other.post(children, &child("Zosia Nowak", "2018")).await.expect(422);
    assert_eq!(page.one("#name-error"), say("children-taken"));
    assert_eq!(ballots(site).await, 2);
    let alerts = "SELECT count(*) FROM act WHERE kind = 'children-over'";
    assert_eq!(site.number(alerts).await, 1);
}
