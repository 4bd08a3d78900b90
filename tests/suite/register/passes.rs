//! The pass: how long it lasts, who can read it, how it ends.

use super::{
    CODES, ballots, cast, import, make_codes, may_vote, open, preparing, printed, type_code,
};
use crate::harness::{PASSWORD, Site, approval, on_both_engines, say};

on_both_engines! {
    an_unused_pass_ends_and_the_ballot_waits
    a_used_pass_is_renewed_but_not_for_ever
    finishing_leaves_nothing_for_the_next_person
    a_pass_is_sealed_and_of_one_edition
    a_pass_asks_the_database_two_things
    a_pass_ends_with_its_code
    accounts_vote_only_where_the_policy_says_so
    in_whose_name_was_a_vote_cast
}

async fn an_unused_pass_ends_and_the_ballot_waits(site: &Site) {
    let registrar = preparing(site, "kody", [approval(3, &[])], CODES).await;
    let code = make_codes(&registrar, "kody", 1).await.remove(0);
    open(site, "kody").await;
    let ola = site.stranger();
    type_code(&ola, "kody", &code).await.expect(303);
    let page = ola.get("/pl/kody/vote/ballot").await.expect(200);
    let values = page.attrs("#ballot button[name=press]", "value");
    let form = page.form("form#ballot");
    form.clone().pick("press", &values[0]).send(&ola).await.expect(303);
    site.app.clock.set(site.app.clock.now() + 1801);
    let page = form.pick("press", &values[1]).send(&ola).await.expect(303);
    assert_eq!(page.location(), "/pl/kody/vote/verify");
    let page = type_code(&ola, "kody", &code).await.expect(303);
    assert_eq!(page.location(), "/pl/kody/vote/ballot");
    let page = ola.follow(page).await.expect(200);
    assert_eq!(page.all(".choice--on").len(), 1, "the draft is still there");
}

async fn a_used_pass_is_renewed_but_not_for_ever(site: &Site) {
    let registrar = preparing(site, "kody", [approval(3, &[])], CODES).await;
    let code = make_codes(&registrar, "kody", 1).await.remove(0);
    open(site, "kody").await;
    let ola = site.stranger();
    type_code(&ola, "kody", &code).await.expect(303);
    let began = site.app.clock.now();
    for minutes in (25..240).step_by(25) {
        site.app.clock.set(began + minutes * 60);
        assert!(may_vote(&ola, "kody").await, "after {minutes} minutes");
    }
    site.app.clock.set(began + 4 * 3600);
    assert!(!may_vote(&ola, "kody").await, "after four hours");
}

async fn finishing_leaves_nothing_for_the_next_person(site: &Site) {
    let registrar = preparing(site, "kody", [approval(3, &[])], CODES).await;
    let codes = make_codes(&registrar, "kody", 2).await;
    open(site, "kody").await;
    let library = site.stranger();
    type_code(&library, "kody", &codes[0]).await.expect(303);
    let page = library.get("/pl/kody/vote").await.expect(200);
    assert_eq!(page.header("cache-control"), "no-store");
    let page = page.form("form[action$=finish]").send(&library).await.expect(303);
    assert_eq!(page.header("clear-site-data"), "\"cache\"");
    assert_eq!(library.cookie("__Host-pass"), None);
    assert!(!may_vote(&library, "kody").await);
    // Who forgets to finish can be followed by somebody with a code of their own.
    type_code(&library, "kody", &codes[0]).await.expect(303);
    assert!(cast(&library, "kody").await.has("form[action$=finish]"), "the receipt reminds");
    type_code(&library, "kody", &codes[1]).await.expect(303);
    cast(&library, "kody").await;
    assert_eq!(ballots(site).await, 2);
}

async fn a_pass_is_sealed_and_of_one_edition(site: &Site) {
    let registrar = preparing(site, "kody", [approval(3, &[])], CODES).await;
    let code = make_codes(&registrar, "kody", 1).await.remove(0);
    open(site, "kody").await;
    preparing(site, "inne", [approval(3, &[])], CODES).await;
    make_codes(&registrar, "inne", 1).await;
    open(site, "inne").await;
    let ola = site.stranger();
    let page = type_code(&ola, "kody", &code).await.expect(303);
    let set = page.every("set-cookie");
    let set = set.split(", ").find(|set| set.starts_with("__Host-pass=")).unwrap();
    for flag in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(set.contains(flag), "{set}");
    }
    assert!(!set.contains("Domain"), "{set}");
    assert!(may_vote(&ola, "kody").await && !may_vote(&ola, "inne").await);
    type_code(&ola, "inne", &code).await.expect(422);
    // Changed by one character, it is no pass.
    let value = ola.cookie("__Host-pass").unwrap();
    let swapped = if value.starts_with('A') { "B" } else { "A" };
    let forged = format!("__Host-pass={swapped}{}", &value[1..]);
    let headers = [("cookie", &*forged)];
    let page = site
        .stranger()
        .ask(axum::http::Method::GET, "/pl/kody/vote/ballot", &headers, axum::body::Body::empty())
        .await;
    assert_eq!(page.location(), "/pl/kody/vote/verify");
}

