//! Signing in through the city's provider: a real one, in a process of its own.

use std::net::SocketAddr;

use sakwa::app::App;
use sakwa::people::{Passwords, Role};
use sakwa::site;

use crate::harness::{
    Browser, Helper, PASSWORD, Page, Site, Wire, encode, keys, on_both_engines, say,
};

on_both_engines! {
    a_resident_comes_through_the_provider_and_comes_back
    a_known_address_is_the_same_person
    an_address_nobody_verified_opens_nothing
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
        let page = form.send(browser).await.expect(303);
        let there = page.location();
        let origin = format!("http://127.0.0.1:{}", self.provider.port);
        let csp = page.header("content-security-policy");
        assert!(csp.contains(&format!("form-action 'self' {origin}")), "{csp}");
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
        let page = city.sign_in(&thief, &who).await.expect(409);
        assert!(page.says(&say("city-no-email")));
        thief.get("/pl/my").await.expect(303);
    }
    assert_eq!(site.number("SELECT count(*) FROM identity").await, 0);
    city.close().await;
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
