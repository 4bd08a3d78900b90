//! Files of the register as spreadsheets and registry programs really write them.

use super::{import, may_vote, open, preparing, printed, type_code};
use crate::harness::{Browser, Page, Site, approval, on_both_engines, say};
use sakwa::people::Role;
use sakwa::text::{Lang, Text};

on_both_engines! {
    an_open_quotation_mark_swallows_nobody
    one_person_is_one_in_every_unicode_form
    what_a_spreadsheet_spoiled_is_no_number
    two_columns_of_contacts_lose_no_contact
    nothing_is_put_in_force_beside_faults
    faults_are_counted_quoted_and_have_a_way_out
    files_of_spreadsheets_are_read_or_named
    another_question_takes_the_register_out_of_force
}

pub const BY_POSTCODE: super::Policy<'static> = &[
    ("account", "none"),
    ("way", "code"),
    ("way", "desk"),
    ("way", "register"),
    ("by", "postcode"),
    ("per-contact", "2"),
];

const HEADS: &str = "Imię i nazwisko;Rok urodzenia;Kod pocztowy";

async fn send(registrar: &Browser, file: &[u8]) -> Page {
    registrar.send_file("/pl/desk/rejestr/register/file", &[], file).await
}

/// Rows of the file, rows read and rows with faults, as the page says them.
#[track_caller]
fn figures(page: &Page) -> [i64; 3] {
    let said = page.all(".facts dd");
    let [rows, read, faulty] = [0, 1, 2].map(|at| said[at].parse().unwrap());
    assert_eq!(rows, read + faulty, "{said:?}");
    [rows, read, faulty]
}

async fn an_open_quotation_mark_swallows_nobody(site: &Site) {
    let registrar = preparing(site, "rejestr", [approval(3, &[])], BY_POSTCODE).await;
    let file = format!(
        "{HEADS};Uwagi\r\nŻaneta Wróbel;1984;03-532;\"Dom pod Lipą\r\nŁukasz Ćwik;1991;03-533;\r\n\
         Ola Bąk;1970;03-534;\r\nBogdan Źrebiec;1959;05-077;\r\n"
    );
    let page = send(&registrar, file.as_bytes()).await.expect(422);
    let rows = page.all("tbody tr");
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(rows[0].starts_with('2') && rows[0].contains("\"Dom pod Lipą"), "{rows:?}");
    assert!(rows[0].contains(&say("sheet-quote-open")));
    assert_eq!(figures(&page), [4, 3, 1]);
    // Closed by the mark of a later row, which looks like one long cell.
    let file = format!(
        "{HEADS};Uwagi\nŻaneta Wróbel;1984;03-532;\"Dom\nŁukasz Ćwik;1991;03-533;a\"\nOla Bąk;1970;03-534;\n"
    );
    assert_eq!(figures(&send(&registrar, file.as_bytes()).await.expect(422)), [3, 2, 1]);
    // A cell of several lines that holds no rows is a cell.
    let file =
        format!("{HEADS};Uwagi\nŻaneta Wróbel;1984;03-532;\"dwie\nlinie\"\nJan Kos;1966;03-533;\n");
    send(&registrar, file.as_bytes()).await.expect(303);
    assert_eq!(site.number("SELECT count(*) FROM register_entry").await, 2);
}

async fn one_person_is_one_in_every_unicode_form(site: &Site) {
    let registrar = preparing(site, "rejestr", [approval(3, &[])], BY_POSTCODE).await;
    let twice =
        format!("{HEADS}\nŻaneta Wróbel;1984;03-532\nZ\u{307}aneta Wro\u{301}bel;1984;03-532\n");
    let page = send(&registrar, twice.as_bytes()).await.expect(422);
    assert!(page.all("tbody tr")[0].contains("wierszu 2"), "{}", page.text());
    let file = format!(
        "{HEADS}\nZ\u{307}aneta Wro\u{301}bel;1984;03-532\nIga\u{a0}So\u{ad}wa;1988;03\u{2011}532\n\
         \u{202d}Ewa \u{200b}Kos\u{202c};1966;03-533\n"
    );
    import(&registrar, "rejestr", &file).await;
    let clerk = site.sign_in_as(Role::Clerk).await;
    for (name, born, postcode) in [
        ("Żaneta Wróbel", "1984", "03-532"),
        ("Wro\u{301}bel Z\u{307}aneta", "1984", "03-532"),
        ("Iga Sowa", "1988", "03-532"),
        ("Ewa\u{a0}Ko\u{ad}s", "1966", "03533"),
    ] {
        let who = [("name", name), ("born", born), ("postcode", postcode)];
        let page = clerk.post("/pl/desk/rejestr/person", &who).await.expect(200);
        assert!(page.says(&say("person-registered")), "{name:?}");
    }
}

