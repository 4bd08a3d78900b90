//! Fields of forms: label, hint, error above the box, box. Wired for screen readers in one place.

use super::super::mark::Sign;
use maud::{Markup, Render, html};

/// One field with one box. Start with [`Field::text`], [`Field::money`], [`Field::area`] or
/// [`Field::select`]; everything else is optional. `name` is also the id that error summaries link to.
#[derive(Clone, Copy)]
pub struct Field<'a> {
    name: &'a str,
    id: Option<&'a str>,
    label: &'a str,
    kind: Kind<'a>,
    value: &'a str,
    hint: Option<&'a str>,
    error: Option<&'a str>,
    optional: Option<&'a str>,
    autocomplete: Option<&'a str>,
    input_mode: Option<&'a str>,
    width: &'static str,
    unit: Option<&'a str>,
    counter: Option<(usize, &'a str)>,
    placeholder: Option<&'a str>,
    list: Option<&'a [&'a str]>,
    focus: bool,
}

#[derive(Clone, Copy)]
enum Kind<'a> {
    Input(&'a str),
    File { accept: &'a str, many: bool },
    Area(u32),
    Select(&'a [Choice<'a>]),
}

/// One of several answers: an option of a select, a radio button or a checkbox.
#[derive(Clone, Copy, Default)]
pub struct Choice<'a> {
    pub value: &'a str,
    pub label: &'a str,
    pub hint: Option<&'a str>,
    pub chosen: bool,
}

impl<'a> Field<'a> {
    fn new(name: &'a str, label: &'a str, kind: Kind<'a>) -> Self {
        Field {
            name,
            id: None,
            label,
            kind,
            value: "",
            hint: None,
            error: None,
            optional: None,
            autocomplete: None,
            input_mode: None,
            width: "",
            unit: None,
            counter: None,
            placeholder: None,
            list: None,
            focus: false,
        }
    }

    /// One line of text.
    pub fn text(name: &'a str, label: &'a str) -> Self {
        Self::new(name, label, Kind::Input("text"))
    }

    /// An amount: digits on phones, the currency beside the box. The parser takes spaces and commas.
    pub fn money(name: &'a str, label: &'a str, currency: &'a str) -> Self {
        Field { unit: Some(currency), input_mode: Some("decimal"), ..Self::text(name, label) }
    }

    /// Several lines.
    pub fn area(name: &'a str, label: &'a str, rows: u32) -> Self {
        Self::new(name, label, Kind::Area(rows))
    }

    /// One of many; for up to seven, [`radios`] are quicker to use.
    pub fn select(name: &'a str, label: &'a str, choices: &'a [Choice<'a>]) -> Self {
        Self::new(name, label, Kind::Select(choices))
    }

    /// A file to send; `accept` as in HTML. The form needs `enctype="multipart/form-data"`.
    pub fn file(name: &'a str, label: &'a str, accept: &'a str, many: bool) -> Self {
        Self::new(name, label, Kind::File { accept, many })
    }

    /// Another HTML input type: `email`, `tel`, `search`, `password`, `date`, `datetime-local`, `url`.
    pub fn kind(self, input_type: &'a str) -> Self {
        Field { kind: Kind::Input(input_type), ..self }
    }

    /// An id of its own, when several fields share a name.
    pub fn id(self, id: &'a str) -> Self {
        Field { id: Some(id), ..self }
    }

    pub fn value(self, value: &'a str) -> Self {
        Field { value, ..self }
    }

    /// How to answer, between label and box.
    pub fn hint(self, hint: &'a str) -> Self {
        Field { hint: Some(hint), ..self }
    }

    /// What is wrong and how to put it right; the same words as in the summary.
    pub fn error(self, error: Option<&'a str>) -> Self {
        Field { error, ..self }
    }

    /// The word in brackets after the label of a field one may leave out.
    pub fn optional(self, word: &'a str) -> Self {
        Field { optional: Some(word), ..self }
    }

    /// The purpose of the field, as HTML names it: `email`, `name`, `postal-code`, `one-time-code`.
    pub fn autocomplete(self, token: &'a str) -> Self {
        Field { autocomplete: Some(token), ..self }
    }

    /// Which keyboard phones show: `numeric`, `decimal`, `tel`, `email`.
    pub fn input_mode(self, mode: &'a str) -> Self {
        Field { input_mode: Some(mode), ..self }
    }

    /// As wide as a short code or a date, not the whole column.
    pub fn narrow(self) -> Self {
        Field { width: "w-12", ..self }
    }

    /// As wide as a number of a few digits.
    pub fn tiny(self) -> Self {
        Field { width: "w-4", ..self }
    }

    /// A unit beside the box.
    pub fn unit(self, unit: &'a str) -> Self {
        Field { unit: Some(unit), ..self }
    }

    /// How many characters are left; `{}` in `sentence` is the number. Said when typing stops.
    pub fn counter(self, most: usize, sentence: &'a str) -> Self {
        Field { counter: Some((most, sentence)), ..self }
    }

    /// An example in a search box; never in place of the label.
    pub fn example(self, text: &'a str) -> Self {
        Field { placeholder: Some(text), ..self }
    }

    /// Suggestions while typing (`datalist`).
    pub fn suggest(self, words: &'a [&'a str]) -> Self {
        Field { list: Some(words), ..self }
    }

    /// Takes the focus when the page opens: where the same form is filled in again and again.
    pub fn focus(self) -> Self {
        Field { focus: true, ..self }
    }

    fn described_by(&self) -> Option<String> {
        described_by(
            self.id_or_name(),
            self.hint.is_some(),
            self.error.is_some(),
            self.counter.is_some(),
        )
    }

    fn id_or_name(&self) -> &'a str {
        self.id.unwrap_or(self.name)
    }

    fn control(&self) -> Markup {
        let invalid = self.error.map(|_| "true");
        let described = self.described_by();
        let list = self.list.map(|_| format!("{}-list", self.name));
        match self.kind {
            Kind::Input(input_type) => html! {
                input class=[(!self.width.is_empty()).then_some(self.width)] type=(input_type) id=(self.id_or_name()) name=(self.name) value=[(input_type != "password").then_some(self.value)]
                    autocomplete=[self.autocomplete] inputmode=[self.input_mode] placeholder=[self.placeholder] list=[list] autofocus[self.focus]
                    aria-invalid=[invalid] aria-describedby=[described] data-max=[self.counter.map(|c| c.0)];
            },
            Kind::File { accept, many } => html! {
                input type="file" id=(self.id_or_name()) name=(self.name) accept=(accept) multiple[many] aria-invalid=[invalid] aria-describedby=[described];
            },
            Kind::Area(rows) => html! {
                textarea id=(self.id_or_name()) name=(self.name) rows=(rows) autocomplete=[self.autocomplete] aria-invalid=[invalid]
                    aria-describedby=[described] data-max=[self.counter.map(|c| c.0)] { (self.value) }
            },
            Kind::Select(choices) => html! {
                select id=(self.id_or_name()) name=(self.name) autofocus[self.focus] autocomplete=[self.autocomplete] aria-invalid=[invalid] aria-describedby=[described] {
                    @for choice in choices { option value=(choice.value) selected[choice.chosen || choice.value == self.value && !self.value.is_empty()] { (choice.label) } }
                }
            },
        }
    }
}

