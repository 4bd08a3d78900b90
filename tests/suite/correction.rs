//! Voting at city hall: whoever's vote was stolen comes with a document and casts it anew, before two
//! people, neither of whom learns that there was another.

use sakwa::bundle::{Bundle, Options, verify};
use sakwa::people::Role;
use sakwa::vote::Channel;

use crate::harness::{
    Browser, PASSWORD, Page, Site, all_at_once, approval, letters, on_both_engines, say,
};
use crate::paper::{Office, sum};
use crate::register::{import, open, preparing, printed, type_code};
use crate::vote::{assert_balanced, cast, choose, close_and_count, codes, contents, move_on};

on_both_engines! {
    a_stolen_vote_is_replaced_by_the_one_cast_in_person
    one_account_is_never_two
    a_code_opens_once_and_only_in_its_time
    nothing_tells_whether_there_was_a_ballot_or_what_was_on_it
    who_never_casts_changes_nothing
    paper_does_not_replace_what_was_cast_in_person
    every_edition_asks_as_it_knows_people
    what_is_wrong_at_the_desk_is_said_and_kept
}

const SLUG: &str = "karta";
const DESK: &str = "/pl/desk/karta/correction";
const VOTE: &str = "/pl/karta/vote";

/// An edition that votes, whose register has AB-1, AB-2 and so on, each with an address and a code.
async fn voting(site: &Site, people: usize) -> Vec<String> {
    let by_number = [
        ("account", "none"),
        ("way", "code"),
        ("by", "number"),
        ("per-contact", "1"),
        ("children", "1"),
        ("because", "Rejestr zna numery, a dzieci znają tylko opiekunowie"),
    ];
    let registrar = preparing(site, SLUG, [approval(2, &[])], &by_number).await;
    let rows: Vec<String> = (1..=people).map(|n| format!("AB-{n};osoba{n}@example.pl\n")).collect();
    import(&registrar, SLUG, &format!("Numer;Kontakt\n{}", rows.concat())).await;
    let codes = printed(registrar.post(&format!("/pl/desk/{SLUG}/codes"), &[]).await);
    let officer = site.sign_in_as(Role::ReturningOfficer).await;
    let wins = [("policy", "paper_wins")];
    officer.post(&format!("/pl/desk/{SLUG}/paper/policy"), &wins).await.expect(303);
    open(site, SLUG).await;
    codes
}

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

    /// Opens a case and gives its number.
    async fn open(&self, site: &Site, who: (&str, &str)) -> String {
        let page = self.first.get(DESK).await.expect(200);
        let form = page.form("main form").fill(who.0, who.1);
        let form = form.pick("document", "identity-card").pick("reason", "stolen");
        let page = form.send(&self.first).await.expect(303);
        assert_eq!(page.location(), format!("{DESK}?done=office-opened"));
        site.number("SELECT max(id) FROM office_vote").await.to_string()
    }

    async fn approve(&self, case: &str, who: (&str, &str)) -> Page {
        approve(&self.second, case, who).await
    }

    /// The code of a visitor whom both have seen.
    async fn code(&self, site: &Site, who: (&str, &str)) -> String {
        let case = self.open(site, who).await;
        let page = self.second.get(&format!("{DESK}?show={case}")).await.expect(200);
        let page = page.form("main form").fill(who.0, who.1).send(&self.second).await.expect(200);
        assert_eq!(page.header("cache-control"), "no-store");
        page.one(".slip .big")
    }
}

async fn approve(by: &Browser, case: &str, who: (&str, &str)) -> Page {
    by.post(DESK, &[("act", "approve"), ("case", case), who]).await
}

/// Somebody with the code of a letter, who casts one project; gives the receipt.
async fn vote_online(site: &Site, code: &str, number: &str) -> (Browser, String) {
    let voter = site.stranger();
    type_code(&voter, SLUG, code).await.expect(303);
    choose(&voter, SLUG, &[number]).await;
    let receipts = codes(&voter, &cast(&voter, SLUG).await.expect(303)).await;
    (voter, receipts[0].clone())
}

