//! Projects whose titles say nearly the same.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, LikeExpr};
use sea_orm::{Condition, ConnectionTrait, FromQueryResult, QueryOrder, QuerySelect};

use crate::error::Result;
use crate::project::{Column, Entity, State};
use crate::text::words;

/// A project with a title like the draft's.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Similar {
    pub number: String,
    pub code: String,
    pub title: String,
}

/// As many as a page shows.
const MOST: usize = 5;
/// Letters that Polish endings leave alone; of a short word all but its last, and never fewer than four.
const STEM: usize = 5;

/// The beginnings of the words that carry a title, without Polish marks.
fn stems(title: &str) -> Vec<String> {
    let mut stems: Vec<String> = words(title)
        .into_iter()
        .filter(|word| word.chars().count() >= 4)
        .map(|word| {
            let kept = (word.chars().count() - 1).clamp(4, STEM);
            word.chars().take(kept).collect()
        })
        .collect();
    stems.sort();
    stems.dedup();
    stems
}

/// Projects of the edition that share at least half of the words that carry either title, the most
/// alike first. One query.
pub async fn similar(db: &impl ConnectionTrait, edition: i64, title: &str) -> Result<Vec<Similar>> {
    let own = stems(title);
    if own.len() < 2 {
        return Ok(Vec::new());
    }
    let any = own.iter().take(8).fold(Condition::any(), |any, stem| {
        any.add(Expr::col(Column::Search).like(LikeExpr::new(format!("%{stem}%"))))
    });
    let rows: Vec<Similar> = Entity::find()
        .filter(Column::EditionId.eq(edition))
        .filter(Column::State.is_not_in([State::Rejected, State::Withdrawn]))
        .filter(any)
        .select_only()
        .columns([Column::Number, Column::Code, Column::Title])
        .order_by_asc(Column::Id)
        .limit(1000)
        .into_model::<Similar>()
        .all(db)
        .await?;
    let mut alike: Vec<(usize, Similar)> = rows
        .into_iter()
        .filter_map(|row| {
            let theirs = stems(&row.title);
            let shared = own.iter().filter(|stem| theirs.contains(stem)).count();
            let all = own.len() + theirs.len() - shared;
            (shared >= 2 && shared * 2 >= all).then_some((shared * 1000 / all, row))
        })
        .collect();
    alike.sort_by_key(|(share, _)| std::cmp::Reverse(*share));
    Ok(alike.into_iter().map(|(_, row)| row).take(MOST).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_and_small_words_do_not_part_titles() {
        assert_eq!(
            stems("Ławki w parku Źródliska"),
            stems("Ławka przy Parku źródliskach")
                .iter()
                .filter(|stem| *stem != "przy")
                .cloned()
                .collect::<Vec<_>>()
        );
    }
}
