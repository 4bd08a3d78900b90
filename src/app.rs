//! The running program: what every handler shares, the table of routes, the layers around them.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::Router;
use axum::extract::{FromRef, Request, State};
use axum::handler::Handler;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::request_id::{
    MakeRequestUuid, PropagateRequestIdLayer, RequestId, SetRequestIdLayer,
};
use tower_http::timeout::TimeoutLayer;
use tower_sessions::{Expiry, Session, SessionManagerLayer};

use crate::clock::Clock;
use crate::config::Config;
use crate::error::{Error, Failure, Result};
use crate::page::{Theme, assets, error_page};
use crate::people::{Passwords, Role, Sessions, Viewer, load_viewer};
use crate::store::Store;
use crate::text::Lang;
use crate::vote::Casting;
use crate::{desk, evaluation, home, people, project, result, vote};

/// What every handler shares.
pub struct Inner {
    pub config: Config,
    pub store: Store,
    pub clock: Clock,
    pub passwords: Passwords,
    /// The one writer of ballots.
    pub casting: Casting,
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
        let casting = Casting::start(store.clone(), clock.clone());
        Ok(Self(Arc::new(Inner { config, store, clock, passwords, casting, secret })))
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
    router: Router<App>,
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

    fn add(
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

/// Every route of the program.
pub fn routes() -> Routes {
    Routes::default()
        .get("/", Access::Public, front_door)
        .get("/health", Access::Public, health)
        .post("/{l}/theme", Access::Public, set_theme)
        .merge(people::router())
        .merge(project::router())
        .merge(evaluation::router())
        .merge(vote::router())
        .merge(result::router())
        .merge(home::router())
        .merge(desk::router())
}

/// The whole service.
pub fn service(app: App) -> Router {
    let sessions = Sessions { store: app.store.clone(), clock: app.clock.clone() };
    let secure = app.config.secure();
    let session_layer = SessionManagerLayer::new(sessions)
        .with_name(if secure { "__Host-session" } else { "session" })
        .with_secure(secure)
        .with_same_site(tower_sessions::cookie::SameSite::Lax)
        // The browser forgets it when it is closed; the store, when it has not been used for long.
        .with_expiry(Expiry::OnSessionEnd);
    let mut csrf = CsrfLayer::new();
    if let Some(origin) = app.config.public_url.as_deref() {
        csrf = csrf.clone().add_trusted_origin(origin.trim_end_matches('/')).unwrap_or(csrf);
    }
    let pages = routes()
        .router
        .fallback(async || Error::NotFound)
        .layer(middleware::from_fn_with_state(app.clone(), find_viewer))
        .layer(session_layer)
        .layer(csrf.with_rejection_response(|_| Error::Forbidden.into_response()))
        .layer(RequestBodyLimitLayer::new(256 * 1024))
        .layer(middleware::from_fn(draw_failures))
        .layer(CatchPanicLayer::custom(|cause: Box<dyn std::any::Any + Send>| {
            let cause = cause.downcast_ref::<&str>().copied().unwrap_or("panic").to_owned();
            Error::Internal(anyhow::anyhow!("panic: {cause}")).into_response()
        }))
        .layer(middleware::from_fn(tag_pages))
        .layer(
            CompressionLayer::new()
                .quality(CompressionLevel::Precise(4))
                .compress_when(SizeAbove::new(400).and(NotForContentType::IMAGES)),
        );
    let client_ip = app.config.client_ip.clone().into_extension();
    let csp = security_policy(app.config.tiles.as_deref());
    let fixed = Arc::new(fixed_headers(csp, secure));
    Router::new()
        .merge(pages)
        .nest("/static", assets::router())
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            Duration::from_secs(30),
        ))
        .layer(middleware::from_fn_with_state(fixed, secure_headers))
        .layer(middleware::from_fn(log_requests))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(client_ip)
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        // Ours, never the client's: it goes into the log.
        .layer(middleware::map_request(async |mut request: Request| {
            request.headers_mut().remove("x-request-id");
            request
        }))
        .with_state(app)
}

async fn front_door(headers: HeaderMap) -> Response {
    let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let lang = Lang::negotiate(accept.unwrap_or_default());
    see_other(&format!("/{}/", lang.code()))
}

/// 303 to a path of ours.
pub fn see_other(path: &str) -> Response {
    axum::response::Redirect::to(path).into_response()
}

async fn health(State(app): State<App>) -> Result<&'static str> {
    app.store.ping().await?;
    if !app.casting.is_alive() {
        return Err(Error::Busy { retry_after: 5 });
    }
    Ok("ok")
}

