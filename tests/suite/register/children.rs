//! Children: one of the register is one person whoever comes first, and of any other there is a
//! guardian's word, which everybody is told.

use super::{ballots, cast, import, make_codes, may_vote, open, preparing, printed, type_code};
use crate::harness::{Browser, Page, Site, approval, letters, on_both_engines, say};

on_both_engines! {
    a_child_with_a_code_of_its_own_is_nobody_elses
    the_childs_own_code_takes_over_from_its_guardian
    the_database_knows_no_child_twice
    of_several_of_a_name_the_register_asks_for_more
    a_guardians_word_is_a_declared_vote
    a_register_of_before_is_read_once_more
}

const SLUG: &str = "dzieci";
const CHILDREN: &str = "/pl/dzieci/vote/children";
const VOTE: &str = "/pl/dzieci/vote";
const BECAUSE: (&str, &str) = ("because", "Dzieci spoza rejestru znają tylko opiekunowie");

pub const BY_POSTCODE: super::Policy<'static> = &[
    ("account", "none"),
    ("way", "code"),
    ("by", "postcode"),
    ("per-contact", "2"),
    ("children", "2"),
    BECAUSE,
];

/// Two parents, Zosia with a letter of her own, and two boys of one name.
const FILE: &str = "Imię i nazwisko;Rok urodzenia;Kod pocztowy;Kontakt\n\
                    Anna Nowak;1985;90-001;\n\
                    Jan Nowak;1983;90-001;\n\
                    Zosia Nowak;2014;90-001;zosia@example.pl\n\
                    Staś Lis;2015;90-002;\n\
                    Staś Lis;2015;90-003;\n";

/// Codes in the order of [`FILE`].
pub async fn voting(site: &Site) -> Vec<String> {
    let registrar = preparing(site, SLUG, [approval(3, &[])], BY_POSTCODE).await;
    import(&registrar, SLUG, FILE).await;
    let codes = printed(registrar.post("/pl/desk/dzieci/codes", &[]).await);
    open(site, SLUG).await;
    codes
}

pub async fn by_code(site: &Site, code: &str) -> Browser {
    let one = site.stranger();
    type_code(&one, SLUG, code).await.expect(303);
    one
}

/// Says on the guardian's page which child it is, through the fields that the page has.
pub async fn for_child(guardian: &Browser, answers: &[(&str, &str)]) -> Page {
    let page = guardian.get(CHILDREN).await.expect(200);
    let mut form = page.form("main form").pick("guardian", "yes");
    for (name, value) in answers {
        form = form.fill(name, value);
    }
    form.send(guardian).await
}

const ZOSIA: [(&str, &str); 2] = [("name", "nowak ZOSIA"), ("born", "2014")];

async fn a_child_with_a_code_of_its_own_is_nobody_elses(site: &Site) {
    let codes = voting(site).await;
    let zosia = by_code(site, &codes[2]).await;
    cast(&zosia, SLUG).await;
    let parent = by_code(site, &codes[0]).await;
    cast(&parent, SLUG).await;
    let page = for_child(&parent, &ZOSIA).await.expect(422);
    assert_eq!(page.one("#name-error"), say("children-taken"));
    assert_eq!(page.form("main form").get("name"), "nowak ZOSIA");
    assert_eq!(ballots(site).await, 2);
    assert_eq!(site.number("SELECT count(*) FROM ward").await, 0);
}

async fn the_childs_own_code_takes_over_from_its_guardian(site: &Site) {
    let codes = voting(site).await;
    let parent = by_code(site, &codes[0]).await;
    for_child(&parent, &ZOSIA).await.expect(303);
    assert!(parent.get(VOTE).await.says("nowak ZOSIA"));
    cast(&parent, SLUG).await;
    assert_eq!(
        letters(site, "zosia@example.pl").await.len(),
        1,
        "she is told that there is a vote"
    );
    // Another guardian gets nowhere; the same one comes back to the same ballot.
    let other = by_code(site, &codes[1]).await;
    let page = for_child(&other, &ZOSIA).await.expect(422);
    assert_eq!(page.one("#name-error"), say("children-taken"));
    let zosia = by_code(site, &codes[2]).await;
    let page = zosia.get(VOTE).await.expect(200);
    assert!(page.says(&say("vote-already")), "one person, one ballot");
    zosia.post(&format!("{VOTE}/again"), &[]).await.expect(303);
    // From now on it is hers alone: the guardian's pass, still open, leads nowhere.
    assert!(!may_vote(&parent, SLUG).await);
    parent.post(&format!("{CHILDREN}/back"), &[]).await.expect(303);
    let page = for_child(&parent, &ZOSIA).await.expect(422);
    assert_eq!(page.one("#name-error"), say("children-taken"));
    cast(&parent, SLUG).await;
    assert_eq!(ballots(site).await, 2, "Anna's and Zosia's");
}

