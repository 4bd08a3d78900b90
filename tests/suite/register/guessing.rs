//! Whoever tries many is stopped; a school is not.

use axum::body::Body;
use axum::http::Method;

use super::{CODES, confirm, digits, identify, make_codes, may_vote, open, preparing, type_code};
use crate::harness::{Site, all_at_once, approval, on_both_engines, say};

on_both_engines! {
    six_digits_are_tried_five_times
    a_thousand_guesses_at_once_are_five
    digits_do_not_last
    codes_are_not_guessed_under_false_addresses
    a_school_of_two_hundred_votes_from_one_address
}

const DECLARED: super::Policy<'static> =
    &[("account", "none"), ("way", "contact"), ("per-contact", "2")];
const ANNA: [(&str, &str); 3] =
    [("name", "Anna Nowak"), ("street", "Polna 7/2"), ("postcode", "90-001")];

async fn six_digits_are_tried_five_times(site: &Site) {
    preparing(site, "slowo", [approval(3, &[])], DECLARED).await;
    open(site, "slowo").await;
    let thief = site.stranger();
    identify(&thief, "slowo", "address", &ANNA, "anna@example.pl").await;
    let right = digits(site, "anna@example.pl").await.unwrap();
    let wrong = if right == "123456" { "123457" } else { "123456" };
    for _ in 0..5 {
        confirm(&thief, "slowo", wrong).await.expect(422);
    }
    let page = confirm(&thief, "slowo", &right).await.expect(422);
    assert_eq!(page.one("#digits-error"), say("verify-digits-over"));
    assert!(!may_vote(&thief, "slowo").await);
    // New digits open; a sixth letter in an hour is not sent.
    for n in 1..=5 {
        let form = thief.get("/pl/slowo/vote/verify/contact").await.expect(200).form("main form");
        let page = form.fill("contact", "anna@example.pl").send(&thief).await;
        assert_eq!(page.status, if n < 5 { 303 } else { 422 }, "letter {n}");
    }
    confirm(&thief, "slowo", &digits(site, "anna@example.pl").await.unwrap()).await.expect(303);
    assert!(may_vote(&thief, "slowo").await);
}

async fn a_thousand_guesses_at_once_are_five(site: &Site) {
    preparing(site, "slowo", [approval(3, &[])], DECLARED).await;
    open(site, "slowo").await;
    let thief = site.stranger();
    identify(&thief, "slowo", "address", &ANNA, "anna@example.pl").await;
    let right = digits(site, "anna@example.pl").await.unwrap();
    let wrong = if right == "123456" { "123457" } else { "123456" };
    let guesses = (0..40).map(|_| {
        let window = thief.other_window();
        async move { confirm(&window, "slowo", wrong).await.status.as_u16() }
    });
    assert_eq!(all_at_once(guesses).await, [422; 40]);
    assert_eq!(site.number("SELECT tries FROM verification").await, 5);
    confirm(&thief, "slowo", &right).await.expect(422);
}

async fn digits_do_not_last(site: &Site) {
    preparing(site, "slowo", [approval(3, &[])], DECLARED).await;
    open(site, "slowo").await;
    let slow = site.stranger();
    identify(&slow, "slowo", "address", &ANNA, "anna@example.pl").await;
    let right = digits(site, "anna@example.pl").await.unwrap();
    site.app.clock.set(site.app.clock.now() + 601);
    confirm(&slow, "slowo", &right).await.expect(422);
    sakwa::register::sweep(&site.app.store, site.app.clock.now()).await.unwrap();
    assert_eq!(site.number("SELECT count(*) FROM verification").await, 0);
}

async fn codes_are_not_guessed_under_false_addresses(site: &Site) {
    let registrar = preparing(site, "kody", [approval(3, &[])], CODES).await;
    let code = make_codes(&registrar, "kody", 1).await.remove(0);
    open(site, "kody").await;
    let thief = site.stranger();
    let mut slowed = 0;
    for n in 0..560_u32 {
        let address = format!("198.51.{}.{}", n / 250, n % 250);
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("sec-fetch-site", "same-origin"),
            ("x-forwarded-for", &*address),
            ("x-real-ip", &*address),
            ("forwarded", &*format!("for={address}")),
        ];
        let body = Body::from(format!("code=0000-0000-{:04}", n));
        let page = thief.ask(Method::POST, "/pl/kody/vote/verify/code", &headers, body).await;
        slowed += u32::from(page.expect(422).one("#code-error") == say("verify-slow"));
    }
    assert!(slowed >= 30, "{slowed}");
    // A code that opens is no guess: nobody behind the same address is kept out.
    type_code(&thief, "kody", &code).await.expect(303);
}

async fn a_school_of_two_hundred_votes_from_one_address(site: &Site) {
    let registrar = preparing(site, "kody", [approval(3, &[])], CODES).await;
    let codes = make_codes(&registrar, "kody", 200).await;
    open(site, "kody").await;
    for code in &codes {
        let pupil = site.stranger();
        // Each mistypes once.
        type_code(&pupil, "kody", "0000-0000-0000").await.expect(422);
        type_code(&pupil, "kody", code).await.expect(303);
    }
}