async fn a_stolen_vote_is_replaced_by_the_one_cast_in_person(site: &Site) {
    let letters_with_codes = voting(site, 24).await;
    let (thief, stolen) = vote_online(site, &letters_with_codes[0], "6").await;
    for code in &letters_with_codes[1..] {
        vote_online(site, code, "3").await;
    }
    // The thief holds a change that is filled in and not sent.
    thief.post(&format!("{VOTE}/again"), &[]).await.expect(303);
    choose(&thief, SLUG, &["5"]).await;
    let late = thief.get(&format!("{VOTE}/check")).await.form("form[action$='/vote/cast']");

    let counter = Counter::of(site).await;
    let code = counter.code(site, ("number", "ab 1")).await;
    let victim = site.stranger();
    let page = type_code(&victim, SLUG, &code).await.expect(303);
    assert_eq!(page.location(), format!("{VOTE}/ballot"));
    choose(&victim, SLUG, &["1", "2"]).await;
    let page = cast(&victim, SLUG).await.expect(303);
    let own = codes(&victim, &page).await.remove(0);
    // The pass was for this one ballot.
    assert_eq!(victim.cookie("__Host-pass"), None);

    let cast_now = contents(site).await;
    assert_eq!(cast_now.len(), 24);
    assert!(cast_now.iter().all(|cast| cast.vote != "6"));
    let in_person = cast_now.iter().find(|cast| cast.vote == "1,2").unwrap();
    assert_eq!(in_person.channel, Channel::Office);
    assert_balanced(site).await;
    let told = letters(site, "osoba1@example.pl").await;
    let told: Vec<&str> = told.iter().map(|letter| letter.subject.as_str()).collect();
    assert_eq!(told.last(), Some(&say("mail-office-vote-subject").as_str()), "{told:?}");
    let words = letters(site, "osoba1@example.pl").await.pop().unwrap().body;
    assert!(words.contains("/pl/karta/vote/mine") && words.contains("2027"), "{words}");

    // The thief sees that it counts, sees nothing of it, and replaces nothing.
    let page = thief.get(VOTE).await.expect(200);
    assert!(page.says(&say("vote-by-office")) && !page.has("form[action$='/vote/again']"));
    for refused in [
        late.send(&thief).await.expect(409),
        thief.post(&format!("{VOTE}/again"), &[]).await.expect(409),
    ] {
        assert!(refused.says(&say("vote-by-office")));
    }
    let page = thief.get(&format!("{VOTE}/ballot")).await.expect(303);
    assert_eq!(page.location(), VOTE);
    let page = thief.get(&format!("{VOTE}/mine")).await.expect(200);
    assert!(page.says(&say("mine-by-office")));
    assert_eq!(contents(site).await.len(), 24);

    // Neither name nor data of anybody in the acts.
    let acts = site.rows("SELECT detail FROM act WHERE kind LIKE 'office-%'").await;
    let acts: Vec<String> = acts.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    assert_eq!(acts.len(), 2);
    assert!(acts.iter().all(|act| act.ends_with(": stolen, identity-card")), "{acts:?}");
    // Whoever reads them reads words, in their own language.
    for (lang, words) in [
        ("pl", "Sprawa 1. Powód: Ktoś zagłosował w imieniu tej osoby. Dokument: Dowód osobisty"),
        ("en", "Case 1. Reason: Somebody has voted in this person’s name. Document: Identity card"),
        (
            "uk",
            "Справа 1. Причина: Хтось проголосував від імені цієї особи. Документ: Посвідчення особи",
        ),
    ] {
        let page = counter.second.get(&format!("/{lang}/desk/acts")).await.expect(200);
        assert!(page.says(words) && !page.says("stolen"), "{}", page.one("main"));
    }
    let desk = counter.first.get("/pl/desk/karta/integrity").await.expect(200);
    assert!(desk.says("1 wydany kod"));

    close_and_count(site, SLUG).await;
    let file = site.stranger().get(&format!("/data/{SLUG}/bundle.zip")).await.expect(200);
    let bundle = Bundle::unzip(&file.body).unwrap();
    for (receipt, fate, words) in
        [(&stolen, "replaced it", "receipt-replaced"), (&own, "counted", "receipt-found")]
    {
        let options = Options { receipt: Some(receipt.clone()), ..Options::default() };
        let report = verify(&bundle, &options);
        assert!(report.accepted, "{report:#?}");
        let found = format!("{:?}", report.receipt);
        assert!(found.contains("in_log: true") && found.contains(fate), "{found}");
        let page = site.stranger().post("/pl/receipt", &[("code", receipt)]).await.expect(200);
        assert!(page.says(&say(words)));
    }
    let votes = |vote: &str| format!("SELECT count(*) FROM ballot WHERE vote = '{vote}'");
    assert_eq!(site.number(&votes("1,2")).await, 1);
    assert_eq!(site.number(&votes("6")).await, 0);
    let office = "SELECT count(*) FROM participation WHERE channel = 'office'";
    assert_eq!(site.number(office).await, 1);
    assert_eq!(site.number("SELECT count(*) FROM office_vote").await, 0);
    assert_balanced(site).await;
}

