//! One person, one ballot, as shown; all of it or nothing.

use std::collections::HashSet;

use axum::http::StatusCode;
use game_rules::ballot::Mark;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sakwa::vote::{Job, NewBallot, Part};

use super::{
    CAST, assert_balanced, ballots, cast, check, choose, codes, contents, press, voter, voting,
};
use crate::harness::{
    Site, all_at_once, approval, city_and_districts, knapsack, on_both_engines, points, say,
};

on_both_engines! {
    the_ballot_in_the_box_is_the_one_on_the_check_page
    what_is_on_the_check_page_is_cast_whatever_changed_meanwhile
    a_ballot_may_be_changed_until_the_close_and_the_last_one_counts
    a_change_begun_on_two_devices_replaces_what_its_voter_saw
    a_form_that_no_page_of_ours_sends_stores_nothing
    one_form_sent_64_times_at_once_is_one_ballot
    one_form_sent_again_shows_the_same_receipt
    two_windows_cast_one_ballot
    sixty_four_voters_at_once_cast_sixty_four_ballots
    city_and_district_are_cast_together
    one_bad_part_stores_nothing
    who_has_voted_in_one_lane_leaves_nothing_in_another
    a_cast_without_its_key_is_refused
}

/// What a check page or an exported row says: numbers and, where there are any, points.
type Choice = Vec<(String, Option<i64>)>;

fn shown(page: &crate::harness::Page, with_points: bool) -> Choice {
    let numbers = page.all("main .nr");
    let mut points = page.all("main .picked b").into_iter().map(|words| {
        words.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or_else(|| panic!("{words}"))
    });
    numbers
        .into_iter()
        .map(|number| (number, with_points.then(|| points.next().unwrap())))
        .collect()
}

async fn stored(site: &Site, code: &str) -> Choice {
    let cast = contents(site).await.into_iter().find(|cast| cast.receipt == code).unwrap();
    let mut points = cast.points.split(',').map(|points| points.parse().ok());
    cast.vote.split(',').map(|number| (number.to_owned(), points.next().flatten())).collect()
}

async fn the_ballot_in_the_box_is_the_one_on_the_check_page(site: &Site) {
    let mut random = StdRng::seed_from_u64(2027);
    for (slug, file) in
        [("karta", approval(3, &[])), ("koszyk", knapsack(&[])), ("punkty", points(8, &[]))]
    {
        voting(site, slug, [file]).await;
        let with_points = slug == "punkty";
        let mut cast_ballots: Vec<(String, Choice)> = Vec::new();
        // Fewer than twenty ballots of a pool are published as sums alone.
        while cast_ballots.len() < 20 {
            let ola = voter(site, slug, None).await;
            let mut chosen = HashSet::new();
            for _ in 0..random.random_range(1..6) {
                let number = random.random_range(1..7).to_string();
                let act = match (chosen.contains(&number), with_points) {
                    (true, true) => "more",
                    (true, false) => "remove",
                    (false, _) => "add",
                };
                if act == "remove" {
                    chosen.remove(&number)
                } else {
                    chosen.insert(number.clone())
                };
                press(&ola, slug, act, &number).await;
            }
            let page = check(&ola, slug).await;
            if page.status != StatusCode::OK {
                continue;
            }
            // Published without the order in which somebody pressed.
            let mut seen = shown(&page, with_points);
            seen.sort();
            let acknowledged = page.form(CAST).send(&ola).await.expect(303);
            cast_ballots.push((codes(&ola, &acknowledged).await.remove(0), seen));
        }
        super::close_and_count(site, slug).await;
        let file = site.stranger().get(&format!("/data/{slug}/pools/city.pb")).await.expect(200);
        let election = game_rules::pabulib::read(&file.body).unwrap();
        let number = |project: u32| election.projects[project as usize].id.clone();
        let choice = |marks: &[Mark]| {
            marks
                .iter()
                .map(|mark| (number(mark.project), with_points.then_some(mark.points)))
                .collect()
        };
        let ballots = election.ballots.iter();
        let mut exported: Vec<(String, Choice)> =
            ballots.map(|ballot| (ballot.voter_id.to_owned(), choice(ballot.marks))).collect();
        exported.sort();
        cast_ballots.sort();
        assert_eq!(exported, cast_ballots, "{slug}");
    }
    assert_balanced(site).await;
}

