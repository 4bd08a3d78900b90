//! A second key that is lost together with its spare codes.

use sakwa::people::{Role, reset};

use crate::harness::server::{run, run_anywhere, text};
use crate::harness::{DAY, PASSWORD, Page, Site, letters, link_to, on_both_engines, say};
use crate::roles::{admin, code};

on_both_engines! {
    two_admins_and_a_day_forget_a_lost_key
    its_owner_is_told_and_stops_it
    nobody_does_it_alone_or_for_themselves
}

const PAGE: &str = "/pl/desk/people/factor";

type Admin = (crate::harness::Browser, String);

async fn propose(site: &Site, admin: &Admin, email: &str) -> Page {
    let code = code(site, admin);
    let form = admin.0.get(PAGE).await.expect(200).form("#lost");
    form.fill("email", email).fill("code", &code).send(&admin.0).await
}

async fn decide(site: &Site, admin: &Admin, press: &str) -> Page {
    let id = site.number("SELECT max(id) FROM factor_reset").await.to_string();
    let fields = [(press, &*id), ("reset-code", &*code(site, admin))];
    admin.0.post(PAGE, &fields).await
}

async fn keys_of(site: &Site, account: i64) -> i64 {
    site.number(&format!("SELECT count(*) FROM second_factor WHERE account_id = {account}")).await
}

async fn two_admins_and_a_day_forget_a_lost_key(site: &Site) {
    let (anna, jan) = (admin(site).await, admin(site).await);
    let clerk = site.account(Role::Clerk).await;
    let desk = site.stranger();
    desk.sign_in(&clerk.email, PASSWORD).await;
    let spare = format!(
        "INSERT INTO recovery_code (account_id, hash) SELECT account_id, {} FROM second_factor WHERE account_id = {}",
        if site.app.config.database_url.is_some() { "'\\x00'::bytea" } else { "x'00'" },
        clerk.id
    );
    site.change(&spare).await.unwrap();
    propose(site, &anna, &clerk.email).await.expect(303);
    let twice = propose(site, &jan, &clerk.email).await.expect(422);
    assert_eq!(twice.one("#email-error"), say("factor-waits"));
    assert!(
        letters(site, &clerk.email).await.iter().any(|one| one.body.contains("/sign-in/keep?t="))
    );
    reset::keep(&site.app).await.unwrap();
    let page = decide(site, &jan, "approved").await.expect(303);
    assert!(jan.0.follow(page).await.says(&say("done-factor-approved")));
    let approved = site.app.clock.now();
    for (at, left) in [(approved, 1), (approved + DAY - 1, 1), (approved + DAY, 0)] {
        site.app.clock.set(at);
        reset::keep(&site.app).await.unwrap();
        assert_eq!(keys_of(site, clerk.id).await, left, "{}", at - approved);
    }
    assert_eq!(site.number("SELECT count(*) FROM recovery_code").await, 0);
    desk.get("/pl/desk").await.expect(303);
    let page = desk.try_sign_in(&clerk.email, PASSWORD).await.expect(303);
    assert_eq!(page.location(), "/pl/sign-in/second-factor", "another key is enrolled");
    let acts =
        site.rows("SELECT kind, subject FROM act WHERE kind LIKE 'factor-%' ORDER BY id").await;
    let acts: Vec<[String; 2]> =
        acts.iter().map(|row| [0, 1].map(|nth| row.try_get_by_index(nth).unwrap())).collect();
    let id = clerk.id.to_string();
    let kinds = ["factor-proposed", "factor-approved", "factor-forgotten"];
    assert_eq!(acts, kinds.map(|kind| [kind.to_owned(), id.clone()]));
}

async fn its_owner_is_told_and_stops_it(site: &Site) {
    let (anna, jan) = (admin(site).await, admin(site).await);
    let clerk = site.account(Role::Clerk).await;
    // By the link in the letter, whose opening alone does nothing.
    propose(site, &anna, &clerk.email).await.expect(303);
    decide(site, &jan, "approved").await.expect(303);
    let (link, owner) = (link_to(site, &clerk.email).await, site.stranger());
    let form = owner.get(&link).await.expect(200).form("form[action$='/sign-in/keep']");
    assert!(owner.get("/pl/sign-in/keep?t=nic").await.expect(410).says(&say("link-used-title")));
    form.send(&owner).await.expect(303);
    form.send(&owner).await.expect(410);
    owner.get(&link).await.expect(410);
    // By the key itself, which was not lost.
    propose(site, &anna, &clerk.email).await.expect(303);
    decide(site, &jan, "approved").await.expect(303);
    owner.sign_in(&clerk.email, PASSWORD).await;
    // By an admin who thinks again.
    propose(site, &anna, &clerk.email).await.expect(303);
    decide(site, &jan, "dropped").await.expect(303);
    site.app.clock.set(site.app.clock.now() + 9 * DAY);
    reset::keep(&site.app).await.unwrap();
    assert_eq!(keys_of(site, clerk.id).await, 1);
    let acts = "SELECT count(*) FROM act WHERE kind = 'factor-objected'";
    assert_eq!(site.number(acts).await, 2);
}

