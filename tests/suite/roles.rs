//! Who gives and takes roles at city hall.

use sakwa::people::{Account, Role};

use crate::harness::{Browser, PASSWORD, Page, Site, keys, on_both_engines, say};

on_both_engines! {
    two_admins_give_a_role_and_one_takes_it
    a_proposal_is_declined_or_withdrawn
    a_proposal_is_confirmed_once
    what_somebody_proposed_goes_with_their_role
    an_admin_alone_is_told_the_other_way
    nobody_decides_about_their_own_roles
    the_last_admin_stays
    the_register_and_the_box_are_not_in_one_hand
}

/// An admin's browser, and the address of its account.
pub async fn admin(site: &Site) -> (Browser, String) {
    let (browser, account) = (site.stranger(), site.account(Role::Admin).await);
    browser.sign_in(&account.email, PASSWORD).await;
    (browser, account.email)
}

/// A code of an admin that was not used; an authenticator app has one every half a minute.
pub fn code(site: &Site, (_, own): &(Browser, String)) -> String {
    site.app.clock.set(site.app.clock.now() + 30);
    keys::next_code(own)
}

async fn give(site: &Site, admin: &(Browser, String), email: &str, role: &str) -> Page {
    let code = code(site, admin);
    let form = admin.0.get("/pl/desk/people").await.form("#give");
    form.fill("email", email).pick("role", role).fill("code", &code).send(&admin.0).await
}

/// Presses a button beside a proposal: `confirmed` or `declined`.
async fn decide(site: &Site, admin: &(Browser, String), press: &str, id: i64) -> Page {
    let fields = [(press, &*id.to_string()), ("grant-code", &*code(site, admin))];
    admin.0.post("/pl/desk/people", &fields).await
}

async fn take(site: &Site, admin: &(Browser, String), id: i64, role: &str) -> Page {
    let code = code(site, admin);
    let form = admin.0.get("/pl/desk/people").await.form("#taken");
    let form = form.fill("take-code", &code);
    let taken = format!("{id} {role}");
    let code = form.get("take-code");
    admin.0.post(&form.action, &[("taken", &taken), ("take-code", code)]).await
}

/// The latest proposal.
async fn latest(site: &Site) -> i64 {
    site.number("SELECT max(id) FROM role_grant").await
}

async fn roles_of(site: &Site, account: &Account) -> i64 {
    let id = account.id;
    site.number(&format!("SELECT count(*) FROM account_role WHERE account_id = {id}")).await
}

