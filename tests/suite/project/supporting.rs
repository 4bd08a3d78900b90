//! Signatures: one person one, no more asked for than the law allows, and no list in public.

use sakwa::people::Role;

use super::{begin, collecting, step, submit};
use crate::harness::{DAY, NOW, Site, all_at_once, approval, collecting_as, on_both_engines, say};

on_both_engines! {
    one_person_signs_once_even_at_once
    a_signature_is_taken_back
    the_law_caps_what_a_city_may_ask
    the_form_speaks_of_signatures_only_where_they_are_needed
    paper_is_entered_by_rows_or_as_a_number
    a_name_that_signed_online_is_asked_about_on_paper
    a_list_is_public_nowhere_and_goes_on_its_day
    after_submission_nobody_signs
}

fn form() -> [(&'static str, &'static str); 2] {
    [("name", "Anna Wrona"), ("resident", "yes")]
}

async fn one_person_signs_once_even_at_once(site: &Site) {
    collecting(site).await;
    let project = submit(&site.resident().await, "Ławki w parku").await;
    let eva = site.resident().await;
    let page = eva.get(&format!("{project}/support")).await.expect(200);
    let form = page.form("main form").fill("name", "Anna Wrona");
    assert!(form.send(&eva).await.expect(422).has("#resident-error"));
    let form = form.pick("resident", "yes");
    let answers = all_at_once((0..6).map(|_| {
        let (form, window) = (form.clone(), eva.other_window());
        async move { form.send(&window).await.status.as_u16() }
    }))
    .await;
    assert_eq!(answers.iter().filter(|status| **status == 303).count(), 1, "{answers:?}");
    assert!(answers.iter().all(|status| [303, 409].contains(status)), "{answers:?}");
    assert_eq!(site.number("SELECT count(*) FROM supporter").await, 1);
    assert_eq!(site.number("SELECT supporters FROM project WHERE number = '7'").await, 1);
    assert!(eva.get(&format!("{project}/support")).await.says(&say("support-signed")));
    assert!(site.stranger().get(&project).await.says("1 podpis"));
    // Signing says nothing of voting: the pseudonym is another.
    let account = site.number("SELECT max(id) FROM account").await;
    let edition = site.number("SELECT id FROM edition").await;
    let voter = sakwa::people::person_key(&site.app.secret, edition, &format!("account:{account}"));
    let signed: Vec<u8> =
        site.rows("SELECT person FROM supporter").await[0].try_get_by_index(0).unwrap();
    assert_ne!(signed, voter);
}

async fn a_signature_is_taken_back(site: &Site) {
    collecting(site).await;
    let project = submit(&site.resident().await, "Ławki w parku").await;
    let eva = site.resident().await;
    eva.post(&format!("{project}/support"), &form()).await.expect(303);
    let page = eva.get(&format!("{project}/support")).await;
    let back = page.form("form[action$='/withdraw']");
    back.send(&eva).await.expect(303);
    back.send(&eva).await.expect(303);
    assert_eq!(site.number("SELECT supporters FROM project WHERE number = '7'").await, 0);
    eva.post(&format!("{project}/support"), &form()).await.expect(303);
}

async fn the_law_caps_what_a_city_may_ask(site: &Site) {
    collecting_as(site, "bo", [approval(3, &[])], async |admin| {
        let pool = site.number("SELECT id FROM pool").await;
        let form = admin.get("/pl/desk/bo/support").await.expect(200).form("main form");
        let set = |residents: &str, needed: &str| {
            form.clone()
                .fill(&format!("residents-{pool}"), residents)
                .fill(&format!("needed-{pool}"), needed)
                .fill(&format!("delete-{pool}"), "2028-01-01")
        };
        let page = set("15 999", "16").send(admin).await.expect(422);
        let error = page.one(&format!("#needed-{pool}-error"));
        assert!(error.contains("15") && error.contains("5a"), "{error}");
        set("15 999", "15").send(admin).await.expect(303);
        set("999", "1").send(admin).await.expect(422);
        set("999", "0").send(admin).await.expect(303);
        set("dużo", "0").send(admin).await.expect(422);
        set("16 000", "16").send(admin).await.expect(303);
        let more = format!("UPDATE support_rule SET needed = 17 WHERE pool_id = {pool}");
        assert!(site.change(&more).await.is_err(), "the database refuses it too");
    })
    .await;
    let project = submit(&site.resident().await, "Ławki w parku").await;
    let page = site.stranger().get(&format!("{project}/support")).await.expect(200);
    assert!(page.says("16") && page.says("1 stycznia 2028"));
}

async fn the_form_speaks_of_signatures_only_where_they_are_needed(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    ola.get(&format!("{draft}/supporters")).await.expect(404);
    let form = step(&ola, &draft, "files").await;
    assert!(form.send(&ola).await.expect(303).location().ends_with("/contact"));
    for (needed, leads) in [(0, "/contact"), (5, "/supporters")] {
        let sql = format!(
            "INSERT INTO support_rule (pool_id, residents, needed, delete_at) \
             SELECT id, 20000, {needed}, {} FROM pool",
            NOW + DAY
        );
        site.change("DELETE FROM support_rule").await.unwrap();
        site.change(&sql).await.unwrap();
        assert!(form.send(&ola).await.expect(303).location().ends_with(leads), "{needed}");
    }
    ola.get(&format!("{draft}/supporters")).await.expect(200);
}

