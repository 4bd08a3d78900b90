//! Every page in every language: all words are there, nothing is inline, every reference leads
//! somewhere.

use std::collections::HashSet;

use sakwa::people::{Role, factor};
use scraper::{Html, Selector};

use super::{Walk, getting};
use crate::harness::{Engine, PASSWORD, Page, Site};

/// Pages are drawn from the same values on either engine, so one will do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_in_three_languages_is_whole() {
    Site::run(Engine::Sqlite, async |site| walk_everywhere(site).await).await;
}

async fn walk_everywhere(site: &Site) {
    let walk = Walk::begin(site).await;
    let mut seen = 0;
    for lang in ["pl", "en", "uk"] {
        for route in getting().filter(|route| route.path.starts_with("/{l}")) {
            let path = walk.path(&route, None).replacen("/pl", &format!("/{lang}"), 1);
            let lang = if route.path.contains("{l}") { lang } else { "pl" };
            for (_, visitor) in walk.everybody() {
                let page = visitor.get(&path).await;
                if page.header("content-type").starts_with("text/html") {
                    assert_whole(&page, lang);
                    seen += 1;
                }
            }
        }
        for page in on_the_way_in(site, lang).await {
            assert_whole(&page, lang);
        }
        for path in further(&walk) {
            assert_whole(
                &walk.resident.get(&path.replacen("/pl", &format!("/{lang}"), 1)).await,
                lang,
            );
        }
    }
    assert!(seen > 200, "{seen} pages");
}

/// Pages behind links that came by mail, and between the first factor and the second.
async fn on_the_way_in(site: &Site, lang: &str) -> Vec<Page> {
    let visitor = site.stranger();
    let mut pages = Vec::new();
    let known = site.account(Role::Resident).await.email;
    let unknown = format!("nowa-{lang}@example.pl");
    for (form, email) in [("sign-up", &unknown), ("sign-in/mail", &known), ("password", &known)] {
        let fields = [("email", &**email)];
        visitor.post(&format!("/{lang}/{form}"), &fields).await.expect(303);
        let link = visitor.link_in_letter(email).await.replacen("/pl", &format!("/{lang}"), 1);
        pages.push(visitor.get(&link).await.expect(200));
        let (path, word) = link.split_once("?t=").unwrap();
        if !path.ends_with("link") {
            pages.push(visitor.post(path, &[("t", word)]).await.expect(422));
        }
    }
    let desk = site.account(Role::Clerk).await.email;
    visitor.try_sign_in(&desk, PASSWORD).await.expect(303);
    let code = format!("/{lang}/sign-in/code");
    pages.push(visitor.get(&code).await.expect(200));
    pages.push(visitor.post(&code, &[("code", "x")]).await.expect(422));
    let resident = site.resident().await;
    resident.post("/pl/account/second-factor/begin", &[]).await.expect(303);
    let enrol = format!("/{lang}/account/second-factor");
    pages.push(resident.get(&enrol).await.expect(200));
    pages.push(resident.post(&enrol, &[("code", "x")]).await.expect(422));
    let typed = pages.last().unwrap().one("#typed code").replace(' ', "");
    let address = format!("otpauth://totp/Sakwa:x?secret={typed}&issuer=Sakwa");
    let code = factor::code_of(&address, site.app.clock.now()).unwrap();
    pages.push(resident.post(&enrol, &[("code", &code)]).await.expect(200));
    pages.push(resident.get(&format!("/{lang}/account")).await.expect(200));
    pages
}

/// Pages as they look in other states than the one a plain path shows.
fn further(walk: &Walk) -> Vec<String> {
    let mut paths: Vec<String> = [
        "/pl/wyniki/projects?view=map",
        "/pl/wyniki/projects?q=nic-takiego",
        "/pl/zbieranie/projects?status=rejected&category=animals",
        "/pl/receipt",
        "/pl/nie-ma",
        "/pl/?done=signed-out",
        "/pl/?done=x",
        "/pl/glosowanie",
        "/pl/zbieranie",
        "/pl/wyniki",
        "/pl/ocena/submit",
        "/pl/wyniki/projects/1",
        "/pl/zbieranie/projects/1",
    ]
    .map(str::to_owned)
    .into();
    for step in ["idea", "category", "place", "points", "cost", "files", "supporters", "contact"] {
        paths.push(format!("/pl/zbieranie/submit/{}/{step}?check=1", walk.draft));
    }
    paths
}