impl Render for Field<'_> {
    fn render(&self) -> Markup {
        html! {
            div class="field" {
                label for=(self.id_or_name()) { (self.label) @if let Some(word) = self.optional { " (" (word) ")" } }
                (hint_and_error(self.id_or_name(), self.hint, self.error))
                @if let Some(unit) = self.unit { div class="unit" { (self.control()) span { (unit) } } } @else { (self.control()) }
                @if let Some(words) = self.list { datalist id={ (self.name) "-list" } { @for word in words { option value=(word) {} } } }
                @if let Some((most, sentence)) = self.counter {
                    @let left = most as i64 - self.value.chars().count() as i64;
                    span class="hint" id={ (self.id_or_name()) "-count" } role="status" data-count=(sentence) { (sentence.replace("{}", &left.to_string())) }
                }
            }
        }
    }
}

fn described_by(name: &str, hint: bool, error: bool, count: bool) -> Option<String> {
    let ids: Vec<String> = [(hint, "hint"), (error, "error"), (count, "count")]
        .into_iter()
        .filter(|(there, _)| *there)
        .map(|(_, what)| format!("{name}-{what}"))
        .collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

fn hint_and_error(name: &str, hint: Option<&str>, error: Option<&str>) -> Markup {
    html! {
        @if let Some(hint) = hint { span class="hint" id={ (name) "-hint" } { (hint) } }
        @if let Some(error) = error { span class="err" id={ (name) "-error" } { (Sign::No) span { (error) } } }
    }
}

/// Several answers under one question. Radios when exactly one is wanted, else checkboxes.
#[derive(Clone, Copy)]
pub struct Group<'a> {
    pub name: &'a str,
    pub legend: &'a str,
    pub hint: Option<&'a str>,
    pub error: Option<&'a str>,
    pub choices: &'a [Choice<'a>],
}

/// Exactly one of a few. The first button has the group's name as id, so that summaries can link to it.
pub fn radios(group: &Group<'_>) -> Markup {
    answers(group, "radio")
}

/// Any number of a few; all send the same name.
pub fn checkboxes(group: &Group<'_>) -> Markup {
    answers(group, "checkbox")
}

fn answers(group: &Group<'_>, kind: &str) -> Markup {
    let described = described_by(group.name, group.hint.is_some(), group.error.is_some(), false);
    html! {
        fieldset class="group" aria-describedby=[described] {
            legend { (group.legend) }
            (hint_and_error(group.name, group.hint, group.error))
            @for (i, choice) in group.choices.iter().enumerate() {
                @let id = if i == 0 { group.name.to_owned() } else { format!("{}-{i}", group.name) };
                (pick(kind, &id, group.name, choice, group.error.is_some()))
            }
        }
    }
}

/// One box to tick: a consent, 'only my district'. `value` and `chosen` as in a group.
pub fn checkbox(name: &str, choice: &Choice<'_>, error: Option<&str>) -> Markup {
    html! {
        div class="group" {
            @if let Some(error) = error { span class="err" id={ (name) "-error" } { (Sign::No) span { (error) } } }
            (pick("checkbox", name, name, choice, error.is_some()))
        }
    }
}

fn pick(kind: &str, id: &str, name: &str, choice: &Choice<'_>, wrong: bool) -> Markup {
    let mut described: Vec<String> = Vec::new();
    if choice.hint.is_some() {
        described.push(format!("{id}-more"));
    }
    if wrong && kind == "checkbox" {
        described.push(format!("{name}-error"));
    }
    html! {
        div class="pick" {
            input type=(kind) id=(id) name=(name) value=(choice.value) checked[choice.chosen] aria-invalid=[wrong.then_some("true")]
                aria-describedby=[(!described.is_empty()).then(|| described.join(" "))];
            div {
                label for=(id) { (choice.label) }
                @if let Some(hint) = choice.hint { span class="hint" id={ (id) "-more" } { (hint) } }
            }
        }
    }
}

/// A value that rides along: the token against forgery, a key against double sending.
pub fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}
