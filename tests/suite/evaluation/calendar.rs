//! The calendar of an edition: hours that do not exist, extension by two, the clock that moves
//! phases, and the law that holds an opening back.

use sakwa::edition::Phase;
use sakwa::people::Role;

use super::collecting;
use crate::harness::{
    Browser, DAY, EditionPlan, NOW, Page, Site, approval, move_on, on_both_engines, say,
};

on_both_engines! {
    an_hour_that_is_skipped_is_refused_and_one_that_comes_twice_is_asked_about
    what_runs_or_has_passed_is_not_edited
    the_calendar_is_saved_as_it_is_shown
    a_phase_is_extended_by_two_people_with_a_reason
    nothing_is_extended_after_its_end
    the_clock_begins_and_ends_phases
    the_clock_opens_no_vote_over_undecided_projects
    the_law_holds_an_opening_back_and_says_which_article
    nobody_opens_the_vote_while_an_appeal_can_come
}

const CALENDAR: &str = "/pl/desk/bo/calendar";
const EXTENSION: &str = "/pl/desk/bo/extension";

async fn officer(site: &Site) -> Browser {
    site.sign_in_as(Role::ReturningOfficer).await
}

async fn ends(site: &Site, phase: &str) -> i64 {
    site.number(&format!("SELECT ends_at FROM phase WHERE kind = '{phase}'")).await
}

async fn an_hour_that_is_skipped_is_refused_and_one_that_comes_twice_is_asked_about(site: &Site) {
    collecting(site).await;
    let anna = officer(site).await;
    let form = anna.get(CALENDAR).await.expect(200).form("form:has(input[name=from])");
    let phases = ["voting", "counting", "results"];
    let far = phases.iter().enumerate().fold(form, |form, (i, phase)| {
        form.fill(&format!("begins-{phase}"), &format!("202{}-11-02T08:00", 7 + i))
            .fill(&format!("ends-{phase}"), &format!("202{}-12-02T08:00", 7 + i))
    });
    let page =
        far.clone().fill("ends-evaluation", "2027-03-28T02:30").send(&anna).await.expect(422);
    assert_eq!(page.one("#ends-evaluation-error"), say("calendar-hour-never"));
    assert_eq!(page.form("form:has(input[name=from])").get("ends-evaluation"), "2027-03-28T02:30");
    for wrong in ["", "jutro", "2027-13-01T00:00", "2027-01-15 10:00"] {
        far.clone().fill("ends-evaluation", wrong).send(&anna).await.expect(422);
    }
    let page = far.fill("ends-evaluation", "2027-10-31T02:30").send(&anna).await.expect(422);
    assert_eq!(page.one("#ends-evaluation-error"), say("calendar-hour-twice"));
    let mut seen = Vec::new();
    for which in ["first", "second"] {
        let form = page.form("form:has(input[name=from])").fill("ends-evaluation-which", which);
        form.send(&anna).await.expect(303);
        seen.push(ends(site, "evaluation").await);
        let again = anna.get(CALENDAR).await.form("form:has(input[name=from])");
        assert_eq!(again.get("ends-evaluation-which"), which, "what is stored is said");
    }
    assert_eq!(seen[1] - seen[0], 3600);
    assert!(
        site.stranger().get("/pl/bo/calendar").await.expect(200).says("31 października 2027, 2:30")
    );
}

async fn what_runs_or_has_passed_is_not_edited(site: &Site) {
    collecting(site).await;
    let anna = officer(site).await;
    let form = anna.get(CALENDAR).await.form("form:has(input[name=from])");
    assert!(form.fields.iter().all(|(name, _)| !name.contains("submission")));
    let before = ends(site, "submission").await;
    let mut sly = form.clone();
    sly.fields.push(("ends-submission".to_owned(), "2030-01-01T00:00".to_owned()));
    sly.send(&anna).await.expect(303);
    assert_eq!(ends(site, "submission").await, before);
    let early = form.clone().fill("begins-evaluation", "2027-01-12T12:00");
    let page = early.fill("ends-results", "2031-01-12T12:00").send(&anna).await.expect(422);
    assert_eq!(page.one("#begins-evaluation-error"), say("calendar-runs"));
    let typed = page.form("form:has(input[name=from])");
    assert_eq!(typed.get("begins-evaluation"), "2027-01-12T12:00");
    assert_eq!(typed.get("ends-results"), "2031-01-12T12:00");
    move_on(site, "bo").await.expect(303);
    form.send(&anna).await.expect(409);
}

