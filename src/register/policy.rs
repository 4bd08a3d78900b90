//! Who may vote in an edition and how they show it: data, set before the voting opens and said in
//! words on its first page.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{ConnectionTrait, QuerySelect, Set};
use serde::{Deserialize, Serialize};

use super::entity::{code, eligibility, entry};
use super::identity::{By, Question};
use crate::edition::{self, Edition, Phase};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields, tidy};
use crate::text::Message;

/// Which accounts vote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Accounts {
    #[default]
    None,
    /// Every account with a confirmed address.
    Any,
    /// Accounts that the city's provider vouches for.
    Provider,
}

impl Accounts {
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Any => "any",
            Self::Provider => "provider",
        }
    }
}

/// The ways to a ballot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    pub account: Accounts,
    /// One-time codes, posted or handed out.
    pub codes: bool,
    /// How the register tells its people apart; none where the city keeps no register.
    pub by: Option<By>,
    /// People of the register identify themselves online, with a message to a contact.
    pub register: bool,
    /// Name, address and a confirmed contact, with nothing to compare them with.
    pub contact: bool,
    /// City hall hands out codes to people it has seen.
    pub desk: bool,
    /// Most persons who may come by one contact, 1 to 10.
    pub per_contact: i64,
    /// The city asks for the PESEL. It is never enough alone and never kept.
    pub pesel: bool,
    /// Most children for whom one guardian may vote, 0 to 10.
    pub children: i64,
    /// Why ways that cannot see each other stand side by side.
    pub mixed_because: String,
}

/// Most persons who may come by one contact, and most children of one guardian.
pub const MOST_SLOTS: i64 = 10;

impl Policy {
    /// What an edition has before anybody has decided.
    pub fn initial() -> Self {
        Self { account: Accounts::Any, per_contact: 2, ..Self::default() }
    }

    /// How somebody in the register is asked who they are.
    pub fn register_question(&self) -> Option<Question> {
        Some(Question::Register { by: self.by?, pesel: self.pesel })
    }

    /// What the pseudonyms of a register are made of. A register of other answers knows nobody: the
    /// database takes it out of force with the change.
    pub fn register_key(&self) -> Option<(By, bool)> {
        let by = self.by?;
        Some((by, by == By::Number && self.pesel))
    }

    /// How city hall finds a person: in the register or, where there is none, by what they declare.
    pub fn desk_question(&self) -> Question {
        self.register_question().unwrap_or(Question::Declared { pesel: self.pesel })
    }

    /// Whether somebody can type a one-time code.
    pub fn takes_codes(&self) -> bool {
        self.codes || self.desk
    }

    /// Whether the register knows a child by what its guardian says: its name and year of birth.
    pub fn knows_children(&self) -> bool {
        self.register_question().is_some_and(Question::names_children)
    }

    fn has_way(&self) -> bool {
        self.account != Accounts::None || self.codes || self.register || self.contact || self.desk
    }

    /// Kinds of pseudonym that the ways make. Two kinds cannot know each other: a person could come
    /// once by each. A child who is not found in the register is one by its guardian's word alone.
    fn kinds(&self) -> Vec<&'static str> {
        let of_people = if self.by.is_some() { "register" } else { "declared" };
        let of_codes = if self.by.is_some() { "register" } else { "code" };
        let mut kinds = Vec::new();
        for (way, kind) in [
            (self.account != Accounts::None, "account"),
            (self.codes, of_codes),
            (self.register, "register"),
            (self.contact, "declared"),
            (self.desk, of_people),
            (self.children > 0, "child"),
        ] {
            if way && !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        kinds
    }

    /// Whether one person could come twice.
    pub fn is_mixed(&self) -> bool {
        self.kinds().len() > 1
    }

    /// The policy in words, for everybody.
    pub fn words(&self) -> Vec<Message> {
        let mut words = Vec::new();
        match self.account {
            Accounts::None => {}
            kind => words.push(Message::new(format!("eligible-account-{}", kind.name()))),
        }
        for (way, key) in [
            (self.codes && self.by.is_some(), "eligible-code-register"),
            (self.codes && self.by.is_none(), "eligible-code"),
            (self.register, "eligible-register"),
        ] {
            if way {
                words.push(Message::new(key));
            }
        }
        if self.contact {
            words.push(Message::new("eligible-contact").arg("n", self.per_contact));
        }
        if self.desk {
            words.push(Message::new("eligible-desk"));
        }
        if self.children > 0 {
            words.push(Message::new("eligible-children").arg("n", self.children));
            let known = self.knows_children();
            let key = if known { "eligible-children-known" } else { "eligible-children-declared" };
            words.push(Message::new(key));
        }
        if self.by.is_some() {
            words.push(Message::new("eligible-late"));
        }
        if is_declared(self) {
            words.push(Message::new("eligible-declared"));
        }
        if self.is_mixed() {
            let because = self.mixed_because.as_str();
            words.push(Message::new("eligible-mixed").arg("reason", because));
        }
        words
    }

