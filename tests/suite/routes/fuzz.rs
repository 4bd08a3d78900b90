//! Whatever is sent: an answer, and never one that says the server is to blame.

use super::{Walk, getting, parameters, posting};
use crate::harness::{Page, Site, on_both_engines};

on_both_engines! {
    no_path_breaks_the_server
    no_query_breaks_the_server
    no_form_breaks_the_server
}

fn assert_sound(page: &Page) {
    assert!(page.status.as_u16() < 500, "{} {}", page.at, page.status);
}

fn segments() -> Vec<String> {
    let mut all: Vec<String> = [
        "%00",
        "a%00b",
        "%ff%fe",
        "%c0%80",
        "%ed%a0%80",
        "..%2f..%2fetc%2fpasswd",
        "%2e%2e",
        "%25",
        "%F0%9F%92%A9",
        "'",
        "%22%3E%3Cscript%3E",
        "-1",
        "99999999999999999999",
        "%E2%88%9E",
        "%0d%0aset-cookie:x=1",
        "1'%20OR%20'1'='1",
        "%",
        "%zz",
        ".pb",
        "a.pb.pb",
        "*",
    ]
    .map(str::to_owned)
    .into();
    all.push("ż".repeat(60).bytes().map(|byte| format!("%{byte:02x}")).collect());
    all.push("a".repeat(8000));
    all
}

async fn no_path_breaks_the_server(site: &Site) {
    let walk = Walk::begin(site).await;
    let segments = segments();
    for route in getting() {
        for parameter in parameters(route.path) {
            for segment in &segments {
                let path = walk.path(&route, Some((parameter, segment)));
                let page = walk.somebody(&route).get(&path).await;
                assert_sound(&page);
                assert!(page.status.as_u16() >= 400, "{path}: {}", page.status);
            }
        }
    }
}

async fn no_query_breaks_the_server(site: &Site) {
    let walk = Walk::begin(site).await;
    let names = [
        "q", "page", "category", "pool", "status", "sort", "x", "y", "z", "w", "code", "next",
        "check", "done", "l", "t", "show",
    ];
    let mut values = segments();
    values.retain(|value| value.len() < 2000);
    values.extend(
        [
            "NaN",
            "inf",
            "-inf",
            "1e308",
            "-0",
            "0",
            "255",
            "18446744073709551615",
            "%25_",
            "%5c",
            "%5c%25",
            "%27%3b--",
            "",
            "=",
            "&",
            "map",
        ]
        .map(str::to_owned),
    );
    let paths = [
        "/pl/wyniki/projects",
        "/pl/receipt",
        "/pl/sign-in",
        "/pl/sign-up",
        "/pl/wyniki",
        "/data/wyniki/projects.csv",
        "/pl/wyniki/projects/1/comments",
        "/pl/follow",
        "/pl/co-author",
    ];
    for path in paths {
        for value in &values {
            // All names at once, and the map with its own.
            let all: Vec<String> = names.iter().map(|name| format!("{name}={value}")).collect();
            let alone = format!("view=map&z={value}&x=19&y=51&{value}");
            for query in [format!("view=map&{}", all.join("&")), alone] {
                assert_sound(&walk.stranger.get(&format!("{path}?{query}")).await);
            }
        }
    }
}

async fn no_form_breaks_the_server(site: &Site) {
    let walk = Walk::begin(site).await;
    let names = [
        "email",
        "name",
        "password",
        "next",
        "title",
        "summary",
        "category",
        "pool",
        "place",
        "latitude",
        "longitude",
        "label",
        "quantity",
        "price",
        "area",
        "press",
        "key",
        "verdict",
        "reason",
        "from",
        "confirm",
        "theme",
        "act",
        "words",
        "received",
        "ruling",
        "department",
        "person",
        "opinion",
        "stance",
        "question",
        "reply",
        "version",
        "source",
        "draws-at",
        "seed",
        "new-end",
        "begins-voting",
        "ends-voting",
        "pl",
        "answer",
        "no",
        "procedure",
        "appeal_days",
        "a-w-terminie",
        "n-w-terminie",
        "sure-title",
        "recipients",
        "point",
        "view",
        "typed",
        "unit",
        "yearly",
        "coauthor",
        "phone",
        "answer",
        "t",
        "body",
        "signed",
        "message",
        "resident",
        "rows",
        "signatures",
        "file",
        "questions",
        "prices",
        "highest",
        "title-most",
        "cluster",
        "batch",
        "challenge",
        "why",
        "place",
        "declared",
        "in_person",
        "policy",
        "card",
        "status",
        "marks-1",
        "marks-2",
    ];
    let mut values = segments();
    values.extend(
        [
            "add:",
            "add:0",
            "more:9223372036854775808",
            "less:1",
            "remove:-1",
            "add:1%00",
            "accept",
            "counting",
            "dark",
            "NaN",
            "0x1",
            "9223372036854775807",
            "1e400",
            "%ff",
            "give",
            "finish",
            "fix",
            "draw",
            "terms",
            "pools",
            "preset",
            "approve",
            "propose",
            "confirm",
            "withdraw",
            "uphold",
            "lift",
            "2027-03-28T02:30",
            "2027-02-30",
        ]
        .map(str::to_owned),
    );
    let mut bodies: Vec<Vec<u8>> =
        [&b""[..], b"a", b"=", b"&&&=", b"%ff%ff=%fe", b"\xff\xfe=\x00", b"title=\x00", b"%00=%00"]
            .map(<[u8]>::to_vec)
            .into();
    bodies.extend(
        values
            .iter()
            .map(|value| names.map(|name| format!("{name}={value}")).join("&").into_bytes()),
    );
    bodies.push("label=a&".repeat(9000).into_bytes());
    for route in posting().filter(|route| !route.path.ends_with("sign-out")) {
        for body in &bodies {
            let page =
                walk.somebody(&route).post_raw(&walk.path(&route, None), body.clone().into()).await;
            assert_sound(&page);
        }
    }
}
