//! What every handler shares, and the table of routes: there is no way to add a route without saying
//! who may use it.

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef, Request};
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use tower_http::limit::RequestBodyLimitLayer;

use crate::clock::Clock;
use crate::config::Config;
use crate::error::Error;
use crate::game::Hall;
use crate::health;
use crate::integrity;
use crate::mail::{Post, Postman};
use crate::people::{self, Passwords, Provider, Role, Viewer};
use crate::register::Throttle;
use crate::rehearsal::Stages;
use crate::store::Store;
use crate::text::Lang;
use crate::vote::{Casting, Keys, Rolls};

/// What every handler shares.
pub struct Inner {
    pub config: Config,
    pub store: Store,
    pub clock: Clock,
    pub passwords: Passwords,
    /// Where else people may sign in.
    pub provider: Option<Provider>,
    /// The one writer of ballots.
    pub casting: Casting,
    /// The link keys of the editions that vote.
    pub keys: Keys,
    /// What casting knows of them.
    pub rolls: Rolls,
    /// Slows down whoever guesses who may vote.
    pub throttle: Throttle,
    /// What the integrity desk has found.
    pub desk: integrity::Desk,
    /// Whether the database took the last write that proved it.
    pub watch: health::Watch,
    /// The rehearsal that runs on this node.
    pub rehearsals: Stages,
    /// The tables of the budget game that are being played.
    pub hall: Hall,
    /// Makes persons into pseudonyms; see [`people::person_key`].
    pub secret: [u8; 32],
}

#[derive(Clone)]
pub struct App(Arc<Inner>);

impl std::ops::Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl FromRef<App> for Store {
    fn from_ref(app: &App) -> Self {
        app.store.clone()
    }
}

impl App {
    /// Opens the database, brings its schema up to date and starts the ballot writer.
    pub async fn open(config: Config, clock: Clock, passwords: Passwords) -> anyhow::Result<Self> {
        config.make_data_dir()?;
        let store = Store::open(&config.database_url()).await?;
        let secret = people::installation_key(&config, &store).await?;
        let provider = Provider::of(&config)?;
        let casting = Casting::start(store.clone(), clock.clone(), config.clone());
        let hall = Hall::new(store.clone());
        let keys = Keys::new(config.data_dir.clone());
        let (rolls, throttle) = (Rolls::default(), Throttle::default());
        let inner = Inner {
            config,
            store,
            clock,
            passwords,
            provider,
            casting,
            keys,
            rolls,
            throttle,
            desk: integrity::Desk::default(),
            watch: health::Watch::default(),
            rehearsals: Stages::default(),
            hall,
            secret,
        };
        Ok(Self(Arc::new(inner)))
    }

    /// Carries this site's mail.
    pub fn postman(&self, post: Post) -> Postman {
        Postman {
            store: self.store.clone(),
            clock: self.clock.clone(),
            secret: self.secret,
            base: self.config.base(),
            post,
            went: Default::default(),
        }
    }

    /// Waits until every accepted ballot is written, then closes the database.
    pub async fn close(self) -> anyhow::Result<()> {
        self.casting.drain().await;
        Ok(self.store.clone().close().await?)
    }
}

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Public,
    /// Anybody signed in.
    Person,
    /// Staff of these roles.
    Staff(&'static [Role]),
}

impl Access {
    /// Whether somebody gets in: nobody known, or a person with this role and no other.
    pub fn allows(self, who: Option<Role>) -> bool {
        match (self, who) {
            (Self::Public, _) | (Self::Person, Some(_)) => true,
            (Self::Staff(roles), Some(role)) => roles.contains(&role),
            (Self::Person | Self::Staff(_), None) => false,
        }
    }

    /// Whether a person gets in by any of their roles.
    fn admits(self, viewer: &Viewer) -> bool {
        self.allows(Some(Role::Resident))
            || viewer.roles.iter().any(|role| self.allows(Some(*role)))
    }
}

/// A declared route, as the role test reads it.
#[derive(Clone, Debug)]
pub struct Route {
    pub method: Method,
    pub path: &'static str,
    pub access: Access,
}

