//! What stands between an edition and its opening: the law, work that waits, and what is unusual and
//! wants a public reason.

use sakwa::desk::rehearsed;
use sakwa::edition::{Edition, Phase};
use sakwa::people::Role;

use crate::harness::{Browser, DAY, EditionPlan, NOW, Page, Site, approval, on_both_engines, say};

on_both_engines! {
    a_fresh_import_opens_with_reasons_and_a_rule_for_paper
    work_that_waits_is_not_called_a_breach_of_the_law
    a_threshold_from_the_file_is_shown_and_explained
    a_rehearsal_counts_until_something_changes
    no_sentence_has_a_hole
}

const OPENING: &str = "/pl/desk/bo/opening";
const REASON: &str = "Głosowanie próbne w jednej szkole, nauczyciele sprawdzają osoby.";

/// An imported edition whose voting opens at this hour.
async fn fresh(site: &Site, file: String) -> Edition {
    let edition = EditionPlan::new("bo", Phase::Evaluation, [file]).unready().make(site).await;
    site.app.clock.set(NOW + 7 * DAY);
    edition
}

async fn officer(site: &Site) -> Browser {
    site.sign_in_as(Role::ReturningOfficer).await
}

/// The officer presses for the opening of the voting.
async fn open(officer: &Browser) -> Page {
    let form = officer.get("/pl/desk/bo/phase").await.expect(200).form("main form");
    form.pick("confirm", "yes").send(officer).await
}

async fn decide_on_paper(officer: &Browser) {
    officer.post("/pl/desk/bo/paper/policy", &[("policy", "first")]).await.expect(303);
}

async fn a_fresh_import_opens_with_reasons_and_a_rule_for_paper(site: &Site) {
    fresh(site, approval(3, &[])).await;
    let anna = officer(site).await;
    let page = open(&anna).await.expect(422);
    for key in [
        "lint-no-paper-rule",
        "lint-any-account",
        "lint-no-rehearsal",
        "lint-no-draw",
        "unusual-any-account",
    ] {
        assert!(page.says(&say(key)), "{key}: {}", page.text());
    }
    assert!(!page.says(&say("law-title")), "no law is broken");
    assert!(page.attrs("main a", "href").contains(&"/pl/desk/bo/paper".to_owned()));
    decide_on_paper(&anna).await;
    let page = open(&anna).await.expect(422);
    assert!(!page.says(&say("lint-no-paper-rule")) && page.says(&say("lint-no-draw")));

    let page = anna.get(OPENING).await.expect(200);
    assert!(page.says(&say("rule-skip")) && page.says(&say("rules-threshold-none")));
    let form = page.form("form:has(textarea)");
    let short = form.clone().fill("reason-no-draw", "bo tak").send(&anna).await.expect(422);
    assert_eq!(short.one("#reason-no-draw-error"), say("lint-reason-length"));
    assert_eq!(short.form("form:has(textarea)").get("reason-no-draw").trim(), "bo tak", "kept");
    let phone = form.clone().fill("reason-no-draw", "Pytania do sekretarza: 601 234 567, rano.");
    phone.send(&anna).await.expect(422);
    assert_eq!(site.number("SELECT count(*) FROM opening_reason").await, 0);
    let form = form.fill("reason-no-draw", REASON).fill("reason-any-account", REASON);
    form.send(&anna).await.expect(303);
    let page = open(&anna).await.expect(422);
    assert!(page.one("#errors").contains(&say("unusual-no-rehearsal")));
    assert!(!page.one("#errors").contains(&say("unusual-no-draw")), "{}", page.one("#errors"));
    let form = anna.get(OPENING).await.form("form:has(textarea)");
    assert_eq!(form.get("reason-no-draw").trim(), REASON);
    form.fill("reason-no-rehearsal", REASON).send(&anna).await.expect(303);
    // Everybody reads it before the opening as well.
    let rules = site.stranger().get("/pl/bo/rules").await.expect(200);
    assert!(rules.says(REASON) && rules.says(&say("unusual-any-account")));
    open(&anna).await.expect(303);
    let acts = "SELECT count(*) FROM act WHERE kind = 'opened-unusual'";
    assert_eq!(site.number(acts).await, 3);
    assert!(site.stranger().get("/pl/bo/rules").await.says(REASON));

    // From here on the reasons are what they were.
    let late = [("reason-no-draw", "Inny powód, napisany po otwarciu głosowania.")];
    anna.post(OPENING, &late).await.expect(409);
    for change in [
        "UPDATE opening_reason SET reason = 'Inny powód, napisany po otwarciu.'",
        "INSERT INTO opening_reason SELECT edition_id, 'rule', reason, 1, 1 FROM opening_reason \
         WHERE cause = 'no-draw'",
    ] {
        let refused = site.change(change).await.unwrap_err().to_string();
        assert!(refused.contains("rules-frozen"), "{change}: {refused}");
    }
}

