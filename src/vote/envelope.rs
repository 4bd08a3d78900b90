//! What lies in an envelope, and how it is put in and taken out.

use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use game_rules::ballot::{self, Kind};
use sea_orm::Set;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::casting::Job;
use super::entity::{ballot as ballots, envelope};
use super::link::{LinkKey, Purpose};
use crate::error::Result;

/// How a ballot came in. The later ones weigh more: whoever comes in person is believed before a
/// form, and paper before the internet where the city's rules say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    Internet,
    Paper,
    /// Cast or corrected at city hall, by a person whose papers a clerk has seen.
    Office,
}

impl Channel {
    pub fn name(self) -> &'static str {
        match self {
            Self::Internet => "internet",
            Self::Paper => "paper",
            Self::Office => "office",
        }
    }

    /// Why the internet replaces nothing that came in so, if it does not.
    pub fn stays(self) -> Option<&'static str> {
        match self {
            Self::Internet => None,
            Self::Paper => Some("vote-by-paper"),
            Self::Office => Some("vote-by-office"),
        }
    }
}

/// A ballot ready for the box: choices, and what makes its receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBallot {
    pub vote: String,
    pub points: String,
    pub nonce: [u8; 16],
    pub leaf: [u8; 32],
    /// The receipt's code without its dashes.
    pub receipt: String,
}

impl NewBallot {
    /// Makes a ballot of choices (project number, points) under the voter's one-time `key`. The same
    /// key, pool and choices always give the same receipt, so that a form sent twice is one ballot.
    pub fn new(
        key: &[u8; 16],
        edition: &str,
        pool: &str,
        kind: Kind,
        choices: &[(&str, i64)],
    ) -> Self {
        let mut nonce = [0; 16];
        let mixed = Sha256::new().chain_update("nonce").chain_update(key).chain_update(pool);
        nonce.copy_from_slice(&mixed.finalize()[..16]);
        let leaf = ballot::leaf(&ballot::canonical(kind, edition, pool, 1, choices, &nonce));
        let column = |cell: &dyn Fn(&(&str, i64)) -> String| {
            choices.iter().map(cell).collect::<Vec<_>>().join(",")
        };
        Self {
            vote: column(&|(number, _)| (*number).to_owned()),
            points: if kind.has_points() {
                column(&|(_, points)| points.to_string())
            } else {
                String::new()
            },
            nonce,
            leaf,
            receipt: receipt_of(&leaf),
        }
    }

    /// The row of an opened ballot; `id` is random and says nothing.
    pub fn row(&self, pool: i64, id: [u8; 32]) -> ballots::ActiveModel {
        ballots::ActiveModel {
            pool_id: Set(pool),
            id: Set(id.to_vec()),
            vote: Set(self.vote.clone()),
            points: Set(self.points.clone()),
            nonce: Set(self.nonce.to_vec()),
            receipt: Set(self.receipt.clone()),
        }
    }
}

/// A person's ballot in one pool.
#[derive(Clone, Debug)]
pub struct Part {
    pub pool_id: i64,
    pub lane: String,
    pub ballot: NewBallot,
}

/// Who and what, together only here.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Content {
    #[serde(with = "text")]
    pub person: Vec<u8>,
    pub channel: Channel,
    pub day: String,
    pub vote: String,
    pub points: String,
    #[serde(with = "text")]
    pub nonce: Vec<u8>,
    #[serde(with = "text")]
    pub leaf: Vec<u8>,
    /// That of the leaf.
    #[serde(skip)]
    pub receipt: String,
}

impl Content {
    /// A list without names: what is written shorter fits more ballots into one length, and more
    /// envelopes onto a page of the database.
    fn write(&self) -> Result<Vec<u8>> {
        let Self { person, channel, day, vote, points, nonce, leaf, receipt: _ } = self;
        let [person, nonce, leaf] =
            [person, nonce, leaf].map(|bytes| URL_SAFE_NO_PAD.encode(bytes));
        let list = (person, channel, day, vote, points, nonce, leaf);
        Ok(serde_json::to_vec(&list).map_err(anyhow::Error::from)?)
    }

