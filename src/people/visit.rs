//! Who is looking, in which language, by day or by night: what every page needs to know.

use axum::extract::{FromRequestParts, OriginalUri, RawPathParams};
use axum::http::{Uri, request::Parts};
use axum_extra::extract::CookieJar;
use tower_sessions::Session;

use super::account::{self, Account, Role};
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
    pub role: Role,
}

impl From<Account> for Viewer {
    fn from(account: Account) -> Self {
        Self { id: account.id, name: account.name, email: account.email, role: account.role }
    }
}

/// The viewer of a session, if it is signed in; costs nothing without a cookie.
pub async fn load_viewer(app: &App, session: &Session) -> Result<Option<Viewer>> {
    match session::account_of(session).await? {
        Some(id) => Ok(account::by_id(&app.store, id).await?.map(Viewer::from)),
        None => Ok(None),
    }
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
            shell.door = viewer.role.door();
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
