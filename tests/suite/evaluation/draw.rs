//! Appeals by letter, and the draw of ballot numbers that anybody repeats.

use sakwa::people::Role;

use super::{REASON, collecting, desk};
use crate::harness::{Browser, DAY, NOW, PASSWORD, Page, Site, on_both_engines, say, server};

on_both_engines! {
    a_letter_is_entered_and_dismissed_for_good
    an_appeal_that_comes_late_is_refused
    a_reopened_project_is_evaluated_again
    numbers_are_drawn_from_a_list_fixed_before
    the_list_is_not_fixed_over_open_questions
}

async fn reject(by: &Browser, code: &str) {
    by.post(&desk(code), &[("verdict", "reject"), ("reason", REASON)]).await.expect(303);
}

const WORDS: &str = "Nie zgadzam się: spółdzielnia dała zgodę na piśmie.";

async fn a_letter_is_entered_and_dismissed_for_good(site: &Site) {
    collecting(site).await;
    let (anna, clerk) =
        (site.sign_in_as(Role::Evaluator).await, site.sign_in_as(Role::Clerk).await);
    reject(&anna, "2").await;
    let path = format!("{}/appeal", desk("2"));
    let form = clerk.get(&path).await.expect(200).form("main form").fill("words", WORDS);
    for (day, key) in [
        ("", "appeal-received-wrong"),
        ("2027-02-30", "appeal-received-wrong"),
        ("2027-01-13", "appeal-received-later"),
    ] {
        let page = form.clone().fill("received", day).send(&clerk).await.expect(422);
        assert_eq!(page.one("#received-error"), say(key));
        assert_eq!(page.form("main form").get("words").trim(), WORDS, "kept");
    }
    let form = form.fill("received", "2027-01-12");
    form.send(&clerk).await.expect(303);
    form.send(&clerk).await.expect(409);
    assert_eq!(site.number("SELECT count(*) FROM appeal WHERE channel = 'paper'").await, 1);
    clerk
        .post(&format!("{path}/decide"), &[("ruling", "dismissed"), ("reason", REASON)])
        .await
        .expect(403);
    let decide = format!("{path}/decide");
    anna.post(&decide, &[("ruling", "dismissed"), ("reason", REASON)]).await.expect(409);
    let refusal =
        site.change("UPDATE appeal SET decided_by = first_by").await.unwrap_err().to_string();
    assert!(refusal.contains("appeal_by_somebody_else"), "{refusal}");
    let jan = site.sign_in_as(Role::Evaluator).await;
    let page = jan.get(&path).await.form("main form").pick("ruling", "dismissed");
    let page = page.fill("reason", "nie").send(&jan).await.expect(422);
    assert!(page.has("#reason-error"));
    let form =
        page.form("main form").fill("reason", "Zgody na piśmie nie ma w aktach spółdzielni.");
    form.send(&jan).await.expect(303);
    let public = site.stranger().get("/pl/bo/projects/2").await;
    assert!(public.says(&say("state-rejected")) && public.says(&say("act-appeal-dismissed")));
    clerk.post(&path, &[("received", "2027-01-12"), ("words", WORDS)]).await.expect(409);
}

async fn an_appeal_that_comes_late_is_refused(site: &Site) {
    collecting(site).await;
    let author = site.account(Role::Resident).await;
    let ola = site.stranger();
    ola.sign_in(&author.email, PASSWORD).await;
    let code = super::submit(&ola, "Ławki przy przystanku").await;
    let path = format!("/pl/bo/projects/{code}/appeal");
    ola.post(&path, &[("words", WORDS)]).await.expect(409);
    reject(&site.sign_in_as(Role::Evaluator).await, &code).await;
    let page = ola.post(&path, &[("words", "nie")]).await.expect(422);
    assert!(page.has("#words-error"));
    site.resident().await.post(&path, &[("words", WORDS)]).await.expect(404);
    let until = site.number("SELECT max(appeal_until) FROM project").await;
    assert_eq!(sakwa::clock::to_local(until), "2027-01-26T23:59", "two whole weeks");
    site.app.clock.set(until + 1);
    ola.sign_in(&author.email, PASSWORD).await;
    assert!(!ola.get(&path).await.expect(200).has("main form"));
    ola.post(&path, &[("words", WORDS)]).await.expect(409);
    site.app.clock.set(until);
    ola.post(&path, &[("words", WORDS)]).await.expect(303);
}

