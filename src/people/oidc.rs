//! Signing in through the city's own provider (OpenID Connect: authorization code with PKCE, state
//! and nonce). What comes back is one factor, like a password.
//!
//! An identity belongs to one account. A resident's is found by the address that the provider has
//! verified; a member of staff adds it to their account themselves, signed in, so that whoever runs
//! the provider cannot become city hall by giving somebody an address.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use axum_extra::extract::Query;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreProviderMetadata, CoreUserInfoClaims,
};
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, IssuerUrl, Nonce, OAuth2TokenResponse,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, TokenResponse, reqwest,
};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, Set};
use tokio::sync::Mutex;
use tower_sessions::Session;

use super::account::{self, Account, normal_email};
use super::sign_in::{Asked, welcome};
use super::visit::Visit;
use super::{newcomer, pages, role, session};
use crate::app::{Access, App, Routes, own_path, see_other};
use crate::clock::{self, Instant};
use crate::config::Config;
use crate::error::{Error, Result, on_constraint};
use crate::page::{Fields, tidy};
use crate::text::{Lang, Text};

pub fn router() -> Routes {
    Routes::default()
        .post("/{l}/sign-in/city", Access::Public, leave)
        .post("/{l}/account/city", Access::Person, leave_to_link)
        .get(RETURN, Access::Public, come_back)
}

/// One address for all languages, because it is registered with the provider.
const RETURN: &str = "/sign-in/city";

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "identity")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub issuer: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject: String,
    pub account_id: i64,
    pub linked_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// The provider the operator named.
pub struct Provider {
    /// What residents call it.
    pub name: String,
    issuer: IssuerUrl,
    client: ClientId,
    secret: Option<ClientSecret>,
    back: RedirectUrl,
    http: reqwest::Client,
    /// Its addresses and keys. Fetched when first needed, so that a provider that is down keeps
    /// nobody from starting, and again after a failure, because keys change.
    known: Mutex<Option<Arc<CoreProviderMetadata>>>,
}

/// What is known about a person who comes back.
pub(super) struct Person {
    pub subject: String,
    /// An address that the provider has verified, or we have.
    pub email: Option<String>,
    pub name: Option<String>,
}

/// Kept in the session of who is away at the provider.
#[derive(serde::Serialize, serde::Deserialize)]
struct Journey {
    state: String,
    nonce: String,
    verifier: String,
    lang: String,
    next: String,
    /// The account that the identity is to be added to.
    link: Option<i64>,
}