async fn what_a_spreadsheet_spoiled_is_no_number(site: &Site) {
    let policy = [("account", "none"), ("way", "code"), ("by", "number"), ("per-contact", "1")];
    let registrar = preparing(site, "rejestr", [approval(3, &[])], &policy).await;
    let file = "Numer;E-mail\n1,23457E+15;a@poczta.example\n2.34568E+15;b@poczta.example\n\
                #ARG!;c@poczta.example\n########;d@poczta.example\nAB-17;e@poczta.example\n";
    let page = send(&registrar, file.as_bytes()).await.expect(422);
    let rows = page.all("tbody tr");
    let keys = ["sheet-rounded", "sheet-rounded", "sheet-formula", "sheet-narrow"];
    assert_eq!(rows.len(), keys.len(), "{rows:?}");
    for (row, key) in rows.iter().zip(keys) {
        assert!(row.contains(&say(key)) && row.contains("Numer"), "{row}");
    }
    assert!(rows[0].contains("1,23457E+15"));
    assert_eq!(figures(&page), [5, 1, 4]);
    let page = send(&registrar, b"Numer\nAB-17\nab 17\n").await.expect(422);
    assert!(page.all("tbody tr")[0].contains("wierszu 2"), "one number is one person's");
}

async fn two_columns_of_contacts_lose_no_contact(site: &Site) {
    let registrar = preparing(site, "rejestr", [approval(3, &[])], BY_POSTCODE).await;
    let file = format!(
        "{HEADS};E-mail;Telefon;Uwagi\nŻaneta Wróbel;1984;03-532;zw@poczta.example;600100200;x\n\
         Łukasz Ćwik;1991;03-533;lc@poczta.example;;\nOla Bąk;1970;03-534;;600100201;\n"
    );
    send(&registrar, file.as_bytes()).await.expect(303);
    let contacts = "SELECT count(*) FROM register_entry WHERE contact = ";
    for contact in ["zw@poczta.example", "lc@poczta.example", "+48600100201"] {
        assert_eq!(site.number(&format!("{contacts}'{contact}'")).await, 1, "{contact}");
    }
    let page = registrar.get("/pl/desk/rejestr/register").await.expect(200);
    let said = page.all("#draft-report .facts dd");
    assert_eq!(&said[..3], ["3", "3", "0"]);
    let columns = page.all("#draft-report p");
    assert!(columns[0].contains("Imię i nazwisko, Rok urodzenia, Kod pocztowy, E-mail, Telefon."));
    assert!(columns[1].ends_with(": Uwagi."), "{columns:?}");
    // Two columns that mean the same are named and none of them wins.
    let file = "Imię i nazwisko;Rok;Rok urodzenia;Kod pocztowy\nJan Kos;1966;1967;03-533\n";
    let page = send(&registrar, file.as_bytes()).await.expect(422);
    let row = &page.all("tbody tr")[0];
    assert!(row.contains("Rok urodzenia") && row.contains("„Rok”"), "{row}");
}

async fn nothing_is_put_in_force_beside_faults(site: &Site) {
    let registrar = preparing(site, "rejestr", [approval(3, &[])], BY_POSTCODE).await;
    import(&registrar, "rejestr", &format!("{HEADS}\nJan Kos;1966;03-533\n")).await;
    let good = format!("{HEADS}\nJan Kos;1966;03-533\nOla Bąk;1970;03-534\n");
    send(&registrar, good.as_bytes()).await.expect(303);
    let page = registrar.get("/pl/desk/rejestr/register").await.expect(200);
    assert!(page.has("form[action$='/register/apply']") && page.says("12 stycznia 2027"));
    let page =
        send(&registrar, format!("{HEADS}\nJan Kos;66;03-533\n").as_bytes()).await.expect(422);
    assert!(!page.has("form[action$='/register/apply']"), "{}", page.text());
    let apply = "/pl/desk/rejestr/register/apply";
    registrar.post(apply, &[("press", "apply")]).await.expect(409);
    assert_eq!(site.number("SELECT count(*) FROM register_entry").await, 1, "the one in force");
    let page = registrar.get("/pl/desk/rejestr/register").await.expect(200);
    assert!(!page.has("form[action$='/register/apply']"));
}

