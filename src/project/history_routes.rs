use axum::extract::{Path, State};
use axum::response::Response;

use super::history_pages::{self, HistoryView};
use super::version;
use crate::app::{Access, App, Routes};
use crate::edition::{self, Room};
use crate::error::Result;
use crate::people::Visit;

pub fn router() -> Routes {
    Routes::default().get("/{l}/{e}/projects/{code}/history", Access::Public, history_page)
}

async fn history_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): Path<(String, String, String)>,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let project = super::find(db, edition.id, &code).await?;
    let mut versions = Vec::new();
    for version in version::history(db, project.id).await? {
        let content = version.content()?;
        versions.push((version, content));
    }
    let shell = edition::shell(&visit, &edition, Room::Elsewhere, visit.text.say("history-title"));
    let view =
        HistoryView { visit: &visit, edition: &edition, project: &project, versions: &versions };
    Ok(shell.page(history_pages::history(&view)))
}
