//! The chain of acts. An act is linked within a minute of its transaction and not inside it: a lock on
//! the newest link, taken by everybody who does anything, would make acts wait for each other.

use game_rules::log::{from_hex, to_hex};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryOrder, QuerySelect, QueryTrait, Set};
use sha2::{Digest, Sha256};

use super::act;
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "act_link")]
pub struct Model {
    /// From 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i64,
    #[sea_orm(unique)]
    pub act_id: i64,
    /// SHA-256 of the link before and this act; before the first stand 32 zero bytes.
    pub hash: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}

/// Acts of one round, and rows of one statement.
const CHUNK: u64 = 500;

/// The end of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    pub acts: i64,
    pub hash: [u8; 32],
}

impl Head {
    const EMPTY: Self = Self { acts: 0, hash: [0; 32] };

    fn then(self, act: &act::Model) -> Self {
        Self { acts: self.acts + 1, hash: next(&self.hash, act) }
    }

    /// A line for the extension of a checkpoint: `acts 17 <hexadecimal>`.
    pub fn line(&self) -> String {
        format!("acts {} {}", self.acts, to_hex(&self.hash))
    }

    /// What [`Self::line`] made.
    pub fn parse(line: &str) -> Option<Self> {
        let (acts, hash) = line.strip_prefix("acts ")?.split_once(' ')?;
        Some(Self { acts: acts.parse().ok()?, hash: from_hex(hash)? })
    }
}

/// Each field after its length, so that fields never run into each other; an absent one is a dash.
fn next(before: &[u8; 32], act: &act::Model) -> [u8; 32] {
    let number = |number: Option<i64>| number.map_or("-".to_owned(), |number| number.to_string());
    let fields = [
        act.id.to_string(),
        act.at.to_string(),
        number(act.account_id),
        number(act.edition_id),
        act.kind.clone(),
        act.subject.clone(),
        act.detail.clone(),
    ];
    let mut hash = Sha256::new().chain_update(b"sakwa/act/1\n").chain_update(before);
    for field in fields {
        hash.update((field.len() as u64).to_be_bytes());
        hash.update(field);
    }
    hash.finalize().into()
}

/// The newest link.
pub async fn head(db: &impl ConnectionTrait) -> Result<Head> {
    let last = Entity::find().order_by_desc(Column::Position).one(db).await?;
    match last {
        None => Ok(Head::EMPTY),
        Some(link) => Ok(Head { acts: link.position, hash: whole(&link.hash)? }),
    }
}

fn whole(hash: &[u8]) -> Result<[u8; 32]> {
    Ok(hash.try_into().map_err(|_| anyhow::anyhow!("a link of the acts has 32 bytes"))?)
}

/// Links the acts that are not in the chain yet, in the order of their numbers, and gives its end. Two
/// nodes that do it at once: the position is a key, one of them fails and does it next time.
pub async fn link(tx: &DatabaseTransaction) -> Result<Head> {
    let mut head = head(tx).await?;
    let linked = Entity::find().select_only().column(Column::ActId).into_query();
    loop {
        let waiting = act::Entity::find()
            .filter(act::Column::Id.not_in_subquery(linked.clone()))
            .order_by_asc(act::Column::Id)
            .limit(CHUNK)
            .all(tx)
            .await?;
        let mut rows = Vec::with_capacity(waiting.len());
        for act in &waiting {
            head = head.then(act);
            rows.push(ActiveModel {
                position: Set(head.acts),
                act_id: Set(act.id),
                hash: Set(head.hash.to_vec()),
            });
        }
        if rows.is_empty() {
            return Ok(head);
        }
        Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
}

/// What is wrong with the acts in the database.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("act {position} is not the one that was linked there")]
    Changed { position: i64 },
    #[error("act {position} is missing")]
    Missing { position: i64 },
    /// The chain had more acts, or others, when this was signed.
    #[error("the first {acts} acts are not those that a checkpoint stands for")]
    Promised { acts: i64 },
}

/// Follows the whole chain and compares it with heads that were signed. The first fault, if any.
pub async fn check(
    db: &impl ConnectionTrait,
    promised: &[Head],
) -> Result<std::result::Result<Head, Fault>> {
    let mut head = Head::EMPTY;
    let mut kept: Vec<Head> = promised.to_vec();
    kept.retain(|kept| *kept != Head::EMPTY);
    loop {
        let links = Entity::find()
            .filter(Column::Position.gt(head.acts))
            .order_by_asc(Column::Position)
            .limit(CHUNK)
            .all(db)
            .await?;
        if links.is_empty() {
            break;
        }
        let ids = links.iter().map(|link| link.act_id);
        let acts = act::Entity::find().filter(act::Column::Id.is_in(ids)).all(db).await?;
        for link in links {
            let position = head.acts + 1;
            let act = acts.iter().find(|act| act.id == link.act_id);
            let Some(act) = act.filter(|_| link.position == position) else {
                return Ok(Err(Fault::Missing { position }));
            };
            head = head.then(act);
            if head.hash[..] != link.hash[..] {
                return Ok(Err(Fault::Changed { position }));
            }
            if kept.iter().any(|kept| kept.acts == head.acts && kept.hash != head.hash) {
                return Ok(Err(Fault::Promised { acts: head.acts }));
            }
        }
    }
    match kept.iter().find(|kept| kept.acts > head.acts) {
        Some(kept) => Ok(Err(Fault::Promised { acts: kept.acts })),
        None => Ok(Ok(head)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_as_it_was_written() {
        let head = Head { acts: 17, hash: [7; 32] };
        assert_eq!(Head::parse(&head.line()), Some(head));
        for line in ["acts 17", "acts x 00", "17 00", ""] {
            assert_eq!(Head::parse(line), None, "{line}");
        }
    }
}
