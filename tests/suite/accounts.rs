//! An account under another address, and an account that is closed.

use sakwa::people::Role;

use crate::harness::{Browser, PASSWORD, Page, Site, keys, letters, link_to, on_both_engines, say};
use crate::roles::{admin, code};

on_both_engines! {
    a_new_address_is_confirmed_and_the_old_one_told
    a_taken_address_is_not_told_to_whoever_asks
    an_address_becomes_one_accounts
    a_new_address_needs_every_key_of_the_account
    a_closed_account_opens_nothing
    a_closed_account_is_opened_again
    somebody_halfway_in_is_stopped_when_the_account_closes
    an_admin_is_always_left
}

async fn ask(ola: &Browser, email: &str) -> Page {
    let form = ola.get("/pl/account").await.expect(200).form("#address");
    form.fill("new-email", email).fill("email-password", PASSWORD).send(ola).await
}

async fn a_new_address_is_confirmed_and_the_old_one_told(site: &Site) {
    let (old, new) = (site.account(Role::Resident).await.email, "nowa@example.pl");
    let (ola, phone, other) = (site.stranger(), site.stranger(), site.resident().await);
    for browser in [&ola, &phone] {
        browser.sign_in(&old, PASSWORD).await;
    }
    ola.post("/pl/password", &[("email", &old)]).await.expect(303);
    let password = ola.link_in_letter(&old).await;

    let form = ola.get("/pl/account").await.form("#address").fill("new-email", new);
    let wrong = form.clone().fill("email-password", "nie to hasło, zgaduję").send(&ola).await;
    let wrong = wrong.expect(422);
    assert_eq!(wrong.one("#email-password-error"), say("password-wrong"));
    assert_eq!(wrong.attrs("#new-email", "value"), [new]);
    assert!(wrong.attrs("#email-password", "value").is_empty());
    for (email, key) in [("nie adres", "field-email-wrong"), (&*old, "address-same")] {
        let page = ask(&ola, email).await.expect(422);
        assert_eq!(page.one("#new-email-error"), say(key));
    }
    assert!(letters(site, new).await.is_empty());

    let page = ask(&ola, " Nowa@Example.PL ").await.expect(303);
    assert!(ola.follow(page).await.says(&say("done-address-asked")));
    let link = ola.link_in_letter(new).await;
    // A mailbox alone changes nothing: the address may have a slip.
    let page = site.stranger().get(&link).await.expect(303);
    assert!(page.location().starts_with("/pl/sign-in?next="), "{}", page.location());
    other.get(&link).await.expect(410);
    let word = link.split("t=").nth(1).unwrap();
    other.post("/pl/account/email/confirm", &[("t", word)]).await.expect(410);
    let page = ola.get(&link).await.expect(200);
    assert!(page.says(new));
    phone.get("/pl/my").await.expect(200);
    let page = page.form("form[action$=confirm]").send(&ola).await.expect(303);
    assert!(ola.follow(page).await.says(&say("done-address-changed")));
    ola.get(&link).await.expect(410);

    phone.get("/pl/my").await.expect(303);
    ola.get("/pl/my").await.expect(200);
    let told = letters(site, &old).await.pop().unwrap();
    assert_eq!(told.subject, say("mail-email-changed-subject"));
    assert!(!told.body.contains(new), "{}", told.body);
    site.stranger().get(&password).await.expect(410);
    site.stranger().try_sign_in(&old, PASSWORD).await.expect(422);
    phone.sign_in(new, PASSWORD).await;
    phone.get("/pl/my").await.expect(200);
}

async fn a_taken_address_is_not_told_to_whoever_asks(site: &Site) {
    let taken = site.account(Role::Resident).await.email;
    let ola = site.resident().await;
    let mut answers = Vec::new();
    for email in [&*taken, "wolny@example.pl"] {
        let page = ask(&ola, email).await.expect(303);
        answers.push((page.location().to_owned(), ola.follow(page).await.text()));
    }
    assert_eq!(answers[0], answers[1]);
    assert!(link_to(site, &taken).await.contains("/pl/sign-in/link?t="), "its owner is told");
    assert!(link_to(site, "wolny@example.pl").await.contains("/pl/account/email?t="));
    let page = site.stranger().get(&link_to(site, &taken).await).await.expect(200);
    assert!(page.says(&taken), "the link is its owner's, as any to sign in");
}