async fn faults_are_counted_quoted_and_have_a_way_out(site: &Site) {
    let registrar = preparing(site, "rejestr", [approval(3, &[])], BY_POSTCODE).await;
    let wrong = |rows: usize| {
        let row = |n: usize| format!("Osoba Numer{n};{};03-534;brak\n", 1950 + n % 50);
        format!("{HEADS};E-mail\n{}", (0..rows).map(row).collect::<String>())
    };
    for (rows, words) in [
        (1, "W pliku jest 1 błąd."),
        (2, "W pliku są 2 błędy."),
        (5, "W pliku jest 5 błędów."),
        (60, "W pliku jest 60 błędów."),
    ] {
        let page = send(&registrar, wrong(rows).as_bytes()).await.expect(422);
        let said = page.one("#file-error");
        assert!(said.starts_with(words), "{said}");
        assert_eq!(page.all("tbody tr").len(), rows.min(50));
        let cut = Text(Lang::Pl).count("sheet-cut", 50_usize);
        assert_eq!(page.says(&cut), rows == 60);
        assert!(
            page.all("tbody tr")[0].contains("E-mail") && page.all("tbody tr")[0].contains("brak")
        );
        assert_eq!(figures(&page)[2], i64::try_from(rows).unwrap());
    }
    for (lang, two) in [("en", "The file has 2 errors."), ("uk", "У файлі 2 помилки.")]
    {
        let path = format!("/{lang}/desk/rejestr/register/file");
        let page = registrar.send_file(&path, &[], wrong(2).as_bytes()).await.expect(422);
        assert!(page.one("#file-error").starts_with(two), "{}", page.one("#file-error"));
    }
    site.change("INSERT INTO district (edition_id, name) SELECT id, 'Stare Miasto' FROM edition")
        .await
        .unwrap();
    let file =
        format!("{HEADS};Dzielnica\nJan Kos;1966;03-533;Nowe\nOla Bąk;1970;03-534;stare  MIASTO\n");
    let page = send(&registrar, file.as_bytes()).await.expect(422);
    let rows = page.all("tbody tr");
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(rows[0].contains("Nowe") && rows[0].contains("Stare Miasto"), "{rows:?}");
    let page = send(&registrar, b"Nazwa;Kod\nJan;1\n").await.expect(422);
    let rows = page.all("tbody tr");
    assert!(rows[0].contains(&say("import-no-name")) && rows[0].contains("Nazwa, Kod"), "{rows:?}");
    // A comma inside a name shifts the cells of its row.
    let file = "Imię i nazwisko,Rok urodzenia,Kod pocztowy\nKos, Jan,1966,03-533\n";
    assert_eq!(figures(&send(&registrar, file.as_bytes()).await.expect(422)), [1, 0, 1]);
}

