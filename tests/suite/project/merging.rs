//! Joining a project instead of proposing it again, and throwing a draft away.

use super::{begin, collecting, fill, submit};
use crate::harness::{Site, letters, on_both_engines, say};

on_both_engines! {
    an_offer_is_made_once_and_a_yes_makes_a_co_author
    a_draft_is_thrown_away_with_all_that_hangs_on_it
}

async fn an_offer_is_made_once_and_a_yes_makes_a_co_author(site: &Site) {
    collecting(site).await;
    let (ola, eva) = (site.stranger(), site.stranger());
    let (ola_mail, eva_mail) = (ola.sign_up_as(site).await, eva.sign_up_as(site).await);
    let project = submit(&ola, "Drzewa przy bibliotece miejskiej").await;
    let draft = begin(&eva).await;
    let page = fill(&eva, &draft, "Drzewo przy bibliotekach miejskich").await;
    let offer = page.attrs("a[href*='/merge/']", "href").remove(0);
    let form = eva.get(&offer).await.expect(200).form("main form");
    assert!(form.send(&eva).await.expect(422).has("#message-error"));
    let form = form.fill("message", "Mamy sadzonki lip, chętnie dołączymy.");
    let page = eva.follow(form.send(&eva).await.expect(303)).await.expect(200);
    assert!(page.says(&say("merge-waits")));
    form.send(&eva).await.expect(409);
    let letter = letters(site, &ola_mail).await.remove(0);
    assert!(letter.subject.contains("Drzewa przy bibliotece") && !letter.body.contains(&eva_mail));
    let my = ola.get("/pl/my").await.expect(200);
    assert!(my.says("Mamy sadzonki lip"));
    let answer = my.form("form[action*='/my/offers/']").pick("answer", "accepted");
    assert_eq!(eva.post(&answer.action, &[("answer", "accepted")]).await.status, 404);
    answer.send(&ola).await.expect(303);
    answer.send(&ola).await.expect(409);
    assert_eq!(letters(site, &eva_mail).await.len(), 1);
    assert!(eva.get("/pl/my").await.text().contains(&project), "it is hers now too");
    eva.get(&format!("{project}/withdraw")).await.expect(200);
}

async fn a_draft_is_thrown_away_with_all_that_hangs_on_it(site: &Site) {
    collecting(site).await;
    let (ola, eva) = (site.resident().await, site.resident().await);
    let draft = begin(&ola).await;
    let pdf = b"%PDF-1.4\n%%EOF\n";
    ola.send_file(&format!("{draft}/files/add"), &[("name", "Zgoda")], pdf).await.expect(303);
    eva.post(&format!("{draft}/discard"), &[]).await.expect(404);
    let page = fill(&ola, &draft, "Ławki w parku").await;
    let form = page.form("form[action$='/discard']");
    let page = ola.follow(form.send(&ola).await.expect(303)).await;
    assert!(page.says(&say("my-no-drafts")));
    ola.get(&format!("{draft}/idea")).await.expect(404);
    for table in ["project_draft", "attachment", "attachment_content"] {
        assert_eq!(site.number(&format!("SELECT count(*) FROM {table}")).await, 0, "{table}");
    }
    let draft = begin(&ola).await;
    fill(&ola, &draft, "Ławki w parku").await.form("form[action$='/send']").send(&ola).await;
    ola.post(&format!("{draft}/discard"), &[]).await.expect(409);
}
