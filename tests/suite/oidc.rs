//! Signing in through the city's provider: a real one, in a process of its own.

use std::net::SocketAddr;

use sakwa::app::App;
use sakwa::people::{Passwords, Role};
use sakwa::site;

use crate::harness::{
    Browser, DAY, Form, Helper, PASSWORD, Page, Site, Wire, encode, keys, on_both_engines, say,
    town,
};

on_both_engines! {
    a_resident_comes_through_the_provider_and_comes_back
    a_known_address_is_the_same_person
    an_address_nobody_verified_opens_nothing
    what_is_verified_may_be_said_as_text
    who_comes_without_an_address_confirms_one_by_mail
    a_letter_to_somebody_else_opens_them_nothing
    a_form_comes_back_by_every_way_to_sign_in
    no_stranger_lays_a_form_before_anybody
    staff_are_not_found_by_an_address
    staff_connect_their_own_account_and_keep_two_keys
    an_answer_that_was_not_asked_for_opens_nothing
    without_the_provider_one_signs_in_otherwise
}

struct City {
    provider: Helper,
    app: App,
    service: axum::Router,
}

const BACK: &str = "https://bo.example.pl/sign-in/city";

/// A node of the site that knows a provider.
async fn city(site: &Site) -> Option<City> {
    let provider = Helper::start("oidc.mjs", &[BACK])?;
    let mut config = site.app.config.clone();
    config.oidc_issuer = Some(format!("http://127.0.0.1:{}", provider.port));
    config.oidc_client = Some("sakwa".to_owned());
    config.oidc_secret = Some("tajne".to_owned());
    config.oidc_name = "Login miejski".to_owned();
    let app = App::open(config, site.app.clock.clone(), Passwords::weak().unwrap()).await.unwrap();
    let service = site::service(app.clone());
    Some(City { provider, app, service })
}

impl City {
    fn stranger(&self) -> Browser {
        Browser::new(self.service.clone()).with_letters_of(&self.app)
    }

    /// From the form to the provider and back, as this person there; gives the path that leads back.
    async fn round(&self, browser: &Browser, form: &str, who: &str) -> String {
        let form = browser.get(form).await.expect(200).form("form[action$=city]");
        let page = form.send(browser).await.expect(200);
        // A form is answered by a page: browsers hold every hop of a redirect against its policy.
        let there = &page.attrs("main a.plate", "href")[0];
        assert_eq!(page.header("refresh"), format!("0; url={there}"));
        let origin = format!("http://127.0.0.1:{}", self.provider.port);
        let csp = page.header("content-security-policy");
        assert!(csp.contains("form-action 'self';"), "{csp}");
        for asked in ["code_challenge_method=S256", "nonce=", "state=", "response_type=code"] {
            assert!(there.contains(asked), "{there}");
        }
        let path = there.strip_prefix(&origin).expect("the provider");
        let address = SocketAddr::from(([127, 0, 0, 1], self.provider.port));
        let abroad = Browser::over(Wire::Socket(address));
        let mut page = abroad.get(&format!("{path}&login_hint={}", encode(who))).await;
        loop {
            let to = page.location().to_owned();
            if let Some(back) = to.strip_prefix("https://bo.example.pl") {
                return back.to_owned();
            }
            page = abroad.get(to.strip_prefix(&origin).unwrap_or(&to)).await;
        }
    }

    async fn sign_in(&self, browser: &Browser, who: &str) -> Page {
        let back = self.round(browser, "/pl/sign-in?next=/pl/receipt", who).await;
        browser.get(&back).await
    }

    async fn close(self) {
        self.app.close().await.unwrap();
    }
}

async fn a_resident_comes_through_the_provider_and_comes_back(site: &Site) {
    let Some(city) = city(site).await else { return };
    let ola = city.stranger();
    assert!(ola.get("/pl/sign-in").await.says("Zaloguj się przez Login miejski"));
    let page = city.sign_in(&ola, "1|Ola@Example.pl|yes|Ola Nowak").await.expect(303);
    assert_eq!(page.location(), "/pl/receipt");
    let page = ola.get("/pl/account").await.expect(200);
    assert!(page.says("Ola Nowak") && page.says("ola@example.pl"));
    // The address may change over there; the person is the same.
    let phone = city.stranger();
    city.sign_in(&phone, "1|inna@example.pl|yes|Ola Kowalska").await.expect(303);
    assert!(phone.get("/pl/account").await.says("ola@example.pl"));
    assert_eq!(site.number("SELECT count(*) FROM account").await, 1);
    // Such an account has no password, and none opens it.
    for password in ["", PASSWORD] {
        city.stranger().try_sign_in("ola@example.pl", password).await.expect(422);
    }
    city.close().await;
}

