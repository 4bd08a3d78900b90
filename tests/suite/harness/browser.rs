//! A visitor: keeps cookies, fetches pages, sends forms.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Mutex;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, header};
use sakwa::app::App;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tower::ServiceExt;

use super::keys;
use super::page::Page;
use super::site::serial;

/// How requests travel.
#[derive(Clone)]
pub enum Wire {
    /// Into the service, in this process.
    Inside(Router),
    /// To a running server.
    Socket(SocketAddr),
}

pub struct Browser {
    wire: Wire,
    /// Whose outbox is this person's letter box.
    app: Option<App>,
    cookies: Mutex<BTreeMap<String, String>>,
}

impl Browser {
    pub fn new(service: Router) -> Self {
        Self::over(Wire::Inside(service))
    }

    pub fn over(wire: Wire) -> Self {
        Self { wire, app: None, cookies: Mutex::default() }
    }

    /// Lets the person read letters that this program has queued.
    pub fn with_letters_of(self, app: &App) -> Self {
        Self { app: Some(app.clone()), ..self }
    }

    /// A browser that has a cookie already.
    pub fn with_cookie(self, (name, value): (String, String)) -> Self {
        self.cookies.lock().unwrap().insert(name, value);
        self
    }

    /// The same person in another window.
    pub fn other_window(&self) -> Self {
        Self {
            wire: self.wire.clone(),
            app: self.app.clone(),
            cookies: Mutex::new(self.cookies.lock().unwrap().clone()),
        }
    }

    /// The same person at a server that was started anew.
    pub fn at(&self, address: SocketAddr) -> Self {
        Self {
            wire: Wire::Socket(address),
            app: None,
            cookies: Mutex::new(self.cookies.lock().unwrap().clone()),
        }
    }

    /// Takes over another browser's cookies.
    pub fn adopt(&self, other: &Self) {
        *self.cookies.lock().unwrap() = other.cookies.lock().unwrap().clone();
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    pub async fn get(&self, path: &str) -> Page {
        self.ask(Method::GET, path, &[], Body::empty()).await
    }

    /// Opens a page and goes where it leads.
    pub async fn visit(&self, path: &str) -> Page {
        let page = self.get(path).await;
        self.follow(page).await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.try_post(path, fields).await.expect("the server answers")
    }

    pub async fn try_post(&self, path: &str, fields: &[(&str, &str)]) -> Option<Page> {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect();
        self.try_post_raw(path, pairs.join("&").into()).await
    }

    /// Sends a form with a file in it.
    pub async fn send_file(&self, path: &str, fields: &[(&str, &str)], file: &[u8]) -> Page {
        let mut body = Vec::new();
        for (name, value) in fields {
            let head = format!("content-disposition: form-data; name=\"{name}\"");
            body.extend(format!("--granica\r\n{head}\r\n\r\n{value}\r\n").bytes());
        }
        let head = "content-disposition: form-data; name=\"file\"; filename=\"../../x.php\"";
        let kind = "content-type: application/octet-stream";
        body.extend(format!("--granica\r\n{head}\r\n{kind}\r\n\r\n").bytes());
        body.extend(file);
        body.extend(b"\r\n--granica--\r\n");
        let length = body.len().to_string();
        let headers = [
            ("content-type", "multipart/form-data; boundary=granica"),
            ("content-length", &length),
            ("sec-fetch-site", "same-origin"),
        ];
        // As it comes over a network: in pieces, of which the first are read before the last are there.
        let pieces: Vec<Result<Bytes, Infallible>> =
            body.chunks(256 * 1024).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
        let body = Body::from_stream(futures_util::stream::iter(pieces));
        self.ask(Method::POST, path, &headers, body).await
    }

    /// A form's body byte for byte.
    pub async fn post_raw(&self, path: &str, body: Bytes) -> Page {
        self.try_post_raw(path, body).await.expect("the server answers")
    }

    /// None when the server is gone.
    pub async fn try_post_raw(&self, path: &str, body: Bytes) -> Option<Page> {
        let length = body.len().to_string();
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("content-length", &length),
            ("sec-fetch-site", "same-origin"),
        ];
        self.try_ask(Method::POST, path, &headers, Body::from(body)).await
    }

    /// Goes on until an answer is no redirect.
    pub async fn follow(&self, mut page: Page) -> Page {
        for _ in 0..8 {
            if page.status != StatusCode::SEE_OTHER {
                return page;
            }
            page = self.get(page.location()).await;
        }
        panic!("{} leads in circles", page.at);
    }

