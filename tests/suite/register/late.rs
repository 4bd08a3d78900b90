//! Whoever is not in the register: two people at city hall add them, and they have one vote like
//! everybody else.

use sakwa::people::Role;

use super::children::{by_code, for_child, voting};
use super::{ballots, cast, open, preparing, printed, type_code};
use crate::harness::{Browser, Page, Site, approval, letters, on_both_engines, say};
use crate::vote::close_and_count;

on_both_engines! {
    two_people_add_one_who_votes_once
    one_account_adds_nobody
    who_is_in_the_register_is_not_added
    a_child_of_a_guardian_gets_a_code_for_the_same_ballot
    a_namesake_is_another_person
    what_is_wrong_is_said_and_kept
    without_a_register_a_namesake_child_has_a_way
}

const SLUG: &str = "dzieci";
const DESK: &str = "/pl/desk/dzieci/late";

const EWA: [(&str, &str); 3] = [("name", "Ewa Nowa"), ("born", "1990"), ("postcode", "90-004")];

/// The two at city hall.
struct Counter {
    first: Browser,
    second: Browser,
}

impl Counter {
    async fn of(site: &Site) -> Self {
        let first = site.sign_in_as(Role::Registrar).await;
        Self { first, second: site.sign_in_as(Role::ReturningOfficer).await }
    }

    async fn try_open(&self, who: &[(&str, &str)], reason: &str) -> Page {
        let page = self.first.get(DESK).await.expect(200);
        let form = page.form("main form").pick("document", "passport").pick("reason", reason);
        fill(form, who).send(&self.first).await
    }

    /// Opens a case and gives its number.
    async fn open(&self, site: &Site, who: &[(&str, &str)], reason: &str) -> String {
        let page = self.try_open(who, reason).await.expect(303);
        assert_eq!(page.location(), format!("{DESK}?done=late-opened"));
        site.number("SELECT max(id) FROM late_entry").await.to_string()
    }

    async fn approve(&self, case: &str, who: &[(&str, &str)]) -> Page {
        let page = self.second.get(&format!("{DESK}?show={case}")).await.expect(200);
        fill(page.form("main form"), who).send(&self.second).await
    }

    /// The code of somebody whom both have seen.
    async fn add(&self, site: &Site, who: &[(&str, &str)], reason: &str) -> String {
        let case = self.open(site, who, reason).await;
        printed(self.approve(&case, who).await).remove(0)
    }
}

fn fill(mut form: crate::harness::Form, who: &[(&str, &str)]) -> crate::harness::Form {
    for (name, value) in who {
        form = form.fill(name, value);
    }
    form
}

async fn two_people_add_one_who_votes_once(site: &Site) {
    voting(site).await;
    let counter = Counter::of(site).await;
    // Nobody is sent away: the desk that does not find her says what to do.
    let unknown = counter.first.post("/pl/desk/dzieci/person", &EWA).await.expect(200);
    assert!(unknown.says(&say("person-late")) && unknown.has(&format!("a[href='{DESK}']")));
    let with_contact = [EWA.as_slice(), &[("contact", "ewa@example.pl")]].concat();
    let code = counter.add(site, &with_contact, "moved").await;
    let ewa = site.stranger();
    type_code(&ewa, SLUG, &code).await.expect(303);
    cast(&ewa, SLUG).await;
    assert_eq!(letters(site, "ewa@example.pl").await.len(), 1, "she is told like everybody");
    assert_eq!(ballots(site).await, 1);
    let again = by_code(site, &code).await;
    assert!(again.get("/pl/dzieci/vote").await.says(&say("vote-already")));
    let found = counter.first.post("/pl/desk/dzieci/person", &EWA).await.expect(200);
    assert!(found.says(&say("person-registered")) && found.says(&say("evidence-late")));
    // The register itself is what it was, and everybody sees that there is one more.
    let register = counter.first.get("/pl/desk/dzieci/register").await.expect(200);
    assert!(register.one("dl").contains('5'), "{}", register.one("dl"));
    let public = async || site.stranger().get("/pl/dzieci/trust").await.expect(200);
    assert!(public().await.says("dopisały do rejestru 1 osobę"));
    let desk = counter.second.get("/pl/desk/dzieci/integrity").await.expect(200);
    assert!(desk.says("Osoby spoza rejestru: 1 dopisana"));
    // Both acts are in the chain, in words, and name nobody.
    let acts = site.rows("SELECT detail FROM act WHERE kind LIKE 'late-%' ORDER BY id").await;
    let acts: Vec<String> = acts.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    assert_eq!(acts, ["1: moved, passport", "1: moved, passport"]);
    for (lang, words) in [
        ("pl", "Dopisanie 1. Powód: Zamieszkała tu po sporządzeniu rejestru. Dokument: Paszport"),
        (
            "en",
            "Late entry 1. Reason: They came to live here after it was made. Document: Passport",
        ),
        ("uk", "Дописування 1. Причина: Оселилася тут після складання реєстру. Документ: Паспорт"),
    ] {
        let page = counter.second.get(&format!("/{lang}/desk/acts")).await.expect(200);
        assert!(page.says(words), "{}", page.one("main"));
    }
    let everything = site.everything().await.to_lowercase();
    assert!(!everything.contains("ewa nowa") && !everything.contains("nowa|1990"));
    close_and_count(site, SLUG).await;
    assert!(public().await.says("Zagłosowała 1 osoba."));
}

