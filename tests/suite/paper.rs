//! Votes on paper: nobody reads a card alone, nobody signs alone, and a card is one ballot in the same
//! box, whatever else its voter has cast.

use sakwa::people::Role;

use crate::harness::{
    Browser, EditionPlan, Engine, Page, Site, all_at_once, approval, city_and_districts, letters,
    on_both_engines, say,
};
use crate::register::{cast, import, open, preparing, printed, type_code};
use crate::vote::{assert_balanced, ballots, contents, move_on, publish, seal};
use sakwa::edition::Phase;

on_both_engines! {
    two_clerks_read_blindly_and_equal_cards_count
    a_difference_is_decided_by_a_look_at_the_card
    one_clerk_is_never_two
    what_is_wrong_on_a_card_is_said_and_kept
    paper_beside_the_internet_follows_the_policy
    a_card_in_place_of_the_internet_writes_to_its_owner
    the_owner_of_an_account_is_told_of_a_card_as_well
    a_person_has_one_card_in_and_across_batches
    what_does_not_count_adds_up_and_is_published
    a_signed_batch_goes_on_after_a_crash
    after_the_signature_nothing_changes
    the_seal_waits_for_paper
    nobody_and_nothing_chosen_can_be_read_in_the_database
    points_and_districts_are_typed
    cards_are_printed_with_the_numbers_of_the_screen
    a_printed_card_has_the_ranges_of_cost
}

const SLUG: &str = "karta";
const DESK: &str = "/pl/desk/karta/paper";

/// An edition that votes, whose register has AB-1, AB-2 and so on, each with a code.
async fn voting(site: &Site, policy: &str, people: usize) -> Vec<String> {
    let by_number = [("account", "none"), ("way", "code"), ("by", "number"), ("per-contact", "1")];
    let registrar = preparing(site, SLUG, [approval(2, &[])], &by_number).await;
    let rows: Vec<String> = (1..=people).map(|n| format!("AB-{n}\n")).collect();
    import(&registrar, SLUG, &format!("Numer\n{}", rows.concat())).await;
    let codes = printed(registrar.post(&format!("/pl/desk/{SLUG}/codes"), &[]).await);
    let officer = site.sign_in_as(Role::ReturningOfficer).await;
    officer.post(&format!("{DESK}/policy"), &[("policy", policy)]).await.expect(303);
    open(site, SLUG).await;
    codes
}

/// Two clerks with cards.
pub struct Office {
    pub first: Browser,
    second: Browser,
}

impl Office {
    pub async fn of(site: &Site) -> Self {
        let [first, second] =
            [site.sign_in_as(Role::Clerk).await, site.sign_in_as(Role::Clerk).await];
        Self { first, second }
    }

    /// Opens a batch and gives its address.
    pub async fn batch(&self, declared: &str, in_person: &str) -> String {
        let fields = [("place", "Biblioteka"), ("declared", declared), ("in_person", in_person)];
        let page = self.first.post(DESK, &fields).await.expect(303);
        page.location().split('?').next().unwrap().to_owned()
    }

    /// Both clerks type the same cards: number of the person, projects, or why a card does not count.
    pub async fn both_read(&self, batch: &str, cards: &[(&str, &str, &str)]) {
        for clerk in [&self.first, &self.second] {
            for card in cards {
                read(clerk, batch, *card).await.expect(303);
            }
        }
    }

    pub async fn sign_off(&self, batch: &str) {
        act(&self.first, batch, "compare").await.expect(303);
        act(&self.second, batch, "sign").await.expect(303);
    }
}

/// Types the card that the form offers next.
async fn read(clerk: &Browser, batch: &str, (who, chosen, status): (&str, &str, &str)) -> Page {
    let form =
        clerk.get(&format!("{batch}/entry")).await.expect(200).form("main form[method=post]");
    let form = form.fill("number", who).fill("marks-1", chosen).fill("status", status);
    form.send(clerk).await
}

async fn act(clerk: &Browser, batch: &str, act: &str) -> Page {
    clerk.post(&format!("{batch}/reconcile"), &[("act", act)]).await
}

async fn vote_online(site: &Site, code: &str) {
    let voter = site.stranger();
    type_code(&voter, SLUG, code).await.expect(303);
    cast(&voter, SLUG).await;
}

/// What a batch's page says of a line of its sum.
pub async fn sum(clerk: &Browser, batch: &str, key: &str) -> i64 {
    let page = clerk.get(batch).await.expect(200);
    let rows = page.all("dl.answers > div");
    let row = rows.iter().find(|row| row.starts_with(&say(key)));
    row.map_or(0, |row| row.rsplit(' ').next().unwrap().parse().unwrap())
}

