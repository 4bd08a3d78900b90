//! A proposal, parsed once from everything typed on all pages of the form.

use game_rules::money::{Money, MoneyError, two_readings};

use super::complain_of_personal_data;
use super::rules::{Asked, FieldRule, Rules};
use crate::edition::Pool;
use crate::error::{Error, Result};
use crate::page::map::Place;
use crate::page::{Errors, Fields, tidy};
use crate::people::account::normal_email;
use crate::project::Category;
pub use crate::project::amend::{TypedLine, typed_lines};
use crate::text::Message;

/// A line of ten million złoty is a mistake of the keyboard in every city that votes here.
const UNIT_PRICE: Money = Money::from_minor(1_000_000_000);
const QUANTITY: std::ops::RangeInclusive<i64> = 1..=100_000;

/// The pages of the form, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Idea,
    Category,
    Place,
    Points,
    Cost,
    Files,
    Supporters,
    Contact,
}

impl Step {
    pub const ALL: [Self; 8] = [
        Self::Idea,
        Self::Category,
        Self::Place,
        Self::Points,
        Self::Cost,
        Self::Files,
        Self::Supporters,
        Self::Contact,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Idea => "idea",
            Self::Category => "category",
            Self::Place => "place",
            Self::Points => "points",
            Self::Cost => "cost",
            Self::Files => "files",
            Self::Supporters => "supporters",
            Self::Contact => "contact",
        }
    }

    pub fn parse(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name).ok_or(Error::NotFound)
    }

    /// The pages an edition's form has; `signed` where projects need signatures.
    pub fn of(rules: &Rules, signed: bool) -> Vec<Self> {
        let mut steps = Self::ALL.to_vec();
        steps.retain(|step| match step {
            Self::Points => rules.points.is_asked(),
            Self::Files => rules.files.is_asked(),
            Self::Supporters => signed,
            Self::Contact => rules.phone.is_asked() || rules.co_authors.is_asked(),
            _ => true,
        });
        steps
    }

    /// Whether a field belongs to this page; `sure-title` belongs where `title` does, and
    /// `price-3` where `price` does.
    pub fn owns(self, field: &str) -> bool {
        let field = field.strip_prefix("sure-").unwrap_or(field);
        let name = field.split_once('-').map_or(field, |(name, _)| name);
        let own: &[&str] = match self {
            Self::Idea => &["title", "summary"],
            Self::Category => &["category", "recipients", "question"],
            Self::Place => &["pool", "place"],
            Self::Points => &["point", "latitude", "longitude"],
            Self::Cost => &["label", "quantity", "unit", "price", "yearly", "lines"],
            Self::Files => &["files"],
            Self::Supporters => &[],
            Self::Contact => &["coauthor", "phone"],
        };
        own.contains(&name)
    }
}

/// One line of the estimate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostLine {
    pub label: String,
    pub quantity: i64,
    pub unit: String,
    pub unit_price: Money,
    pub yearly: bool,
}

impl CostLine {
    /// Cannot overflow: both factors are bounded when the line is parsed.
    pub fn amount(&self) -> Money {
        Money::from_minor(self.unit_price.minor() * self.quantity)
    }
}

/// A whole proposal that can no longer be wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    pub title: String,
    pub summary: String,
    pub category: Category,
    pub recipients: String,
    /// The city's questions with what was answered.
    pub answers: Vec<(String, String)>,
    pub pool_id: i64,
    pub place: String,
    pub points: Vec<Place>,
    pub lines: Vec<CostLine>,
    pub co_authors: Vec<String>,
    pub phone: String,
}

impl Proposal {
    /// What it costs to build; what it costs each year is no part of it.
    pub fn cost(&self) -> Money {
        sum(self.lines.iter().filter(|line| !line.yearly))
    }

    /// What keeping it will cost each year.
    pub fn yearly_cost(&self) -> Money {
        sum(self.lines.iter().filter(|line| line.yearly))
    }
}

fn sum<'a>(lines: impl Iterator<Item = &'a CostLine>) -> Money {
    Money::from_minor(lines.map(|line| line.amount().minor()).sum())
}

/// The points chosen so far.
pub fn typed_points(fields: &Fields) -> Vec<Place> {
    let read = |typed: &str| {
        let (latitude, longitude) = typed.split_once(' ')?;
        degrees(latitude, longitude).ok()
    };
    fields.all("point").filter_map(read).collect()
}

/// A point as it stands in a field.
pub fn written(point: Place) -> String {
    format!("{} {}", point.lat, point.lon)
}

/// Reads two numbers of degrees; the error is the field that is wrong.
pub fn degrees(latitude: &str, longitude: &str) -> std::result::Result<Place, &'static str> {
    let number = |typed: &str, limit: f64| {
        let typed = typed.trim().replace(',', ".");
        typed.parse::<f64>().ok().filter(|value| value.abs() <= limit)
    };
    let lat = number(latitude, 85.0).ok_or("latitude")?;
    let lon = number(longitude, 180.0).ok_or("longitude")?;
    Ok(Place { lat, lon })
}