async fn two_admins_give_a_role_and_one_takes_it(site: &Site) {
    let (admin, second) = (admin(site).await, admin(site).await);
    let account = site.account(Role::Resident).await;
    let piotr = site.stranger();
    piotr.sign_in(&account.email, PASSWORD).await;
    let form = admin.0.get("/pl/desk/people").await.form("#give");
    let form = form.fill("email", &account.email).pick("role", "clerk").fill("code", "123456");
    let page = form.send(&admin.0).await.expect(422);
    assert_eq!(page.one("#code-error"), say("code-wrong"));
    assert_eq!(page.attrs("#email", "value"), [&*account.email]);
    let nobody = give(site, &admin, "nikt@example.pl", "clerk").await.expect(422);
    assert_eq!(nobody.one("#email-error"), say("roles-nobody"));

    for role in ["clerk", "evaluator"] {
        give(site, &admin, &account.email, role).await.expect(303);
        let proposed = latest(site).await;
        let twice = give(site, &second, &account.email, role).await.expect(422);
        assert_eq!(twice.one("#email-error"), say("roles-proposed"));
        // A proposal is no role, and whoever made it is not the second person.
        assert!(!admin.0.get("/pl/desk/people").await.has("button[name=confirmed]"));
        let same = decide(site, &admin, "confirmed", proposed).await.expect(422);
        assert_eq!(same.one("#confirmed-error"), say("roles-same"));
        let alone = "UPDATE role_grant SET confirmed_by = proposed_by, confirmed_at = 1";
        site.change(alone).await.unwrap_err();
        let page = second.0.get("/pl/desk/people").await;
        assert_eq!(page.attrs("button[name=confirmed]", "value"), [proposed.to_string()]);
        let wrong = [("confirmed", &*proposed.to_string()), ("grant-code", "123456")];
        let wrong = second.0.post("/pl/desk/people", &wrong).await.expect(422);
        assert_eq!(wrong.one("#grant-code-error"), say("code-wrong"));
        if role == "clerk" {
            piotr.get("/pl/my").await.expect(200);
            piotr.get("/pl/desk").await.expect(403);
        }
        let page = decide(site, &second, "confirmed", proposed).await.expect(303);
        assert!(second.0.follow(page).await.says(&say("done-role-given")));
    }
    let twice = give(site, &admin, &account.email, "clerk").await.expect(422);
    assert_eq!(twice.one("#email-error"), say("roles-has"));
    piotr.get("/pl/my").await.expect(303);
    let page = piotr.try_sign_in(&account.email, PASSWORD).await.expect(303);
    assert_eq!(page.location(), "/pl/sign-in/second-factor", "staff have two factors");
    let typed = piotr.get(page.location()).await.one("#typed code").replace(' ', "");
    let address = format!("otpauth://totp/Sakwa:x?secret={typed}&issuer=Sakwa");
    keys::scan(&account.email, &address, &site.app.clock);
    let code = keys::next_code(&account.email);
    piotr.post("/pl/sign-in/second-factor", &[("code", &code)]).await.expect(200);
    piotr.get("/pl/desk/ocena/projects/1/merit").await.expect(404);
    piotr.get("/pl/desk/people").await.expect(403);

    take(site, &admin, account.id, "evaluator").await.expect(303);
    piotr.get("/pl/desk").await.expect(303);
    piotr.sign_in(&account.email, PASSWORD).await;
    piotr.get("/pl/desk").await.expect(200);
    piotr.get("/pl/desk/ocena/projects/1/merit").await.expect(403);
    take(site, &admin, account.id, "evaluator").await.expect(404);
    take(site, &admin, account.id, "clerk").await.expect(303);
    piotr.sign_in(&account.email, PASSWORD).await;
    piotr.get("/pl/desk").await.expect(403);

    let acts = site
        .rows("SELECT kind, subject, detail FROM act WHERE kind LIKE 'role-%' ORDER BY id")
        .await;
    let acts: Vec<[String; 3]> =
        acts.iter().map(|row| [0, 1, 2].map(|nth| row.try_get_by_index(nth).unwrap())).collect();
    let id = account.id.to_string();
    let expected = [
        ["role-proposed", &id, "clerk"],
        ["role-given", &id, "clerk"],
        ["role-proposed", &id, "evaluator"],
        ["role-given", &id, "evaluator"],
        ["role-taken", &id, "evaluator"],
        ["role-taken", &id, "clerk"],
    ];
    assert_eq!(acts, expected);
    let page = admin.0.get("/pl/desk/acts").await.expect(200);
    let words = format!("Konto {id} {}", say("role-evaluator"));
    assert!(page.says(&words), "{words}: {}", page.one("main"));
    let people = "SELECT count(DISTINCT account_id) FROM act WHERE detail = 'clerk' AND kind <> 'role-taken'";
    assert_eq!(site.number(people).await, 2, "both are on record");
    // What was taken can be given again.
    give(site, &second, &account.email, "clerk").await.expect(303);
    decide(site, &admin, "confirmed", latest(site).await).await.expect(303);
    assert_eq!(roles_of(site, &account).await, 1);
}

async fn a_proposal_is_declined_or_withdrawn(site: &Site) {
    let (one, two) = (admin(site).await, admin(site).await);
    let account = site.account(Role::Resident).await;
    for decider in [&one, &two] {
        give(site, &one, &account.email, "auditor").await.expect(303);
        let id = latest(site).await;
        let page = decide(site, decider, "declined", id).await.expect(303);
        assert!(decider.0.follow(page).await.says(&say("done-role-declined")));
        let late = decide(site, &two, "confirmed", id).await.expect(422);
        assert_eq!(late.one("#confirmed-error"), say("roles-gone"));
    }
    assert_eq!(roles_of(site, &account).await, 0);
    let kinds = "SELECT count(*) FROM act WHERE kind = 'role-declined'";
    assert_eq!(site.number(kinds).await, 2);
}

async fn a_proposal_is_confirmed_once(site: &Site) {
    let [one, two, three] = [admin(site).await, admin(site).await, admin(site).await];
    let account = site.account(Role::Resident).await;
    give(site, &one, &account.email, "auditor").await.expect(303);
    let id = latest(site).await;
    site.app.clock.set(site.app.clock.now() + 30);
    let id = id.to_string();
    let codes = [keys::next_code(&two.1), keys::next_code(&three.1)];
    let [a, b] = codes.each_ref().map(|code| [("confirmed", &*id), ("grant-code", &**code)]);
    let (x, y) =
        tokio::join!(two.0.post("/pl/desk/people", &a), three.0.post("/pl/desk/people", &b));
    let mut both = [x.status.as_u16(), y.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [303, 422]);
    assert_eq!(roles_of(site, &account).await, 1);
    assert_eq!(site.number("SELECT count(*) FROM act WHERE kind = 'role-given'").await, 1);
}