async fn two_clerks_read_blindly_and_equal_cards_count(site: &Site) {
    voting(site, "first", 3).await;
    let office = Office::of(site).await;
    let batch = office.batch("2", "").await;
    read(&office.first, &batch, ("AB-1", "3 1", "")).await.expect(303);
    read(&office.first, &batch, ("AB-2", "2", "")).await.expect(303);
    // The second clerk's pages say nothing of what the first has read.
    for page in ["entry", "entry?card=1", "entry?card=2"] {
        let form = office.second.get(&format!("{batch}/{page}")).await.expect(200);
        let form = form.form("main form[method=post]");
        assert_eq!((form.get("marks-1"), form.get("number"), form.get("status")), ("", "", ""));
    }
    let lists = office.second.get(&format!("{batch}/reconcile")).await.expect(200);
    assert!(lists.says(&say("paper-half-read")) && !lists.has("main table"));
    act(&office.second, &batch, "compare").await.expect(409);
    assert_eq!(ballots(site).await, 0);
    // In another order, and in another spelling, it is the same card.
    read(&office.second, &batch, ("ab 1", "1, 3", "")).await.expect(303);
    read(&office.second, &batch, ("AB-2", " 2 ", "")).await.expect(303);
    act(&office.first, &batch, "compare").await.expect(303);
    // Who compared does not sign.
    assert!(act(&office.first, &batch, "sign").await.expect(409).says(&say("paper-same")));
    let same = "UPDATE paper_batch SET state = 'signed', signed_by = compared_by";
    assert!(site.change(same).await.is_err());
    act(&office.second, &batch, "sign").await.expect(303);
    assert_eq!(sum(&office.first, &batch, "paper-outcome-counted").await, 2);
    let cast = contents(site).await;
    let mut votes: Vec<&str> = cast.iter().map(|cast| cast.vote.as_str()).collect();
    votes.sort_unstable();
    assert_eq!(votes, ["1,3", "2"]);
    assert!(cast.iter().all(|cast| cast.channel == sakwa::vote::Channel::Paper));
    assert_balanced(site).await;
    // Its leaves are in the log, and the cards in the published file.
    move_on(site, SLUG).await.expect(303);
    seal(site, SLUG).await;
    publish(site, SLUG).await;
    let counted = "SELECT count(*) FROM leaf WHERE fate = 'counted'";
    assert_eq!(site.number(counted).await, 2);
    let paper = "SELECT count(*) FROM participation WHERE channel = 'paper'";
    assert_eq!(site.number(paper).await, 2);
}

async fn a_difference_is_decided_by_a_look_at_the_card(site: &Site) {
    voting(site, "first", 3).await;
    let office = Office::of(site).await;
    let batch = office.batch("3", "").await;
    for (clerk, cards) in [
        (&office.first, [("AB-1", "1", ""), ("AB-2", "2", ""), ("AB-3", "6", "")]),
        (&office.second, [("AB-1", "4", ""), ("AB-3", "2", ""), ("", "", "not-signed")]),
    ] {
        for card in cards {
            read(clerk, &batch, card).await.expect(303);
        }
    }
    act(&office.first, &batch, "compare").await.expect(409);
    let list = office.first.get(&format!("{batch}/reconcile")).await.expect(200);
    let rows = list.all("main tbody tr");
    assert_eq!(rows.len(), 3, "{rows:?}");
    assert!(rows[0].contains("1 ") && rows[0].contains('4'), "{rows:?}");
    assert!(rows[1].contains(&say("paper-person")) && !rows[1].contains("AB"), "{rows:?}");
    assert!(rows[2].contains(&say("paper-reason-not-signed")), "{rows:?}");
    // The first clerk cannot quietly make their reading that of the other.
    let again = [("card", "1"), ("number", "AB-1"), ("marks-1", "4"), ("status", "")];
    let refused = office.first.post(&format!("{batch}/entry"), &again).await.expect(409);
    assert!(refused.says(&say("paper-card-read")));
    let look = |card: &str| format!("{batch}/difference?card={card}");
    for (clerk, card, who, chosen, status) in [
        (&office.first, "1", "AB-1", "4", ""),
        (&office.second, "2", "AB-2", "2", ""),
        (&office.second, "3", "AB-3", "6", ""),
        // Once more: the last look holds.
        (&office.first, "3", "", "", "unreadable"),
    ] {
        let form = clerk.get(&look(card)).await.expect(200).form("main form");
        let form = form.fill("number", who).fill("marks-1", chosen).fill("status", status);
        form.send(clerk).await.expect(303);
    }
    let acts = site.rows("SELECT detail FROM act WHERE kind = 'paper-resolved'").await;
    assert_eq!(acts.len(), 4);
    let auditor = site.sign_in_as(Role::Auditor).await;
    let acts = auditor.get("/pl/desk/acts").await.expect(200);
    for words in ["Partia 1, Karta 1", "Partia 1: Biblioteka", &say("paper-policy-first")] {
        assert!(acts.says(words), "{words}: {}", acts.one("main"));
    }
    office.sign_off(&batch).await;
    let mut votes: Vec<String> = contents(site).await.into_iter().map(|cast| cast.vote).collect();
    votes.sort_unstable();
    assert_eq!(votes, ["2", "4"]);
    assert_eq!(sum(&office.first, &batch, "paper-sum-invalid").await, 1);
    // Where nothing differs there is nothing to decide.
    let other = office.batch("1", "").await;
    office.both_read(&other, &[("AB-3", "5", "")]).await;
    let fields = [("card", "1"), ("number", "AB-3"), ("marks-1", "1"), ("status", "")];
    let refused = office.first.post(&format!("{other}/difference"), &fields).await.expect(409);
    assert!(refused.says(&say("paper-no-difference")));
}

