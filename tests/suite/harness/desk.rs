//! What city hall does in many scenarios: moving an edition on, and deciding how it decides.

use sakwa::edition::Phase;
use sakwa::people::Role;

use super::browser::Browser;
use super::editions::EditionPlan;
use super::page::{Form, Page};
use super::site::{DAY, Site};

/// A public reason for moving an announced hour.
pub const EARLY: &str = "Rada miasta skróciła ten etap uchwałą z 5 stycznia.";

/// The one press after which an edition is in its next phase, and who presses it. Before the
/// announced hour that is the second of two officers.
pub async fn moving(site: &Site, slug: &str) -> (Form, Browser) {
    let path = format!("/pl/desk/{slug}/phase");
    let officer = site.sign_in_as(Role::ReturningOfficer).await;
    let page = officer.get(&path).await.expect(200);
    if page.has("button[value=propose]") {
        let form = page.form("main form").fill("reason", EARLY).pick("confirm", "yes");
        form.pick("act", "propose").send(&officer).await.expect(303);
        let second = site.sign_in_as(Role::ReturningOfficer).await;
        let form = second.get(&path).await.expect(200).form("main form").pick("act", "approve");
        (form, second)
    } else if page.has("input[name=confirm]") {
        (page.form("main form").pick("confirm", "yes"), officer)
    } else {
        (page.form("main form").pick("act", "approve"), officer)
    }
}

/// Moves an edition on, by two officers before its announced hour.
pub async fn move_on(site: &Site, slug: &str) -> Page {
    let (form, officer) = moving(site, slug).await;
    form.send(&officer).await
}

/// An edition for which an admin settles what decides about projects while it is prepared; then it
/// collects them, with the calendar of an edition made for that.
pub async fn collecting_as(
    site: &Site,
    slug: &'static str,
    files: impl IntoIterator<Item = String>,
    settle: impl AsyncFnOnce(&Browser),
) {
    EditionPlan::new(slug, Phase::Preparation, files).make(site).await;
    settle(&site.sign_in_as(Role::Admin).await).await;
    let of = format!("(SELECT id FROM edition WHERE slug = '{slug}')");
    let week = 8 * DAY;
    let earlier = format!(
        "UPDATE phase SET begins_at = begins_at - {week}, ends_at = ends_at - {week} WHERE edition_id = {of}"
    );
    site.change(&earlier).await.unwrap();
    let begun = format!("UPDATE edition SET phase = 'submission' WHERE slug = '{slug}'");
    site.change(&begun).await.unwrap();
}