async fn one_account_is_never_two(site: &Site) {
    voting(site, 3).await;
    let counter = Counter::of(site).await;
    let who = ("number", "AB-1");
    let case = counter.open(site, who).await;
    let page = counter.first.get(&format!("{DESK}?show={case}")).await.expect(200);
    assert!(page.says(&say("office-waits")) && !page.has("input[name=number]"));
    let alone = approve(&counter.first, &case, who).await.expect(409);
    assert!(alone.says(&say("office-same")));
    for wrong in [
        "UPDATE office_vote SET approved_by = opened_by",
        "UPDATE office_vote SET state = 'approved'",
        "UPDATE office_vote SET state = 'used', approved_by = opened_by, ends_at = 1",
        "INSERT INTO office_vote (edition_id, person, document, reason, words, state, opened_by, opened_at) \
         SELECT edition_id, person, document, reason, words, state, opened_by + 1, 1 FROM office_vote",
    ] {
        let refused = site.change(wrong).await.unwrap_err().to_string();
        assert!(refused.contains("office_vote"), "{refused}");
    }
    // The second finds somebody else before them.
    let other = counter.approve(&case, ("number", "AB-2")).await.expect(422);
    assert_eq!(other.one("#number-error"), say("office-other"));
    assert_eq!(other.form("main form").get("number"), "AB-2");
    // A person has one case that waits.
    let fields = [("act", "open"), who, ("document", "passport"), ("reason", "assisted")];
    let twice = counter.second.post(DESK, &fields).await.expect(409);
    assert!(twice.says(&say("office-waiting")));
    assert_eq!(site.number("SELECT count(*) FROM mail WHERE kind = 'office-vote'").await, 0);
    // Of many hands at once one gives a code.
    let mut requests = Vec::new();
    for role in [Role::Registrar, Role::ReturningOfficer, Role::Registrar, Role::Registrar] {
        let (by, case) = (site.sign_in_as(role).await, case.clone());
        requests.push(async move { approve(&by, &case, who).await.status.as_u16() });
    }
    let mut answers = all_at_once(requests).await;
    answers.sort_unstable();
    assert_eq!(answers, [200, 409, 409, 409]);
    assert_eq!(site.number("SELECT count(*) FROM mail WHERE kind = 'office-vote'").await, 1);
    for role in [Role::Resident, Role::Clerk, Role::Evaluator, Role::Auditor, Role::Admin] {
        let by = site.sign_in_as(role).await;
        by.get(DESK).await.expect(403);
        by.post(DESK, &fields).await.expect(403);
    }
}

