//! From a closed vote to published winners.

use std::collections::BTreeSet;

use game_rules::Money;
use game_rules::ballot::Mark;
use game_rules::pabulib::{self, Election};
use sakwa::edition::Phase;
use sakwa::people::Role;

use crate::data::{exported, publish, real_files};
use crate::harness::{Browser, EditionPlan, Page, Site, counted, counted_by, on_both_engines, say};

on_both_engines! {
    the_winners_of_real_elections_are_the_official_ones
    an_officer_closes_counts_and_publishes
    a_count_is_published_by_another_person_who_has_seen_it
    a_count_without_winners_is_said_loudly_before_it_is_public
    what_changed_since_the_count_is_counted_again
    nothing_moves_without_a_tick
    one_pool_has_a_page_of_its_own
    what_a_project_lacked_would_have_been_enough
    equal_shares_are_counted_and_explained
}

fn winners(page: &Page) -> BTreeSet<String> {
    page.attrs("[data-project]", "data-project").into_iter().collect()
}

async fn the_winners_of_real_elections_are_the_official_ones(site: &Site) {
    let official = include_str!("../data/official.json");
    let official: Vec<serde_json::Value> = serde_json::from_str(official).unwrap();
    let mut compared = 0;
    for (name, bytes) in real_files() {
        let entry = official.iter().find(|entry| entry["file"] == format!("{name}.pb"));
        let Some(entry) = entry.filter(|entry| entry["reproducible"] == true) else { continue };
        let mut election = pabulib::read(&bytes).unwrap();
        if election.ballots.len() > 10_000 {
            continue;
        }
        // The city's own announcement is not asked: only the count speaks.
        election.projects.iter_mut().for_each(|project| project.selected = None);
        let edition = publish(site, &name, &election).await;
        let page = site.stranger().get(&format!("/pl/{}/results", edition.slug)).await.expect(200);
        let selected = entry["selected"].as_array().unwrap().iter();
        let selected: BTreeSet<String> =
            selected.map(|id| id.as_str().unwrap().to_owned()).collect();
        assert_eq!(winners(&page), selected, "{name}");
        compared += 1;
    }
    assert_eq!(compared, 12);
}

async fn phase_form(officer: &Browser) -> crate::harness::Form {
    officer.get("/pl/desk/bo/phase").await.expect(200).form("main form")
}

const COUNT: &str = "/pl/desk/bo/count";

/// The form with which somebody approves the count.
async fn approval(officer: &Browser) -> crate::harness::Form {
    officer.get(COUNT).await.expect(200).form("form[action$='/count']")
}

async fn an_officer_closes_counts_and_publishes(site: &Site) {
    EditionPlan::new("bo", Phase::Voting, [counted_by(5)]).make(site).await;
    let officer = site.sign_in_as(Role::ReturningOfficer).await;
    let (close, second) = crate::harness::moving(site, "bo").await;
    close.send(&second).await.expect(303);
    close.send(&second).await.expect(409);
    site.stranger().get("/pl/bo/results").await.expect(404);
    crate::vote::seal(site, "bo").await;
    let count = phase_form(&officer).await.pick("confirm", "yes");
    let page = count.send(&officer).await.expect(303);
    assert_eq!(page.location(), COUNT);
    site.stranger().get("/pl/bo/results").await.expect(404);
    let second = site.sign_in_as(Role::ReturningOfficer).await;
    let publish = approval(&second).await.pick("confirm", "yes").pick("act", "publish");
    let page = publish.send(&second).await.expect(303);
    assert!(second.follow(page).await.says(&say("done-moved")));
    assert!(publish.send(&second).await.expect(409).has("h1"), "publishing twice");
    assert!(count.send(&officer).await.expect(409).has("h1"), "counting twice");
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
    assert_eq!(selected, [("1", 15, 1), ("2", 10, 1), ("3", 10, 0)]);
    let acts = site.rows("SELECT kind FROM act ORDER BY id").await;
    let kinds: Vec<String> = acts.iter().map(|act| act.try_get_by_index(0).unwrap()).collect();
    let sealing = ["proposed", "approved"].map(|act| format!("seal-{act}"));
    let mut expected = vec!["operator-import", "hour-proposed", "phase-counting"];
    expected.extend(sealing.iter().map(String::as_str));
    expected.extend(["envelopes-opened", "link-key-destroyed", "sealed", "counted", "published"]);
    assert_eq!(kinds, expected);
}

/// Voted, closed and sealed.
async fn sealed(site: &Site, file: String) -> Browser {
    EditionPlan::new("bo", Phase::Voting, [file]).make(site).await;
    crate::vote::move_on(site, "bo").await.expect(303);
    crate::vote::seal(site, "bo").await;
    let officer = site.sign_in_as(Role::ReturningOfficer).await;
    phase_form(&officer).await.pick("confirm", "yes").send(&officer).await.expect(303);
    officer
}

