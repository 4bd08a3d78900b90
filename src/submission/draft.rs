//! Drafts: what a resident has typed so far, exactly as typed, saved at every step.

use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, QueryTrait, Set};

use crate::app::App;
use crate::clock::{Instant, random};
use crate::edition::Edition;
use crate::error::{Error, Result};
use crate::page::{Fields, tidy};
use crate::project;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "project_draft")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Path segment; says nothing about how many drafts there are.
    #[sea_orm(unique)]
    pub token: String,
    pub edition_id: i64,
    pub account_id: i64,
    /// JSON of [`Fields`].
    pub fields: String,
    pub saved_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub fn fields(&self) -> Result<Fields> {
        Ok(serde_json::from_str(&self.fields).map_err(anyhow::Error::from)?)
    }

    /// The title as typed so far.
    pub fn title(&self) -> String {
        self.fields().map(|fields| tidy(fields.get("title"), false)).unwrap_or_default()
    }
}

/// More unsent drafts than this nobody writes by hand.
const MOST: usize = 20;
/// More fields than this no page of ours sends.
const MOST_FIELDS: usize = 600;

/// Begins an empty draft and returns its token. `Conflict("draft-many")` when twenty wait to be sent.
pub async fn begin(app: &App, edition: &Edition, account: i64) -> Result<String> {
    let waiting = unsent(app, account).await?;
    if waiting.iter().filter(|draft| draft.edition_id == edition.id).count() >= MOST {
        return Err(Error::conflict("draft-many"));
    }
    let token = uuid::Builder::from_random_bytes(random()).into_uuid().simple().to_string();
    let tx = app.store.begin().await?;
    ActiveModel {
        token: Set(token.clone()),
        edition_id: Set(edition.id),
        account_id: Set(account),
        fields: Set(serde_json::to_string(&Fields::default()).map_err(anyhow::Error::from)?),
        saved_at: Set(app.clock.now()),
        ..Default::default()
    }
    .insert(&tx)
    .await?;
    tx.commit().await?;
    Ok(token)
}

/// The person's own draft; somebody else's is not found.
pub async fn find(app: &App, edition: i64, token: &str, account: i64) -> Result<Model> {
    Entity::find()
        .filter(Column::Token.eq(token))
        .filter(Column::EditionId.eq(edition))
        .filter(Column::AccountId.eq(account))
        .one(app.store.read())
        .await?
        .ok_or(Error::NotFound)
}

/// Keeps what was typed, right or wrong, in place of the fields that `owns` names.
pub async fn save(
    app: &App,
    draft: &Model,
    owns: impl Fn(&str) -> bool,
    typed: &Fields,
) -> Result<Fields> {
    change(app, draft, |fields| {
        let names: Vec<String> = fields
            .iter()
            .map(|(name, _)| name)
            .filter(|name| owns(name))
            .map(str::to_owned)
            .collect();
        for name in names {
            fields.remove(&name);
        }
        for (name, value) in typed.iter().filter(|(name, _)| owns(name)).take(MOST_FIELDS) {
            fields.push(name, value.chars().take(10_000).collect::<String>());
        }
    })
    .await
}

/// Changes the fields of a draft under a lock: pages of one draft that are saved at once keep each
/// other's fields.
pub async fn change(app: &App, draft: &Model, change: impl FnOnce(&mut Fields)) -> Result<Fields> {
    let tx = app.store.begin().await?;
    let row = Entity::find_by_id(draft.id).lock_exclusive().one(&tx).await?;
    let mut fields = row.ok_or(Error::NotFound)?.fields()?;
    change(&mut fields);
    let row = ActiveModel {
        id: Set(draft.id),
        fields: Set(serde_json::to_string(&fields).map_err(anyhow::Error::from)?),
        saved_at: Set(app.clock.now()),
        ..Default::default()
    };
    Entity::update(row).exec(&tx).await?;
    tx.commit().await?;
    Ok(fields)
}

/// Throws a draft away with all that hangs on it. One that became a project stays:
/// `Conflict("submit-twice")`.
pub async fn discard(app: &App, draft: &Model) -> Result<()> {
    let tx = app.store.begin().await?;
    // The lock makes a sending on its way finish first.
    let sent = Entity::find_by_id(draft.id).lock_exclusive().one(&tx).await?;
    if sent.is_some() && super::send::of_draft(&tx, draft.id).await?.is_some() {
        return Err(Error::conflict("submit-twice"));
    }
    Entity::delete_by_id(draft.id).exec(&tx).await?;
    tx.commit().await?;
    Ok(())
}

/// A person's drafts that have not become projects, newest first.
pub async fn unsent(app: &App, account: i64) -> Result<Vec<Model>> {
    let sent = project::Entity::find()
        .select_only()
        .column(project::Column::DraftId)
        .filter(project::Column::AuthorId.eq(account))
        .filter(project::Column::DraftId.is_not_null())
        .into_query();
    let rows = Entity::find()
        .filter(Column::AccountId.eq(account))
        .filter(Column::Id.not_in_subquery(sent))
        .order_by_desc(Column::SavedAt)
        .limit(50)
        .all(app.store.read())
        .await?;
    Ok(rows)
}
