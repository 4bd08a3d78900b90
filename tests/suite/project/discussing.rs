//! Comments: written, reported, hidden with a reason, appealed for before a second person.

use sakwa::people::Role;

use super::{collecting, submit};
use crate::harness::{NOW, Site, all_at_once, on_both_engines, say};

on_both_engines! {
    comments_are_read_by_everybody_and_signed_as_their_writer_likes
    one_form_sent_twice_is_one_comment
    who_writes_too_fast_keeps_the_text
    a_reported_comment_is_hidden_with_a_reason_and_its_writer_appeals
    nobody_answers_an_appeal_against_their_own_hiding
}

const PAGE: &str = "/pl/bo/projects/1/comments";

async fn comments_are_read_by_everybody_and_signed_as_their_writer_likes(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let form = ola.get(PAGE).await.expect(200).form("main form");
    let nasty = "<script>alert(1)</script>\nDrugi akapit";
    form.clone().fill("body", nasty).fill("signed", "Sąsiadka").send(&ola).await.expect(303);
    form.fill("body", "Też tak myślę").send(&ola).await.expect(303);
    let page = site.stranger().get(PAGE).await.expect(200);
    assert!(page.says("Sąsiadka") && page.says("<script>alert(1)</script>"));
    assert!(page.says(&say("comment-unsigned")) && page.says("2 komentarze"));
    assert!(!page.text().contains("Ola Nowak"), "the account's name is not public");
    assert!(site.stranger().get("/pl/bo/projects/1").await.says("2 komentarze"));
    let project = submit(&ola, "Ławki w parku").await;
    ola.post(&format!("{project}/comments"), &[("body", "Odpowiadam na pytania")])
        .await
        .expect(303);
    let page = site.stranger().get(&format!("{project}/comments")).await;
    assert!(page.says(&say("comment-by-author")));
    let stranger = site.stranger().post(PAGE, &[("body", "Anonim")]).await.expect(401);
    assert_eq!(stranger.one("h1"), say("kept-title"));
    let page = ola.post(PAGE, &[("body", " "), ("signed", "Ola")]).await.expect(422);
    assert_eq!(
        (page.one("#body-error"), page.form("main form").get("signed")),
        (say("comment-missing"), "Ola")
    );
}

async fn one_form_sent_twice_is_one_comment(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let form =
        ola.get(PAGE).await.expect(200).form("main form").fill("body", "Popieram, jest ciemno");
    let answers = all_at_once((0..3).map(|_| {
        let (window, form) = (ola.other_window(), form.clone());
        async move { form.send(&window).await.status.as_u16() }
    }))
    .await;
    assert_eq!(answers, [303; 3]);
    let count = "SELECT count(*) FROM comment";
    assert_eq!(site.number(count).await, 1);
    assert_eq!(site.number("SELECT comments FROM project WHERE number = '1'").await, 1);
    // Who goes back to the form and writes something else has written a second one.
    form.fill("body", "I jeszcze jedno").send(&ola).await.expect(303);
    assert_eq!(site.number(count).await, 2);
    // Another person's comment in the same words is theirs.
    let eva = site.resident().await;
    let form = eva.get(PAGE).await.form("main form").fill("body", "Popieram, jest ciemno");
    form.send(&eva).await.expect(303);
    assert_eq!(site.number(count).await, 3);
}

async fn who_writes_too_fast_keeps_the_text(site: &Site) {
    collecting(site).await;
    let (ola, eva) = (site.resident().await, site.resident().await);
    for n in 0..5 {
        ola.post(&format!("/pl/bo/projects/{}/comments", n % 3 + 1), &[("body", "Popieram")])
            .await
            .expect(303);
    }
    let page = ola.post(PAGE, &[("body", "Szósty w minutę")]).await.expect(422);
    assert_eq!(page.one("#body-error"), say("comment-slow"));
    assert_eq!(page.form("main form").get("body"), "Szósty w minutę");
    eva.post(PAGE, &[("body", "Inna osoba")]).await.expect(303);
    site.app.clock.set(NOW + 601);
    ola.post(PAGE, &[("body", "Szósty w minutę")]).await.expect(303);
}