    /// Reads the desk's form. The errors name the fields.
    pub fn parse(fields: &Fields) -> std::result::Result<Self, Errors> {
        let mut errors = Errors::default();
        let ways: Vec<&str> = fields.all("way").collect();
        let has = |way: &str| ways.contains(&way);
        let mut number = |name: &str, least: i64, most: i64| -> i64 {
            let typed = fields.get(name).trim();
            let read = if typed.is_empty() && least == 0 { Some(0) } else { typed.parse().ok() };
            match read.filter(|n| (least..=most).contains(n)) {
                Some(n) => n,
                None => {
                    errors.add(name, Message::new("eligibility-number-wrong").arg("most", most));
                    least
                }
            }
        };
        let (per_contact, children) =
            (number("per-contact", 1, MOST_SLOTS), number("children", 0, MOST_SLOTS));
        let account = match fields.get("account") {
            "any" => Accounts::Any,
            "provider" => Accounts::Provider,
            _ => Accounts::None,
        };
        let policy = Self {
            account,
            codes: has("code"),
            by: By::ALL.into_iter().find(|by| by.name() == fields.get("by")),
            register: has("register"),
            contact: has("contact"),
            desk: has("desk"),
            per_contact,
            pesel: fields.get("pesel") == "yes",
            children,
            mixed_because: tidy(fields.get("because"), false),
        };
        if !policy.has_way() {
            errors.add("account", Message::new("eligibility-no-way"));
        }
        if policy.register && policy.by.is_none() {
            errors.add("by", Message::new("eligibility-no-register"));
        }
        let reason = policy.mixed_because.chars().count();
        if policy.is_mixed() && !(20..=1000).contains(&reason) {
            errors.add("because", Message::new("eligibility-mixed"));
        }
        if errors.is_empty() { Ok(policy) } else { Err(errors) }
    }
}

/// Whether somebody may vote on their word alone, or on that of a guardian: then pages and results
/// say so.
pub fn is_declared(policy: &Policy) -> bool {
    policy.account == Accounts::Any || policy.contact || policy.children > 0
}

/// The policy of an edition; accounts, where nobody has decided.
pub async fn of(db: &impl ConnectionTrait, edition: i64) -> Result<Policy> {
    match eligibility::Entity::find_by_id(edition).one(db).await? {
        Some(row) => Ok(serde_json::from_str(&row.policy).map_err(anyhow::Error::from)?),
        None => Ok(Policy::initial()),
    }
}

/// Sets the policy of an edition whose voting has not opened.
///
/// # Errors
/// `Conflict("eligibility-frozen")` afterwards.
pub async fn set(tx: &impl ConnectionTrait, edition: i64, policy: &Policy) -> Result<()> {
    refuse_frozen(tx, edition).await?;
    let row = eligibility::ActiveModel {
        edition_id: Set(edition),
        policy: Set(serde_json::to_string(policy).map_err(anyhow::Error::from)?),
    };
    eligibility::Entity::insert(row)
        .on_conflict(
            OnConflict::column(eligibility::Column::EditionId)
                .update_column(eligibility::Column::Policy)
                .to_owned(),
        )
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Who may vote does not change once anybody can. Holds off an opening until the caller commits.
pub(super) async fn refuse_frozen(tx: &impl ConnectionTrait, edition: i64) -> Result<()> {
    let row = edition::Entity::find_by_id(edition).lock_shared().one(tx).await?;
    match row.ok_or(Error::NotFound)?.phase {
        Phase::Preparation | Phase::Submission | Phase::Evaluation => Ok(()),
        _ => Err(Error::conflict("eligibility-frozen")),
    }
}

/// What keeps the voting of an edition from opening: nobody could vote, or a person twice and nobody
/// has said why.
pub async fn lint(db: &impl ConnectionTrait, edition: &Edition) -> Result<Vec<Message>> {
    let policy = of(db, edition.id).await?;
    let mut found = Vec::new();
    if !policy.has_way() {
        found.push(Message::new("eligibility-no-way"));
    }
    if policy.is_mixed() && policy.mixed_because.is_empty() {
        found.push(Message::new("eligibility-mixed"));
    }
    let entries = entry::Entity::find()
        .filter(entry::Column::EditionId.eq(edition.id))
        .filter(entry::Column::IsDraft.eq(false));
    if policy.by.is_some() && entries.clone().count(db).await? == 0 {
        found.push(Message::new("lint-register-empty"));
    }
    if policy.children > 0 && policy.knows_children() {
        // A register that was read before children were looked for in it.
        let unread = entries.filter(entry::Column::Child.is_null());
        if unread.count(db).await? > 0 {
            found.push(Message::new("lint-register-children"));
        }
    }
    let mut codes = code::Entity::find()
        .filter(code::Column::EditionId.eq(edition.id))
        .filter(code::Column::IsVoid.eq(false));
    if policy.by.is_some() {
        // Codes of an earlier register open nothing.
        let registered = Query::select()
            .column(entry::Column::Person)
            .from(entry::Entity)
            .and_where(entry::Column::EditionId.eq(edition.id))
            .and_where(entry::Column::IsDraft.eq(false))
            .to_owned();
        codes = codes.filter(code::Column::Person.in_subquery(registered));
    }
    if policy.codes && codes.count(db).await? == 0 {
        found.push(Message::new("lint-no-codes"));
    }
    Ok(found)
}
