//! Voting: filling in, casting, receipts, and what nobody may know before the results.

mod casting;
mod closing;
mod embargo;
mod filling;
mod kinds;
mod pressure;
mod races;
mod receipts;

use std::time::Duration;

pub use kinds::BANDS;

use sakwa::people::Role;

use crate::harness::{Browser, EditionPlan, Page, Site, say};

/// A new voter before the ballot, in the district given where the edition has districts.
pub async fn voter(site: &Site, slug: &str, area: Option<&str>) -> Browser {
    let voter = site.resident().await;
    if let Some(area) = area {
        let form = voter.get(&format!("/pl/{slug}/vote/area")).await.form("main form");
        form.pick("area", area).send(&voter).await.expect(303);
    }
    voter
}

async fn paper(voter: &Browser, slug: &str) -> Page {
    voter.get(&format!("/pl/{slug}/vote/ballot")).await.expect(200)
}

/// Presses a button on the card of the project with this number: `add`, `more`, `less`, `remove`.
async fn press(voter: &Browser, slug: &str, act: &str, number: &str) -> Page {
    let page = paper(voter, slug).await;
    let prefix = format!("{act}:");
    let card = format!("#ballot li[id=p{}] button", number.to_lowercase());
    let mut buttons = page.attrs(&card, "value").into_iter();
    let Some(value) = buttons.find(|value| value.starts_with(&prefix)) else {
        panic!("no {act} on {number}: {}", page.text())
    };
    let page = page.form("form#ballot").pick("press", &value).send(voter).await.expect(303);
    voter.follow(page).await.expect(200)
}

pub async fn choose(voter: &Browser, slug: &str, numbers: &[&str]) {
    for number in numbers {
        press(voter, slug, "add", number).await;
    }
}

async fn check(voter: &Browser, slug: &str) -> Page {
    voter.get(&format!("/pl/{slug}/vote/check")).await
}

const CAST: &str = "form[action$='/vote/cast']";

/// Casts what is chosen and gives the address of the receipt.
pub async fn cast(voter: &Browser, slug: &str) -> Page {
    check(voter, slug).await.expect(200).form(CAST).send(voter).await
}

/// The codes of a cast that was acknowledged, as its receipts show them.
pub async fn codes(voter: &Browser, acknowledged: &Page) -> Vec<String> {
    assert!(acknowledged.location().contains("/vote/receipt/"), "{}", acknowledged.location());
    let page = voter.follow(acknowledged.clone()).await.expect(200);
    let shown = page.all(".receipt .big").into_iter();
    shown.map(|words| words.split(' ').next_back().unwrap().replace('-', "")).collect()
}

pub use crate::harness::move_on;

/// Closes, seals, counts and publishes.
pub async fn close_and_count(site: &Site, slug: &str) {
    move_on(site, slug).await.expect(303);
    seal(site, slug).await;
    publish(site, slug).await;
}

/// One officer counts, another looks at the preview and approves it.
pub async fn publish(site: &Site, slug: &str) {
    move_on(site, slug).await.expect(303);
    approve(site, slug).await;
}

/// Another officer than the one who counted approves what was counted.
pub async fn approve(site: &Site, slug: &str) {
    let count = format!("/pl/desk/{slug}/count");
    let second = site.sign_in_as(Role::ReturningOfficer).await;
    let form = second.get(&count).await.expect(200).form("form[action$='/count']");
    form.pick("confirm", "yes").pick("act", "publish").send(&second).await.expect(303);
}

/// One officer proposes, another approves.
pub async fn seal(site: &Site, slug: &str) {
    let desk = format!("/pl/desk/{slug}/seal");
    let third = site.sign_in_as(Role::ReturningOfficer).await;
    for act in ["propose", "approve"] {
        let officer = site.sign_in_as(Role::ReturningOfficer).await;
        let form = officer.get(&desk).await.expect(200).form("main form");
        form.pick("act", act).send(&officer).await.expect(303);
    }
    // A full box is opened while one waits.
    for _ in 0..600 {
        if third.get(&desk).await.says(&say("seal-done")) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("the seal does not come to its end");
}

/// Ballots in the box, in envelopes or opened.
pub async fn ballots(site: &Site) -> i64 {
    site.number("SELECT (SELECT count(*) FROM ballot) + (SELECT count(*) FROM envelope)").await
}

/// As many ballots as people, pool by pool, and the turnout that pages show is both.
pub async fn assert_balanced(site: &Site) {
    let sql = "SELECT count(*) FROM pool WHERE ballots <> \
               (SELECT count(*) FROM ballot WHERE ballot.pool_id = pool.id) + \
               (SELECT count(*) FROM envelope WHERE envelope.pool_id = pool.id) OR ballots <> \
               (SELECT count(*) FROM participation WHERE participation.pool_id = pool.id) + \
               (SELECT count(*) FROM envelope WHERE envelope.pool_id = pool.id)";
    assert_eq!(site.number(sql).await, 0, "people, ballots and turnout differ in a pool");
}

/// What lies in the envelopes, opened with the link key as the seal will do it.
pub async fn contents(site: &Site) -> Vec<sakwa::vote::envelope::Content> {
    use sea_orm::EntityTrait;
    let db = site.app.store.read();
    let rows = sakwa::vote::envelopes::Entity::find().all(db).await.unwrap();
    let mut opened = Vec::new();
    for row in rows {
        let key = site.app.keys.of(db, row.edition_id).await.unwrap();
        opened.push(sakwa::vote::envelope::open(&key, &row).unwrap());
    }
    opened
}

pub async fn voting(site: &Site, slug: &'static str, files: impl IntoIterator<Item = String>) {
    EditionPlan::new(slug, sakwa::edition::Phase::Voting, files).make(site).await;
}
