//! Letters about a project: confirmed first, ended by any of them.

use sakwa::people::Role;

use super::collecting;
use crate::harness::{NOW, Site, letters, link_to, on_both_engines, say};

on_both_engines! {
    letters_come_only_to_a_confirmed_address_and_stop_when_told_to
    asking_tells_nobody_who_follows
}

const PAGE: &str = "/pl/bo/projects/1/follow";

async fn accept(site: &Site, number: &str) {
    let clerk = site.sign_in_as(Role::Evaluator).await;
    let path = format!("/pl/desk/bo/projects/{number}");
    clerk.post(&path, &[("verdict", "accept")]).await.expect(303);
}

async fn letters_come_only_to_a_confirmed_address_and_stop_when_told_to(site: &Site) {
    collecting(site).await;
    let visitor = site.stranger();
    for email in ["jan@example.pl", "ewa@example.pl"] {
        let form = visitor.get(PAGE).await.expect(200).form("main form");
        form.fill("email", email).send(&visitor).await.expect(303);
    }
    let link = link_to(site, "jan@example.pl").await;
    let page = visitor.get(&link).await.expect(200);
    let form = page.form("form[action$='/follow']").pick("answer", "yes");
    form.send(&visitor).await.expect(303);
    accept(site, "1").await;
    assert_eq!(sakwa::discussion::tell_followers(&site.app).await.unwrap(), 0, "not settled yet");
    site.app.clock.set(NOW + 120);
    assert_eq!(sakwa::discussion::tell_followers(&site.app).await.unwrap(), 1);
    assert_eq!(sakwa::discussion::tell_followers(&site.app).await.unwrap(), 0, "told once");
    let told = letters(site, "jan@example.pl").await.pop().unwrap();
    assert!(told.subject.contains(&say("act-accepted")) && told.subject.contains("Ławki w parku"));
    assert_eq!(letters(site, "ewa@example.pl").await.len(), 1, "she never confirmed");
    let link = link_to(site, "jan@example.pl").await;
    let form = visitor.get(&link).await.expect(200).form("form[action$='/follow']");
    form.pick("answer", "no").send(&visitor).await.expect(303);
    visitor.get(&link).await.expect(404);
    assert_eq!(site.number("SELECT count(*) FROM follower").await, 1, "the address is gone");
}

async fn asking_tells_nobody_who_follows(site: &Site) {
    collecting(site).await;
    let visitor = site.stranger();
    let ask = async || visitor.post(PAGE, &[("email", "jan@example.pl")]).await.expect(303);
    let first = ask().await;
    assert_eq!(ask().await.location(), first.location());
    assert_eq!(letters(site, "jan@example.pl").await.len(), 1, "not twice in a moment");
    site.app.clock.set(NOW + 601);
    ask().await;
    assert_eq!(letters(site, "jan@example.pl").await.len(), 2, "a lost letter can be had again");
    let link = link_to(site, "jan@example.pl").await;
    visitor
        .get(&link)
        .await
        .expect(200)
        .form("form[action$='/follow']")
        .pick("answer", "yes")
        .send(&visitor)
        .await
        .expect(303);
    site.app.clock.set(NOW + 5000);
    assert_eq!(ask().await.location(), first.location());
    assert_eq!(letters(site, "jan@example.pl").await.len(), 2);
    for wrong in ["", "jan", "jan@x.pl\nbcc: ewa@x.pl"] {
        let page = visitor.post(PAGE, &[("email", wrong)]).await.expect(422);
        assert!(page.has("#email-error"));
    }
}
