//! City hall sets who may vote, until the voting opens.

use super::{CODES, import, make_codes, move_on, open, preparing};
use crate::harness::{EditionPlan, Site, approval, on_both_engines, say};
use sakwa::edition::Phase;
use sakwa::people::Role;

on_both_engines! {
    rules_are_frozen_when_the_voting_opens
    the_voting_does_not_open_for_nobody
    ways_that_cannot_see_each_other_need_a_reason
    a_file_with_errors_changes_nothing
    a_file_that_is_too_large_is_said_to_be
    a_register_replaces_the_former_one
    a_code_is_handed_out_to_a_person_who_was_seen
    what_is_typed_is_kept
}

async fn rules_are_frozen_when_the_voting_opens(site: &Site) {
    let policy = [("account", "none"), ("way", "code"), ("by", "number"), ("per-contact", "1")];
    let registrar = preparing(site, "rejestr", [approval(3, &[])], &policy).await;
    import(&registrar, "rejestr", "Numer\nAB-17\n").await;
    let file = "/pl/desk/rejestr/register/file";
    registrar.send_file(file, &[], b"Numer\nAB-18\n").await.expect(303);
    registrar.post("/pl/desk/rejestr/codes", &[]).await.expect(200);
    open(site, "rejestr").await;
    let before = site.everything().await;
    registrar.post("/pl/desk/rejestr/eligibility", CODES).await.expect(409);
    registrar.send_file(file, &[], b"Numer\nAB-19\n").await.expect(409);
    let apply = "/pl/desk/rejestr/register/apply";
    registrar.post(apply, &[("press", "apply")]).await.expect(409);
    assert_eq!(site.everything().await, before);
    let page = registrar.get("/pl/desk/rejestr/eligibility").await.expect(200);
    assert!(page.says(&say("eligibility-frozen")) && !page.has("main form"));
}

async fn a_file_that_is_too_large_is_said_to_be(site: &Site) {
    let policy = [("account", "none"), ("way", "code"), ("by", "number"), ("per-contact", "1")];
    let registrar = preparing(site, "rejestr", [approval(3, &[])], &policy).await;
    let large = vec![b'7'; 100 * 1024 * 1024 + 1];
    let page = registrar.send_file("/pl/desk/rejestr/register/file", &[], &large).await.expect(422);
    assert!(page.one("#file-error").contains("100 MB"), "{}", page.text());
    assert!(page.has("form input[type=file]"));
    assert_eq!(site.number("SELECT count(*) FROM register_entry").await, 0);
}

async fn the_voting_does_not_open_for_nobody(site: &Site) {
    let registrar = preparing(site, "kody", [approval(3, &[])], CODES).await;
    let page = move_on(site, "kody").await.expect(422);
    assert!(page.says(&say("lint-no-codes")), "{}", page.text());
    assert!(!page.says(&say("law-title")), "work that waits breaks no law");
    make_codes(&registrar, "kody", 1).await;
    move_on(site, "kody").await.expect(303);
    let policy = [("account", "none"), ("way", "desk"), ("by", "postcode"), ("per-contact", "1")];
    preparing(site, "pusty", [approval(3, &[])], &policy).await;
    assert!(move_on(site, "pusty").await.expect(422).says(&say("lint-register-empty")));
    // Where nobody has decided, accounts vote, as everybody can read.
    EditionPlan::new("zwykla", Phase::Evaluation, [approval(3, &[])]).make(site).await;
    move_on(site, "zwykla").await.expect(303);
    assert!(site.stranger().get("/pl/zwykla/vote").await.says(&say("eligible-account-any")));
}

async fn ways_that_cannot_see_each_other_need_a_reason(site: &Site) {
    let registrar = preparing(site, "kody", [approval(3, &[])], CODES).await;
    let eligibility = "/pl/desk/kody/eligibility";
    let mut mixed = vec![("account", "any"), ("way", "code"), ("per-contact", "1")];
    let page = registrar.post(eligibility, &mixed).await.expect(422);
    assert_eq!(page.one("#because-error"), say("eligibility-mixed"));
    mixed.push(("because", "Kody dostają tylko mieszkańcy domów opieki."));
    registrar.post(eligibility, &mixed).await.expect(303);
    let page = registrar.get(eligibility).await.expect(200);
    assert!(page.says("domów opieki"));
    for wrong in [
        vec![("account", "none"), ("per-contact", "1")],
        vec![("account", "none"), ("way", "register"), ("per-contact", "1")],
        vec![("account", "any"), ("per-contact", "0")],
        vec![("account", "any"), ("per-contact", "11")],
        vec![("account", "any"), ("per-contact", "1"), ("children", "x")],
    ] {
        registrar.post(eligibility, &wrong).await.expect(422);
    }
    let admin = site.sign_in_as(Role::Admin).await;
    admin.post(eligibility, CODES).await.expect(303);
}