async fn set_theme(fields: crate::page::Fields) -> Response {
    let theme = Theme::parse(fields.get("theme"));
    let cookie = match theme.name() {
        Some(name) => format!("{}={name}; Path=/; Max-Age=31536000; SameSite=Lax", Theme::COOKIE),
        None => format!("{}=; Path=/; Max-Age=0; SameSite=Lax", Theme::COOKIE),
    };
    let mut response = see_other(&own_path(fields.get("next")));
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// A path of this site to go to next; anything else becomes the front door.
pub fn own_path(next: &str) -> String {
    let plain = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(|c: char| c == '\\' || c.is_control());
    if plain { next.to_owned() } else { "/".to_owned() }
}

async fn find_viewer(
    State(app): State<App>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    match load_viewer(&app, &session).await {
        Ok(viewer) => {
            request.extensions_mut().insert(viewer.clone());
            let mut response = next.run(request).await;
            // A page of failure, drawn further out, still says who is signed in.
            response.extensions_mut().insert(viewer);
            response
        }
        Err(error) => error.into_response(),
    }
}

async fn guard(access: Access, path: &'static str, request: Request, next: Next) -> Response {
    if let Some(SeenRoute(seen)) = request.extensions().get() {
        let _ = seen.set(path);
    }
    let viewer = request.extensions().get::<Option<Viewer>>().and_then(Option::as_ref);
    let refusal = match (access, viewer) {
        // PostgreSQL takes no NUL in a text; no address of ours has one.
        _ if has_nul(request.uri()) => Some(Error::BadRequest("NUL".to_owned())),
        (Access::Public, _) | (Access::Person, Some(_)) => None,
        (Access::Staff(roles), Some(viewer)) if roles.contains(&viewer.role) => None,
        (Access::Staff(_), Some(_)) => Some(Error::Forbidden),
        (Access::Person | Access::Staff(_), None) => {
            let uri = request.extensions().get::<axum::extract::OriginalUri>();
            let uri = uri.map_or_else(|| request.uri().clone(), |uri| uri.0.clone());
            // A form cannot be replayed after signing in; the page it stands on can.
            let safe = request.method().is_safe();
            let lang = uri.path().get(1..3).and_then(Lang::parse).unwrap_or(Lang::Pl);
            let back = if safe { uri } else { axum::http::Uri::default() };
            Some(people::sign_in_error(lang, &back))
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

/// Draws the page of a failure in the language of its path.
async fn draw_failures(request: Request, next: Next) -> Response {
    let lang = request.uri().path().get(1..3).and_then(Lang::parse).unwrap_or(Lang::Pl);
    let uri = request.uri().clone();
    let id = request
        .extensions()
        .get::<RequestId>()
        .and_then(|id| id.header_value().to_str().ok().map(str::to_owned));
    let jar = axum_extra::extract::CookieJar::from_headers(request.headers());
    let response = next.run(request).await;
    let failure = match response.extensions().get::<Failure>() {
        Some(failure) => failure.clone(),
        // The router and the limits answer bare: a path without a route, a body too large.
        None => match response.status() {
            status @ (StatusCode::BAD_REQUEST
            | StatusCode::METHOD_NOT_ALLOWED
            | StatusCode::PAYLOAD_TOO_LARGE) => Failure { status, key: "error-bad-request" },
            _ => return response,
        },
    };
    let viewer = response.extensions().get::<Option<Viewer>>().and_then(Option::as_ref);
    let account = viewer.map(|viewer| (viewer.name.clone(), viewer.role.is_staff()));
    let theme = Theme::from_cookies(&jar);
    let mut page = error_page(lang, theme, uri, &failure, account, id.as_deref());
    for name in [header::RETRY_AFTER, header::ALLOW] {
        if let Some(value) = response.headers().get(&name) {
            page.headers_mut().insert(name, value.clone());
        }
    }
    page
}

/// Public pages carry a validator, so that a page that has not changed costs no bytes.
async fn tag_pages(request: Request, next: Next) -> Response {
    use sha2::{Digest, Sha256};
    let wanted = request.headers().get(header::IF_NONE_MATCH).cloned();
    let get = request.method() == Method::GET;
    let response = next.run(request).await;
    let html = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let personal = matches!(response.extensions().get::<Option<Viewer>>(), Some(Some(_)));
    // What a signed-in person sees stays on no disk: computers in libraries are shared.
    if !get || !html || personal || response.status() != StatusCode::OK {
        return no_store(response);
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let digest = Sha256::digest(&bytes);
    let tag: String = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let Ok(tag) = HeaderValue::from_str(&format!("W/\"{tag}\"")) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    parts.headers.insert(header::ETAG, tag.clone());
    parts
        .headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("private, no-cache"));
    parts.headers.append(header::VARY, HeaderValue::from_static("cookie"));
    if wanted.is_some_and(|wanted| wanted == tag) {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_TYPE);
        return Response::from_parts(parts, axum::body::Body::empty());
    }
    Response::from_parts(parts, axum::body::Body::from(bytes))
}

fn no_store(mut response: Response) -> Response {
    response
        .headers_mut()
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

fn security_policy(tiles: Option<&str>) -> HeaderValue {
    let tiles = tiles
        .and_then(|url| url.split('/').nth(2).map(|host| format!(" https://{host}")))
        .unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:{tiles}; \
         connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
         object-src 'none'; require-trusted-types-for 'script'; trusted-types sakwa"
    );
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// What every answer tells the browser; two years of TLS only where residents come by TLS.
fn fixed_headers(csp: HeaderValue, secure: bool) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_SECURITY_POLICY, csp);
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if secure {
        let two_years = HeaderValue::from_static("max-age=63072000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, two_years);
    }
    headers
}

async fn secure_headers(
    State(fixed): State<Arc<HeaderMap>>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().extend(fixed.iter().map(|(name, value)| (name.clone(), value.clone())));
    response
}

/// One line a request: the route's pattern, never the path, which may hold a receipt.
async fn log_requests(mut request: Request, next: Next) -> Response {
    let started = std::time::Instant::now();
    let method = request.method().clone();
    let id = request
        .extensions()
        .get::<RequestId>()
        .and_then(|id| id.header_value().to_str().ok().map(str::to_owned))
        .unwrap_or_default();
    let route = Arc::new(OnceLock::new());
    request.extensions_mut().insert(SeenRoute(route.clone()));
    let response = next.run(request).await;
    let micros = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
    tracing::info!(
        %method,
        route = route.get().copied().unwrap_or("-"),
        status = response.status().as_u16(),
        micros,
        id,
        "request"
    );
    response
}

/// Filled by the guard of the route, read by the log outside the router.
#[derive(Clone)]
struct SeenRoute(Arc<OnceLock<&'static str>>);

/// The roles that work at city hall.
pub const STAFF: Access = Access::Staff(&[Role::Evaluator, Role::ReturningOfficer]);
