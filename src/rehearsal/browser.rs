//! A synthetic person's browser: keeps cookies, fetches pages, sends forms, and reads off a page what
//! the next form needs. The pages are our own, so that reading them takes no parser of everybody's.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
// The client that already speaks to identity providers.
use openidconnect::reqwest::{self, header};

use crate::page::encode;

/// How often somebody comes again to a site that is busy, and after how long at most.
const AGAIN: usize = 5;
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Somebody at a network of their own.
#[derive(Clone)]
pub struct Browser {
    http: reqwest::Client,
    base: Arc<str>,
    network: String,
    agent: &'static str,
    cookies: BTreeMap<String, String>,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    /// Where it leads; empty where it leads nowhere.
    pub location: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// This answer, if it has the status that belongs here.
    ///
    /// # Errors
    /// Another status, with what was being done.
    pub fn expect(self, status: u16, doing: &str) -> Result<Self> {
        ensure!(self.status == status, "{doing}: the site answered {}, not {status}", self.status);
        Ok(self)
    }

    /// Codes in large print: of letters and of receipts.
    pub fn codes(&self) -> Vec<String> {
        let text = self.text();
        let large = text.split("class=\"big sign num\">").skip(1);
        let inside = large.filter_map(|rest| rest.split("</p>").next());
        inside.filter_map(|words| Some(words.rsplit('>').next()?.trim().to_owned())).collect()
    }

    /// What stands between these words, wherever they stand on the page.
    pub fn all(&self, before: &str, after: char) -> Vec<String> {
        let text = self.text();
        let found = text.split(before).skip(1).filter_map(|rest| rest.split(after).next());
        found.map(str::to_owned).collect()
    }

    /// The hidden fields of the form whose action ends so.
    ///
    /// # Errors
    /// There is no such form.
    pub fn form(&self, action: &str) -> Result<Vec<(String, String)>> {
        let text = self.text();
        let of_action = |form: &&str| form.split('"').next().is_some_and(|to| to.ends_with(action));
        let mut forms = text.split("action=\"").skip(1);
        let form = forms.find(of_action).with_context(|| format!("no form {action}"))?;
        let form = form.split("</form>").next().unwrap_or_default();
        let fields = form.split("<input type=\"hidden\" name=\"").skip(1).filter_map(|rest| {
            let (name, rest) = rest.split_once("\" value=\"")?;
            Some((name.to_owned(), rest.split('"').next()?.to_owned()))
        });
        Ok(fields.collect())
    }
}

impl Browser {
    /// `network` is the address that the person is said to come from.
    pub fn new(
        http: &reqwest::Client,
        base: &Arc<str>,
        network: String,
        agent: &'static str,
    ) -> Self {
        Self { http: http.clone(), base: base.clone(), network, agent, cookies: BTreeMap::new() }
    }

    /// A client that follows no redirect and keeps its connections.
    ///
    /// # Errors
    /// None that a machine with a network has.
    pub fn client() -> Result<reqwest::Client> {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .timeout(Duration::from_secs(60))
            .build()?;
        Ok(client)
    }

    pub async fn get(&mut self, path: &str) -> Result<Answer> {
        let request = self.http.get(format!("{}{path}", self.base));
        self.send(request).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect();
        let request = self
            .http
            .post(format!("{}{path}", self.base))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(pairs.join("&"));
        self.send(request).await
    }

    /// Sends fields as they were read off a page.
    pub async fn submit(&mut self, path: &str, fields: &[(String, String)]) -> Result<Answer> {
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post(path, &fields).await
    }

    /// Sends a form with one file in it.
    pub async fn send_file(&mut self, path: &str, file: &str) -> Result<Answer> {
        const EDGE: &str = "rehearsal-of-a-vote";
        let head = "content-disposition: form-data; name=\"file\"; filename=\"register.csv\"";
        let body = format!("--{EDGE}\r\n{head}\r\n\r\n{file}\r\n--{EDGE}--\r\n");
        let request = self
            .http
            .post(format!("{}{path}", self.base))
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={EDGE}"))
            .header("sec-fetch-site", "same-origin")
            .body(body);
        self.send(request).await
    }

    /// Sends a request; where the site is busy, which stores nothing, it comes again as it is told to.
    async fn send(&mut self, request: reqwest::RequestBuilder) -> Result<Answer> {
        for _ in 0..AGAIN {
            let again = request.try_clone().context("a request that cannot be sent twice")?;
            let (answer, pause) = self.send_once(again).await?;
            let Some(pause) = pause else { return Ok(answer) };
            tokio::time::sleep(pause.min(LONGEST_PAUSE)).await;
        }
        Ok(self.send_once(request).await?.0)
    }

    /// The answer, and after what time to come again if the site is busy.
    async fn send_once(
        &mut self,
        request: reqwest::RequestBuilder,
    ) -> Result<(Answer, Option<Duration>)> {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request =
            request.header("x-forwarded-for", &self.network).header(header::USER_AGENT, self.agent);
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let answer = request.send().await.context("the site of the rehearsal does not answer")?;
        for set in answer.headers().get_all(header::SET_COOKIE) {
            let Ok(set) = set.to_str() else { bail!("a cookie that is no text") };
            let pair = set.split(';').next().and_then(|pair| pair.split_once('='));
            let Some((name, value)) = pair else { continue };
            if set.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let location = answer.headers().get(header::LOCATION);
        let location = location.and_then(|to| to.to_str().ok()).unwrap_or_default().to_owned();
        let status = answer.status().as_u16();
        let pause = answer.headers().get(header::RETRY_AFTER).filter(|_| status == 503);
        let pause = pause.and_then(|pause| pause.to_str().ok()?.parse().ok());
        let body = answer.bytes().await.context("an answer of the rehearsal broke off")?.to_vec();
        Ok((Answer { status, location, body }, pause.map(Duration::from_secs)))
    }
}