async fn a_count_is_published_by_another_person_who_has_seen_it(site: &Site) {
    let anna = sealed(site, counted_by(5)).await;
    let jan = site.sign_in_as(Role::ReturningOfficer).await;
    let page = anna.get(COUNT).await.expect(200);
    assert!(page.says(&say("count-waits")) && !page.has("form[action$='/count']"));
    let page = jan.get(COUNT).await.expect(200);
    assert!(page.says("Ławki w parku") && page.says("wygrywają 2 projekty"));
    assert!(!page.says(&say("count-nobody")));
    let form = page.form("form[action$='/count']").pick("act", "publish");
    let digest = form.get("digest").to_owned();
    let own = [("act", "publish"), ("confirm", "yes"), ("digest", &*digest)];
    assert!(anna.post(COUNT, &own).await.expect(409).says(&say("count-same")));
    let page = form.clone().send(&jan).await.expect(422);
    assert_eq!(page.one("#confirm-error"), say("count-unconfirmed"));
    let other = [("act", "publish"), ("confirm", "yes"), ("digest", "00")];
    assert!(jan.post(COUNT, &other).await.expect(409).says(&say("count-moved")));
    // Nor past the program: one account in both places, another outcome, or no count at all.
    for (change, constraint) in [
        ("published_by = counted_by, approved = digest, published_at = 1", "counting_two_people"),
        ("published_by = counted_by + 1, published_at = 1", "counting_published"),
    ] {
        let refused = site.change(&format!("UPDATE counting SET {change}")).await.unwrap_err();
        assert!(refused.to_string().contains(constraint), "{refused}");
    }
    let refused = site.change("UPDATE edition SET phase = 'results'").await.unwrap_err();
    assert!(refused.to_string().contains("results-by-two"), "{refused}");
    assert_eq!(site.number("SELECT count(*) FROM outcome").await, 0);
    form.pick("confirm", "yes").send(&jan).await.expect(303);
    site.stranger().get("/pl/bo/results").await.expect(200);
    anna.get(COUNT).await.expect(303);
    let acts = "SELECT count(DISTINCT account_id) FROM act WHERE kind IN ('counted', 'published')";
    assert_eq!(site.number(acts).await, 2);
    let details = "SELECT count(DISTINCT detail) FROM act WHERE kind IN ('counted', 'published')";
    assert_eq!(site.number(details).await, 1, "what was approved is what was counted");
}

async fn a_count_without_winners_is_said_loudly_before_it_is_public(site: &Site) {
    let file =
        counted_by(5).replace("rule;greedy", "rule;greedy\nmin_project_score_threshold;1000");
    // The rule and the threshold are known before anybody votes, to everybody.
    EditionPlan::new("przed", Phase::Submission, [file.clone()]).make(site).await;
    let rules = site.stranger().get("/pl/przed/rules").await.expect(200);
    assert!(rules.says("co najmniej 1000 głosów") && rules.says(&say("rule-skip")));
    assert!(rules.says(&say("rules-ties")) && rules.says(&say("rules-not-frozen")));
    sealed(site, file).await;
    let rules = site.stranger().get("/pl/bo/rules").await.expect(200);
    assert!(rules.says("co najmniej 1000 głosów") && !rules.says(&say("rules-not-frozen")));
    let jan = site.sign_in_as(Role::ReturningOfficer).await;
    let page = jan.get(COUNT).await.expect(200);
    assert!(page.has(".note--bad") && page.says(&say("count-nobody")));
    assert!(page.says("Poniżej progu jest 3 z 3 projektów."));
    site.stranger().get("/pl/bo/results").await.expect(404);
}

async fn what_changed_since_the_count_is_counted_again(site: &Site) {
    let anna = sealed(site, counted_by(5)).await;
    let jan = site.sign_in_as(Role::ReturningOfficer).await;
    let form = approval(&jan).await.pick("confirm", "yes").pick("act", "publish");
    site.change("UPDATE project SET state = 'withdrawn' WHERE number = '1'").await.unwrap();
    assert!(form.send(&jan).await.expect(409).says(&say("count-changed")));
    assert_eq!(site.number("SELECT count(*) FROM outcome").await, 0);
    anna.post(COUNT, &[("act", "count")]).await.expect(303);
    assert!(form.send(&jan).await.expect(409).says(&say("count-moved")), "an older preview");
    let form = approval(&jan).await.pick("confirm", "yes").pick("act", "publish");
    form.send(&jan).await.expect(303);
    let page = site.stranger().get("/pl/bo/results").await.expect(200);
    assert!(!winners(&page).contains("1"));
}

