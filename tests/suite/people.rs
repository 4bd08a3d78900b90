//! Accounts and sessions.

use sakwa::people::{Role, account, factor};

use crate::harness::{Browser, DAY, Form, PASSWORD, Site, keys, on_both_engines, say, town};

on_both_engines! {
    a_resident_signs_up_signs_out_and_comes_back
    an_address_has_one_account
    weak_passwords_are_refused_and_never_printed
    a_wrong_password_and_an_unknown_address_get_one_answer
    guessing_is_slowed_down_for_one_address_only
    a_stolen_database_opens_no_session
    a_session_ends_with_signing_out
    signing_in_changes_the_session
    a_session_ends_unused_and_after_a_day_of_use
    a_link_opens_an_account_once_and_only_by_a_press
    a_lost_password_is_set_anew_and_ends_every_session
    one_changes_a_password_knowing_the_old_one
    one_sees_and_ends_ones_own_sessions_only
    staff_without_a_second_factor_see_only_enrolment
    one_code_opens_one_session
    codes_are_not_guessed
    a_resident_may_have_a_second_factor_and_drop_it
    a_form_outlives_its_session
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

/// The form behind the link that finishes signing up, filled in.
async fn finish(visitor: &Browser, link: &str) -> Form {
    let form = visitor.get(link).await.expect(200).form("form[action$=finish]");
    form.fill("name", "Ola Nowak").fill("password", PASSWORD)
}

async fn an_address_has_one_account(site: &Site) {
    let email = site.stranger().sign_up().await;
    let other = site.stranger();
    let ask = async |email: &str| {
        let form = other.get("/pl/sign-up").await.form("form[action$=sign-up]");
        let page = form.fill("email", email).send(&other).await.expect(303);
        other.follow(page).await.expect(200).text()
    };
    let taken = ask(&format!(" {} ", email.to_uppercase())).await;
    assert_eq!(taken, ask("nikt@example.pl").await, "the answer does not say that it is taken");
    assert!(other.letter(&email).await.contains("/pl/sign-in/link?t="), "the letter does");
    assert!(other.letter("nikt@example.pl").await.contains("/pl/sign-up/finish?t="));

    // Two links to one new address, used at once, make one account.
    let first = other.link_in_letter("nikt@example.pl").await;
    ask("nikt@example.pl").await;
    let second = other.link_in_letter("nikt@example.pl").await;
    let (a, b) = (site.stranger(), site.stranger());
    let (first, second) = (finish(&a, &first).await, finish(&b, &second).await);
    let (a, b) = tokio::join!(first.send(&a), second.send(&b));
    let mut both = [a.status.as_u16(), b.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [303, 410]);
    assert_eq!(site.number("SELECT count(*) FROM account").await, 2);
}

async fn weak_passwords_are_refused_and_never_printed(site: &Site) {
    let ola = site.stranger();
    let form = ola.get("/en/sign-up").await.form("form[action$=sign-up]");
    form.fill("email", "ola.nowak@example.pl").send(&ola).await.expect(303);
    let link = ola.link_in_letter("ola.nowak@example.pl").await;
    assert!(link.starts_with("/en/"), "{link}");
    for password in ["krótkie", "aaaaaaaaaaaaaaaaaaaa", "ola.nowak@example.pl", "hasłohasłohasło1"]
    {
        let form = ola.get(&link).await.form("form[action$=finish]");
        let form = form.fill("name", "Ola Nowak").fill("password", password);
        let page = form.send(&ola).await.expect(422);
        assert!(page.has("#password-error"), "{password}");
        assert_eq!(page.attrs("#name", "value"), ["Ola Nowak"]);
        assert!(page.attrs("#password", "value").is_empty());
    }
    assert_eq!(site.number("SELECT count(*) FROM account").await, 0);
    finish(&ola, &link).await.send(&ola).await.expect(303);
    ola.get(&link).await.expect(410);
}

async fn ask(visitor: &Browser, path: &str, email: &str) -> String {
    let form = visitor.get(path).await.form("main form");
    form.fill("email", email).send(visitor).await.expect(303);
    visitor.link_in_letter(email).await
}

async fn a_link_opens_an_account_once_and_only_by_a_press(site: &Site) {
    let (ola, scanner) = (site.stranger(), site.stranger());
    let email = site.account(Role::Resident).await.email;
    let link = ask(&ola, "/pl/sign-in/mail?next=/pl/receipt", &email).await;
    for _ in 0..3 {
        scanner.get(&link).await.expect(200);
    }
    scanner.get("/pl/my").await.expect(303);
    let form = ola.get(&link).await.form("form[action$=link]");
    let word = form.get("t").to_owned();
    let rows = format!("{:?}", site.rows("SELECT * FROM ticket").await);
    assert!(!rows.contains(&word) && !rows.contains(&format!("{:?}", word.as_bytes())));
    let (one, two) = (site.stranger(), site.stranger());
    let (a, b) = tokio::join!(form.send(&one), form.send(&two));
    let mut both = [a.status.as_u16(), b.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [303, 410]);
    let (winner, page) = if a.status == 303 { (&one, a) } else { (&two, b) };
    assert_eq!(page.location(), "/pl/receipt");
    winner.get("/pl/my").await.expect(200);
    form.send(&scanner).await.expect(410);

    let late = ask(&ola, "/pl/sign-in/mail", &email).await;
    let form = ola.get(&late).await.form("form[action$=link]");
    site.app.clock.set(site.app.clock.now() + 1800);
    form.send(&ola).await.expect(410);
    // A link of another purpose opens nothing either.
    let lost = ask(&ola, "/pl/password", &email).await;
    let word = lost.split("t=").nth(1).unwrap();
    ola.post("/pl/sign-in/link", &[("t", word)]).await.expect(410);
    ola.get(&lost).await.expect(200);
}

async fn a_lost_password_is_set_anew_and_ends_every_session(site: &Site) {
    let account = site.account(Role::Evaluator).await;
    let (desk, thief) = (site.stranger(), site.stranger());
    thief.sign_in(&account.email, PASSWORD).await;
    let link = ask(&desk, "/pl/password", &account.email).await;
    let form = desk.get(&link).await.form("form[action$=new]");
    let short = form.clone().fill("password", "krótkie").send(&desk).await.expect(422);
    assert!(short.has("#password-error"));
    let new = "siedem fioletowych wielorybów";
    let page = form.fill("password", new).send(&desk).await.expect(303);
    assert_eq!(page.location(), "/pl/sign-in/code", "a new password is no way around a code");
    desk.get("/pl/desk").await.expect(303);
    thief.get("/pl/desk").await.expect(303);
    desk.get(&link).await.expect(410);
    assert!(desk.letter(&account.email).await.contains("/pl/password"), "its owner is told");
    site.stranger().try_sign_in(&account.email, PASSWORD).await.expect(422);
    desk.sign_in(&account.email, new).await;
    desk.get("/pl/desk").await.expect(200);
}

async fn one_changes_a_password_knowing_the_old_one(site: &Site) {
    let account = site.account(Role::Resident).await;
    let (ola, phone) = (site.stranger(), site.stranger());
    for browser in [&ola, &phone] {
        browser.sign_in(&account.email, PASSWORD).await;
    }
    let form = ola.get("/pl/account").await.form("form[action$=password]");
    let new = "siedem fioletowych wielorybów";
    let wrong = form.clone().fill("password", "nie to hasło, zgaduję").fill("new-password", new);
    assert_eq!(wrong.send(&ola).await.expect(422).one("#password-error"), say("password-wrong"));
    let weak = form.clone().fill("password", PASSWORD).fill("new-password", "krótkie");
    assert!(weak.send(&ola).await.expect(422).has("#new-password-error"));
    phone.get("/pl/my").await.expect(200);
    let page = form.fill("password", PASSWORD).fill("new-password", new).send(&ola).await;
    assert!(ola.follow(page.expect(303)).await.says(&say("done-password-changed")));
    phone.get("/pl/my").await.expect(303);
    site.stranger().sign_in(&account.email, new).await;
}

async fn one_sees_and_ends_ones_own_sessions_only(site: &Site) {
    let account = site.account(Role::Resident).await;
    let (ola, phone, other) = (site.stranger(), site.stranger(), site.resident().await);
    for browser in [&ola, &phone] {
        browser.sign_in(&account.email, PASSWORD).await;
    }
    let foreign = other.get("/pl/account").await;
    assert_eq!(foreign.all("form[action$=sessions]").len(), 1, "only one's own");
    let page = ola.get("/pl/account").await;
    let handles = page.attrs("button[name=session]", "value");
    assert_eq!(handles.len(), 2, "the other one, and all others");
    other.post("/pl/account/sessions", &[("session", &handles[0])]).await.expect(404);
    phone.get("/pl/my").await.expect(200);
    ola.post("/pl/account/sessions", &[("session", &handles[0])]).await.expect(303);
    phone.get("/pl/my").await.expect(303);
    phone.sign_in(&account.email, PASSWORD).await;
    ola.post("/pl/account/sessions", &[("session", "others")]).await.expect(303);
    phone.get("/pl/my").await.expect(303);
    ola.get("/pl/my").await.expect(200);
    other.get("/pl/my").await.expect(200);
}

/// An account as `sakwa account` makes it: a password and nothing else.
async fn newly_hired(site: &Site) -> String {
    let email = format!("nowa{}@example.pl", site.number("SELECT count(*) FROM account").await);
    let hash = site.app.passwords.hash(PASSWORD.to_owned()).await.unwrap();
    let (name, now) = ("Nowa Osoba".to_owned(), site.app.clock.now());
    account::create(&site.app.store, now, email.clone(), name, hash, Role::Clerk).await.unwrap();
    email
}

async fn staff_without_a_second_factor_see_only_enrolment(site: &Site) {
    let (desk, email) = (site.stranger(), newly_hired(site).await);
    let thief = site.stranger();
    thief.try_sign_in(&email, PASSWORD).await.expect(303);
    let page = desk.try_sign_in(&email, PASSWORD).await.expect(303);
    assert_eq!(page.location(), "/pl/sign-in/second-factor");
    for path in ["/pl/desk", "/pl/my", "/pl/account"] {
        assert!(desk.get(path).await.expect(303).location().starts_with("/pl/sign-in?"), "{path}");
    }
    let page = desk.get("/pl/sign-in/second-factor").await.expect(200);
    assert!(page.has(".qr svg[role=img]"));
    let typed = page.one("#typed code").replace(' ', "");
    let address = format!("otpauth://totp/Sakwa:x?secret={typed}&issuer=Sakwa");
    let form = page.form("form[action$=second-factor]");
    let wrong = form.clone().fill("code", "000000").send(&desk).await.expect(422);
    assert_eq!(wrong.one("#code-error"), say("code-wrong"));
    desk.get("/pl/desk").await.expect(303);
    let code = factor::code_of(&address, site.app.clock.now()).unwrap();
    let done = form.clone().fill("code", &code).send(&desk).await.expect(200);
    let recovery = done.all("ul.lines li");
    assert_eq!(recovery.len(), 8);
    desk.get("/pl/desk").await.expect(200);

    // Whoever else knows the password sees another secret, and none after the first is enrolled.
    let late = thief.post("/pl/sign-in/second-factor", &[("code", &code)]).await.expect(422);
    let theirs = late.one("#typed code").replace(' ', "");
    assert_ne!(theirs, typed);
    let other = format!("otpauth://totp/Sakwa:x?secret={theirs}&issuer=Sakwa");
    let own = factor::code_of(&other, site.app.clock.now()).unwrap();
    thief.post("/pl/sign-in/second-factor", &[("code", &own)]).await.expect(409);
    thief.get("/pl/desk").await.expect(303);

    // The secret is not shown again, the code not taken again, and not even an older one.
    let again = site.stranger();
    let page = again.try_sign_in(&email, PASSWORD).await.expect(303);
    assert_eq!(page.location(), "/pl/sign-in/code");
    assert_eq!(again.get("/pl/sign-in/second-factor").await.location(), "/pl/sign-in/code");
    let before = factor::code_of(&address, site.app.clock.now() - 30).unwrap();
    for used in [&code, &before] {
        let page = again.post("/pl/sign-in/code", &[("code", used)]).await.expect(422);
        assert_eq!(page.one("#code-error"), say("code-wrong"));
    }
    // A recovery code works once, however it is typed.
    let typed = format!(" {} ", recovery[0].to_uppercase().replace('-', " "));
    again.post("/pl/sign-in/code", &[("code", &typed)]).await.expect(303);
    again.get("/pl/desk").await.expect(200);
    let third = site.stranger();
    third.try_sign_in(&email, PASSWORD).await.expect(303);
    third.post("/pl/sign-in/code", &[("code", &recovery[0])]).await.expect(422);
    let stored = format!("{:?}", site.rows("SELECT * FROM recovery_code").await);
    let seeds = format!("{:?}", site.rows("SELECT * FROM second_factor").await);
    assert!(!stored.contains(&recovery[1]) && !seeds.contains(&typed));
}

async fn one_code_opens_one_session(site: &Site) {
    let email = site.account(Role::Evaluator).await.email;
    let browsers = [site.stranger(), site.stranger(), site.stranger()];
    for browser in &browsers {
        browser.try_sign_in(&email, PASSWORD).await.expect(303);
    }
    let code = keys::next_code(&email);
    let fields = [("code", &*code)];
    let [a, b, c] = &browsers;
    let (a, b, c) = tokio::join!(
        a.post("/pl/sign-in/code", &fields),
        b.post("/pl/sign-in/code", &fields),
        c.post("/pl/sign-in/code", &fields)
    );
    let opened = [a, b, c].iter().filter(|page| page.status == 303).count();
    assert_eq!(opened, 1);
}

async fn codes_are_not_guessed(site: &Site) {
    let email = site.account(Role::Evaluator).await.email;
    let thief = site.stranger();
    thief.try_sign_in(&email, PASSWORD).await.expect(303);
    for n in 100_000..100_020 {
        let code = [("code", &*n.to_string())];
        let page = thief.post("/pl/sign-in/code", &code).await.expect(422);
        assert_eq!(page.one("#code-error"), say("code-wrong"));
    }
    let code = keys::next_code(&email);
    let page = thief.post("/pl/sign-in/code", &[("code", &code)]).await.expect(422);
    assert_eq!(page.one("#code-error"), say("code-slow"));
    thief.get("/pl/desk").await.expect(303);
}

async fn a_resident_may_have_a_second_factor_and_drop_it(site: &Site) {
    let account = site.account(Role::Resident).await;
    let ola = site.stranger();
    ola.sign_in(&account.email, PASSWORD).await;
    ola.post("/pl/account/second-factor/begin", &[]).await.expect(303);
    let page = ola.get("/pl/account/second-factor").await.expect(200);
    let typed = page.one("#typed code").replace(' ', "");
    let address = format!("otpauth://totp/Sakwa:x?secret={typed}&issuer=Sakwa");
    keys::scan(&account.email, &address, &site.app.clock);
    let form = page.form("form[action$=second-factor]");
    form.fill("code", &keys::next_code(&account.email)).send(&ola).await.expect(200);
    let phone = site.stranger();
    phone.sign_in(&account.email, PASSWORD).await;
    phone.get("/pl/my").await.expect(200);
    let forget = ola.get("/pl/account").await.form("form[action$=forget]");
    forget.clone().fill("code", "123456").send(&ola).await.expect(422);
    forget.fill("code", &keys::next_code(&account.email)).send(&ola).await.expect(303);
    let page = site.stranger().try_sign_in(&account.email, PASSWORD).await.expect(303);
    assert_eq!(page.location(), "/pl/my");
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

async fn a_session_ends_unused_and_after_a_day_of_use(site: &Site) {
    const MINUTE: i64 = 60;
    let start = site.app.clock.now();
    let at = |minutes: i64| site.app.clock.set(start + minutes * MINUTE);
    for (role, idle, whole) in [(Role::Resident, 120, 720), (Role::Auditor, 30, 480)] {
        at(0);
        let (busy, idler) = (site.sign_in_as(role).await, site.sign_in_as(role).await);
        at(idle - 1);
        busy.get("/pl/account").await.expect(200);
        at(idle + 1);
        idler.get("/pl/account").await.expect(303);
        let mut minutes = idle + 1;
        while minutes < whole {
            at(minutes);
            busy.get("/pl/account").await.expect(200);
            minutes += idle - 2;
        }
        at(whole);
        busy.get("/pl/account").await.expect(303);
    }
}

async fn a_form_outlives_its_session(site: &Site) {
    town(site).await;
    for role in [Role::Resident, Role::Clerk] {
        let account = site.account(role).await;
        let ola = site.stranger();
        ola.sign_in(&account.email, PASSWORD).await;
        let page = ola.post("/pl/zbieranie/submit", &[]).await.expect(303);
        let form = ola.get(page.location()).await.form("form[action$=idea]");
        let form = form.fill("title", "Ławki <i> lipy & \"cień\"").fill("summary", "Jeszcze piszę");
        site.app.clock.set(site.app.clock.now() + DAY);
        let page = form.send(&ola).await.expect(401);
        assert_eq!(page.one("h1"), say("kept-title"));
        let again = page.form("form[action$=sign-in]").fill("email", &account.email);
        let wrong = again.clone().fill("password", "nie to hasło, zgaduję").send(&ola).await;
        let again = wrong.expect(422).form("form[action$=sign-in]").fill("email", &account.email);
        let mut page = again.fill("password", PASSWORD).send(&ola).await;
        if role.is_staff() {
            let form = ola.follow(page.expect(303)).await.form("form[action$=code]");
            page = form.fill("code", &keys::next_code(&account.email)).send(&ola).await;
        }
        assert_eq!(page.expect(303).location(), "/pl/sign-in/form");
        let send = ola.get("/pl/sign-in/form").await.expect(200).form("form[action$=idea]");
        assert_eq!(send.action, form.action);
        for field in ["title", "summary", "category"] {
            assert_eq!(send.get(field), form.get(field), "{field}");
        }
        let page = send.send(&ola).await.expect(422);
        assert_eq!(page.attrs("#title", "value"), ["Ławki <i> lipy & \"cień\""]);
    }
    // Nothing leads elsewhere, and passwords are not kept.
    let stranger = site.stranger();
    let fields = [("password", PASSWORD), ("new-password", "x")];
    stranger.post("/pl/account/password", &fields).await.expect(303);
    let (email, kept) = (
        site.account(Role::Resident).await.email,
        "{\"to\":\"//zla.example/x\",\"fields\":[[\"a\",\"b\"]],\"at\":1799751600}",
    );
    let fields = [("email", &*email), ("password", PASSWORD), ("kept", kept)];
    let page = stranger.post("/pl/sign-in", &fields).await.expect(303);
    assert_eq!(page.location(), "/pl/my");
}

async fn staff_come_to_their_desk(site: &Site) {
    for role in [Role::Clerk, Role::Evaluator, Role::ReturningOfficer] {
        let account = site.account(role).await;
        let desk = site.stranger();
        let page = desk.try_sign_in(&account.email, PASSWORD).await.expect(303);
        assert_eq!(page.location(), "/pl/sign-in/code");
        let code = keys::next_code(&account.email);
        let page = desk.post("/pl/sign-in/code", &[("code", &code)]).await.expect(303);
        assert_eq!(page.location(), "/pl/desk");
        desk.get("/pl/desk").await.expect(200);
    }
    let resident = site.account(Role::Resident).await;
    let page = site.stranger().try_sign_in(&resident.email, PASSWORD).await.expect(303);
    assert_eq!(page.location(), "/pl/my");
}
