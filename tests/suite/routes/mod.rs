//! What holds for every route, read from the program's own table: a new route is tested by being
//! declared.

mod access;
mod fuzz;
mod headers;
mod markup;

use axum::http::Method;
use sakwa::app::{Access, Route};
use sakwa::people::Role;

use crate::harness::{Browser, Site, link_to, photo_with_gps, town};

/// The town with a visitor of every role, a resident's draft, and the resident next door, who has
/// one too.
struct Walk {
    stranger: Browser,
    resident: Browser,
    neighbour: Browser,
    staff: Vec<(Role, Browser)>,
    draft: String,
    /// A game at whose only table the resident sits.
    game: String,
    /// The link to the resident's seat.
    token: String,
    /// A photo on the resident's draft.
    attachment: String,
    /// A comment one can report, and one that its writer can appeal for.
    comments: [String; 2],
    /// Links of letters: to a co-author and to a follower.
    letters: [String; 2],
}

impl Walk {
    async fn begin(site: &Site) -> Self {
        town(site).await;
        // The log of the edition that votes begins with its rules.
        sakwa::seal::keep(&site.app).await.unwrap();
        let (resident, draft) = Self::drafting(site).await;
        // The resident is the author of the first project of `zbieranie`.
        let author = "UPDATE project SET author_id = (SELECT max(id) FROM account) \
                      WHERE number = '1' AND edition_id = (SELECT id FROM edition WHERE slug = 'zbieranie')";
        site.change(author).await.unwrap();
        let (neighbour, _) = Self::drafting(site).await;
        let mut staff = Vec::new();
        for role in Role::ALL.into_iter().filter(|role| role.is_staff()) {
            staff.push((role, site.sign_in_as(role).await));
        }
        let host = &staff.iter().find(|(role, _)| *role == Role::Facilitator).unwrap().1;
        let (game, token) = Self::playing(host, &resident).await;
        let clerk = &staff.iter().find(|(role, _)| *role == Role::Clerk).unwrap().1;
        let files = format!("/pl/zbieranie/submit/{draft}/files/add");
        let fields = [("name", "Skwer od ulicy"), ("who", "all")];
        resident.send_file(&files, &fields, &photo_with_gps()).await.expect(303);
        let photo = resident.get(&format!("/pl/zbieranie/submit/{draft}/files")).await;
        let attachment = photo.attrs("a[href^='/file/']", "href").remove(0);
        crate::project::submit_in(&resident, "zbieranie", "Ławki w parku", &["b@example.pl"]).await;
        let comments = Self::commenting(site, &resident, clerk).await;
        let follow = [("email", "f@example.pl")];
        resident.post("/pl/ocena/projects/1/follow", &follow).await.expect(303);
        let batch = [("place", "Biblioteka"), ("declared", "2")];
        clerk.post("/pl/desk/glosowanie/paper", &batch).await.expect(303);
        let letters = [link_to(site, "b@example.pl").await, link_to(site, "f@example.pl").await];
        Self {
            stranger: site.stranger(),
            resident,
            neighbour,
            staff,
            draft,
            game,
            token,
            attachment: attachment.trim_start_matches("/file/").to_owned(),
            comments,
            letters,
        }
    }

    /// A comment that is shown and one that is hidden.
    async fn commenting(site: &Site, resident: &Browser, clerk: &Browser) -> [String; 2] {
        let comments = "/pl/ocena/projects/1/comments";
        for body in ["Dobry pomysł", "Zły pomysł"] {
            resident.post(comments, &[("body", body)]).await.expect(303);
        }
        let id = |body: &str| format!("SELECT id FROM comment WHERE body = '{body}'");
        let shown = site.number(&id("Dobry pomysł")).await.to_string();
        let hidden = site.number(&id("Zły pomysł")).await.to_string();
        let hide = [("verdict", "hide"), ("reason", "Obraża sąsiadów projektu")];
        clerk.post(&format!("/pl/desk/ocena/comments/{hidden}"), &hide).await.expect(303);
        [shown, hidden]
    }

    async fn playing(host: &Browser, player: &Browser) -> (String, String) {
        let new = host.get("/pl/games/new?rules=lublin-2014").await.form("main form");
        let new = new.fill("pool", "glosowanie/city").fill("items", "3");
        let page = new.fill("tables", "1").fill("seats", "1").send(host).await.expect(303);
        let game = page.location().rsplit('/').next().unwrap().to_owned();
        let join = player.get(&format!("/pl/join/{game}")).await.form("main form");
        join.send(player).await.expect(303);
        let seat = format!("/pl/games/{game}/tables/1/seat");
        let link = host.post(&seat, &[("seat", "1")]).await.expect(200).one("main code");
        let token = link.rsplit('/').next().unwrap().to_owned();
        player.get(&format!("/pl/play/seat/{token}")).await.expect(303);
        (game, token)
    }

    /// A resident who has begun a project and a ballot.
    async fn drafting(site: &Site) -> (Browser, String) {
        let resident = site.resident().await;
        let page = resident.post("/pl/zbieranie/submit", &[]).await.expect(303);
        let draft = page.location().split('/').nth(4).unwrap().to_owned();
        let area = [("area", "widzew")];
        resident.post("/pl/glosowanie/vote/area", &area).await.expect(303);
        let project = site
            .number("SELECT project.id FROM project JOIN edition ON edition.id = edition_id WHERE slug = 'glosowanie' AND number = '1'")
            .await;
        let press = [("press", &*format!("add:{project}"))];
        resident.post("/pl/glosowanie/vote/ballot", &press).await.expect(303);
        (resident, draft)
    }

    /// Everybody, with the role that the guard sees.
    fn everybody(&self) -> Vec<(Option<Role>, &Browser)> {
        let staff = self.staff.iter().map(|(role, browser)| (Some(*role), browser));
        [(None, &self.stranger), (Some(Role::Resident), &self.resident)]
            .into_iter()
            .chain(staff)
            .collect()
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
            path if path.contains("/vote") || path.ends_with("/seal") => "glosowanie",
            path if path.contains("/desk/{e}/paper") => "glosowanie",
            "/data/{e}/rules.json" | "/data/{e}/checkpoints.txt" => "glosowanie",
            path if path.contains("/submit") || path.contains("/withdraw") => "zbieranie",
            path if path.contains("/results") || path.starts_with("/data") => "wyniki",
            _ => "ocena",
        };
        let values = [
            ("{l}", "pl"),
            ("{e}", edition),
            ("{code}", if route.path.ends_with("{code}/withdraw") { "7" } else { "1" }),
            ("{set}", "formal"),
            ("{question}", "w-terminie"),
            ("{attachment}", &*self.attachment),
            ("{comment}", &*self.comments[usize::from(route.path.ends_with("/appeal"))]),
            ("{batch}", "1"),
            ("{offer}", "1"),
            ("{draft}", &self.draft),
            ("{step}", "idea"),
            ("{pool}", "city"),
            ("{file}", "city.pb"),
            ("{mail}", "sign-in"),
            ("{language}", "uk"),
            ("{key}", "00000000000000000000000000000000"),
            ("{game}", &self.game),
            ("{table}", "1"),
            ("{token}", &self.token),
        ];
        let mut path = route.path.to_owned();
        if let Some((parameter, value)) = change {
            path = path.replace(parameter, value);
        }
        for (parameter, value) in values {
            path = path.replace(parameter, value);
        }
        match route.path {
            "/{l}/co-author" => path.push_str(self.letters[0].trim_start_matches("/pl/co-author")),
            "/{l}/follow" => path.push_str(self.letters[1].trim_start_matches("/pl/follow")),
            _ => {}
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
