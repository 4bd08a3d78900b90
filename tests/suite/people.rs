//! Accounts and sessions.

use sakwa::people::Role;

use crate::harness::{PASSWORD, Site, on_both_engines, say};

on_both_engines! {
    a_resident_signs_up_signs_out_and_comes_back
    an_address_has_one_account
    weak_passwords_are_refused_and_never_printed
    a_wrong_password_and_an_unknown_address_get_one_answer
    guessing_is_slowed_down_for_one_address_only
    a_stolen_database_opens_no_session
    a_session_ends_with_signing_out
    signing_in_changes_the_session
    a_session_unused_for_half_a_day_is_over
    staff_come_to_their_desk
}

async fn a_resident_signs_up_signs_out_and_comes_back(site: &Site) {
    let ola = site.stranger();
    let email = ola.sign_up().await;
    assert_eq!(ola.get("/pl/my").await.expect(200).one("h1"), say("my-title"));
    let form = ola.get("/pl/").await.form("form[action$=sign-out]");
    let page = form.send(&ola).await.expect(303);
    assert_eq!(page.header("clear-site-data"), "\"cache\"");
    assert!(ola.follow(page).await.expect(200).says(&say("done-signed-out")));
    ola.get("/pl/my").await.expect(303);
    ola.sign_in(&email, PASSWORD).await;
    ola.get("/pl/my").await.expect(200);
}

async fn an_address_has_one_account(site: &Site) {
    let email = site.stranger().sign_up().await;
    let other = site.stranger();
    let form = other.get("/pl/sign-up").await.form("form[action$=sign-up]");
    let form = form.fill("email", &format!(" {} ", email.to_uppercase()));
    let form = form.fill("name", "Ktoś inny").fill("password", PASSWORD);
    let page = form.send(&other).await.expect(422);
    assert_eq!(page.one("#email-error"), say("sign-up-taken"));
    assert_eq!(site.number("SELECT count(*) FROM account").await, 1);
}

async fn weak_passwords_are_refused_and_never_printed(site: &Site) {
    let ola = site.stranger();
    for password in ["krótkie", "aaaaaaaaaaaaaaaaaaaa", "ola.nowak@example.pl", "hasłohasłohasło1"]
    {
        let form = ola.get("/en/sign-up").await.form("form[action$=sign-up]");
        let form = form.fill("email", "ola.nowak@example.pl").fill("name", "Ola Nowak");
        let page = form.fill("password", password).send(&ola).await.expect(422);
        assert!(page.has("#password-error"), "{password}");
        assert_eq!(page.attrs("#email", "value"), ["ola.nowak@example.pl"]);
        assert!(page.attrs("#password", "value").is_empty());
    }
    assert_eq!(site.number("SELECT count(*) FROM account").await, 0);
}

async fn a_wrong_password_and_an_unknown_address_get_one_answer(site: &Site) {
    let account = site.account(Role::Resident).await;
    let ola = site.stranger();
    let wrong = ola.try_sign_in(&account.email, "zielony kot pije wodę").await.expect(422);
    let unknown = ola.try_sign_in("nikt@example.pl", PASSWORD).await.expect(422);
    assert_eq!(
        wrong.text().replace(&account.email, "x"),
        unknown.text().replace("nikt@example.pl", "x")
    );
    assert_eq!(wrong.one("#email-error"), say("sign-in-wrong"));
    assert!(ola.cookie("__Host-session").is_none());
}

async fn guessing_is_slowed_down_for_one_address_only(site: &Site) {
    let (target, other) = (site.account(Role::Resident).await, site.account(Role::Resident).await);
    let thief = site.stranger();
    for _ in 0..8 {
        let page = thief.try_sign_in(&target.email, "nie to hasło, zgaduję").await;
        assert_eq!(page.one("#email-error"), say("sign-in-wrong"));
    }
    let page = thief.try_sign_in(&target.email, PASSWORD).await.expect(422);
    assert_eq!(page.one("#email-error"), say("sign-in-slow"));
    site.stranger().sign_in(&other.email, PASSWORD).await;
}

async fn a_stolen_database_opens_no_session(site: &Site) {
    let ola = site.resident().await;
    let cookie = ola.cookie("__Host-session").unwrap();
    assert!(cookie.len() >= 22, "128 bits");
    let rows = site.rows("SELECT * FROM session").await;
    assert_eq!(rows.len(), 1);
    let id: Vec<u8> = rows[0].try_get("", "id_hash").unwrap();
    let data: String = rows[0].try_get("", "data").unwrap();
    assert_eq!(id.len(), 32, "a SHA-256, not the identifier");
    assert!(!data.contains(&cookie));
    let accounts = site.rows("SELECT password_hash FROM account").await;
    let hash: String = accounts[0].try_get_by_index(0).unwrap();
    assert!(hash.starts_with("$argon2id$"));
}

async fn a_session_ends_with_signing_out(site: &Site) {
    let ola = site.resident().await;
    let stolen = ola.other_window();
    stolen.get("/pl/my").await.expect(200);
    ola.post("/pl/sign-out", &[]).await.expect(303);
    stolen.get("/pl/my").await.expect(303);
    assert_eq!(site.number("SELECT count(*) FROM session").await, 0);
}

async fn signing_in_changes_the_session(site: &Site) {
    let account = site.account(Role::Resident).await;
    let ola = site.stranger();
    ola.sign_in(&account.email, PASSWORD).await;
    let before = ola.other_window();
    let page = ola.try_sign_in(&account.email, PASSWORD).await.expect(303);
    let set = page.header("set-cookie");
    for part in ["__Host-session=", "HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
        assert!(set.contains(part), "{set}");
    }
    assert_ne!(ola.cookie("__Host-session"), before.cookie("__Host-session"));
    ola.get("/pl/my").await.expect(200);
    before.get("/pl/my").await.expect(303);
}

async fn a_session_unused_for_half_a_day_is_over(site: &Site) {
    const HOUR: i64 = 3600;
    let ola = site.resident().await;
    let start = site.app.clock.now();
    for hours in [8, 16] {
        site.app.clock.set(start + hours * HOUR);
        ola.get("/pl/my").await.expect(200);
    }
    site.app.clock.set(start + 28 * HOUR + 1);
    ola.get("/pl/my").await.expect(303);
}

async fn staff_come_to_their_desk(site: &Site) {
    for role in [Role::Evaluator, Role::ReturningOfficer] {
        let account = site.account(role).await;
        let page = site.stranger().try_sign_in(&account.email, PASSWORD).await.expect(303);
        assert_eq!(page.location(), "/pl/desk");
    }
    let resident = site.account(Role::Resident).await;
    let page = site.stranger().try_sign_in(&resident.email, PASSWORD).await.expect(303);
    assert_eq!(page.location(), "/pl/my");
}
