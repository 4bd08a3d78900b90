//! Whoever is not in the register: one person at city hall opens a case, another asks the visitor anew
//! and lets them in. That adds one row to a register that is otherwise closed, and makes a code. How many
//! were added is public for ever; each of them is a person like any other, also to the integrity desk.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{ActiveEnum, ConnectionTrait, DatabaseTransaction, QueryOrder, QuerySelect, Set};

use super::children;
use super::codes::{self, Slip};
use super::entity::late_entry::{ActiveModel, Column, Entity, Model};
use super::entity::{entry, ward};
use super::evidence::{self, Way};
use super::identity::{self, Question};
use super::namesakes;
use super::office::{self, Document};
use super::policy::Policy;
use crate::app::App;
use crate::audit::{self, Act};
use crate::clock::{Instant, warsaw};
use crate::edition::{self, Edition, district};
use crate::error::{Error, Result, on_constraint};
use crate::page::{Errors, Fields};
use crate::people::person_key;
use crate::text::Message;

/// How far a case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum State {
    /// Waits for a second person.
    #[sea_orm(string_value = "open")]
    Open,
    /// The visitor is in the register.
    #[sea_orm(string_value = "approved")]
    Approved,
    /// Taken back before a second person agreed.
    #[sea_orm(string_value = "void")]
    Void,
}

/// Why somebody who may vote is not in the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Reason {
    /// They came to live here after it was made.
    #[sea_orm(string_value = "moved")]
    Moved,
    /// They live here and were left out.
    #[sea_orm(string_value = "missed")]
    Missed,
    /// Somebody else has the same data.
    #[sea_orm(string_value = "namesake")]
    Namesake,
    #[sea_orm(string_value = "other")]
    Other,
}

impl Reason {
    pub const ALL: [Self; 4] = [Self::Moved, Self::Missed, Self::Namesake, Self::Other];

    pub fn name(self) -> String {
        self.to_value()
    }
}

/// The whole date of birth, which tells two people apart of whom everything else is alike.
pub const BORN_ON: &str = "born-on";

impl Policy {
    /// How city hall asks somebody whom it adds: as the register would or, where there is none, as a
    /// guardian of another child of the same name was asked. None where nobody can be missing.
    pub fn late_question(&self) -> Option<Question> {
        self.register_question().or((self.children > 0).then_some(Question::Child))
    }
}

/// Somebody before a clerk, as a row of the register would have them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    person: Vec<u8>,
    child: Option<Vec<u8>>,
    district: Option<i64>,
    contact: String,
}

/// The districts of an edition, to choose one.
pub async fn districts(db: &impl ConnectionTrait, edition: i64) -> Result<Vec<district::Model>> {
    let rows = district::Entity::find()
        .filter(district::Column::EditionId.eq(edition))
        .order_by_asc(district::Column::Name);
    Ok(rows.all(db).await?)
}

/// Reads what a clerk typed. A child for whom a guardian votes on their word alone is the same person
/// here, so that both have one ballot. The errors name the fields.
///
/// # Errors
/// `Conflict("late-nowhere")` where nobody can be missing.
pub async fn visitor(
    db: &impl ConnectionTrait,
    app: &App,
    edition: &Edition,
    policy: &Policy,
    reason: Option<Reason>,
    fields: &Fields,
) -> Result<std::result::Result<Visitor, Errors>> {
    let Some(question) = policy.late_question() else {
        return Err(Error::conflict("late-nowhere"));
    };
    let now = app.clock.now();
    let mut errors = Errors::default();
    let identity = errors.note(question.read(fields, now));
    if question == Question::Child && identity.is_some() && !children::is_minor(fields, now) {
        errors.add("born", Message::new("children-grown"));
    }
    let is_namesake = reason == Some(Reason::Namesake);
    let born_on = match is_namesake.then(|| date(fields.get(BORN_ON), now)) {
        Some(None) => {
            errors.add(BORN_ON, Message::new("late-born-on-wrong"));
            None
        }
        born_on => born_on.flatten(),
    };
    let typed = fields.get("contact").trim();
    let phones = app.config.sms_gateway.is_some();
    let contact = identity::contact(typed, phones);
    if !typed.is_empty() && contact.is_none() {
        let wrong = if phones { "verify-contact-wrong" } else { "field-email-wrong" };
        errors.add("contact", Message::new(wrong));
    }
    let named = fields.get("district");
    let known = districts(db, edition.id).await?;
    let district = known.iter().find(|row| row.id.to_string() == named).map(|row| row.id);
    if !named.is_empty() && district.is_none() {
        errors.add("district", Message::new("import-district-unknown"));
    }
    let (Some(identity), true) = (identity, errors.is_empty()) else { return Ok(Err(errors)) };
    let contact = contact.unwrap_or_default();

    let key = |identity: &str| person_key(&app.secret, edition.id, identity);
    let has = async |person: &[u8]| -> Result<bool> {
        let row = entry::Entity::find_by_id((edition.id, false, person.to_vec()));
        Ok(row.one(db).await?.is_some())
    };
    let mut person = key(&identity);
    let mut child = question.as_child(fields, now).map(|identity| key(&identity));
    let declared = match &child {
        Some(child) => {
            ward::Entity::find_by_id((edition.id, child.clone())).one(db).await?.is_some()
        }
        None => false,
    };
    // An answer that several rows share is the data of each of them, and nobody's row.
    let shared = !namesakes::sharing(db, edition.id, &person).await?.is_empty();
    let is_known = shared || has(&person).await?;
    match born_on {
        // Another person than the one whom these data name; no guardian reaches them by a name.
        Some(born_on) if is_known || declared => {
            person = key(&format!("{identity}|{born_on}"));
            child = None;
        }
        _ if declared && !is_known => person = child.clone().unwrap_or(person),
        _ => {}
    }
    if (shared && born_on.is_none()) || has(&person).await? {
        let first = question.fields().first().copied().unwrap_or_default();
        let word = if is_namesake { "late-known-namesake" } else { "late-known" };
        return Ok(Err(Errors::of(first, Message::new(word))));
    }
    Ok(Ok(Visitor { person, child, district, contact }))
}