async fn a_pass_asks_the_database_two_things(site: &Site) {
    let registrar = preparing(site, "kody", [approval(3, &[])], CODES).await;
    let code = make_codes(&registrar, "kody", 1).await.remove(0);
    open(site, "kody").await;
    let ola = site.stranger();
    type_code(&ola, "kody", &code).await.expect(303);
    let asked = async |visitor: &crate::harness::Browser| {
        let before = site.app.store.queries();
        visitor.get("/pl/kody").await.expect(200);
        site.app.store.queries() - before
    };
    let stranger = site.stranger();
    let (with, without) = (asked(&ola).await, asked(&stranger).await);
    // Two more: whether the code behind the pass still opens, and whether this person has voted.
    assert!(with <= without + 2, "{with} {without}");
}

async fn a_pass_ends_with_its_code(site: &Site) {
    let registrar = preparing(site, "kody", [approval(3, &[])], CODES).await;
    let stolen = make_codes(&registrar, "kody", 1).await.remove(0);
    open(site, "kody").await;
    let thief = site.stranger();
    type_code(&thief, "kody", &stolen).await.expect(303);
    let page = thief.get("/pl/kody/vote/ballot").await.expect(200);
    let value = page.attrs("#ballot button[name=press]", "value").remove(0);
    page.form("form#ballot").pick("press", &value).send(&thief).await.expect(303);
    let check = thief.get("/pl/kody/vote/check").await.expect(200);

    let batch = site.number("SELECT max(id) FROM code_batch").await.to_string();
    let fields = [("batch", &*batch), ("number", "1"), ("reason", "skradziony list")];
    let again = printed(registrar.post("/pl/desk/kody/codes/again", &fields).await).remove(0);
    let refused = check.form("form[action$='/vote/cast']").send(&thief).await.expect(409);
    assert!(refused.says(&say("vote-code-void")), "{}", refused.text());
    assert!(refused.has("form[action$='/vote/verify/code'] input#code"), "a new one is typed here");
    assert!(!may_vote(&thief, "kody").await);
    assert_eq!(thief.get("/pl/kody/vote/mine").await.location(), "/pl/kody/vote/verify?to=mine");
    assert_eq!(ballots(site).await, 0);

    let ola = site.stranger();
    type_code(&ola, "kody", &again).await.expect(303);
    // She finds what was begun in her name, and may change it.
    let own = ola.get("/pl/kody/vote/check").await.expect(200).form("form[action$='/vote/cast']");
    assert!(own.send(&ola).await.expect(303).location().contains("/vote/receipt/"));
    let refused = check.form("form[action$='/vote/cast']").send(&thief).await.expect(409);
    assert!(refused.says(&say("vote-code-void")));
    assert_eq!(ballots(site).await, 1);
}

async fn accounts_vote_only_where_the_policy_says_so(site: &Site) {
    let registrar = preparing(site, "kody", [approval(3, &[])], CODES).await;
    make_codes(&registrar, "kody", 1).await;
    open(site, "kody").await;
    let account = site.account(sakwa::people::Role::Resident).await;
    let ola = site.stranger();
    ola.sign_in(&account.email, PASSWORD).await;
    assert!(!may_vote(&ola, "kody").await);
    let provider = [("account", "provider"), ("per-contact", "1")];
    preparing(site, "usluga", [approval(3, &[])], &provider).await;
    open(site, "usluga").await;
    assert!(!may_vote(&ola, "usluga").await);
    let link = format!(
        "INSERT INTO identity (issuer, subject, account_id, linked_at) VALUES ('x', 'y', {}, 0)",
        account.id
    );
    site.change(&link).await.unwrap();
    assert!(may_vote(&ola, "usluga").await);
    let page = ola.get("/pl/usluga/vote").await;
    assert!(page.says(&say("eligible-account-provider")) && !page.says(&say("eligible-declared")));
}

async fn in_whose_name_was_a_vote_cast(site: &Site) {
    let policy = [("account", "none"), ("way", "desk"), ("by", "number"), ("per-contact", "1")];
    let registrar = preparing(site, "urzad", [approval(3, &[])], &policy).await;
    import(&registrar, "urzad", "Numer\nAB-17\n").await;
    open(site, "urzad").await;
    let stranger = site.stranger();
    let page = stranger.get("/pl/urzad/vote/mine").await.expect(303);
    assert_eq!(page.location(), "/pl/urzad/vote/verify?to=mine");
    let page = stranger.get(page.location()).await.expect(200);
    let fields = [("number", "ab 17"), ("seen", "yes")];
    let code =
        super::printed(registrar.post("/pl/desk/urzad/person/code", &fields).await).remove(0);
    let page =
        page.form("form[action$=code]").fill("code", &code).send(&stranger).await.expect(303);
    assert_eq!(page.location(), "/pl/urzad/vote/mine");
    assert!(stranger.follow(page).await.says(&say("mine-none")));
    cast(&stranger, "urzad").await;
    let page = stranger.get("/pl/urzad/vote/mine").await.expect(200);
    assert!(page.says(&say("mine-by-internet")) && page.says("12 stycznia 2027"));
    assert!(!page.says("Ławki"), "never what for");
}