fn assert_whole(page: &Page, lang: &str) {
    let (at, text) = (format!("{} {}", page.at, page.status), page.text());
    assert!(
        !text.contains('⟦'),
        "{at}: a message is missing: {}",
        text.split('⟦').nth(1).unwrap_or_default()
    );
    let dom = Html::parse_document(&text);
    let select = |css: &str| {
        let found = Selector::parse(css).unwrap();
        dom.select(&found).map(|element| element.value().clone()).collect::<Vec<_>>()
    };
    assert_eq!(select("h1").len(), 1, "{at}: one h1");
    assert_eq!(select("html")[0].attr("lang"), Some(lang), "{at}");
    assert!(
        select("script:not([src]), style, [style], iframe, object, embed, base").is_empty(),
        "{at}"
    );
    assert!(select("button:not([type]), img:not([alt])").is_empty(), "{at}");
    let mut ids = HashSet::new();
    for element in select("*") {
        for (name, value) in element.attrs() {
            assert!(!name.starts_with("on"), "{at}: {name}={value}");
            assert!(!value.starts_with("javascript:"), "{at}: {name}={value}");
        }
        if let Some(id) = element.attr("id") {
            assert!(!id.is_empty() && ids.insert(id.to_owned()), "{at}: two elements are #{id}");
        }
    }
    let references = [
        "data-swap",
        "for",
        "aria-labelledby",
        "aria-describedby",
        "aria-controls",
        "form",
        "list",
    ];
    for name in references {
        for element in select(&format!("[{name}]")) {
            for id in element.attr(name).unwrap_or_default().split(' ') {
                assert!(ids.contains(id), "{at}: {name}={id} leads nowhere");
            }
        }
    }
    for element in select("a[href^='#']") {
        let id = element.attr("href").unwrap_or_default().trim_start_matches('#');
        assert!(ids.contains(id), "{at}: #{id} leads nowhere");
    }
    for element in select("input:not([type=hidden]), select, textarea") {
        let labelled = element.attr("aria-label").is_some()
            || element
                .attr("id")
                .is_some_and(|id| !select(&format!("label[for='{id}']")).is_empty());
        assert!(labelled, "{at}: a field without a label: {element:?}");
    }
}

/// What residents wrote, in the editions of the walk.
const WORDS: [&str; 7] = [
    "Ławki w parku",
    "Drzewa przy szkole",
    "Plac zabaw",
    "Biblioteka sąsiedzka",
    "Ścieżka rowerowa",
    "Kino pod chmurką",
    "Dobry pomysł",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn residents_words_carry_their_language_on_pages_in_another() {
    Site::run(Engine::Sqlite, async |site| {
        let walk = Walk::begin(site).await;
        for lang in ["en", "uk"] {
            for (path, least) in [
                ("zbieranie/projects", 6),
                ("ocena/projects/1", 1),
                ("ocena/projects/1/comments", 2),
                ("ocena/projects/1/follow", 1),
                ("ocena/projects/1/support", 1),
                ("glosowanie/projects", 6),
                ("glosowanie/vote/ballot", 12),
                ("glosowanie/vote/check", 1),
                ("wyniki/results", 6),
            ] {
                let page = walk.resident.visit(&format!("/{lang}/{path}")).await.expect(200);
                let seen = assert_said(&page.dom(), &page.at);
                assert!(seen >= least, "{}: {seen} times", page.at);
            }
        }
    })
    .await;
}

/// Every word of a resident's, shown or said, stands in an element of its language; gives how many.
fn assert_said(dom: &Html, at: &str) -> usize {
    let mut seen = 0;
    let about = |text: &str| WORDS.iter().find(|words| text.contains(**words)).copied();
    for node in dom.tree.nodes() {
        let said = match node.value() {
            scraper::Node::Text(text) => about(text),
            scraper::Node::Element(element) => element.attr("aria-label").and_then(about),
            _ => None,
        };
        let Some(words) = said else { continue };
        let own = std::iter::once(node).chain(node.ancestors());
        let elements: Vec<_> = own.filter_map(|node| node.value().as_element()).collect();
        // The title of a window is one sentence of ours with somebody's words in it.
        if elements.iter().any(|element| element.name() == "title") {
            continue;
        }
        let lang = elements.iter().find_map(|element| element.attr("lang"));
        assert_eq!(lang, Some("pl"), "{words} on {at}, in {:?}", elements.first());
        seen += 1;
    }
    seen
}