async fn a_code_opens_once_and_only_in_its_time(site: &Site) {
    voting(site, 3).await;
    let counter = Counter::of(site).await;
    let who = ("number", "AB-1");
    let refused = async |code: &str| {
        let page = type_code(&site.stranger(), SLUG, code).await.expect(422);
        assert_eq!(page.one("#code-error"), say("verify-code-wrong"));
    };
    let may = async |visitor: &Browser| {
        let page = visitor.get(&format!("{VOTE}/ballot")).await;
        page.status == 200 || page.location() != format!("{VOTE}/verify")
    };
    let code = counter.code(site, who).await;
    let visitor = site.stranger();
    type_code(&visitor, SLUG, &code).await.expect(303);
    refused(&code).await;
    assert!(may(&visitor).await);
    // A new code in its place ends the pass of the first.
    let again = counter.code(site, who).await;
    assert!(!may(&visitor).await);
    // Typed by two at once, it is one pass.
    let both = all_at_once((0..2).map(|_| {
        let (browser, code) = (site.stranger(), again.clone());
        async move { type_code(&browser, SLUG, &code).await.status.as_u16() }
    }));
    let mut both = both.await;
    both.sort_unstable();
    assert_eq!(both, [303, 422]);
    // Taken back before it is typed, and after.
    let void = async |case: i64| {
        let case = case.to_string();
        let fields = [("act", "void"), ("case", &*case)];
        counter.first.post(DESK, &fields).await.expect(303);
        let gone = counter.first.post(DESK, &fields).await.expect(409);
        assert!(gone.says(&say("office-gone")));
    };
    let newest = "SELECT max(id) FROM office_vote";
    let code = counter.code(site, who).await;
    void(site.number(newest).await).await;
    refused(&code).await;
    let code = counter.code(site, who).await;
    let visitor = site.stranger();
    type_code(&visitor, SLUG, &code).await.expect(303);
    void(site.number(newest).await).await;
    assert!(!may(&visitor).await);
    let case = counter.open(site, who).await;
    void(case.parse().unwrap()).await;
    assert!(counter.approve(&case, who).await.expect(409).says(&say("office-gone")));
    // Too late.
    let code = counter.code(site, who).await;
    site.app.clock.set(site.app.clock.now() + 2 * 3600);
    refused(&code).await;

    // At the last hour of the voting everything ends, also what was begun.
    let end = site.number("SELECT ends_at FROM phase WHERE kind = 'voting'").await;
    site.app.clock.set(end - 600);
    let counter = Counter::of(site).await;
    let visitor = site.stranger();
    type_code(&visitor, SLUG, &counter.code(site, who).await).await.expect(303);
    choose(&visitor, SLUG, &["1"]).await;
    let form = visitor.get(&format!("{VOTE}/check")).await.form("form[action$='/vote/cast']");
    let waits = counter.open(site, ("number", "AB-2")).await;
    let code = counter.code(site, ("number", "AB-3")).await;
    site.app.clock.set(end);
    assert!(form.send(&visitor).await.expect(409).says(&say("vote-closed")));
    let closed = [
        type_code(&site.stranger(), SLUG, &code).await,
        counter.approve(&waits, ("number", "AB-2")).await,
        counter
            .first
            .post(DESK, &[("act", "open"), who, ("document", "phone"), ("reason", "stolen")])
            .await,
    ];
    for page in closed {
        assert!(page.expect(409).says(&say("office-closed")));
    }
    move_on(site, SLUG).await.expect(303);
    type_code(&site.stranger(), SLUG, &code).await.expect(409);
    assert_eq!(contents(site).await.len(), 0);
}

