//! A guardian who may vote votes for their children, too: a ballot of its own for each. A child has
//! one guardian here, by constraint, and a guardian so many children as the edition says.

use axum::extract::{Path, State};
use axum::response::Response;
use axum_client_ip::ClientIp;
use chrono::Datelike;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, Set};

use super::children_pages::{self, ChildrenView};
use super::entity::ward;
use super::evidence::{self, Way};
use super::identity::Question;
use super::pass::{self, Held, PASS, Pass, Voter, hex};
use super::{person, policy};
use crate::app::{Access, App, Routes, see_other};
use crate::audit::{self, Act};
use crate::clock::warsaw;
use crate::edition::{self, Edition, Phase, Room};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields, tidy};
use crate::people::{Visit, network};
use crate::text::Message;

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/{e}/vote/children", Access::Public, page)
        .post("/{l}/{e}/vote/children", Access::Public, begin)
        .post("/{l}/{e}/vote/children/back", Access::Public, back)
}

type InEdition = Path<(String, String)>;
type From = Result<ClientIp, axum_client_ip::Rejection>;

/// A guardian before the ballots of their children.
struct Guardian {
    edition: Edition,
    voter: Voter,
    most: i64,
}

impl Guardian {
    /// The way to verification for who has not shown that they may vote; to the vote's first page
    /// where there is nothing to do here.
    async fn find(app: &App, visit: &Visit, pass: &Pass, slug: &str) -> Result<Self> {
        let db = app.store.read();
        let edition = edition::find(db, slug).await?;
        let most = policy::of(db, edition.id).await?.children;
        let to = |path: &str| Error::SeeOther { to: visit.href(&format!("/{slug}/vote{path}")) };
        if most == 0
            || edition.phase != Phase::Voting
            || pass.child().is_some()
            || pass.is_of_office()
        {
            return Err(to(""));
        }
        let voter = pass.voter(app, visit, &edition).await?.ok_or_else(|| to("/verify"))?;
        Ok(Self { edition, voter, most })
    }
}

async fn wards(db: &impl ConnectionTrait, edition: i64, guardian: &[u8]) -> Result<i64> {
    let rows = ward::Entity::find()
        .filter(ward::Column::EditionId.eq(edition))
        .filter(ward::Column::Guardian.eq(guardian.to_vec()));
    Ok(i64::try_from(rows.count(db).await?).unwrap_or(i64::MAX))
}

async fn draw(
    app: &App,
    visit: &Visit,
    guardian: &Guardian,
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let edition = &guardian.edition;
    let have = wards(app.store.read(), edition.id, &guardian.voter.person).await?;
    let view = ChildrenView { visit, edition, have, most: guardian.most, fields, errors };
    let shell = edition::shell(visit, edition, Room::Voting, visit.text.say("children-title"));
    let shell = if errors.is_empty() { shell } else { shell.invalid() };
    Ok(shell.page(children_pages::children(&view)))
}

async fn page(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    Path((_, slug)): InEdition,
) -> Result<Response> {
    let guardian = Guardian::find(&app, &visit, &pass, &slug).await?;
    draw(&app, &visit, &guardian, &Fields::default(), &Errors::default()).await
}

async fn begin(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    from: From,
    Path((_, slug)): InEdition,
    fields: Fields,
) -> Result<Response> {
    let guardian = Guardian::find(&app, &visit, &pass, &slug).await?;
    let (edition, own) = (&guardian.edition, &guardian.voter.person);
    let child = match person(&app, edition, Question::Child, &fields) {
        Ok(child) => child,
        Err(errors) => return draw(&app, &visit, &guardian, &fields, &errors).await,
    };
    let refused = if !is_minor(&fields, app.clock.now()) {
        Some(("born", "children-grown"))
    } else if fields.get("guardian") != "yes" {
        Some(("guardian", "children-unconfirmed"))
    } else if !app.throttle.may_be(own, &network(from)) {
        Some(("name", "verify-slow"))
    } else {
        match take(&app, edition, own, &child, guardian.most).await? {
            Taken::Ours => None,
            Taken::Another => Some(("name", "children-taken")),
            Taken::Full => Some(("name", "children-full")),
        }
    };
    if let Some((field, key)) = refused {
        let errors = Errors::of(field, Message::new(key));
        return draw(&app, &visit, &guardian, &fields, &errors).await;
    }
    let district = guardian.voter.district;
    let mut held = Held::new(edition.id, child, district, app.clock.now());
    // A child's pass lasts no longer than the guardian's own.
    if let Some(own) = pass.of(edition) {
        held.began = own.began;
        held.code.clone_from(&own.code);
    }
    let name: String = tidy(fields.get("name"), false).chars().take(100).collect();
    held.ward = Some((name, hex::of(own)));
    let on = see_other(&visit.href(&format!("/{slug}/vote")));
    Ok(pass::with_cookies(&app, &[(PASS, Some(pass::packed(&held)?))], on))
}

fn is_minor(fields: &Fields, now: crate::clock::Instant) -> bool {
    let born: i32 = fields.get("born").trim().parse().unwrap_or(0);
    warsaw(now).year() - born <= 18
}

enum Taken {
    Ours,
    /// Another guardian votes for this child.
    Another,
    Full,
}

async fn take(
    app: &App,
    edition: &Edition,
    guardian: &[u8],
    child: &[u8],
    most: i64,
) -> Result<Taken> {
    let tx = app.store.begin().await?;
    let key = (edition.id, child.to_vec());
    for slot in 0..=most {
        if slot > 0 {
            let row = ward::ActiveModel {
                edition_id: Set(edition.id),
                person: Set(child.to_vec()),
                guardian: Set(guardian.to_vec()),
                slot: Set(slot),
            };
            ward::Entity::insert(row)
                .on_conflict(OnConflict::new().do_nothing().to_owned())
                .exec_without_returning(&tx)
                .await?;
        }
        if let Some(ward) = ward::Entity::find_by_id(key.clone()).one(&tx).await? {
            if ward.guardian != guardian {
                return Ok(Taken::Another);
            }
            evidence::record(&tx, app, edition.id, child, Way::Guardian).await?;
            tx.commit().await?;
            return Ok(Taken::Ours);
        }
    }
    // For the registrar: who wanted more children than the edition allows is not named.
    let act = Act {
        at: app.clock.now(),
        account: None,
        edition: Some(edition.id),
        kind: "children-over",
        subject: &edition.slug,
        detail: "",
    };
    audit::record(&tx, act).await?;
    tx.commit().await?;
    Ok(Taken::Full)
}

/// Back to the guardian's own ballot.
async fn back(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    Path((_, slug)): InEdition,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    let on = see_other(&visit.href(&format!("/{slug}/vote")));
    let Some(held) = pass.of(&edition) else { return Ok(on) };
    let mut own = held.clone();
    let guardian = own.ward.take().and_then(|(_, guardian)| hex::parse(&guardian));
    let Some(guardian) = guardian else { return Ok(on) };
    own.person = guardian;
    Ok(pass::with_cookies(&app, &[(PASS, Some(pass::packed(&own)?))], on))
}
