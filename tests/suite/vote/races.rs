//! Everything at once: whatever is sent together, each voter has one counted ballot.
//!
//! By default for a dozen voters; `SAKWA_VOTERS=200 cargo test --test suite -- vote::races` for two
//! hundred.

use std::collections::HashMap;

use axum::http::StatusCode;
use sakwa::vote::{Channel, Job, NewBallot, Part};

use super::{CAST, assert_balanced, ballots, check, choose, codes, contents, voter, voting};
use crate::harness::{Site, all_at_once, approval, on_both_engines};

on_both_engines! {
    sixty_four_of_each_and_one_ballot_counts
    paper_beside_the_internet_is_one_ballot
    a_change_and_its_double_leave_one_ballot
}

fn voters() -> usize {
    std::env::var("SAKWA_VOTERS").ok().and_then(|many| many.parse().ok()).unwrap_or(12)
}

async fn sixty_four_of_each_and_one_ballot_counts(site: &Site) {
    voting(site, "karta", [approval(2, &[])]).await;
    let id = async |number: u32| {
        site.number(&format!("SELECT id FROM project WHERE number = '{number}'")).await
    };
    let over: Vec<String> = vec![
        format!("{}:1", id(1).await),
        format!("{}:1", id(2).await),
        format!("{}:1", id(3).await),
    ];
    let voters = voters();
    for n in 0..voters {
        let ola = voter(site, "karta", None).await;
        choose(&ola, "karta", &[&(n % 6 + 1).to_string()]).await;
        // Two devices, each with a form of its own.
        let forms = [check(&ola, "karta").await.form(CAST), check(&ola, "karta").await.form(CAST)];
        let mut requests = Vec::new();
        for turn in 0..64 {
            requests.push((Some(forms[turn % 2].clone()), ola.other_window()));
            requests.push((None, ola.other_window()));
        }
        let over = &over;
        let answers = all_at_once(requests.into_iter().map(|(form, window)| {
            let over = over.clone();
            async move {
                match form {
                    Some(form) => (true, form.send(&window).await),
                    None => {
                        let mut fields =
                            vec![("key", "0123456789abcdef0123456789abcdef"), ("area", "-")];
                        fields.extend(over.iter().map(|choice| ("choice", choice.as_str())));
                        (false, window.post("/pl/karta/vote/cast", &fields).await)
                    }
                }
            }
        }))
        .await;
        let mut receipts = HashMap::new();
        for (valid, page) in &answers {
            match (valid, page.status) {
                (true, StatusCode::SEE_OTHER) => {
                    *receipts.entry(page.location().to_owned()).or_insert(0) += 1;
                }
                (true, StatusCode::CONFLICT) | (false, StatusCode::UNPROCESSABLE_ENTITY) => {}
                (_, other) => panic!("{other}: {}", page.text()),
            }
        }
        assert_eq!(receipts.len(), 1, "{receipts:?}");
        assert_eq!(receipts.values().sum::<i32>(), 32, "every double of the first got its receipt");
    }
    assert_eq!(ballots(site).await, i64::try_from(voters).unwrap());
    assert!(contents(site).await.iter().all(|cast| !cast.vote.contains(',')));
    assert_balanced(site).await;
}

async fn a_change_and_its_double_leave_one_ballot(site: &Site) {
    voting(site, "karta", [approval(2, &[])]).await;
    for _ in 0..voters() / 4 {
        let before = ballots(site).await;
        let ola = voter(site, "karta", None).await;
        choose(&ola, "karta", &["1"]).await;
        let first = check(&ola, "karta").await.form(CAST);
        first.send(&ola).await.expect(303);
        ola.post("/pl/karta/vote/again", &[]).await.expect(303);
        choose(&ola, "karta", &["2"]).await;
        let forms = [check(&ola, "karta").await.form(CAST), check(&ola, "karta").await.form(CAST)];
        let answers = all_at_once((0..32).map(|turn| {
            let (form, window) = (forms[turn % 2].clone(), ola.other_window());
            async move { form.send(&window).await }
        }))
        .await;
        let went = answers.iter().filter(|page| page.status == StatusCode::SEE_OTHER).count();
        assert_eq!(went, 16);
        assert!(answers.iter().all(|page| matches!(page.status.as_u16(), 303 | 409)));
        assert_eq!(ballots(site).await, before + 1);
        // The first form, once more: it is not the ballot in the box and may not come back.
        first.send(&ola).await.expect(409);
        let winner = answers.iter().find(|page| page.status == 303).unwrap();
        let code = codes(&ola, winner).await.remove(0);
        assert!(contents(site).await.iter().any(|cast| cast.receipt == code && cast.vote == "1,2"));
    }
    assert_balanced(site).await;
}

async fn paper_beside_the_internet_is_one_ballot(site: &Site) {
    voting(site, "karta", [approval(2, &[])]).await;
    let edition_id = site.number("SELECT id FROM edition").await;
    let pool_id = site.number("SELECT id FROM pool").await;
    let key = site.app.keys.of(site.app.store.read(), edition_id).await.unwrap();
    let job = |person: u8, channel: Channel, paper_wins: bool, number: &str| {
        let kind = game_rules::ballot::Kind::Approval;
        let ballot = NewBallot::new(&sakwa::clock::random(), "karta", "city", kind, &[(number, 1)]);
        Job {
            edition_id,
            key: key.clone(),
            person: vec![person; 32],
            day: "2027-01-12".to_owned(),
            channel,
            lanes: ["city".to_owned()].into(),
            parts: vec![Part { pool_id, lane: "city".to_owned(), ballot }],
            instead: None,
            paper_wins,
            code: None,
            owner: None,
            source: Default::default(),
        }
    };
    use Channel::{Internet, Office, Paper};
    // What came first, what comes beside it, whether paper wins, and whose ballot counts.
    let table = [
        (Internet, Paper, false, Internet),
        (Internet, Paper, true, Paper),
        (Paper, Internet, false, Paper),
        (Paper, Internet, true, Paper),
        (Internet, Office, false, Office),
        (Paper, Office, true, Office),
        (Office, Internet, true, Office),
        (Office, Paper, true, Office),
        (Paper, Paper, true, Paper),
    ];
    for (person, (first, second, paper_wins, counts)) in (0..).zip(table) {
        site.app.casting.cast(job(person, first, paper_wins, "1")).await.unwrap();
        let _ = site.app.casting.cast(job(person, second, paper_wins, "2")).await;
        let mine: Vec<_> =
            contents(site).await.into_iter().filter(|cast| cast.person == [person; 32]).collect();
        assert_eq!(mine.len(), 1);
        assert_eq!(mine[0].channel, counts, "{first:?} then {second:?}, paper wins: {paper_wins}");
    }
    // And all of them at once.
    let before = ballots(site).await;
    for person in 100..100 + u8::try_from(voters().min(100)).unwrap() {
        let jobs = (0..24).map(|n| job(person, [Internet, Paper][n % 2], n % 3 == 0, "3"));
        all_at_once(jobs.map(|job| {
            let app = site.app.clone();
            async move { app.casting.cast(job).await.is_ok() }
        }))
        .await;
    }
    assert_eq!(ballots(site).await, before + i64::try_from(voters().min(100)).unwrap());
    assert_balanced(site).await;
}