async fn nothing_tells_whether_there_was_a_ballot_or_what_was_on_it(site: &Site) {
    let by_letter = voting(site, 2).await;
    let (thief, _) = vote_online(site, &by_letter[0], "6").await;
    thief.post(&format!("{VOTE}/again"), &[]).await.expect(303);
    choose(&thief, SLUG, &["5"]).await;

    let counter = Counter::of(site).await;
    let mut seen = Vec::new();
    for who in ["AB-1", "AB-2"] {
        let case = counter.open(site, ("number", who)).await;
        let before = counter.second.get(&format!("{DESK}?show={case}")).await.expect(200);
        let slip = counter.approve(&case, ("number", who)).await.expect(200);
        let code = slip.one(".slip .big");
        let visitor = site.stranger();
        type_code(&visitor, SLUG, &code).await.expect(303);
        let mut pages = vec![before, slip];
        for path in ["", "/check"] {
            pages.push(visitor.get(&format!("{VOTE}{path}")).await);
        }
        assert!(!pages[2].has("a[href$='/vote/children']") && !pages[2].has("a[href$='/mine']"));
        pages.push(visitor.get("/pl/karta").await.expect(200));
        for path in ["/mine", "/children"] {
            let page = visitor.get(&format!("{VOTE}{path}")).await.expect(303);
            assert_eq!(page.location(), VOTE, "{path}");
        }
        let page = visitor.post(&format!("{VOTE}/again"), &[]).await.expect(303);
        assert_eq!(page.location(), VOTE);
        let ballot = visitor.get(&format!("{VOTE}/ballot")).await.expect(200);
        assert!(!ballot.has(".choice--on") && !ballot.says(&say("vote-again-note")));
        assert!(ballot.says(&say("vote-at-office")));
        // The same code for both, as far as pages are compared.
        let plain = |page: Page| {
            page.one("main").replace(&code, "KOD").replace(&format!("Sprawa {case}"), "Sprawa")
        };
        let texts: Vec<String> = pages.into_iter().map(plain).collect();
        // What the visitor fills in is not seen by who else has a pass of this person.
        choose(&visitor, SLUG, &["2"]).await;
        seen.push(texts);
    }
    let list = |text: &String| text.split(&say("office-cases")).next().unwrap().to_owned();
    let [one, other] = &seen[..] else { panic!("two visitors") };
    for (at, (one, other)) in one.iter().zip(other).enumerate() {
        // The list of cases below grows.
        assert_eq!(list(one), list(other), "page {at}");
    }
    let ballot = thief.get(&format!("{VOTE}/ballot")).await.expect(200);
    let on = ballot.all(".choice--on").join(" ");
    assert!(on.contains("Kino") && on.contains("rowerowa") && !on.contains("Drzewa"), "{on}");
    // What lies at the desk and in the database says nothing of it either.
    let rows = site.rows("SELECT * FROM office_vote").await;
    assert_eq!(rows.len(), 2);
}

async fn who_never_casts_changes_nothing(site: &Site) {
    let by_letter = voting(site, 2).await;
    vote_online(site, &by_letter[0], "6").await;
    let counter = Counter::of(site).await;
    for who in ["AB-1", "AB-2"] {
        let visitor = site.stranger();
        let code = counter.code(site, ("number", who)).await;
        type_code(&visitor, SLUG, &code).await.expect(303);
        choose(&visitor, SLUG, &["2"]).await;
    }
    close_and_count(site, SLUG).await;
    assert_eq!(site.number("SELECT count(*) FROM ballot WHERE vote = '6'").await, 1);
    assert_eq!(site.number("SELECT count(*) FROM participation").await, 1);
    assert_balanced(site).await;
}

