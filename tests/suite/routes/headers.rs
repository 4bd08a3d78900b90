//! Headers: what browsers are told on every answer, validators and compression.

use axum::body::Body;
use axum::http::Method;

use super::{Walk, table};
use crate::harness::{Page, Site, on_both_engines};

on_both_engines! {
    every_answer_is_guarded
    personal_pages_are_not_kept_in_between
    an_unchanged_page_costs_no_bytes
    pages_and_assets_are_compressed
    who_cannot_read_it_gets_no_brotli
    health_answers
}

fn assert_guarded(page: &Page) {
    let at = format!("{} {}", page.at, page.status);
    let csp = page.header("content-security-policy");
    let policy = [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    ];
    for directive in policy {
        assert!(csp.contains(directive), "{at}: {csp}");
    }
    assert!(!csp.contains("unsafe"), "{at}: {csp}");
    let headers = [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
        ("strict-transport-security", "max-age=63072000; includeSubDomains"),
        ("access-control-allow-origin", ""),
        ("server", ""),
    ];
    for (name, value) in headers {
        assert_eq!(page.header(name), value, "{at}: {name}");
    }
    assert!(!page.header("x-request-id").is_empty(), "{at}");
}

async fn every_answer_is_guarded(site: &Site) {
    let walk = Walk::begin(site).await;
    for (_, visitor) in walk.everybody() {
        for route in table().into_iter().filter(|route| !route.path.ends_with("sign-out")) {
            let path = walk.path(&route, None);
            assert_guarded(&visitor.ask(route.method, &path, &[], Body::empty()).await);
        }
    }
    let stranger = &walk.stranger;
    let css = stranger.get("/pl/").await.attrs("link[rel=stylesheet]", "href").remove(0);
    for path in ["/nie-ma", &css, "/static/nie-ma", "/pl/%ff", "/data/wyniki/results.xlsx"] {
        assert_guarded(&stranger.get(path).await);
    }
    let foreign = [("sec-fetch-site", "cross-site")];
    assert_guarded(
        &stranger.ask(Method::POST, "/pl/sign-in", &foreign, Body::empty()).await.expect(403),
    );
    assert_guarded(&stranger.ask(Method::DELETE, "/pl/", &[], Body::empty()).await.expect(405));
    assert_guarded(
        &stranger.post_raw("/pl/sign-in", vec![b'a'; 300 * 1024].into()).await.expect(413),
    );
    // Another site may read nothing, whatever it asks for.
    let preflight = [("origin", "https://evil.example"), ("access-control-request-method", "POST")];
    assert_guarded(
        &stranger.ask(Method::OPTIONS, "/data/wyniki/results.csv", &preflight, Body::empty()).await,
    );
}

async fn personal_pages_are_not_kept_in_between(site: &Site) {
    let walk = Walk::begin(site).await;
    for path in ["/pl/my", "/pl/glosowanie/vote/ballot", "/pl/glosowanie/vote/check"] {
        let page = walk.resident.get(path).await.expect(200);
        assert_eq!(
            page.header("cache-control"),
            "no-store",
            "{path}: computers in libraries are shared"
        );
    }
    let public = walk.stranger.get("/pl/wyniki/projects").await.expect(200);
    assert_eq!(public.header("cache-control"), "private, no-cache");
    assert!(public.every("vary").contains("cookie"), "another visitor may see another page");
    assert_eq!(walk.stranger.get("/pl/my").await.header("cache-control"), "no-store");
}

async fn an_unchanged_page_costs_no_bytes(site: &Site) {
    let walk = Walk::begin(site).await;
    let css = walk.stranger.get("/pl/").await.attrs("link[rel=stylesheet]", "href").remove(0);
    for path in ["/pl/", "/pl/wyniki/projects", "/uk/wyniki/results", &css] {
        let first = walk.stranger.get(path).await.expect(200);
        let tag = first.header("etag");
        assert!(!tag.is_empty(), "{path}");
        let again = [("if-none-match", tag)];
        let second = walk.stranger.ask(Method::GET, path, &again, Body::empty()).await.expect(304);
        assert!(second.body.is_empty());
        assert_guarded(&second);
        let other = [("if-none-match", "W/\"0\"")];
        walk.stranger.ask(Method::GET, path, &other, Body::empty()).await.expect(200);
    }
    // What a signed-in person sees has another validator.
    let page = walk.resident.get("/pl/wyniki/projects").await;
    assert_ne!(page.header("etag"), walk.stranger.get("/pl/wyniki/projects").await.header("etag"));
}

async fn pages_and_assets_are_compressed(site: &Site) {
    let walk = Walk::begin(site).await;
    let css = walk.stranger.get("/pl/").await.attrs("link[rel=stylesheet]", "href").remove(0);
    for path in ["/pl/wyniki/projects", "/data/wyniki/pools/city.pb", &css] {
        let plain = walk.stranger.get(path).await.expect(200);
        assert_eq!(plain.header("content-encoding"), "");
        let accept = [("accept-encoding", "gzip, br")];
        let small = walk.stranger.ask(Method::GET, path, &accept, Body::empty()).await.expect(200);
        assert_eq!(small.header("content-encoding"), "br", "{path}");
        assert!(small.body.len() < plain.body.len());
        let mut whole = Vec::new();
        brotli::BrotliDecompress(&mut &small.body[..], &mut whole).unwrap();
        assert!(whole == plain.body, "{path}");
        assert!(small.every("vary").contains("accept-encoding"), "{path}: {}", small.every("vary"));
    }
}

async fn who_cannot_read_it_gets_no_brotli(site: &Site) {
    let walk = Walk::begin(site).await;
    for accepted in ["gzip", "br;q=0, gzip", "brother"] {
        let accept = [("accept-encoding", accepted)];
        let page = walk.stranger.ask(Method::GET, "/pl/wyniki", &accept, Body::empty()).await;
        assert_eq!(page.expect(200).header("content-encoding"), "", "{accepted}");
    }
}

async fn health_answers(site: &Site) {
    assert_eq!(site.stranger().get("/health").await.expect(200).text(), "ok");
}