async fn an_address_becomes_one_accounts(site: &Site) {
    let (ola, ala, new) = (site.resident().await, site.resident().await, "jeden@example.pl");
    let mut forms = Vec::new();
    for browser in [&ola, &ala] {
        ask(browser, new).await.expect(303);
        let link = browser.link_in_letter(new).await;
        forms.push(browser.get(&link).await.expect(200).form("form[action$=confirm]"));
    }
    let (a, b) = tokio::join!(forms[0].send(&ola), forms[1].send(&ala));
    let mut both = [a.status.as_u16(), b.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [303, 410]);
    let count = format!("SELECT count(*) FROM account WHERE email = '{new}'");
    assert_eq!(site.number(&count).await, 1);
    // Somebody who has it in between keeps it.
    let zoe = site.account(Role::Resident).await.id;
    ask(&ola, "drugi@example.pl").await.expect(303);
    let link = ola.link_in_letter("drugi@example.pl").await;
    let form = ola.get(&link).await.form("form[action$=confirm]");
    let in_between = format!("UPDATE account SET email = 'drugi@example.pl' WHERE id = {zoe}");
    site.change(&in_between).await.unwrap();
    form.send(&ola).await.expect(410);
    let owner = "SELECT id FROM account WHERE email = 'drugi@example.pl'";
    assert_eq!(site.number(owner).await, zoe);
}

async fn a_new_address_needs_every_key_of_the_account(site: &Site) {
    let clerk = site.account(Role::Clerk).await;
    let desk = site.stranger();
    desk.sign_in(&clerk.email, PASSWORD).await;
    let page = ask(&desk, "biurko@example.pl").await.expect(422);
    assert_eq!(page.one("#email-code-error"), say("code-wrong"));
    site.app.clock.set(site.app.clock.now() + 60);
    let form = desk.get("/pl/account").await.form("#address");
    let form = form.fill("new-email", "biurko@example.pl").fill("email-password", PASSWORD);
    form.fill("email-code", &keys::next_code(&clerk.email)).send(&desk).await.expect(303);

    // Where there is neither a password nor a second factor, signing in has to be fresh.
    let account = site.account(Role::Resident).await;
    let ola = site.stranger();
    ola.sign_in(&account.email, PASSWORD).await;
    let id = account.id;
    site.change(&format!("UPDATE account SET password_hash = '' WHERE id = {id}")).await.unwrap();
    let page = ola.get("/pl/account").await.expect(200);
    assert!(!page.has("#email-password") && !page.has("#email-code"));
    let form = page.form("#address").fill("new-email", "poczta@example.pl");
    form.send(&ola).await.expect(303);
    site.app.clock.set(site.app.clock.now() + 901);
    let late = form.send(&ola).await.expect(422);
    assert_eq!(late.one("#new-email-error"), say("address-stale"));
}

async fn close(site: &Site, admin: &(Browser, String), email: &str) -> Page {
    let code = code(site, admin);
    let form = admin.0.get("/pl/desk/accounts").await.expect(200).form("#close");
    let form = form.fill("email", email).fill("reason", "Pisze groźby do urzędu");
    form.fill("code", &code).send(&admin.0).await
}

async fn a_closed_account_opens_nothing(site: &Site) {
    let admin = admin(site).await;
    let account = site.account(Role::Resident).await;
    let email = &*account.email;
    let (ola, phone) = (site.stranger(), site.stranger());
    ola.sign_in(email, PASSWORD).await;
    phone.post("/pl/sign-in/mail", &[("email", email)]).await.expect(303);
    let by_mail = phone.link_in_letter(email).await;
    phone.post("/pl/password", &[("email", email)]).await.expect(303);
    let password = phone.link_in_letter(email).await;

    let form = admin.0.get("/pl/desk/accounts").await.form("#close").fill("email", email);
    let page = form.send(&admin.0).await.expect(422);
    assert_eq!(page.one("#reason-error"), say("closing-reason-wrong"));
    assert_eq!(page.attrs("#email", "value"), [email]);
    let page = form.fill("reason", "Bo tak trzeba").fill("code", "123456").send(&admin.0).await;
    assert_eq!(page.expect(422).one("#code-error"), say("code-wrong"));
    ola.get("/pl/my").await.expect(200);
    let page = close(site, &admin, "nikt@example.pl").await.expect(422);
    assert_eq!(page.one("#email-error"), say("closing-nobody"));

    close(site, &admin, email).await.expect(303);
    ola.get("/pl/my").await.expect(303);
    for link in [&by_mail, &password] {
        phone.get(link).await.expect(410);
    }
    // The right password says what a wrong one says, here and for nobody at all.
    let said = async |email: &str, password: &str| {
        let page = site.stranger().try_sign_in(email, password).await.expect(422);
        page.text().replace(email, "x")
    };
    let right = said(email, PASSWORD).await;
    assert_eq!(right, said(email, "nie to hasło, zgaduję").await);
    assert_eq!(right, said("nikt@example.pl", PASSWORD).await);
    // The pages that send links answer as for everybody; the letter has no key in it.
    for path in ["/pl/sign-in/mail", "/pl/password", "/pl/sign-up"] {
        let page = phone.post(path, &[("email", email)]).await.expect(303);
        assert_eq!(page.location(), "/pl/sign-in/sent");
        let letter = letters(site, email).await.pop().unwrap();
        assert_eq!(letter.subject, say("mail-account-closed-subject"));
        assert!(!letter.body.contains("?t="), "{}", letter.body);
    }
    let twice = close(site, &admin, email).await.expect(422);
    assert_eq!(twice.one("#email-error"), say("closing-twice"));
    let form = admin.0.get("/pl/desk/people").await.form("#give").fill("email", email);
    let form = form.pick("role", "clerk").fill("code", &code(site, &admin));
    let page = form.send(&admin.0).await.expect(422);
    assert_eq!(page.one("#email-error"), say("roles-closed"));
}

