//! Proposing a project, and finding one.

mod attaching;
mod authors;
mod city_form;
mod discussing;
mod following;
mod listing;
mod merging;
mod personal;
mod placing;
mod refusing;
mod submitting;
mod supporting;

use crate::harness::{Browser, EditionPlan, Form, Page, Site, approval};
use sakwa::edition::Phase;

/// An edition that collects ideas; its pool has 1000 zł.
async fn collecting(site: &Site) {
    EditionPlan::new("bo", Phase::Submission, [approval(3, &[])]).make(site).await;
}

/// A new draft; gives the address of its pages.
async fn begin(ola: &Browser) -> String {
    begin_in(ola, "bo").await
}

async fn begin_in(ola: &Browser, slug: &str) -> String {
    let form = ola.get(&format!("/pl/{slug}/submit")).await.expect(200).form("main form");
    let page = form.send(ola).await.expect(303);
    page.location().strip_suffix("/idea").unwrap().to_owned()
}

async fn step(ola: &Browser, draft: &str, name: &str) -> Form {
    ola.get(&format!("{draft}/{name}")).await.expect(200).form("form#step")
}

const SUMMARY: &str = "Nowe ławki z oparciami, żeby było gdzie odpocząć w cieniu.";

fn idea(form: Form, title: &str) -> Form {
    form.fill("title", title).fill("summary", SUMMARY)
}

fn category(form: Form) -> Form {
    form.pick("category", "green")
}

fn place(form: Form) -> Form {
    form.pick("pool", "city").fill("place", "Park Źródliska, od ulicy Targowej")
}

fn cost(form: Form, label: &str, quantity: &str, price: &str) -> Form {
    form.fill("label", label).fill("quantity", quantity).fill("price", price)
}

/// Fills in all pages of the form.
async fn fill(ola: &Browser, draft: &str, title: &str) -> Page {
    fill_with(ola, draft, title, &[]).await
}

async fn fill_with(ola: &Browser, draft: &str, title: &str, co_authors: &[&str]) -> Page {
    let leads = |page: Page, to: &str| {
        let page = page.expect(303);
        assert_eq!(page.location(), format!("{draft}/{to}"));
    };
    leads(idea(step(ola, draft, "idea").await, title).send(ola).await, "category");
    leads(category(step(ola, draft, "category").await).send(ola).await, "place");
    leads(place(step(ola, draft, "place").await).send(ola).await, "points");
    leads(step(ola, draft, "points").await.send(ola).await, "cost");
    let form = cost(step(ola, draft, "cost").await, "Ławki", "3", "150,50");
    leads(form.send(ola).await, "files");
    let page = step(ola, draft, "files").await.send(ola).await;
    if page.location().ends_with("/supporters") {
        leads(step(ola, draft, "supporters").await.send(ola).await, "contact");
    } else {
        leads(page, "contact");
    }
    let mut form = step(ola, draft, "contact").await;
    for (nth, email) in co_authors.iter().enumerate() {
        form = form.fill_nth("coauthor", nth, email);
    }
    leads(form.send(ola).await, "check");
    ola.get(&format!("{draft}/check")).await.expect(200)
}

/// A whole project from beginning to end; gives its address.
pub async fn submit(ola: &Browser, title: &str) -> String {
    submit_in(ola, "bo", title, &[]).await
}

pub async fn submit_in(ola: &Browser, slug: &str, title: &str, co_authors: &[&str]) -> String {
    let draft = begin_in(ola, slug).await;
    let page = fill_with(ola, &draft, title, co_authors).await;
    let page = page.form("form[action$='/send']").send(ola).await;
    page.expect(303).location().split('?').next().unwrap().to_owned()
}

/// A project with an address, a telephone number and a co-author; gives its address.
pub async fn submit_with_contact(
    ola: &Browser,
    street: &str,
    phone: &str,
    co_author: &str,
) -> String {
    let draft = begin(ola).await;
    fill_with(ola, &draft, "Ławki w parku", &[co_author]).await;
    let form = step(ola, &draft, "place").await.fill("place", street);
    form.send(ola).await.expect(303);
    step(ola, &draft, "contact").await.fill("phone", phone).send(ola).await.expect(303);
    let page = ola.get(&format!("{draft}/check")).await.expect(200);
    let page = page.form("form[action$='/send']").send(ola).await;
    page.expect(303).location().split('?').next().unwrap().to_owned()
}

/// Adds a point on the map to a draft.
async fn point(ola: &Browser, draft: &str, latitude: &str, longitude: &str) -> Page {
    let typed = [("latitude", latitude), ("longitude", longitude), ("typed", "1")];
    ola.post(&format!("{draft}/points"), &typed).await
}
