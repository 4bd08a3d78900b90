//! What a form refuses: beside the field, with everything typed kept.

use super::{SUMMARY, begin, category, collecting, cost, idea, place, step};
use crate::harness::{Browser, Site, on_both_engines, say};

on_both_engines! {
    each_complaint_stands_beside_its_field
    amounts_are_read_as_people_type_them
    a_wrong_estimate_is_said_line_by_line
    an_amount_that_can_be_read_in_two_ways_says_which
    a_title_nobody_can_see_is_missing
    a_project_over_the_pools_budget_is_refused
    titles_that_a_spreadsheet_would_run_are_refused
    a_project_belongs_to_a_pool_of_its_edition
    twenty_drafts_wait_and_no_more
}

/// Step, what is typed, which fields are wrong.
type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a [&'a str]);

async fn an_amount_that_can_be_read_in_two_ways_says_which(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    for (price, says) in [
        ("45.000", vec!["45.000", "45 000 zł", "albo 45"]),
        ("1,250 zł", vec!["1250 zł", "1,25 zł"]),
        ("10 000 001", vec!["10 000 000 zł"]),
        ("99999999999999999999", vec!["10 000 000 zł"]),
        ("4,1234", vec![]),
    ] {
        let typed = [("label", "Ławka"), ("quantity", "1"), ("price", price)];
        let page = ola.post(&format!("{draft}/cost"), &typed).await.expect(422);
        let error = page.one("#price-0-error");
        assert_ne!(error, say("submit-line-price"), "{price}");
        assert!(says.iter().all(|words| error.contains(words)), "{price}: {error}");
        assert_eq!(page.attrs("#price-0", "value"), [price]);
    }
}

async fn a_title_nobody_can_see_is_missing(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    for nothing in ["\u{200b}", "\u{3164}", "\u{2800}", "\u{202e}\u{ad}"] {
        let title = nothing.repeat(15);
        let typed = [("title", &*title), ("summary", SUMMARY)];
        let page = ola.post(&format!("{draft}/idea"), &typed).await.expect(422);
        assert_eq!(page.one("#title-error"), say("submit-title-missing"), "{nothing:?}");
    }
    let typed = [("title", "\u{202e}Ławki\u{200b} w parku 👩\u{200d}🌾"), ("summary", SUMMARY)];
    ola.post(&format!("{draft}/idea"), &typed).await.expect(303);
    let my = ola.get("/pl/my").await.expect(200);
    assert!(my.text().contains("Ławki w parku 👩\u{200d}🌾") && !my.text().contains('\u{202e}'));
}

async fn each_complaint_stands_beside_its_field(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    let long = "a".repeat(121);
    let cases: [Case; 8] = [
        ("idea", &[], &["title", "summary"]),
        ("idea", &[("title", "Park"), ("summary", SUMMARY)], &["title"]),
        ("idea", &[("title", &long), ("summary", "krótko")], &["title", "summary"]),
        ("category", &[], &["category"]),
        ("category", &[("category", "nie ma"), ("recipients", "my")], &["category", "recipients"]),
        ("place", &[], &["pool", "place"]),
        ("points", &[("latitude", "95"), ("longitude", "19")], &["latitude"]),
        ("points", &[("latitude", "51,7"), ("longitude", "")], &["longitude"]),
    ];
    for (name, typed, wrong) in cases {
        let page = ola.post(&format!("{draft}/{name}"), typed).await.expect(422);
        for field in wrong {
            assert!(!page.one(&format!("#{field}-error")).is_empty(), "{name} {field}");
        }
        assert_eq!(
            page.all("main .err").len(),
            wrong.len(),
            "{name} {typed:?}: {:?}",
            page.all("main .err")
        );
        let links = page.attrs("main [role=alert] a, main .summary a, main .errors a", "href");
        assert!(wrong.iter().all(|field| links.contains(&format!("#{field}"))), "{links:?}");
        let form = page.form("form#step");
        for (field, value) in typed.iter().filter(|(field, _)| *field != "category") {
            assert_eq!(form.get(field), *value, "what was typed is kept");
        }
    }
}

/// The sum on the check page of one line at this price.
async fn sum(ola: &Browser, draft: &str, quantity: &str, price: &str) -> Option<String> {
    let form = step(ola, draft, "cost?check=1").await;
    let page = cost(form, "Ławki", quantity, price).send(ola).await;
    if page.status == 422 {
        return None;
    }
    Some(ola.follow(page.expect(303)).await.expect(200).one("main .price"))
}

async fn amounts_are_read_as_people_type_them(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    idea(step(&ola, &draft, "idea").await, "Ławki w parku").send(&ola).await.expect(303);
    category(step(&ola, &draft, "category").await).send(&ola).await.expect(303);
    place(step(&ola, &draft, "place").await).send(&ola).await.expect(303);
    for (typed, shown) in [
        ("450", "450 zł"),
        ("450,5", "450,50 zł"),
        ("450.50", "450,50 zł"),
        (" 450 zł ", "450 zł"),
        ("450,00 PLN", "450 zł"),
        ("0 450", "450 zł"),
        ("1\u{a0}000,00", "1000 zł"),
        ("1 000", "1000 zł"),
        ("0,01", "0,01 zł"),
    ] {
        assert_eq!(sum(&ola, &draft, "1", typed).await.as_deref(), Some(shown), "{typed:?}");
    }
    assert_eq!(sum(&ola, &draft, "3", "100,33").await.as_deref(), Some("300,99 zł"));
    for typed in
        ["", "0", "-5", "sto", "1,234,5", "1e3", "12,345", "0x10", "∞", "99999999999999999999"]
    {
        assert_eq!(sum(&ola, &draft, "1", typed).await, None, "{typed:?}");
    }
}

async fn a_wrong_estimate_is_said_line_by_line(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    let typed = [
        ("label", "Ławki"),
        ("quantity", "2"),
        ("price", "100"),
        ("label", ""),
        ("quantity", "1"),
        ("price", "50"),
        ("label", "=SUM(A1)"),
        ("quantity", "0"),
        ("price", "abc"),
        ("label", ""),
        ("quantity", "1"),
        ("price", ""),
    ];
    let page = ola.post(&format!("{draft}/cost"), &typed).await.expect(422);
    for field in ["label-1", "label-2", "quantity-2", "price-2"] {
        assert!(!page.one(&format!("#{field}-error")).is_empty(), "{field}");
    }
    assert_eq!(page.all("main .err").len(), 4);
    let page = ola.post(&format!("{draft}/cost"), &[]).await.expect(422);
    assert_eq!(page.one("#label-0-error"), say("submit-lines-missing"));
}

async fn a_project_over_the_pools_budget_is_refused(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    idea(step(&ola, &draft, "idea").await, "Ławki w parku").send(&ola).await.expect(303);
    category(step(&ola, &draft, "category").await).send(&ola).await.expect(303);
    place(step(&ola, &draft, "place").await).send(&ola).await.expect(303);
    let page =
        cost(step(&ola, &draft, "cost").await, "Ławki", "3", "333,34").send(&ola).await.expect(422);
    assert!(page.one("#lines").contains("1000,02 zł"), "{}", page.one("#lines"));
    assert_eq!(page.form("form#step").get("price"), "333,34");
    let page = cost(step(&ola, &draft, "cost?check=1").await, "Ławki", "2", "500").send(&ola).await;
    let page = page.expect(303);
    assert!(ola.follow(page).await.expect(200).says("1000 zł"), "exactly the budget is allowed");
}

async fn titles_that_a_spreadsheet_would_run_are_refused(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    for title in [
        "=cmd|'/c calc'!A1",
        "+48 600 700 800",
        "-Ławki",
        "@SUM(A1:A9)",
        "\t=1+1+1",
        " \r\n=HYPERLINK(1)",
    ] {
        let page = idea(step(&ola, &draft, "idea").await, title).send(&ola).await.expect(422);
        assert_eq!(page.one("#title-error"), say("submit-title-formula"), "{title:?}");
    }
    let page = idea(step(&ola, &draft, "idea").await, "2 + 2 = ławki; \"nowe\"").send(&ola).await;
    page.expect(303);
}

async fn a_project_belongs_to_a_pool_of_its_edition(site: &Site) {
    collecting(site).await;
    crate::harness::EditionPlan::new(
        "inna",
        sakwa::edition::Phase::Submission,
        crate::harness::city_and_districts(),
    )
    .make(site)
    .await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    let typed = [("pool", "baluty"), ("place", "Park Źródliska")];
    let page = ola.post(&format!("{draft}/place"), &typed).await.expect(422);
    assert!(page.has("#pool-error"));
    let elsewhere = draft.replace("/bo/", "/inna/");
    ola.get(&format!("{elsewhere}/idea")).await.expect(404);
}

async fn twenty_drafts_wait_and_no_more(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    for _ in 0..20 {
        begin(&ola).await;
    }
    let form = ola.get("/pl/bo/submit").await.expect(200).form("main form");
    assert!(form.send(&ola).await.expect(409).says(&say("draft-many")));
    begin(&site.resident().await).await;
}
