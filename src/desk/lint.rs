//! What stands between an edition and its opening, in three classes: the law says no, something is not
//! ready, or something is unusual and wants a public reason.

use sea_orm::entity::prelude::*;

use super::rehearsed;
use crate::app::App;
use crate::clock::Instant;
use crate::edition::{Edition, Phase, Pool, pool, support};
use crate::error::Result;
use crate::evaluation::{draw, law};
use crate::project::{self, State};
use crate::register::{self, Accounts, Policy};
use crate::result::UnusualThreshold;
use crate::text::Message;
use crate::vote::unusual::{self, Cause};
use crate::{audit, paper};

/// What a finding means for the opening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Class {
    /// A point of art. 5a ust. 7 is broken.
    Law(u8),
    /// Something is to be done first, on this page of the edition's desk where there is one.
    NotReady(Option<&'static str>),
    /// It opens with a reason that everybody can read; the one that was given.
    Unusual(Cause, Option<String>),
}

/// One thing, in a sentence or several of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub class: Class,
    pub messages: Vec<Message>,
}

impl Finding {
    /// Whether it keeps the edition closed as things are.
    pub fn blocks(&self) -> bool {
        !matches!(self.class, Class::Unusual(_, Some(_)))
    }

    /// What it is in a few words, for the summary of a refused opening.
    pub fn headline(&self) -> Option<Message> {
        match self.class {
            Class::Unusual(cause, _) => Some(Message::new(format!("unusual-{}", cause.name()))),
            _ => self.messages.first().cloned(),
        }
    }
}

/// Everything there is to say before an edition opens for `next`, the gravest first.
pub async fn findings(
    app: &App,
    db: &impl ConnectionTrait,
    edition: &Edition,
    next: Phase,
    now: Instant,
) -> Result<Vec<Finding>> {
    let one = |class, message| Finding { class, messages: vec![message] };
    let mut found: Vec<Finding> = law::breaches(db, edition, next, now)
        .await?
        .into_iter()
        .map(|breach| one(Class::Law(breach.point), breach.message))
        .collect();
    let gaps = law::gaps(db, edition).await?.into_iter();
    found.extend(gaps.map(|(door, message)| one(Class::NotReady(door), message)));
    if next != Phase::Voting {
        return Ok(found);
    }
    for message in register::lint(db, edition).await? {
        let door = match message.key.as_ref() {
            "lint-register-empty" => "register",
            "lint-no-codes" => "codes",
            _ => "eligibility",
        };
        found.push(one(Class::NotReady(Some(door)), message));
    }
    if !paper::is_decided(db, edition.id).await? {
        found.push(one(Class::NotReady(Some("paper")), Message::new("lint-no-paper-rule")));
    }
    let given = unusual::reasons(db, edition.id).await?;
    for (cause, messages) in unusual_of(app, db, edition).await? {
        let reason = given.iter().find(|(known, _)| *known == cause);
        let class = Class::Unusual(cause, reason.map(|(_, reason)| reason.clone()));
        found.push(Finding { class, messages });
    }
    Ok(found)
}

async fn unusual_of(
    app: &App,
    db: &impl ConnectionTrait,
    edition: &Edition,
) -> Result<Vec<(Cause, Vec<Message>)>> {
    let policy = register::policy_of(db, edition.id).await?;
    let mut found = Vec::new();
    if policy.account == Accounts::Any {
        found.push((Cause::AnyAccount, vec![Message::new("lint-any-account")]));
    } else if register::is_declared(&policy) {
        found.push((Cause::Declared, vec![Message::new("lint-declared")]));
    }
    let (mut thresholds, mut rules) = (Vec::new(), Vec::new());
    for pool in pool::of_edition(db, edition.id).await? {
        let (ballots, counting) = (pool.rules()?, pool.count_rules()?);
        let name = || pool.name.clone();
        if !counting.is_known {
            let message = Message::new("lint-rule-unknown").arg("rule", counting.rule.as_str());
            rules.push(message.arg("pool", name()));
        }
        let Some(threshold) = counting.threshold else { continue };
        let projects = project::Entity::find()
            .filter(project::Column::PoolId.eq(pool.id))
            .filter(project::Column::State.eq(State::Accepted))
            .count(db)
            .await?;
        let voters = expected(db, edition, &pool, &policy).await?;
        if let Some(found) = UnusualThreshold::of(threshold, &ballots, projects, voters) {
            thresholds.push(found.message(name()));
        }
    }
    for (cause, messages) in [(Cause::Threshold, thresholds), (Cause::Rule, rules)] {
        if !messages.is_empty() {
            found.push((cause, messages));
        }
    }
    if !rehearsed::holds(app, db, edition).await? {
        found.push((Cause::NoRehearsal, vec![Message::new("lint-no-rehearsal")]));
    }
    if draw::of(db, edition.id).await?.is_none() {
        found.push((Cause::NoDraw, vec![Message::new("lint-no-draw")]));
    }
    Ok(found)
}

/// Of those who may vote, one in so many does.
const ONE_IN: u64 = 5;

/// How many ballots a pool may expect: as many as the file it came from tells of, or one in five of
/// those entitled or living there; none where nothing is known.
async fn expected(
    db: &impl ConnectionTrait,
    edition: &Edition,
    pool: &Pool,
    policy: &Policy,
) -> Result<Option<u64>> {
    let before = pool.meta()?.num_votes().filter(|votes| *votes > 0);
    if before.is_some() {
        return Ok(before);
    }
    let people = match policy.by {
        Some(_) => register::entitled(db, edition.id, pool.district_id).await?,
        None => {
            let rule = support::rule_of(db, pool.id).await?;
            rule.and_then(|rule| u64::try_from(rule.residents).ok()).unwrap_or(0)
        }
    };
    Ok((people > 0).then(|| (people / ONE_IN).max(1)))
}

/// Keeps with an opening what was unusual about it, as acts; reasons for anything else go.
pub async fn record(
    tx: &impl ConnectionTrait,
    edition: &Edition,
    findings: &[Finding],
    now: Instant,
    by: Option<i64>,
) -> Result<()> {
    let mut causes = Vec::new();
    for finding in findings {
        let Class::Unusual(cause, Some(reason)) = &finding.class else { continue };
        causes.push(*cause);
        let act = audit::Act {
            at: now,
            account: by,
            edition: Some(edition.id),
            kind: "opened-unusual",
            subject: cause.name(),
            detail: reason,
        };
        audit::record(tx, act).await?;
    }
    unusual::keep_only(tx, edition.id, &causes).await
}
