//! Letters to the author, queued in the transaction of the act they tell of.

use sea_orm::entity::prelude::*;

use super::{appeal, correction, verdict};
use crate::clock::Instant;
use crate::edition;
use crate::error::Result;
use crate::mail;
use crate::page::encode;
use crate::people::account;
use crate::project::Project;
use crate::text::Text;

/// The letter that an act calls for.
fn kind_of(act: &str) -> Option<&'static str> {
    Some(match act {
        "returned" => "project-returned",
        "formal-passed" => "project-passed",
        "cost-corrected" => "project-cost",
        "accepted" => "project-accepted",
        "rejected" => "project-rejected",
        "appealed" | "appealed-paper" => "appeal-received",
        "appeal-dismissed" => "appeal-dismissed",
        "appeal-reopened" => "appeal-reopened",
        _ => return None,
    })
}

/// Writes to the author, where the project has one and the act concerns them.
pub async fn author(
    tx: &impl ConnectionTrait,
    at: Instant,
    project: &Project,
    act: &str,
    reason: &str,
) -> Result<()> {
    let (Some(kind), Some(author)) = (kind_of(act), project.author_id) else { return Ok(()) };
    let Some(account) = account::by_id(tx, author).await? else { return Ok(()) };
    let Some(edition) = edition::Entity::find_by_id(project.edition_id).one(tx).await? else {
        return Ok(());
    };
    let until = match kind {
        "project-returned" => correction::open(tx, project.id).await?.map(|open| open.due_at),
        "project-rejected" => {
            verdict::latest(tx, project.id).await?.and_then(|one| one.appeal_until)
        }
        "appeal-received" => appeal::latest(tx, project.id).await?.map(|appeal| appeal.due_at),
        _ => None,
    };
    let lang = account.lang();
    let code = encode(&project.code);
    let args = [
        ("number", project.number.clone()),
        ("title", project.title.clone()),
        ("reason", reason.to_owned()),
        ("until", until.map(|until| Text(lang).moment(until)).unwrap_or_default()),
        ("link", format!("/{}/{}/projects/{code}", lang.code(), edition.slug)),
    ];
    mail::queue(tx, at, &account.email, lang, kind, &args).await
}
