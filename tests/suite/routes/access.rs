//! Who may go where, who is sent to sign in, and what looking changes (nothing).

use axum::body::Body;
use axum::http::Method;
use sakwa::app::{Access, Route};
use sakwa::people::Role;

use super::{Walk, getting, parameters, posting, table};
use crate::harness::{Site, on_both_engines, server};

on_both_engines! {
    every_role_gets_what_the_table_says
    what_does_not_exist_is_not_found
    a_draft_of_somebody_else_does_not_exist
    looking_changes_nothing
    another_site_can_send_no_form
    signing_in_leads_nowhere_else
    an_oversized_form_is_refused
}

/// Who sees how far the evaluation is.
const WATCHERS: Access = Access::Staff(&[
    Role::Clerk,
    Role::Evaluator,
    Role::ReturningOfficer,
    Role::Auditor,
    Role::Admin,
]);

#[test]
fn the_doors_of_city_hall_are_for_its_staff() {
    let evaluators = Access::Staff(&[Role::Evaluator]);
    let officers = Access::Staff(&[Role::ReturningOfficer]);
    let clerks = Access::Staff(&[Role::Clerk, Role::Evaluator]);
    let only_clerks = Access::Staff(&[Role::Clerk]);
    let registrars = Access::Staff(&[Role::Registrar]);
    let admins = Access::Staff(&[Role::Admin]);
    for route in table() {
        let post = route.method == Method::POST;
        let expected = match route.path {
            path if path.ends_with("/phase") => officers,
            "/{l}/desk/{e}/calendar" | "/{l}/desk/{e}/extension" | "/{l}/desk/{e}/draw" => officers,
            "/{l}/desk/{e}/seal" | "/{l}/desk/{e}/count" | "/{l}/desk/{e}/opening" => officers,
            "/{l}/desk/{e}/integrity" if post => Access::Staff(&[Role::Registrar]),
            "/{l}/desk/{e}/integrity"
            | "/{l}/desk/{e}/challenges"
            | "/{l}/desk/{e}/correction"
            | "/{l}/desk/{e}/late" => Access::Staff(&[Role::Registrar, Role::ReturningOfficer]),
            path if path.contains("/desk/{e}/cards") => admins,
            path if path.contains("/desk/{e}/ballot") => admins,
            "/{l}/desk/{e}/eligibility" => Access::Staff(&[Role::Registrar, Role::Admin]),
            "/{l}/desk/clock" => Access::Staff(&[Role::ReturningOfficer, Role::Admin]),
            "/{l}/desk/{e}/paper/policy" => Access::Staff(&[Role::ReturningOfficer, Role::Admin]),
            "/{l}/desk/{e}/paper" | "/{l}/desk/{e}/paper/{batch}" if post => only_clerks,
            "/{l}/desk/{e}/paper/{batch}/sample" => {
                Access::Staff(&[Role::Clerk, Role::ReturningOfficer, Role::Auditor])
            }
            "/{l}/desk/{e}/paper"
            | "/{l}/desk/{e}/paper/card"
            | "/{l}/desk/{e}/paper/{batch}"
            | "/{l}/desk/{e}/paper/{batch}/cover" => {
                Access::Staff(&[Role::Clerk, Role::ReturningOfficer, Role::Auditor, Role::Admin])
            }
            path if path.contains("/desk/{e}/paper") => only_clerks,
            path if path.contains("/desk/{e}/register") => registrars,
            path if path.contains("/desk/{e}/codes") => registrars,
            path if path.contains("/desk/{e}/person") => {
                Access::Staff(&[Role::Clerk, Role::Registrar])
            }
            path if path.contains("/desk/{e}/rehearsal") => {
                Access::Staff(&[Role::ReturningOfficer, Role::Admin])
            }
            "/{l}/desk/{e}/progress" => WATCHERS,
            "/{l}/desk/{e}/projects/{code}" if post => evaluators,
            "/{l}/desk/{e}/projects/{code}" => clerks,
            "/{l}/desk/{e}/projects/{code}/formal" | "/{l}/desk/{e}/projects/{code}/appeal" => {
                clerks
            }
            path if path.contains("/desk/people") || path.contains("/desk/mail") => admins,
            "/{l}/desk/accounts" => admins,
            "/{l}/desk/acts" => {
                Access::Staff(&[Role::Auditor, Role::Admin, Role::ReturningOfficer])
            }
            path if path.contains("/{l}/account") => Access::Person,
            "/{l}/desk/{e}/form" | "/{l}/desk/{e}/support" => admins,
            "/{l}/desk/{e}/support/{code}" => only_clerks,
            path if path.contains("/desk/{e}/comments") => only_clerks,
            path if path.contains("/desk/{e}/projects") => evaluators,
            "/{l}/{e}/projects/{code}/correct" | "/{l}/{e}/projects/{code}/appeal" => {
                Access::Person
            }
            path if path.contains("/desk") => sakwa::app::STAFF,
            path if path.contains("/games") => Access::Staff(&[Role::Facilitator]),
            // A voter needs no account: the booth itself asks for a pass.
            path if path.contains("/vote/") => Access::Public,
            path if path.contains("/my") => Access::Person,
            "/{l}/sign-in/form" => Access::Person,
            path if path.contains("/submit/") => Access::Person,
            "/{l}/{e}/submit" if route.method == Method::POST => Access::Person,
            path if path.ends_with("/withdraw") || path.contains("/comments/") => Access::Person,
            path if path.ends_with("/comments") || path.ends_with("{code}/support") => {
                if route.method == Method::POST { Access::Person } else { Access::Public }
            }
            _ => Access::Public,
        };
        assert_eq!(route.access, expected, "{} {}", route.method, route.path);
    }
}

