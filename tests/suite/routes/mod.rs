//! What holds for every route, read from the program's own table: a new route is tested by being
//! declared.

mod access;
mod fuzz;
mod headers;
mod markup;

use axum::http::Method;
use sakwa::app::{Access, Route};
use sakwa::people::Role;

use crate::harness::{Browser, Site, town};

/// The town with one visitor of each kind, and a draft of the resident's.
struct Walk {
    stranger: Browser,
    resident: Browser,
    evaluator: Browser,
    officer: Browser,
    clerk: Browser,
    admin: Browser,
    draft: String,
}

impl Walk {
    async fn begin(site: &Site) -> Self {
        town(site).await;
        let resident = site.resident().await;
        let page = resident.post("/pl/zbieranie/submit", &[]).await.expect(303);
        let draft = page.location().split('/').nth(4).unwrap().to_owned();
        // The resident is the author of the first project of `zbieranie`.
        let author = "UPDATE project SET author_id = (SELECT max(id) FROM account) \
                      WHERE number = '1' AND edition_id = (SELECT id FROM edition WHERE slug = 'zbieranie')";
        site.change(author).await.unwrap();
        let area = [("area", "widzew")];
        resident.post("/pl/glosowanie/vote/area", &area).await.expect(303);
        let project = site
            .number("SELECT project.id FROM project JOIN edition ON edition.id = edition_id WHERE slug = 'glosowanie' AND number = '1'")
            .await;
        let press = [("press", &*format!("add:{project}"))];
        resident.post("/pl/glosowanie/vote/ballot", &press).await.expect(303);
        Self {
            stranger: site.stranger(),
            resident,
            evaluator: site.sign_in_as(Role::Evaluator).await,
            officer: site.sign_in_as(Role::ReturningOfficer).await,
            clerk: site.sign_in_as(Role::Clerk).await,
            admin: site.sign_in_as(Role::Admin).await,
            draft,
        }
    }

    /// Everybody, with the role that the guard sees.
    fn everybody(&self) -> [(Option<Role>, &Browser); 6] {
        [
            (None, &self.stranger),
            (Some(Role::Resident), &self.resident),
            (Some(Role::Evaluator), &self.evaluator),
            (Some(Role::ReturningOfficer), &self.officer),
            (Some(Role::Clerk), &self.clerk),
            (Some(Role::Admin), &self.admin),
        ]
    }

    /// Somebody for whom the page is there. Drafts are the resident's.
    fn somebody(&self, route: &Route) -> &Browser {
        let wanted = |role: &Role| match route.access {
            Access::Public | Access::Person => *role == Role::Resident,
            Access::Staff(roles) => roles.contains(role),
        };
        self.everybody().into_iter().find(|(role, _)| role.as_ref().is_some_and(wanted)).unwrap().1
    }

    /// The route's path with its parameters filled in; `change` may give one another value.
    fn path(&self, route: &Route, change: Option<(&str, &str)>) -> String {
        // Corrections and appeals are the author's.
        let own = route.access == Access::Person && route.path.contains("/projects/{code}");
        let edition = match route.path {
            _ if own => "zbieranie",
            path if path.contains("/vote") => "glosowanie",
            path if path.contains("/submit") => "zbieranie",
            path if path.contains("/results") || path.starts_with("/data") => "wyniki",
            _ => "ocena",
        };
        let values = [
            ("{l}", "pl"),
            ("{e}", edition),
            ("{code}", "1"),
            ("{set}", "formal"),
            ("{question}", "w-terminie"),
            ("{draft}", &self.draft),
            ("{step}", "idea"),
            ("{pool}", "city"),
            ("{file}", "city.pb"),
            ("{key}", "00000000000000000000000000000000"),
        ];
        let mut path = route.path.to_owned();
        if let Some((parameter, value)) = change {
            path = path.replace(parameter, value);
        }
        for (parameter, value) in values {
            path = path.replace(parameter, value);
        }
        assert!(!path.contains('{') || change.is_some(), "an unknown parameter in {path}");
        path
    }
}

fn table() -> Vec<Route> {
    let table = sakwa::site::routes().table;
    assert!(table.len() > 35);
    table
}

fn getting() -> impl Iterator<Item = Route> {
    table().into_iter().filter(|route| route.method == Method::GET)
}

fn posting() -> impl Iterator<Item = Route> {
    table().into_iter().filter(|route| route.method == Method::POST)
}

/// The parameters of a path: `{l}`, `{e}` and so on.
fn parameters(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| segment.starts_with('{'))
}
