//! From an empty ballot to the page that shows what would be cast.

use super::{CAST, ballots, cast, check, choose, paper, press, voter, voting};
use crate::harness::{
    Site, all_at_once, approval, city_and_districts, knapsack, on_both_engines, points, say,
};

on_both_engines! {
    naming_projects_up_to_the_limit
    over_the_limit_is_said_and_cannot_be_cast
    spending_the_budget
    giving_points
    a_ranking_is_ordered_by_buttons_and_counted_by_places
    an_empty_ballot_cannot_be_cast
    a_ballot_resumes_on_another_device
    the_order_of_projects_is_each_voters_own_and_stays
    another_district_takes_its_projects_off_the_ballot
    a_person_without_a_district_votes_in_the_city_only
    a_project_from_elsewhere_is_not_on_the_ballot
    presses_at_once_lose_nothing_that_was_acknowledged
}

async fn naming_projects_up_to_the_limit(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    let ola = voter(site, "karta", None).await;
    choose(&ola, "karta", &["3", "1"]).await;
    let page = press(&ola, "karta", "add", "6").await;
    assert_eq!(page.all(".choice--on .nr").len(), 3);
    press(&ola, "karta", "remove", "1").await;
    let page = check(&ola, "karta").await.expect(200);
    assert_eq!(page.all("main .nr"), ["3", "6"]);
    cast(&ola, "karta").await.expect(303);
    assert_eq!(ballots(site).await, 1);
}

async fn over_the_limit_is_said_and_cannot_be_cast(site: &Site) {
    voting(site, "karta", [approval(2, &[])]).await;
    let ola = voter(site, "karta", None).await;
    choose(&ola, "karta", &["1", "2"]).await;
    assert!(!paper(&ola, "karta").await.has(".purse--over"));
    let page = press(&ola, "karta", "add", "3").await;
    assert!(page.has(".purse--over"), "the purse says so at once");
    let page = check(&ola, "karta").await.expect(422);
    assert!(page.has("[role=alert], .errors, .summary"), "and the check page: {}", page.text());
    assert!(!page.has(CAST));
    let key = "0123456789abcdef0123456789abcdef";
    ola.post("/pl/karta/vote/cast", &[("key", key)]).await.expect(422);
    assert_eq!(ballots(site).await, 0);
    press(&ola, "karta", "remove", "1").await;
    cast(&ola, "karta").await.expect(303);
}

async fn spending_the_budget(site: &Site) {
    voting(site, "koszyk", [knapsack(&[])]).await;
    let ola = voter(site, "koszyk", None).await;
    // 600 + 450,50 is 50,50 zł over 1000 zł.
    choose(&ola, "koszyk", &["5", "3"]).await;
    let page = paper(&ola, "koszyk").await;
    assert!(
        page.has(".purse--over") && page.one("#left").contains("50,50 zł"),
        "{}",
        page.one("#left")
    );
    let page = check(&ola, "koszyk").await.expect(422);
    assert!(page.says("50,50 zł") && !page.has(CAST));
    press(&ola, "koszyk", "remove", "3").await;
    choose(&ola, "koszyk", &["1", "6"]).await;
    assert!(check(&ola, "koszyk").await.expect(200).says("0 zł"), "exactly the budget is allowed");
    cast(&ola, "koszyk").await.expect(303);
}