async fn one_clerk_is_never_two(site: &Site) {
    voting(site, "first", 2).await;
    let office = Office::of(site).await;
    let batch = office.batch("1", "").await;
    let card = |chosen| [("card", "1"), ("number", "AB-1"), ("marks-1", chosen), ("status", "")];
    let entry = format!("{batch}/entry");
    // Typing a card again is a correction of one's own reading, not the second one.
    for chosen in ["1", "2", "2"] {
        office.first.post(&entry, &card(chosen)).await.expect(303);
    }
    assert_eq!(site.number("SELECT count(*) FROM paper_reading").await, 1);
    act(&office.second, &batch, "compare").await.expect(409);
    let double = "INSERT INTO paper_reading (batch_id, card, reader, account_id, sealed) \
                  SELECT batch_id, card, 2, account_id, sealed FROM paper_reading";
    let refused = site.change(double).await.unwrap_err().to_string();
    assert!(refused.contains("paper_reading"), "{refused}");
    // Of many hands at once two read the card, and they are two.
    let mut requests = Vec::new();
    for _ in 0..4 {
        let clerk = site.sign_in_as(Role::Clerk).await;
        let entry = entry.clone();
        requests.push(async move {
            let fields = [("card", "7"), ("number", "AB-2"), ("marks-1", "2"), ("status", "")];
            clerk.post(&entry, &fields).await.status.as_u16()
        });
    }
    let answers = all_at_once(requests).await;
    assert_eq!(answers.iter().filter(|status| **status == 303).count(), 2, "{answers:?}");
    let readers = "SELECT count(DISTINCT account_id) FROM paper_reading WHERE card = 7";
    assert_eq!(site.number(readers).await, 2);
}

async fn what_is_wrong_on_a_card_is_said_and_kept(site: &Site) {
    voting(site, "first", 1).await;
    let office = Office::of(site).await;
    let batch = office.batch("1", "").await;
    for (who, chosen, field, key) in [
        ("AB-9", "1", "number", "card-unregistered"),
        ("", "1", "number", "identity-number-wrong"),
        ("AB-1", "", "marks-1", "paper-marks-none"),
    ] {
        let page = read(&office.first, &batch, (who, chosen, "")).await.expect(422);
        assert_eq!(page.one(&format!("#{field}-error")), say(key));
        let form = page.form("main form[method=post]");
        assert_eq!((form.get("number"), form.get("marks-1")), (who, chosen));
    }
    // Over the limit, unknown, twice, points where there are none.
    for chosen in ["1 2 3", "1 9", "1 1", "1:2", "x", "-1"] {
        let page = read(&office.first, &batch, ("AB-1", chosen, "")).await.expect(422);
        assert!(page.has("#marks-1-error"), "{chosen}");
        assert_eq!(page.form("main form[method=post]").get("marks-1"), chosen);
    }
    assert_eq!(site.number("SELECT count(*) FROM paper_reading").await, 0);
    office
        .first
        .post(&format!("{batch}/entry"), &[("status", "bo-tak"), ("card", "1")])
        .await
        .expect(422);
    office.first.post(&format!("{batch}/entry"), &[("card", "1001")]).await.expect(400);
    for declared in ["-1", "1001", "x", "0"] {
        let page = office.first.post(&batch, &[("declared", declared)]).await.expect(422);
        assert!(page.has("#declared-error"));
    }
    office.first.post(DESK, &[("place", "")]).await.expect(422);
    // More cards than declared: not without a reason.
    office.both_read(&batch, &[("AB-1", "1", ""), ("", "", "unreadable")]).await;
    let page = act(&office.first, &batch, "compare").await.expect(422);
    assert_eq!(page.one("#reason-error"), say("paper-reason-missing"));
    let why = "W urnie była jedna karta więcej.";
    let fields = [("act", "compare"), ("reason", why)];
    office.first.post(&format!("{batch}/reconcile"), &fields).await.expect(303);
    act(&office.second, &batch, "sign").await.expect(303);
    assert!(office.second.get(&batch).await.says(why));
}

