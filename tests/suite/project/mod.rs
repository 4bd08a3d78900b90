//! Proposing a project, and finding one.

mod listing;
mod refusing;
mod submitting;

use crate::harness::{Browser, EditionPlan, Form, Page, Site, approval};
use sakwa::edition::Phase;

/// An edition that collects ideas; its pool has 1000 zł.
async fn collecting(site: &Site) {
    EditionPlan::new("bo", Phase::Submission, [approval(3, &[])]).make(site).await;
}

/// A new draft; gives the address of its pages.
async fn begin(ola: &Browser) -> String {
    let form = ola.get("/pl/bo/submit").await.expect(200).form("main form");
    let page = form.send(ola).await.expect(303);
    page.location().strip_suffix("/idea").unwrap().to_owned()
}

async fn step(ola: &Browser, draft: &str, name: &str) -> Form {
    ola.get(&format!("{draft}/{name}")).await.expect(200).form("form#step")
}

const SUMMARY: &str = "Nowe ławki z oparciami, żeby było gdzie odpocząć w cieniu.";

fn idea(form: Form, title: &str) -> Form {
    form.fill("title", title).fill("summary", SUMMARY).pick("category", "green")
}

fn place(form: Form) -> Form {
    form.pick("pool", "city").fill("place", "Park Źródliska, od ulicy Targowej")
}

fn cost(form: Form, label: &str, quantity: &str, price: &str) -> Form {
    form.fill("label", label).fill("quantity", quantity).fill("price", price)
}

/// Fills in all pages of the form.
async fn fill(ola: &Browser, draft: &str, title: &str) -> Page {
    let page = idea(step(ola, draft, "idea").await, title).send(ola).await.expect(303);
    assert_eq!(page.location(), format!("{draft}/place"));
    let page = place(step(ola, draft, "place").await).send(ola).await.expect(303);
    assert_eq!(page.location(), format!("{draft}/cost"));
    let page =
        cost(step(ola, draft, "cost").await, "Ławki", "3", "150,50").send(ola).await.expect(303);
    assert_eq!(page.location(), format!("{draft}/check"));
    ola.follow(page).await.expect(200)
}

/// A whole project from beginning to end; gives its address.
pub async fn submit(ola: &Browser, title: &str) -> String {
    let draft = begin(ola).await;
    let page = fill(ola, &draft, title).await.form("form[action$='/send']").send(ola).await;
    page.expect(303).location().split('?').next().unwrap().to_owned()
}