    pub async fn ask(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Page {
        self.try_ask(method, path, headers, body).await.expect("the server answers")
    }

    /// None when the server is gone.
    pub async fn try_ask(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Option<Page> {
        let sends = method == Method::POST;
        let mut request = Request::builder().method(method).uri(path.split('#').next().unwrap());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let cookies = self.cookies.lock().unwrap().clone();
        if !cookies.is_empty() {
            let all: Vec<String> =
                cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, all.join("; "));
        }
        let request = request.body(body).unwrap();
        let (status, headers, body) = match &self.wire {
            Wire::Inside(service) => inside(service, request).await,
            Wire::Socket(address) => over_socket(*address, request).await?,
        };
        self.keep_cookies(&headers);
        // No form of ours is answered by a redirect to another site: browsers would block it.
        if sends && status.is_redirection() {
            let to = headers.get(header::LOCATION).map_or("", |to| to.to_str().unwrap());
            assert!(to.starts_with('/') && !to.starts_with("//"), "{path} leads to {to:?}");
        }
        Some(Page { at: path.to_owned(), status, headers, body })
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        let mut cookies = self.cookies.lock().unwrap();
        for set in headers.get_all(header::SET_COOKIE) {
            let set = set.to_str().unwrap();
            let (name, value) = set.split(';').next().unwrap().split_once('=').unwrap();
            if set.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// Signs up by the link that comes by mail; gives the address of the new account.
    pub async fn sign_up(&self) -> String {
        let email = format!("ola{}@example.pl", serial());
        let form = self.get("/pl/sign-up").await.form("form[action$=sign-up]");
        form.fill("email", &email).send(self).await.expect(303);
        let page = self.get(&self.link_in_letter(&email).await).await.expect(200);
        let form = page.form("form[action$=finish]").fill("name", "Ola Nowak");
        form.fill("password", super::PASSWORD).send(self).await.expect(303);
        email
    }

    /// The path of the link in the latest letter to an address.
    pub async fn link_in_letter(&self, email: &str) -> String {
        let letter = self.letter(email).await;
        let base = self.app.as_ref().unwrap().config.base();
        let (_, link) = letter.split_once(&base).expect("the letter has a link");
        link.split_whitespace().next().unwrap().to_owned()
    }

    /// The words of the latest letter to an address.
    pub async fn letter(&self, email: &str) -> String {
        let app = self.app.as_ref().expect("a browser of the site");
        let waiting = sakwa::mail::waiting(app.store.read(), 1000).await.unwrap();
        let row = waiting.into_iter().rfind(|row| row.recipient == email).expect("a letter");
        row.letter(app.store.read(), &app.secret, &app.config.base()).await.unwrap().body
    }

    /// Signs in with a password and, where one is asked for, with a code.
    /// Signs in to a new account; gives its address.
    pub async fn sign_up_as(&self, site: &super::Site) -> String {
        let account = site.account(sakwa::people::Role::Resident).await;
        self.sign_in(&account.email, super::PASSWORD).await;
        account.email
    }

    pub async fn sign_in(&self, email: &str, password: &str) {
        let page = self.try_sign_in(email, password).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
        if page.location().ends_with("/sign-in/code") {
            let form = self.get(page.location()).await.form("form[action$=code]");
            form.fill("code", &keys::next_code(email)).send(self).await.expect(303);
        }
    }

    pub async fn try_sign_in(&self, email: &str, password: &str) -> Page {
        let form = self.get("/pl/sign-in").await.form("form[action$=sign-in]");
        form.fill("email", email).fill("password", password).send(self).await
    }
}

pub fn encode(text: &str) -> String {
    sakwa::page::encode(text)
}

async fn inside(service: &Router, request: Request<Body>) -> (StatusCode, HeaderMap, Bytes) {
    let response = service.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    (parts.status, parts.headers, axum::body::to_bytes(body, usize::MAX).await.unwrap())
}

/// One request, one connection. Answers of ours to such requests always carry their length.
async fn over_socket(
    address: SocketAddr,
    request: Request<Body>,
) -> Option<(StatusCode, HeaderMap, Bytes)> {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.ok()?;
    let mut head = format!(
        "{} {} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n",
        parts.method, parts.uri
    );
    for (name, value) in &parts.headers {
        head.push_str(&format!("{name}: {}\r\n", value.to_str().unwrap()));
    }
    let mut stream = TcpStream::connect(address).await.ok()?;
    stream.write_all(format!("{head}\r\n").as_bytes()).await.ok()?;
    stream.write_all(&body).await.ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.ok()?;
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&answer[..end]).ok()?;
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let mut headers = HeaderMap::new();
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        headers.append(name.parse::<HeaderName>().ok()?, HeaderValue::from_str(value).ok()?);
    }
    let body = Bytes::copy_from_slice(&answer[end + 4..]);
    let length: usize = headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()?;
    (body.len() == length).then_some((status, headers, body))
}