async fn paper_beside_the_internet_follows_the_policy(site: &Site) {
    // The policy, whether the cards came in person, and the channel that counts.
    let table = [
        ("first", "", "internet"),
        ("paper_wins", "", "paper"),
        ("in_person_wins", "", "internet"),
        ("in_person_wins", "yes", "paper"),
    ];
    let codes = voting(site, "first", 3).await;
    let office = Office::of(site).await;
    for (n, (policy, in_person, counts)) in table.into_iter().enumerate() {
        // A policy for each row, as no page can set it any more.
        let refused = site.change("UPDATE paper_policy SET policy = 'paper_wins'").await;
        assert!(refused.unwrap_err().to_string().contains("rules-frozen"));
        site.change("DELETE FROM envelope").await.unwrap();
        site.change("UPDATE pool SET ballots = 0").await.unwrap();
        let opened = "CREATE TABLE put_away AS SELECT * FROM opening";
        site.change(opened).await.unwrap();
        site.change("DELETE FROM opening").await.unwrap();
        site.change(&format!("UPDATE paper_policy SET policy = '{policy}'")).await.unwrap();
        site.change("INSERT INTO opening SELECT * FROM put_away").await.unwrap();
        site.change("DROP TABLE put_away").await.unwrap();

        vote_online(site, &codes[0]).await;
        let batch = office.batch("2", in_person).await;
        office.both_read(&batch, &[("AB-1", "6", ""), ("AB-2", "1 2", "")]).await;
        office.sign_off(&batch).await;
        let channels: Vec<&str> = contents(site)
            .await
            .iter()
            .filter(|cast| cast.vote != "1,2")
            .map(|cast| cast.channel.name())
            .collect();
        assert_eq!(channels, [counts], "{policy} {in_person} in row {n}");
        let (replaced, kept) = if counts == "paper" { (1, 0) } else { (0, 1) };
        let by = async |key: &str| sum(&office.first, &batch, key).await;
        assert_eq!(by("paper-outcome-replaced").await, replaced);
        assert_eq!(by("paper-outcome-already-internet").await, kept);
        assert_eq!(by("paper-outcome-counted").await, 1);
        // After paper the internet is told so.
        let voter = site.stranger();
        type_code(&voter, SLUG, &codes[1]).await.expect(303);
        let page = voter.get(&format!("/pl/{SLUG}/vote")).await.expect(200);
        assert!(page.says(&say("vote-already")));
        assert_balanced(site).await;
    }
    let officer = site.sign_in_as(Role::ReturningOfficer).await;
    let late = officer.post(&format!("{DESK}/policy"), &[("policy", "first")]).await.expect(409);
    assert!(late.says(&say("rules-frozen")));
}

/// Kinds of the letters to somebody, the oldest first.
async fn told(site: &Site, to: &str) -> Vec<String> {
    let waiting = sakwa::mail::waiting(site.app.store.read(), 1000).await.unwrap();
    waiting.into_iter().filter(|mail| mail.recipient == to).map(|mail| mail.kind).collect()
}

async fn a_card_in_place_of_the_internet_writes_to_its_owner(site: &Site) {
    let by_number = [("account", "none"), ("way", "code"), ("by", "number"), ("per-contact", "1")];
    let registrar = preparing(site, SLUG, [approval(2, &[])], &by_number).await;
    let rows: Vec<String> = (1..=3).map(|n| format!("AB-{n};osoba{n}@example.pl\n")).collect();
    import(&registrar, SLUG, &format!("Numer;Kontakt\n{}", rows.concat())).await;
    let codes = printed(registrar.post(&format!("/pl/desk/{SLUG}/codes"), &[]).await);
    let officer = site.sign_in_as(Role::ReturningOfficer).await;
    let wins = [("policy", "paper_wins")];
    officer.post(&format!("{DESK}/policy"), &wins).await.expect(303);
    open(site, SLUG).await;
    vote_online(site, &codes[0]).await;
    vote_online(site, &codes[2]).await;
    let office = Office::of(site).await;
    let batch = office.batch("2", "").await;
    office.both_read(&batch, &[("AB-1", "6", ""), ("AB-2", "1 2", "")]).await;
    office.sign_off(&batch).await;
    assert_eq!(sum(&office.first, &batch, "paper-outcome-replaced").await, 1);
    assert_eq!(told(site, "osoba1@example.pl").await, ["vote-recorded", "vote-replaced"]);
    assert_eq!(told(site, "osoba2@example.pl").await, ["vote-recorded"]);
    assert_eq!(told(site, "osoba3@example.pl").await, ["vote-recorded"]);
    let letter = letters(site, "osoba1@example.pl").await.pop().unwrap();
    assert!(letter.body.contains("/pl/karta/vote/mine"), "{}", letter.body);
    // Nothing of the ballot, and nothing that names it.
    let rows = site.rows("SELECT args FROM mail WHERE kind = 'vote-replaced'").await;
    let args: String = rows[0].try_get_by_index(0).unwrap();
    let args: serde_json::Value = serde_json::from_str(&args).unwrap();
    let names: Vec<&String> = args.as_object().unwrap().keys().collect();
    assert_eq!(names, ["city", "link"]);
}

async fn the_owner_of_an_account_is_told_of_a_card_as_well(site: &Site) {
    let accounts = [("account", "any"), ("per-contact", "1")];
    preparing(site, SLUG, [approval(2, &[])], &accounts).await;
    let officer = site.sign_in_as(Role::ReturningOfficer).await;
    let wins = [("policy", "paper_wins")];
    officer.post(&format!("{DESK}/policy"), &wins).await.expect(303);
    open(site, SLUG).await;
    let owner = site.account(Role::Resident).await;
    let voter = site.stranger();
    voter.sign_in(&owner.email, crate::harness::PASSWORD).await;
    cast(&voter, SLUG).await;
    let office = Office::of(site).await;
    let batch = office.batch("1", "").await;
    for clerk in [&office.first, &office.second] {
        let form = clerk.get(&format!("{batch}/entry")).await.expect(200);
        let form = form.form("main form[method=post]").fill("email", &owner.email);
        form.fill("marks-1", "6").send(clerk).await.expect(303);
    }
    office.sign_off(&batch).await;
    assert_eq!(sum(&office.first, &batch, "paper-outcome-replaced").await, 1);
    assert_eq!(told(site, &owner.email).await, ["vote-replaced"]);
}

