//! Personal data planted in every form a resident fills in, and looked for in the log.

use std::io::{self, Write};
use std::sync::{Mutex, OnceLock};

use axum::body::Body;
use axum::http::Method;
use sakwa::people::Role;
use tracing_subscriber::EnvFilter;

use crate::harness::{Browser, EditionPlan, PASSWORD, Site, approval, on_both_engines, serial};
use sakwa::edition::Phase;

on_both_engines! {
    what_residents_type_is_not_in_the_log
}

/// The whole log of this program, of which every scenario writes a part.
struct Log;

static WRITTEN: Mutex<Vec<u8>> = Mutex::new(Vec::new());

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        WRITTEN.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// More than an operator would turn on.
pub fn listen() {
    static ONCE: OnceLock<()> = OnceLock::new();
    ONCE.get_or_init(|| {
        let filter = EnvFilter::new("debug,sakwa=trace");
        tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(|| Log).init();
    });
}

pub fn log() -> String {
    String::from_utf8_lossy(&WRITTEN.lock().unwrap()).into_owned()
}

async fn post(browser: &Browser, path: &str, fields: &[(&str, &str)], status: u16) {
    browser.post(path, fields).await.expect(status);
}

async fn what_residents_type_is_not_in_the_log(site: &Site) {
    listen();
    let name = format!("Kanaria Zasadzona{}", serial());
    let email = format!("kanarek{}@zasadzony.example.pl", serial());
    let phone = format!("+48 601 7{:05}", serial());
    let street = format!("Kanarkowa {}/7", 10_000 + serial());
    EditionPlan::new("bo", Phase::Submission, [approval(3, &[])]).make(site).await;

    let ola = site.stranger();
    post(&ola, "/pl/sign-up", &[("email", &format!("{email} "))], 303).await;
    let page = ola.get(&ola.link_in_letter(&email).await).await.expect(200);
    let form = page.form("form[action$=finish]").fill("name", &name);
    form.clone().fill("password", "krótkie").send(&ola).await.expect(422);
    form.fill("password", PASSWORD).send(&ola).await.expect(303);
    let stranger = site.stranger();
    stranger.try_sign_in(&email, "hasło którego nie ma").await;
    stranger
        .get(&format!("/pl/bo/projects?q={}", crate::harness::encode(&email)))
        .await
        .expect(200);

    let project = crate::project::submit_with_contact(&ola, &street, &phone, &email).await;
    let signed = [("name", name.as_str()), ("resident", "yes")];
    post(&ola, &format!("{project}/support"), &signed, 303).await;
    post(&ola, &format!("{project}/support"), &signed, 409).await;
    let said = format!("Pytania: {email}, {phone}");
    post(&ola, &format!("{project}/comments"), &[("body", &said)], 422).await;
    post(&ola, &format!("{project}/comments"), &[("body", &format!("Pisze {name}"))], 303).await;
    post(&stranger, &format!("{project}/follow"), &[("email", &email)], 303).await;
    let clerk = site.sign_in_as(Role::Clerk).await;
    let code = project.rsplit('/').next().unwrap();
    let rows = format!("Ewa {name}; {street}");
    post(&clerk, &format!("/pl/desk/bo/support/{code}"), &[("rows", &rows)], 303).await;
    post(&clerk, &format!("/pl/desk/bo/support/{code}"), &[("rows", &rows)], 422).await;

    // Forms that cannot be read at all, and a path that leads nowhere.
    for kind in
        ["application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x"]
    {
        let body = Body::from(format!("email={email}&=%ff{name}--x\r\n{phone}"));
        ola.ask(Method::POST, "/pl/bo/submit", &[("content-type", kind)], body).await;
    }
    ola.get(&format!("/pl/{}", crate::harness::encode(&email))).await.expect(404);

    let log = log();
    assert!(log.contains("/{l}/{e}/projects/{code}/support"), "the requests are in the log");
    let (local, _) = email.split_once('@').unwrap();
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    for planted in [name.as_str(), local, &phone, &digits, &street] {
        let found = log.lines().find(|line| line.contains(planted));
        assert!(found.is_none(), "{planted} is in the log: {}", found.unwrap_or_default());
    }
}
