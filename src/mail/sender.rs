//! The task that carries letters to the mail server.

use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::Context;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, header};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::outbox::{self, Waiting};
use crate::clock::Clock;
use crate::config::Config;
use crate::error::Result;
use crate::store::Store;

/// How long the mail server may take for one step of the conversation.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where letters go.
pub enum Post {
    /// To a mail server, from this sender.
    Smtp { server: AsyncSmtpTransport<Tokio1Executor>, from: Box<Mailbox> },
    /// Onto the terminal: the demo, which has no mail server.
    Terminal,
}

impl Post {
    /// The mail server the operator named; `None` when there is none and rows wait.
    ///
    /// # Errors
    /// The address of the server or of the sender is none.
    pub fn of(config: &Config) -> anyhow::Result<Option<Self>> {
        let Some(url) = &config.smtp_url else { return Ok(None) };
        let from = config.mail_from.as_deref().context("--smtp-url needs --mail-from")?;
        let from = from.parse().context("--mail-from is no address")?;
        // The error would repeat the password in the URL.
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|_| anyhow::anyhow!("--smtp-url is no address of a mail server"))?
            .timeout(Some(PATIENCE))
            .build();
        Ok(Some(Self::Smtp { server, from: Box::new(from) }))
    }
}

/// Whether a letter to this address can leave: read by the parser that addresses the letters, and no
/// bare number of a machine, to which no resident's mailbox belongs.
pub fn can_be_sent_to(address: &str) -> bool {
    let parsed = address.parse::<lettre::Address>();
    parsed.is_ok_and(|address| {
        let host = address.domain().trim_matches(['[', ']']);
        host.parse::<std::net::IpAddr>().is_err() && !address.user().contains('"')
    })
}

/// Carries what is due.
pub struct Postman {
    pub store: Store,
    pub clock: Clock,
    pub secret: [u8; 32],
    /// What links in letters begin with.
    pub base: String,
    pub post: Post,
    /// Letters sent since the start.
    pub went: AtomicUsize,
}

/// A postman at work.
pub struct Round {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Round {
    /// Lets the letter in hand arrive, and no other begin.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        let _ = self.task.await;
    }
}

/// Why a letter did not go.
struct Refusal {
    /// The server did not answer: the next letter would fare no better.
    nobody_there: bool,
    for_good: bool,
    words: String,
    code: Option<String>,
}

impl Postman {
    /// Goes round once a second until it is told to stop; it ends between two letters.
    pub fn start(self) -> Round {
        let (stop, mut stopped) = watch::channel(false);
        let task = tokio::spawn(async move {
            let mut seconds = tokio::time::interval(Duration::from_secs(1));
            seconds.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
            loop {
                tokio::select! {
                    _ = stopped.wait_for(|stop| *stop) => return,
                    _ = seconds.tick() => {}
                }
                // Any error but the database's is the letter's own and noted with it.
                while !*stopped.borrow() {
                    match self.carry_one().await {
                        Ok(Some(true)) => {}
                        Ok(_) => break,
                        Err(error) => {
                            tracing::warn!(%error, "the outbox cannot be read");
                            break;
                        }
                    }
                }
            }
        });
        Round { stop, task }
    }

    /// Sends every letter that is due and gives how many went; stops where nobody answers.
    pub async fn go_round(&self) -> Result<usize> {
        let before = self.went.load(Ordering::Relaxed);
        while self.carry_one().await? == Some(true) {}
        Ok(self.went.load(Ordering::Relaxed) - before)
    }

    /// Tries one letter. `None` when none is due, otherwise whether the next is worth trying.
    async fn carry_one(&self) -> Result<Option<bool>> {
        let Some(row) = outbox::claim(&self.store, self.clock.now()).await? else {
            return Ok(None);
        };
        let Err(refusal) = self.carry(&row).await else {
            outbox::sent(&self.store, row.id).await?;
            self.went.fetch_add(1, Ordering::Relaxed);
            return Ok(Some(true));
        };
        // Never the server's words: they repeat the address.
        let code = refusal.code;
        tracing::warn!(mail = row.id, attempts = row.attempts, code, "a mail did not go");
        let now = self.clock.now();
        outbox::failed(&self.store, &row, now, refusal.for_good, &refusal.words).await?;
        Ok(Some(!refusal.nobody_there))
    }

    async fn carry(&self, row: &Waiting) -> std::result::Result<(), Refusal> {
        let unwritten = |error: anyhow::Error| Refusal {
            nobody_there: false,
            for_good: true,
            words: format!("{error:#}"),
            code: None,
        };
        let letter =
            row.letter(self.store.read(), &self.secret, &self.base).await.map_err(unwritten)?;
        match &self.post {
            Post::Terminal => {
                let shown = format!(
                    "mail to {}: {}\n{}\n",
                    row.recipient,
                    letter.subject,
                    letter.body.trim_end()
                );
                // A closed terminal is no reason to keep the letter.
                let _ = std::io::stdout().write_all(shown.as_bytes());
                Ok(())
            }
            Post::Smtp { server, from } => {
                let host = from.email.domain();
                let to =
                    row.recipient.parse().map_err(|_| unwritten(anyhow::anyhow!("address")))?;
                let mail = Message::builder()
                    .from(from.as_ref().clone())
                    .to(Mailbox::new(None, to))
                    .subject(letter.subject)
                    .message_id(Some(format!("<{}@{host}>", row.message_id)))
                    .raw_header(raw("Auto-Submitted", "auto-generated"))
                    .raw_header(raw("Content-Language", &row.language))
                    .header(ContentType::TEXT_PLAIN)
                    .header(header::ContentTransferEncoding::QuotedPrintable)
                    .body(letter.body)
                    .map_err(|error| unwritten(error.into()))?;
                server.send(mail).await.map(drop).map_err(|error| {
                    // 530 to 538: the server wants another password, not another letter.
                    let code = error.status().map(|code| code.to_string());
                    let ours = code.as_deref().is_some_and(|code| code.starts_with("53"));
                    // A letter that this server's own rules cannot carry, such as one to an address
                    // outside ASCII where it takes none, is this letter's fault.
                    let own = error.is_client();
                    Refusal {
                        nobody_there: code.is_none() && !own || ours,
                        for_good: (error.is_permanent() || own) && !ours,
                        words: error.to_string(),
                        code,
                    }
                })
            }
        }
    }
}

fn raw(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}
