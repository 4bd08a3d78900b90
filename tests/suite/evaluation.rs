//! City hall's verdict about a project, by one person or by cards.

mod calendar;
mod cards;
mod draw;
mod early;

use sakwa::edition::Phase;
use sakwa::people::Role;

use crate::harness::{
    Browser, EditionPlan, Form, Page, Site, all_at_once, approval, collecting_as, move_on,
    on_both_engines, say,
};

on_both_engines! {
    an_accepted_project_leaves_the_queue_and_stands_on_the_ballot
    a_rejection_needs_a_reason_and_shows_it
    a_reason_shows_no_personal_data_by_accident
    of_two_clerks_at_once_one_decides
    after_the_opening_nothing_is_decided
    a_verdict_racing_with_the_opening_is_on_the_ballot_or_refused
    nobody_judges_their_own_project
}

async fn collecting(site: &Site) {
    EditionPlan::new("bo", Phase::Submission, [approval(3, &[])]).make(site).await;
}

async fn judge(clerk: &Browser, number: &str) -> Page {
    clerk.get(&format!("/pl/desk/bo/projects/{number}")).await.expect(200)
}

fn accept(page: &Page) -> Form {
    page.form("form:has(button[value=accept])").pick("verdict", "accept")
}

fn reject(page: &Page, reason: &str) -> Form {
    page.form("form:has(textarea)").fill("reason", reason).pick("verdict", "reject")
}

const REASON: &str = "Teren należy do spółdzielni, która nie wyraziła zgody.";

async fn an_accepted_project_leaves_the_queue_and_stands_on_the_ballot(site: &Site) {
    collecting(site).await;
    let clerk = site.sign_in_as(Role::Evaluator).await;
    assert_eq!(clerk.get("/pl/desk").await.expect(200).all("main .nr").len(), 6);
    let page = accept(&judge(&clerk, "3").await).send(&clerk).await.expect(303);
    let desk = clerk.follow(page).await.expect(200);
    assert!(desk.says(&say("done-accepted")));
    assert_eq!(desk.all("main .nr"), ["1", "2", "4", "5", "6"]);
    let public = site.stranger().get("/pl/bo/projects/3").await;
    assert!(public.says(&say("state-accepted")) && public.says(&say("act-accepted")));
    for _ in 0..2 {
        move_on(site, "bo").await.expect(303);
    }
    let ola = site.resident().await;
    assert_eq!(ola.get("/pl/bo/vote/ballot").await.expect(200).all("#ballot .nr"), ["3"]);
}

async fn a_rejection_needs_a_reason_and_shows_it(site: &Site) {
    collecting(site).await;
    let clerk = site.sign_in_as(Role::Evaluator).await;
    for reason in ["", "   ", "nie", &"a".repeat(4001)] {
        let page = reject(&judge(&clerk, "2").await, reason).send(&clerk).await.expect(422);
        assert!(!page.one("#reason-error").is_empty());
        assert_eq!(page.form("form:has(textarea)").get("reason").trim(), reason.trim(), "kept");
    }
    reject(&judge(&clerk, "2").await, REASON).send(&clerk).await.expect(303);
    let public = site.stranger().get("/pl/bo/projects/2").await;
    assert!(public.says(&say("state-rejected")) && public.says(REASON));
    clerk.post("/pl/desk/bo/projects/1", &[("verdict", "maybe")]).await.expect(422);
}

async fn a_reason_shows_no_personal_data_by_accident(site: &Site) {
    collecting(site).await;
    let clerk = site.sign_in_as(Role::Evaluator).await;
    let pesel = "Wnioskodawca, PESEL 44051401458, nie ma zgody spółdzielni.";
    let page = reject(&judge(&clerk, "2").await, pesel).send(&clerk).await.expect(422);
    assert!(page.has("#reason-error") && !page.has("input[name=sure-reason]"));
    let phone = "Teren należy do spółdzielni; prosimy dzwonić: 601 234 567.";
    let page = reject(&judge(&clerk, "2").await, phone).send(&clerk).await.expect(422);
    let words = page.attrs("input[name=sure-reason]", "value").remove(0);
    assert_eq!(site.number("SELECT count(*) FROM verdict").await, 0);
    let sure = page.form("form:has(textarea)").pick("sure-reason", &words);
    sure.pick("verdict", "reject").send(&clerk).await.expect(303);
    assert!(site.stranger().get("/pl/bo/projects/2").await.says(phone));
}

