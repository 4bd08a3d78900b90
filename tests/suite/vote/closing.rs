//! The last second: by the clock, by the officer's hand, and both while people cast.

use axum::http::StatusCode;

use super::{CAST, assert_balanced, ballots, check, choose, codes, move_on, voter, voting};
use crate::harness::{DAY, NOW, Site, all_at_once, approval, on_both_engines, say};

on_both_engines! {
    the_last_second_counts_and_the_next_does_not
    after_closing_nothing_is_stored
    nobody_is_asked_who_they_are_where_nobody_votes
    voting_that_has_not_begun_takes_no_ballot
    acknowledged_means_counted_while_the_vote_closes
}

/// Voting begins a day before NOW and lasts eight.
const END: i64 = NOW + 7 * DAY;

async fn the_last_second_counts_and_the_next_does_not(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    let clock = &site.app.clock;
    clock.set(END - 60);
    let (ola, jan) = (voter(site, "karta", None).await, voter(site, "karta", None).await);
    choose(&ola, "karta", &["1"]).await;
    choose(&jan, "karta", &["2"]).await;
    let forms = [check(&ola, "karta").await.form(CAST), check(&jan, "karta").await.form(CAST)];
    clock.set(END - 1);
    assert_eq!(codes(&ola, &forms[0].send(&ola).await).await.len(), 1);
    clock.set(END);
    assert!(forms[1].send(&jan).await.expect(409).says(&say("vote-closed")));
    assert!(jan.get("/pl/karta/vote").await.says(&say("vote-closed")));
    assert_eq!(ballots(site).await, 1);
    assert_balanced(site).await;
}

async fn after_closing_nothing_is_stored(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    let ola = voter(site, "karta", None).await;
    choose(&ola, "karta", &["1"]).await;
    let form = check(&ola, "karta").await.form(CAST);
    move_on(site, "karta").await.expect(303);
    assert!(form.send(&ola).await.expect(409).says(&say("vote-closed")));
    let page = ola.visit("/pl/karta/vote/ballot").await.expect(200);
    assert!(page.says(&say("vote-closed")) && !page.has("form#ballot"));
    assert_eq!(ballots(site).await, 0);
}

async fn nobody_is_asked_who_they_are_where_nobody_votes(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    let stranger = site.stranger();
    site.app.clock.set(NOW + 8 * DAY);
    for page in ["ballot", "check", "area"] {
        let page = stranger.get(&format!("/pl/karta/vote/{page}")).await.expect(303);
        assert_eq!(page.location(), "/pl/karta/vote");
    }
    assert!(stranger.get("/pl/karta/vote").await.says(&say("vote-closed")));
    let key = "0123456789abcdef0123456789abcdef";
    let page = stranger.post("/pl/karta/vote/cast", &[("key", key)]).await.expect(409);
    assert!(page.says(&say("vote-closed")));
}

async fn voting_that_has_not_begun_takes_no_ballot(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    let ola = voter(site, "karta", None).await;
    choose(&ola, "karta", &["1"]).await;
    let form = check(&ola, "karta").await.form(CAST);
    site.app.clock.set(NOW - DAY - 1);
    form.send(&ola).await.expect(409);
    assert_eq!(ballots(site).await, 0);
}

async fn acknowledged_means_counted_while_the_vote_closes(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    let value = format!("add:{}", site.number("SELECT id FROM project WHERE number = '2'").await);
    let mut forms = Vec::new();
    for _ in 0..32 {
        let ola = voter(site, "karta", None).await;
        ola.post("/pl/karta/vote/ballot", &[("press", &value)]).await.expect(303);
        forms.push((check(&ola, "karta").await.form(CAST), ola));
    }
    let (close, officer) = crate::harness::moving(site, "karta").await;
    let last = forms.pop().unwrap();
    let casts = forms.into_iter().enumerate().map(|(i, (form, ola))| async move {
        // Some before, some during, some after: the officer's request goes out in between.
        tokio::time::sleep(std::time::Duration::from_micros(300 * i as u64)).await;
        form.send(&ola).await
    });
    let close = async move {
        tokio::time::sleep(std::time::Duration::from_millis(4)).await;
        close.send(&officer).await.expect(303);
    };
    let (answers, ()) = tokio::join!(all_at_once(casts), close);
    last.0.send(&last.1).await.expect(409);
    let mut acknowledged = Vec::new();
    for answer in &answers {
        match answer.status {
            StatusCode::SEE_OTHER if answer.location().contains("/receipt/") => {
                acknowledged.extend(codes(&site.stranger(), answer).await);
            }
            // Let in by the page and closed on the way: the start page says so.
            StatusCode::SEE_OTHER => assert_eq!(answer.location(), "/pl/karta/vote"),
            StatusCode::CONFLICT => {}
            other => panic!("{other}: {}", answer.text()),
        }
    }
    super::seal(site, "karta").await;
    super::publish(site, "karta").await;
    assert_eq!(usize::try_from(ballots(site).await), Ok(acknowledged.len()));
    for code in acknowledged {
        let page = site.stranger().post("/pl/receipt", &[("code", &code)]).await;
        assert!(page.says(&say("receipt-found")));
    }
    assert_balanced(site).await;
}