/// The table of routes. There is no way to add one without saying who may use it.
#[derive(Default)]
pub struct Routes {
    pub table: Vec<Route>,
    pub router: Router<App>,
}

impl Routes {
    pub fn get<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::GET, path, access, axum::routing::get(handler))
    }

    pub fn post<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::POST, path, access, axum::routing::post(handler))
    }

    /// A form that carries a file, of at most so many bytes in all. What is sent beyond them is not
    /// read, and its handler says so on the page of the form.
    pub fn post_file<H, T>(
        self,
        path: &'static str,
        access: Access,
        most: usize,
        handler: H,
    ) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let handler = axum::routing::post(handler).layer(DefaultBodyLimit::max(most));
        self.add_guarded(Method::POST, path, access, handler)
    }

    fn add(
        self,
        method: Method,
        path: &'static str,
        access: Access,
        handler: MethodRouter<App>,
    ) -> Self {
        let limited = handler.layer(RequestBodyLimitLayer::new(MOST_BODY));
        self.add_guarded(method, path, access, limited)
    }

    fn add_guarded(
        mut self,
        method: Method,
        path: &'static str,
        access: Access,
        handler: MethodRouter<App>,
    ) -> Self {
        self.table.push(Route { method, path, access });
        let guarded = handler
            .layer(middleware::from_fn(move |request, next| guard(access, path, request, next)));
        self.router = self.router.route(path, guarded);
        self
    }

    pub fn merge(mut self, other: Self) -> Self {
        self.table.extend(other.table);
        self.router = self.router.merge(other.router);
        self
    }
}

/// A form without files is smaller than this, in bytes.
const MOST_BODY: usize = 256 * 1024;

/// The roles that work at city hall.
pub const STAFF: Access = Access::Staff(&[
    Role::Facilitator,
    Role::Observer,
    Role::Clerk,
    Role::Evaluator,
    Role::ReturningOfficer,
    Role::Registrar,
    Role::Auditor,
    Role::Admin,
]);

/// 303 to a path of ours.
pub fn see_other(path: &str) -> Response {
    axum::response::Redirect::to(path).into_response()
}

/// A path of this site to go to next; anything else becomes the front door.
pub fn own_path(next: &str) -> String {
    let plain = next.len() <= 1000
        && next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(|c: char| c == '\\' || c.is_control());
    if plain { next.to_owned() } else { "/".to_owned() }
}

async fn guard(access: Access, path: &'static str, request: Request, next: Next) -> Response {
    if let Some(SeenRoute(seen)) = request.extensions().get() {
        let _ = seen.set(path);
    }
    let viewer = request.extensions().get::<Option<Viewer>>().and_then(Option::as_ref);
    let refusal = match viewer {
        // PostgreSQL takes no NUL in a text; no address of ours has one.
        _ if has_nul(request.uri()) => Some(Error::BadRequest("NUL".to_owned())),
        Some(viewer) => (!access.admits(viewer)).then_some(Error::Forbidden),
        None if access.allows(None) => None,
        None => {
            let uri = request.extensions().get::<axum::extract::OriginalUri>();
            let uri = uri.map_or_else(|| request.uri().clone(), |uri| uri.0.clone());
            let lang = uri.path().get(1..3).and_then(Lang::parse).unwrap_or(Lang::Pl);
            if request.method().is_safe() {
                Some(people::sign_in_error(lang, &uri))
            } else {
                // What was typed is kept through signing in.
                return match people::Kept::answer(lang, request).await {
                    Some(page) => page,
                    None => {
                        people::sign_in_error(lang, &axum::http::Uri::default()).into_response()
                    }
                };
            }
        }
    };
    match refusal {
        None => next.run(request).await,
        Some(error) => error.into_response(),
    }
}

fn has_nul(uri: &axum::http::Uri) -> bool {
    uri.path_and_query().is_some_and(|address| address.as_str().contains("%00"))
}

/// Filled by the guard of the route, read by the log outside the router.
#[derive(Clone, Default)]
pub struct SeenRoute(pub Arc<OnceLock<&'static str>>);