async fn files_of_spreadsheets_are_read_or_named(site: &Site) {
    let registrar = preparing(site, "rejestr", [approval(3, &[])], BY_POSTCODE).await;
    let clerk = site.sign_in_as(Role::Clerk).await;
    let zaneta = [("name", "Żaneta Wróbel"), ("born", "1984"), ("postcode", "03-532")];
    let old = b"Imi\xea i nazwisko;Rok urodzenia;Kod pocztowy;E-mail\r\n\xafaneta Wr\xf3bel;1984;03-532;\r\n";
    let tabs =
        "Imię i nazwisko\tRok urodzenia\tKod pocztowy\tE-mail\r\nŻaneta Wróbel\t1984\t03-532\t\r\n";
    let mut wide = vec![0xff, 0xfe];
    wide.extend(tabs.encode_utf16().flat_map(u16::to_le_bytes));
    let day = "sep=;\nImię;Nazwisko;Data urodzenia;Kod pocztowy\nŻaneta;Wróbel;7.05.1984;03-532\n";
    for file in [&old[..], tabs.as_bytes(), &wide, day.as_bytes()] {
        send(&registrar, file).await.expect(303);
        let apply = "/pl/desk/rejestr/register/apply";
        registrar.post(apply, &[("press", "apply")]).await.expect(303);
        let page = clerk.post("/pl/desk/rejestr/person", &zaneta).await.expect(200);
        assert!(page.says(&say("person-registered")), "{}", String::from_utf8_lossy(file));
    }
    for (file, key) in [
        (&b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0[Content_Types].xml"[..], "sheet-is-excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "sheet-is-excel"),
        (b"PK\x03\x04\x14\0\0\0mimetypeapplication/vnd.oasis.opendocument", "sheet-is-ods"),
        (b"%PDF-1.7\n", "sheet-is-no-table"),
        (b"Imi\xea i nazwisko;Rok\n\xa3ab\xb1;1984\n", "sheet-encoding"),
    ] {
        let page = send(&registrar, file).await.expect(422);
        assert!(page.all("tbody tr")[0].contains(&say(key)), "{key}: {}", page.text());
    }
}

async fn another_question_takes_the_register_out_of_force(site: &Site) {
    let registrar = preparing(site, "rejestr", [approval(3, &[])], BY_POSTCODE).await;
    import(&registrar, "rejestr", &format!("{HEADS}\nJan Kos;1966;03-533\nOla Bąk;1970;03-534\n"))
        .await;
    printed(registrar.post("/pl/desk/rejestr/codes", &[]).await);
    let eligibility = "/pl/desk/rejestr/eligibility";
    // Everything but the question may change beside it.
    let mut policy = BY_POSTCODE.to_vec();
    policy.push(("children", "2"));
    policy.push(("because", "Dzieci spoza rejestru zgłaszają opiekunowie"));
    policy.push(("pesel", "yes"));
    registrar.post(eligibility, &policy).await.expect(303);
    assert_eq!(site.number("SELECT count(*) FROM register_entry").await, 2);
    policy.retain(|(name, _)| *name != "by");
    policy.push(("by", "street"));
    let page = registrar.post(eligibility, &policy).await.expect(422);
    assert!(page.one("#drop-error").contains("2 osoby"), "{}", page.text());
    assert_eq!(site.number("SELECT count(*) FROM register_entry").await, 2);
    let form = page.form("main form").pick("drop", "yes");
    let page = form.send(&registrar).await.expect(303);
    assert!(page.location().contains("done=register-dropped"));
    assert_eq!(site.number("SELECT count(*) FROM register_entry").await, 0);
    assert_eq!(site.number("SELECT count(*) FROM register_file").await, 0);
    assert_eq!(site.number("SELECT count(*) FROM act WHERE kind = 'register-dropped'").await, 1);
    import(&registrar, "rejestr", "Imię i nazwisko;Rok;Ulica\nJan Kos;1966;Polna 7\n").await;
    let page = super::move_on(site, "rejestr").await.expect(422);
    assert!(page.says(&say("lint-no-codes")), "the letters of the former register open nothing");
    // Past every page, too: the database knows that the pseudonyms are of other answers.
    site.change(
        "UPDATE eligibility SET policy = replace(policy, '\"by\":\"street\"', '\"by\":\"number\"')",
    )
    .await
    .unwrap();
    assert_eq!(site.number("SELECT count(*) FROM register_entry").await, 0);
}

/// People of whom the file says nothing else: one question, and several answer alike.
pub mod namesakes {
    use super::super::{cast, confirm, digits, identify};
    use super::*;
    use crate::harness::letters;

    on_both_engines! {
        namesakes_load_and_each_has_a_ballot
        what_tells_namesakes_apart_is_asked
        an_answer_of_several_is_nobodys
        another_of_one_name_is_added_late
    }

    const FILE: &str = "Imię i nazwisko;Rok urodzenia;Kod pocztowy;E-mail\n\
                        Jan Kowalski;1980;05-077;jan1@poczta.example\n\
                        Kowalski JAN;1980;05077;\n\
                        Ola Bąk;1970;05-077;\n";
    const JAN: [(&str, &str); 3] =
        [("name", "Jan Kowalski"), ("born", "1980"), ("postcode", "05-077")];