async fn a_known_address_is_the_same_person(site: &Site) {
    let Some(city) = city(site).await else { return };
    let account = site.account(Role::Resident).await;
    let ola = city.stranger();
    city.sign_in(&ola, &format!("7|{}|yes|Ktoś", account.email)).await.expect(303);
    assert!(ola.get("/pl/account").await.says(&account.name));
    assert_eq!(site.number("SELECT count(*) FROM account").await, 1);
    // Another person there with the same address is another person, and the address is taken.
    let other = city.stranger();
    let page = city.sign_in(&other, &format!("8|{}|yes|Ktoś", account.email)).await.expect(409);
    assert!(page.says(&say("city-taken")));
    other.get("/pl/my").await.expect(303);
    city.close().await;
}

async fn an_address_nobody_verified_opens_nothing(site: &Site) {
    let Some(city) = city(site).await else { return };
    let account = site.account(Role::Resident).await;
    for who in [format!("9|{}|no|Zła Osoba", account.email), "9|nowa@example.pl|no|X".to_owned()] {
        let thief = city.stranger();
        let page = city.sign_in(&thief, &who).await.expect(303);
        assert_eq!(page.location(), "/pl/sign-in/city/address");
        thief.get("/pl/my").await.expect(303);
    }
    assert_eq!(site.number("SELECT count(*) FROM identity").await, 0);
    city.close().await;
}

async fn what_is_verified_may_be_said_as_text(site: &Site) {
    let Some(city) = city(site).await else { return };
    let ola = city.stranger();
    let page = city.sign_in(&ola, "1|ola@example.pl|true|Ola").await.expect(303);
    assert_eq!(page.location(), "/pl/receipt");
    let page = city.sign_in(&city.stranger(), "2|ewa@example.pl|false|Ewa").await.expect(303);
    assert_eq!(page.location(), "/pl/sign-in/city/address");
    city.close().await;
}

async fn who_comes_without_an_address_confirms_one_by_mail(site: &Site) {
    let Some(city) = city(site).await else { return };
    let ola = city.stranger();
    let page = city.sign_in(&ola, "1||no|Ola Nowak").await.expect(303);
    let form = ola.get(page.location()).await.expect(200).form("form[action$=address]");
    let page = form.clone().fill("email", "ola@").send(&ola).await.expect(422);
    assert!(page.says(&say("field-email-wrong")));
    form.fill("email", "Ola@Example.pl").send(&ola).await.expect(303);
    let link = ola.link_in_letter("ola@example.pl").await;
    let form = ola.get(&link).await.expect(200).form("form[action$=confirm]");
    let page = form.clone().send(&ola).await.expect(303);
    assert_eq!(page.location(), "/pl/receipt");
    assert!(ola.get("/pl/account").await.says("ola@example.pl"));
    form.send(&city.stranger()).await.expect(303);
    // From now on the provider's word is enough.
    let phone = city.stranger();
    let page = city.sign_in(&phone, "1||no|Ola Nowak").await.expect(303);
    assert_eq!(page.location(), "/pl/receipt");
    assert!(phone.get("/pl/account").await.says("Ola Nowak"));
    city.close().await;
}

