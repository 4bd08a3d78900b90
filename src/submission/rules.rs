//! What a city asks of those who propose: data of the edition, with Warsaw's form as the default.

use game_rules::money::{Money, MoneyError, two_readings};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, Set};
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::page::{Errors, Fields, tidy};
use crate::sheet::pasted;
use crate::text::{Message, normal};

mod entity {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "submission_rules")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition_id: i64,
        /// JSON of [`super::Rules`].
        pub rules: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Whether the form has a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Asked {
    Required,
    Optional,
    No,
}

impl Asked {
    pub const ALL: [Self; 3] = [Self::Required, Self::Optional, Self::No];

    pub fn name(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Optional => "optional",
            Self::No => "no",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|asked| asked.name() == name)
    }
}

/// One field of the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldRule {
    pub asked: Asked,
    /// In the city's words; empty, ours stand there.
    pub hint: String,
    /// Characters, or how many of a thing.
    pub least: usize,
    pub most: usize,
}

impl FieldRule {
    fn new(asked: Asked, least: usize, most: usize) -> Self {
        Self { asked, hint: String::new(), least, most }
    }

    pub fn is_asked(&self) -> bool {
        self.asked != Asked::No
    }
}

/// A question of the city's own; its answer is public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub label: String,
    pub hint: String,
    pub required: bool,
}

/// What something usually costs here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    pub label: String,
    pub unit: String,
    pub price: Money,
}

/// The form of an edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    pub title: FieldRule,
    pub summary: FieldRule,
    pub recipients: FieldRule,
    pub place: FieldRule,
    /// Points on the map.
    pub points: FieldRule,
    /// Lines of the estimate.
    pub lines: FieldRule,
    pub files: FieldRule,
    pub co_authors: FieldRule,
    pub phone: FieldRule,
    pub questions: Vec<Question>,
    pub price_book: Vec<Price>,
    /// No project may cost more; without it, only the pool's budget is a limit.
    pub highest_cost: Option<Money>,
}

impl Default for Rules {
    fn default() -> Self {
        use Asked::{Optional, Required};
        Self {
            title: FieldRule::new(Required, 5, 120),
            summary: FieldRule::new(Required, 30, 3000),
            recipients: FieldRule::new(Optional, 3, 500),
            place: FieldRule::new(Required, 3, 300),
            points: FieldRule::new(Optional, 0, 10),
            lines: FieldRule::new(Required, 1, 20),
            files: FieldRule::new(Optional, 0, MOST_FILES),
            co_authors: FieldRule::new(Optional, 0, MOST_CO_AUTHORS),
            phone: FieldRule::new(Optional, 0, 30),
            questions: Vec::new(),
            price_book: Vec::new(),
            highest_cost: None,
        }
    }
}

/// The database has no room for more.
pub const MOST_FILES: usize = 10;
/// Art. 5a knows no number; Warsaw's form has three authors, and the database three places.
pub const MOST_CO_AUTHORS: usize = 3;

/// The fields of the form that the city may change, and the most each may be set to.
pub const FIELDS: [(&str, usize); 9] = [
    ("title", 200),
    ("summary", 8000),
    ("recipients", 4000),
    ("place", 2000),
    ("points", 50),
    ("lines", 60),
    ("files", MOST_FILES),
    ("co_authors", MOST_CO_AUTHORS),
    ("phone", 30),
];
/// Without these there is no project.
pub const ALWAYS: [&str; 3] = ["title", "summary", "lines"];
const MOST_QUESTIONS: usize = 12;
const MOST_PRICES: usize = 300;

impl Rules {
    pub fn field(&self, name: &str) -> &FieldRule {
        match name {
            "title" => &self.title,
            "summary" => &self.summary,
            "recipients" => &self.recipients,
            "place" => &self.place,
            "points" => &self.points,
            "lines" => &self.lines,
            "files" => &self.files,
            "co_authors" => &self.co_authors,
            _ => &self.phone,
        }
    }

    fn field_mut(&mut self, name: &str) -> &mut FieldRule {
        match name {
            "title" => &mut self.title,
            "summary" => &mut self.summary,
            "recipients" => &mut self.recipients,
            "place" => &mut self.place,
            "points" => &mut self.points,
            "lines" => &mut self.lines,
            "files" => &mut self.files,
            "co_authors" => &mut self.co_authors,
            _ => &mut self.phone,
        }
    }

    /// The rules as the city's page has them in its fields.
    pub fn to_fields(&self) -> Fields {
        let mut fields = Fields::default();
        for (name, _) in FIELDS {
            let rule = self.field(name);
            fields.push(&format!("{name}-asked"), rule.asked.name());
            fields.push(&format!("{name}-least"), rule.least.to_string());
            fields.push(&format!("{name}-most"), rule.most.to_string());
            fields.push(&format!("{name}-hint"), rule.hint.as_str());
        }
        let highest = self.highest_cost.map(Money::to_decimal).unwrap_or_default();
        fields.push("highest", highest.replace('.', ","));
        let questions: Vec<String> = self
            .questions
            .iter()
            .map(|question| {
                let sign = if question.required { "*" } else { "" };
                format!("{}{sign}; {}", question.label, question.hint)
            })
            .collect();
        fields.push("questions", questions.join("\n"));
        let prices: Vec<String> = self
            .price_book
            .iter()
            .map(|one| {
                format!("{}; {}; {}", one.label, one.unit, one.price.to_decimal().replace('.', ","))
            })
            .collect();
        fields.push("prices", prices.join("\n"));
        fields
    }

