//! The whole way of a proposal, without any script.

use super::{SUMMARY, begin, category, collecting, cost, fill, idea, place, step, submit};
use crate::harness::{DAY, NOW, Site, all_at_once, on_both_engines, say};

on_both_engines! {
    a_proposal_becomes_a_project
    a_draft_is_kept_at_every_step_and_resumed
    typing_is_kept_while_it_goes_on
    keeping_two_steps_at_once_loses_neither
    a_row_is_added_to_the_estimate
    what_is_changed_from_the_check_page_comes_back_there
    sent_twice_it_is_one_project
    sent_eight_times_at_once_it_is_one_project
    many_people_at_once_get_different_numbers
    after_the_last_hour_the_draft_is_kept_and_not_sent
}

async fn a_proposal_becomes_a_project(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    let page = fill(&ola, &draft, "Ławki na Źródliskach").await;
    for said in [
        "Ławki na Źródliskach",
        SUMMARY,
        "Park Źródliska, od ulicy Targowej",
        "150,50 zł",
        "451,50 zł",
    ] {
        assert!(page.says(said), "{said}");
    }
    let sent = page.form("form[action$='/send']").send(&ola).await.expect(303);
    let page = ola.follow(sent).await.expect(200);
    assert!(page.says(&say("done-submitted")) && page.says(&say("state-submitted")));
    assert_eq!(page.one("h1"), "Ławki na Źródliskach");
    assert_eq!(page.one("main .nr"), "7", "the edition has projects 1 to 6");
    assert!(page.one("main .price").contains("451,50 zł"));
    let public = site.stranger().get(page.at.split('?').next().unwrap()).await.expect(200);
    assert!(public.says("Ławki: 3") || public.says("150,50 zł"));
    assert!(!public.text().contains("example.pl"), "no address of the author");
    let mine = ola.get("/pl/my").await;
    assert!(mine.says("Ławki na Źródliskach") && mine.says(&say("my-no-drafts")));
}

async fn a_draft_is_kept_at_every_step_and_resumed(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    let form = step(&ola, &draft, "idea").await;
    idea(form, "Ławki w parku").fill("summary", "za krótko").send(&ola).await.expect(422);
    let again = step(&ola.other_window(), &draft, "idea").await;
    assert_eq!((again.get("title"), again.get("summary")), ("Ławki w parku", "za krótko"));
    category(step(&ola, &draft, "category").await).send(&ola).await.expect(303);
    assert_eq!(step(&ola.other_window(), &draft, "category").await.get("category"), "green");
    place(step(&ola, &draft, "place").await).send(&ola).await.expect(303);
    let form = step(&ola, &draft, "cost").await;
    cost(form, "Ławki", "dużo", "150 zł").send(&ola).await.expect(422);
    let again = step(&ola, &draft, "cost").await;
    assert_eq!((again.get("quantity"), again.get("price")), ("dużo", "150 zł"));
    assert_eq!(step(&ola, &draft, "place").await.get("pool"), "city");
    let page = ola.get("/pl/my").await;
    let href = page.attrs("main a[href*='/submit/']", "href");
    assert_eq!(href, [format!("{draft}/idea")]);
    assert!(page.says("Ławki w parku"));
    let page = ola.get(&format!("{draft}/check")).await.expect(303);
    assert_eq!(page.location(), format!("{draft}/idea"), "the first step that is not right");
}

async fn typing_is_kept_while_it_goes_on(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    let page = ola.get(&format!("{draft}/idea")).await;
    let save = page.attrs("form#step", "data-autosave").remove(0);
    site.app.clock.set(NOW + 3600);
    let page = ola.post(&save, &[("title", "Ła"), ("summary", "")]).await.expect(200);
    assert!(
        page.one("#saved").contains("13:0") || page.one("#saved").contains("12:"),
        "{}",
        page.one("#saved")
    );
    assert!(page.all(".err").is_empty(), "nothing is judged while typing");
    assert_eq!(step(&ola, &draft, "idea").await.get("title"), "Ła");
}

async fn keeping_two_steps_at_once_loses_neither(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    for n in 0..6 {
        let draft = begin(&ola).await;
        let title = format!("Ławki {n}");
        let saves = [
            ("idea", "title", title.clone()),
            ("place", "place", "Park".to_owned()),
            ("cost", "label", "Deski".to_owned()),
        ];
        all_at_once(saves.map(|(step, field, value)| {
            let (window, path) = (ola.other_window(), format!("{draft}/{step}/save"));
            async move { window.post(&path, &[(field, &value)]).await.expect(200) }
        }))
        .await;
        assert_eq!(step(&ola, &draft, "idea").await.get("title"), title);
        assert_eq!(step(&ola, &draft, "place").await.get("place"), "Park");
        assert_eq!(step(&ola, &draft, "cost").await.get("label"), "Deski");
    }
}

