//! The integrity desk: what it finds, and that nobody is excluded by one person, in silence, or for
//! what they voted.

use std::sync::Arc;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sakwa::bundle::{self, Bundle, Options};
use sakwa::edition::Phase;
use sakwa::people::{Role, person_key};
use sakwa::vote::{Channel, Job, NewBallot, Part, Source};

use crate::harness::{
    Browser, DAY, EditionPlan, NOW, Page, Site, all_at_once, approval, letters, on_both_engines,
    say,
};

on_both_engines! {
    three_hundred_ballots_of_one_hand_are_found_within_the_hour
    a_school_behind_one_address_is_no_fraud
    excluded_ballots_are_not_counted_and_the_bundle_holds
    who_has_no_account_is_named_by_the_register_and_written_to
    one_person_alone_excludes_nobody
    an_appeal_goes_to_a_third_person
    a_person_is_challenged_by_their_address_and_what_is_wrong_is_said
    thousands_are_challenged_in_one_act
}

const SLUG: &str = "karta";
const DESK: &str = "/pl/desk/karta/integrity";
const CHALLENGES: &str = "/pl/desk/karta/challenges";
const OWN: &str = "/pl/karta/vote/challenge";
const WORDS: &str = "Ten sam telefon oddał głosy za wiele osób.";
const WHY: &str = "Osoba przyszła do urzędu i potwierdziła swój głos.";

/// Somebody who casts: who, from where, with what, and the numbers of the projects.
struct Cast {
    person: Vec<u8>,
    network: String,
    agent: &'static str,
    chosen: Vec<&'static str>,
}

async fn voting(site: &Site) {
    EditionPlan::new(SLUG, Phase::Voting, [approval(3, &[])]).make(site).await;
}

/// Casts all of them at the present moment, as the program would for forms that came in at once.
async fn cast(site: &Site, casts: Vec<Cast>) {
    let db = site.app.store.read();
    let edition = sakwa::edition::find(db, SLUG).await.unwrap();
    let key = site.app.keys.of(db, edition.id).await.unwrap();
    let pool = sakwa::edition::pool::of_edition(db, edition.id).await.unwrap().remove(0);
    let lanes: Arc<[String]> = [pool.lane.clone()].into();
    let jobs: Vec<_> = casts
        .into_iter()
        .map(|cast| {
            let mut own = [0; 16];
            own.copy_from_slice(&cast.person[..16]);
            let chosen: Vec<(&str, i64)> = cast.chosen.iter().map(|number| (*number, 1)).collect();
            let kind = game_rules::ballot::Kind::Approval;
            let job = Job {
                edition_id: edition.id,
                key: key.clone(),
                person: cast.person,
                day: site.app.clock.today(),
                channel: Channel::Internet,
                lanes: lanes.clone(),
                parts: vec![Part {
                    pool_id: pool.id,
                    lane: pool.lane.clone(),
                    ballot: NewBallot::new(&own, SLUG, &pool.code, kind, &chosen),
                }],
                instead: None,
                paper_wins: false,
                code: None,
                owner: None,
                source: Source { network: cast.network, agent: cast.agent },
            };
            let app = site.app.clone();
            async move { app.casting.cast(job).await.unwrap() }
        })
        .collect();
    all_at_once(jobs).await;
}

const AGENTS: [&str; 5] = ["Android", "iPhone", "Windows", "Macintosh", "other"];

/// What people choose: the first projects more often than the last.
fn honest(random: &mut StdRng, network: String) -> Cast {
    let mut chosen = Vec::new();
    while chosen.is_empty() {
        let likes = ["1", "2", "3", "4", "5", "6"].into_iter().zip(0..);
        chosen = likes.filter(|(_, i)| random.random_range(0..10) < 5 - i / 2).collect();
        chosen.truncate(3);
    }
    Cast {
        person: random.random::<[u8; 32]>().to_vec(),
        network,
        agent: AGENTS[random.random_range(0..5)],
        chosen: chosen.into_iter().map(|(number, _)| number).collect(),
    }
}

/// So many from networks of their own, or of one neighbour.
fn crowd(random: &mut StdRng, n: usize) -> Vec<Cast> {
    (0..n)
        .map(|_| {
            let network =
                format!("83.{}.{}.0", random.random_range(0..200), random.random_range(0..99));
            honest(random, network)
        })
        .collect()
}

