//! Who may vote. Every way of showing it ends in a [`Voter`]: a pseudonym under which one person has
//! one ballot, whichever way they came.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::app::App;
use crate::edition::Edition;
use crate::error::{Error, Result};
use crate::people::{Visit, person_key};

/// Somebody who may vote in an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voter {
    /// The pseudonym: [`person_key`] of whatever makes this person one.
    pub person: Vec<u8>,
    /// The district in which they vote, where the register says so; otherwise they choose.
    pub district: Option<i64>,
}

/// What a browser brings to show who is voting.
#[derive(Clone, Debug, Default)]
pub struct Pass {}

impl FromRequestParts<App> for Pass {
    type Rejection = Error;

    async fn from_request_parts(_: &mut Parts, _: &App) -> Result<Self> {
        Ok(Self {})
    }
}

impl Pass {
    /// The voter behind a visit, if they have shown that they may vote in this edition.
    pub async fn voter(
        &self,
        app: &App,
        visit: &Visit,
        edition: &Edition,
    ) -> Result<Option<Voter>> {
        Ok(visit.viewer.as_ref().map(|viewer| Voter {
            person: person_key(&app.secret, edition.id, &format!("account:{}", viewer.id)),
            district: None,
        }))
    }
}