async fn what_is_on_the_check_page_is_cast_whatever_changed_meanwhile(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    let ola = voter(site, "karta", None).await;
    choose(&ola, "karta", &["1", "2"]).await;
    let page = check(&ola, "karta").await.expect(200);
    let seen = shown(&page, false);
    choose(&ola.other_window(), "karta", &["5"]).await;
    let acknowledged = page.form(CAST).send(&ola).await.expect(303);
    assert_eq!(stored(site, &codes(&ola, &acknowledged).await[0]).await, seen);
    assert_eq!(ballots(site).await, 1);
}

async fn a_ballot_may_be_changed_until_the_close_and_the_last_one_counts(site: &Site) {
    voting(site, "miasto", city_and_districts()).await;
    let ola = voter(site, "miasto", Some("polesie")).await;
    choose(&ola, "miasto", &["1", "P2"]).await;
    let first = codes(&ola, &cast(&ola, "miasto").await.expect(303)).await;
    let start = ola.get("/pl/miasto/vote").await.expect(200);
    assert!(start.says(&say("vote-already")));
    start.form("form[action$='/vote/again']").send(&ola).await.expect(303);
    let paper = ola.get("/pl/miasto/vote/ballot").await.expect(200);
    assert!(paper.says(&say("vote-again-note")), "what lies in the box is before her again");
    press(&ola, "miasto", "remove", "P2").await;
    press(&ola, "miasto", "add", "4").await;
    let page = check(&ola, "miasto").await.expect(200);
    assert!(page.says(&say("vote-not-cast-again")));
    assert_eq!(ballots(site).await, 2, "until it is cast the earlier one counts");
    let form = page.form(CAST);
    let second = codes(&ola, &form.send(&ola).await.expect(303)).await;
    assert_eq!(second.len(), 1, "the district is left blank now");
    let now = contents(site).await;
    assert_eq!(now.len(), 1);
    assert_eq!((now[0].vote.as_str(), &now[0].receipt), ("1,4", &second[0]));
    assert_balanced(site).await;
    for code in first {
        let page = site.stranger().post("/pl/receipt", &[("code", &code)]).await.expect(200);
        assert!(page.says(&say("receipt-replaced")), "{}", page.text());
    }
    form.send(&ola).await.expect(303);
    assert_eq!(ballots(site).await, 1, "the same form again is the same ballot");
}

async fn a_change_begun_on_two_devices_replaces_what_its_voter_saw(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    let ola = voter(site, "karta", None).await;
    choose(&ola, "karta", &["1"]).await;
    cast(&ola, "karta").await.expect(303);
    ola.post("/pl/karta/vote/again", &[]).await.expect(303);
    let (phone, laptop) =
        (check(&ola, "karta").await.form(CAST), check(&ola, "karta").await.form(CAST));
    phone.send(&ola).await.expect(303);
    let late = laptop.send(&ola.other_window()).await.expect(409);
    assert!(late.says(&say("vote-changed-elsewhere")));
    assert_eq!(ballots(site).await, 1);
}