async fn a_person_has_one_card_in_and_across_batches(site: &Site) {
    voting(site, "paper_wins", 2).await;
    let office = Office::of(site).await;
    let one = office.batch("3", "yes").await;
    office.both_read(&one, &[("AB-1", "1", ""), ("AB-1", "1", ""), ("AB-1", "2", "")]).await;
    office.sign_off(&one).await;
    let other = office.batch("2", "yes").await;
    office.both_read(&other, &[("AB-1", "1", ""), ("AB-2", "1", "")]).await;
    office.sign_off(&other).await;
    assert_eq!(sum(&office.first, &one, "paper-outcome-already-paper").await, 2);
    assert_eq!(sum(&office.first, &other, "paper-outcome-already-paper").await, 1);
    assert_eq!(ballots(site).await, 2);
    assert_balanced(site).await;
}

async fn what_does_not_count_adds_up_and_is_published(site: &Site) {
    voting(site, "first", 2).await;
    let office = Office::of(site).await;
    // What came in time may be entered after the close.
    move_on(site, SLUG).await.expect(303);
    let batch = office.batch("6", "").await;
    let cards = [
        ("AB-1", "1", ""),
        ("", "", "blank"),
        ("", "", "late"),
        ("", "", "late"),
        ("", "", "too-many"),
        ("", "", "identifier-wrong"),
    ];
    office.both_read(&batch, &cards).await;
    office.sign_off(&batch).await;
    let expected = [
        ("paper-sum-valid", 1),
        ("paper-sum-blank", 1),
        ("paper-sum-invalid", 4),
        ("paper-outcome-counted", 1),
    ];
    for (key, cards) in expected {
        assert_eq!(sum(&office.first, &batch, key).await, cards, "{key}");
    }
    let trust = format!("/pl/{SLUG}/trust");
    let stranger = site.stranger();
    let page = stranger.get(&trust).await.expect(200);
    assert!(
        page.says(&say("paper-policy-first")) && !page.has("section[aria-labelledby=h-paper] dl")
    );
    seal(site, SLUG).await;
    assert_eq!(site.number("SELECT count(*) FROM paper_reading").await, 0);
    assert_eq!(site.number("SELECT count(*) FROM paper_card").await, 0);
    assert!(!stranger.get(&trust).await.has("section[aria-labelledby=h-paper] dl"));
    publish(site, SLUG).await;
    for lang in ["pl", "en", "uk"] {
        let page = stranger.get(&trust.replacen("/pl", &format!("/{lang}"), 1)).await.expect(200);
        let rows = page.all("section[aria-labelledby=h-paper] dl > div");
        let figures: Vec<&str> = rows.iter().map(|row| row.rsplit(' ').next().unwrap()).collect();
        assert_eq!(figures, ["1", "1", "4", "1", "1", "2", "1"], "{rows:?}");
    }
    // The desk still knows the sums; nobody reads a card any more.
    assert_eq!(sum(&office.first, &batch, "paper-sum-invalid").await, 4);
    let refused = office.first.get(&format!("{batch}/entry")).await.expect(409);
    assert!(refused.says(&say("paper-not-now")));
    office.first.get(&format!("{batch}/reconcile")).await.expect(200);
}

async fn a_signed_batch_goes_on_after_a_crash(site: &Site) {
    let codes = voting(site, "paper_wins", 4).await;
    vote_online(site, &codes[0]).await;
    let office = Office::of(site).await;
    let batch = office.batch("3", "").await;
    office.both_read(&batch, &[("AB-1", "6", ""), ("AB-2", "5", ""), ("AB-3", "4", "")]).await;
    act(&office.first, &batch, "compare").await.expect(303);
    // The server stops between the signature and the first card.
    let stopped =
        "UPDATE paper_batch SET state = 'signed', signed_by = compared_by + 1, signed_at = 1";
    site.change(stopped).await.unwrap();
    assert_eq!(ballots(site).await, 1);
    assert!(site.number("SELECT count(*) FROM paper_batch WHERE state = 'signed'").await == 1);
    // Two nodes go on with it at once, and once more for good measure.
    let both = all_at_once((0..2).map(|_| {
        let app = site.app.clone();
        async move { sakwa::paper::resume_all(&app).await }
    }));
    both.await.into_iter().for_each(|done| done.unwrap());
    sakwa::paper::resume_all(&site.app).await.unwrap();
    assert_eq!(ballots(site).await, 3);
    assert_eq!(sum(&office.first, &batch, "paper-outcome-counted").await, 2);
    assert_eq!(sum(&office.first, &batch, "paper-outcome-replaced").await, 1);
    let mut votes: Vec<String> = contents(site).await.into_iter().map(|cast| cast.vote).collect();
    votes.sort_unstable();
    assert_eq!(votes, ["4", "5", "6"]);
    assert_balanced(site).await;

    // It stops between a card and what is written of it: the card is not cast twice.
    let other = office.batch("1", "").await;
    office.both_read(&other, &[("AB-4", "1", "")]).await;
    office.sign_off(&other).await;
    for trigger in ["paper_batch_kept ON paper_batch", "paper_card_there ON paper_card"] {
        let name = trigger.split(' ').next().unwrap();
        if site.change(&format!("DROP TRIGGER {trigger}")).await.is_err() {
            site.change(&format!("DROP TRIGGER {name}")).await.unwrap();
        }
    }
    site.change("DELETE FROM paper_card").await.unwrap();
    site.change("UPDATE paper_batch SET state = 'signed'").await.unwrap();
    sakwa::paper::resume_all(&site.app).await.unwrap();
    assert_eq!(ballots(site).await, 4);
    assert_eq!(sum(&office.first, &other, "paper-outcome-counted").await, 1);
    assert_eq!(sum(&office.first, &batch, "paper-outcome-counted").await, 3);
    assert_balanced(site).await;
}

