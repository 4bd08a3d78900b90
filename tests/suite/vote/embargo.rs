//! What nobody may know: who voted how, ever; and how the vote stands, before the results.

use sakwa::people::Role;

use super::{cast, choose, move_on, voter, voting};
use crate::harness::{Site, approval, city_and_districts, on_both_engines};

on_both_engines! {
    partial_results_exist_for_nobody
    pages_of_projects_do_not_change_with_the_ballots
    a_ballot_knows_no_person_and_no_hour
}

const EMBARGOED: [&str; 7] = [
    "/data/miasto/bundle.zip",
    "/pl/miasto/results",
    "/pl/miasto/results/city",
    "/data/miasto/results.csv",
    "/data/miasto/results.xlsx",
    "/data/miasto/pools/city.pb",
    "/data/miasto/pools/baluty.pb",
];

async fn assert_embargo(site: &Site, status: u16) {
    let roles = [Role::Resident, Role::Evaluator, Role::ReturningOfficer];
    let mut visitors = vec![site.stranger()];
    for role in roles {
        visitors.push(site.sign_in_as(role).await);
    }
    for visitor in visitors {
        for path in EMBARGOED {
            visitor.get(path).await.expect(status);
        }
    }
}

async fn partial_results_exist_for_nobody(site: &Site) {
    voting(site, "miasto", city_and_districts()).await;
    let ola = voter(site, "miasto", Some("baluty")).await;
    choose(&ola, "miasto", &["4", "B3"]).await;
    cast(&ola, "miasto").await.expect(303);
    assert_embargo(site, 404).await;
    move_on(site, "miasto").await.expect(303);
    assert_embargo(site, 404).await;
    let officer = site.sign_in_as(Role::ReturningOfficer).await;
    let early = [("from", "counting"), ("confirm", "yes")];
    let refused = officer.post("/pl/desk/miasto/phase", &early).await.expect(409);
    assert!(refused.says(&crate::harness::say("seal-first")), "nothing is counted before the seal");
    super::seal(site, "miasto").await;
    assert_embargo(site, 404).await;
    // Counted and not published: the committee looks, nobody else, by any door.
    move_on(site, "miasto").await.expect(303);
    assert_embargo(site, 404).await;
    let preview = "/pl/desk/miasto/count";
    for role in [Role::Resident, Role::Evaluator, Role::Admin, Role::Registrar, Role::Auditor] {
        site.sign_in_as(role).await.get(preview).await.expect(403);
    }
    super::approve(site, "miasto").await;
    for path in EMBARGOED {
        // A handful of ballots is published as sums alone: their patterns would tell persons.
        let status = if path.ends_with(".pb") { 404 } else { 200 };
        site.stranger().get(path).await.expect(status);
    }
}

async fn pages_of_projects_do_not_change_with_the_ballots(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    let paths = [
        "/pl/karta/projects",
        "/pl/karta/projects/4",
        "/pl/karta/projects?view=map",
        "/data/karta/projects.csv",
    ];
    let stranger = site.stranger();
    let mut before = Vec::new();
    for path in paths {
        before.push(stranger.get(path).await.expect(200).text());
    }
    for _ in 0..3 {
        let ola = voter(site, "karta", None).await;
        choose(&ola, "karta", &["4"]).await;
        cast(&ola, "karta").await.expect(303);
    }
    for (path, before) in paths.into_iter().zip(before) {
        assert!(stranger.get(path).await.text() == before, "{path} tells about the ballots");
    }
}

async fn a_ballot_knows_no_person_and_no_hour(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    let ola = voter(site, "karta", None).await;
    choose(&ola, "karta", &["4"]).await;
    cast(&ola, "karta").await.expect(303);
    // In the box there is nothing but what the link key opens.
    let plain = "SELECT count(*) FROM participation";
    assert_eq!(site.number(plain).await + site.number("SELECT count(*) FROM ballot").await, 0);
    assert_eq!(site.number("SELECT count(*) FROM voting_draft").await, 0, "the draft is gone");
    super::move_on(site, "karta").await.expect(303);
    super::seal(site, "karta").await;
    let columns = async |table: &str| {
        let mut names = site.rows(&format!("SELECT * FROM {table}")).await[0].column_names();
        names.sort();
        names
    };
    assert_eq!(columns("ballot").await, ["id", "nonce", "points", "pool_id", "receipt", "vote"]);
    assert_eq!(
        columns("participation").await,
        ["channel", "day", "edition_id", "lane", "person", "pool_id", "state"]
    );
    for gone in ["envelope", "replaced", "leaf_queue", "signal", "voting_draft"] {
        assert_eq!(site.number(&format!("SELECT count(*) FROM {gone}")).await, 0, "{gone}");
    }
    let days: String =
        site.rows("SELECT day FROM participation").await[0].try_get_by_index(0).unwrap();
    assert_eq!(days, "2027-01-12");
    // No act says who voted, and no value stands in both tables but the pool.
    assert_eq!(
        site.number("SELECT count(*) FROM act WHERE kind LIKE '%vote%' OR kind LIKE '%cast%'")
            .await,
        0
    );
    let bytes = async |sql: &str| -> Vec<Vec<u8>> {
        let row = &site.rows(sql).await[0];
        row.column_names().iter().map(|name| row.try_get("", name).unwrap()).collect()
    };
    let person = bytes("SELECT person FROM participation").await;
    let ballot = bytes("SELECT id, nonce FROM ballot").await;
    assert!(ballot.iter().all(|value| !person.contains(value)));
}