async fn paper_does_not_replace_what_was_cast_in_person(site: &Site) {
    let by_letter = voting(site, 3).await;
    vote_online(site, &by_letter[0], "6").await;
    let counter = Counter::of(site).await;
    // One was robbed, one could not vote alone.
    for (who, number) in [("AB-1", "1"), ("AB-2", "2")] {
        let visitor = site.stranger();
        let code = counter.code(site, ("number", who)).await;
        type_code(&visitor, SLUG, &code).await.expect(303);
        choose(&visitor, SLUG, &[number]).await;
        cast(&visitor, SLUG).await.expect(303);
    }
    let office = Office::of(site).await;
    let batch = office.batch("3", "yes").await;
    office.both_read(&batch, &[("AB-1", "6", ""), ("AB-2", "6", ""), ("AB-3", "6", "")]).await;
    office.sign_off(&batch).await;
    assert_eq!(sum(&office.first, &batch, "paper-outcome-already-office").await, 2);
    assert_eq!(sum(&office.first, &batch, "paper-outcome-counted").await, 1);
    let mut cast_now: Vec<(String, Channel)> =
        contents(site).await.into_iter().map(|cast| (cast.vote, cast.channel)).collect();
    cast_now.sort();
    let expected = [("1", Channel::Office), ("2", Channel::Office), ("6", Channel::Paper)];
    assert_eq!(cast_now, expected.map(|(vote, channel)| (vote.to_owned(), channel)));
    // In person goes before paper, and before an earlier visit.
    for (who, number) in [("AB-3", "5"), ("AB-1", "4")] {
        let visitor = site.stranger();
        let code = counter.code(site, ("number", who)).await;
        type_code(&visitor, SLUG, &code).await.expect(303);
        choose(&visitor, SLUG, &[number]).await;
        cast(&visitor, SLUG).await.expect(303);
    }
    let mut votes: Vec<String> = contents(site).await.into_iter().map(|cast| cast.vote).collect();
    votes.sort();
    assert_eq!(votes, ["2", "4", "5"]);
    assert_balanced(site).await;
}

async fn every_edition_asks_as_it_knows_people(site: &Site) {
    let counter = Counter::of(site).await;
    // By the code of the letter, where there is no register.
    let handed = [("account", "none"), ("way", "code"), ("per-contact", "2"), ("children", "0")];
    let registrar = preparing(site, "kody", [approval(2, &[])], &handed).await;
    let amount = [("amount", "1")];
    let letter = printed(registrar.post("/pl/desk/kody/codes", &amount).await).remove(0);
    open(site, "kody").await;
    // By the account, where one signs in.
    crate::vote::voting(site, "konta", [approval(2, &[])]).await;
    let account = site.account(Role::Resident).await;
    // By what they declare.
    let declared = [("account", "none"), ("way", "contact"), ("per-contact", "2")];
    preparing(site, "slowa", [approval(2, &[])], &declared).await;
    open(site, "slowa").await;

    let thief = site.stranger();
    type_code(&thief, "kody", &letter).await.expect(303);
    choose(&thief, "kody", &["6"]).await;
    cast(&thief, "kody").await.expect(303);
    let thief = site.stranger();
    thief.sign_in(&account.email, PASSWORD).await;
    choose(&thief, "konta", &["6"]).await;
    cast(&thief, "konta").await.expect(303);

    let person: &[(&str, &str)] =
        &[("name", "Ola Nowak"), ("street", "Polna 5/3"), ("postcode", "90-001")];
    let (by_letter, by_account) = ([("code", letter.as_str())], [("email", &*account.email)]);
    for (slug, who, limit, page, refusals) in [
        ("kody", &by_letter[..], "office-limit-code", "verify", ("code", "7K3M-9QRT-2VXW")),
        ("konta", &by_account[..], "office-limit-account", "verify/code", ("email", "x@y.pl")),
        ("slowa", person, "office-limit-declared", "verify/code", ("name", "Ola")),
    ] {
        let desk = format!("/pl/desk/{slug}/correction");
        let form = counter.first.get(&desk).await.expect(200);
        assert!(form.says(&say(limit)));
        let mut fields = vec![("act", "open"), ("document", "passport"), ("reason", "stolen")];
        let mut unknown = fields.clone();
        unknown.extend(who.iter().filter(|(name, _)| *name != refusals.0));
        unknown.push(refusals);
        let page_of = counter.first.post(&desk, &unknown).await.expect(422);
        assert!(page_of.has(&format!("#{}-error", refusals.0)));
        assert_eq!(page_of.form("main form").get(refusals.0), refusals.1);
        fields.extend(who);
        counter.first.post(&desk, &fields).await.expect(303);
        let case = site.number("SELECT max(id) FROM office_vote").await.to_string();
        let mut fields = vec![("act", "approve"), ("case", &*case)];
        fields.extend(who);
        let slip = counter.second.post(&desk, &fields).await.expect(200);
        assert!(slip.says(&format!("https://bo.example.pl/pl/{slug}/vote/{page}")));
        let code = slip.one(".slip .big");
        let visitor = site.stranger();
        let form = visitor.get(&format!("/pl/{slug}/vote/{page}")).await.expect(200);
        let form = form.form("form[action$='/verify/code']").fill("code", &code);
        let answer = form.send(&visitor).await.expect(303);
        assert_eq!(answer.location(), format!("/pl/{slug}/vote/ballot"));
        choose(&visitor, slug, &["2"]).await;
        cast(&visitor, slug).await.expect(303);
    }
    let cast_now = contents(site).await;
    assert_eq!(cast_now.len(), 3);
    assert!(cast_now.iter().all(|cast| cast.vote == "2" && cast.channel == Channel::Office));
    assert_eq!(letters(site, &account.email).await.len(), 1);
    // Who decides about the code is not who votes with it.
    let own = site.account(Role::Registrar).await;
    let by = site.stranger();
    by.sign_in(&own.email, PASSWORD).await;
    let fields =
        [("act", "open"), ("email", &*own.email), ("document", "phone"), ("reason", "stolen")];
    let refused = by.post("/pl/desk/konta/correction", &fields).await.expect(409);
    assert!(refused.says(&say("office-own")));
    assert_balanced(site).await;
}

