//! Attaching files to a draft, and handing them out: to everybody once they are public and the draft
//! is a project, else to its authors and to city hall.

use sea_orm::ActiveModelTrait;
use sea_orm::entity::prelude::*;
use sea_orm::{QuerySelect, Set};

use super::rules::{MOST_FILES, Rules};
use super::{draft, photo, send};
use crate::app::App;
use crate::clock::random;
use crate::error::{Error, Result, on_constraint};
use crate::page::{Errors, tidy};
use crate::people::{Role, Viewer};
use crate::project::attachment::{self, Column, Entity, Kind, Model, content};
use crate::project::{self, State};
use crate::text::Message;

/// A file as it came.
#[derive(Debug, Default)]
pub struct Sent {
    pub bytes: Vec<u8>,
    /// What it shows.
    pub name: String,
    pub is_public: bool,
    /// What the author ticked may be read in `name`.
    pub sure: Vec<String>,
    /// It was cut off because it was too large.
    pub too_large: bool,
}

/// Attaches a file. The inner error is what is wrong with it, by field.
pub async fn attach(
    app: &App,
    draft: &draft::Model,
    rules: &Rules,
    sent: Sent,
) -> Result<std::result::Result<(), Errors>> {
    let mut errors = Errors::default();
    let name = tidy(&sent.name, false);
    let length = name.chars().count();
    if !(3..=200).contains(&length) {
        errors.add("name", Message::new("file-name-wrong"));
    }
    super::complain_of_personal_data("name", &name, &sent.sure, &mut errors);
    let kind = if photo::is_photo(&sent.bytes) { Kind::Photo } else { Kind::Document };
    if sent.too_large {
        errors.add("file", Message::new("file-too-large"));
    } else if sent.bytes.is_empty() {
        errors.add("file", Message::new("file-missing"));
    } else if kind == Kind::Document && !is_pdf(&sent.bytes) {
        errors.add("file", Message::new("file-kind-wrong"));
    }
    if !errors.is_empty() {
        return Ok(Err(errors));
    }
    let bytes = match kind {
        Kind::Document => sent.bytes,
        Kind::Photo => match photo::clean(sent.bytes).await? {
            Ok(bytes) => bytes,
            Err(refusal) => return Ok(Err(Errors::of("file", Message::new(refusal)))),
        },
    };
    let most = rules.files.most.min(MOST_FILES);
    let tx = app.store.begin().await?;
    // The lock orders files that are sent at once; the constraint would refuse the eleventh anyhow.
    draft::Entity::find_by_id(draft.id).lock_exclusive().one(&tx).await?;
    if send::of_draft(&tx, draft.id).await?.is_some() {
        return Err(Error::conflict("submit-twice"));
    }
    let taken = attachment::of_draft(&tx, draft.id).await?;
    let taken: Vec<i64> = taken.iter().map(|file| file.position).collect();
    let last = i64::try_from(most).unwrap_or(0);
    let Some(position) = (1..=last).find(|position| !taken.contains(position)) else {
        return Ok(Err(Errors::of("file", Message::new("file-many").arg("n", most))));
    };
    let row = attachment::ActiveModel {
        token: Set(uuid::Builder::from_random_bytes(random()).into_uuid().simple().to_string()),
        draft_id: Set(draft.id),
        position: Set(position),
        kind: Set(kind),
        is_public: Set(sent.is_public),
        name: Set(name),
        size: Set(i64::try_from(bytes.len()).unwrap_or(i64::MAX)),
        added_at: Set(app.clock.now()),
        ..Default::default()
    };
    let row = row.insert(&tx).await.map_err(|error| {
        let many = Error::conflict("files-at-once");
        on_constraint(error, "attachment_position", "attachment.draft_id", many)
    })?;
    let row = content::ActiveModel { attachment_id: Set(row.id), bytes: Set(bytes) };
    content::Entity::insert(row).exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Takes a file away from a draft that was not sent.
pub async fn detach(app: &App, draft: &draft::Model, token: &str) -> Result<()> {
    let tx = app.store.begin().await?;
    draft::Entity::find_by_id(draft.id).lock_exclusive().one(&tx).await?;
    if send::of_draft(&tx, draft.id).await?.is_some() {
        return Err(Error::conflict("submit-twice"));
    }
    Entity::delete_many()
        .filter(Column::DraftId.eq(draft.id))
        .filter(Column::Token.eq(token))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// By its first and last bytes. What else is in it, nobody but its reader's program looks at: it is
/// only ever downloaded.
fn is_pdf(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(1024)..];
    (bytes.starts_with(b"%PDF-1.") || bytes.starts_with(b"%PDF-2."))
        && tail.windows(5).any(|five| five == b"%%EOF")
}

/// City hall's readers of what is not public.
const READERS: [Role; 4] = [Role::Clerk, Role::Evaluator, Role::Auditor, Role::Admin];

/// A file and its bytes for whoever may have it; for others there is none.
pub async fn hand_out(app: &App, token: &str, viewer: Option<&Viewer>) -> Result<(Model, Vec<u8>)> {
    let db = app.store.read();
    let file = attachment::by_token(db, token).await?;
    let project = send::of_draft(db, file.draft_id).await?;
    let is_public =
        file.is_public && project.as_ref().is_some_and(|one| one.state != State::Withdrawn);
    if !is_public {
        let viewer = viewer.ok_or(Error::NotFound)?;
        let own = draft::Entity::find_by_id(file.draft_id)
            .one(db)
            .await?
            .is_some_and(|draft| draft.account_id == viewer.id);
        let allowed = match &project {
            _ if own => true,
            // What is still a draft, city hall does not see either.
            None => false,
            Some(project) => {
                READERS.iter().any(|role| viewer.may(*role))
                    || project::is_author(db, project, viewer.id).await?
            }
        };
        if !allowed {
            return Err(Error::NotFound);
        }
    }
    let bytes = attachment::bytes(db, file.id).await?;
    Ok((file, bytes))
}
