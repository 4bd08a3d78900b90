//! An announced hour: nobody moves it alone, everybody sees that it was moved, and it can be taken back.

use sakwa::edition::Phase;
use sakwa::people::Role;

use crate::harness::{
    Browser, DAY, EARLY, EditionPlan, NOW, Page, Site, approval, move_on, on_both_engines, say,
};
use crate::vote;

on_both_engines! {
    one_officer_closes_no_vote_before_its_hour
    an_early_close_is_public_and_taken_back
    nothing_is_taken_back_once_somebody_seals
    at_its_hour_one_officer_is_enough
    an_opened_vote_stays_open
    a_begun_project_keeps_the_submission_open
    no_calendar_shortens_an_announced_vote
}

const DESK: &str = "/pl/desk/bo/phase";

async fn officer(site: &Site) -> Browser {
    site.sign_in_as(Role::ReturningOfficer).await
}

async fn voting(site: &Site) {
    EditionPlan::new("bo", Phase::Voting, [approval(3, &[])]).make(site).await;
}

async fn phase_of(site: &Site) -> Phase {
    sakwa::edition::find(site.app.store.read(), "bo").await.unwrap().phase
}

async fn ends(site: &Site) -> i64 {
    site.number("SELECT ends_at FROM phase WHERE kind = 'voting'").await
}

async fn press(by: &Browser, act: &str) -> Page {
    by.get(DESK)
        .await
        .expect(200)
        .form(&format!("form:has(button[value={act}])"))
        .pick("act", act)
        .send(by)
        .await
}

async fn propose(by: &Browser, reason: &str) -> Page {
    let form = by.get(DESK).await.expect(200).form("main form").fill("reason", reason);
    form.pick("confirm", "yes").pick("act", "propose").send(by).await
}

/// The page names the hour; one press, however it is sent, changes nothing.
async fn one_officer_closes_no_vote_before_its_hour(site: &Site) {
    voting(site).await;
    let (anna, jan) = (officer(site).await, officer(site).await);
    let page = anna.get(DESK).await.expect(200);
    assert!(page.one("button[value=propose]").contains("19 stycznia 2027, 12:00"));
    let before = ends(site).await;
    let sly = [("from", "voting"), ("confirm", "yes")];
    assert!(anna.post(DESK, &sly).await.expect(409).says(&say("phase-early")));
    let page = propose(&anna, "bo tak").await.expect(422);
    assert!(page.has("#reason-error") && page.form("main form").get("reason").trim() == "bo tak");
    propose(&anna, EARLY).await.expect(303);
    // Neither again, nor by the same hand.
    let again = [("from", "voting"), ("confirm", "yes"), ("act", "propose"), ("reason", EARLY)];
    assert!(jan.post(DESK, &again).await.expect(409).says(&say("change-proposed")));
    assert!(!anna.get(DESK).await.has("button[value=approve]"));
    let mut own = anna.get(DESK).await.form("main form");
    own.fields.push(("act".to_owned(), "approve".to_owned()));
    assert!(own.send(&anna).await.expect(409).says(&say("change-same")));
    let alone = "UPDATE hour_change SET approved_by = proposed_by, approved_at = 1";
    let refusal = site.change(alone).await.unwrap_err().to_string();
    assert!(refusal.contains("hour_change_two_people"), "{refusal}");
    // The second one says no, and what was refused is not approved afterwards.
    let stale = jan.get(DESK).await.form("main form").pick("act", "approve");
    press(&jan, "drop").await.expect(303);
    stale.send(&jan).await.expect(409);
    assert!(
        !site.stranger().get("/pl/bo/calendar").await.says(EARLY),
        "only what came of it is public"
    );
    // And the first one may withdraw.
    propose(&anna, EARLY).await.expect(303);
    press(&anna, "drop").await.expect(303);
    assert_eq!((phase_of(site).await, ends(site).await), (Phase::Voting, before));
    let acts = site.rows("SELECT kind FROM act WHERE kind LIKE 'hour-%' ORDER BY id").await;
    let acts: Vec<String> = acts.iter().map(|act| act.try_get_by_index(0).unwrap()).collect();
    assert_eq!(acts, ["hour-proposed", "hour-refused", "hour-proposed", "hour-withdrawn"]);
}

async fn an_early_close_is_public_and_taken_back(site: &Site) {
    voting(site).await;
    let calendar = site.rows("SELECT kind, begins_at, ends_at FROM phase ORDER BY kind").await;
    move_on(site, "bo").await.expect(303);
    assert_eq!(phase_of(site).await, Phase::Counting);
    let page = site.stranger().get("/pl/bo/calendar").await.expect(200);
    assert!(page.says(&say("extension-list")) && page.says(EARLY));
    assert!(page.says("ogłoszono do 19 stycznia 2027, 12:00, zakończono 12 stycznia 2027, 12:00"));
    assert!(
        page.one("table").contains("ogłoszono: 19 stycznia 2027, 12:00"),
        "beside the real one"
    );

    // Taken back by two as well.
    let (anna, jan) = (officer(site).await, officer(site).await);
    let form = anna.get(DESK).await.expect(200).form("form:has(button[value=back])");
    let page = form.clone().pick("act", "back").send(&anna).await.expect(422);
    assert!(page.has("#reason-back-error"));
    let mistaken = "Uchwała dotyczyła innego etapu, głosowanie trwa dalej.";
    form.fill("reason", mistaken).pick("act", "back").send(&anna).await.expect(303);
    assert_eq!(phase_of(site).await, Phase::Counting, "one person takes nothing back");
    assert!(!anna.get(DESK).await.has("button[value=approve]"));
    press(&jan, "approve").await.expect(303);
    assert_eq!(phase_of(site).await, Phase::Voting);
    let again = site.rows("SELECT kind, begins_at, ends_at FROM phase ORDER BY kind").await;
    assert_eq!(format!("{again:?}"), format!("{calendar:?}"), "every hour is as it was announced");
    let ola = vote::voter(site, "bo", None).await;
    vote::choose(&ola, "bo", &["2"]).await;
    vote::cast(&ola, "bo").await.expect(303);
    let page = site.stranger().get("/pl/bo/calendar").await.expect(200);
    assert!(page.says(EARLY) && page.says(mistaken), "both stay for ever");
    assert!(!page.one("table").contains("ogłoszono"));
    // It closes again, and nobody goes back past the hour that was announced.
    move_on(site, "bo").await.expect(303);
    site.app.clock.set(NOW + 7 * DAY);
    assert!(!officer(site).await.get(DESK).await.has("button[value=back]"));
    assert!(site.change("UPDATE edition SET phase = 'evaluation'").await.is_err());
}

