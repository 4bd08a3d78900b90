//! Who is looking, in which language, by day or by night: what every page needs to know.

use axum::extract::{FromRequestParts, OriginalUri, RawPathParams};
use axum::http::{Uri, request::Parts};
use axum_extra::extract::CookieJar;
use tower_sessions::Session;

use super::account;
use super::role::{self, Role};
use super::session;
use crate::app::App;
use crate::error::{Error, Result};
use crate::page::{Shell, Theme, encode};
use crate::text::{Lang, Text};

/// The signed-in person behind a request.
#[derive(Clone, Debug)]
pub struct Viewer {
    pub id: i64,
    pub name: String,
    pub email: String,
    /// Staff roles; none for a resident.
    pub roles: Vec<Role>,
}

impl Viewer {
    /// Whether this person has the role. Everybody is a resident.
    pub fn may(&self, role: Role) -> bool {
        role == Role::Resident || self.roles.contains(&role)
    }

    /// Whether city hall's door is open for them.
    pub fn is_staff(&self) -> bool {
        !self.roles.is_empty()
    }

    /// Where this person works: messages and paths.
    pub fn doors(&self) -> Vec<(&'static str, &'static str)> {
        let desk = self.roles.iter().any(|role| *role != Role::Facilitator);
        let games = self.may(Role::Facilitator);
        let doors = [(desk, ("nav-desk", "/desk")), (games, ("nav-games", "/games"))];
        doors.into_iter().filter(|(open, _)| *open).map(|(_, door)| door).collect()
    }
}

/// The viewer of a session, if it is signed in; costs nothing without a cookie.
pub async fn load_viewer(app: &App, session: &Session) -> Result<Option<Viewer>> {
    let Some(id) = session::account_of(session).await? else { return Ok(None) };
    let db = app.store.read();
    let account = account::by_id(db, id).await?.filter(account::Account::is_open);
    let Some(account) = account else { return Ok(None) };
    let roles = role::of(db, id).await?;
    Ok(Some(Viewer { id, name: account.name, email: account.email, roles }))
}

/// One look at one page.
#[derive(Clone, Debug)]
pub struct Visit {
    pub text: Text,
    pub viewer: Option<Viewer>,
    pub theme: Theme,
    pub uri: Uri,
}

impl Visit {
    pub fn lang(&self) -> Lang {
        self.text.0
    }

    /// `/pl` + `rest`.
    pub fn href(&self, rest: &str) -> String {
        format!("/{}{rest}", self.lang().code())
    }

    /// Where signing in leads, coming back to the present page.
    pub fn sign_in(&self) -> Error {
        sign_in_error(self.lang(), &self.uri)
    }

    /// The signed-in person, or the way to sign in.
    pub fn person(&self) -> Result<&Viewer> {
        self.viewer.as_ref().ok_or_else(|| self.sign_in())
    }

    /// A page without an edition around it.
    pub fn shell(&self, title: String) -> Shell {
        let mut shell = Shell::new(self.text, self.theme, self.uri.clone(), title);
        if let Some(viewer) = &self.viewer {
            shell.account = Some(viewer.name.clone());
            shell.doors = viewer.doors();
        }
        shell
    }

    /// As [`Self::shell`], for a page that is drawn under another address than its own, because a
    /// form on it came back: what leads back to it leads to its own.
    pub fn shell_of(&self, path: &str, title: String) -> Shell {
        let mut shell = self.shell(title);
        if let Ok(uri) = self.href(path).parse() {
            shell.uri = uri;
        }
        shell
    }

    /// The sentence a redirect asked this page to show (`?done=…`), when we know it.
    pub fn done(&self) -> Option<String> {
        let query = self.uri.query()?;
        let key = query.split('&').find_map(|pair| pair.strip_prefix("done="))?;
        let ours = key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        let sentence = self.text.say(&format!("done-{key}"));
        (ours && !sentence.starts_with('⟦')).then_some(sentence)
    }
}

pub fn sign_in_error(lang: Lang, uri: &Uri) -> Error {
    let here = uri.path_and_query().map_or("/", |here| here.as_str());
    let next = encode(here);
    Error::SeeOther { to: format!("/{}/sign-in?next={next}", lang.code()) }
}

impl FromRequestParts<App> for Visit {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let params =
            RawPathParams::from_request_parts(parts, app).await.map_err(|_| Error::NotFound)?;
        let code = params.iter().find(|(name, _)| *name == "l").map(|(_, code)| code.to_owned());
        let lang = match code {
            Some(code) => Lang::parse(&code).ok_or(Error::NotFound)?,
            None => Lang::Pl,
        };
        let uri = match OriginalUri::from_request_parts(parts, app).await {
            Ok(OriginalUri(uri)) => uri,
            Err(never) => match never {},
        };
        let jar = CookieJar::from_headers(&parts.headers);
        let viewer = parts.extensions.get::<Option<Viewer>>().cloned().flatten();
        Ok(Self { text: Text(lang), viewer, theme: Theme::from_cookies(&jar), uri })
    }
}