async fn number(site: &Site) -> i64 {
    site.number("SELECT max(id) FROM comment").await
}

async fn a_reported_comment_is_hidden_with_a_reason_and_its_writer_appeals(site: &Site) {
    collecting(site).await;
    let (ola, eva) = (site.resident().await, site.resident().await);
    ola.post(PAGE, &[("body", "Ten urząd to cyrk")]).await.expect(303);
    let id = number(site).await;
    let report = format!("/pl/bo/comments/{id}/report");
    let form = eva.get(&report).await.expect(200).form("main form");
    assert!(form.send(&eva).await.expect(422).has("#reason-error"));
    let form = form.fill("reason", "To obraża urzędników");
    form.send(&eva).await.expect(303);
    form.send(&eva).await.expect(409);
    let clerk = site.sign_in_as(Role::Clerk).await;
    let desk = "/pl/desk/bo/comments";
    let page = clerk.get(desk).await.expect(200);
    assert!(page.says("Ten urząd to cyrk") && page.says("To obraża urzędników"));
    let form = page.form("main form").pick("verdict", "hide");
    assert!(form.send(&clerk).await.expect(422).has("#reason-error"), "no hiding without a reason");
    let judge = format!("{desk}/{id}");
    let hide = [("verdict", "hide"), ("reason", "Narusza zasady dyskusji")];
    clerk.post(&judge, &hide).await.expect(303);
    clerk.post(&judge, &hide).await.expect(409);
    let page = site.stranger().get(PAGE).await.expect(200);
    assert!(
        !page.says("cyrk") && page.says("Narusza zasady dyskusji") && page.says("0 komentarzy")
    );
    let page = ola.get(PAGE).await;
    assert!(page.says("Ten urząd to cyrk"), "its writer sees what is hidden");
    let appeal = format!("/pl/bo/comments/{id}/appeal");
    eva.get(&appeal).await.expect(404);
    let form = ola.get(&appeal).await.expect(200).form("main form");
    form.fill("reason", "Cyrk to pochwała pracy zespołu").send(&ola).await.expect(303);
    ola.get(&appeal).await.expect(404);
    let second = site.sign_in_as(Role::Clerk).await;
    let page = second.get(desk).await.expect(200);
    assert!(page.says("Cyrk to pochwała"));
    let restore = [("verdict", "restore"), ("reason", "Żart był łagodny, wraca")];
    second.post(&judge, &restore).await.expect(303);
    let page = site.stranger().get(PAGE).await;
    assert!(page.says("Ten urząd to cyrk") && page.says("1 komentarz"));
    assert!(second.get(desk).await.says(&say("moderate-empty")));
}

async fn nobody_answers_an_appeal_against_their_own_hiding(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    ola.post(PAGE, &[("body", "Ten urząd to cyrk")]).await.expect(303);
    let id = number(site).await;
    let (first, second) = (site.sign_in_as(Role::Clerk).await, site.sign_in_as(Role::Clerk).await);
    let judge = format!("/pl/desk/bo/comments/{id}");
    let act = |verdict| [("verdict", verdict), ("reason", "Tak mówi regulamin")];
    first.post(&judge, &act("hide")).await.expect(303);
    ola.post(&format!("/pl/bo/comments/{id}/appeal"), &act("")).await.expect(303);
    for verdict in ["restore", "uphold"] {
        first.post(&judge, &act(verdict)).await.expect(409);
    }
    assert!(first.get("/pl/desk/bo/comments").await.says(&say("moderate-second-person")));
    let own = format!("UPDATE comment SET answered_by = hidden_by WHERE id = {id}");
    assert!(site.change(&own).await.is_err(), "the database refuses it too");
    second.post(&judge, &act("uphold")).await.expect(303);
    assert!(site.stranger().get(PAGE).await.says("Tak mówi regulamin"));
    let silent = format!("UPDATE comment SET reason = '' WHERE id = {id}");
    assert!(site.change(&silent).await.is_err(), "hidden without a reason is no state");
    ola.post(&format!("/pl/bo/comments/{id}/appeal"), &act("")).await.expect(409);
}