async fn paper_is_entered_by_rows_or_as_a_number(site: &Site) {
    collecting(site).await;
    submit(&site.resident().await, "Ławki w parku").await;
    let clerk = site.sign_in_as(Role::Clerk).await;
    let path = "/pl/desk/bo/support/7";
    let rows = "Anna Wrona; Rolna 1\nJan Lis; Prosta 5";
    clerk.post(path, &[("rows", rows)]).await.expect(303);
    let again = "Ewa Kot; Rolna 2\nANNA  wrona; rolna 1";
    let page = clerk.post(path, &[("rows", again)]).await.expect(422);
    assert!(page.one("#rows-error").contains("ANNA wrona"), "{}", page.one("#rows-error"));
    assert_eq!(page.form("main form").get("rows").trim(), again, "what was typed is kept");
    assert_eq!(site.number("SELECT count(*) FROM supporter").await, 2, "nothing by half");
    clerk.post(path, &[("rows", "Anna Wrona; Prosta 9")]).await.expect(303);
    // As a spreadsheet pastes them, and in another Unicode form.
    let pasted = "Z\u{307}aneta Wro\u{301}bel\tPolna 1\n\"Ewa Kos\"\t\"Polna 2; m. 3\"";
    clerk.post(path, &[("rows", pasted)]).await.expect(303);
    let page = clerk.post(path, &[("rows", "Żaneta Wróbel; Polna 1")]).await.expect(422);
    assert!(page.one("#rows-error").contains("Żaneta Wróbel"));
    for (wrong, field) in [("Anna Wrona", "rows"), ("", "rows"), ("A; B", "rows")] {
        assert!(clerk.post(path, &[(field, wrong)]).await.expect(422).has("#rows-error"));
    }
    clerk.post(path, &[("signatures", "12")]).await.expect(303);
    clerk.post(path, &[("signatures", "0")]).await.expect(422);
    assert_eq!(site.number("SELECT supporters FROM project WHERE number = '7'").await, 17);
    let page = clerk.get(path).await.expect(200);
    assert!(page.says("Jan Lis") && page.says("12"));
    assert!(!site.everything().await.contains("Rolna"), "addresses are not kept");
}

async fn a_name_that_signed_online_is_asked_about_on_paper(site: &Site) {
    collecting(site).await;
    let project = submit(&site.resident().await, "Ławki w parku").await;
    site.resident().await.post(&format!("{project}/support"), &form()).await.expect(303);
    let clerk = site.sign_in_as(Role::Clerk).await;
    let path = "/pl/desk/bo/support/7";
    let rows = "Jan Lis; Prosta 5\nANNA  wrona; Rolna 1";
    let page = clerk.post(path, &[("rows", rows)]).await.expect(422);
    assert!(
        page.one("#rows-error").contains("ANNA wrona") && !page.one("#rows-error").contains("Jan")
    );
    assert_eq!(site.number("SELECT count(*) FROM supporter").await, 1, "nothing by half");
    let other = page.attrs("input[name=other]", "value");
    assert_eq!(other, ["ANNA wrona"]);
    clerk.post(path, &[("rows", "Jan Lis; Prosta 5")]).await.expect(303);
    let form = page.form("main form").fill("rows", "ANNA wrona; Rolna 1").pick("other", &other[0]);
    form.send(&clerk).await.expect(303);
    assert_eq!(site.number("SELECT supporters FROM project WHERE number = '7'").await, 3);
    assert!(clerk.get(path).await.says(&say("paper-both")), "and the clerk still sees it");
}

async fn a_list_is_public_nowhere_and_goes_on_its_day(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let project = submit(&ola, "Ławki w parku").await;
    site.resident().await.post(&format!("{project}/support"), &form()).await.expect(303);
    for reader in [&site.stranger(), &ola] {
        for page in [
            &*project,
            &format!("{project}/support"),
            &format!("{project}/support/list"),
            "/data/bo/projects.csv",
        ] {
            assert!(!reader.get(page).await.expect(200).text().contains("Wrona"), "{page}");
        }
        assert_ne!(reader.get("/pl/desk/bo/support/7").await.status, 200);
    }
    assert!(site.stranger().get(&format!("{project}/support/list")).await.says("Ławki w parku"));
    let pool = site.number("SELECT id FROM pool").await;
    let rule = sakwa::edition::support::Rule {
        pool_id: pool,
        residents: 5000,
        needed: 5,
        delete_at: NOW + DAY,
    };
    let tx = site.app.store.begin().await.unwrap();
    sakwa::edition::support::set_rule(&tx, &rule).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(sakwa::support::sweep(&site.app).await.unwrap(), 0);
    site.app.clock.set(NOW + DAY);
    assert_eq!(sakwa::support::sweep(&site.app).await.unwrap(), 1);
    assert_eq!(site.number("SELECT count(*) FROM supporter").await, 0);
    assert_eq!(
        site.number("SELECT supporters FROM project WHERE number = '7'").await,
        1,
        "the number stays"
    );
}

async fn after_submission_nobody_signs(site: &Site) {
    collecting(site).await;
    let project = submit(&site.resident().await, "Ławki w parku").await;
    let eva = site.resident().await;
    site.app.clock.set(NOW + 7 * DAY);
    let late = eva;
    let eva = site.resident().await;
    assert!(
        eva.post(&format!("{project}/support"), &form())
            .await
            .expect(409)
            .says(&say("support-closed"))
    );
    assert!(eva.get(&format!("{project}/support")).await.says(&say("support-closed")));
    site.app.clock.set(NOW);
    let eva = late;
    eva.post("/pl/bo/projects/1/support", &form()).await.expect(303);
    EditionPlanned::voting(site).await;
    eva.post("/pl/miasto/projects/1/support", &form()).await.expect(409);
}

struct EditionPlanned;

impl EditionPlanned {
    async fn voting(site: &Site) {
        let phase = sakwa::edition::Phase::Voting;
        crate::harness::EditionPlan::new("miasto", phase, [crate::harness::approval(2, &[])])
            .make(site)
            .await;
    }
}