async fn a_reopened_project_is_evaluated_again(site: &Site) {
    let super::Office { ola, clerk, anna, piotr, code } = super::office(site).await;
    super::finish(&clerk, &code, "formal", &[]).await.expect(303);
    super::finish(&anna, &code, "merit", &[("prawo", REASON)]).await.expect(303);
    let approve = format!("{}/approve", desk(&code));
    piotr.post(&approve, &[("act", "approve")]).await.expect(303);
    ola.post(&format!("/pl/bo/projects/{code}/appeal"), &[("words", WORDS)]).await.expect(303);
    let zofia = site.sign_in_as(Role::Evaluator).await;
    let ruling = [
        ("ruling", "reopened"),
        ("reason", "Przepis, na który powołał się urząd, nie obowiązuje."),
    ];
    zofia.post(&format!("{}/appeal/decide", desk(&code)), &ruling).await.expect(303);
    super::finish(&anna, &code, "merit", &[]).await.expect(409);
    super::finish(&zofia, &code, "merit", &[]).await.expect(303);
    piotr.post(&approve, &[("act", "approve")]).await.expect(409);
    let ewa = site.sign_in_as(Role::Evaluator).await;
    ewa.post(&approve, &[("act", "approve")]).await.expect(303);
    assert_eq!(site.number("SELECT max(round) FROM verdict").await, 2);
    assert!(
        site.stranger().get(&format!("/pl/bo/projects/{code}")).await.says(&say("state-accepted"))
    );
}

const DRAW: &str = "/pl/desk/bo/draw";

async fn fix(officer: &Browser, when: &str) -> Page {
    let form = officer.get(DRAW).await.expect(200).form("main form");
    let form = form.fill("source", "Lotto z 13 stycznia 2027, rosnąco, ze spacjami");
    form.fill("draws-at", when).pick("act", "fix").send(officer).await
}

async fn accept_all(site: &Site) -> Browser {
    collecting(site).await;
    let clerk = site.sign_in_as(Role::Evaluator).await;
    for code in 1..=5 {
        clerk.post(&desk(&code.to_string()), &[("verdict", "accept")]).await.expect(303);
    }
    clerk
}