async fn work_that_waits_is_not_called_a_breach_of_the_law(site: &Site) {
    EditionPlan::new("bo", Phase::Preparation, [approval(3, &[])]).unready().make(site).await;
    site.change("UPDATE question_set SET questions = '[]'").await.unwrap();
    // Two phases later.
    site.change("UPDATE edition SET phase = 'evaluation'").await.unwrap();
    site.app.clock.set(NOW + 23 * DAY);
    let anna = officer(site).await;
    let registrar = site.sign_in_as(Role::Registrar).await;
    let codes = [("account", "none"), ("way", "code"), ("per-contact", "2"), ("children", "0")];
    registrar.post("/pl/desk/bo/eligibility", &codes).await.expect(303);
    let page = open(&anna).await.expect(422);
    for (key, door) in [
        ("lint-no-codes", "codes"),
        ("lint-no-formal-card", "cards"),
        ("lint-no-merit-card", "cards"),
        ("lint-no-paper-rule", "paper"),
    ] {
        assert!(page.says(&say(key)), "{key}");
        let href = format!("/pl/desk/bo/{door}");
        assert!(page.attrs("main .note a", "href").contains(&href), "{href}");
    }
    assert!(page.says(&say("lint-not-ready")));
    assert!(!page.says(&say("law-title")) && !page.says("art. 5a"), "{}", page.text());
    assert!(!page.says(&say("lint-any-account")));
}

async fn a_threshold_from_the_file_is_shown_and_explained(site: &Site) {
    fresh(site, approval(3, &["min_project_score_threshold;1000"])).await;
    let anna = officer(site).await;
    let page = open(&anna).await.expect(422);
    assert!(page.one("#errors").contains(&say("unusual-threshold")), "{}", page.one("#errors"));
    let page = anna.get(OPENING).await.expect(200);
    assert!(page.says("Pula ogólnomiejska: próg 1000, a nie wiadomo, ile osób zagłosuje."));
    assert!(page.says("co najmniej 1000 głosów") && page.says(&say("lint-threshold-from-file")));
    assert!(site.stranger().get("/pl/bo/rules").await.says("co najmniej 1000 głosów"));
    // Of 2,500 residents about 500 vote, for 3 of 6 projects each: 250 for a project.
    let residents = async |many: u32| {
        let rule = format!(
            "INSERT INTO support_rule (pool_id, residents, needed, delete_at) \
             SELECT id, {many}, 0, 1 FROM pool"
        );
        site.change("DELETE FROM support_rule").await.unwrap();
        site.change(&rule).await.unwrap();
    };
    residents(2500).await;
    let page = anna.get(OPENING).await.expect(200);
    assert!(page.says("około 500, to średnio 250 na projekt"), "{}", page.text());
    residents(20_000).await;
    let page = anna.get(OPENING).await.expect(200);
    assert!(!page.says(&say("unusual-threshold")) && page.says("co najmniej 1000 głosów"));
}

async fn a_rehearsal_counts_until_something_changes(site: &Site) {
    let edition = fresh(site, approval(3, &[])).await;
    let anna = officer(site).await;
    let said = async || anna.get(OPENING).await.expect(200).says(&say("lint-no-rehearsal"));
    assert!(said().await);
    let state = rehearsed::state(site.app.store.read(), &edition).await.unwrap();
    let keep = |holds: bool| {
        let report = serde_json::json!({ "state": state, "checks": [{ "holds": holds }] });
        let path = rehearsed::kept(&site.app, &edition, "json");
        std::fs::write(path, report.to_string()).unwrap();
    };
    keep(false);
    assert!(said().await, "something did not hold");
    keep(true);
    assert!(!said().await);
    site.change("UPDATE project SET title = 'Inny tytuł' WHERE number = '1'").await.unwrap();
    assert!(!said().await, "a title changes nothing");
    site.change("UPDATE project SET cost = cost + 100 WHERE number = '1'").await.unwrap();
    assert!(said().await);
}

async fn no_sentence_has_a_hole(site: &Site) {
    let empty = crate::harness::pb("approval", &["max_length;3"], &[], &[]);
    for (slug, phase) in [
        ("przed", Phase::Preparation),
        ("zbieranie", Phase::Submission),
        ("ocena", Phase::Evaluation),
        ("glosowanie", Phase::Voting),
        ("liczenie", Phase::Counting),
        ("wyniki", Phase::Results),
    ] {
        EditionPlan::new(slug, phase, [empty.clone()]).make(site).await;
    }
    site.change("DELETE FROM phase").await.unwrap();
    for slug in ["przed", "zbieranie", "ocena", "glosowanie", "liczenie", "wyniki"] {
        for lang in ["pl", "en", "uk"] {
            let page = site.stranger().get(&format!("/{lang}/{slug}")).await.expect(200);
            let text = page.text();
            for hole in [" do .", " by .", " до .", "until .", "(do )", "(by )", "(до )"] {
                assert!(!text.contains(hole), "{lang} {slug}: {text}");
            }
            for none in ["Zobacz 0", "See 0", "z 0 ", "of 0 ", "of the 0", "Wygrało 0", "з 0 "] {
                assert!(!text.contains(none), "{lang} {slug}: {none}: {text}");
            }
        }
    }
}
