//! From a closed vote to published winners.

use std::collections::BTreeSet;

use game_rules::pabulib;
use sakwa::edition::Phase;
use sakwa::people::Role;

use crate::data::{exported, publish, real_files};
use crate::harness::{Browser, EditionPlan, Page, Site, counted, on_both_engines, say};

on_both_engines! {
    the_winners_of_real_elections_are_the_official_ones
    an_officer_closes_counts_and_publishes
    nothing_moves_without_a_tick
    one_pool_has_a_page_of_its_own
}

fn winners(page: &Page) -> BTreeSet<String> {
    page.attrs("[data-project]", "data-project").into_iter().collect()
}

async fn the_winners_of_real_elections_are_the_official_ones(site: &Site) {
    let mut compared = 0;
    for (name, bytes) in real_files() {
        let election = pabulib::read(&bytes).unwrap();
        let official: BTreeSet<String> = election
            .projects
            .iter()
            .filter(|project| project.selected.is_some_and(|selected| selected > 0))
            .map(|project| project.id.clone())
            .collect();
        if official.is_empty()
            || !name.contains("Krakow")
                && !name.contains("Czestochowa")
                && !name.contains("Warszawa")
        {
            continue;
        }
        let edition = publish(site, &name, &election).await;
        let page = site.stranger().get(&format!("/pl/{}/results", edition.slug)).await.expect(200);
        assert_eq!(winners(&page), official, "{name}");
        compared += 1;
    }
    assert_eq!(compared, 4);
}

async fn phase_form(officer: &Browser) -> crate::harness::Form {
    officer.get("/pl/desk/bo/phase").await.expect(200).form("main form")
}

async fn an_officer_closes_counts_and_publishes(site: &Site) {
    EditionPlan::new("bo", Phase::Voting, [counted()]).make(site).await;
    let officer = site.sign_in_as(Role::ReturningOfficer).await;
    let close = phase_form(&officer).await.pick("confirm", "yes");
    close.send(&officer).await.expect(303);
    close.send(&officer).await.expect(409);
    site.stranger().get("/pl/bo/results").await.expect(404);
    let publish = phase_form(&officer).await.pick("confirm", "yes");
    let page = publish.send(&officer).await.expect(303);
    assert!(officer.follow(page).await.says(&say("done-moved")));
    assert!(publish.send(&officer).await.expect(409).has("h1"), "counting twice");
    assert_eq!(site.number("SELECT count(*) FROM outcome").await, 1);
    let page = site.stranger().get("/pl/bo/results").await.expect(200);
    assert_eq!(winners(&page), ["1", "2"].map(str::to_owned).into());
    let edition = sakwa::edition::find(site.app.store.read(), "bo").await.unwrap();
    let file = exported(site, &edition).await;
    let selected: Vec<(&str, u64, u8)> = file
        .projects
        .iter()
        .map(|project| (project.id.as_str(), project.votes.unwrap(), project.selected.unwrap()))
        .collect();
    assert_eq!(selected, [("1", 3, 1), ("2", 2, 1), ("3", 2, 0)]);
    let acts = site.rows("SELECT kind FROM act ORDER BY id").await;
    let kinds: Vec<String> = acts.iter().map(|act| act.try_get_by_index(0).unwrap()).collect();
    assert_eq!(kinds, ["phase-counting", "published"]);
}

async fn nothing_moves_without_a_tick(site: &Site) {
    EditionPlan::new("bo", Phase::Voting, [counted()]).make(site).await;
    let officer = site.sign_in_as(Role::ReturningOfficer).await;
    let page = phase_form(&officer).await.send(&officer).await.expect(422);
    assert_eq!(page.one("#confirm-error"), say("move-unconfirmed"));
    officer
        .post("/pl/desk/bo/phase", &[("confirm", "yes"), ("from", "submission")])
        .await
        .expect(409);
    officer.post("/pl/desk/bo/phase", &[("confirm", "yes"), ("from", "x")]).await.expect(400);
    assert_eq!(site.number("SELECT count(*) FROM edition WHERE phase = 'voting'").await, 1);
}

async fn one_pool_has_a_page_of_its_own(site: &Site) {
    let files = [
        counted(),
        counted()
            .replace("date_end;2027", "date_end;2027\ndistrict;Bałuty")
            .replace("3;450.50", "3;100"),
    ];
    EditionPlan::new("bo", Phase::Results, files).make(site).await;
    let (city, baluty) = (
        site.stranger().get("/pl/bo/results/city").await.expect(200),
        site.stranger().get("/pl/bo/results/baluty").await.expect(200),
    );
    assert_eq!(winners(&city), ["1", "2"].map(str::to_owned).into());
    assert_eq!(winners(&baluty).len(), 3, "the third fits there: {:?}", winners(&baluty));
    assert!(baluty.one("h1").contains("Bałuty"));
}