async fn nothing_is_taken_back_once_somebody_seals(site: &Site) {
    voting(site).await;
    move_on(site, "bo").await.expect(303);
    assert!(
        site.change("UPDATE edition SET phase = 'voting'").await.is_err(),
        "not behind the program"
    );
    let (anna, jan) = (officer(site).await, officer(site).await);
    let form = anna.get(DESK).await.form("form:has(button[value=back])").fill("reason", EARLY);
    form.pick("act", "back").send(&anna).await.expect(303);
    anna.post("/pl/desk/bo/seal", &[("act", "propose")]).await.expect(303);
    let page = press(&jan, "approve").await.expect(409);
    assert!(page.says(&say("phase-irreversible")));
    assert_eq!(phase_of(site).await, Phase::Counting);
    anna.post("/pl/desk/bo/seal", &[("act", "withdraw")]).await.expect(303);
    press(&jan, "approve").await.expect(303);
    assert_eq!(phase_of(site).await, Phase::Voting);
}

async fn at_its_hour_one_officer_is_enough(site: &Site) {
    voting(site).await;
    propose(&officer(site).await, EARLY).await.expect(303);
    site.app.clock.set(NOW + 7 * DAY);
    let anna = officer(site).await;
    let page = anna.get(DESK).await.expect(200);
    assert!(!page.has("button[value=approve]") && !page.has("textarea"), "nobody needs it now");
    page.form("main form").pick("confirm", "yes").send(&anna).await.expect(303);
    assert_eq!(phase_of(site).await, Phase::Counting);
    assert!(!site.stranger().get("/pl/bo/calendar").await.says(&say("extension-list")));
    assert!(!anna.get(DESK).await.has("button[value=back]"), "it closed as announced");
}

async fn an_opened_vote_stays_open(site: &Site) {
    EditionPlan::new("bo", Phase::Evaluation, [approval(3, &[])]).make(site).await;
    let anna = officer(site).await;
    assert!(anna.get(DESK).await.one("button[value=propose]").contains("19 stycznia 2027, 12:00"));
    let sly = [("from", "evaluation"), ("confirm", "yes")];
    anna.post(DESK, &sly).await.expect(409);
    move_on(site, "bo").await.expect(303);
    assert!(site.stranger().get("/pl/bo/calendar").await.says(EARLY));
    assert!(!anna.get(DESK).await.has("button[value=back]"), "its rules and its log are published");
    let back = [("from", "voting"), ("act", "back"), ("reason", EARLY)];
    anna.post(DESK, &back).await.expect(409);
}

async fn a_begun_project_keeps_the_submission_open(site: &Site) {
    EditionPlan::new("bo", Phase::Preparation, [approval(3, &[])]).make(site).await;
    let admin = site.sign_in_as(Role::Admin).await;
    let terms = admin.get("/pl/desk/bo/cards").await.form("form:has(input[value=terms])");
    let short = terms.fill("appeal_days", "4").fill("decision_days", "4");
    short.send(&admin).await.expect(303);
    let (anna, jan) = (officer(site).await, officer(site).await);
    for begun in [false, true] {
        move_on(site, "bo").await.expect(303);
        assert_eq!(phase_of(site).await, Phase::Submission);
        if begun {
            site.resident().await.post("/pl/bo/submit", &[]).await.expect(303);
        }
        let form = anna.get(DESK).await.form("form:has(button[value=back])").fill("reason", EARLY);
        form.pick("act", "back").send(&anna).await.expect(303);
        let page = jan.get(DESK).await;
        assert_eq!(
            page.all("button[value=approve]"),
            [say("early-back-act")],
            "one question at a time"
        );
        press(&jan, "approve").await.expect(if begun { 409 } else { 303 });
    }
    assert_eq!(phase_of(site).await, Phase::Submission);
}

async fn no_calendar_shortens_an_announced_vote(site: &Site) {
    EditionPlan::new("bo", Phase::Evaluation, [approval(3, &[])]).make(site).await;
    let anna = officer(site).await;
    let form =
        anna.get("/pl/desk/bo/calendar").await.expect(200).form("form:has(input[name=from])");
    for (field, hour) in
        [("begins-voting", "2027-01-19T11:59"), ("ends-voting", "2027-01-27T11:59")]
    {
        let before = site.everything().await;
        let early = form.clone().fill("begins-voting", "2027-01-19T12:00").fill(field, hour);
        let page = early.send(&anna).await.expect(422);
        assert_eq!(page.one(&format!("#{field}-error")), say("calendar-earlier"));
        assert_eq!(site.everything().await, before);
    }
    form.fill("ends-voting", "2027-01-27T12:00").send(&anna).await.expect(303);
}
