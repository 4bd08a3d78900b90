//! The form is the city's: fields, hints, limits, own questions and prices, changed on a page.

use sakwa::edition::Phase;
use sakwa::people::Role;

use super::{begin, begin_in, collecting, fill, idea, step};
use crate::harness::{
    Browser, EditionPlan, Form, Site, approval, collecting_as, on_both_engines, say,
};

on_both_engines! {
    a_city_changes_what_its_form_asks
    prices_of_the_city_go_into_the_estimate
    running_costs_stand_apart_from_the_sum
    wrong_rules_are_said_beside_their_field
}

const PAGE: &str = "/pl/desk/bo/form";

async fn rules(admin: &Browser) -> Form {
    admin.get(PAGE).await.expect(200).form("main form")
}

async fn a_city_changes_what_its_form_asks(site: &Site) {
    let questions = "Czy teren jest miejski?*; Sprawdzisz to na mapie miasta\nKto będzie dbał?";
    let strict = async |admin: &Browser| {
        let form = rules(admin).await;
        let form = form
            .fill("title-most", "20")
            .fill("title-hint", "Krótko i po polsku")
            .fill("points-asked", "no")
            .fill("recipients-asked", "required")
            .fill("questions", questions);
        form.send(admin).await.expect(303);
        let form = rules(admin).await;
        assert_eq!((form.get("title-most"), form.get("recipients-asked")), ("20", "required"));
        assert_eq!(form.get("questions").lines().count(), 2);
    };
    collecting_as(site, "bo", [approval(3, &[])], strict).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    let page = ola.get(&format!("{draft}/idea")).await.expect(200);
    assert_eq!(page.one("#title-hint"), "Krótko i po polsku");
    let long = idea(page.form("form#step"), "Ławki w parku Źródliska");
    assert!(long.send(&ola).await.expect(422).has("#title-error"));
    ola.get(&format!("{draft}/points")).await.expect(404);
    let page = ola.post(&format!("{draft}/category"), &[("category", "green")]).await.expect(422);
    assert!(page.has("#recipients-error") && page.has("#question-0-error"));
    assert!(!page.has("#question-1-error") && page.says("Sprawdzisz to na mapie miasta"));
    collecting_as(site, "inna", [approval(3, &[])], async |admin| {
        let form = admin.get("/pl/desk/inna/form").await.expect(200).form("main form");
        form.fill("questions", questions).send(admin).await.expect(303);
    })
    .await;
    let draft = begin_in(&ola, "inna").await;
    let answers = [("category", "green"), ("question-0", "Tak, miejski")];
    ola.post(&format!("{draft}/category"), &answers).await.expect(303);
    let page = fill(&ola, &draft, "Ławki w parku").await;
    let sent = page.form("form[action$='/send']").send(&ola).await.expect(303);
    let public = site.stranger().get(sent.location()).await.expect(200);
    assert!(public.says("Czy teren jest miejski?") && public.says("Tak, miejski"));
}

async fn prices_of_the_city_go_into_the_estimate(site: &Site) {
    let ola = site.resident().await;
    let prices = "Ławka z oparciem; szt.; 185,50\nLipa z posadzeniem; szt.; 120";
    collecting_as(site, "bo", [approval(3, &[])], async |admin| {
        let pasted = "Ławka z oparciem\tszt.\t185,50\n\"Lipa \"\"Anna\"\"; młoda\"\tszt.\t120";
        rules(admin).await.fill("prices", pasted).send(admin).await.expect(303);
        let kept = rules(admin).await.get("prices").to_owned();
        assert!(kept.contains("Lipa \"Anna\", młoda; szt.; 120"), "{kept}");
        let form = rules(admin).await.fill("prices", prices).fill("highest", "300 zł");
        form.send(admin).await.expect(303);
    })
    .await;
    let draft = begin(&ola).await;
    let page = step(&ola, &draft, "cost").await.pick("add", "price-1").send(&ola).await.expect(200);
    let form = page.form("form#step");
    assert_eq!(
        (form.get("label"), form.get("unit"), form.get("price")),
        ("Lipa z posadzeniem", "szt.", "120")
    );
    let page = form.fill("quantity", "3").send(&ola).await.expect(422);
    assert!(page.one("#lines").contains("300 zł"), "over the city's limit for one project");
    page.form("form#step").fill("quantity", "2").send(&ola).await.expect(303);
}

async fn running_costs_stand_apart_from_the_sum(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    fill(&ola, &draft, "Ławki w parku").await;
    let typed = [
        ("label", "Ławki"),
        ("quantity", "3"),
        ("unit", "szt."),
        ("price", "150,50"),
        ("yearly", "no"),
        ("label", "Malowanie"),
        ("quantity", "1"),
        ("unit", ""),
        ("price", "9000"),
        ("yearly", "yes"),
    ];
    ola.post(&format!("{draft}/cost"), &typed).await.expect(303);
    let page = ola.get(&format!("{draft}/check")).await.expect(200);
    assert_eq!(
        page.one("main .price"),
        "451,50 zł",
        "what it costs to build, within the pool's 1000 zł"
    );
    assert!(page.says("Malowanie") && page.says("9000 zł"));
    let sent = page.form("form[action$='/send']").send(&ola).await.expect(303);
    let public = site.stranger().get(sent.location()).await.expect(200);
    assert!(public.says(&say("cost-yearly")) && public.says("3 szt."));
    assert_eq!(site.number("SELECT cost FROM project WHERE number = '7'").await, 45_150);
    let only = [
        ("label", "Malowanie"),
        ("quantity", "1"),
        ("unit", ""),
        ("price", "90"),
        ("yearly", "yes"),
    ];
    let draft = begin(&ola).await;
    assert!(
        ola.post(&format!("{draft}/cost"), &only)
            .await
            .expect(422)
            .says(&say("submit-only-yearly"))
    );
}

async fn wrong_rules_are_said_beside_their_field(site: &Site) {
    EditionPlan::new("bo", Phase::Preparation, [approval(3, &[])]).make(site).await;
    let admin = site.sign_in_as(Role::Admin).await;
    for (field, value, error) in [
        ("title-most", "4", "title-most"),
        ("title-most", "9999", "title-most"),
        ("files-most", "11", "files-most"),
        ("co_authors-most", "4", "co_authors-most"),
        ("summary-least", "-1", "summary-most"),
        ("prices", "Ławka; szt.", "prices"),
        ("prices", "Ławka; szt.; 10\nKosz; szt.; dużo", "prices"),
        ("questions", "?", "questions"),
        ("highest", "tanio", "highest"),
    ] {
        let page = rules(&admin).await.fill(field, value).send(&admin).await.expect(422);
        assert!(page.has(&format!("#{error}-error")), "{field} {value}");
        assert_eq!(page.form("main form").get(field).trim(), value, "what was typed is kept");
    }
    assert_eq!(site.number("SELECT count(*) FROM submission_rules").await, 0);
}
