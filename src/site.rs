//! The whole service: every room's routes, and the layers around them: failures drawn as pages,
//! sessions, cross-site refusals, validators, compression, headers, the log.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Extension, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use brotli::enc::BrotliEncoderParams;
use tower::ServiceBuilder;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::csrf::CsrfLayer;
use tower_http::request_id::{
    MakeRequestUuid, PropagateRequestIdLayer, RequestId, SetRequestIdLayer,
};
use tower_sessions::{Expiry, Session, SessionManagerLayer};

use crate::app::{Access, App, Routes, SeenRoute, own_path, see_other};
use crate::error::{Error, Failure};
use crate::page::{Theme, assets, error_page};
use crate::people::{Sessions, Viewer, load_viewer};
use crate::text::Lang;
use crate::{
    desk, discussion, edition, evaluation, game, health, home, integrity, paper, people, project,
    register, rehearsal, result, seal, submission, support, vote,
};

/// For how long a page may be made before its visitor is told to come back.
const LONGEST: Duration = Duration::from_secs(30);

/// Bytes from which compressing an answer is worth it.
const WORTH: u64 = 400;

/// Every route of the program.
pub fn routes() -> Routes {
    Routes::default()
        .get("/", Access::Public, front_door)
        .post("/{l}/theme", Access::Public, set_theme)
        .merge(people::router())
        .merge(edition::router())
        .merge(project::router())
        .merge(submission::router())
        .merge(support::router())
        .merge(discussion::router())
        .merge(evaluation::router())
        .merge(register::router())
        .merge(vote::router())
        .merge(paper::router())
        .merge(integrity::router())
        .merge(seal::router())
        .merge(result::router())
        .merge(game::router())
        .merge(health::router())
        .merge(home::router())
        .merge(desk::router())
        .merge(rehearsal::router())
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
    let client_ip = app.config.client_ip.clone().into_extension();
    let tiles = app.config.tiles.as_deref();
    let fixed = Arc::new(Fixed {
        pages: fixed_headers(security_policy(tiles, ""), secure),
        files: fixed_headers(security_policy(tiles, "; sandbox"), secure),
    });
    // One stack, not a `layer` each: axum boxes every one, and clones what lies below for each request.
    let around_pages = ServiceBuilder::new()
        // Half the time of 4 for a twelfth more bytes. Pages come to it squeezed already.
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(2)).compress_when(
            SizeAbove::new(WORTH).and(NotForContentType::IMAGES).and(NotForContentType::SSE),
        ))
        .layer(middleware::from_fn(squeeze))
        .layer(middleware::from_fn(finish))
        .layer(CatchPanicLayer::custom(|cause: Box<dyn std::any::Any + Send>| {
            let cause = cause.downcast_ref::<&str>().copied().unwrap_or("panic").to_owned();
            Error::Internal(anyhow::anyhow!("panic: {cause}")).into_response()
        }))
        .layer(csrf.with_rejection_response(|_| Error::Forbidden.into_response()))
        .layer(session_layer)
        .layer(middleware::from_fn_with_state(app.clone(), register::keep))
        .layer(middleware::from_fn_with_state(app.clone(), find_viewer))
        .layer(Extension(rehearsal::Doors(service)))
        .layer(Extension(app.clone()));
    let pages = routes().router.fallback(async || Error::NotFound).layer(around_pages);
    let around_all = ServiceBuilder::new()
        // Ours, never the client's: it goes into the log.
        .map_request(|mut request: Request| {
            request.headers_mut().remove("x-request-id");
            request
        })
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .layer(client_ip)
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(middleware::from_fn_with_state(fixed, answer));
    Router::new().merge(pages).nest("/static", assets::router()).layer(around_all).with_state(app)
}