async fn after_the_signature_nothing_changes(site: &Site) {
    voting(site, "first", 2).await;
    let office = Office::of(site).await;
    let batch = office.batch("1", "").await;
    office.both_read(&batch, &[("AB-1", "1", "")]).await;
    act(&office.first, &batch, "compare").await.expect(303);
    // Before the signature a batch can go back.
    let card = [("card", "1"), ("number", "AB-1"), ("marks-1", "2"), ("status", "")];
    let entry = format!("{batch}/entry");
    assert!(office.second.post(&entry, &card).await.expect(409).says(&say("paper-compared")));
    act(&office.second, &batch, "reopen").await.expect(303);
    office.sign_off(&batch).await;
    let difference = format!("{batch}/difference");
    let third = site.sign_in_as(Role::Clerk).await;
    let before = site.everything().await;
    for clerk in [&office.first, &office.second, &third] {
        for path in [&entry, &difference] {
            assert!(clerk.post(path, &card).await.expect(409).says(&say("paper-signed")));
        }
        clerk.post(&batch, &[("declared", "5")]).await.expect(409);
        for what in ["compare", "reopen", "sign"] {
            act(clerk, &batch, what).await.expect(409);
        }
    }
    assert_eq!(site.everything().await, before);
    for wrong in [
        "UPDATE paper_batch SET declared = 7",
        "UPDATE paper_batch SET state = 'open'",
        "UPDATE paper_batch SET state = 'signed'",
        "UPDATE paper_batch SET reason = 'inaczej'",
        "DELETE FROM paper_batch",
        "UPDATE paper_reading SET account_id = 1",
        "DELETE FROM paper_reading",
        "INSERT INTO paper_reading SELECT batch_id, 9, 1, account_id, sealed FROM paper_reading",
        "UPDATE paper_card SET card = 2",
        "INSERT INTO paper_card SELECT batch_id, 9, sealed FROM paper_card",
        "DELETE FROM paper_card",
    ] {
        let refused = site.change(wrong).await.unwrap_err().to_string();
        assert!(refused.contains("paper-signed"), "{wrong}: {refused}");
    }
}

async fn the_seal_waits_for_paper(site: &Site) {
    voting(site, "first", 2).await;
    let office = Office::of(site).await;
    // A bundle of blank cards that nobody used keeps nobody waiting.
    office.batch("", "").await;
    let batch = office.batch("1", "").await;
    move_on(site, SLUG).await.expect(303);
    let officer = site.sign_in_as(Role::ReturningOfficer).await;
    let desk = format!("/pl/desk/{SLUG}/seal");
    assert!(officer.get(&desk).await.says(&say("seal-paper")));
    let refused = officer.post(&desk, &[("act", "propose")]).await.expect(409);
    assert!(refused.says(&say("seal-paper")));
    office.both_read(&batch, &[("AB-1", "1", "")]).await;
    officer.post(&desk, &[("act", "propose")]).await.expect(409);
    office.sign_off(&batch).await;
    officer.post(&desk, &[("act", "propose")]).await.expect(303);
    // A batch that comes between the two officers is waited for as well.
    let late = office.batch("1", "").await;
    let other = site.sign_in_as(Role::ReturningOfficer).await;
    assert!(other.post(&desk, &[("act", "approve")]).await.expect(409).says(&say("seal-paper")));
    office.both_read(&late, &[("AB-2", "2", "")]).await;
    office.sign_off(&late).await;
    other.post(&desk, &[("act", "approve")]).await.expect(303);
    assert!(other.get(&desk).await.says(&say("seal-done")));
    let fields = [("place", "Biblioteka"), ("declared", "1")];
    assert!(office.first.post(DESK, &fields).await.expect(409).says(&say("paper-not-now")));
    publish(site, SLUG).await;
    assert_eq!(site.number("SELECT count(*) FROM ballot").await, 2);
}

