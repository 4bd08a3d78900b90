//! The seal: what may be known before it, what nobody can know after it, and what everybody can check.

use std::collections::HashMap;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sakwa::bundle::{Bundle, Kept, Options, verify};
use sakwa::people::Role;
use sakwa::seal;
use sakwa::vote::{Channel, Job, LinkKey, NewBallot, Part};

use crate::harness::{Site, all_at_once, approval, city_and_districts, on_both_engines, say};
use crate::vote::{self, ballots, cast, choose, codes, move_on, voter, voting};

on_both_engines! {
    one_person_alone_seals_nothing
    what_is_published_is_what_was_cast
    a_checkpoint_kept_from_the_voting_is_the_beginning_of_the_log
    a_sealing_goes_on_where_it_was_interrupted
    what_the_opening_has_fixed_cannot_be_changed
    a_vote_opened_by_an_older_version_goes_on
    without_its_key_a_node_takes_no_ballot
    a_changed_envelope_stops_the_seal
}

async fn edition(site: &Site) -> i64 {
    site.number("SELECT id FROM edition").await
}

async fn one_person_alone_seals_nothing(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    let [anna, ewa] = [
        site.sign_in_as(Role::ReturningOfficer).await,
        site.sign_in_as(Role::ReturningOfficer).await,
    ];
    let desk = "/pl/desk/karta/seal";
    anna.post(desk, &[("act", "propose")]).await.expect(409);
    move_on(site, "karta").await.expect(303);
    anna.post(desk, &[("act", "approve")]).await.expect(409);
    anna.post(desk, &[("act", "propose")]).await.expect(303);
    assert!(anna.get(desk).await.says(&say("seal-waits")));
    let alone = anna.post(desk, &[("act", "approve")]).await.expect(409);
    assert!(alone.says(&say("seal-same")));
    ewa.post(desk, &[("act", "propose")]).await.expect(409);
    ewa.post(desk, &[("act", "withdraw")]).await.expect(303);
    ewa.post(desk, &[("act", "propose")]).await.expect(303);
    let both = [anna.other_window(), anna.other_window()];
    let answers =
        all_at_once(both.map(|anna| async move { anna.post(desk, &[("act", "approve")]).await }))
            .await;
    let went = answers.iter().filter(|page| page.status == 303).count();
    assert_eq!(went, 1, "{:?}", answers.iter().map(|page| page.status).collect::<Vec<_>>());
    assert!(ewa.get(desk).await.says(&say("seal-done")));
    for act in ["propose", "approve", "withdraw"] {
        ewa.post(desk, &[("act", act)]).await.expect(409);
    }
    for role in [Role::Resident, Role::Evaluator, Role::Registrar, Role::Admin] {
        site.sign_in_as(role).await.post(desk, &[("act", "propose")]).await.expect(403);
    }
}

/// Twenty-two people in the city, three of them in Polesie; one of them changes her mind.
async fn town(site: &Site) -> (Vec<String>, String) {
    voting(site, "miasto", city_and_districts()).await;
    let mut kept = Vec::new();
    let mut replaced = String::new();
    for n in 0..22 {
        let area = if n < 3 { "polesie" } else { "-" };
        let ola = voter(site, "miasto", Some(area)).await;
        let number = (n % 6 + 1).to_string();
        choose(&ola, "miasto", &[&number]).await;
        if n < 3 {
            choose(&ola, "miasto", &["P2"]).await;
        }
        let mut receipts = codes(&ola, &cast(&ola, "miasto").await.expect(303)).await;
        if n == 7 {
            replaced = receipts.remove(0);
            ola.post("/pl/miasto/vote/again", &[]).await.expect(303);
            choose(&ola, "miasto", &["4"]).await;
            receipts = codes(&ola, &cast(&ola, "miasto").await.expect(303)).await;
        }
        kept.extend(receipts);
    }
    (kept, replaced)
}

async fn published(site: &Site, slug: &str) -> Bundle {
    let file = site.stranger().get(&format!("/data/{slug}/bundle.zip")).await.expect(200);
    Bundle::unzip(&file.body).unwrap()
}