async fn front_door(headers: HeaderMap) -> Response {
    let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let lang = Lang::negotiate(accept.unwrap_or_default());
    see_other(&format!("/{}/", lang.code()))
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

/// Makes of an answer what a browser gets: the page of a failure, and a validator.
async fn finish(request: Request, next: Next) -> Response {
    let lang = request.uri().path().get(1..3).and_then(Lang::parse).unwrap_or(Lang::Pl);
    let uri = request.uri().clone();
    let get = request.method() == Method::GET;
    let id = request.extensions().get::<RequestId>().cloned();
    let cookies: Vec<HeaderValue> =
        request.headers().get_all(header::COOKIE).into_iter().cloned().collect();
    let wanted = request.headers().get(header::IF_NONE_MATCH).cloned();
    let response = match tokio::time::timeout(LONGEST, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Error::Busy { retry_after: 5 }.into_response(),
    };
    let failure = match response.extensions().get::<Failure>() {
        Some(failure) => Some(failure.clone()),
        // The router and the limits answer bare: a path without a route, a body too large.
        None => match response.status() {
            status @ (StatusCode::BAD_REQUEST
            | StatusCode::METHOD_NOT_ALLOWED
            | StatusCode::PAYLOAD_TOO_LARGE) => Some(Failure { status, key: "error-bad-request" }),
            _ => None,
        },
    };
    let Some(failure) = failure else { return tag_page(get, wanted, response).await };
    let viewer = response.extensions().get::<Option<Viewer>>().and_then(Option::as_ref);
    let account = viewer.map(|viewer| (viewer.name.clone(), viewer.doors()));
    let cookies = cookies.into_iter().map(|value| (header::COOKIE, value)).collect();
    let theme = Theme::from_cookies(&CookieJar::from_headers(&cookies));
    let id = id.as_ref().and_then(|id| id.header_value().to_str().ok());
    let mut page = error_page(lang, theme, uri, &failure, account, id);
    for name in [header::RETRY_AFTER, header::ALLOW] {
        if let Some(value) = response.headers().get(&name) {
            page.headers_mut().insert(name, value.clone());
        }
    }
    no_store(page)
}

/// Public pages carry a validator, so that a page that has not changed costs no bytes.
async fn tag_page(get: bool, wanted: Option<HeaderValue>, response: Response) -> Response {
    use sha2::{Digest, Sha256};
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

/// Compresses a page with a window of its own size: the layer's is made for streams of unknown length,
/// and to clear its 4 MB took longer than to make the page.
async fn squeeze(request: Request, next: Next) -> Response {
    let accepted = takes_brotli(request.headers());
    let response = next.run(request).await;
    let kind = response.headers().get(header::CONTENT_TYPE);
    let is_html = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !accepted || !is_html || response.headers().contains_key(header::CONTENT_ENCODING) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(page) = axum::body::to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    if (page.len() as u64) < WORTH {
        return Response::from_parts(parts, axum::body::Body::from(page));
    }
    let bits = i32::try_from(usize::BITS - page.len().leading_zeros()).unwrap_or(22);
    let params = BrotliEncoderParams {
        quality: 2,
        lgwin: bits.clamp(10, 22),
        size_hint: page.len(),
        ..Default::default()
    };
    let mut squeezed = Vec::with_capacity(page.len() / 4);
    // Writing into memory fails only where there is none.
    if brotli::BrotliCompress(&mut &page[..], &mut squeezed, &params).is_err() {
        return Response::from_parts(parts, axum::body::Body::from(page));
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    parts.headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
    Response::from_parts(parts, axum::body::Body::from(squeezed))
}

/// Whether a browser says that it reads Brotli, and not with a weight of nought.
fn takes_brotli(headers: &HeaderMap) -> bool {
    let all = headers.get_all(header::ACCEPT_ENCODING).into_iter();
    let mut listed = all.filter_map(|value| value.to_str().ok()).flat_map(|text| text.split(','));
    listed.any(|one| {
        let (name, weight) = one.split_once(';').unwrap_or((one, "q=1"));
        let weight = weight.trim().trim_start_matches("q=").parse().unwrap_or(0.0_f32);
        name.trim().eq_ignore_ascii_case("br") && weight > 0.0
    })
}

fn no_store(mut response: Response) -> Response {
    response
        .headers_mut()
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Browsers also hold every redirect of a form against `form-action`, so that no form of ours is
/// answered with a redirect to another site: one leaves by a link.
fn security_policy(tiles: Option<&str>, more: &str) -> HeaderValue {
    let tiles = tiles
        .and_then(|url| url.split('/').nth(2).map(|host| format!(" https://{host}")))
        .unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:{tiles}; \
         connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
         object-src 'none'; require-trusted-types-for 'script'; trusted-types sakwa{more}"
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

/// What goes with every page, and with every file, which may do nothing at all where it is opened.
struct Fixed {
    pages: HeaderMap,
    files: HeaderMap,
}

/// Sets what goes with every answer, and logs one line a request: the route's pattern, never the path,
/// which may hold a receipt.
async fn answer(State(fixed): State<Arc<Fixed>>, mut request: Request, next: Next) -> Response {
    let started = std::time::Instant::now();
    let method = request.method().clone();
    let id = request.extensions().get::<RequestId>().cloned();
    let route = SeenRoute::default();
    request.extensions_mut().insert(route.clone());
    let mut response = next.run(request).await;
    let is_file = response.headers().contains_key(header::CONTENT_DISPOSITION);
    let fixed = if is_file { &fixed.files } else { &fixed.pages };
    response.headers_mut().extend(fixed.iter().map(|(name, value)| (name.clone(), value.clone())));
    let micros = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
    tracing::info!(
        %method,
        route = route.0.get().copied().unwrap_or("-"),
        status = response.status().as_u16(),
        micros,
        id = id.as_ref().and_then(|id| id.header_value().to_str().ok()).unwrap_or_default(),
        "request"
    );
    response
}