fn random() -> String {
    clock::random::<32>().iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Provider {
    /// # Errors
    /// The issuer is no address, or has no client.
    pub fn of(config: &Config) -> anyhow::Result<Option<Self>> {
        let Some(issuer) = &config.oidc_issuer else { return Ok(None) };
        let client = config.oidc_client.clone().context("--oidc-issuer needs --oidc-client")?;
        let http = reqwest::Client::builder()
            // A provider that redirects could have us ask an address inside.
            .redirect(reqwest::redirect::Policy::none())
            .timeout(Duration::from_secs(10))
            .build()?;
        Ok(Some(Self {
            name: config.oidc_name.clone(),
            issuer: IssuerUrl::new(issuer.clone()).context("--oidc-issuer is no address")?,
            client: ClientId::new(client),
            secret: config.oidc_secret.clone().map(ClientSecret::new),
            back: RedirectUrl::new(format!("{}{RETURN}", config.base()))?,
            http,
            known: Mutex::default(),
        }))
    }

    async fn metadata(&self) -> anyhow::Result<Arc<CoreProviderMetadata>> {
        let mut known = self.known.lock().await;
        if let Some(known) = &*known {
            return Ok(known.clone());
        }
        let found = CoreProviderMetadata::discover_async(self.issuer.clone(), &self.http).await?;
        Ok(known.insert(Arc::new(found)).clone())
    }

    /// Where to send somebody, and what to remember until they are back.
    async fn way_there(
        &self,
        lang: Lang,
        next: String,
        link: Option<i64>,
    ) -> anyhow::Result<(String, Journey)> {
        let metadata = self.metadata().await?;
        let client = CoreClient::from_provider_metadata(
            (*metadata).clone(),
            self.client.clone(),
            self.secret.clone(),
        )
        .set_redirect_uri(self.back.clone());
        let verifier = PkceCodeVerifier::new(random());
        let (url, state, nonce) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                || CsrfToken::new(random()),
                || Nonce::new(random()),
            )
            .add_scope(Scope::new("email".to_owned()))
            .add_scope(Scope::new("profile".to_owned()))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .url();
        let journey = Journey {
            state: state.into_secret(),
            nonce: nonce.secret().clone(),
            verifier: verifier.into_secret(),
            lang: lang.code().to_owned(),
            next,
            link,
        };
        Ok((url.into(), journey))
    }

    /// Who came back with this code.
    async fn person(&self, code: String, journey: &Journey) -> anyhow::Result<Person> {
        let metadata = self.metadata().await?;
        let client = CoreClient::from_provider_metadata(
            (*metadata).clone(),
            self.client.clone(),
            self.secret.clone(),
        )
        .set_redirect_uri(self.back.clone());
        let answer = client
            .exchange_code(AuthorizationCode::new(code))?
            .set_pkce_verifier(PkceCodeVerifier::new(journey.verifier.clone()))
            .request_async(&self.http)
            .await
            // The answer may hold tokens.
            .map_err(|_| anyhow::anyhow!("the code was not taken"))?;
        let token = answer.id_token().context("no ID token")?;
        let nonce = Nonce::new(journey.nonce.clone());
        let claims = token.claims(&client.id_token_verifier(), &nonce)?;
        let mut person = Person {
            subject: claims.subject().as_str().to_owned(),
            email: verified(claims.email().map(|email| email.as_str()), claims.email_verified()),
            name: claims
                .name()
                .and_then(|name| name.get(None))
                .map(|name| name.as_str().to_owned()),
        };
        // Some providers put the address into the ID token, others tell it when asked.
        if person.email.is_none() && metadata.userinfo_endpoint().is_some() {
            let token = answer.access_token().clone();
            let asked = client.user_info(token, Some(claims.subject().clone()))?;
            let more: CoreUserInfoClaims = asked
                .request_async(&self.http)
                .await
                .map_err(|_| anyhow::anyhow!("the address was not told"))?;
            person.email =
                verified(more.email().map(|email| email.as_str()), more.email_verified());
            let name = more.name().and_then(|name| name.get(None));
            person.name = person.name.or(name.map(|name| name.as_str().to_owned()));
        }
        Ok(person)
    }
}

fn verified(email: Option<&str>, verified: Option<bool>) -> Option<String> {
    email.filter(|_| verified == Some(true)).and_then(normal_email)
}

async fn leave(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    fields: Fields,
) -> Result<Response> {
    depart(&app, &visit, &session, own_path(fields.get("next")), None).await
}

async fn leave_to_link(State(app): State<App>, visit: Visit, session: Session) -> Result<Response> {
    let account = visit.person()?.id;
    depart(&app, &visit, &session, "/".to_owned(), Some(account)).await
}

async fn depart(
    app: &App,
    visit: &Visit,
    session: &Session,
    next: String,
    link: Option<i64>,
) -> Result<Response> {
    let provider = app.provider.as_ref().ok_or(Error::NotFound)?;
    match provider.way_there(visit.lang(), next, link).await {
        Ok((there, journey)) => {
            session::keep(session, journey).await?;
            let title = visit.text.with("city-go-title", &[("name", (&*provider.name).into())]);
            let mut response = visit.shell(title).page(pages::away(visit, &provider.name, &there));
            // The link stands for browsers that go nowhere by themselves.
            if let Ok(refresh) = HeaderValue::from_str(&format!("0; url={there}")) {
                response.headers_mut().insert(header::REFRESH, refresh);
            }
            Ok(response)
        }
        Err(error) => {
            tracing::warn!(%error, "the identity provider cannot be reached");
            Err(Error::conflict("city-away"))
        }
    }
}