/// A day that was, as people write it: `7.03.2015`, `2015-03-07`.
fn date(typed: &str, now: Instant) -> Option<NaiveDate> {
    let typed = typed.trim();
    let read = ["%d.%m.%Y", "%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(typed, format).ok())?;
    let today = warsaw(now).date_naive();
    (read <= today && identity::is_plausible(chrono::Datelike::year(&read), now)).then_some(read)
}

/// Opens a case for a visitor and gives its number.
///
/// # Errors
/// `Conflict`: `office-closed` when nobody votes, `late-waiting` when there is a case of this person.
pub async fn open(
    app: &App,
    edition: &Edition,
    visitor: Visitor,
    (document, reason, words): (Document, Reason, &str),
    by: i64,
) -> Result<i64> {
    let tx = app.store.begin().await?;
    let (now, _) = office::voting(&tx, app, edition).await?;
    let row = ActiveModel {
        edition_id: Set(edition.id),
        person: Set(visitor.person),
        child: Set(visitor.child),
        district_id: Set(visitor.district),
        contact: Set(visitor.contact),
        document: Set(document),
        reason: Set(reason),
        words: Set(words.to_owned()),
        state: Set(State::Open),
        opened_by: Set(by),
        opened_at: Set(now),
        ..Default::default()
    };
    let row = Entity::insert(row).exec_with_returning(&tx).await.map_err(|error| {
        let word = Error::conflict("late-waiting");
        on_constraint(error, "late_entry_once", "late_entry.edition_id", word)
    })?;
    record(&tx, edition, now, by, "late-opened", &row).await?;
    tx.commit().await?;
    Ok(row.id)
}

/// What came of the second person's look.
pub enum Agreed {
    /// The visitor is in the register; a code for them.
    Added(Slip),
    Wrong(Errors),
}

/// The second person's consent: what they typed must name whom the first has seen.
///
/// # Errors
/// `Conflict`: `office-closed`, `late-same` for who opened the case, `late-gone` when it does not wait.
pub async fn approve(
    app: &App,
    edition: &Edition,
    policy: &Policy,
    id: i64,
    fields: &Fields,
    by: i64,
) -> Result<Agreed> {
    let tx = app.store.begin().await?;
    // Whoever takes a child in meanwhile waits, and then finds it in the register.
    edition::Entity::find_by_id(edition.id).lock_exclusive().one(&tx).await?;
    let (now, _) = office::voting(&tx, app, edition).await?;
    let row = find(&tx, edition, id).await?;
    if row.opened_by == by {
        return Err(Error::conflict("late-same"));
    }
    if row.state != State::Open {
        return Err(Error::conflict("late-gone"));
    }
    let seen = match visitor(&tx, app, edition, policy, Some(row.reason), fields).await? {
        Ok(seen) => seen,
        Err(errors) => return Ok(Agreed::Wrong(errors)),
    };
    let question = policy.late_question();
    let first = question.and_then(|asked| asked.fields().first().copied()).unwrap_or_default();
    for (same, field) in [
        (seen.person == row.person, first),
        (seen.district == row.district_id, "district"),
        (seen.contact == row.contact, "contact"),
    ] {
        if !same {
            return Ok(Agreed::Wrong(Errors::of(field, Message::new("late-other"))));
        }
    }
    let agreed = Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Approved))
        .col_expr(Column::ApprovedBy, Expr::value(by))
        .col_expr(Column::ApprovedAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::Open))
        .exec(&tx)
        .await?;
    if agreed.rows_affected != 1 {
        return Err(Error::conflict("late-gone"));
    }
    let added = entry::ActiveModel {
        edition_id: Set(edition.id),
        is_draft: Set(false),
        person: Set(seen.person.clone()),
        district_id: Set(seen.district),
        contact: Set(seen.contact),
        position: Set(0),
        child: Set(seen.child),
        late_id: Set(Some(id)),
    };
    entry::Entity::insert(added).exec_without_returning(&tx).await?;
    evidence::record(&tx, app, edition.id, &seen.person, Way::Late).await?;
    let slip = codes::give(&tx, app, edition, &seen.person, by).await?;
    record(&tx, edition, now, by, "late-approved", &row).await?;
    tx.commit().await?;
    Ok(Agreed::Added(slip))
}