async fn giving_points(site: &Site) {
    voting(site, "punkty", [points(8, &[])]).await;
    let ola = voter(site, "punkty", None).await;
    press(&ola, "punkty", "add", "1").await;
    for _ in 0..6 {
        press(&ola, "punkty", "more", "1").await;
    }
    let page = press(&ola, "punkty", "add", "2").await;
    assert!(page.says("Jeden projekt może dostać najwyżej 5."), "{}", page.one("main"));
    assert!(
        page.one("#ballot li[id=p1]").contains(" 5 "),
        "at most 5 for one: {}",
        page.one("#ballot li[id=p1]")
    );
    for _ in 0..3 {
        press(&ola, "punkty", "more", "2").await;
    }
    assert!(!check(&ola, "punkty").await.expect(422).has(CAST), "9 points of 8");
    press(&ola, "punkty", "less", "2").await;
    let page = check(&ola, "punkty").await.expect(200);
    assert_eq!(page.all("main .nr"), ["1", "2"]);
    cast(&ola, "punkty").await.expect(303);
    let cast = &super::contents(site).await[0];
    assert_eq!((cast.vote.as_str(), cast.points.as_str()), ("1,2", "5,3"));
}

async fn a_ranking_is_ordered_by_buttons_and_counted_by_places(site: &Site) {
    let rules = ["min_length;3", "max_length;3"];
    let projects = ["1;300;A", "2;200;B", "3;450;C", "4;150;D"];
    let file = crate::harness::pb("ordinal", &rules, &projects, &[]);
    voting(site, "miejsca", [file]).await;
    let ola = voter(site, "miejsca", None).await;
    choose(&ola, "miejsca", &["1", "2"]).await;
    assert!(!check(&ola, "miejsca").await.expect(422).has(CAST), "two of three places");
    choose(&ola, "miejsca", &["4"]).await;
    let page = press(&ola, "miejsca", "up", "4").await;
    assert_eq!(page.all("#ballot .nr")[..3], ["1", "4", "2"], "in the order chosen");
    let page = press(&ola, "miejsca", "down", "1").await;
    assert_eq!(page.all("#ballot .nr")[..3], ["4", "1", "2"]);
    assert!(page.one("#ballot li[id=p4]").contains("Miejsce 1"));
    let page = check(&ola, "miejsca").await.expect(200);
    assert_eq!(page.all("main .nr"), ["4", "1", "2"]);
    cast(&ola, "miejsca").await.expect(303);
    assert_eq!(super::contents(site).await[0].vote, "4,1,2");
    ola.post("/pl/miejsca/vote/again", &[]).await.expect(303);
    assert_eq!(paper(&ola, "miejsca").await.all("#ballot .nr")[..3], ["4", "1", "2"]);
    // Where fewer places than the most are enough, the ballot says so.
    let file = crate::harness::pb("ordinal", &["min_length;2", "max_length;4"], &projects, &[]);
    voting(site, "kilka", [file]).await;
    let ola = voter(site, "kilka", None).await;
    assert!(paper(&ola, "kilka").await.says("ułóż od 2 do 4 projektów"));
}

async fn an_empty_ballot_cannot_be_cast(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    let ola = voter(site, "karta", None).await;
    let page = check(&ola, "karta").await.expect(422);
    assert!(page.says(&say("refusal-empty")) && !page.has(CAST));
    choose(&ola, "karta", &["1"]).await;
    press(&ola, "karta", "remove", "1").await;
    ola.post("/pl/karta/vote/cast", &[("key", "0123456789abcdef0123456789abcdef")])
        .await
        .expect(422);
    assert_eq!(ballots(site).await, 0);
}

async fn a_ballot_resumes_on_another_device(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    let account = site.account(sakwa::people::Role::Resident).await;
    let (phone, laptop) = (site.stranger(), site.stranger());
    phone.sign_in(&account.email, crate::harness::PASSWORD).await;
    laptop.sign_in(&account.email, crate::harness::PASSWORD).await;
    choose(&phone, "karta", &["4", "2"]).await;
    assert!(laptop.get("/pl/karta/vote").await.says(&say("vote-resume")));
    assert_eq!(check(&laptop, "karta").await.expect(200).all("main .nr"), ["4", "2"]);
    cast(&laptop, "karta").await.expect(303);
    let page = phone.visit("/pl/karta/vote/ballot").await.expect(200);
    assert!(page.says(&say("vote-already")));
}