/// The answer to one of the city's questions, as its field is named.
pub fn question_field(number: usize) -> String {
    format!("question-{number}")
}

/// Reads the fields of all pages. The errors name the fields as the pages do; of the estimate,
/// `label-0`, `quantity-0`, `price-0` and so on.
pub fn parse(
    fields: &Fields,
    pools: &[Pool],
    rules: &Rules,
) -> std::result::Result<Proposal, Errors> {
    let mut form = Form { fields, errors: Errors::default() };
    let title = form.title(rules);
    let summary = form.text("summary", &rules.summary, true);
    let category = Category::parse(fields.get("category"));
    if category.is_none() {
        form.errors.add("category", Message::new("submit-category-missing"));
    }
    let recipients = form.text("recipients", &rules.recipients, true);
    let answers = form.answers(rules);
    let pool = pools.iter().find(|pool| pool.code == fields.get("pool"));
    if pool.is_none() {
        form.errors.add("pool", Message::new("submit-pool-missing"));
    }
    let place = form.text("place", &rules.place, false);
    let points = form.points(&rules.points, "latitude");
    let lines = form.lines(rules);
    let co_authors = form.co_authors(&rules.co_authors);
    let phone = form.phone(&rules.phone);
    form.cost(&lines, rules, pool.map_or(Money::from_minor(i64::MAX), Pool::money));
    match (category, pool) {
        (Some(category), Some(pool)) if form.errors.is_empty() => Ok(Proposal {
            title,
            summary,
            category,
            recipients,
            answers,
            pool_id: pool.id,
            place,
            points,
            lines,
            co_authors,
            phone,
        }),
        _ => Err(form.errors),
    }
}

/// The errors of one page of the form.
pub fn errors_of(step: Step, fields: &Fields, pools: &[Pool], rules: &Rules) -> Errors {
    let mut own = Errors::default();
    if let Err(errors) = parse(fields, pools, rules) {
        for (field, message) in errors.iter().filter(|(field, _)| step.owns(field)) {
            own.add(field, message.clone());
        }
    }
    own
}

/// Reads the price of one piece; what is wrong is said with the way to write it right.
pub(super) fn read_price(typed: &str) -> std::result::Result<Money, Message> {
    let too_much = || Message::new("submit-line-price-most").arg("most", UNIT_PRICE);
    match Money::parse_typed(typed) {
        Ok(price) if price > UNIT_PRICE => Err(too_much()),
        Ok(price) if price > Money::ZERO => Ok(price),
        Err(MoneyError::Ambiguous) => Err(match two_readings(typed) {
            Some((one, other)) => Message::new("money-two-ways")
                .arg("typed", tidy(typed, false))
                .arg("one", one)
                .arg("other", other),
            None => Message::new("submit-line-price"),
        }),
        Err(MoneyError::TooPrecise) => Err(Message::new("money-too-precise")),
        Err(MoneyError::TooLarge) => Err(too_much()),
        _ => Err(Message::new("submit-line-price")),
    }
}

pub(super) struct Form<'a> {
    pub fields: &'a Fields,
    pub errors: Errors,
}

