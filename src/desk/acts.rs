//! Every act of city hall, page by page, and whether they are still what they were.

use axum::extract::State;
use axum::response::Response;
use axum_extra::extract::Query;
use sea_orm::ConnectionTrait;

use super::acts_pages::{self, Acts, Line};
use crate::app::{Access, App, Routes};
use crate::audit::{self, Act, Fault, Head};
use crate::edition::{self, Edition};
use crate::error::Result;
use crate::page::Fields;
use crate::people::{Role, Visit, account};
use crate::{seal, store};

const READERS: Access = Access::Staff(&[Role::Auditor, Role::Admin, Role::ReturningOfficer]);
/// Acts of one page.
const LENGTH: u64 = 50;

pub fn router() -> Routes {
    Routes::default().get("/{l}/desk/acts", READERS, page)
}

async fn page(
    State(app): State<App>,
    visit: Visit,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response> {
    let db = app.store.read();
    let query = Fields::from(query);
    let current = query.get("page").parse::<u64>().unwrap_or(1).max(1);
    let (acts, pages) = audit::page(db, current, LENGTH).await?;
    let names = account::names(db, acts.iter().filter_map(|act| act.account_id).collect()).await?;
    let name = |id: i64| names.get(&id).cloned();
    let editions = edition::all(db).await?;
    let title = |id: i64| editions.iter().find(|one| one.id == id).map(|one| one.title.clone());
    let lines: Vec<Line> = acts
        .into_iter()
        .map(|act| Line {
            by: act.account_id.and_then(name),
            edition: act.edition_id.and_then(title),
            act,
        })
        .collect();
    let checked = match query.get("check") {
        "yes" => Some(check(db, &[]).await?),
        _ => None,
    };
    let head = audit::head(db).await?;
    let mut shell = visit.shell(visit.text.say("acts-title"));
    shell.class = "desk";
    Ok(shell.page(acts_pages::acts(&Acts {
        visit: &visit,
        lines: &lines,
        current,
        pages,
        head: &head,
        checked: checked.as_ref(),
    })))
}

/// Records what whoever runs the program has done to an edition.
pub async fn of_operator(app: &App, edition: &Edition, kind: &str) -> Result<()> {
    let tx = app.store.begin().await?;
    let at = store::now(&tx, &app.clock).await?;
    let (edition, subject) = (Some(edition.id), edition.slug.as_str());
    audit::record(&tx, Act { at, account: None, edition, kind, subject, detail: "" }).await?;
    tx.commit().await?;
    Ok(())
}

/// Follows the chain of acts and compares it with every checkpoint that was signed, and with heads that
/// somebody kept.
pub async fn check(
    db: &impl ConnectionTrait,
    kept: &[Head],
) -> Result<std::result::Result<Head, Fault>> {
    let mut promised = seal::promised_acts(db).await?;
    promised.extend(kept);
    audit::check(db, &promised).await
}