async fn the_calendar_is_saved_as_it_is_shown(site: &Site) {
    collecting(site).await;
    let anna = officer(site).await;
    // An end that nobody typed, to the second, and a next phase that follows at once.
    site.change("UPDATE phase SET begins_at = begins_at + 37, ends_at = ends_at + 37")
        .await
        .unwrap();
    let hours = async || {
        let rows = site.rows("SELECT begins_at, ends_at FROM phase ORDER BY begins_at").await;
        let edge = |row: &sea_orm::QueryResult, n| row.try_get_by_index::<i64>(n).unwrap();
        rows.iter().map(|row| (edge(row, 0), edge(row, 1))).collect::<Vec<_>>()
    };
    let before = hours().await;
    let form = anna.get(CALENDAR).await.form("form:has(input[name=from])");
    form.clone().send(&anna).await.expect(303);
    assert_eq!(hours().await, before, "what was not touched keeps its seconds");
    // A later phase moves, and only that.
    let moved = form.clone().fill("ends-results", "2031-01-12T12:00");
    moved.send(&anna).await.expect(303);
    let after = hours().await;
    assert_eq!((after.len(), &after[..5]), (before.len(), &before[..5]));
    assert_eq!((after[5].0, after[5].1 % 60), (before[5].0, 0));
    // The minute in which the running phase ends is the hour at which the next begins.
    let shown = form.get("begins-evaluation").to_owned();
    let later = form.clone().fill("begins-evaluation", "2027-01-19T13:30");
    later.send(&anna).await.expect(303);
    assert_ne!(hours().await, after);
    form.fill("begins-evaluation", &shown).send(&anna).await.expect(303);
    let gap = "SELECT (SELECT begins_at FROM phase WHERE kind = 'evaluation') -
        (SELECT ends_at FROM phase WHERE kind = 'submission')";
    assert_eq!(site.number(gap).await, 0);
}

const REASON: &str = "Strona nie działała 12 stycznia od 10:00 do 14:00.";

async fn propose(by: &Browser, end: &str, reason: &str) -> Page {
    let form = by.get(EXTENSION).await.expect(200).form("main form");
    form.fill("new-end", end).fill("reason", reason).pick("act", "propose").send(by).await
}

async fn a_phase_is_extended_by_two_people_with_a_reason(site: &Site) {
    collecting(site).await;
    let (anna, jan) = (officer(site).await, officer(site).await);
    let page = propose(&anna, "2027-01-20T12:00", "bo tak").await.expect(422);
    assert!(page.has("#reason-error"));
    let page = propose(&anna, "2027-01-13T12:00", REASON).await.expect(422);
    assert_eq!(page.one("#new-end-error"), say("extension-shorter"));
    let before = ends(site, "submission").await;
    propose(&anna, "2027-01-20T12:00", REASON).await.expect(303);
    let own = anna.get(EXTENSION).await;
    assert!(!own.has("button[value=approve]"));
    let mut sly = own.form("main form");
    sly.fields.push(("act".to_owned(), "approve".to_owned()));
    let page = sly.send(&anna).await.expect(409);
    assert!(page.says(&say("change-same")));
    assert_eq!(ends(site, "submission").await, before, "one person extends nothing");
    let refusal =
        site.change("UPDATE hour_change SET approved_by = proposed_by, approved_at = 1").await;
    assert!(refusal.unwrap_err().to_string().contains("hour_change_two_people"));
    assert!(!site.stranger().get("/pl/bo/calendar").await.says(REASON));
    let form = jan.get(EXTENSION).await.form("main form").pick("act", "approve");
    form.send(&jan).await.expect(303);
    assert_eq!(ends(site, "submission").await, before + DAY);
    let begins = site.number("SELECT begins_at FROM phase WHERE kind = 'evaluation'").await;
    assert_eq!(begins, before + DAY, "what follows begins later");
    assert!(site.stranger().get("/pl/bo/calendar").await.says(REASON));
    form.send(&jan).await.expect(409);
}

async fn nothing_is_extended_after_its_end(site: &Site) {
    collecting(site).await;
    propose(&officer(site).await, "2027-01-25T12:00", REASON).await.expect(303);
    let end = ends(site, "submission").await;
    site.app.clock.set(end);
    let jan = officer(site).await;
    jan.post(EXTENSION, &[("act", "approve")]).await.expect(409);
    assert_eq!(ends(site, "submission").await, end);
    let late = format!("UPDATE hour_change SET approved_by = proposed_by + 1, approved_at = {end}");
    let refusal = site.change(&late).await.unwrap_err().to_string();
    assert!(
        refusal.contains("hour_change_in_time") || refusal.contains("FOREIGN KEY"),
        "{refusal}"
    );
}

async fn phase_of(site: &Site) -> Phase {
    sakwa::edition::find(site.app.store.read(), "bo").await.unwrap().phase
}

async fn keep(site: &Site) -> u32 {
    sakwa::desk::keep_calendars(&site.app).await.unwrap()
}