async fn what_somebody_proposed_goes_with_their_role(site: &Site) {
    let (one, two) = (admin(site).await, admin(site).await);
    let account = site.account(Role::Resident).await;
    give(site, &one, &account.email, "auditor").await.expect(303);
    let id = latest(site).await;
    let email = &one.1;
    let own = site.number(&format!("SELECT id FROM account WHERE email = '{email}'")).await;
    take(site, &two, own, "admin").await.expect(303);
    let page = decide(site, &two, "confirmed", id).await.expect(422);
    assert_eq!(page.one("#confirmed-error"), say("roles-gone"));
    assert_eq!(roles_of(site, &account).await, 0);
}

async fn an_admin_alone_is_told_the_other_way(site: &Site) {
    let one = admin(site).await;
    let account = site.account(Role::Resident).await;
    let page = one.0.get("/pl/desk/people").await.expect(200);
    assert!(page.says(&say("roles-alone")) && page.says("sakwa account admin"));
    give(site, &one, &account.email, "clerk").await.expect(303);
    let id = latest(site).await;
    decide(site, &one, "confirmed", id).await.expect(422);
    // As the command line makes one.
    let two = admin(site).await;
    assert!(!two.0.get("/pl/desk/people").await.says(&say("roles-alone")));
    decide(site, &two, "confirmed", id).await.expect(303);
    assert_eq!(roles_of(site, &account).await, 1);
}

async fn nobody_decides_about_their_own_roles(site: &Site) {
    let (admin, other) = (admin(site).await, site.account(Role::Admin).await);
    let page = give(site, &admin, &admin.1, "evaluator").await.expect(422);
    assert_eq!(page.one("#email-error"), say("roles-own"));
    let buttons = page.attrs("button[name=taken]", "value");
    assert_eq!(buttons, [format!("{} admin", other.id)]);
    let own = site.number("SELECT min(account_id) FROM account_role").await;
    let page = take(site, &admin, own, "admin").await.expect(422);
    assert_eq!(page.one("#taken-error"), say("roles-own"));
    // Nor when somebody else proposes it.
    let second = self::admin(site).await;
    give(site, &second, &admin.1, "evaluator").await.expect(303);
    let page = decide(site, &admin, "confirmed", latest(site).await).await.expect(422);
    assert_eq!(page.one("#confirmed-error"), say("roles-own"));
    let own = format!("UPDATE role_grant SET confirmed_by = {own}, confirmed_at = 1");
    site.change(&own).await.unwrap_err();
}

async fn the_last_admin_stays(site: &Site) {
    let (one, two) = (admin(site).await, admin(site).await);
    let ids = site.rows("SELECT account_id FROM account_role ORDER BY account_id").await;
    let [a, b] = [0, 1].map(|nth: usize| ids[nth].try_get_by_index::<i64>(0).unwrap());
    site.app.clock.set(site.app.clock.now() + 30);
    let codes = [keys::next_code(&one.1), keys::next_code(&two.1)];
    let (of_a, of_b) = (format!("{a} admin"), format!("{b} admin"));
    let first = [("taken", &*of_b), ("take-code", &*codes[0])];
    let second = [("taken", &*of_a), ("take-code", &*codes[1])];
    let (x, y) =
        tokio::join!(one.0.post("/pl/desk/people", &first), two.0.post("/pl/desk/people", &second));
    let both = [&x, &y].map(|page| page.status == 303 && page.location().contains("done="));
    assert_eq!(both.iter().filter(|done| **done).count(), 1, "{} {}", x.status, y.status);
    assert_eq!(site.number("SELECT count(*) FROM account_role").await, 1);
}

async fn the_register_and_the_box_are_not_in_one_hand(site: &Site) {
    let (one, two) = (admin(site).await, admin(site).await);
    let account = site.account(Role::Registrar).await;
    let page = give(site, &one, &account.email, "returning_officer").await.expect(422);
    assert_eq!(page.one("#email-error"), say("roles-apart"));
    // Proposed while the other only waited, the second is refused once the first is given.
    let account = site.account(Role::Resident).await;
    let mut proposed = Vec::new();
    for role in ["registrar", "returning_officer"] {
        give(site, &one, &account.email, role).await.expect(303);
        proposed.push(latest(site).await);
    }
    decide(site, &two, "confirmed", proposed[0]).await.expect(303);
    let page = decide(site, &two, "confirmed", proposed[1]).await.expect(422);
    assert_eq!(page.one("#confirmed-error"), say("roles-apart"));
    assert_eq!(roles_of(site, &account).await, 1);
}
