//! Co-authors say yes by a link in a letter.

use super::{begin, collecting, step, submit_in};
use crate::harness::{Site, letters, link_to, on_both_engines, say};

on_both_engines! {
    a_co_author_is_one_who_has_said_yes
    a_link_works_once_and_a_no_is_a_no
    three_co_authors_and_no_more
}

async fn a_co_author_is_one_who_has_said_yes(site: &Site) {
    collecting(site).await;
    let (ola, eva) = (site.resident().await, site.stranger());
    let email = eva.sign_up_as(site).await;
    let project = submit_in(&ola, "bo", "Ławki w parku", &[&email.to_uppercase()]).await;
    eva.get(&format!("{project}/withdraw")).await.expect(404);
    let link = link_to(site, &email).await;
    let page = site.stranger().get(&link).await.expect(200);
    assert!(page.says("Ławki w parku"));
    eva.get(&format!("{project}/withdraw")).await.expect(404);
    let form = page.form("form[action$='/co-author']").pick("answer", "yes");
    let page = form.send(&site.stranger()).await.expect(303);
    assert!(site.stranger().get(page.location()).await.says(&say("done-co-author-yes")));
    eva.get(&format!("{project}/withdraw")).await.expect(200);
    assert!(eva.get("/pl/my").await.says("Ławki w parku"));
    let public = site.stranger().get(&project).await;
    assert!(!public.text().contains(&email), "no address on a public page");
}

async fn a_link_works_once_and_a_no_is_a_no(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    submit_in(&ola, "bo", "Ławki w parku", &["jan@example.pl", "ewa@example.pl"]).await;
    for (email, answer, left) in [("jan@example.pl", "no", 1), ("ewa@example.pl", "yes", 1)] {
        assert_eq!(letters(site, email).await.len(), 1);
        let link = link_to(site, email).await;
        let form = site.stranger().get(&link).await.expect(200).form("form[action$='/co-author']");
        let form = form.pick("answer", answer);
        form.send(&site.stranger()).await.expect(303);
        form.send(&site.stranger()).await.expect(404);
        site.stranger().get(&link).await.expect(404);
        assert_eq!(site.number("SELECT count(*) FROM co_author").await, left);
    }
    for word in ["", "0", "%00", "x"] {
        let status = site.stranger().get(&format!("/pl/co-author?t={word}")).await.status;
        assert!(status == 404 || status == 400, "{word}");
    }
}

async fn three_co_authors_and_no_more(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    assert_eq!(
        step(&ola, &draft, "contact")
            .await
            .fields
            .iter()
            .filter(|(name, _)| name == "coauthor")
            .count(),
        3
    );
    let wrong =
        [("coauthor", "jan@example.pl"), ("coauthor", "JAN@example.pl"), ("coauthor", "jan")];
    let page = ola.post(&format!("{draft}/contact"), &wrong).await.expect(422);
    assert!(page.has("#coauthor-1-error") && page.has("#coauthor-2-error"));
    let typed = [("phone", "zadzwoń")];
    assert!(ola.post(&format!("{draft}/contact"), &typed).await.expect(422).has("#phone-error"));
    let four = ["a@x.pl", "b@x.pl", "c@x.pl", "d@x.pl"].map(|email| ("coauthor", email));
    ola.post(&format!("{draft}/contact"), &four).await.expect(303);
    let fourth = "INSERT INTO co_author (draft_id, position, email, language) \
                  SELECT id, 4, 'd@x.pl', 'pl' FROM project_draft";
    assert!(site.change(fourth).await.is_err(), "the database has no fourth place");
}