async fn a_letter_to_somebody_else_opens_them_nothing(site: &Site) {
    let Some(city) = city(site).await else { return };
    let (account, admin) = (site.account(Role::Resident).await, site.account(Role::Admin).await);
    for email in [&account.email, &admin.email] {
        let (thief, owner) = (city.stranger(), city.stranger());
        let page = city.sign_in(&thief, "6||no|Zła Osoba").await.expect(303);
        let form = thief.get(page.location()).await.form("form[action$=address]");
        form.fill("email", email).send(&thief).await.expect(303);
        let link = owner.link_in_letter(email).await;
        owner.get(&link).await.expect(409);
        let (_, word) = link.split_once("?t=").unwrap();
        let fields = [("t", word)];
        owner.post("/pl/sign-in/city/confirm", &fields).await.expect(303);
        // Nor does another address than the letter's, asked for afterwards.
        let form = thief.get("/pl/sign-in/city/address").await.form("form[action$=address]");
        form.fill("email", "zla@example.pl").send(&thief).await.expect(303);
        thief.post("/pl/sign-in/city/confirm", &fields).await.expect(409);
        thief.get("/pl/my").await.expect(303);
    }
    assert_eq!(site.number("SELECT count(*) FROM identity").await, 0);
    // Who has both the mailbox and the identity is the same person; city hall is not found so.
    let both = city.stranger();
    for (email, status) in [(&admin.email, 409), (&account.email, 303)] {
        let page = city.sign_in(&both, "6||no|Ktoś").await.expect(303);
        let form = both.get(page.location()).await.form("form[action$=address]");
        form.fill("email", email).send(&both).await.expect(303);
        let form = both.get(&both.link_in_letter(email).await).await.form("form[action$=confirm]");
        form.send(&both).await.expect(status);
    }
    assert!(both.get("/pl/account").await.says(&account.email));
    city.close().await;
}

/// Sends the first form of a proposal after the session has ended; gives what was sent.
async fn too_late(city: &City, browser: &Browser) -> (Form, Page) {
    let page = browser.post("/pl/zbieranie/submit", &[]).await.expect(303);
    let form = browser.get(page.location()).await.form("form[action$=idea]");
    let form = form.fill("title", "Ławki & lipy").fill("summary", "Jeszcze piszę");
    city.app.clock.set(city.app.clock.now() + DAY);
    let page = form.send(browser).await.expect(401);
    assert_eq!(page.one("h1"), say("kept-title"));
    (form, page)
}

async fn a_form_comes_back_by_every_way_to_sign_in(site: &Site) {
    let Some(city) = city(site).await else { return };
    town(site).await;
    let who = "1|ola@example.pl|yes|Ola Nowak";
    for way in ["provider", "mail", "sign-up", "other browser"] {
        let ola = city.stranger();
        city.sign_in(&ola, who).await.expect(303);
        let (sent, asks) = too_late(&city, &ola).await;
        // Its page offers every way, and the form waits while one looks around.
        assert!(asks.has("form[action$='sign-in/city']"), "{way}");
        assert_eq!(ola.get("/pl/sign-in").await.one("h1"), say("kept-title"));
        let page = match way {
            "provider" => city.sign_in(&ola, who).await,
            _ => {
                let path = if way == "sign-up" { "/pl/sign-up" } else { "/pl/sign-in/mail" };
                let page = ola.get(path).await;
                assert!(page.says(&say("kept-here")), "{way}");
                let form = page.form("main form").fill("email", "ola@example.pl");
                let page = form.send(&ola).await.expect(303);
                assert!(ola.get(page.location()).await.says(&say("kept-here")));
                let link = ola.link_in_letter("ola@example.pl").await;
                let opens = if way == "other browser" { &city.stranger() } else { &ola };
                let page = opens.get(&link).await.form("form[action$=link]").send(opens).await;
                if way == "other browser" {
                    // What was typed here is shown to nobody else.
                    assert_eq!(page.expect(303).location(), "/pl/my");
                    continue;
                }
                page
            }
        };
        let page = ola.get(page.expect(303).location()).await.expect(200);
        assert!(page.says("Ławki & lipy") && page.says("Jeszcze piszę"), "{way}");
        let back = page.form("form[action$=idea]");
        assert_eq!(back.action, sent.action);
        assert_eq!(back.get("title"), "Ławki & lipy");
        back.send(&ola).await.expect(422);
    }
    // Nothing waits for ever.
    let ola = city.stranger();
    city.sign_in(&ola, who).await.expect(303);
    too_late(&city, &ola).await;
    city.app.clock.set(city.app.clock.now() + 1801);
    assert_eq!(city.sign_in(&ola, who).await.expect(303).location(), "/pl/receipt");
    city.close().await;
}

async fn no_stranger_lays_a_form_before_anybody(site: &Site) {
    let account = site.account(Role::Resident).await;
    let kept = r#"{"to":"/pl/glosowanie/vote/cast","fields":[["choice","1:1"]],"at":1799751600}"#;
    let ola = site.stranger();
    let page = ola.get(&format!("/pl/sign-in?kept={}", encode(kept))).await.expect(200);
    assert_eq!(page.one("h1"), say("sign-in-title"));
    let form = page.form("form[action$=sign-in]").fill("email", &account.email);
    let mut form = form.fill("password", PASSWORD);
    form.fields.push(("kept".to_owned(), kept.to_owned()));
    let page = form.send(&ola).await.expect(303);
    assert_eq!(page.location(), "/pl/my");
    assert_eq!(ola.get("/pl/sign-in/form").await.expect(303).location(), "/pl/my");
}