async fn a_closed_account_is_opened_again(site: &Site) {
    let admin = admin(site).await;
    let account = site.account(Role::Resident).await;
    close(site, &admin, &account.email).await.expect(303);
    let page = admin.0.get("/pl/desk/accounts").await.expect(200);
    assert_eq!(page.attrs("button[name=opened]", "value"), [account.id.to_string()]);
    let open = async |id: &str, code: &str| {
        let fields = [("opened", id), ("open-code", code)];
        admin.0.post("/pl/desk/accounts", &fields).await
    };
    let id = account.id.to_string();
    let wrong = open(&id, "123456").await.expect(422);
    assert_eq!(wrong.one("#open-code-error"), say("code-wrong"));
    open(&id, &code(site, &admin)).await.expect(303);
    open(&id, &code(site, &admin)).await.expect(404);
    let ola = site.stranger();
    ola.sign_in(&account.email, PASSWORD).await;
    ola.get("/pl/my").await.expect(200);
    let acts = site.rows("SELECT kind, subject, detail FROM act ORDER BY id").await;
    let acts: Vec<[String; 3]> =
        acts.iter().map(|row| [0, 1, 2].map(|nth| row.try_get_by_index(nth).unwrap())).collect();
    let closed = ["account-closed", &id, "Pisze groźby do urzędu"];
    assert_eq!(acts, [closed, ["account-opened", &id, ""]]);
}

async fn somebody_halfway_in_is_stopped_when_the_account_closes(site: &Site) {
    let (admin, clerk) = (admin(site).await, site.account(Role::Clerk).await);
    let desk = site.stranger();
    desk.try_sign_in(&clerk.email, PASSWORD).await.expect(303);
    close(site, &admin, &clerk.email).await.expect(303);
    let code = keys::next_code(&clerk.email);
    let page = desk.post("/pl/sign-in/code", &[("code", &code)]).await.expect(303);
    assert_eq!(page.location(), "/pl/sign-in");
    desk.get("/pl/desk").await.expect(303);
}

async fn an_admin_is_always_left(site: &Site) {
    let (one, two) = (admin(site).await, admin(site).await);
    let page = close(site, &one, &one.1).await.expect(422);
    assert_eq!(page.one("#email-error"), say("closing-own"));
    let codes = [code(site, &one), keys::next_code(&two.1)];
    let form = |email, code| [("email", email), ("reason", "Odchodzi z pracy"), ("code", code)];
    let (a, b) = (form(&*two.1, &*codes[0]), form(&*one.1, &*codes[1]));
    let path = "/pl/desk/accounts";
    let (x, y) = tokio::join!(one.0.post(path, &a), two.0.post(path, &b));
    let done = |page: &Page| page.status == 303 && page.location().contains("done=");
    assert_eq!([&x, &y].iter().filter(|page| done(page)).count(), 1, "{} {}", x.status, y.status);
    assert_eq!(site.number("SELECT count(*) FROM account WHERE closed_at IS NULL").await, 1);
    // Who is left cannot take the role from themselves, and a closed admin counts for nobody.
    let (left, gone) = if done(&x) { (&one, &two) } else { (&two, &one) };
    assert!(left.0.get("/pl/desk/people").await.expect(200).says(&say("roles-alone")));
    gone.0.get("/pl/desk/people").await.expect(303);
}