    /// Reads the city's page. The errors name its fields.
    pub fn parse(fields: &Fields) -> std::result::Result<Self, Errors> {
        let mut rules = Self::default();
        let mut errors = Errors::default();
        for (name, highest) in FIELDS {
            let asked = Asked::parse(fields.get(&format!("{name}-asked")));
            let asked = if ALWAYS.contains(&name) { Some(Asked::Required) } else { asked };
            let number = |what: &str| fields.get(&format!("{name}-{what}")).trim().parse().ok();
            let (least, most) = (number("least"), number("most"));
            let hint = tidy(fields.get(&format!("{name}-hint")), false);
            if hint.chars().count() > 500 {
                let message = Message::new("text-long").arg("n", 500_i64);
                let over = hint.chars().count() - 500;
                errors.add(format!("{name}-hint"), message.arg("over", over));
            }
            match (asked, least, most) {
                (Some(asked), Some(least), Some(most)) if least <= most && most <= highest => {
                    *rules.field_mut(name) = FieldRule { asked, hint, least, most };
                }
                _ => errors.add(
                    format!("{name}-most"),
                    Message::new("rules-limits-wrong").arg("most", highest),
                ),
            }
        }
        let highest = fields.get("highest").trim();
        if !highest.is_empty() {
            match (Money::parse_typed(highest), two_readings(highest)) {
                (Ok(money), _) if money > Money::ZERO => rules.highest_cost = Some(money),
                (Err(MoneyError::Ambiguous), Some((one, other))) => errors.add(
                    "highest",
                    Message::new("money-two-ways")
                        .arg("typed", highest)
                        .arg("one", one)
                        .arg("other", other),
                ),
                _ => errors.add("highest", Message::new("submit-line-price")),
            }
        }
        rules.questions =
            lines(fields.get("questions"), MOST_QUESTIONS, "questions", &mut errors, |cells| {
                let [label, hint @ ..] = cells else { return None };
                let required = label.ends_with('*');
                let label = label.trim_end_matches('*').trim().to_owned();
                let short = (3..=200).contains(&label.chars().count());
                short.then(|| Question { label, hint: hint.join("; "), required })
            });
        rules.price_book =
            lines(fields.get("prices"), MOST_PRICES, "prices", &mut errors, |cells| {
                let [label, unit, price] = cells else { return None };
                let price = Money::parse_typed(price).ok().filter(|price| *price > Money::ZERO)?;
                let named =
                    (1..=120).contains(&label.chars().count()) && unit.chars().count() <= 20;
                named.then(|| Price { label: label.clone(), unit: unit.clone(), price })
            });
        if errors.is_empty() { Ok(rules) } else { Err(errors) }
    }
}

/// Lines of cells, typed or pasted from a spreadsheet; a line that makes no sense is said by its number.
fn lines<T>(
    typed: &str,
    most: usize,
    field: &str,
    errors: &mut Errors,
    read: impl Fn(&[String]) -> Option<T>,
) -> Vec<T> {
    let mut all = Vec::new();
    for row in pasted(typed) {
        let number = match &row {
            Ok(row) => row.number,
            Err(fault) => fault.row,
        };
        let cells = row.map(|row| -> Vec<String> {
            // A semicolon in a pasted cell would part it when the form is shown again.
            row.cells.iter().map(|cell| tidy(&normal(cell), false).replace(';', ",")).collect()
        });
        match cells.ok().and_then(|cells| read(&cells)).filter(|_| all.len() < most) {
            Some(one) => all.push(one),
            None => {
                let number = i64::try_from(number).unwrap_or(0);
                errors.add(field, Message::new("rules-line-wrong").arg("line", number));
                break;
            }
        }
    }
    all
}

/// The form of an edition: the city's, or the default.
pub async fn of_edition(db: &impl ConnectionTrait, edition: i64) -> Result<Rules> {
    match entity::Entity::find_by_id(edition).one(db).await? {
        Some(row) => Ok(serde_json::from_str(&row.rules).map_err(anyhow::Error::from)?),
        None => Ok(Rules::default()),
    }
}

/// Puts the city's form in place of the one before.
pub async fn set(tx: &impl ConnectionTrait, edition: i64, rules: &Rules) -> Result<()> {
    use sea_orm::sea_query::OnConflict;
    let rules = serde_json::to_string(rules).map_err(anyhow::Error::from)?;
    let row = entity::ActiveModel { edition_id: Set(edition), rules: Set(rules) };
    entity::Entity::insert(row)
        .on_conflict(
            OnConflict::column(entity::Column::EditionId)
                .update_column(entity::Column::Rules)
                .to_owned(),
        )
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