async fn what_is_published_is_what_was_cast(site: &Site) {
    let (kept, replaced) = town(site).await;
    assert_eq!(kept.len(), 25);
    vote::close_and_count(site, "miasto").await;
    let bundle = published(site, "miasto").await;
    let report = verify(&bundle, &Options::default());
    assert!(report.accepted, "{report:#?}");
    for code in &kept {
        let report =
            verify(&bundle, &Options { receipt: Some(code.clone()), ..Options::default() });
        let found = format!("{:?}", report.receipt);
        assert!(found.contains("in_log: true") && found.contains("counted"), "{code}: {found}");
        let page = site.stranger().post("/pl/receipt", &[("code", code)]).await.expect(200);
        assert!(page.says(&say("receipt-found")));
    }
    let page = site.stranger().post("/pl/receipt", &[("code", &replaced)]).await.expect(200);
    assert!(page.says(&say("receipt-replaced")));
    // Three ballots of Polesie would tell persons by their patterns.
    site.stranger().get("/data/miasto/pools/polesie.pb").await.expect(404);
    site.stranger().get("/data/miasto/pools/city.pb").await.expect(200);
    let again = published(site, "miasto").await;
    assert_eq!(bundle, again, "the same content gives the same bytes");
    vote::assert_balanced(site).await;
}

async fn a_checkpoint_kept_from_the_voting_is_the_beginning_of_the_log(site: &Site) {
    forty(site).await;
    seal::keep(&site.app).await.unwrap();
    let first = site.stranger().get("/data/karta/checkpoints.txt").await.expect(200).body;
    let random = &mut StdRng::seed_from_u64(5);
    many(site, 60, random).await;
    let waiting = site.number("SELECT count(*) FROM leaf_queue").await;
    assert!(waiting > 60, "also ballots that were replaced");
    seal::keep(&site.app).await.unwrap();
    assert_eq!(site.number("SELECT count(*) FROM checkpoint").await, 1, "an hour has not passed");
    site.app.clock.set(site.app.clock.now() + 3600);
    seal::keep(&site.app).await.unwrap();
    assert_eq!(site.number("SELECT max(size) FROM checkpoint").await, waiting + 1);
    let second = site.stranger().get("/data/karta/checkpoints.txt").await.expect(200).body;
    many(site, 20, random).await;
    site.app.clock.set(site.app.clock.now() + 3600);
    seal::keep(&site.app).await.unwrap();
    assert_eq!(site.number("SELECT count(*) FROM checkpoint").await, 2, "some twenty are too few");
    let waiting = waiting + site.number("SELECT count(*) FROM leaf_queue").await;
    vote::close_and_count(site, "karta").await;
    let bundle = published(site, "karta").await;
    let last = |notes: &[u8]| {
        let text = String::from_utf8(notes.to_vec()).unwrap();
        let begin = text.rfind("bo.example.pl/karta\n").unwrap();
        game_rules::log::Note::parse(&text[begin..]).unwrap()
    };
    for notes in [&first, &second] {
        let kept = vec![Kept { name: "kept".to_owned(), note: last(notes) }];
        let report = verify(&bundle, &Options { kept, ..Options::default() });
        assert!(report.accepted, "{report:#?}");
    }
    assert_eq!(site.number("SELECT max(size) FROM checkpoint").await, waiting + 1);
}

/// Three of forty projects: nearly everybody chooses what nobody else does.
async fn forty(site: &Site) {
    let projects: Vec<String> = (1..=40).map(|n| format!("{n};100;Projekt {n}")).collect();
    let projects: Vec<&str> = projects.iter().map(String::as_str).collect();
    voting(site, "karta", [crate::harness::pb("approval", &["max_length;3"], &projects, &[])])
        .await;
}

