//! Projects, as everybody sees them: the list with its map, and the page of one. `submission` makes
//! them, `support` and `discussion` say something of them, city hall accepts or rejects them; what is
//! accepted stands on the ballot.

pub mod amend;
mod atlas;
pub mod attachment;
pub mod author;
pub mod category;
pub mod cost;
mod entity;
mod history_pages;
mod history_routes;
mod list;
mod list_pages;
mod pages;
pub mod place;
mod project_pages;
mod routes;
mod version;

pub use amend::Part;
pub use author::{authors, is_author};
pub use category::Category;
pub use entity::{ActiveModel, Column, Entity, Model as Project, State};
pub use history_pages::changes as changes_between;
pub use list::{
    Filter, Listing, Row, Sort, count, first_of_each, on_ballot, rows_of_edition, search_text,
    title_order,
};
pub use pages::{MapUse, card, category_name, draw_map, href, pool_name, pool_said, state_tag};
pub use project_pages::{file_link, neighbour_list};
pub use routes::map_query;
pub use version::{Content, Hand, Line, Revision, history, revise};

use crate::app::Routes;
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;

use crate::edition::{self, Edition};
use crate::error::{Error, Result};

pub fn router() -> Routes {
    routes::router().merge(history_routes::router())
}

/// The project of an edition under this path segment, or 404.
pub async fn find(db: &impl ConnectionTrait, edition: i64, code: &str) -> Result<Project> {
    Entity::find()
        .filter(Column::EditionId.eq(edition))
        .filter(Column::Code.eq(code))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// An edition by its slug and a project of it by its path segment, or 404.
pub async fn in_edition(
    db: &impl ConnectionTrait,
    slug: &str,
    code: &str,
) -> Result<(Edition, Project)> {
    let edition = edition::find(db, slug).await?;
    let project = find(db, edition.id, code).await?;
    Ok((edition, project))
}