async fn the_database_knows_no_child_twice(site: &Site) {
    voting(site).await;
    // As somebody whom only a guardian knows, she is in the register under another pseudonym.
    let twice = "INSERT INTO ward (edition_id, person, guardian, slot) \
         SELECT edition_id, child, child, 1 FROM register_entry WHERE contact <> ''";
    let refused = site.change(twice).await.unwrap_err().to_string();
    assert!(refused.contains("child-registered"), "{refused}");
    for wrong in [
        "DELETE FROM register_entry",
        "UPDATE register_entry SET child = NULL",
        "UPDATE register_entry SET contact = 'x@example.pl' WHERE contact = ''",
        "INSERT INTO register_entry (edition_id, is_draft, person, contact, position) \
         SELECT edition_id, is_draft, child, '', 9 FROM register_entry WHERE contact <> ''",
    ] {
        let refused = site.change(wrong).await.unwrap_err().to_string();
        assert!(refused.contains("register-frozen"), "{wrong}: {refused}");
    }
}

async fn of_several_of_a_name_the_register_asks_for_more(site: &Site) {
    let codes = voting(site).await;
    let parent = by_code(site, &codes[0]).await;
    let stas = [("name", "Staś Lis"), ("born", "2015")];
    let page = for_child(&parent, &stas).await.expect(422);
    assert_eq!(page.one("#postcode-error"), say("children-which"));
    let form = page.form("main form").fill("postcode", "90-009");
    let page = form.send(&parent).await.expect(422);
    assert_eq!(page.one("#postcode-error"), say("children-which-wrong"));
    page.form("main form").fill("postcode", "90-003").send(&parent).await.expect(303);
    cast(&parent, SLUG).await;
    // It was the second of the two: the first has his own ballot still.
    let first = by_code(site, &codes[3]).await;
    assert!(!first.get(VOTE).await.says(&say("vote-already")));
    let second = by_code(site, &codes[4]).await;
    assert!(second.get(VOTE).await.says(&say("vote-already")));
    assert_eq!(ballots(site).await, 1);
}

async fn a_guardians_word_is_a_declared_vote(site: &Site) {
    // Without a reason that everybody reads no such rules are kept.
    let registrar = preparing(site, SLUG, [approval(3, &[])], BY_POSTCODE).await;
    let policy = BY_POSTCODE.iter().filter(|(name, _)| *name != "because");
    let policy: Vec<(&str, &str)> = policy.copied().collect();
    let page = registrar.post("/pl/desk/dzieci/eligibility", &policy).await.expect(422);
    assert_eq!(page.one("#because-error"), say("eligibility-mixed"));
    import(&registrar, SLUG, FILE).await;
    let codes = printed(registrar.post("/pl/desk/dzieci/codes", &[]).await);
    open(site, SLUG).await;
    let page = site.stranger().get(VOTE).await.expect(200);
    for words in ["eligible-declared", "eligible-children-known", "eligible-late"] {
        assert!(page.says(&say(words)), "{words}");
    }
    assert!(page.says(BECAUSE.1));
    let trust = site.stranger().get("/pl/dzieci/trust").await.expect(200);
    assert!(!trust.has("#h-apart"));
    let parent = by_code(site, &codes[0]).await;
    for_child(&parent, &[("name", "Wymyślone Dziecko"), ("born", "2020")]).await.expect(303);
    cast(&parent, SLUG).await;
    let trust = site.stranger().get("/pl/dzieci/trust").await.expect(200);
    assert!(trust.says("Za 1 dziecko spoza rejestru wystarczyło oświadczenie opiekuna."));
    let desk = registrar.get("/pl/desk/dzieci/integrity").await.expect(200);
    assert!(desk.says("Za 1 dziecko spoza rejestru"), "{}", desk.one("main"));
}

async fn a_register_of_before_is_read_once_more(site: &Site) {
    let registrar = preparing(site, SLUG, [approval(3, &[])], BY_POSTCODE).await;
    import(&registrar, SLUG, FILE).await;
    make_codes(&registrar, SLUG, 5).await;
    let lint = async || {
        let edition = sakwa::edition::find(site.app.store.read(), SLUG).await.unwrap();
        let found = sakwa::register::lint(site.app.store.read(), &edition).await.unwrap();
        found.into_iter().map(|message| say(&message.key)).collect::<Vec<String>>()
    };
    assert!(lint().await.is_empty());
    site.change("UPDATE register_entry SET child = NULL").await.unwrap();
    assert_eq!(lint().await, [say("lint-register-children")]);
    import(&registrar, SLUG, FILE).await;
    assert!(lint().await.is_empty());
}
