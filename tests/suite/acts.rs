//! The acts of city hall are kept, and whoever changes one behind the program is found out.

use sakwa::bundle::{Bundle, Options, verify};
use sakwa::people::Role;
use sakwa::seal;

use crate::harness::{Site, approval, on_both_engines, say};
use crate::vote::{self, voting};

on_both_engines! {
    an_act_is_neither_changed_nor_deleted
    a_change_behind_the_program_is_found
    a_chain_made_anew_is_not_the_one_that_was_promised
}

/// Takes the guards away, as somebody with the database in their hands can.
async fn unguard(site: &Site) {
    for table in ["act", "act_link"] {
        for change in ["update", "delete"] {
            let postgres = site.app.config.database_url.is_some();
            let on = if postgres { format!(" ON {table}") } else { String::new() };
            site.change(&format!("DROP TRIGGER {table}_no_{change}{on}")).await.unwrap();
        }
    }
}

async fn some_acts(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    let anna = site.sign_in_as(Role::ReturningOfficer).await;
    vote::move_on(site, "karta").await.expect(303);
    for act in ["propose", "withdraw", "propose"] {
        anna.post("/pl/desk/karta/seal", &[("act", act)]).await.expect(303);
    }
    seal::keep(&site.app).await.unwrap();
}

async fn an_act_is_neither_changed_nor_deleted(site: &Site) {
    some_acts(site).await;
    let acts = site.number("SELECT count(*) FROM act").await;
    assert!(acts > 3 && site.number("SELECT max(position) FROM act_link").await == acts);
    for change in [
        "UPDATE act SET detail = 'nic'",
        "DELETE FROM act",
        "UPDATE act_link SET act_id = act_id + 1000",
        "DELETE FROM act_link",
        // Nor by way of what they are about.
        "DELETE FROM edition",
    ] {
        assert!(site.change(change).await.is_err(), "{change}");
    }
    let auditor = site.sign_in_as(Role::Auditor).await;
    let page = auditor.get("/pl/desk/acts?check=yes").await.expect(200);
    assert!(page.says(&say("act-seal-withdrawn")) && page.says("Wszystko się zgadza"));
    site.sign_in_as(Role::Clerk).await.get("/pl/desk/acts").await.expect(403);
}

async fn a_change_behind_the_program_is_found(site: &Site) {
    some_acts(site).await;
    unguard(site).await;
    let auditor = site.sign_in_as(Role::Auditor).await;
    let act = site.number("SELECT id FROM act WHERE kind = 'seal-withdrawn'").await;
    let place = format!("SELECT position FROM act_link WHERE act_id = {act}");
    let fault = format!("Czynność numer {} nie jest tą", site.number(&place).await);
    for (change, back) in [
        ("kind = 'seal-approved'", "kind = 'seal-withdrawn'"),
        ("at = at + 1", "at = at - 1"),
        ("detail = 'x'", "detail = ''"),
        ("account_id = NULL", "account_id = (SELECT account_id FROM act ORDER BY id DESC LIMIT 1)"),
    ] {
        let set = |set| format!("UPDATE act SET {set} WHERE id = {act}");
        site.change(&set(change)).await.unwrap();
        let page = auditor.get("/pl/desk/acts?check=yes").await.expect(200);
        assert!(page.says(&fault), "{change}");
        site.change(&set(back)).await.unwrap();
        let page = auditor.get("/pl/desk/acts?check=yes").await.expect(200);
        assert!(page.says("Wszystko się zgadza"), "{back}");
    }
    site.change(&format!("DELETE FROM act_link WHERE act_id = {act}")).await.unwrap();
    let page = auditor.get("/pl/desk/acts?check=yes").await.expect(200);
    assert!(page.says(&fault));
}

async fn a_chain_made_anew_is_not_the_one_that_was_promised(site: &Site) {
    some_acts(site).await;
    let ewa = site.sign_in_as(Role::ReturningOfficer).await;
    ewa.post("/pl/desk/karta/seal", &[("act", "approve")]).await.expect(303);
    vote::publish(site, "karta").await;
    let notes = site.stranger().get("/data/karta/checkpoints.txt").await.expect(200).body;
    let notes = String::from_utf8(notes.to_vec()).unwrap();
    assert!(seal::log::acts_in(&notes).last().unwrap().acts >= 4, "{notes}");
    let file = site.stranger().get("/data/karta/bundle.zip").await.expect(200);
    let report = verify(&Bundle::unzip(&file.body).unwrap(), &Options::default());
    assert!(report.accepted, "{report:#?}");

    unguard(site).await;
    let auditor = site.sign_in_as(Role::Auditor).await;
    site.change("DELETE FROM act_link").await.unwrap();
    site.change("DELETE FROM act WHERE kind = 'seal-withdrawn'").await.unwrap();
    seal::keep(&site.app).await.unwrap();
    let page = auditor.get("/pl/desk/acts?check=yes").await.expect(200);
    assert!(page.says("pod którymi stoi podpisany punkt dziennika"));
}
