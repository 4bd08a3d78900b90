//! The receipt tells whether a ballot is in the box, and nothing else.

use super::{cast, choose, codes, voter, voting};
use crate::harness::{Page, Site, city_and_districts, on_both_engines, say};

on_both_engines! {
    a_receipt_shows_a_code_for_each_pool_and_no_choice
    a_receipt_is_found_however_it_is_typed
    a_code_nobody_was_given_is_not_found
    a_receipt_of_another_edition_is_not_shown_here
}

async fn receipts(site: &Site) -> (Vec<String>, Page) {
    voting(site, "miasto", city_and_districts()).await;
    let ola = voter(site, "miasto", Some("baluty")).await;
    choose(&ola, "miasto", &["4", "B3"]).await;
    let acknowledged = cast(&ola, "miasto").await;
    let page = ola.follow(acknowledged.clone()).await.expect(200);
    (codes(&ola, &acknowledged).await, page)
}

fn dashed(code: &str) -> String {
    format!("{}-{}-{}", &code[..4], &code[4..8], &code[8..])
}

async fn a_receipt_shows_a_code_for_each_pool_and_no_choice(site: &Site) {
    let (codes, page) = receipts(site).await;
    assert_eq!(page.all(".receipt").len(), 2);
    for code in &codes {
        assert_eq!(code.len(), 12);
        assert!(page.says(&dashed(code)));
    }
    assert_eq!(page.all(".receipt .qr svg").len(), 2);
    for choice in ["Biblioteka sąsiedzka", "Łąka kwietna", "150 zł"] {
        assert!(!page.text().contains(choice), "{choice}");
    }
    assert!(page.all(".nr").is_empty());
    // An address ends up in logs and histories: it must not be what the published file says.
    assert!(codes.iter().all(|code| !page.at.contains(code.as_str())), "{}", page.at);
    assert_eq!(page.header("cache-control"), "no-store");
}

async fn a_receipt_is_found_however_it_is_typed(site: &Site) {
    let (codes, _) = receipts(site).await;
    for code in codes {
        let look_alikes = code.replace('0', "o").replace('1', "l");
        for typed in [
            code.clone(),
            dashed(&code),
            code.to_lowercase(),
            format!(" {} ", dashed(&look_alikes)),
            look_alikes,
        ] {
            let ola = site.stranger();
            let form = ola.get("/pl/receipt").await.form("main form");
            let page = form.fill("code", &typed).send(&ola).await.expect(200);
            assert_eq!(page.header("cache-control"), "no-store");
            assert!(page.says(&say("receipt-found")), "{typed}");
            assert!(!page.text().contains("Łąka"));
        }
    }
}

async fn a_code_nobody_was_given_is_not_found(site: &Site) {
    let (codes, _) = receipts(site).await;
    let mut wrong: Vec<String> = codes
        .iter()
        .map(|code| {
            let last = if code.ends_with('7') { '8' } else { '7' };
            format!("{}{last}", &code[..11])
        })
        .collect();
    wrong.push("AAAA-AAAA-AAAA".to_owned());
    for code in wrong {
        let page = site.stranger().post("/pl/receipt", &[("code", &code)]).await.expect(200);
        assert!(page.says(&say("receipt-not-found")), "{code}");
    }
    for code in ["", "x", "%", "____________", "ÓÓÓÓÓÓÓÓÓÓÓÓ", "AAAA-AAAA-AAA", "AAAA-AAAA-AAAAA"]
    {
        let page = site.stranger().post("/pl/receipt", &[("code", code)]).await.expect(422);
        assert_eq!(page.one("#code-error"), say("receipt-code-wrong"), "{code}");
        assert!(!page.says(&say("receipt-not-found")) && !page.says(&say("receipt-found")));
    }
    for key in ["0123456789abcdef0123456789abcdef", "AAAA-AAAA-AAAA", "x"] {
        site.stranger().get(&format!("/pl/miasto/vote/receipt/{key}")).await.expect(404);
    }
}

async fn a_receipt_of_another_edition_is_not_shown_here(site: &Site) {
    let (_, page) = receipts(site).await;
    voting(site, "karta", [crate::harness::approval(3, &[])]).await;
    site.stranger().get(&page.at).await.expect(200);
    site.stranger().get(&page.at.replace("/miasto/", "/karta/")).await.expect(404);
}