/// Ballots of so many new people, each with choices of their own; gives who chose what.
async fn many(site: &Site, people: usize, random: &mut StdRng) -> HashMap<Vec<u8>, String> {
    let edition_id = edition(site).await;
    let pool_id = site.number("SELECT id FROM pool").await;
    let key = site.app.keys.of(site.app.store.read(), edition_id).await.unwrap();
    let mut chosen = HashMap::new();
    let mut jobs = Vec::new();
    for _ in 0..people {
        let person: [u8; 32] = random.random();
        let mut job = job(&key, edition_id, pool_id, &person, random);
        chosen.insert(person.to_vec(), job.parts[0].ballot.vote.clone());
        let change = random.random_range(0..10) < 3;
        jobs.push(job.clone());
        if change {
            let before = job.parts[0].ballot.receipt.clone();
            job.parts = self::job(&key, edition_id, pool_id, &person, random).parts;
            job.instead = Some(sakwa::vote::fingerprint([before.as_str()]));
            chosen.insert(person.to_vec(), job.parts[0].ballot.vote.clone());
            jobs.push(job);
        }
    }
    // In the order in which they come, each person after the other.
    for job in jobs {
        let at = site.app.clone();
        at.casting.cast(job).await.unwrap();
    }
    chosen
}

fn job(
    key: &std::sync::Arc<LinkKey>,
    edition_id: i64,
    pool_id: i64,
    person: &[u8; 32],
    random: &mut StdRng,
) -> Job {
    let mut numbers: Vec<String> = Vec::new();
    while numbers.len() < 3 {
        let number = random.random_range(1..=40).to_string();
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    numbers.sort();
    let choices: Vec<(&str, i64)> = numbers.iter().map(|number| (number.as_str(), 1)).collect();
    let kind = game_rules::ballot::Kind::Approval;
    let ballot = NewBallot::new(&random.random(), "karta", "city", kind, &choices);
    Job {
        edition_id,
        key: key.clone(),
        person: person.to_vec(),
        day: "2027-01-12".to_owned(),
        channel: Channel::Internet,
        lanes: ["city".to_owned()].into(),
        parts: vec![Part { pool_id, lane: "city".to_owned(), ballot }],
        instead: None,
        paper_wins: false,
        code: None,
        owner: None,
        source: Default::default(),
    }
}

async fn a_sealing_goes_on_where_it_was_interrupted(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    let ola = voter(site, "karta", None).await;
    choose(&ola, "karta", &["2"]).await;
    let receipts = codes(&ola, &cast(&ola, "karta").await.expect(303)).await;
    let edition = edition(site).await;
    let path = site.app.keys.path(edition);
    let secret = std::fs::read(&path).unwrap();
    move_on(site, "karta").await.expect(303);
    // Both have agreed, and the program was killed before it did anything.
    let agreed = "INSERT INTO sealing (edition_id, proposed_by, proposed_at, approved_by, approved_at, step) \
                  VALUES (1, 1, 1, 2, 2, 'approved')";
    site.change(&agreed.replace("(1,", &format!("({edition},"))).await.unwrap();
    let early = [("from", "counting"), ("confirm", "yes")];
    let officer = site.sign_in_as(Role::ReturningOfficer).await;
    officer.post("/pl/desk/karta/phase", &early).await.expect(409);
    seal::keep(&site.app).await.unwrap();
    assert!(!path.exists());
    // Killed after the envelopes were opened: the key is still there, and must go.
    for step in ["opened", "destroyed"] {
        std::fs::write(&path, &secret).unwrap();
        site.change(&format!("UPDATE sealing SET step = '{step}'")).await.unwrap();
        officer.post("/pl/desk/karta/phase", &early).await.expect(409);
        seal::keep(&site.app).await.unwrap();
        assert!(!path.exists(), "{step}");
    }
    assert_eq!(ballots(site).await, 1);
    vote::publish(site, "karta").await;
    let page = site.stranger().post("/pl/receipt", &[("code", &receipts[0])]).await;
    assert!(page.says(&say("receipt-found")));
    assert!(verify(&published(site, "karta").await, &Options::default()).accepted);
}

/// Not even by somebody with the database in their hands.
async fn what_the_opening_has_fixed_cannot_be_changed(site: &Site) {
    use sakwa::edition::Phase;
    crate::harness::EditionPlan::new("ocena", Phase::Evaluation, [approval(3, &[])])
        .make(site)
        .await;
    site.change("UPDATE project SET cost = cost + 1").await.unwrap();
    voting(site, "karta", [approval(3, &[])]).await;
    let of =
        |slug: &str| format!("WHERE edition_id = (SELECT id FROM edition WHERE slug = '{slug}')");
    let rules = site.stranger().get("/data/karta/rules.json").await.expect(200).body;
    for change in [
        "UPDATE project SET cost = cost + 1",
        "UPDATE project SET number = number || 'x'",
        "UPDATE project SET state = 'rejected', reason = 'x'",
        "UPDATE project SET position = position + 100",
        "UPDATE pool SET budget = budget + 1",
        "UPDATE pool SET ballot_rules = '{}'",
        "UPDATE pool SET count_rules = '{}'",
    ] {
        assert!(site.change(&format!("{change} {}", of("karta"))).await.is_err(), "{change}");
        if !change.contains("state") {
            site.change(&format!("{change} {}", of("ocena"))).await.unwrap();
        }
    }
    // Whoever withdraws is counted as withdrawn; coming back is too late.
    let two = format!("{} AND number = '2'", of("karta"));
    site.change(&format!("UPDATE project SET state = 'withdrawn' {two}")).await.unwrap();
    assert!(site.change(&format!("UPDATE project SET state = 'accepted' {two}")).await.is_err());
    site.change(&format!("UPDATE project SET title = 'Inny' {}", of("karta"))).await.unwrap();
    assert_eq!(site.stranger().get("/data/karta/rules.json").await.body, rules);
}

async fn a_vote_opened_by_an_older_version_goes_on(site: &Site) {
    voting(site, "karta", [crate::harness::counted_by(4)]).await;
    let edition = edition(site).await;
    site.change("DELETE FROM opening").await.unwrap();
    site.app.keys.destroy(edition).unwrap();
    sakwa::desk::keep_calendars(&site.app).await.unwrap();
    let ola = voter(site, "karta", None).await;
    choose(&ola, "karta", &["2"]).await;
    let receipts = codes(&ola, &cast(&ola, "karta").await.expect(303)).await;
    vote::close_and_count(site, "karta").await;
    let options = Options { receipt: Some(receipts[0].clone()), ..Options::default() };
    let report = verify(&published(site, "karta").await, &options);
    assert!(report.accepted, "{report:#?}");
    assert!(format!("{:?}", report.receipt).contains("counted"));
    vote::assert_balanced(site).await;
}

async fn without_its_key_a_node_takes_no_ballot(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    let ola = voter(site, "karta", None).await;
    let edition = edition(site).await;
    let path = site.app.keys.path(edition);
    let secret = std::fs::read(&path).unwrap();
    for wrong in [None, Some(vec![7; 32]), Some(vec![1, 2, 3])] {
        std::fs::remove_file(&path).unwrap();
        if let Some(wrong) = &wrong {
            std::fs::write(&path, wrong).unwrap();
        }
        site.app.keys.forget(edition);
        let page = ola.get("/pl/karta/vote/ballot").await;
        assert!(page.status == 503 || page.status == 500, "{}", page.status);
        std::fs::write(&path, &secret).unwrap();
    }
    choose(&ola, "karta", &["1"]).await;
    cast(&ola, "karta").await.expect(303);
}

async fn a_changed_envelope_stops_the_seal(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    for number in ["1", "2"] {
        let ola = voter(site, "karta", None).await;
        choose(&ola, "karta", &[number]).await;
        cast(&ola, "karta").await.expect(303);
    }
    // Somebody with the database in their hands lays one person's envelope on another's place.
    let sealed = "UPDATE envelope SET sealed = (SELECT max(sealed) FROM envelope)";
    if site.change(sealed).await.is_err() {
        // PostgreSQL has no greatest of bytes.
        let sealed =
            "UPDATE envelope SET sealed = (SELECT sealed FROM envelope ORDER BY sealed LIMIT 1)";
        site.change(sealed).await.unwrap();
    }
    move_on(site, "karta").await.expect(303);
    let desk = "/pl/desk/karta/seal";
    let [anna, ewa] = [
        site.sign_in_as(Role::ReturningOfficer).await,
        site.sign_in_as(Role::ReturningOfficer).await,
    ];
    anna.post(desk, &[("act", "propose")]).await.expect(303);
    assert_eq!(ewa.post(desk, &[("act", "approve")]).await.status, 500);
    assert_eq!(site.number("SELECT count(*) FROM envelope").await, 2, "nothing is lost");
    assert_eq!(site.number("SELECT count(*) FROM ballot").await, 0);
}