async fn one_account_adds_nobody(site: &Site) {
    voting(site).await;
    let counter = Counter::of(site).await;
    let case = counter.open(site, &EWA, "missed").await;
    let page = counter.first.get(&format!("{DESK}?show={case}")).await.expect(200);
    assert!(page.says(&say("office-waits")) && !page.has("input[name=name]"));
    let alone = [[("act", "approve"), ("case", &*case)].as_slice(), &EWA].concat();
    assert!(counter.first.post(DESK, &alone).await.expect(409).says(&say("late-same")));
    let add = "INSERT INTO register_entry (edition_id, is_draft, person, contact, position, late_id) \
         SELECT edition_id, FALSE, person, '', 0, id FROM late_entry";
    for (wrong, word) in [
        (add, "register-frozen"),
        (
            "UPDATE late_entry SET state = 'approved', approved_by = opened_by, approved_at = 1",
            "late_entry_two_people",
        ),
        ("UPDATE late_entry SET state = 'approved'", "late_entry_approved"),
        (
            "INSERT INTO late_entry (edition_id, person, contact, document, reason, words, state, opened_by, opened_at) \
             SELECT edition_id, person, contact, document, reason, words, state, opened_by + 1, 1 FROM late_entry",
            "late_entry",
        ),
    ] {
        let refused = site.change(wrong).await.unwrap_err().to_string();
        assert!(refused.contains(word), "{wrong}: {refused}");
    }
    // The second finds somebody else before them, or another contact.
    let other = [("name", "Ewa Stara"), EWA[1], EWA[2]];
    let page = counter.approve(&case, &other).await.expect(422);
    assert_eq!(page.one("#name-error"), say("late-other"));
    assert_eq!(page.form("main form").get("name"), "Ewa Stara");
    let contact = [EWA.as_slice(), &[("contact", "obcy@example.pl")]].concat();
    let page = counter.approve(&case, &contact).await.expect(422);
    assert_eq!(page.one("#contact-error"), say("late-other"));
    // One case of a person; of many hands at once one adds.
    let twice = counter.try_open(&EWA, "moved").await.expect(409);
    assert!(twice.says(&say("late-waiting")));
    let mut requests = Vec::new();
    for _ in 0..4 {
        let second = site.sign_in_as(Role::ReturningOfficer).await;
        let case = case.clone();
        requests.push(async move {
            let fields = [[("act", "approve"), ("case", &*case)].as_slice(), &EWA].concat();
            second.post(DESK, &fields).await.status.as_u16()
        });
    }
    let mut answers = crate::harness::all_at_once(requests).await;
    answers.sort_unstable();
    assert_eq!(answers, [200, 409, 409, 409]);
    assert_eq!(site.number("SELECT count(*) FROM register_entry WHERE late_id = 1").await, 1);
    // What is agreed stays.
    for wrong in ["UPDATE late_entry SET state = 'void'", "DELETE FROM late_entry"] {
        let refused = site.change(wrong).await.unwrap_err().to_string();
        assert!(refused.contains("late-settled"), "{refused}");
    }
    let gone = [("act", "void"), ("case", &*case)];
    assert!(counter.second.post(DESK, &gone).await.expect(409).says(&say("late-gone")));
}

async fn who_is_in_the_register_is_not_added(site: &Site) {
    voting(site).await;
    let counter = Counter::of(site).await;
    let anna = [("name", "Anna Nowak"), ("born", "1985"), ("postcode", "90-001")];
    let page = counter.try_open(&anna, "missed").await.expect(422);
    assert_eq!(page.one("#name-error"), say("late-known"));
    let page = counter.try_open(&EWA, "other").await.expect(422);
    assert_eq!(page.one("#words-error"), say("office-words-missing"));
}

