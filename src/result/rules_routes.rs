use axum::extract::{Path, State};
use axum::response::Response;

use super::rules_pages::{self, RulesView};
use crate::app::{Access, App, Routes};
use crate::edition::{self, Room, pool};
use crate::error::Result;
use crate::evaluation::draw;
use crate::people::Visit;
use crate::{register, vote};

pub fn router() -> Routes {
    Routes::default().get("/{l}/{e}/rules", Access::Public, rules)
}

async fn rules(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let title = visit.text.say("rules-public-title");
    let shell = edition::shell(&visit, &edition, Room::Elsewhere, title);
    let view = RulesView {
        visit: &visit,
        edition: &edition,
        pools: &pool::of_edition(db, edition.id).await?,
        policy: &register::policy_of(db, edition.id).await?,
        frozen_at: vote::opening::of(db, edition.id).await?.map(|opening| opening.opened_at),
        drawn: draw::of(db, edition.id).await?.is_some_and(|draw| draw.record.is_some()),
        reasons: &vote::unusual::reasons(db, edition.id).await?,
    };
    Ok(shell.page(rules_pages::rules(&view)))
}
