//! What an operator may set, from the command line or the environment; every value has a default
//! that works on one machine.

use std::fs;
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::Context;
use axum_client_ip::ClientIpSource;

use crate::clock;

/// Megabytes: room for the log of the database and for some days of letters and acts.
const SPARE_DISK: u64 = 64;

#[derive(Clone, Debug, clap::Args)]
pub struct Config {
    /// Where the embedded database and the server's secret live
    #[arg(long, env = "SAKWA_DATA_DIR", default_value = "data")]
    pub data_dir: PathBuf,
    /// PostgreSQL for several nodes (postgres://…); without it, SQLite in the data directory
    #[arg(long, env = "SAKWA_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// Address and port to answer on
    #[arg(long, env = "SAKWA_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The address residents see; https:// makes cookies Secure
    #[arg(long, env = "SAKWA_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// Where the visitor's address stands: ConnectInfo without a proxy, else the header the proxy
    /// sets, RightmostXForwardedFor, XRealIp, RightmostForwarded
    #[arg(long, env = "SAKWA_CLIENT_IP", default_value = "ConnectInfo")]
    pub client_ip: ClientIpSource,
    /// Megabytes that must stay free beside the embedded database; with less, no ballot is taken
    #[arg(long, env = "SAKWA_SPARE_DISK", default_value_t = SPARE_DISK)]
    pub spare_disk: u64,
    /// Map tiles, for example https://tiles.example.pl/{z}/{x}/{y}.png; without it maps are drawn plain
    #[arg(long, env = "SAKWA_TILES")]
    pub tiles: Option<String>,
    /// The mail server: smtps://user:password@host, smtp://user:password@host?tls=required, smtp://localhost:25;
    /// without it mail waits in the outbox
    #[arg(long, env = "SAKWA_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// Whom mail is from, for example "Budżet obywatelski <bo@miasto.example>"
    #[arg(long, env = "SAKWA_MAIL_FROM")]
    pub mail_from: Option<String>,
    /// Where mail becomes a text message, for example {number}@sms.example; without it phones get none
    #[arg(long, env = "SAKWA_SMS_GATEWAY", value_parser = gateway)]
    pub sms_gateway: Option<String>,
    /// An OpenID Connect provider through which people may sign in; its redirect address is
    /// PUBLIC_URL/sign-in/city
    #[arg(long, env = "SAKWA_OIDC_ISSUER")]
    pub oidc_issuer: Option<String>,
    /// The name under which the provider knows this site
    #[arg(long, env = "SAKWA_OIDC_CLIENT")]
    pub oidc_client: Option<String>,
    /// The secret that goes with the name
    #[arg(long, env = "SAKWA_OIDC_SECRET", hide_env_values = true)]
    pub oidc_secret: Option<String>,
    /// What residents call the provider
    #[arg(long, env = "SAKWA_OIDC_NAME", default_value = "OpenID")]
    pub oidc_name: String,
}

impl Default for Config {
    /// What the command line has without options.
    fn default() -> Self {
        Self {
            data_dir: PathBuf::from("data"),
            database_url: None,
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: None,
            client_ip: ClientIpSource::ConnectInfo,
            spare_disk: SPARE_DISK,
            tiles: None,
            smtp_url: None,
            mail_from: None,
            sms_gateway: None,
            oidc_issuer: None,
            oidc_client: None,
            oidc_secret: None,
            oidc_name: "OpenID".to_owned(),
        }
    }
}

impl Config {
    pub fn database_url(&self) -> String {
        match &self.database_url {
            Some(url) => url.clone(),
            None => format!("sqlite://{}?mode=rwc", self.data_dir.join("sakwa.db").display()),
        }
    }

    /// What addresses of this site begin with, in mail and at an identity provider.
    pub fn base(&self) -> String {
        match self.public_url.as_deref() {
            Some(url) => url.trim_end_matches('/').to_owned(),
            None => format!("http://{}", self.listen),
        }
    }

    /// The host of [`Self::base`], and its port where it has one: a name for what is published here.
    pub fn host(&self) -> String {
        let base = self.base();
        let host = base.split("://").nth(1).unwrap_or(&base);
        host.trim_end_matches('/').replace(['+', ' '], "-")
    }

    /// Whether residents reach the server over TLS.
    pub fn secure(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }

    /// The key that turns a person into the pseudonym of the electoral tables, if there is one. It
    /// lies beside the database and never in it; all nodes of one installation share it.
    pub fn person_key(&self) -> anyhow::Result<Option<[u8; 32]>> {
        read_key(&self.key_path())
    }

    /// Makes the key of a new installation. Fails when there is one already.
    pub fn make_person_key(&self) -> anyhow::Result<[u8; 32]> {
        let path = self.key_path();
        let key = clock::random::<32>();
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file =
            options.open(&path).with_context(|| format!("cannot write {}", path.display()))?;
        file.write_all(&key)?;
        file.sync_all()?;
        Ok(key)
    }

    /// Makes the data directory, closed to other users: the database in it holds addresses.
    pub fn make_data_dir(&self) -> anyhow::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
            .create(&self.data_dir)
            .with_context(|| format!("cannot make {}", self.data_dir.display()))
    }

    fn key_path(&self) -> PathBuf {
        self.data_dir.join("person.key")
    }
}

/// An address with `{number}` in it.
fn gateway(typed: &str) -> Result<String, String> {
    let is_address = typed.contains('@') && typed.contains("{number}");
    is_address.then(|| typed.to_owned()).ok_or_else(|| "no {number} in an address".to_owned())
}

fn read_key(path: &Path) -> anyhow::Result<Option<[u8; 32]>> {
    match fs::read(path) {
        Ok(bytes) => match bytes.try_into() {
            Ok(key) => Ok(Some(key)),
            Err(_) => anyhow::bail!("{} is not a key of 32 bytes", path.display()),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}
