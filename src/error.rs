//! What can go wrong on the way to an answer. A person reads a message in their language, the log
//! holds the cause under the request id that the page shows.

mod failed;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sea_orm::{DbErr, SqlErr};

use failed::{Failed, failed};

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No such page, edition, project, draft: also somebody else's, so that ids tell nothing.
    #[error("not found")]
    NotFound,
    /// Signed in, and not allowed.
    #[error("forbidden")]
    Forbidden,
    /// The answer stands on another page: sign in first, the ballot is cast already.
    #[error("see {to}")]
    SeeOther { to: String },
    /// The act and the state of things do not go together; `key` is the sentence to show.
    #[error("conflict: {key}")]
    Conflict { key: &'static str },
    /// A request no form of ours sends.
    #[error("bad request: {0}")]
    BadRequest(String),
    /// Too many at once; nothing was stored.
    #[error("busy, try again in {retry_after} s")]
    Busy { retry_after: u32 },
    /// Something that it needs is missing or has failed: room on the disk, the database, a key. Nothing
    /// was stored, and nothing will be until somebody has seen to it.
    #[error("out of order")]
    OutOfOrder,
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

impl Error {
    pub fn conflict(key: &'static str) -> Self {
        Self::Conflict { key }
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::SeeOther { .. } => StatusCode::SEE_OTHER,
            Self::Conflict { .. } => StatusCode::CONFLICT,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Busy { .. } | Self::OutOfOrder => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The Fluent key of the sentence a person reads.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotFound => "error-not-found",
            Self::Forbidden => "error-forbidden",
            Self::SeeOther { .. } => "error-see-other",
            Self::Conflict { key } => key,
            Self::BadRequest(_) => "error-bad-request",
            Self::Busy { .. } => "error-busy",
            Self::OutOfOrder => "error-out-of-order",
            Self::Internal(_) => "error-internal",
        }
    }
}

/// For how long a visitor stays away who was told that something is out of order, in seconds.
const REPAIR: u32 = 60;

/// What triggers of the database say of something that can no longer change.
const FIXED: [&str; 10] = [
    "rules-frozen",
    "paper-signed",
    "deciding-frozen",
    "phase-irreversible",
    "register-frozen",
    "register-shared",
    "late-settled",
    "late-child",
    "child-registered",
    "results-by-two",
];

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match failed(&error) {
            Some(Failed::Busy) => return Self::Busy { retry_after: 2 },
            Some(Failed::Unable) => {
                tracing::error!(%error, "the database cannot do its work");
                return Self::OutOfOrder;
            }
            None => {}
        }
        // A trigger of the database has the last word on what is fixed.
        let said = error.to_string();
        match FIXED.into_iter().find(|word| said.contains(word)) {
            Some(word) => Self::conflict(word),
            None => Self::Internal(error.into()),
        }
    }
}

impl Error {
    /// Reads an error of ours out of a text. The session store passes errors on as texts only.
    pub fn in_text(text: &str) -> Option<Self> {
        let busy = Self::Busy { retry_after: 2 };
        [busy, Self::OutOfOrder].into_iter().find(|error| text.contains(&error.to_string()))
    }
}

/// Turns the violation of a named constraint into the domain's word; every other error passes.
/// SQLite names the columns of the index where PostgreSQL names the constraint, so both are given.
pub fn on_constraint(error: DbErr, constraint: &str, columns: &str, word: Error) -> Error {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(what))
            if what.contains(constraint) || what.contains(columns) =>
        {
            word
        }
        _ => error.into(),
    }
}

/// Turns the removal of a row that others still refer to into the domain's word.
pub fn on_reference(error: DbErr, word: Error) -> Error {
    match error.sql_err() {
        Some(SqlErr::ForeignKeyConstraintViolation(_)) => word,
        _ => error.into(),
    }
}

/// Left in the response for the layer that draws error pages in the visitor's language.
#[derive(Clone, Debug)]
pub struct Failure {
    pub status: StatusCode,
    pub key: &'static str,
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = self.status();
        match &self {
            Self::Internal(cause) => tracing::error!(error = ?cause, "request failed"),
            Self::BadRequest(reason) => tracing::info!(reason, "request refused"),
            _ => {}
        }
        let mut response = status.into_response();
        match &self {
            Self::SeeOther { to } => {
                if let Ok(location) = to.parse() {
                    response.headers_mut().insert(header::LOCATION, location);
                }
                return response;
            }
            Self::Busy { retry_after } => {
                response.headers_mut().insert(header::RETRY_AFTER, (*retry_after).into());
            }
            Self::OutOfOrder => {
                response.headers_mut().insert(header::RETRY_AFTER, REPAIR.into());
            }
            _ => {}
        }
        response.extensions_mut().insert(Failure { status, key: self.key() });
        response
    }
}