async fn a_form_that_no_page_of_ours_sends_stores_nothing(site: &Site) {
    voting(site, "miasto", city_and_districts()).await;
    let ola = voter(site, "miasto", Some("polesie")).await;
    choose(&ola, "miasto", &["1", "P2"]).await;
    let form = check(&ola, "miasto").await.expect(200).form(CAST);
    let id = async |number: &str| {
        site.number(&format!("SELECT id FROM project WHERE number = '{number}'")).await
    };
    let (city, district) = (id("1").await, id("B1").await);
    for wrong in [format!("{city}:5"), format!("{district}:1"), "999999:1".into(), "x".into()] {
        form.clone().fill("choice", &wrong).send(&ola).await.expect(400);
    }
    for over in [vec!["1", "2", "4"], vec!["1", "1"]] {
        let mut fields = vec![("key", form.get("key").to_owned()), ("area", "polesie".to_owned())];
        for number in over {
            fields.push(("choice", format!("{}:1", id(number).await)));
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
        ola.post("/pl/miasto/vote/cast", &fields).await.expect(422);
    }
    assert_eq!(ballots(site).await, 0);
}

async fn one_form_sent_64_times_at_once_is_one_ballot(site: &Site) {
    voting(site, "miasto", city_and_districts()).await;
    let ola = voter(site, "miasto", Some("polesie")).await;
    choose(&ola, "miasto", &["1", "P2"]).await;
    let form = check(&ola, "miasto").await.form(CAST);
    let answers = all_at_once((0..64).map(|_| {
        let (form, window) = (form.clone(), ola.other_window());
        async move { form.send(&window).await }
    }))
    .await;
    let receipts: HashSet<String> =
        answers.into_iter().map(|answer| answer.expect(303).location().to_owned()).collect();
    assert_eq!(receipts.len(), 1, "{receipts:?}");
    assert_eq!(ballots(site).await, 2);
    assert_balanced(site).await;
}

async fn one_form_sent_again_shows_the_same_receipt(site: &Site) {
    voting(site, "miasto", city_and_districts()).await;
    let ola = voter(site, "miasto", Some("baluty")).await;
    choose(&ola, "miasto", &["B2", "3"]).await;
    let form = check(&ola, "miasto").await.form(CAST);
    let first = form.send(&ola).await.expect(303);
    let again = form.send(&ola).await.expect(303);
    assert_eq!(first.location(), again.location());
    assert_eq!(codes(&ola, &first).await.len(), 2);
    assert_eq!(ballots(site).await, 2);
}

async fn two_windows_cast_one_ballot(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    for _ in 0..6 {
        let before = ballots(site).await;
        let ola = voter(site, "karta", None).await;
        choose(&ola, "karta", &["2"]).await;
        let forms = [check(&ola, "karta").await.form(CAST), check(&ola, "karta").await.form(CAST)];
        assert_ne!(forms[0].get("key"), forms[1].get("key"));
        let answers = all_at_once(forms.into_iter().map(|form| {
            let window = ola.other_window();
            async move { form.send(&window).await }
        }))
        .await;
        let acknowledged =
            answers.iter().filter(|page| page.header("location").contains("/receipt/")).count();
        assert_eq!(
            acknowledged,
            1,
            "{:?}",
            answers.iter().map(|page| page.status).collect::<Vec<_>>()
        );
        assert_eq!(ballots(site).await, before + 1);
        let late =
            answers.iter().find(|page| !page.header("location").contains("/receipt/")).unwrap();
        let late = ola.follow(late.clone()).await;
        assert!(late.says(&say("vote-already")), "{}", late.text());
    }
    assert_balanced(site).await;
}

async fn sixty_four_voters_at_once_cast_sixty_four_ballots(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    let mut forms = Vec::new();
    let value = format!("add:{}", site.number("SELECT id FROM project WHERE number = '4'").await);
    for _ in 0..64 {
        let ola = voter(site, "karta", None).await;
        ola.post("/pl/karta/vote/ballot", &[("press", &value)]).await.expect(303);
        forms.push((check(&ola, "karta").await.form(CAST), ola));
    }
    let answers =
        all_at_once(forms.into_iter().map(|(form, ola)| async move { form.send(&ola).await }))
            .await;
    let receipts: HashSet<String> =
        answers.into_iter().map(|answer| answer.expect(303).location().to_owned()).collect();
    assert_eq!((receipts.len(), ballots(site).await), (64, 64));
    assert_balanced(site).await;
}

async fn city_and_district_are_cast_together(site: &Site) {
    voting(site, "miasto", city_and_districts()).await;
    let ola = voter(site, "miasto", Some("baluty")).await;
    choose(&ola, "miasto", &["2", "B1"]).await;
    press(&ola, "miasto", "more", "B1").await;
    let codes = codes(&ola, &cast(&ola, "miasto").await.expect(303)).await;
    assert_eq!(codes.len(), 2);
    assert_eq!(stored(site, &codes[0]).await, [("2".to_owned(), None)]);
    assert_eq!(stored(site, &codes[1]).await, [("B1".to_owned(), Some(2))]);
    assert_balanced(site).await;
}

async fn one_bad_part_stores_nothing(site: &Site) {
    voting(site, "miasto", city_and_districts()).await;
    let ola = voter(site, "miasto", Some("polesie")).await;
    // 300 + 200 + 250 is over the 500 zł of Polesie; the city's part is still right.
    choose(&ola, "miasto", &["1", "P1", "P2", "P3"]).await;
    let page = check(&ola, "miasto").await.expect(422);
    assert!(!page.has(CAST) && page.says("250 zł"));
    let mut fields = vec![("key", "0123456789abcdef0123456789abcdef".to_owned())];
    fields.push(("area", "polesie".to_owned()));
    for number in ["1", "P1", "P2", "P3"] {
        let id = format!("SELECT id FROM project WHERE number = '{number}'");
        fields.push(("choice", format!("{}:1", site.number(&id).await)));
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let page = ola.post("/pl/miasto/vote/cast", &fields).await.expect(422);
    assert!(!page.has(CAST) && page.says("250 zł"));
    assert_eq!(ballots(site).await, 0);
}

async fn who_has_voted_in_one_lane_leaves_nothing_in_another(site: &Site) {
    voting(site, "miasto", city_and_districts()).await;
    let edition = site.number("SELECT id FROM edition").await;
    let pools = [("city", "city"), ("district", "baluty")];
    let mut parts = Vec::new();
    for (lane, code) in pools {
        let pool_id = site.number(&format!("SELECT id FROM pool WHERE code = '{code}'")).await;
        let ballot = |key: u8| {
            let kind = game_rules::ballot::Kind::Approval;
            NewBallot::new(&[key; 16], "miasto", code, kind, &[("1", 1)])
        };
        parts.push([1, 2].map(|key| Part { pool_id, lane: lane.to_owned(), ballot: ballot(key) }));
    }
    let key = site.app.keys.of(site.app.store.read(), edition).await.unwrap();
    let job = |parts: Vec<Part>| Job {
        edition_id: edition,
        key: key.clone(),
        person: vec![7; 32],
        day: "2027-01-12".into(),
        channel: sakwa::vote::Channel::Internet,
        lanes: ["city".to_owned(), "district".to_owned()].into(),
        parts,
        instead: None,
        paper_wins: false,
        code: None,
        owner: None,
        source: Default::default(),
    };
    let [city, district] = &parts[..] else { unreachable!() };
    let before = site.app.store.queries();
    site.app.casting.cast(job(vec![district[0].clone()])).await.unwrap();
    // A rush must not wait for the database several times over; PostgreSQL takes one at a time.
    let most = if site.app.config.database_url.is_some() { 9 } else { 1 };
    assert!(site.app.store.queries() - before <= most, "a first ballot is one trip");
    let refused = site.app.casting.cast(job(vec![city[1].clone(), district[1].clone()])).await;
    assert_eq!(refused.unwrap_err().key(), "vote-already");
    assert_eq!(ballots(site).await, 1);
    assert_balanced(site).await;
    let again = site.app.casting.cast(job(vec![district[0].clone()])).await.unwrap();
    assert_eq!(again, [district[0].ballot.receipt.clone()], "the same job gets the same answer");
}

async fn a_cast_without_its_key_is_refused(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    let ola = voter(site, "karta", None).await;
    choose(&ola, "karta", &["1"]).await;
    for key in ["", "1", "zzzz", "0123456789abcdef0123456789abcde", "\u{fffd}"] {
        ola.post("/pl/karta/vote/cast", &[("key", key)]).await.expect(400);
    }
    assert_eq!(ballots(site).await, 0);
}
