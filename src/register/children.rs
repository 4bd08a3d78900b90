//! A guardian who may vote votes for their children, too: a ballot of its own for each. A child has
//! one guardian here, by constraint, and a guardian so many children as the edition says.
//!
//! A child of the register is the person of its row: whoever comes first, it or its guardian, there is
//! one ballot, and from the child's own coming on the guardian has no way to it. Of any other child
//! there is its guardian's word alone.

use axum::extract::{Path, State};
use axum::response::Response;
use axum_client_ip::ClientIp;
use chrono::Datelike;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, QuerySelect, Set};

use super::children_pages::{self, ChildrenView};
use super::entity::{entry, ward};
use super::evidence::{self, Way};
use super::identity::Question;
use super::pass::{self, Held, PASS, Pass, Voter, hex};
use super::person;
use super::policy::{self, Policy};
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
    policy: Policy,
}

impl Guardian {
    /// The way to verification for who has not shown that they may vote; to the vote's first page
    /// where there is nothing to do here.
    async fn find(app: &App, visit: &Visit, pass: &Pass, slug: &str) -> Result<Self> {
        let db = app.store.read();
        let edition = edition::find(db, slug).await?;
        let policy = policy::of(db, edition.id).await?;
        let to = |path: &str| Error::SeeOther { to: visit.href(&format!("/{slug}/vote{path}")) };
        if policy.children == 0
            || edition.phase != Phase::Voting
            || pass.child().is_some()
            || pass.is_of_office()
        {
            return Err(to(""));
        }
        let voter = pass.voter(app, visit, &edition).await?.ok_or_else(|| to("/verify"))?;
        Ok(Self { edition, voter, policy })
    }

    /// What a guardian is asked about a child; everything that the register can tell people apart by
    /// once `more` is asked, because it has several of that name and year.
    fn question(&self, more: bool) -> Question {
        let whole = self.policy.register_question().filter(|whole| more && whole.names_children());
        whole.unwrap_or(Question::Child)
    }

    /// The field that only the whole question has.
    fn apart(&self) -> Option<&'static str> {
        let whole = self.question(true).fields().iter();
        whole.copied().find(|name| !Question::Child.fields().contains(name))
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
    let apart = guardian.apart();
    let more = apart.is_some_and(|name| errors.get(name).is_some() || !fields.get(name).is_empty());
    let question = guardian.question(more);
    let most = guardian.policy.children;
    let view = ChildrenView { visit, edition, have, most, question, fields, errors };
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
    let apart = guardian.apart();
    let more = apart.is_some_and(|name| !fields.get(name).is_empty());
    let read = |question| person(&app, edition, question, &fields);
    let (named, whole) = match (read(Question::Child), read(guardian.question(more))) {
        (Ok(named), Ok(whole)) => (named, whole),
        (_, Err(errors)) | (Err(errors), _) => {
            return draw(&app, &visit, &guardian, &fields, &errors).await;
        }
    };
    let slow = Some(("name", "verify-slow"));
    let taken = if !is_minor(&fields, app.clock.now()) {
        Err(Some(("born", "children-grown")))
    } else if fields.get("guardian") != "yes" {
        Err(Some(("guardian", "children-unconfirmed")))
    } else if !app.throttle.may_be(own, &network(from)) {
        Err(slow)
    } else {
        let wanted = Wanted { named: &named, whole: more.then_some(&whole) };
        match take(&app, edition, own, &wanted, guardian.policy.children).await? {
            Taken::Ours(child) => Ok(child),
            Taken::Another => Err(Some(("name", "children-taken"))),
            Taken::Full => Err(Some(("name", "children-full"))),
            Taken::Several if more => Err(apart.map(|name| (name, "children-which-wrong"))),
            Taken::Several => Err(apart.map(|name| (name, "children-which"))),
        }
    };
    let (child, district) = match taken {
        Ok(child) => child,
        Err(refused) => {
            let (field, key) = refused.unwrap_or(("name", "children-taken"));
            let errors = Errors::of(field, Message::new(key));
            return draw(&app, &visit, &guardian, &fields, &errors).await;
        }
    };
    let district = district.or(guardian.voter.district);
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

/// Whether somebody of this year of birth may still be a child.
pub(super) fn is_minor(fields: &Fields, now: crate::clock::Instant) -> bool {
    let born: i32 = fields.get("born").trim().parse().unwrap_or(0);
    warsaw(now).year() - born <= 18
}

/// What a guardian says of a child, as pseudonyms: by name and year, and by everything that the register
/// asks where that was asked.
struct Wanted<'a> {
    named: &'a Vec<u8>,
    whole: Option<&'a Vec<u8>>,
}

enum Taken {
    /// The child, and the district that the register gives it.
    Ours((Vec<u8>, Option<i64>)),
    /// Another guardian votes for this child, or it has come itself.
    Another,
    Full,
    /// The register has several of that name and year, and who is meant is not said, or nobody of them.
    Several,
}

async fn take(
    app: &App,
    edition: &Edition,
    guardian: &[u8],
    wanted: &Wanted<'_>,
    most: i64,
) -> Result<Taken> {
    let tx = app.store.begin().await?;
    // City hall adds nobody meanwhile.
    edition::Entity::find_by_id(edition.id).lock_shared().one(&tx).await?;
    let mut rows = entry::Entity::find()
        .filter(entry::Column::EditionId.eq(edition.id))
        .filter(entry::Column::IsDraft.eq(false))
        .filter(entry::Column::Child.eq(wanted.named.clone()))
        .all(&tx)
        .await?;
    if rows.len() > 1 {
        rows.retain(|row| Some(&row.person) == wanted.whole);
        if rows.is_empty() {
            return Ok(Taken::Several);
        }
    }
    let registered = rows.pop();
    let (child, district) = match registered {
        Some(row) => (row.person, row.district_id),
        None => (wanted.named.clone(), None),
    };
    if evidence::comes_alone(&tx, edition.id, &child).await? {
        return Ok(Taken::Another);
    }
    let key = (edition.id, child.clone());
    for slot in 0..=most {
        if slot > 0 {
            let row = ward::ActiveModel {
                edition_id: Set(edition.id),
                person: Set(child.clone()),
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
            evidence::record(&tx, app, edition.id, &child, Way::Guardian).await?;
            tx.commit().await?;
            return Ok(Taken::Ours((child, district)));
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