    async fn apply(registrar: &Browser, sure: bool) -> Page {
        let mut fields = vec![("press", "apply")];
        fields.extend(sure.then_some(("sure", "yes")));
        registrar.post("/pl/desk/rejestr/register/apply", &fields).await
    }

    async fn namesakes_load_and_each_has_a_ballot(site: &Site) {
        let registrar = preparing(site, "rejestr", [approval(3, &[])], BY_POSTCODE).await;
        send(&registrar, FILE.as_bytes()).await.expect(303);
        let page = registrar.get("/pl/desk/rejestr/register").await.expect(200);
        assert!(page.text().contains("Wiersze 2, 3"), "{}", page.text());
        // The same person twice would vote twice: somebody says that they are two.
        apply(&registrar, false).await.expect(422);
        apply(&registrar, true).await.expect(303);
        assert_eq!(site.number("SELECT count(*) FROM register_entry WHERE NOT is_draft").await, 3);
        let codes = printed(registrar.post("/pl/desk/rejestr/codes", &[]).await);
        assert_eq!(codes.len(), 3);
        open(site, "rejestr").await;
        // A letter each, a ballot each.
        let second = site.stranger();
        type_code(&second, "rejestr", &codes[1]).await.expect(303);
        cast(&second, "rejestr").await;
        // The contact that the city wrote down is one of theirs.
        let first = site.stranger();
        identify(&first, "rejestr", "register", &JAN, "jan1@poczta.example").await;
        let six = digits(site, "jan1@poczta.example").await.expect("digits");
        confirm(&first, "rejestr", &six).await.expect(303);
        cast(&first, "rejestr").await;
        type_code(&site.stranger(), "rejestr", &codes[0]).await.expect(303);
        assert_eq!(super::super::ballots(site).await, 2);
        // Any other contact is told to come, and gets no digits.
        let other = site.stranger();
        identify(&other, "rejestr", "register", &JAN, "obcy@poczta.example").await;
        assert_eq!(digits(site, "obcy@poczta.example").await, None);
        let letter = letters(site, "obcy@poczta.example").await.remove(0);
        assert!(letter.body.contains("dowodem osobistym"), "{}", letter.body);
        confirm(&other, "rejestr", "000000").await.expect(422);
        assert!(!may_vote(&other, "rejestr").await);
        // City hall is asked which of the two it is.
        let clerk = site.sign_in_as(Role::Clerk).await;
        let person = "/pl/desk/rejestr/person";
        let page = clerk.post(person, &JAN).await.expect(422);
        assert!(page.one("#row-error").contains("2, 3"), "{}", page.text());
        let page = page.form("main form").fill("row", "3").send(&clerk).await.expect(200);
        assert!(page.says(&say("person-registered")) && page.says("12 stycznia 2027"));
        let wrong = [JAN.as_slice(), &[("row", "4")]].concat();
        clerk.post(person, &wrong).await.expect(422);
        let seen = page.form("form[action$='/person/code']").pick("seen", "yes");
        let seen = seen.fill("reason", "zgubiony list");
        let again = printed(seen.send(&clerk).await).remove(0);
        type_code(&site.stranger(), "rejestr", &codes[1]).await.expect(422);
        type_code(&site.stranger(), "rejestr", &again).await.expect(303);
    }

