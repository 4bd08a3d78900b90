//! Personal data never becomes public unless its author says so, and a PESEL number never.

use super::{SUMMARY, begin, collecting, cost, idea, step};
use crate::harness::{Site, on_both_engines, say};

on_both_engines! {
    a_pesel_number_is_always_refused
    an_address_is_public_only_when_its_author_ticks_it
    a_tick_does_not_cover_what_is_added_later
    every_public_field_is_looked_through
}

const PESEL: &str = "44051401359";

async fn a_pesel_number_is_always_refused(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    let summary = format!("{SUMMARY} Mój PESEL to 440514-01359.");
    let typed = [("title", "Ławki w parku"), ("summary", &*summary), ("sure-summary", PESEL)];
    let page = ola.post(&format!("{draft}/idea"), &typed).await.expect(422);
    assert_eq!(page.one("#summary-error"), say("personal-pesel"));
    assert!(!page.has("[name=sure-summary]"), "there is no tick for it");
    assert_eq!(page.form("form#step").get("summary"), summary, "what was typed is kept");
    ola.get(&format!("{draft}/check")).await.expect(303);
}

async fn an_address_is_public_only_when_its_author_ticks_it(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    let summary = format!("{SUMMARY} Pisz: klub@example.pl albo 600 700 800.");
    let form = idea(step(&ola, &draft, "idea").await, "Ławki w parku").fill("summary", &summary);
    let page = form.send(&ola).await.expect(422);
    let error = page.one("#summary-error");
    assert!(error.contains("klub@example.pl") && error.contains("600 700 800"), "{error}");
    let form = page.form("form#step").pick("sure-summary", "klub@example.pl");
    let page = form.send(&ola).await.expect(422);
    assert!(!page.one("#summary-error").contains("klub@example.pl"), "this one is ticked");
    let mut form = page.form("form#step");
    form.fields.push(("sure-summary".to_owned(), "600 700 800".to_owned()));
    form.send(&ola).await.expect(303);
}

async fn a_tick_does_not_cover_what_is_added_later(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    let first = format!("{SUMMARY} Pisz: klub@example.pl.");
    let sure = ("sure-summary", "klub@example.pl");
    let typed = [("title", "Ławki w parku"), ("summary", &*first), sure];
    ola.post(&format!("{draft}/idea"), &typed).await.expect(303);
    let then = format!("{first} I ola@example.pl.");
    let typed = [("title", "Ławki w parku"), ("summary", &*then), sure];
    let page = ola.post(&format!("{draft}/idea"), &typed).await.expect(422);
    assert!(page.one("#summary-error").contains("ola@example.pl"));
}

async fn every_public_field_is_looked_through(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    for (name, field, typed) in [
        ("idea", "title", vec![("title", "Ławki 44051401359"), ("summary", SUMMARY)]),
        ("category", "recipients", vec![("category", "green"), ("recipients", "Dla 44051401359")]),
        ("place", "place", vec![("pool", "city"), ("place", "u 44051401359")]),
    ] {
        let page = ola.post(&format!("{draft}/{name}"), &typed).await.expect(422);
        assert_eq!(page.one(&format!("#{field}-error")), say("personal-pesel"), "{name}");
    }
    let page = cost(step(&ola, &draft, "cost").await, "Ławki 44051401359", "1", "10");
    let page = page.send(&ola).await.expect(422);
    assert_eq!(page.one("#label-0-error"), say("personal-pesel"));
    let comment = [("body", "Dzwońcie: 600 700 800")];
    let page = ola.post("/pl/bo/projects/1/comments", &comment).await.expect(422);
    assert!(page.one("#body-error").contains("600 700 800"));
    let file = b"%PDF-1.4\n%%EOF\n";
    let page = ola.send_file(&format!("{draft}/files/add"), &[("name", PESEL)], file).await;
    assert_eq!(page.expect(422).one("#name-error"), say("personal-pesel"));
    assert_eq!(site.number("SELECT count(*) FROM comment").await, 0);
}