fn one_hand(random: &mut StdRng, n: usize, chosen: &[&'static str]) -> Vec<Cast> {
    let one = |_| Cast {
        person: random.random::<[u8; 32]>().to_vec(),
        network: "91.7.7.0".to_owned(),
        agent: AGENTS[random.random_range(0..5)],
        chosen: chosen.to_vec(),
    };
    (0..n).map(one).collect()
}

async fn desk(site: &Site, registrar: &Browser) -> Page {
    // What was worked out a minute ago is worked out anew.
    site.app.clock.set(site.app.clock.now() + 60);
    registrar.get(DESK).await.expect(200)
}

/// The rows of a list, as words.
fn list(page: &Page, kind: &str) -> Vec<String> {
    page.all(&format!("section[aria-labelledby=h-{kind}] tbody tr"))
}

fn alarms(page: &Page) -> usize {
    let rows = page.all("main tbody tr").into_iter();
    rows.filter(|row| row.contains(&say("integrity-alarm"))).count()
}

/// The page of the largest group of a list.
async fn open_group(registrar: &Browser, page: &Page, kind: &str) -> Page {
    let links = page.attrs(&format!("section[aria-labelledby=h-{kind}] tbody a"), "href");
    registrar.get(&links[0]).await.expect(200)
}

/// Challenges the largest group of a list.
async fn challenge_group(site: &Site, registrar: &Browser, kind: &str) {
    let page = desk(site, registrar).await;
    let form = open_group(registrar, &page, kind).await.form("main form");
    let form = form.pick("reason", "one-hand").fill("words", WORDS);
    let page = form.send(registrar).await.expect(303);
    assert!(page.location().starts_with(CHALLENGES));
}

/// Opens the latest case.
async fn case(browser: &Browser) -> Page {
    let page = browser.get(CHALLENGES).await.expect(200);
    let links = page.attrs("section[aria-labelledby=h-batches] tbody a", "href");
    browser.get(&links[0]).await.expect(200)
}

const CASE: &str = "section[aria-labelledby=h-batch] form";

async fn confirm(browser: &Browser) -> Page {
    case(browser).await.form(CASE).pick("act", "confirm").send(browser).await
}

async fn excluded(site: &Site) -> usize {
    let edition = sakwa::edition::find(site.app.store.read(), SLUG).await.unwrap();
    sakwa::integrity::excluded(site.app.store.read(), edition.id).await.unwrap().len()
}

async fn three_hundred_ballots_of_one_hand_are_found_within_the_hour(site: &Site) {
    voting(site).await;
    let random = &mut StdRng::seed_from_u64(2025);
    let mut of_one_hand = 0;
    for day in 0..4 {
        for hour in 0..8 {
            site.app.clock.set(NOW + day * DAY + hour * 3600);
            let everybody = crowd(random, if hour < 6 { 19 } else { 18 });
            cast(site, everybody).await;
            let chosen: &[&str] = if of_one_hand < 200 { &["5", "6"] } else { &["4", "6"] };
            let strange = one_hand(random, 10, chosen);
            cast(site, strange).await;
            of_one_hand += 10;
            if day == 0 && hour < 3 {
                // A session of city hall does not last an hour of silence.
                let registrar = site.sign_in_as(Role::Registrar).await;
                let found = list(&desk(site, &registrar).await, "choices");
                assert_eq!(found.len(), usize::from(of_one_hand >= 20), "{of_one_hand}: {found:?}");
            }
        }
    }
    assert_eq!(of_one_hand, 320);
    let registrar = site.sign_in_as(Role::Registrar).await;
    assert_eq!(site.number("SELECT count(*) FROM envelope").await, 320 + 600);
    let page = desk(site, &registrar).await;
    let choices = list(&page, "choices");
    assert_eq!(choices.len(), 2, "{choices:?}");
    assert!(choices[0].contains(" 200 ") && choices[1].contains(" 120 "), "{choices:?}");
    let network = list(&page, "network");
    assert_eq!(network.len(), 1);
    assert!(network[0].contains(" 320 ") && network[0].contains(&say("integrity-alarm")));
    // The people are there; what they chose, or how the vote stands, is not.
    let group = open_group(&registrar, &page, "network").await;
    assert!(group.says("320 osób") && group.says(&say("integrity-channel-internet")));
    assert_eq!(group.all("section[aria-labelledby=h-people] tbody tr").len(), 200);
    for page in [&page, &group] {
        let words = page.one("main");
        assert!(!["Ławki", "Drzewa", "Plac", "Kino"].iter().any(|title| words.contains(title)));
    }
    for lang in ["en", "uk"] {
        for at in [DESK, &group.at] {
            let page = registrar.get(&at.replacen("/pl", &format!("/{lang}"), 1)).await.expect(200);
            assert!(!page.text().contains('⟦'), "{at} in {lang}");
        }
    }
    // A page costs the same however many have voted: lists are made once a minute.
    let before = site.app.store.queries();
    registrar.get(DESK).await.expect(200);
    let first = site.app.store.queries() - before;
    cast(site, crowd(random, 100)).await;
    let before = site.app.store.queries();
    let same = registrar.get(DESK).await.expect(200);
    assert_eq!(site.app.store.queries() - before, first);
    assert_eq!(list(&same, "network"), network);
}

async fn a_school_behind_one_address_is_no_fraud(site: &Site) {
    voting(site).await;
    let random = &mut StdRng::seed_from_u64(7);
    for hour in 0..12 {
        site.app.clock.set(NOW + hour * 3600);
        cast(site, crowd(random, 30)).await;
    }
    for half_hour in 0..10 {
        site.app.clock.set(NOW + DAY + half_hour * 1800);
        let pupils = (0..20).map(|_| honest(random, "80.1.2.0".to_owned())).collect();
        cast(site, pupils).await;
    }
    let registrar = site.sign_in_as(Role::Registrar).await;
    let page = desk(site, &registrar).await;
    assert_eq!(alarms(&page), 0, "{}", page.one("main"));
    assert!(list(&page, "choices").is_empty());
    for (kind, n) in [("hour", " 40 "), ("network", " 200 ")] {
        let rows = list(&page, kind);
        assert_eq!(rows.len(), 1, "{kind}: {rows:?}");
        assert!(rows[0].contains(n) && rows[0].contains(&say("integrity-shared")), "{rows:?}");
    }
}

async fn excluded_ballots_are_not_counted_and_the_bundle_holds(site: &Site) {
    voting(site).await;
    let random = &mut StdRng::seed_from_u64(11);
    cast(site, crowd(random, 40)).await;
    cast(site, one_hand(random, 30, &["5", "6"])).await;
    let registrar = site.sign_in_as(Role::Registrar).await;
    challenge_group(site, &registrar, "choices").await;
    crate::vote::move_on(site, SLUG).await.expect(303);

    // Nothing is sealed while a challenge waits.
    let officer = site.sign_in_as(Role::ReturningOfficer).await;
    let seal = format!("/pl/desk/{SLUG}/seal");
    let page = officer.get(&seal).await.expect(200);
    assert!(page.says(&say("seal-challenges")) && !page.has("main form"));
    let refused = officer.post(&seal, &[("act", "propose")]).await.expect(409);
    assert!(refused.says(&say("seal-challenges")));
    confirm(&officer).await.expect(303);
    assert_eq!(excluded(site).await, 30);

    // Nor while those who are left out have time to appeal: seven days, to the end of the last.
    let confirmed = site.number("SELECT max(confirmed_at) FROM challenge").await;
    let last = sakwa::clock::end_of_day(confirmed, 7);
    for (at, waits) in [(confirmed, true), (last, true), (last + 1, false)] {
        site.app.clock.set(at);
        let officer = site.sign_in_as(Role::ReturningOfficer).await;
        let page = officer.get(&seal).await.expect(200);
        assert_eq!(page.has("main form"), !waits, "{at}");
        if waits {
            assert!(page.says("mogą się odwołać do 19 stycznia 2027, 23:59"), "{}", page.text());
            let refused = officer.post(&seal, &[("act", "propose")]).await.expect(409);
            assert!(refused.says(&say("seal-appeals")));
        }
    }

    // Nor approved, when one comes between the two people.
    let officer = site.sign_in_as(Role::ReturningOfficer).await;
    let registrar = site.sign_in_as(Role::Registrar).await;
    officer.post(&seal, &[("act", "propose")]).await.expect(303);
    let ola = site.account(Role::Resident).await;
    let one = [("email", &*ola.email), ("reason", "other"), ("words", WORDS)];
    registrar.post(DESK, &one).await.expect(303);
    let other = site.sign_in_as(Role::ReturningOfficer).await;
    assert!(
        other.post(&seal, &[("act", "approve")]).await.expect(409).says(&say("seal-challenges"))
    );
    let form = case(&registrar).await.form(CASE).fill("why", WHY).pick("act", "withdraw");
    form.send(&registrar).await.expect(303);
    other.post(&seal, &[("act", "approve")]).await.expect(303);
    assert!(other.get(&seal).await.says(&say("seal-done")));

    // After the seal nothing can be challenged or taken back.
    assert!(registrar.post(DESK, &one).await.expect(409).says(&say("challenge-over")));
    let batch = site.number("SELECT min(id) FROM challenge_batch").await.to_string();
    for act in ["confirm", "withdraw"] {
        let fields = [("act", act), ("batch", &*batch), ("challenge", ""), ("why", WHY)];
        assert!(registrar.post(CHALLENGES, &fields).await.expect(409).says(&say("challenge-over")));
    }
    assert!(!case(&registrar).await.has(CASE));
    assert!(registrar.get(DESK).await.expect(200).says(&say("integrity-quiet")));

    crate::vote::publish(site, SLUG).await;
    let counted =
        |state: &str| format!("SELECT count(*) FROM participation WHERE state = '{state}'");
    assert_eq!(site.number(&counted("excluded")).await, 30);
    assert_eq!(site.number(&counted("counted")).await, 40);
    let stranger = site.stranger();
    let file = stranger.get(&format!("/data/{SLUG}/pools/city.pb")).await.expect(200);
    let election = game_rules::pabulib::read(&file.body).unwrap();
    assert_eq!(election.ballots.len(), 40);
    let zip = stranger.get(&format!("/data/{SLUG}/bundle.zip")).await.expect(200);
    let published = Bundle::unzip(&zip.body).unwrap();
    let report = bundle::verify(&published, &Options::default());
    assert!(report.accepted, "{report:?}");
    let leaves = String::from_utf8(published.files["excluded.txt"].clone()).unwrap();
    assert_eq!(leaves.lines().count(), 30);
    // Without its excluded leaves the same bundle is refused.
    let mut silent = published.clone();
    silent.files.insert("excluded.txt".into(), Vec::new());
    assert!(!bundle::verify(&silent, &Options::default()).accepted);
}

async fn who_has_no_account_is_named_by_the_register_and_written_to(site: &Site) {
    EditionPlan::new(SLUG, Phase::Evaluation, [approval(3, &[])]).make(site).await;
    let registrar = site.sign_in_as(Role::Registrar).await;
    let policy = [("account", "none"), ("way", "code"), ("by", "number"), ("per-contact", "1")];
    registrar.post(&format!("/pl/desk/{SLUG}/eligibility"), &policy).await.expect(303);
    let register = format!("/pl/desk/{SLUG}/register");
    let mut file = "Numer;Kontakt\n".to_owned();
    for n in 2..32 {
        file.push_str(&format!("KARTA-{n};osoba{n}@example.pl\n"));
    }
    registrar.send_file(&format!("{register}/file"), &[], file.as_bytes()).await.expect(303);
    registrar.post(&format!("{register}/apply"), &[("press", "apply")]).await.expect(303);
    registrar.post(&format!("/pl/desk/{SLUG}/codes"), &[]).await.expect(200);
    crate::vote::move_on(site, SLUG).await.expect(303);
    let rows = site.rows("SELECT person FROM register_entry").await;
    let random = &mut StdRng::seed_from_u64(12);
    cast(site, crowd(random, 40)).await;
    let mut casts = one_hand(random, rows.len(), &["5", "6"]);
    for (cast, row) in casts.iter_mut().zip(&rows) {
        cast.person = row.try_get_by_index(0).unwrap();
    }
    cast(site, casts).await;
    challenge_group(site, &registrar, "choices").await;
    let page = case(&registrar).await;
    for row in 2..32 {
        assert!(page.says(&format!("wiersz rejestru {row}")), "{row}: {}", page.one("main"));
    }
    confirm(&site.sign_in_as(Role::ReturningOfficer).await).await.expect(303);
    sakwa::integrity::send_letters(&site.app).await.unwrap();
    for n in 2..32 {
        let told = letters(site, &format!("osoba{n}@example.pl")).await;
        let last = told.last().unwrap();
        assert!(last.body.contains(&format!("/pl/{SLUG}/vote/challenge")), "{}", last.body);
        assert!(last.body.contains("Masz na to czas do ") && last.body.contains(", 23:59."));
    }
}

async fn one_person_alone_excludes_nobody(site: &Site) {
    voting(site).await;
    let random = &mut StdRng::seed_from_u64(3);
    cast(site, one_hand(random, 25, &["5"])).await;
    let registrar = site.sign_in_as(Role::Registrar).await;
    challenge_group(site, &registrar, "choices").await;
    assert_eq!(excluded(site).await, 0);
    let page = case(&registrar).await;
    assert!(page.says(&say("challenge-waits")));
    let batch = page.form(CASE).get("batch").to_owned();
    let refused = registrar.post(CHALLENGES, &[("act", "confirm"), ("batch", &batch)]).await;
    assert!(refused.expect(409).says(&say("challenge-same")));
    // The same people once more are no second challenge.
    let page = desk(site, &registrar).await;
    let form = open_group(&registrar, &page, "choices").await.form("main form");
    let again = form.pick("reason", "other").fill("words", WORDS).send(&registrar).await;
    assert!(again.expect(409).says(&say("challenge-already")));
    // Nor past the program.
    for wrong in [
        "state = 'confirmed'",
        "state = 'confirmed', confirmed_by = proposed_by",
        "state = 'lifted'",
        "state = 'upheld', confirmed_by = proposed_by + 1, decided_by = proposed_by + 2",
        "state = 'upheld', confirmed_by = proposed_by + 1, decided_by = proposed_by, appealed_at = 1",
        "state = 'gone'",
    ] {
        assert!(site.change(&format!("UPDATE challenge SET {wrong}")).await.is_err(), "{wrong}");
    }
    assert_eq!(excluded(site).await, 0);
    let second = site.sign_in_as(Role::Registrar).await;
    confirm(&second).await.expect(303);
    assert_eq!(excluded(site).await, 25);
    confirm_again_finds_nothing(&second, &batch).await;
    // One of them is let back, with a reason; then all.
    let one = site.number("SELECT min(id) FROM challenge").await.to_string();
    let withdraw = |challenge: &str, why: &str| {
        let mut form = vec![("act", "withdraw".to_owned()), ("batch", batch.clone())];
        form.extend([("challenge", challenge.to_owned()), ("why", why.to_owned())]);
        form
    };
    for (challenge, why, status, left) in
        [(&*one, "bo tak", 422, 25), (&*one, WHY, 303, 24), ("", WHY, 303, 0), ("", WHY, 409, 0)]
    {
        let form = withdraw(challenge, why);
        let fields: Vec<(&str, &str)> =
            form.iter().map(|(name, value)| (*name, &**value)).collect();
        let page = second.post(CHALLENGES, &fields).await.expect(status);
        assert!(status != 422 || page.says(&say("challenge-words-missing")));
        assert_eq!(excluded(site).await, left);
    }
    // Who was let back can be challenged anew.
    challenge_group(site, &registrar, "choices").await;
    let acts =
        site.rows("SELECT kind, subject, detail FROM act WHERE kind LIKE 'challenge%'").await;
    assert_eq!(acts.len(), 5);
    let auditor = site.sign_in_as(Role::Auditor).await;
    let page = auditor.get("/pl/desk/acts").await.expect(200);
    let proposed = format!("Sprawa {batch}, {}, 25 osób: ", say("challenge-reason-one-hand"));
    let edition = sakwa::edition::all(site.app.store.read()).await.unwrap().remove(0).title;
    let let_back = format!("Zakwestionowanie {one}, 1 osoba: {WHY}");
    for words in [proposed, format!("Sprawa {batch}, 25 osób"), let_back, edition] {
        assert!(page.says(&words), "{words}: {}", page.one("main"));
    }
}

async fn confirm_again_finds_nothing(second: &Browser, batch: &str) {
    let page = second.post(CHALLENGES, &[("act", "confirm"), ("batch", batch)]).await;
    assert!(page.expect(409).says(&say("challenge-none")));
}

/// A resident of flesh and blood whose ballot is in the box.
async fn neighbour(site: &Site) -> (Browser, String) {
    let browser = site.stranger();
    let email = browser.sign_up_as(site).await;
    let id = site.number(&format!("SELECT id FROM account WHERE email = '{email}'")).await;
    let edition = sakwa::edition::find(site.app.store.read(), SLUG).await.unwrap().id;
    let person = person_key(&site.app.secret, edition, &format!("account:{id}"));
    let chosen = vec!["1", "2"];
    cast(site, vec![Cast { person, network: "10.0.0.0".into(), agent: "Android", chosen }]).await;
    (browser, email)
}

async fn an_appeal_goes_to_a_third_person(site: &Site) {
    voting(site).await;
    let [registrar, second, third] = [
        site.sign_in_as(Role::Registrar).await,
        site.sign_in_as(Role::Registrar).await,
        site.sign_in_as(Role::ReturningOfficer).await,
    ];
    for (ruling, state, left) in [("lift", "lifted", 0), ("uphold", "upheld", 1)] {
        let (voter, email) = neighbour(site).await;
        assert!(voter.get(OWN).await.expect(200).says(&say("challenge-own-none")));
        let one = [("email", &*email), ("reason", "identity"), ("words", WORDS)];
        registrar.post(DESK, &one).await.expect(303);
        // Until a second person agrees it is nobody's business, and there is no letter.
        assert!(voter.get(OWN).await.expect(200).says(&say("challenge-own-none")));
        voter.post(OWN, &[("words", WHY)]).await.expect(409);
        assert!(letters(site, &email).await.is_empty());
        confirm(&second).await.expect(303);
        let told = letters(site, &email).await;
        assert_eq!(told.len(), 1);
        assert!(told[0].body.contains(OWN));

        let page = voter.get(OWN).await.expect(200);
        assert!(page.says(&say("challenge-own-confirmed")) && page.says(WORDS));
        page.form("main form").fill("words", "nie").send(&voter).await.expect(422);
        page.form("main form").fill("words", WHY).send(&voter).await.expect(303);
        assert!(voter.get(OWN).await.says(&say("challenge-own-appealed")));
        let acts = third.get("/pl/desk/acts").await.expect(200);
        assert!(acts.says(&say("acts-voter")), "who appeals has no account of city hall's");
        assert!(page.form("main form").fill("words", WHY).send(&voter).await.status == 409);
        for part in [&registrar, &second] {
            let page = part.get(CHALLENGES).await.expect(200);
            assert!(page.says(WHY) && page.says(&say("challenge-third")));
            let id = site.number("SELECT max(id) FROM challenge").await.to_string();
            let fields = [("act", ruling), ("challenge", &*id), ("words", WORDS)];
            let refused = part.post(CHALLENGES, &fields).await.expect(409);
            assert!(refused.says(&say("challenge-third")));
        }
        let page = third.get(CHALLENGES).await.expect(200);
        let form = page.form("section[aria-labelledby=h-appeals] form").pick("act", ruling);
        form.clone().send(&third).await.expect(422);
        form.fill("words", "Rozmawialiśmy z tą osobą w urzędzie.").send(&third).await.expect(303);
        let page = voter.get(OWN).await.expect(200);
        assert!(page.says(&say(&format!("challenge-own-{state}"))));
        assert!(page.says("Rozmawialiśmy z tą osobą w urzędzie."));
        for lang in ["en", "uk"] {
            let page = voter.get(&OWN.replacen("/pl", &format!("/{lang}"), 1)).await.expect(200);
            assert!(!page.text().contains('⟦') && page.has("main dl"));
            let cases = CHALLENGES.replacen("/pl", &format!("/{lang}"), 1);
            let batch = site.number("SELECT max(id) FROM challenge_batch").await;
            let page = third.get(&format!("{cases}?show={batch}")).await.expect(200);
            assert!(!page.text().contains('⟦') && page.has("#h-batch"));
        }
        assert_eq!(letters(site, &email).await.len(), 2);
        assert_eq!(excluded(site).await, left);
    }
    crate::vote::close_and_count(site, SLUG).await;
    assert_eq!(site.number("SELECT count(*) FROM ballot").await, 1);
}

async fn a_person_is_challenged_by_their_address_and_what_is_wrong_is_said(site: &Site) {
    voting(site).await;
    let (_, email) = neighbour(site).await;
    let registrar = site.sign_in_as(Role::Registrar).await;
    let form = registrar.get(DESK).await.expect(200).form("main form");
    let unknown = form.clone().fill("email", "nikt@example.pl").fill("words", WORDS);
    let page = unknown.send(&registrar).await.expect(422);
    assert!(
        page.says(&say("challenge-email-unknown")) && page.says(&say("challenge-reason-missing"))
    );
    assert_eq!(page.form("main form").get("email"), "nikt@example.pl");
    let short = form.clone().fill("email", &email).pick("reason", "other").fill("words", "x");
    assert!(short.send(&registrar).await.expect(422).says(&say("challenge-words-missing")));
    assert_eq!(site.number("SELECT count(*) FROM challenge_batch").await, 0);
    let whole = form.fill("email", &email).pick("reason", "other").fill("words", WORDS);
    whole.send(&registrar).await.expect(303);
    let page = case(&registrar).await;
    assert!(page.says("Ola Nowak") && page.says(&say("challenge-state-proposed")));
    // An officer looks, and does not challenge.
    let officer = site.sign_in_as(Role::ReturningOfficer).await;
    assert!(!officer.get(DESK).await.expect(200).has("main form"));
    let one = [("email", &*email), ("reason", "other"), ("words", WORDS)];
    officer.post(DESK, &one).await.expect(403);
    // A stranger is told where to ask.
    let stranger = site.stranger();
    assert!(stranger.get(OWN).await.expect(200).says(&say("challenge-own-unknown")));
    assert!(stranger.get("/pl/karta/vote").await.attrs("main a", "href").contains(&OWN.to_owned()));
}

async fn thousands_are_challenged_in_one_act(site: &Site) {
    const MANY: usize = 2000;
    voting(site).await;
    let accounts = format!(
        "INSERT INTO account (email, name, password_hash, language, created_at) \
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {MANY}) \
         SELECT 'wiele' || i || '@example.pl', 'Osoba ' || i, '', 'pl', 0 FROM n"
    );
    site.change(&accounts).await.unwrap();
    let edition = sakwa::edition::find(site.app.store.read(), SLUG).await.unwrap().id;
    let ids = site.rows("SELECT id FROM account WHERE email LIKE 'wiele%'").await;
    let casts = ids.iter().map(|row| {
        let id: i64 = row.try_get_by_index(0).unwrap();
        let person = person_key(&site.app.secret, edition, &format!("account:{id}"));
        Cast { person, network: "91.7.7.0".into(), agent: "Android", chosen: vec!["6"] }
    });
    for chunk in casts.collect::<Vec<_>>().chunks_mut(400) {
        cast(site, chunk.iter_mut().map(|one| std::mem::replace(one, nobody())).collect()).await;
    }
    let registrar = site.sign_in_as(Role::Registrar).await;
    let second = site.sign_in_as(Role::Registrar).await;
    let began = std::time::Instant::now();
    challenge_group(site, &registrar, "network").await;
    println!("{MANY} challenged after {:?}", began.elapsed());
    confirm(&second).await.expect(303);
    println!("{MANY} confirmed after {:?}", began.elapsed());
    assert_eq!(excluded(site).await, MANY);
    while site.number("SELECT count(*) FROM challenge WHERE letter <> ''").await > 0 {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    println!("{MANY} told after {:?}", began.elapsed());
    // Twelve thousand are to take less than five minutes.
    assert!(began.elapsed().as_secs() < 50);
    let told = "SELECT count(*) FROM mail WHERE kind = 'challenge'";
    assert_eq!(site.number(told).await, i64::try_from(MANY).unwrap());
}

fn nobody() -> Cast {
    Cast { person: Vec::new(), network: String::new(), agent: "", chosen: Vec::new() }
}