async fn of_two_clerks_at_once_one_decides(site: &Site) {
    collecting(site).await;
    for number in ["1", "2", "3", "4"] {
        let (ola, jan) =
            (site.sign_in_as(Role::Evaluator).await, site.sign_in_as(Role::Evaluator).await);
        let forms = [
            (accept(&judge(&ola, number).await), ola),
            (reject(&judge(&jan, number).await, REASON), jan),
        ];
        let mut answers = all_at_once(
            forms.map(|(form, clerk)| async move { form.send(&clerk).await.status.as_u16() }),
        )
        .await;
        answers.sort();
        assert_eq!(answers, [303, 409]);
        let acts = format!("SELECT count(*) FROM act WHERE subject = '{number}'");
        assert_eq!(site.number(&acts).await, 1);
    }
}

async fn open_voting(site: &Site) {
    for _ in 0..2 {
        move_on(site, "bo").await.expect(303);
    }
}

async fn after_the_opening_nothing_is_decided(site: &Site) {
    collecting(site).await;
    let clerk = site.sign_in_as(Role::Evaluator).await;
    let form = accept(&judge(&clerk, "1").await);
    open_voting(site).await;
    assert!(form.send(&clerk).await.expect(409).says(&say("verdict-late")));
    assert!(!judge(&clerk, "1").await.has("main form"));
    assert_eq!(site.number("SELECT count(*) FROM project WHERE state = 'accepted'").await, 0);
}

/// The phase that counts is the one in the transaction of the verdict, not the one read before.
async fn a_verdict_racing_with_the_opening_is_on_the_ballot_or_refused(site: &Site) {
    collecting(site).await;
    let db = site.app.store.read();
    let before = sakwa::edition::find(db, "bo").await.unwrap();
    let project = sakwa::project::find(db, before.id, "1").await.unwrap();
    open_voting(site).await;
    let verdict = sakwa::evaluation::Verdict::Accepted;
    let late = sakwa::evaluation::decide(&site.app, &before, &project, &verdict, None).await;
    assert_eq!(late.unwrap_err().key(), "verdict-late");
    assert_eq!(site.number("SELECT count(*) FROM project WHERE state = 'accepted'").await, 0);
}

async fn nobody_judges_their_own_project(site: &Site) {
    collecting(site).await;
    let clerk = site.sign_in_as(Role::Evaluator).await;
    let number = crate::project::submit(&clerk, "Ławki przed urzędem")
        .await
        .rsplit('/')
        .next()
        .unwrap()
        .to_owned();
    let page = judge(&clerk, &number).await;
    clerk.post(&page.at, &[("verdict", "accept")]).await.expect(403);
    let other = site.sign_in_as(Role::Evaluator).await;
    accept(&judge(&other, &number).await).send(&other).await.expect(303);
}

/// The edition decided by cards, and the people around it.
struct Office {
    ola: Browser,
    clerk: Browser,
    anna: Browser,
    piotr: Browser,
    /// Of the project that Ola has submitted.
    code: String,
}

/// An edition in which cards and a second person decide.
async fn cards(site: &Site) {
    cards_and(site, async |_| ()).await;
}

/// The same, and an admin settles more.
async fn cards_and(site: &Site, settle: impl AsyncFnOnce(&Browser)) {
    collecting_as(site, "bo", [approval(3, &[])], async |admin| {
        let form = admin.get("/pl/desk/bo/cards").await.expect(200);
        let form = form.form("form:has(input[value=terms])").pick("procedure", "cards");
        form.send(admin).await.expect(303);
        settle(admin).await;
    })
    .await;
}

async fn submit(author: &Browser, title: &str) -> String {
    crate::project::submit(author, title).await.rsplit('/').next().unwrap().to_owned()
}

async fn office(site: &Site) -> Office {
    cards(site).await;
    office_of(site).await
}

async fn office_of(site: &Site) -> Office {
    let ola = site.resident().await;
    let code = submit(&ola, "Ławki przy przystanku").await;
    Office {
        ola,
        clerk: site.sign_in_as(Role::Clerk).await,
        anna: site.sign_in_as(Role::Evaluator).await,
        piotr: site.sign_in_as(Role::Evaluator).await,
        code,
    }
}

fn desk(code: &str) -> String {
    format!("/pl/desk/bo/projects/{code}")
}

/// Finishes a card: yes to everything but the points named, which get their note.
async fn finish(by: &Browser, code: &str, kind: &str, no: &[(&str, &str)]) -> Page {
    let page = by.get(&format!("{}/{kind}", desk(code))).await.expect(200);
    let mut form = page.form("form:has(button[value=finish])");
    for name in page.attrs("input[type=radio][value=yes]", "name") {
        let refused = no.iter().find(|(key, _)| name == format!("a-{key}"));
        form = form.pick(&name, if refused.is_some() { "no" } else { "yes" });
        if let Some((key, note)) = refused {
            form = form.fill(&format!("n-{key}"), note);
        }
    }
    if kind == "merit" {
        form = form.fill("a-kosztorys", "Sprawdzony z cennikiem miasta.");
    }
    form.pick("act", "finish").send(by).await
}