async fn a_child_of_a_guardian_gets_a_code_for_the_same_ballot(site: &Site) {
    let codes = voting(site).await;
    let parent = by_code(site, &codes[0]).await;
    let ola = [("name", "Ola Nowak"), ("born", "2016")];
    for_child(&parent, &ola).await.expect(303);
    cast(&parent, SLUG).await;
    let counter = Counter::of(site).await;
    let at_desk = [ola[0], ola[1], ("postcode", "90-001")];
    let code = counter.add(site, &at_desk, "missed").await;
    let child = by_code(site, &code).await;
    assert!(child.get("/pl/dzieci/vote").await.says(&say("vote-already")));
    assert_eq!(ballots(site).await, 1);
    // From now on she is nobody's word any more.
    let trust = site.stranger().get("/pl/dzieci/trust").await.expect(200);
    assert!(!trust.says("oświadczenie opiekuna."));
    // The other way about: who was added first is found by a guardian.
    let iga = [("name", "Iga Nowak"), ("born", "2017"), ("postcode", "90-001")];
    let code = counter.add(site, &iga, "moved").await;
    cast(&by_code(site, &code).await, SLUG).await;
    parent.post("/pl/dzieci/vote/children/back", &[]).await.expect(303);
    let page = for_child(&parent, &iga[..2]).await.expect(422);
    assert_eq!(page.one("#name-error"), say("children-taken"));
    assert_eq!(ballots(site).await, 2);
}

async fn a_namesake_is_another_person(site: &Site) {
    let codes = voting(site).await;
    let counter = Counter::of(site).await;
    let zosia = [("name", "Zosia Nowak"), ("born", "2014"), ("postcode", "90-001")];
    let page = counter.try_open(&zosia, "namesake").await.expect(422);
    assert_eq!(page.one("#born-on-error"), say("late-born-on-wrong"));
    let dated = [zosia.as_slice(), &[("born-on", "7.03.2014")]].concat();
    let code = counter.add(site, &dated, "namesake").await;
    cast(&by_code(site, &codes[2]).await, SLUG).await;
    cast(&by_code(site, &code).await, SLUG).await;
    assert_eq!(ballots(site).await, 2, "two girls of one name");
    let same = [zosia.as_slice(), &[("born-on", "2014-03-07")]].concat();
    let page = counter.try_open(&same, "namesake").await.expect(422);
    assert_eq!(page.one("#name-error"), say("late-known-namesake"));
}

async fn what_is_wrong_is_said_and_kept(site: &Site) {
    voting(site).await;
    let counter = Counter::of(site).await;
    let fields = [
        ("act", "open"),
        ("name", "Ewa"),
        ("postcode", "9"),
        ("contact", "nic"),
        ("district", "99"),
    ];
    let page = counter.first.post(DESK, &fields).await.expect(422);
    for (field, word) in [
        ("name", "identity-name-wrong"),
        ("born", "identity-born-wrong"),
        ("postcode", "identity-postcode-wrong"),
        ("contact", "field-email-wrong"),
        ("document", "office-document-missing"),
        ("reason", "office-reason-missing"),
    ] {
        assert_eq!(page.one(&format!("#{field}-error")), say(word));
    }
    assert_eq!(page.form("main form").get("contact"), "nic");
    counter.first.post(DESK, &[("act", "x")]).await.expect(400);
    counter.first.post(DESK, &[("act", "void"), ("case", "77")]).await.expect(404);
    let case = counter.open(site, &EWA, "missed").await;
    let gone = [("act", "void"), ("case", &*case)];
    counter.second.post(DESK, &gone).await.expect(303);
    // Somebody else may try anew.
    counter.open(site, &EWA, "missed").await;
    close_and_count(site, SLUG).await;
    let page = counter.first.get(DESK).await.expect(200);
    assert!(page.says(&say("late-closed")) && !page.has("main form"));
}

async fn without_a_register_a_namesake_child_has_a_way(site: &Site) {
    let policy = [
        ("account", "none"),
        ("way", "code"),
        ("per-contact", "1"),
        ("children", "1"),
        ("because", "Dzieci zgłaszają opiekunowie, innej drogi nie mają"),
    ];
    let registrar = preparing(site, SLUG, [approval(3, &[])], &policy).await;
    let codes = super::make_codes(&registrar, SLUG, 2).await;
    open(site, SLUG).await;
    let ola = [("name", "Ola Nowak"), ("born", "2016")];
    let parent = by_code(site, &codes[0]).await;
    for_child(&parent, &ola).await.expect(303);
    cast(&parent, SLUG).await;
    let other = by_code(site, &codes[1]).await;
    let page = for_child(&other, &ola).await.expect(422);
    assert_eq!(page.one("#name-error"), say("children-taken"));
    let counter = Counter::of(site).await;
    let dated = [ola[0], ola[1], ("born-on", "7.03.2016")];
    let code = counter.add(site, &dated, "namesake").await;
    cast(&by_code(site, &code).await, SLUG).await;
    assert_eq!(ballots(site).await, 2);
    let grown = [("name", "Ola Nowak"), ("born", "1990")];
    let page = counter.try_open(&grown, "missed").await.expect(422);
    assert_eq!(page.one("#born-error"), say("children-grown"));
}