async fn the_order_of_projects_is_each_voters_own_and_stays(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    let mut orders = std::collections::HashSet::new();
    for _ in 0..8 {
        let ola = voter(site, "karta", None).await;
        let order = paper(&ola, "karta").await.all("#ballot .nr");
        assert_eq!(order.len(), 6);
        choose(&ola, "karta", &["5"]).await;
        assert_eq!(paper(&ola, "karta").await.all("#ballot .nr"), order);
        orders.insert(order);
    }
    assert!(orders.len() >= 5, "8 voters see {} orders", orders.len());
}

async fn another_district_takes_its_projects_off_the_ballot(site: &Site) {
    voting(site, "miasto", city_and_districts()).await;
    let ola = voter(site, "miasto", Some("baluty")).await;
    choose(&ola, "miasto", &["1", "B1"]).await;
    let form = ola.get("/pl/miasto/vote/area").await.form("main form");
    assert_eq!(form.get("area"), "baluty");
    form.clone().pick("area", "polesie").send(&ola).await.expect(303);
    assert_eq!(check(&ola, "miasto").await.expect(200).all("main .nr"), ["1"]);
    // Back in the first district, what was chosen there is chosen still.
    choose(&ola, "miasto", &["P1"]).await;
    form.clone().pick("area", "baluty").send(&ola).await.expect(303);
    assert_eq!(check(&ola, "miasto").await.expect(200).all("main .nr"), ["1", "B1"]);
    form.pick("area", "polesie").send(&ola).await.expect(303);
    assert_eq!(check(&ola, "miasto").await.expect(200).all("main .nr"), ["1", "P1"]);
    // Only what is on the page is cast.
    assert_eq!(super::codes(&ola, &cast(&ola, "miasto").await).await.len(), 2);
    super::assert_balanced(site).await;
}

async fn a_person_without_a_district_votes_in_the_city_only(site: &Site) {
    voting(site, "miasto", city_and_districts()).await;
    let ola = site.resident().await;
    let page = ola.get("/pl/miasto/vote/ballot").await.expect(303);
    assert_eq!(page.location(), "/pl/miasto/vote/area");
    let form = ola.get("/pl/miasto/vote/area").await.form("main form");
    let page = form.send(&ola).await.expect(422);
    assert_eq!(page.one("#area-error"), say("vote-area-missing"));
    form.pick("area", "-").send(&ola).await.expect(303);
    assert_eq!(paper(&ola, "miasto").await.all("#ballot .nr").len(), 6);
    choose(&ola, "miasto", &["1"]).await;
    assert_eq!(super::codes(&ola, &cast(&ola, "miasto").await).await.len(), 1);
    super::assert_balanced(site).await;
}

async fn a_project_from_elsewhere_is_not_on_the_ballot(site: &Site) {
    voting(site, "miasto", city_and_districts()).await;
    let ola = voter(site, "miasto", Some("baluty")).await;
    let foreign = site.number("SELECT id FROM project WHERE number = 'P1'").await;
    let press = format!("add:{foreign}");
    ola.post("/pl/miasto/vote/ballot", &[("press", &press)]).await.expect(404);
    assert!(paper(&ola, "miasto").await.all(".choice--on").is_empty());
}

async fn presses_at_once_lose_nothing_that_was_acknowledged(site: &Site) {
    voting(site, "karta", [approval(6, &[])]).await;
    let ola = voter(site, "karta", None).await;
    let page = paper(&ola, "karta").await;
    let values = page.attrs("#ballot button[name=press]", "value");
    assert_eq!(values.len(), 6);
    let jobs = values.into_iter().map(|value| {
        let (window, form) = (ola.other_window(), page.form("form#ballot"));
        async move { form.pick("press", &value).send(&window).await.status.as_u16() }
    });
    assert_eq!(all_at_once(jobs).await, [303; 6]);
    assert_eq!(paper(&ola, "karta").await.all(".choice--on").len(), 6);
}