async fn staff_are_not_found_by_an_address(site: &Site) {
    let Some(city) = city(site).await else { return };
    let account = site.account(Role::Admin).await;
    let thief = city.stranger();
    let page = city.sign_in(&thief, &format!("5|{}|yes|X", account.email)).await.expect(409);
    assert!(page.says(&say("city-staff")));
    assert!(thief.get("/pl/sign-in/code").await.location().ends_with("/sign-in"));
    assert_eq!(site.number("SELECT count(*) FROM identity").await, 0);
    city.close().await;
}

async fn staff_connect_their_own_account_and_keep_two_keys(site: &Site) {
    let Some(city) = city(site).await else { return };
    let account = site.account(Role::Evaluator).await;
    let desk = city.stranger();
    desk.sign_in(&account.email, PASSWORD).await;
    let back = city.round(&desk, "/pl/account", "5|prywatny@example.pl|yes|X").await;
    // Somebody else who follows the way back connects nothing.
    city.stranger().get(&back).await.expect(409);
    let page = desk.get(&back).await.expect(303);
    assert!(desk.follow(page).await.says(&say("city-linked")));
    let home = city.stranger();
    let page = city.sign_in(&home, "5|prywatny@example.pl|yes|X").await.expect(303);
    assert_eq!(page.location(), "/pl/sign-in/code");
    home.get("/pl/desk").await.expect(303);
    let code = keys::next_code(&account.email);
    let page = home.post("/pl/sign-in/code", &[("code", &code)]).await.expect(303);
    assert_eq!(page.location(), "/pl/receipt");
    home.get("/pl/desk").await.expect(200);
    city.close().await;
}

async fn an_answer_that_was_not_asked_for_opens_nothing(site: &Site) {
    let Some(city) = city(site).await else { return };
    let (ola, thief) = (city.stranger(), city.stranger());
    let back = city.round(&ola, "/pl/sign-in", "1|ola@example.pl|yes|Ola").await;
    // Another browser; another state; no code; and the right one, but only once.
    thief.get(&back).await.expect(409);
    let elsewhere = city.round(&thief, "/pl/sign-in", "2|zla@example.pl|yes|Z").await;
    ola.get(&elsewhere).await.expect(409);
    ola.get("/pl/my").await.expect(303);
    let back = city.round(&ola, "/pl/sign-in", "1|ola@example.pl|yes|Ola").await;
    ola.get(&back).await.expect(303);
    ola.get("/pl/my").await.expect(200);
    let again = city.stranger();
    again.get(&back).await.expect(409);
    for query in ["", "?code=x", "?state=x", "?error=access_denied&state=x"] {
        again.get(&format!("/sign-in/city{query}")).await.expect(409);
    }
    // A code of somebody else's journey, put into one's own: the verifier does not fit.
    let mine = city.round(&thief, "/pl/sign-in", "2|zla@example.pl|yes|Z").await;
    let hers = city.round(&ola, "/pl/sign-in", "1|ola@example.pl|yes|Ola").await;
    let part = |url: &str, name: &str| {
        url.split(['?', '&']).find_map(|pair| pair.strip_prefix(name)).unwrap().to_owned()
    };
    let mixed =
        format!("/sign-in/city?code={}&state={}", part(&hers, "code="), part(&mine, "state="));
    thief.get(&mixed).await.expect(409);
    thief.get("/pl/my").await.expect(303);
    city.close().await;
}

async fn without_the_provider_one_signs_in_otherwise(site: &Site) {
    let account = site.account(Role::Resident).await;
    assert!(!site.stranger().get("/pl/sign-in").await.has("form[action$=city]"));
    site.stranger().post("/pl/sign-in/city", &[]).await.expect(404);
    let Some(mut city) = city(site).await else { return };
    let ola = city.stranger();
    let form = ola.get("/pl/sign-in").await.form("form[action$=city]");
    city.provider.kill();
    assert!(form.send(&ola).await.expect(409).says(&say("city-away")));
    ola.sign_in(&account.email, PASSWORD).await;
    city.close().await;
}