async fn the_clock_begins_and_ends_phases(site: &Site) {
    EditionPlan::new("bo", Phase::Preparation, [approval(3, &[])]).make(site).await;
    let page = site.stranger().get("/pl/bo").await.expect(200);
    assert!(page.says(&say("headline-preparation")));
    assert_eq!(keep(site).await, 0, "nothing is due");
    let admin = site.sign_in_as(Role::Admin).await;
    let terms = admin.get("/pl/desk/bo/cards").await.form("form:has(input[value=terms])");
    let short = terms.fill("appeal_days", "4").fill("decision_days", "4");
    let begin = ends(site, "preparation").await;
    site.app.clock.set(begin);
    assert_eq!(keep(site).await, 0, "the law holds it back: an appeal does not fit in");
    site.app.clock.set(NOW);
    short.send(&admin).await.expect(303);
    for (at, phase) in [
        (begin - 1, Phase::Preparation),
        (begin, Phase::Submission),
        (begin + 8 * DAY - 1, Phase::Submission),
        (begin + 8 * DAY, Phase::Evaluation),
    ] {
        site.app.clock.set(at);
        keep(site).await;
        assert_eq!(phase_of(site).await, phase, "{at}");
    }
    site.change("UPDATE project SET state = 'accepted'").await.unwrap();
    for (at, phase) in [
        (begin + 16 * DAY - 1, Phase::Evaluation),
        (begin + 16 * DAY, Phase::Voting),
        (begin + 24 * DAY, Phase::Counting),
        (begin + 99 * DAY, Phase::Counting),
    ] {
        site.app.clock.set(at);
        keep(site).await;
        assert_eq!(phase_of(site).await, phase, "{at}");
    }
}

async fn the_clock_opens_no_vote_over_undecided_projects(site: &Site) {
    collecting(site).await;
    site.app.clock.set(NOW + 16 * DAY);
    assert_eq!(keep(site).await, 1);
    assert_eq!((keep(site).await, phase_of(site).await), (0, Phase::Evaluation));
}

async fn the_law_holds_an_opening_back_and_says_which_article(site: &Site) {
    EditionPlan::new("bo", Phase::Preparation, [approval(3, &[])]).make(site).await;
    let admin = site.sign_in_as(Role::Admin).await;
    let cards = "/pl/desk/bo/cards";
    let page = admin.get(cards).await.expect(200);
    let terms = page.form("form:has(input[value=terms])");
    let none = terms.clone().fill("appeal_days", "0");
    none.send(&admin).await.expect(303);
    let page = move_on(site, "bo").await.expect(422);
    assert!(page.says("art. 5a ust. 7 pkt 3"));
    assert!(page.says(&say("law-no-appeal")));
    assert_eq!(phase_of(site).await, Phase::Preparation);

    // 13 579 residents: at most 13 signatures. There is one number, and it cannot break the law.
    let page = admin.get(cards).await;
    let there = page.attrs("main a[href$='/support']", "href").remove(0);
    let page = admin.get(&there).await.expect(200);
    let pool = page.attrs("input[name^=residents-]", "name").remove(0);
    let (needed, delete) =
        (pool.replace("residents", "needed"), pool.replace("residents", "delete"));
    let pools = page.form("main form").fill(&delete, "2028-01-01");
    let of = |residents: &str, n: &str| pools.clone().fill(&pool, residents).fill(&needed, n);
    terms.clone().send(&admin).await.expect(303);
    let page = of("13 579", "14").send(&admin).await.expect(422);
    let error = page.one(&format!("#{needed}-error"));
    assert!(error.contains("13") && error.contains("art. 5a ust. 7 pkt 2"), "{error}");
    of("", "14").send(&admin).await.expect(422);
    of("trzynaście", "13").send(&admin).await.expect(422);
    of("13 579", "13").send(&admin).await.expect(303);
    // Two weeks to appeal and two to decide do not fit into eight days of evaluation.
    let page = move_on(site, "bo").await.expect(422);
    assert!(page.says("art. 5a ust. 7 pkt 3") && !page.says("art. 5a ust. 7 pkt 2"));
    terms.fill("appeal_days", "4").fill("decision_days", "4").send(&admin).await.expect(303);
    move_on(site, "bo").await.expect(303);
    assert_eq!(phase_of(site).await, Phase::Submission);
}

async fn nobody_opens_the_vote_while_an_appeal_can_come(site: &Site) {
    collecting(site).await;
    let clerk = site.sign_in_as(Role::Evaluator).await;
    let reason = "Teren należy do spółdzielni, która nie wyraziła zgody.";
    let path = "/pl/desk/bo/projects/2";
    clerk.post(path, &[("verdict", "reject"), ("reason", reason)]).await.expect(303);
    move_on(site, "bo").await.expect(303);
    let page = move_on(site, "bo").await.expect(422);
    assert!(page.says("art. 5a ust. 7 pkt 3"));
    let until = site.number("SELECT appeal_until FROM project WHERE number = '2'").await;
    site.change(&format!("UPDATE phase SET ends_at = {} WHERE kind = 'voting'", until + 9 * DAY))
        .await
        .unwrap();
    site.app.clock.set(until + 1);
    move_on(site, "bo").await.expect(303);
    assert_eq!(phase_of(site).await, Phase::Voting);
}
