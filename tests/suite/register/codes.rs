//! One-time codes: posted, handed out, lost, voided, issued again.

use sakwa::people::Role;

use super::{
    CODES, ballots, cast, import, make_codes, may_vote, open, preparing, printed, type_code,
};
use crate::harness::{Site, approval, city_and_districts, on_both_engines, say};

on_both_engines! {
    from_the_letter_to_the_receipt_in_eight_taps
    the_first_page_of_the_voting_takes_the_code
    a_used_code_brings_the_same_person_back
    a_void_code_opens_nothing
    a_code_issued_again_is_the_same_person
    one_code_for_each_entry_of_the_register
    codes_are_no_secret_of_the_database
    after_the_voting_no_code_is_made
}

async fn from_the_letter_to_the_receipt_in_eight_taps(site: &Site) {
    let registrar = preparing(site, "kody", city_and_districts(), CODES).await;
    let code = make_codes(&registrar, "kody", 1).await.remove(0);
    open(site, "kody").await;
    let ola = site.stranger();
    // What follows # stays on the phone, where a script puts it into the field.
    let page = ola.get(&format!("/pl/kody/vote/verify#{code}")).await.expect(200);
    assert!(page.has("input#code"));
    let mut taps = 1;
    let page = page.form("form[action$=code]").fill("code", &code).send(&ola).await.expect(303);
    let page = ola.follow(page).await.expect(200);
    taps += 2; // a radio button, and on
    let page = page.form("main form").pick("area", "baluty").send(&ola).await.expect(303);
    let page = ola.follow(page).await.expect(200);
    taps += 1;
    let value = page.attrs("#ballot button[name=press]", "value").remove(0);
    let page = page.form("form#ballot").pick("press", &value).send(&ola).await.expect(303);
    let page = ola.follow(page).await.expect(200);
    taps += 1;
    let check = page.attrs("#check", "href").remove(0);
    let page = ola.get(&check).await.expect(200);
    taps += 1;
    let page = page.form("form[action$='/vote/cast']").send(&ola).await.expect(303);
    assert!(ola.follow(page).await.expect(200).has(".receipt"));
    assert!(taps <= 8, "{taps} taps");
}

async fn the_first_page_of_the_voting_takes_the_code(site: &Site) {
    let registrar = preparing(site, "kody", [approval(3, &[])], CODES).await;
    let code = make_codes(&registrar, "kody", 1).await.remove(0);
    open(site, "kody").await;
    let ola = site.stranger();
    let page = ola.get("/pl/kody/vote").await.expect(200);
    // And tells whoever has none where to get one.
    let none = page.attrs("main a[href*='/vote/verify#']", "href").remove(0);
    let (page_of_ways, section) = none.split_once('#').unwrap();
    let ways = ola.get(page_of_ways).await.expect(200);
    assert_eq!(ways.one(&format!("#{section}")), say("verify-no-code"));
    assert!(ways.says("zadzwoń do urzędu"), "{}", ways.one("main"));
    let form = page.form("form[action$='/verify/code']");
    let wrong = form.clone().fill("code", "AAAA-AAAA-AAAA").send(&ola).await.expect(422);
    assert_eq!(wrong.form("form[action$='/verify/code']").get("code"), "AAAA-AAAA-AAAA");
    let page = form.fill("code", &code).send(&ola).await.expect(303);
    assert_eq!(page.location(), "/pl/kody/vote/ballot");
    let page = ola.get("/pl/kody/vote").await.expect(200);
    assert!(!page.has("input#code"), "who has come in is not asked again");
}

async fn a_used_code_brings_the_same_person_back(site: &Site) {
    let registrar = preparing(site, "kody", [approval(3, &[])], CODES).await;
    let codes = make_codes(&registrar, "kody", 2).await;
    open(site, "kody").await;
    let (phone, laptop) = (site.stranger(), site.stranger());
    type_code(&phone, "kody", &codes[0]).await.expect(303);
    cast(&phone, "kody").await;
    // In lower case, without dashes, with the letters that people mistake.
    let sloppy = codes[0].to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
    let page = type_code(&laptop, "kody", &sloppy).await.expect(303);
    let page = laptop.follow(page).await.expect(200);
    assert!(page.says(&say("vote-already")), "{}", page.text());
    let page = laptop.get("/pl/kody/vote/mine").await.expect(200);
    assert!(page.says(&say("mine-some")) && page.says("12 stycznia 2027"));
    let other = site.stranger();
    type_code(&other, "kody", &codes[1]).await.expect(303);
    assert!(other.get("/pl/kody/vote/mine").await.says(&say("mine-none")));
    cast(&other, "kody").await;
    assert_eq!(ballots(site).await, 2);
}