async fn nobody_and_nothing_chosen_can_be_read_in_the_database(site: &Site) {
    let by_name = [("account", "none"), ("way", "desk"), ("by", "street"), ("per-contact", "1")];
    let files = [crate::harness::pb(
        "approval",
        &["max_length;2"],
        &["7391;300;Ławki w parku", "7392;200;Drzewa przy szkole", "7393;100;Kino"],
        &[],
    )];
    let registrar = preparing(site, SLUG, files, &by_name).await;
    let csv = "Imię i nazwisko;Rok urodzenia;Ulica\nKanaria Zasadzona;1980;Kanarkowa 7\n";
    import(&registrar, SLUG, csv).await;
    open(site, SLUG).await;
    let office = Office::of(site).await;
    let batch = office.batch("1", "").await;
    for clerk in [&office.first, &office.second] {
        let form = clerk.get(&format!("{batch}/entry")).await.expect(200);
        let form = form.form("main form[method=post]").fill("name", "Kanaria Zasadzona");
        let form = form.fill("born", "1980").fill("street", "Kanarkowa 7");
        form.fill("marks-1", "7392 7393").send(clerk).await.expect(303);
    }
    office.sign_off(&batch).await;
    let cast = contents(site).await.remove(0);
    assert_eq!(cast.vote, "7392,7393");
    let person: String = cast.person.iter().map(|byte| format!("{byte:02x}")).collect();
    // Every table of either engine, and the files as they lie on the disk.
    let tables = crate::linker::dump(site).await;
    let rows = |name: &str| -> String {
        let wanted = tables.iter().filter(|table| table.name.starts_with(name));
        wanted.flat_map(|table| &table.rows).map(|row| row.join(" ") + "\n").collect()
    };
    let mut all = rows("").into_bytes();
    for file in std::fs::read_dir(&site.app.config.data_dir).unwrap() {
        all.extend(std::fs::read(file.unwrap().path()).unwrap().to_ascii_lowercase());
    }
    let found = |what: &str| all.windows(what.len()).any(|window| window == what.as_bytes());
    assert!(found("biblioteka") && rows("register_entry").contains(&person), "the search sees");
    for secret in ["kanaria", "anarkowa", "7392,7393", "7392 7393", "\"marks\""] {
        let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
        assert!(!found(secret) && !found(&hex), "{secret} is in the database");
    }
    assert!(!rows("paper_").contains(&person));
    // Nor do two equal readings look alike, so that nobody can count who chose the same.
    let alike = "SELECT count(*) FROM paper_reading a JOIN paper_reading b \
                 ON a.sealed = b.sealed AND a.reader < b.reader";
    assert_eq!(site.number(alike).await, 0);
    // A reading laid on another card opens nowhere.
    let other = office.batch("1", "").await;
    let number = other.rsplit('/').next().unwrap();
    let moved = format!(
        "INSERT INTO paper_reading SELECT (SELECT id FROM paper_batch WHERE number = {number}), \
         card, reader, account_id, sealed FROM paper_reading"
    );
    site.change(&moved).await.unwrap();
    act(&office.first, &other, "compare").await.expect(500);
}

async fn points_and_districts_are_typed(site: &Site) {
    // City hall finds people by what they declare; nobody keeps a register.
    let declared = [("account", "none"), ("way", "desk"), ("per-contact", "1")];
    preparing(site, SLUG, city_and_districts(), &declared).await;
    open(site, SLUG).await;
    let office = Office::of(site).await;
    let batch = office.batch("2", "").await;
    let pages = office.first.get(&format!("{batch}/entry")).await.expect(200);
    assert_eq!(pages.attrs("[autofocus]", "name"), ["name"], "the first field has the focus");
    // Districts whose rules differ are told apart while nobody has said of which one a card is.
    let hint = pages.one("#marks-2-hint");
    let (baluty, polesie) = (hint.find("Bałuty: ").unwrap(), hint.find("Polesie: ").unwrap());
    let points = hint.find(&say("paper-marks-points")).unwrap();
    assert!(baluty < points && points < polesie, "{hint}");
    assert!(hint.ends_with(&say("paper-marks-numbers")), "{hint}");
    let card = |area: &'static str, city: &'static str, own: &'static str, who: &'static str| {
        [
            ("name", who),
            ("street", "Polna 7"),
            ("postcode", "90-001"),
            ("area", area),
            ("marks-1", city),
            ("marks-2", own),
        ]
    };
    let entry = format!("{batch}/entry");
    let send = async |clerk: &Browser, number: &str, fields: [(&str, &str); 6]| {
        let all = [&[("card", number), ("status", "")], &fields[..]].concat();
        clerk.post(&entry, &all).await
    };
    for (area, city, own) in [
        ("", "1", ""),
        ("-", "1", "B1:2"),
        ("baluty", "1", "B1"),
        ("baluty", "1", "B1:x"),
        ("baluty", "1", "B1:5"),
        ("baluty", "1", "P1"),
        ("polesie", "1", "P1:1"),
        ("polesie", "1", "P1 P3"),
        ("baluty", "", ""),
        ("nie-ma", "1", ""),
    ] {
        let page = send(&office.first, "1", card(area, city, own, "Jan Kos")).await;
        assert_eq!(page.status, 422, "{area} {city} {own}: {}", page.text());
    }
    for clerk in [&office.first, &office.second] {
        send(clerk, "1", card("baluty", "2 1", "B3:2 B1:4", "Jan Kos")).await.expect(303);
        send(clerk, "2", card("-", "6", "", "Anna Kos")).await.expect(303);
    }
    // The district of the last card waits in the next form.
    let next = send(&office.first, "3", card("polesie", "", "P1", "Ewa Kos")).await.expect(303);
    let next = office.first.follow(next).await.expect(200);
    let form = next.form("main form[method=post]");
    assert_eq!(form.get("area"), "polesie");
    let hint = next.one("#marks-2-hint");
    assert!(
        hint.contains("dowolnie wiele") && hint.ends_with(&say("paper-marks-numbers")),
        "{hint}"
    );
    assert!(!hint.contains("Bałuty") && !hint.contains(&say("paper-marks-points")), "{hint}");
    send(&office.second, "3", card("polesie", "", "P1", "Ewa Kos")).await.expect(303);
    let why = [("act", "compare"), ("reason", "Jedna karta leżała obok urny.")];
    office.first.post(&format!("{batch}/reconcile"), &why).await.expect(303);
    act(&office.second, &batch, "sign").await.expect(303);
    let mut votes: Vec<(String, String)> =
        contents(site).await.into_iter().map(|cast| (cast.vote, cast.points)).collect();
    votes.sort_unstable();
    let votes: Vec<(&str, &str)> =
        votes.iter().map(|(vote, points)| (&**vote, &**points)).collect();
    assert_eq!(votes, [("1,2", ""), ("6", ""), ("B1,B3", "4,2"), ("P1", "")]);
    // A sample shows what was read, of a batch in the box alone.
    let auditor = site.sign_in_as(Role::Auditor).await;
    let sample = auditor.get(&format!("{batch}/sample")).await.expect(200);
    assert_eq!(sample.all("main tbody tr").len(), 3);
    assert!(sample.says("B1:4 B3:2") && !sample.says("Kos"));
    assert_balanced(site).await;
}

