//! Who may vote: each way to a ballot walked to its end, and what does not lead there.

mod children;
mod codes;
mod desk;
mod files;
mod guessing;
mod late;
mod passes;
mod people;

use sakwa::edition::Phase;
use sakwa::people::Role;

use crate::harness::{Browser, EditionPlan, Page, Site, letters};

/// The fields of the desk's form that a policy is made of.
pub type Policy<'a> = &'a [(&'a str, &'a str)];

/// One-time codes, handed out.
const CODES: Policy<'static> =
    &[("account", "none"), ("way", "code"), ("per-contact", "2"), ("children", "0")];

/// An edition in evaluation with this policy, and a registrar.
pub async fn preparing(
    site: &Site,
    slug: &'static str,
    files: impl IntoIterator<Item = String>,
    policy: Policy<'_>,
) -> Browser {
    EditionPlan::new(slug, Phase::Evaluation, files).make(site).await;
    let registrar = site.sign_in_as(Role::Registrar).await;
    registrar.post(&format!("/pl/desk/{slug}/eligibility"), policy).await.expect(303);
    registrar
}

pub async fn open(site: &Site, slug: &str) {
    move_on(site, slug).await.expect(303);
}

pub use crate::harness::move_on;

/// Makes so many codes and reads them off the printed page.
async fn make_codes(registrar: &Browser, slug: &str, amount: u32) -> Vec<String> {
    let amount = amount.to_string();
    let page = registrar.post(&format!("/pl/desk/{slug}/codes"), &[("amount", &*amount)]).await;
    printed(page)
}

#[track_caller]
pub fn printed(page: Page) -> Vec<String> {
    let page = page.expect(200);
    assert_eq!(page.header("cache-control"), "no-store");
    page.all(".slip .big")
}

/// Puts a file in force.
pub async fn import(registrar: &Browser, slug: &str, csv: &str) {
    let register = format!("/pl/desk/{slug}/register");
    registrar.send_file(&format!("{register}/file"), &[], csv.as_bytes()).await.expect(303);
    registrar.post(&format!("{register}/apply"), &[("press", "apply")]).await.expect(303);
}

pub async fn type_code(browser: &Browser, slug: &str, code: &str) -> Page {
    browser.post(&format!("/pl/{slug}/vote/verify/code"), &[("code", code)]).await
}

/// Answers who one is and where the digits shall go, as far as the page that asks for them.
async fn identify(
    browser: &Browser,
    slug: &str,
    way: &str,
    answers: &[(&str, &str)],
    contact: &str,
) -> Page {
    let verify = format!("/pl/{slug}/vote/verify");
    let mut form = browser.get(&format!("{verify}/{way}")).await.expect(200).form("main form");
    for (name, value) in answers {
        form = form.fill(name, value);
    }
    let page = form.send(browser).await.expect(303);
    assert_eq!(page.location(), format!("{verify}/contact"));
    let form = browser.get(page.location()).await.expect(200).form("main form");
    let page = form.fill("contact", contact).send(browser).await.expect(303);
    assert_eq!(page.location(), format!("{verify}/confirm"));
    browser.get(page.location()).await.expect(200)
}

/// The six digits in the latest letter to an address, if it has any.
async fn digits(site: &Site, to: &str) -> Option<String> {
    let letter = letters(site, to).await.pop()?;
    let mut words = letter.body.split_whitespace();
    words
        .find(|word| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit()))
        .map(str::to_owned)
}

async fn confirm(browser: &Browser, slug: &str, digits: &str) -> Page {
    browser.post(&format!("/pl/{slug}/vote/verify/confirm"), &[("digits", digits)]).await
}

/// Whether this browser is let to a ballot.
async fn may_vote(browser: &Browser, slug: &str) -> bool {
    let page = browser.get(&format!("/pl/{slug}/vote/ballot")).await;
    page.status == 200 || page.location() != format!("/pl/{slug}/vote/verify")
}

/// From a pass to the receipt: the first project of the ballot.
pub async fn cast(browser: &Browser, slug: &str) -> Page {
    let page = browser.get(&format!("/pl/{slug}/vote/ballot")).await.expect(200);
    let value = page.attrs("#ballot button[name=press]", "value").remove(0);
    page.form("form#ballot").pick("press", &value).send(browser).await.expect(303);
    let page = browser.get(&format!("/pl/{slug}/vote/check")).await.expect(200);
    let page = page.form("form[action$='/vote/cast']").send(browser).await.expect(303);
    assert!(page.location().contains("/vote/receipt/"), "{}", page.location());
    browser.get(page.location()).await.expect(200)
}

async fn ballots(site: &Site) -> i64 {
    site.number("SELECT (SELECT count(*) FROM ballot) + (SELECT count(*) FROM envelope)").await
}