    async fn another_of_one_name_is_added_late(site: &Site) {
        let registrar = preparing(site, "rejestr", [approval(3, &[])], BY_POSTCODE).await;
        send(&registrar, FILE.as_bytes()).await.expect(303);
        apply(&registrar, true).await.expect(303);
        printed(registrar.post("/pl/desk/rejestr/codes", &[]).await);
        open(site, "rejestr").await;
        let late = "/pl/desk/rejestr/late";
        let officer = site.sign_in_as(Role::ReturningOfficer).await;
        let typed = async |who: &Browser, path: &str, fields: &[(&str, &str)]| {
            let mut form = who.get(path).await.expect(200).form("main form");
            for (name, value) in JAN.iter().chain(fields) {
                form = form.fill(name, value);
            }
            form
        };
        let form = typed(&registrar, late, &[]).await.pick("document", "passport");
        let page = form.clone().pick("reason", "moved").send(&registrar).await.expect(422);
        assert_eq!(page.one("#name-error"), say("late-known"), "whose are these data?");
        let form = form.pick("reason", "namesake").fill("born-on", "7.05.1980");
        form.send(&registrar).await.expect(303);
        let case = site.number("SELECT max(id) FROM late_entry").await;
        let case = format!("{late}?show={case}");
        let seen = typed(&officer, &case, &[("born-on", "7.05.1980")]).await;
        let code = printed(seen.send(&officer).await).remove(0);
        let third = site.stranger();
        type_code(&third, "rejestr", &code).await.expect(303);
        cast(&third, "rejestr").await;
    }

    async fn what_tells_namesakes_apart_is_asked(site: &Site) {
        let registrar = preparing(site, "rejestr", [approval(3, &[])], BY_POSTCODE).await;
        let file = "Lp.;Imię;Drugie imię;Nazwisko;Rok urodzenia;Kod pocztowy\n\
                    1;Jan;Adam;Kowalski;1980;05-077\n2;Jan;Piotr;Kowalski;1980;05-077\n\
                    3;Ola;Ewa;Bąk;1970;05-077\n";
        send(&registrar, file.as_bytes()).await.expect(303);
        apply(&registrar, false).await.expect(303);
        printed(registrar.post("/pl/desk/rejestr/codes", &[]).await);
        open(site, "rejestr").await;
        let plain = site.stranger();
        identify(&plain, "rejestr", "register", &JAN, "jan@poczta.example").await;
        assert_eq!(digits(site, "jan@poczta.example").await, None);
        let adam = [JAN.as_slice(), &[("second", "ADAM")]].concat();
        let one = site.stranger();
        identify(&one, "rejestr", "register", &adam, "adam@poczta.example").await;
        let six = digits(site, "adam@poczta.example").await.expect("digits");
        confirm(&one, "rejestr", &six).await.expect(303);
        cast(&one, "rejestr").await;
        let clerk = site.sign_in_as(Role::Clerk).await;
        let page = clerk.post("/pl/desk/rejestr/person", &JAN).await.expect(422);
        assert_eq!(page.one("#second-error"), say("identity-shared-more"));
        let form = page.form("main form").fill("second", "Adam");
        let page = form.send(&clerk).await.expect(200);
        assert!(page.says(&say("person-registered")) && page.says("12 stycznia 2027"));
        // A column that only counts the rows makes no two people of one.
        let copies = "Lp.;Imię i nazwisko;Rok;Kod pocztowy\n1;Jan Kowalski;1980;05-077\n2;Jan Kowalski;1980;05-077\n";
        let other = preparing(site, "inny", [approval(3, &[])], BY_POSTCODE).await;
        let file = "/pl/desk/inny/register/file";
        let page = other.send_file(file, &[], copies.as_bytes()).await.expect(422);
        let row = &page.all("tbody tr")[0];
        assert!(row.contains("Tych samych danych użyto w wierszu 2; jeśli to dwie osoby"), "{row}");
        assert_eq!(figures(&page), [2, 1, 1]);
    }

    async fn an_answer_of_several_is_nobodys(site: &Site) {
        let registrar = preparing(site, "rejestr", [approval(3, &[])], BY_POSTCODE).await;
        send(&registrar, FILE.as_bytes()).await.expect(303);
        apply(&registrar, true).await.expect(303);
        let late = "INSERT INTO register_entry (edition_id, is_draft, person, contact, position) \
                    SELECT DISTINCT edition_id, is_draft, answer, '', 9 FROM register_namesake";
        let error = site.change(late).await.unwrap_err().to_string();
        assert!(error.contains("register-shared"), "{error}");
        let shared = "INSERT INTO register_namesake (edition_id, is_draft, person, answer, apart) \
                      SELECT n.edition_id, n.is_draft, n.answer, e.person, 'desk' FROM register_namesake n, \
                      register_entry e WHERE e.position = 2 AND n.person = e.person";
        assert!(site.change(shared).await.is_err());
    }
}