async fn a_void_code_opens_nothing(site: &Site) {
    let registrar = preparing(site, "kody", [approval(3, &[])], CODES).await;
    let codes = make_codes(&registrar, "kody", 3).await;
    open(site, "kody").await;
    let batch = site.number("SELECT max(id) FROM code_batch").await.to_string();
    let void = async |number: &str, reason: &str| {
        let fields = [("batch", &*batch), ("number", number), ("reason", reason)];
        registrar.post("/pl/desk/kody/codes/void", &fields).await
    };
    void("2", "").await.expect(422);
    void("9", "nie ma takiego").await.expect(422);
    void("2", "list wrócił").await.expect(303);
    let refused = type_code(&site.stranger(), "kody", &codes[1]).await.expect(422);
    assert_eq!(refused.one("#code-error"), say("verify-code-wrong"));
    // A code that never was is refused with the same words.
    let never = type_code(&site.stranger(), "kody", "0000-0000-0000").await.expect(422);
    assert_eq!(never.one("#code-error"), refused.one("#code-error"));
    type_code(&site.stranger(), "kody", &codes[0]).await.expect(303);
    void("", "partia zginęła").await.expect(303);
    type_code(&site.stranger(), "kody", &codes[0]).await.expect(422);
    type_code(&site.stranger(), "kody", &codes[2]).await.expect(422);
}

async fn a_code_issued_again_is_the_same_person(site: &Site) {
    let registrar = preparing(site, "kody", [approval(3, &[])], CODES).await;
    let code = make_codes(&registrar, "kody", 1).await.remove(0);
    open(site, "kody").await;
    let ola = site.stranger();
    type_code(&ola, "kody", &code).await.expect(303);
    cast(&ola, "kody").await;
    let batch = site.number("SELECT max(id) FROM code_batch").await.to_string();
    let fields = [("batch", &*batch), ("number", "1"), ("reason", "zgubiony list")];
    let again = printed(registrar.post("/pl/desk/kody/codes/again", &fields).await).remove(0);
    assert_ne!(again, code);
    let auditor = site.sign_in_as(Role::Auditor).await;
    let acts = auditor.get("/pl/desk/acts").await.expect(200);
    let next: i64 = batch.parse::<i64>().unwrap() + 1;
    let words = format!("Partia {batch}, kod 1 → Partia {next}: zgubiony list");
    assert!(acts.says(&words), "{words}: {}", acts.one("main"));
    type_code(&site.stranger(), "kody", &code).await.expect(422);
    let thief = site.stranger();
    let page = type_code(&thief, "kody", &again).await.expect(303);
    assert!(thief.follow(page).await.says(&say("vote-already")));
    assert_eq!(ballots(site).await, 1);
    let live = "SELECT count(*) FROM voting_code WHERE NOT is_void";
    assert_eq!(site.number(live).await, 1);
    // Nor can the database hold two that open.
    let both = "UPDATE voting_code SET is_void = FALSE";
    assert!(site.change(both).await.is_err());
}

async fn one_code_for_each_entry_of_the_register(site: &Site) {
    let policy = [("account", "none"), ("way", "code"), ("by", "number"), ("per-contact", "1")];
    let registrar = preparing(site, "kody", city_and_districts(), &policy).await;
    import(&registrar, "kody", "Numer;Dzielnica\nKARTA-001;Bałuty\nKARTA-002;\n").await;
    let page = registrar.post("/pl/desk/kody/codes", &[]).await;
    assert!(page.one(".slip").contains("wiersz rejestru 2"), "{}", page.text());
    let codes = printed(page);
    assert_eq!(codes.len(), 2);
    registrar.post("/pl/desk/kody/codes", &[]).await.expect(422);
    open(site, "kody").await;
    for code in codes {
        let ola = site.stranger();
        type_code(&ola, "kody", &code).await.expect(303);
        assert!(may_vote(&ola, "kody").await);
    }
}

async fn codes_are_no_secret_of_the_database(site: &Site) {
    let registrar = preparing(site, "kody", [approval(3, &[])], CODES).await;
    let codes = make_codes(&registrar, "kody", 5).await;
    let everything = site.everything().await;
    for code in &codes {
        assert!(!everything.contains(code.as_str()), "{code}");
        assert!(!everything.contains(&code.replace('-', "")), "{code}");
    }
    // They are shown once.
    let page = registrar.get("/pl/desk/kody/codes").await.expect(200);
    assert!(codes.iter().all(|code| !page.text().contains(code.as_str())));
}

async fn after_the_voting_no_code_is_made(site: &Site) {
    let registrar = preparing(site, "kody", [approval(3, &[])], CODES).await;
    let code = make_codes(&registrar, "kody", 1).await.remove(0);
    open(site, "kody").await;
    super::move_on(site, "kody").await.expect(303);
    registrar.post("/pl/desk/kody/codes", &[("amount", "1")]).await.expect(409);
    // Who has a code can still ask what is recorded of them.
    let ola = site.stranger();
    let page = type_code(&ola, "kody", &code).await.expect(303);
    assert_eq!(page.location(), "/pl/kody/vote/mine");
    assert!(ola.follow(page).await.expect(200).says(&say("mine-none")));
}