async fn come_back(
    State(app): State<App>,
    mut visit: Visit,
    session: Session,
    Query(query): Asked,
) -> Result<Response> {
    let provider = app.provider.as_ref().ok_or(Error::NotFound)?;
    let failed = || Error::conflict("city-failed");
    let journey: Journey = session::kept(&session).await?.ok_or_else(failed)?;
    visit.text = Text(Lang::parse(&journey.lang).unwrap_or(Lang::Pl));
    let query: Fields = query.into();
    // Both are random and good for one journey: how long comparing takes says nothing of use.
    if query.get("state") != journey.state || !query.has("code") {
        return Err(failed());
    }
    let person = match provider.person(query.get("code").to_owned(), &journey).await {
        Ok(person) => person,
        Err(error) => {
            tracing::warn!(%error, "the identity provider's answer is not good");
            *provider.known.lock().await = None;
            return Err(failed());
        }
    };
    if let Some(id) = journey.link {
        // Whoever is signed in now, not whoever was when the journey began.
        if visit.person()?.id != id {
            return Err(failed());
        }
        let tx = app.store.begin().await?;
        link(&tx, provider, &person.subject, id, app.clock.now()).await?;
        tx.commit().await?;
        return Ok(see_other(&visit.href("/account?done=city-linked")));
    }
    let tx = app.store.begin().await?;
    let found = account_of(&tx, app.clock.now(), visit.lang(), provider, &person).await?;
    let Some(account) = found else {
        return newcomer::begin(&visit, &session, person, journey.next).await;
    };
    tx.commit().await?;
    welcome(&app, &visit, &session, &account, &journey.next).await
}

/// The account of an identity: the one it belongs to, else the resident's with its address, else a
/// new one. None where an unknown person has no verified address.
pub(super) async fn account_of(
    tx: &impl ConnectionTrait,
    now: Instant,
    lang: Lang,
    provider: &Provider,
    person: &Person,
) -> Result<Option<Account>> {
    let key = (provider.issuer.as_str().to_owned(), person.subject.clone());
    if let Some(identity) = Entity::find_by_id(key).one(tx).await? {
        return account::by_id(tx, identity.account_id).await?.ok_or(Error::NotFound).map(Some);
    }
    let Some(email) = person.email.clone() else { return Ok(None) };
    let account = match account::by_email(tx, &email).await? {
        Some(known) if !role::of(tx, known.id).await?.is_empty() => {
            return Err(Error::conflict("city-staff"));
        }
        Some(known) => known,
        None => {
            let name = tidy(person.name.as_deref().unwrap_or_default(), false);
            let name: String = name.chars().take(100).collect();
            let name = if name.is_empty() { email.clone() } else { name };
            account::insert(tx, now, lang, email, name, String::new()).await?
        }
    };
    link(tx, provider, &person.subject, account.id, now).await?;
    Ok(Some(account))
}

async fn link(
    tx: &impl ConnectionTrait,
    provider: &Provider,
    subject: &str,
    account: i64,
    now: Instant,
) -> Result<()> {
    let row = ActiveModel {
        issuer: Set(provider.issuer.as_str().to_owned()),
        subject: Set(subject.to_owned()),
        account_id: Set(account),
        linked_at: Set(now),
    };
    // The identity is another account's, or the account has another: `identity_pkey`, `identity_account`.
    Entity::insert(row).exec_without_returning(tx).await.map(drop).map_err(|error| {
        on_constraint(error, "identity", "identity.", Error::conflict("city-taken"))
    })
}

/// Whether an account has an identity at the provider.
pub async fn is_linked(app: &App, account: i64) -> Result<bool> {
    let found = Entity::find().filter(Column::AccountId.eq(account)).one(app.store.read()).await?;
    Ok(found.is_some())
}