const BY_STREET: super::Policy<'static> =
    &[("account", "none"), ("way", "desk"), ("by", "street"), ("per-contact", "1")];

async fn a_file_with_errors_changes_nothing(site: &Site) {
    let registrar = preparing(site, "rejestr", [approval(3, &[])], BY_STREET).await;
    let file = "/pl/desk/rejestr/register/file";
    let text = "Imię;Nazwisko;Rok urodzenia;Ulica;Dzielnica;Kontakt\n\
                Anna;Sekretna;1980;Polna 7;;\n\
                Sekretna;Anna;1980;ul. Polna 7;;\n\
                Jan;;1980;Polna;Nie ma takiej;501\n";
    let page = registrar.send_file(file, &[], text.as_bytes()).await.expect(422);
    let rows = page.all("tbody tr");
    assert!(rows[0].contains('3') && rows[0].contains("wierszu 2"), "{rows:?}");
    assert_eq!(rows.len(), 5, "{rows:?}");
    assert!(!page.text().contains("Sekretna"), "the page repeats nobody's data");
    for broken in [&b"\xff\xfe"[..], b"", b"a;b\n1;2\n", b"Numer\n", b"\"", b"\n\n;;\n"] {
        registrar.send_file(file, &[], broken).await.expect(422);
    }
    let comma = "lastname,firstname,born,street\n\"Nowak, von\",Anna,1980,Polna 7\n";
    registrar.send_file(file, &[], comma.as_bytes()).await.expect(303);
    assert_eq!(site.number("SELECT count(*) FROM register_entry WHERE NOT is_draft").await, 0);
    let apply = "/pl/desk/rejestr/register/apply";
    registrar.post(apply, &[("press", "discard")]).await.expect(303);
    registrar.post(apply, &[("press", "apply")]).await.expect(409);
    registrar.post(apply, &[]).await.expect(400);
}

async fn a_register_replaces_the_former_one(site: &Site) {
    let registrar = preparing(site, "rejestr", [approval(3, &[])], BY_STREET).await;
    let heads = "Imię i nazwisko;Rok urodzenia;Ulica\n";
    import(&registrar, "rejestr", &format!("{heads}Anna Nowak;1980;Polna 7\n")).await;
    let two = format!("\u{feff}{heads}Anna Nowak;1980;Polna 7\nJan Nowak;1981;Polna 7\n");
    import(&registrar, "rejestr", &two).await;
    assert_eq!(site.number("SELECT count(*) FROM register_entry").await, 2);
    let page = registrar.get("/pl/desk/rejestr/register").await.expect(200);
    assert_eq!(page.all(".facts dd")[0], "2");
}

async fn a_code_is_handed_out_to_a_person_who_was_seen(site: &Site) {
    let registrar = preparing(site, "rejestr", [approval(3, &[])], BY_STREET).await;
    import(&registrar, "rejestr", "Imię i nazwisko;Rok urodzenia;Ulica\nAnna Nowak;1980;Polna 7\n")
        .await;
    open(site, "rejestr").await;
    let clerk = site.sign_in_as(Role::Clerk).await;
    let person = "/pl/desk/rejestr/person";
    let anna = [("name", "Anna Nowak"), ("born", "1980"), ("street", "Polna 7")];
    let form = clerk.get(person).await.expect(200).form("main form");
    let form = anna.iter().fold(form, |form, (name, value)| form.fill(name, value));
    let page = form.send(&clerk).await.expect(200);
    assert_eq!(page.header("cache-control"), "no-store");
    let form = page.form("form[action$='/person/code']");
    let page = form.send(&clerk).await.expect(422);
    assert_eq!(page.one("#seen-error"), say("person-unseen"));
    let code = super::printed(form.pick("seen", "yes").send(&clerk).await).remove(0);
    super::type_code(&site.stranger(), "rejestr", &code).await.expect(303);
    // A second one wants a reason, and nobody gets one who is not in the register.
    let seen = [anna.as_slice(), &[("seen", "yes")]].concat();
    clerk.post(&format!("{person}/code"), &seen).await.expect(422);
    let nobody = [("name", "Nikt Taki"), ("born", "1980"), ("street", "Polna 7"), ("seen", "yes")];
    clerk.post(&format!("{person}/code"), &nobody).await.expect(409);
}

async fn what_is_typed_is_kept(site: &Site) {
    let registrar = preparing(site, "rejestr", [approval(3, &[])], BY_STREET).await;
    let page = registrar
        .post("/pl/desk/rejestr/person", &[("name", "Anna Nowak"), ("born", "19x"), ("street", "")])
        .await
        .expect(422);
    let form = page.form("main form");
    assert_eq!((form.get("name"), form.get("born")), ("Anna Nowak", "19x"));
    assert_eq!(page.all("main form .err").len(), 2);
}