async fn every_role_gets_what_the_table_says(site: &Site) {
    let walk = Walk::begin(site).await;
    for (role, visitor) in walk.everybody() {
        for route in table().into_iter().filter(|route| !route.path.ends_with("sign-out")) {
            let path = walk.path(&route, None);
            let page = match route.method {
                Method::GET => visitor.get(&path).await,
                _ => visitor.post(&path, &[]).await,
            };
            let status = page.status.as_u16();
            let to_sign_in = status == 303 && page.location().starts_with("/pl/sign-in?next=");
            let what = format!("{role:?} {} {path}: {status}", route.method);
            match role {
                _ if route.access.allows(role) => {
                    assert!(!to_sign_in && status != 403 && status < 500, "{what}");
                }
                None => assert!(to_sign_in, "{what}"),
                Some(_) => assert_eq!(status, 403, "{what}"),
            }
        }
    }
}

#[test]
fn the_matrix_is_printed_from_the_router() {
    let ask = |args: &[&str]| {
        let output = server::run_anywhere(args);
        assert!(output.status.success(), "{}", server::text(&output.stderr));
        server::text(&output.stdout)
    };
    let rows: Vec<serde_json::Value> = serde_json::from_str(&ask(&["routes", "--json"])).unwrap();
    assert_eq!(rows.len(), table().len());
    for route in table() {
        let row = rows
            .iter()
            .find(|row| row["path"] == route.path && row["method"] == route.method.as_str())
            .unwrap();
        let may: Vec<&str> =
            row["may"].as_array().unwrap().iter().map(|who| who.as_str().unwrap()).collect();
        for role in Role::ALL {
            let listed = may.contains(&&*role.name());
            assert_eq!(listed, route.access.allows(Some(role)), "{row}");
        }
        assert_eq!(may.contains(&"anonymous"), route.access == Access::Public, "{row}");
    }
    let printed = ask(&["routes"]);
    let head = printed.lines().next().unwrap();
    for line in printed.lines().take(table().len() + 1) {
        // Every column stands under its head.
        for column in ["ROUTE", "anon", "clerk".get(..4).unwrap(), "admi"] {
            let at = head.find(column).unwrap();
            assert!(line.as_bytes()[at] != b' ' && line.as_bytes()[at - 1] == b' ', "{line}");
        }
    }
    let people = printed.lines().find(|line| line.contains("/{l}/desk/people")).unwrap();
    let cells: Vec<&str> = people.split_whitespace().collect();
    assert_eq!(cells[2..], ["-", "-", "-", "-", "-", "-", "-", "-", "-", "yes"]);
}

async fn what_does_not_exist_is_not_found(site: &Site) {
    let walk = Walk::begin(site).await;
    for route in getting() {
        let visitor = walk.somebody(&route);
        let there = visitor.get(&walk.path(&route, None)).await.status.as_u16();
        // 410 is the page of a link by mail that opens nothing.
        let there_or_over = there < 400 || there == 410 || route.path == "/sign-in/city";
        // A receipt is there for its voter, a bundle where people voted: both have tests of their own.
        let of_a_vote = route.path.contains("{key}") || route.path.ends_with("bundle.zip");
        assert!(there_or_over || of_a_vote, "{}: {there}", route.path);
        for parameter in parameters(route.path) {
            for wrong in ["nie-ma", "de", "PL", "-1", "wyniki.pb"] {
                let path = walk.path(&route, Some((parameter, wrong)));
                visitor.get(&path).await.expect(404);
            }
        }
    }
    for path in ["/x", "/pl/a/b/c", "/static/nie-ma.css", "/data", "/pl/wyniki/", "//"] {
        walk.stranger.get(path).await.expect(404);
    }
    walk.stranger.ask(Method::DELETE, "/pl/", &[], Body::empty()).await.expect(405);
}