    fn read(plain: &[u8]) -> Result<Self> {
        let mut content: Self = serde_json::from_slice(plain).map_err(anyhow::Error::from)?;
        let leaf = content.leaf[..].try_into().context("a leaf has 32 bytes")?;
        content.receipt = receipt_of(leaf);
        Ok(content)
    }
}

/// The code of a leaf without its dashes.
fn receipt_of(leaf: &[u8; 32]) -> String {
    ballot::receipt_code(leaf).replace('-', "")
}

/// Where a person's envelope of a lane lies.
pub fn tag(key: &LinkKey, lane: &str, person: &[u8]) -> Vec<u8> {
    key.digest(Purpose::Envelope, &[lane.as_bytes(), person])
}

/// What the box knows a receipt's code as.
pub fn code(key: &LinkKey, receipt: &str) -> Vec<u8> {
    key.digest(Purpose::Code, &[receipt.as_bytes()])
}

/// Puts a ballot and its voter into an envelope that lies at `tag` and is found by `code`.
pub fn put(job: &Job, part: &Part, tag: &[u8], code: &[u8]) -> Result<envelope::ActiveModel> {
    let NewBallot { vote, points, nonce, leaf, receipt } = &part.ballot;
    let content = Content {
        person: job.person.clone(),
        channel: job.channel,
        day: job.day.clone(),
        vote: vote.clone(),
        points: points.clone(),
        nonce: nonce.to_vec(),
        leaf: leaf.to_vec(),
        receipt: receipt.clone(),
    };
    let sealed = job.key.seal(&place(job.edition_id, part.pool_id, tag), &content.write()?)?;
    Ok(envelope::ActiveModel {
        edition_id: Set(job.edition_id),
        lane: Set(part.lane.clone()),
        tag: Set(tag.to_vec()),
        pool_id: Set(part.pool_id),
        code: Set(code.to_vec()),
        sealed: Set(sealed),
    })
}

/// Takes a ballot and its voter out again.
pub fn open(key: &LinkKey, row: &envelope::Model) -> Result<Content> {
    Content::read(&key.open(&place(row.edition_id, row.pool_id, &row.tag), &row.sealed)?)
}

/// An envelope opens only in its own row: nobody can lay one on another person's place.
fn place(edition: i64, pool: i64, tag: &[u8]) -> Vec<u8> {
    [&edition.to_be_bytes()[..], &pool.to_be_bytes(), tag].concat()
}

/// The leaf that an opened ballot gives.
pub fn leaf_of(kind: Kind, edition: &str, pool: &str, row: &ballots::Model) -> Result<[u8; 32]> {
    let mut points = row.points.split(',');
    let choices: Vec<(&str, i64)> = row
        .vote
        .split(',')
        .map(|number| (number, points.next().and_then(|points| points.parse().ok()).unwrap_or(1)))
        .collect();
    let nonce: [u8; 16] =
        row.nonce[..].try_into().map_err(|_| anyhow::anyhow!("a nonce has 16 bytes"))?;
    Ok(ballot::leaf(&ballot::canonical(kind, edition, pool, 1, &choices, &nonce)))
}

/// A leaf under the key, for the queue of the log and the list of what was replaced.
pub fn seal_leaf(key: &LinkKey, code: &[u8], leaf: &[u8]) -> Result<Vec<u8>> {
    key.lock(code, leaf)
}

pub fn open_leaf(key: &LinkKey, code: &[u8], sealed: &[u8]) -> Result<[u8; 32]> {
    let leaf = key.unlock(code, sealed)?;
    Ok(leaf[..].try_into().map_err(|_| anyhow::anyhow!("a leaf has 32 bytes"))?)
}

mod text {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use serde::{Deserialize, Deserializer, de::Error};

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(from)?;
        URL_SAFE_NO_PAD.decode(text).map_err(D::Error::custom)
    }
}