/// Takes a case back that waits. `Conflict("late-gone")` afterwards: who is in the register stays there,
/// and can be challenged.
pub async fn void(app: &App, edition: &Edition, id: i64, by: i64) -> Result<()> {
    let tx = app.store.begin().await?;
    let (now, _) = office::voting(&tx, app, edition).await?;
    let row = find(&tx, edition, id).await?;
    let gone = Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Void))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::Open))
        .exec(&tx)
        .await?;
    if gone.rows_affected != 1 {
        return Err(Error::conflict("late-gone"));
    }
    record(&tx, edition, now, by, "late-void", &row).await?;
    tx.commit().await?;
    Ok(())
}

/// A case of an edition, or 404.
async fn find(db: &impl ConnectionTrait, edition: &Edition, id: i64) -> Result<Model> {
    let row = Entity::find_by_id(id).filter(Column::EditionId.eq(edition.id)).one(db).await?;
    row.ok_or(Error::NotFound)
}

/// Every case of an edition, the newest first.
pub async fn of_edition(db: &impl ConnectionTrait, edition: i64) -> Result<Vec<Model>> {
    let rows = Entity::find().filter(Column::EditionId.eq(edition)).order_by_desc(Column::Id);
    Ok(rows.all(db).await?)
}

/// Whom an edition counts apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// Added to the register while people voted.
    Late,
    /// Children who are in no register: a guardian's word is all there is.
    Children,
}

impl Apart {
    /// Asks for their pseudonyms.
    pub fn persons(self, edition: i64) -> SelectStatement {
        let registered = |of: entry::Column| {
            Query::select()
                .column(of)
                .from(entry::Entity)
                .and_where(entry::Column::EditionId.eq(edition))
                .and_where(entry::Column::IsDraft.eq(false))
                .to_owned()
        };
        match self {
            Self::Late => registered(entry::Column::Person)
                .and_where(entry::Column::LateId.is_not_null())
                .to_owned(),
            Self::Children => Query::select()
                .column(ward::Column::Person)
                .from(ward::Entity)
                .and_where(ward::Column::EditionId.eq(edition))
                .and_where(ward::Column::Person.not_in_subquery(registered(entry::Column::Person)))
                .to_owned(),
        }
    }

    /// How many there are.
    pub async fn count(self, db: &impl ConnectionTrait, edition: i64) -> Result<u64> {
        let of = self.persons(edition);
        Ok(match self {
            Self::Late => {
                let rows = entry::Entity::find()
                    .filter(entry::Column::EditionId.eq(edition))
                    .filter(entry::Column::Person.in_subquery(of));
                rows.count(db).await?
            }
            Self::Children => {
                let rows = ward::Entity::find()
                    .filter(ward::Column::EditionId.eq(edition))
                    .filter(ward::Column::Person.in_subquery(of));
                rows.count(db).await?
            }
        })
    }
}

/// The act names the case, its reason and the kind of document. Not the words: acts are for ever.
async fn record(
    tx: &DatabaseTransaction,
    edition: &Edition,
    at: Instant,
    by: i64,
    kind: &str,
    row: &Model,
) -> Result<()> {
    let detail = format!("{}: {}, {}", row.id, row.reason.name(), row.document.name());
    let act = Act {
        at,
        account: Some(by),
        edition: Some(edition.id),
        kind,
        subject: &edition.slug,
        detail: &detail,
    };
    audit::record(tx, act).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_of_birth_is_one_however_it_is_written() {
        // 12 January 2027.
        let now = 1_799_751_600;
        let day = NaiveDate::from_ymd_opt(2015, 3, 7);
        for typed in ["7.03.2015", "07.03.2015", " 2015-03-07 ", "7-3-2015", "07/03/2015"] {
            assert_eq!(date(typed, now), day, "{typed}");
        }
        for wrong in ["", "2015", "31.02.2015", "7.03.1880", "7.03.2028", "7.03.15"] {
            assert_eq!(date(wrong, now), None, "{wrong}");
        }
    }
}