async fn nothing_moves_without_a_tick(site: &Site) {
    EditionPlan::new("bo", Phase::Voting, [counted()]).make(site).await;
    let officer = site.sign_in_as(Role::ReturningOfficer).await;
    let early = phase_form(&officer).await.pick("act", "propose");
    let page = early.send(&officer).await.expect(422);
    assert_eq!(page.one("#confirm-error"), say("move-unconfirmed"));
    site.app.clock.set(crate::harness::NOW + 7 * crate::harness::DAY);
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

fn election(name: &str) -> Election {
    let files = real_files();
    let (_, bytes) = files.iter().find(|(file, _)| file.starts_with(name)).expect("a known file");
    pabulib::read(bytes).expect("a valid file")
}

/// The page that says why the project of this number won or lost.
async fn why(site: &Site, slug: &str, number: &str) -> Page {
    let results = site.stranger().get(&format!("/pl/{slug}/results")).await.expect(200);
    let rows = results.attrs("tr[id]", "id");
    let hrefs = results.attrs("tr[id] a", "href");
    let found = results.all("tr[id] .nr").iter().position(|shown| shown == number);
    let at = found.unwrap_or_else(|| panic!("{number} has no row"));
    assert_eq!(rows.len(), hrefs.len());
    site.stranger().get(&hrefs[at]).await.expect(200)
}

async fn what_a_project_lacked_would_have_been_enough(site: &Site) {
    let mut election = election("Poland_Warszawa_2026_Brodno");
    // Without the city's own winners only the count speaks.
    election.projects.iter_mut().for_each(|project| project.selected = None);
    publish(site, "before", &election).await;
    let stranger = site.stranger();
    let won = winners(&stranger.get("/pl/before/results").await.expect(200));
    let loser = election.projects.iter().position(|project| !won.contains(&project.id));
    let loser = loser.expect("somebody lost");
    let id = election.projects[loser].id.clone();
    let page = why(site, "before", &id).await;
    assert!(page.one("h1").contains(&election.projects[loser].name));
    let extra: u32 = page.attrs("[data-missing]", "data-missing")[0].parse().unwrap();
    let cost = Money::parse_decimal(&page.attrs("[data-wins-at]", "data-wins-at")[0]).unwrap();
    assert!(extra > 0 && cost < election.projects[loser].cost);

    for (slug, ballots, wins) in [("less", extra - 1, false), ("enough", extra, true)] {
        let mut more = election.clone();
        for number in 0..ballots {
            let mark = Mark::naming(loser as u32);
            more.ballots.push(&format!("extra-{number}"), &[mark], None);
        }
        more.meta.set("num_votes", more.ballots.len().to_string());
        publish(site, slug, &more).await;
        let page = stranger.get(&format!("/pl/{slug}/results")).await.expect(200);
        assert_eq!(winners(&page).contains(&id), wins, "{id} with {ballots} more votes");
    }
    for (slug, minor, wins) in [("dear", cost.minor() + 1, false), ("cheap", cost.minor(), true)] {
        let mut cheaper = election.clone();
        cheaper.projects[loser].cost = Money::from_minor(minor);
        publish(site, slug, &cheaper).await;
        let page = stranger.get(&format!("/pl/{slug}/results")).await.expect(200);
        assert_eq!(winners(&page).contains(&id), wins, "{id} for {minor}");
    }
}

async fn equal_shares_are_counted_and_explained(site: &Site) {
    let mut election = election("Netherlands_Assen_2024");
    let official: BTreeSet<String> = election
        .projects
        .iter()
        .filter(|project| project.selected == Some(1))
        .map(|project| project.id.clone())
        .collect();
    election.projects.iter_mut().for_each(|project| project.selected = None);
    publish(site, "assen", &election).await;
    let page = site.stranger().get("/pl/assen/results").await.expect(200);
    assert_eq!(winners(&page), official, "the city counted by equal shares");
    assert!(page.says(&say("rule-shares-round")));
    assert!(page.all("th").contains(&say("column-effective")));
    assert!(page.says(&say("compare-title")) && page.all("th").contains(&say("method-greedy")));

    for project in &election.projects {
        let page = why(site, "assen", &project.id).await;
        let lost = !official.contains(&project.id);
        assert_eq!(page.has("[data-missing]"), lost, "{}", project.id);
        assert_eq!(page.says(&say("share-means")), !lost, "{}", project.id);
        assert!(!page.text().contains('⟦'), "{}", project.id);
    }
    for path in ["/en/assen/results/city", "/uk/assen/results/city"] {
        let page = site.stranger().get(path).await.expect(200);
        assert!(!page.text().contains('⟦'), "{path}");
        let why = page.attrs("tr[id] a", "href");
        assert!(!site.stranger().get(&why[0]).await.expect(200).text().contains('⟦'));
    }
    site.stranger().get("/pl/assen/results/city/nobody").await.expect(404);
}