async fn nobody_does_it_alone_or_for_themselves(site: &Site) {
    let (anna, jan) = (admin(site).await, admin(site).await);
    let clerk = site.account(Role::Clerk).await;
    let own = propose(site, &anna, &anna.1).await.expect(422);
    assert_eq!(own.one("#email-error"), say("factor-own"));
    let nobody = propose(site, &anna, "nikt@example.pl").await.expect(422);
    assert_eq!(nobody.one("#email-error"), say("reset-nobody"));
    let resident = site.account(Role::Resident).await;
    let none = propose(site, &anna, &resident.email).await.expect(422);
    assert_eq!(none.one("#email-error"), say("factor-none"));
    propose(site, &anna, &clerk.email).await.expect(303);
    assert!(!anna.0.get(PAGE).await.has("button[name=approved]"));
    let same = decide(site, &anna, "approved").await.expect(422);
    assert_eq!(same.one("#waiting-error"), say("change-same"));
    let now = site.app.clock.now();
    for (by, due) in [("proposed_by", DAY), ("account_id", DAY), ("proposed_by + 1", DAY - 1)] {
        let alone = format!(
            "UPDATE factor_reset SET approved_by = {by}, approved_at = {now}, due_at = {}",
            now + due
        );
        site.change(&alone).await.unwrap_err();
    }
    // Who is no admin any more proposes nothing.
    propose(site, &jan, &anna.1).await.expect(303);
    let id = site.number(&format!("SELECT id FROM account WHERE email = '{}'", jan.1)).await;
    let fields = [("taken", &*format!("{id} admin")), ("take-code", &*code(site, &anna))];
    anna.0.post("/pl/desk/people", &fields).await.expect(303);
    let left = "SELECT count(*) FROM factor_reset WHERE ended_at IS NULL";
    assert_eq!(site.number(left).await, 1, "the clerk's alone");
}

/// What makes people mighty from the command line stands in the chain, and so does what it makes.
#[test]
fn the_command_line_leaves_acts() {
    let data = tempfile::TempDir::new().unwrap();
    let file = data.path().join("miasto.pb");
    std::fs::write(&file, crate::harness::approval(3, &[])).unwrap();
    let pb = file.to_str().unwrap();
    let done = |args: &[&str]| {
        let output = run(data.path(), args);
        assert!(output.status.success(), "{args:?}: {}", text(&output.stderr));
        text(&output.stdout)
    };
    done(&["import", pb, "--edition", "miasto", "--phase", "voting"]);
    done(&["account", "admin", "ada@example.pl", "Ada Lis"]);
    let folder = data.path().to_str().unwrap();
    let split = run_anywhere(&["link-key", "--data-dir", folder, "split", "miasto"]);
    let shares = text(&split.stdout);
    assert_eq!(shares.lines().count(), 3);
    let whole = done(&["acts"]);
    assert!(whole.starts_with("whole: acts "), "{whole}");
    let lost = run(data.path(), &["factor-forget", "ada@example.pl"]);
    assert!(!lost.status.success(), "there is none yet");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let acts = runtime.block_on(async {
        let now = 1_799_751_600;
        let folder = data;
        let site = Site::at(folder, None, now).await;
        let ada = sakwa::people::account::by_email(site.app.store.read(), "ada@example.pl").await;
        let ada = ada.unwrap().unwrap();
        sakwa::people::factor::enrol_at_once(&site.app, &ada).await.unwrap();
        reset::by_operator(&site.app, &ada).await.unwrap();
        assert_eq!(keys_of(&site, ada.id).await, 0);
        assert_eq!(letters(&site, "ada@example.pl").await.len(), 1);
        let acts = site
            .rows("SELECT kind, subject, detail FROM act WHERE kind LIKE 'operator-%' ORDER BY id")
            .await;
        let acts: Vec<[String; 3]> = acts
            .iter()
            .map(|row| [0, 1, 2].map(|nth| row.try_get_by_index(nth).unwrap()))
            .collect();
        let auditor = site.sign_in_as(Role::Auditor).await;
        let page = auditor.get("/pl/desk/acts").await.expect(200);
        assert!(page.says(&say("acts-operator")) && page.says(&say("act-operator-account")));

        assert!(!page.says("ada@example.pl"), "no address in an act");
        site.app.close().await.unwrap();
        let id = ada.id.to_string();
        let expected = [
            ["operator-import", "miasto", ""],
            ["operator-account", &id, "admin"],
            ["operator-key-split", "miasto", ""],
            ["operator-factor", &id, ""],
        ];
        assert_eq!(acts, expected);
        acts.len()
    });
    assert_eq!(acts, 4);
}