async fn what_is_wrong_at_the_desk_is_said_and_kept(site: &Site) {
    voting(site, 1).await;
    let counter = Counter::of(site).await;
    let desk = &counter.first;
    let right = [("number", "AB-1"), ("document", "residence"), ("reason", "assisted")];
    let long = "a".repeat(501);
    for (field, typed, key) in [
        ("number", "AB-9", "office-unknown"),
        ("number", "", "identity-number-wrong"),
        ("document", "", "office-document-missing"),
        ("reason", "bo tak", "office-reason-missing"),
        ("words", "PESEL 44051401359", "office-words-personal"),
        ("words", &long, ""),
    ] {
        let mut fields = vec![("act", "open"), (field, typed)];
        fields.extend(right.iter().filter(|(name, _)| *name != field));
        let page = desk.post(DESK, &fields).await.expect(422);
        let error = page.one(&format!("#{field}-error"));
        assert!(key.is_empty() || error == say(key), "{field}: {error}");
        if matches!(field, "number" | "words") {
            assert_eq!(page.form("main form").get(field), typed);
        }
    }
    let other = [("act", "open"), ("number", "AB-1"), ("document", "other"), ("reason", "other")];
    let page = desk.post(DESK, &other).await.expect(422);
    assert_eq!(page.one("#words-error"), say("office-words-missing"));
    for fields in [&[("act", "x")][..], &[("act", "void"), ("case", "x")], &[("act", "approve")]] {
        desk.post(DESK, fields).await.expect(400);
    }
    desk.post(DESK, &[("act", "void"), ("case", "77")]).await.expect(404);
    counter.approve("77", ("number", "AB-1")).await.expect(404);
    assert_eq!(site.number("SELECT count(*) FROM office_vote").await, 0);
    // A kind of code that nobody has given is refused where no letters are sent, too.
    crate::vote::voting(site, "konta", [approval(2, &[])]).await;
    let page = type_code(&site.stranger(), "konta", "7K3M-9QRT-2VXW").await.expect(422);
    assert_eq!(page.one("#code-error"), say("verify-code-wrong"));
    assert_eq!(page.form("main form").get("code"), "7K3M-9QRT-2VXW");
}