impl Form<'_> {
    fn sure(&self, name: &str) -> Vec<String> {
        self.fields.all(&format!("sure-{name}")).map(str::to_owned).collect()
    }

    fn public(&mut self, name: &str, text: &str) {
        let sure = self.sure(name.split_once('-').map_or(name, |(name, _)| name));
        complain_of_personal_data(name, text, &sure, &mut self.errors);
    }

    pub fn title(&mut self, rules: &Rules) -> String {
        if tidy(self.fields.get("title"), false).starts_with(['=', '+', '-', '@']) {
            self.errors.add("title", Message::new("submit-title-formula"));
        }
        self.text("title", &rules.title, false)
    }

    /// What the lines cost together, against the pool's budget and the city's own limit.
    pub fn cost(&mut self, lines: &[CostLine], rules: &Rules, budget: Money) {
        let cost = sum(lines.iter().filter(|line| !line.yearly));
        if cost > budget {
            let message = Message::new("submit-over-budget").arg("cost", cost);
            self.errors.add("lines", message.arg("budget", budget));
        }
        if let Some(highest) = rules.highest_cost
            && cost > highest
        {
            let message = Message::new("submit-over-limit").arg("cost", cost);
            self.errors.add("lines", message.arg("limit", highest));
        }
        if !lines.is_empty() && cost == Money::ZERO {
            self.errors.add("lines", Message::new("submit-only-yearly"));
        }
    }

    pub fn text(&mut self, name: &str, rule: &FieldRule, lines: bool) -> String {
        if !rule.is_asked() {
            return String::new();
        }
        let text = tidy(self.fields.get(name), lines);
        let count = text.chars().count();
        if count == 0 && rule.asked == Asked::Required {
            self.errors.add(name, Message::new(format!("submit-{name}-missing")));
        } else if count > 0 && count < rule.least {
            self.errors.add(name, Message::new("text-short").arg("n", rule.least));
        } else if count > rule.most {
            let over = count - rule.most;
            self.errors.add(name, Message::new("text-long").arg("n", rule.most).arg("over", over));
        }
        self.public(name, &text);
        text
    }

    fn answers(&mut self, rules: &Rules) -> Vec<(String, String)> {
        let mut answers = Vec::new();
        for (number, question) in rules.questions.iter().enumerate() {
            let field = question_field(number);
            let answer = tidy(self.fields.get(&field), true);
            let count = answer.chars().count();
            if count == 0 && question.required {
                self.errors.add(field.clone(), Message::new("submit-question-missing"));
            } else if count > 2000 {
                let message = Message::new("text-long").arg("n", 2000_i64);
                self.errors.add(field.clone(), message.arg("over", count - 2000));
            }
            self.public(&field, &answer);
            if count > 0 {
                answers.push((question.label.clone(), answer));
            }
        }
        answers
    }

    /// The points chosen; how many there may be is said beside `field`.
    pub fn points(&mut self, rule: &FieldRule, field: &str) -> Vec<Place> {
        if !rule.is_asked() {
            return Vec::new();
        }
        let points = typed_points(self.fields);
        let least = if rule.asked == Asked::Required { rule.least.max(1) } else { 0 };
        if points.len() < least {
            self.errors.add(field, Message::new("submit-points-few").arg("n", least));
        } else if points.len() > rule.most {
            self.errors.add(field, Message::new("submit-points-many").arg("n", rule.most));
        }
        points
    }

    pub fn lines(&mut self, rules: &Rules) -> Vec<CostLine> {
        let rows = typed_lines(self.fields);
        if rows.is_empty() {
            self.errors.add("label-0", Message::new("submit-lines-missing"));
        } else if rows.len() < rules.lines.least {
            self.errors.add("lines", Message::new("submit-lines-few").arg("n", rules.lines.least));
        } else if rows.len() > rules.lines.most {
            self.errors.add("lines", Message::new("submit-lines-many").arg("n", rules.lines.most));
        }
        let mut lines = Vec::with_capacity(rows.len());
        for (row, typed) in rows.iter().enumerate() {
            let label = tidy(&typed.label, false);
            if label.is_empty()
                || label.chars().count() > 120
                || label.starts_with(['=', '+', '-', '@'])
            {
                self.errors.add(format!("label-{row}"), Message::new("submit-line-label"));
            }
            self.public(&format!("label-{row}"), &label);
            let unit = tidy(&typed.unit, false);
            if unit.chars().count() > 20 || unit.starts_with(['=', '+', '-', '@']) {
                self.errors.add(format!("unit-{row}"), Message::new("submit-line-unit"));
            }
            let quantity: String = typed.quantity.split_whitespace().collect();
            let quantity = if quantity.is_empty() { Some(1) } else { quantity.parse().ok() };
            let quantity = quantity.filter(|quantity| QUANTITY.contains(quantity));
            if quantity.is_none() {
                self.errors.add(format!("quantity-{row}"), Message::new("submit-line-quantity"));
            }
            let price = read_price(&typed.price)
                .map_err(|message| self.errors.add(format!("price-{row}"), message))
                .ok();
            if let (Some(quantity), Some(unit_price)) = (quantity, price) {
                lines.push(CostLine { label, quantity, unit, unit_price, yearly: typed.yearly });
            }
        }
        lines
    }

    fn co_authors(&mut self, rule: &FieldRule) -> Vec<String> {
        if !rule.is_asked() {
            return Vec::new();
        }
        let mut emails = Vec::new();
        for (row, typed) in self.fields.all("coauthor").take(rule.most).enumerate() {
            if typed.trim().is_empty() {
                continue;
            }
            match normal_email(typed) {
                Some(email) if emails.contains(&email) => self
                    .errors
                    .add(format!("coauthor-{row}"), Message::new("submit-co-author-twice")),
                Some(email) => emails.push(email),
                None => {
                    self.errors.add(format!("coauthor-{row}"), Message::new("field-email-wrong"));
                }
            }
        }
        emails
    }

    fn phone(&mut self, rule: &FieldRule) -> String {
        if !rule.is_asked() {
            return String::new();
        }
        let phone = tidy(self.fields.get("phone"), false);
        let digits = phone.chars().filter(char::is_ascii_digit).count();
        let plain = phone.chars().all(|c| c.is_ascii_digit() || " +-()".contains(c));
        if phone.is_empty() {
            if rule.asked == Asked::Required {
                self.errors.add("phone", Message::new("submit-phone-wrong"));
            }
        } else if !plain || !(9..=15).contains(&digits) || phone.chars().count() > 30 {
            self.errors.add("phone", Message::new("submit-phone-wrong"));
        }
        phone
    }
}