async fn cards_are_printed_with_the_numbers_of_the_screen(site: &Site) {
    EditionPlan::new(SLUG, Phase::Evaluation, city_and_districts()).make(site).await;
    let office = Office::of(site).await;
    // Before the vote opens, so that there is time to print.
    let batch = office.batch("", "yes").await;
    let page = office.first.get(&format!("{DESK}/card?area=baluty&batch=1")).await.expect(200);
    let numbers = page.all(".slip tbody td:first-child");
    assert_eq!(numbers, ["1", "2", "3", "4", "5", "6", "B1", "B2", "B3"]);
    assert!(page.has(".slip .qr svg") && page.says("Partia 1"));
    // A cross needs a box; points need a line to write them on.
    assert_eq!(page.all(".slip td.bare .box").len(), 6);
    assert_eq!(page.all(".slip td.bare .fill").len(), 3);
    office.first.get(&format!("{DESK}/card?area=nie-ma")).await.expect(404);
    office.first.get(&format!("{DESK}/card?batch=7")).await.expect(404);
    let cover = office.first.get(&format!("{batch}/cover")).await.expect(200);
    assert!(cover.has(".slip .qr svg") && cover.says("Biblioteka"));
    let early = office.first.get(&format!("{batch}/entry")).await.expect(409);
    assert!(early.says(&say("paper-not-now")));
}

async fn a_printed_card_has_the_ranges_of_cost(site: &Site) {
    EditionPlan::new(SLUG, Phase::Evaluation, [approval(3, &[])]).make(site).await;
    let ballot = "/pl/desk/karta/ballot/city";
    site.sign_in_as(Role::Admin).await.post(ballot, &crate::vote::BANDS).await.expect(303);
    let clerk = site.sign_in_as(Role::Clerk).await;
    let card = clerk.get(&format!("{DESK}/card")).await.expect(200);
    let heads = card.all(".slip tbody th[scope=rowgroup]");
    let expected =
        ["Małe: do 200 zł, najwyżej 1 projekt", "Duże: powyżej 200 zł, najwyżej 1 projekt"];
    assert_eq!(heads, expected);
    let small = card.all(".slip tbody:nth-of-type(1) .nr");
    assert_eq!(small, ["2", "4", "6"], "each project stands under its range");
    assert_eq!(card.all(".slip .nr").len(), 6);
}

/// The third look, the lists and the sample, in three languages.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_pages_of_paper_are_whole_in_three_languages() {
    Site::run(Engine::Sqlite, async |site| {
        voting(site, "first", 3).await;
        let office = Office::of(site).await;
        let batch = office.batch("2", "").await;
        read(&office.first, &batch, ("AB-1", "1", "")).await.expect(303);
        read(&office.second, &batch, ("AB-2", "2", "")).await.expect(303);
        read(&office.first, &batch, ("AB-3", "2", "")).await.expect(303);
        let closed = office.batch("1", "").await;
        office.both_read(&closed, &[("", "", "late")]).await;
        office.sign_off(&closed).await;
        for lang in ["pl", "en", "uk"] {
            for (at, path) in [
                (&batch, ""),
                (&batch, "/entry"),
                (&batch, "/reconcile"),
                (&batch, "/difference?card=1"),
                (&batch, "/cover"),
                (&closed, ""),
                (&closed, "/reconcile"),
                (&closed, "/sample"),
            ] {
                let path = format!("{at}{path}").replacen("/pl", &format!("/{lang}"), 1);
                let page = office.first.get(&path).await.expect(200);
                assert!(!page.text().contains('⟦') && page.has("h1"), "{path}");
            }
        }
    })
    .await;
}