async fn a_row_is_added_to_the_estimate(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    fill(&ola, &draft, "Ławki w parku").await;
    let page = step(&ola, &draft, "cost").await.pick("add", "1").send(&ola).await.expect(200);
    assert!(page.all(".err").is_empty());
    let form = page.form("form#step").fill_nth("label", 1, "Kosze").fill_nth("quantity", 1, "2");
    form.fill_nth("price", 1, "40").send(&ola).await.expect(303);
    let page = ola.get(&format!("{draft}/check")).await.expect(200);
    assert!(page.says("531,50 zł"), "3 × 150,50 + 2 × 40: {}", page.text());
}

async fn what_is_changed_from_the_check_page_comes_back_there(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    let page = fill(&ola, &draft, "Ławki w parku").await;
    let change = page.attrs("main dl a, main .answers a", "href").remove(0);
    let form = ola.get(&change).await.expect(200).form("form#step");
    let page = form.fill("title", "Ławki z oparciami").send(&ola).await.expect(303);
    assert_eq!(page.location(), format!("{draft}/check"));
    assert!(ola.follow(page).await.says("Ławki z oparciami"));
}

async fn sent_twice_it_is_one_project(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    let form = fill(&ola, &draft, "Ławki w parku").await.form("form[action$='/send']");
    let first = form.send(&ola).await.expect(303);
    let again = form.send(&ola).await.expect(303);
    assert_eq!(first.location(), again.location());
    assert_eq!(site.number("SELECT count(*) FROM project").await, 7);
    assert_eq!(site.number("SELECT next_number FROM edition").await, 8, "no number is lost");
    submit(&ola, "Drugi pomysł").await;
    assert_eq!(site.number("SELECT count(*) FROM project").await, 8);
}

async fn sent_eight_times_at_once_it_is_one_project(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    let form = fill(&ola, &draft, "Ławki w parku").await.form("form[action$='/send']");
    let answers = all_at_once((0..8).map(|_| {
        let (form, window) = (form.clone(), ola.other_window());
        async move { form.send(&window).await.expect(303).location().to_owned() }
    }))
    .await;
    assert!(answers.iter().all(|location| *location == answers[0]), "{answers:?}");
    assert_eq!(site.number("SELECT count(*) FROM project").await, 7);
    assert_eq!(site.number("SELECT count(*) FROM cost_line").await, 1);
    let acts = "SELECT count(*) FROM act WHERE kind <> 'operator-import'";
    assert_eq!(site.number(acts).await, 1);
}

async fn many_people_at_once_get_different_numbers(site: &Site) {
    collecting(site).await;
    let mut forms = Vec::new();
    for n in 0..8 {
        let ola = site.resident().await;
        let draft = begin(&ola).await;
        forms.push((
            fill(&ola, &draft, &format!("Pomysł {n}")).await.form("form[action$='/send']"),
            ola,
        ));
    }
    let mut numbers: Vec<String> = all_at_once(forms.into_iter().map(|(form, ola)| async move {
        let page = form.send(&ola).await.expect(303);
        page.location().split(['/', '?']).nth(4).unwrap().to_owned()
    }))
    .await;
    numbers.sort_by_key(|number| number.parse::<i64>().unwrap());
    assert_eq!(numbers, ["7", "8", "9", "10", "11", "12", "13", "14"]);
}

async fn after_the_last_hour_the_draft_is_kept_and_not_sent(site: &Site) {
    collecting(site).await;
    site.app.clock.set(NOW + 7 * DAY - 60);
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    let form = fill(&ola, &draft, "Ławki w parku").await.form("form[action$='/send']");
    site.app.clock.set(NOW + 7 * DAY);
    assert!(form.send(&ola).await.expect(409).says(&say("submit-closed")));
    site.app.clock.set(NOW + 7 * DAY - 1);
    crate::harness::move_on(site, "bo").await.expect(303);
    assert!(form.send(&ola).await.expect(409).says(&say("submit-closed")));
    ola.post("/pl/bo/submit", &[]).await.expect(409);
    assert!(ola.get("/pl/my").await.says("Ławki w parku"), "the draft is kept");
    assert_eq!(step(&ola, &draft, "idea").await.get("summary"), SUMMARY);
    assert_eq!(site.number("SELECT count(*) FROM project").await, 6);
}