async fn numbers_are_drawn_from_a_list_fixed_before(site: &Site) {
    let clerk = accept_all(site).await;
    reject(&clerk, "6").await;
    site.change("UPDATE project SET appeal_until = 1 WHERE number = '6'").await.unwrap();
    let officer = site.sign_in_as(Role::ReturningOfficer).await;
    assert_eq!(
        fix(&officer, "2027-01-12T12:00").await.expect(422).one("#draws-at-error"),
        say("draw-in-the-past")
    );
    fix(&officer, "2027-01-12T22:00").await.expect(303);
    let published = site.stranger().get("/data/bo/draw.json").await.expect(200).text();
    assert!(published.contains("\"commitment\": \"") && published.contains("\"draw\": null"));
    officer.post(DRAW, &[("act", "draw"), ("seed", "4 8 15 16 23 42")]).await.expect(409);
    // The list does not change any more, not even by an appeal.
    let late = clerk
        .post(&format!("{}/appeal", desk("6")), &[("received", "1970-01-01"), ("words", WORDS)])
        .await;
    assert_eq!(late.status, 409);
    crate::harness::move_on(site, "bo").await.expect(303);
    let (open, second) = crate::harness::moving(site, "bo").await;
    assert!(open.send(&second).await.expect(409).says(&say("phase-draw-open")));

    site.app.clock.set(NOW + 10 * 3600);
    let officer = site.sign_in_as(Role::ReturningOfficer).await;
    let form = officer.get(DRAW).await.form("main form");
    form.clone().pick("act", "draw").send(&officer).await.expect(422);
    form.clone()
        .fill("seed", "4 8 15 16 23 42")
        .pick("act", "draw")
        .send(&officer)
        .await
        .expect(303);
    form.fill("seed", "1 2 3 4 5 6").pick("act", "draw").send(&officer).await.expect(409);

    let json = site.stranger().get("/data/bo/draw.json").await.text();
    let order = drawn_by_hand(&json, "4 8 15 16 23 42");
    let list = site.stranger().get("/pl/bo/ballot-list").await.expect(200);
    assert_eq!(list.all("main .nr"), order, "as anybody with SHA-256 draws it");
    let undrawn = "SELECT count(*) FROM project WHERE number = '6' AND ballot_number IS NULL";
    assert_eq!(site.number(undrawn).await, 1);
    crate::harness::move_on(site, "bo").await.expect(303);
    let ballot = site.app.store.read();
    let pools = sakwa::edition::pool::all(ballot).await.unwrap();
    let pools: Vec<i64> = pools.iter().map(|pool| pool.id).collect();
    let on_ballot = sakwa::project::on_ballot(ballot, &pools).await.unwrap();
    let numbers: Vec<String> = on_ballot.into_iter().map(|row| row.number).collect();
    assert_eq!(numbers, order);

    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("draw.json");
    let verify = |text: &str| {
        std::fs::write(&file, text).unwrap();
        let command = env!("CARGO_BIN_EXE_sakwa");
        std::process::Command::new(command).arg("draw").arg(&file).output().unwrap()
    };
    let output = verify(&json);
    let lines: Vec<String> =
        order.iter().zip(1..).map(|(code, n)| format!("city {n} {code}")).collect();
    assert_eq!(server::text(&output.stdout).trim(), lines.join("\n"));
    for forged in
        [json.replace("4 8 15 16 23 42", "4 8 15 16 23 43"), json.replacen("\"1\"", "\"7\"", 1)]
    {
        assert_eq!(verify(&forged).status.code(), Some(3), "{forged}");
    }
}

/// The draw as its documentation says, written a second time.
fn drawn_by_hand(json: &str, seed: &str) -> Vec<String> {
    use sha2::{Digest, Sha256};
    let json: serde_json::Value = serde_json::from_str(json).unwrap();
    let mut rest: Vec<String> = json["list"]
        .as_array()
        .unwrap()
        .iter()
        .map(|code| code.as_str().unwrap().to_owned())
        .collect();
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let lines: String = rest.iter().map(|code| format!("{code}\n")).collect();
    let commitment = hex(&Sha256::digest(lines.as_bytes()));
    assert_eq!(json["commitment"], commitment.as_str());
    let (mut order, mut counter) = (Vec::new(), 0);
    while rest.len() > 1 {
        let hash = hex(&Sha256::digest(format!("{seed}\n{commitment}\n{counter}")));
        let (number, range) = (u64::from_str_radix(&hash[..8], 16).unwrap(), rest.len() as u64);
        if number < (1 << 32) / range * range {
            order.push(rest.remove((number % range) as usize));
        }
        counter += 1;
    }
    order.append(&mut rest);
    order
}

async fn the_list_is_not_fixed_over_open_questions(site: &Site) {
    let clerk = accept_all(site).await;
    let officer = site.sign_in_as(Role::ReturningOfficer).await;
    assert!(fix(&officer, "2027-01-13T22:00").await.expect(409).says(&say("draw-undecided")));
    reject(&clerk, "6").await;
    assert!(fix(&officer, "2027-01-13T22:00").await.expect(409).says(&say("draw-appeals")));
    site.app.clock.set(NOW + 15 * DAY);
    let officer = site.sign_in_as(Role::ReturningOfficer).await;
    fix(&officer, "2027-02-13T22:00").await.expect(303);
    let clerk = site.sign_in_as(Role::Evaluator).await;
    clerk.post(&desk("6"), &[("verdict", "accept")]).await.expect(409);
}