async fn a_draft_of_somebody_else_does_not_exist(site: &Site) {
    let walk = Walk::begin(site).await;
    // Also what an author does with a project that is public.
    let personal = |route: &Route| {
        let person = route.access == Access::Person;
        // What every resident may do with a public project.
        let anybody = route.path.contains("/support") || route.path.ends_with("/comments");
        route.path.contains("{draft}") || person && route.path.contains("{code}") && !anybody
    };
    for route in table().into_iter().filter(personal) {
        let path = walk.path(&route, None);
        let staff = walk.staff.iter().map(|(_, visitor)| visitor);
        for visitor in staff.chain([&walk.neighbour]) {
            let page = match route.method {
                Method::GET => visitor.get(&path).await,
                _ => visitor.post(&path, &[("title", "Nie moje")]).await,
            };
            page.expect(404);
        }
    }
    assert!(!site.everything().await.contains("Nie moje"));
}

async fn looking_changes_nothing(site: &Site) {
    let walk = Walk::begin(site).await;
    let before = site.everything().await;
    for (_, visitor) in walk.everybody() {
        for route in getting() {
            visitor.get(&walk.path(&route, None)).await;
        }
    }
    assert_eq!(site.everything().await, before);
}

async fn another_site_can_send_no_form(site: &Site) {
    let walk = Walk::begin(site).await;
    let before = site.everything().await;
    let foreign: [&[(&str, &str)]; 5] = [
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://evil.example"), ("host", "bo.example.pl")],
        &[("origin", "null"), ("host", "bo.example.pl")],
        &[("sec-fetch-site", "cross-site"), ("origin", "null")],
    ];
    for route in posting() {
        for headers in foreign {
            let form = [("content-type", "application/x-www-form-urlencoded")];
            let headers = [headers, &form].concat();
            let path = walk.path(&route, None);
            let body = Body::from("area=-&verdict=accept&from=evaluation&confirm=yes&theme=dark");
            walk.somebody(&route).ask(Method::POST, &path, &headers, body).await.expect(403);
        }
    }
    assert_eq!(site.everything().await, before);
    walk.resident.get("/pl/my").await.expect(200);
    let ours = [
        ("origin", "https://bo.example.pl"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    walk.resident.ask(Method::POST, "/pl/theme", &ours, Body::from("theme=dark")).await.expect(303);
}

async fn signing_in_leads_nowhere_else(site: &Site) {
    let elsewhere = [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        "evil.example",
        "/\u{1}x",
        "\u{7f}",
        "///evil.example",
        "/%0d%0aset-cookie:x",
    ];
    for next in elsewhere {
        let (stranger, account) = (site.stranger(), site.account(Role::Resident).await);
        let form =
            stranger.get(&format!("/pl/sign-in?next={}", crate::harness::encode(next))).await;
        let form = form.form("form[action$=sign-in]").fill("email", &account.email);
        let form = form.fill("password", crate::harness::PASSWORD).fill("next", next);
        let theme = [("theme", "dark"), ("next", next)];
        for page in [form.send(&stranger).await, stranger.post("/pl/theme", &theme).await] {
            let page = page.expect(303);
            let to = page.location();
            assert!(
                to.starts_with('/') && !to.starts_with("//") && !to.contains('\\'),
                "{next:?} {to}"
            );
        }
    }
}

async fn an_oversized_form_is_refused(site: &Site) {
    let walk = Walk::begin(site).await;
    let before = site.everything().await;
    let takes_files = |path: &str| path.ends_with("/files/add") || path.ends_with("/register/file");
    for route in posting().filter(|route| !takes_files(route.path)) {
        let body = format!("title={}", "a".repeat(300 * 1024));
        let page = walk.somebody(&route).post_raw(&walk.path(&route, None), body.into()).await;
        assert!(page.expect(413).has("h1"));
    }
    assert_eq!(site.everything().await, before);
}
