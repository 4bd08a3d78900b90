//! The form in which a resident proposes a project, page by page, and the list of a person's drafts
//! and projects.

use maud::{Markup, html};

use super::draft::Model as Draft;
use super::merge::Offer;
use super::proposal::{Proposal, Step, TypedLine, question_field, typed_lines};
use super::rules::{Asked, FieldRule, Rules};
use super::similar::Similar;
use super::to_be_sure_of;
use crate::edition::{Edition, Phase, Pool};
use crate::page::parts::fields::{Choice, Field, Group, checkboxes, hidden, radios};
use crate::page::parts::lists::{self, Answer};
use crate::page::parts::plates::{Plate, number};
use crate::page::parts::table::{Column, Phone, Row, Table};
use crate::page::parts::words::{Tone, details, empty, note, status};
use crate::page::{Complaints, Errors, Fields, Sign, encode, paragraphs};
use crate::people::Visit;
use crate::project::attachment::Model as Attachment;
use crate::project::place::Neighbour;
use crate::project::{
    Category, Project, category_name, file_link, href, neighbour_list, pool_name, state_tag,
};
use crate::text::Text;

pub fn start(visit: &Visit, edition: &Edition, ends_at: Option<crate::clock::Instant>) -> Markup {
    let t = visit.text;
    let act = t.say("submit-begin");
    html! {
        div.stack.read {
            h1 { (t.say("submit-title")) }
            @if edition.phase == Phase::Submission {
                @if let Some(ends_at) = ends_at { p.lead { (t.with("submit-until", &[("when", crate::text::Arg::Moment(ends_at))])) } }
                p { (t.say("submit-needs")) }
                ul { li { (t.say("submit-need-idea")) } li { (t.say("submit-need-place")) } li { (t.say("submit-need-cost")) } }
                p { (t.say("submit-saved")) }
                form method="post" { (Plate::submit(&act).brass()) }
            } @else {
                (note(Tone::Info, t.say("submit-closed"), None))
            }
        }
    }
}

pub struct StepView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub pools: &'a [Pool],
    pub rules: &'a Rules,
    /// The pages this edition's form has.
    pub steps: &'a [Step],
    pub draft: &'a Draft,
    pub step: Step,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
    /// Came from the check page and goes back there.
    pub checking: bool,
}

impl StepView<'_> {
    pub fn base(&self) -> String {
        self.visit.href(&format!("/{}/submit/{}", self.edition.slug, self.draft.token))
    }

    /// The address this page is sent to.
    pub fn action(&self) -> String {
        let check = if self.checking { "?check=1" } else { "" };
        format!("{}/{}{check}", self.base(), self.step.name())
    }

    /// Way back, what is wrong, which page of how many, its question.
    pub fn head(&self, complaints: &Complaints) -> Markup {
        let t = self.visit.text;
        let base = self.base();
        let here = self.steps.iter().position(|known| *known == self.step).unwrap_or(0);
        let back = match here.checked_sub(1).and_then(|before| self.steps.get(before)) {
            _ if self.checking => format!("{base}/check"),
            Some(before) => format!("{base}/{}", before.name()),
            None => self.visit.href("/my"),
        };
        let of =
            t.with("submit-step", &[("n", (here + 1).into()), ("all", self.steps.len().into())]);
        html! {
            p { a href=(back) { (t.say("back")) } }
            (complaints.summary())
            div { p.muted { (of) } h1 { (t.say(&format!("submit-{}-title", self.step.name()))) } }
        }
    }
}

pub fn step(view: &StepView<'_>) -> Markup {
    let StepView { visit, draft, step, errors, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let act = t.say("submit-next");
    html! {
        div.stack.stack--wide.read {
            (view.head(&complaints))
            form #step.stack.stack--wide.stack--loose method="post" action=(view.action()) data-autosave=(format!("{}/{}/save", view.base(), step.name())) data-status="saved" data-offline=(t.say("draft-offline")) novalidate {
                @match step {
                    Step::Idea => (idea(view, &complaints)),
                    Step::Category => (category(view, &complaints)),
                    Step::Place => (place(view, &complaints)),
                    Step::Cost => (cost(view, &complaints)),
                    Step::Supporters => (supporters(view)),
                    Step::Contact => (contact(view, &complaints)),
                    Step::Points | Step::Files => {},
                }
                div.row { (Plate::submit(&act)) (saved(t, draft)) }
            }
        }
    }
}

/// When the draft was last kept.
pub fn saved(t: Text, draft: &Draft) -> Markup {
    let when = t.with("draft-saved", &[("when", crate::text::Arg::Moment(draft.saved_at))]);
    status("saved", Tone::Good, Sign::Yes, when)
}

/// Under a text that holds an address or a telephone number: a box for each, to say that everybody
/// may see it.
pub fn sure(t: Text, name: &str, text: &str, fields: &Fields) -> Markup {
    let name = format!("sure-{name}");
    let words = to_be_sure_of(text);
    if words.is_empty() {
        return html! {};
    }
    let labels: Vec<String> = words
        .iter()
        .map(|word| t.with("personal-sure", &[("words", word.as_str().into())]))
        .collect();
    let choices: Vec<Choice<'_>> = words
        .iter()
        .zip(&labels)
        .map(|(word, label)| Choice {
            value: word,
            label,
            chosen: fields.all(&name).any(|sure| sure == word),
            ..Choice::default()
        })
        .collect();
    let legend = t.say("personal-legend");
    html! { (checkboxes(&Group { name: &name, legend: &legend, hint: None, error: None, choices: &choices })) }
}

/// The city's hint, or ours.
fn hint(t: Text, rule: &FieldRule, key: &str) -> String {
    if rule.hint.is_empty() { t.say(key) } else { rule.hint.clone() }
}

fn optional(t: Text, rule: &FieldRule) -> Option<String> {
    (rule.asked == Asked::Optional).then(|| t.say("optional"))
}

/// The field with its word in brackets where it may be left out.
fn maybe<'a>(field: Field<'a>, word: &'a Option<String>) -> Field<'a> {
    match word {
        Some(word) => field.optional(word),
        None => field,
    }
}

fn idea(view: &StepView<'_>, complaints: &Complaints) -> Markup {
    let (t, fields, rules) = (view.visit.text, view.fields, view.rules);
    let (title, title_hint) =
        (t.say("submit-title-label"), hint(t, &rules.title, "submit-title-hint"));
    let (summary, summary_hint) =
        (t.say("submit-summary-label"), hint(t, &rules.summary, "submit-summary-hint"));
    let left = t.say("characters-left");
    html! {
        (Field::text("title", &title).hint(&title_hint).value(fields.get("title")).counter(rules.title.most, &left).error(complaints.of("title")))
        (sure(t, "title", fields.get("title"), fields))
        (Field::area("summary", &summary, 9).hint(&summary_hint).value(fields.get("summary")).counter(rules.summary.most, &left).error(complaints.of("summary")))
        (sure(t, "summary", fields.get("summary"), fields))
    }
}

fn category(view: &StepView<'_>, complaints: &Complaints) -> Markup {
    let (t, fields, rules) = (view.visit.text, view.fields, view.rules);
    let names: Vec<(&str, String)> = Category::ALL
        .into_iter()
        .map(|category| (category.name(), category_name(t, category)))
        .collect();
    let choices: Vec<Choice<'_>> = names
        .iter()
        .map(|(value, label)| Choice {
            value,
            label,
            chosen: fields.get("category") == *value,
            ..Choice::default()
        })
        .collect();
    let (label, hinted) =
        (t.say("submit-recipients-label"), hint(t, &rules.recipients, "submit-recipients-hint"));
    let word = optional(t, &rules.recipients);
    let optional = t.say("optional");
    let mut answered = String::new();
    for i in 0..rules.questions.len() {
        answered.push_str(fields.get(&question_field(i)));
        answered.push('\n');
    }
    html! {
        (radios(&Group { name: "category", legend: &t.say("submit-category-label"), hint: None, error: complaints.of("category"), choices: &choices }))
        @if rules.recipients.is_asked() {
            (maybe(Field::area("recipients", &label, 3).hint(&hinted), &word).value(fields.get("recipients")).error(complaints.of("recipients")))
            (sure(t, "recipients", fields.get("recipients"), fields))
        }
        @for (i, question) in rules.questions.iter().enumerate() {
            @let name = question_field(i);
            @let field = Field::area(&name, &question.label, 4).value(fields.get(&name)).error(complaints.of(&name));
            @let field = if question.hint.is_empty() { field } else { field.hint(&question.hint) };
            (if question.required { field } else { field.optional(&optional) })
        }
        (sure(t, "question", &answered, fields))
    }
}

fn place(view: &StepView<'_>, complaints: &Complaints) -> Markup {
    let (t, fields, rules) = (view.visit.text, view.fields, view.rules);
    let names: Vec<(&str, String, String)> = view
        .pools
        .iter()
        .map(|pool| {
            let budget = t.with("submit-pool-budget", &[("budget", pool.money().into())]);
            (pool.code.as_str(), pool_name(t, pool), budget)
        })
        .collect();
    let choices: Vec<Choice<'_>> = names
        .iter()
        .map(|(value, label, hint)| Choice {
            value,
            label,
            hint: Some(hint.as_str()),
            chosen: fields.get("pool") == *value || names.len() == 1,
        })
        .collect();
    let (label, hinted) = (t.say("submit-place-label"), hint(t, &rules.place, "submit-place-hint"));
    let word = optional(t, &rules.place);
    html! {
        (radios(&Group { name: "pool", legend: &t.say("submit-pool-label"), hint: None, error: complaints.of("pool"), choices: &choices }))
        @if rules.place.is_asked() {
            (maybe(Field::text("place", &label).hint(&hinted), &word).value(fields.get("place")).error(complaints.of("place")))
            (sure(t, "place", fields.get("place"), fields))
        }
    }
}

fn cost(view: &StepView<'_>, complaints: &Complaints) -> Markup {
    let (t, fields, rules) = (view.visit.text, view.fields, view.rules);
    let mut rows = typed_lines(fields);
    let wanted = fields.get("add");
    let blank = if rows.is_empty() { 1 } else { usize::from(wanted == "1") };
    // From the price book: the city's name, unit and price, to which only a number is added.
    let priced = wanted.strip_prefix("price-").and_then(|at| at.parse::<usize>().ok());
    if let Some(price) = priced.and_then(|at| rules.price_book.get(at)) {
        rows.push(TypedLine {
            label: price.label.clone(),
            quantity: "1".to_owned(),
            unit: price.unit.clone(),
            price: price.price.to_decimal().replace('.', ","),
            yearly: false,
        });
    } else {
        rows.extend(std::iter::repeat_n(TypedLine::default(), blank));
    }
    let labels = [
        t.say("cost-label"),
        t.say("cost-quantity"),
        t.say("cost-price"),
        t.say("cost-unit"),
        t.say("cost-kind"),
    ];
    let (example, unit_hint) = (t.say("cost-label-hint"), t.say("cost-unit-hint"));
    let (add, once, yearly) = (t.say("cost-add"), t.say("cost-once"), t.say("cost-each-year"));
    let all_labels: String = rows.iter().map(|row| format!("{}\n", row.label)).collect();
    html! {
        p { (t.say("submit-cost-how")) }
        @if let Some(highest) = rules.highest_cost { p { (t.with("submit-cost-highest", &[("limit", highest.into())])) } }
        @if let Some(sentence) = complaints.of("lines") { p.err #lines { (Sign::No) (sentence) } }
        @for (i, row) in rows.iter().enumerate() {
            @let kinds = [
                Choice { value: "no", label: &once, chosen: !row.yearly, ..Choice::default() },
                Choice { value: "yes", label: &yearly, chosen: row.yearly, ..Choice::default() },
            ];
            fieldset.panel.cost-line {
                legend.sr { (t.with("cost-line", &[("n", (i + 1).into())])) }
                (Field::text("label", &labels[0]).id(&format!("label-{i}")).hint(&example).value(&row.label).error(complaints.of(&format!("label-{i}"))))
                (Field::text("quantity", &labels[1]).id(&format!("quantity-{i}")).input_mode("numeric").value(if row.quantity.is_empty() { "1" } else { &row.quantity }).error(complaints.of(&format!("quantity-{i}"))))
                (Field::text("unit", &labels[3]).id(&format!("unit-{i}")).hint(&unit_hint).value(&row.unit).error(complaints.of(&format!("unit-{i}"))))
                (Field::money("price", &labels[2], "zł").id(&format!("price-{i}")).value(&row.price).error(complaints.of(&format!("price-{i}"))))
                (Field::select("yearly", &labels[4], &kinds).id(&format!("yearly-{i}")))
            }
        }
        (sure(t, "label", &all_labels, fields))
        p { (Plate::submit(&add).quiet().small().sends("add", "1").unchecked()) }
        @if !rules.price_book.is_empty() { (price_book(t, rules)) }
    }
}

/// What things usually cost in this city; a press adds a line.
fn price_book(t: Text, rules: &Rules) -> Markup {
    let add = t.say("price-book-add");
    let lines = rules.price_book.iter().enumerate().map(|(i, price)| {
        let value = format!("price-{i}");
        html! {
            div.row.row--ends {
                span { (price.label) ", " (price.unit) ": " b.num { (t.money(price.price)) } }
                (Plate::submit(&add).quiet().small().sends("add", &value).about(&price.label).unchecked())
            }
        }
    });
    details("prices", t.say("price-book"), lists::lines(lines))
}

fn supporters(view: &StepView<'_>) -> Markup {
    let t = view.visit.text;
    let list = format!("{}/list", view.base());
    html! {
        p { (t.say("submit-supporters-how")) }
        ul {
            li { (t.say("submit-supporters-online")) }
            li { (t.say("submit-supporters-paper")) }
        }
        p { (Plate::link(&t.say("support-list-print"), &list).quiet()) }
        p.muted { (t.say("support-private")) }
    }
}

fn contact(view: &StepView<'_>, complaints: &Complaints) -> Markup {
    let (t, fields, rules) = (view.visit.text, view.fields, view.rules);
    let (label, hinted) = (t.say("submit-phone-label"), hint(t, &rules.phone, "submit-phone-hint"));
    let word = optional(t, &rules.phone);
    let typed: Vec<&str> = fields.all("coauthor").collect();
    let mail = view.visit.viewer.as_ref().map(|viewer| viewer.email.as_str()).unwrap_or_default();
    let optional = t.say("optional");
    html! {
        p { (t.with("submit-contact-mail", &[("email", mail.into())])) }
        @if rules.phone.is_asked() {
            (maybe(Field::text("phone", &label).kind("tel").autocomplete("tel").hint(&hinted), &word).narrow().value(fields.get("phone")).error(complaints.of("phone")))
        }
        @if rules.co_authors.is_asked() && rules.co_authors.most > 0 {
            p { (hint(t, &rules.co_authors, "submit-co-authors-how")) }
            @for i in 0..rules.co_authors.most {
                @let id = format!("coauthor-{i}");
                @let label = t.count("submit-co-author-label", i + 1);
                (Field::text("coauthor", &label).kind("email").id(&id).optional(&optional).value(typed.get(i).copied().unwrap_or_default()).error(complaints.of(&id)))
            }
        }
    }
}

pub struct CheckView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub pools: &'a [Pool],
    pub steps: &'a [Step],
    pub draft: &'a Draft,
    pub proposal: &'a Proposal,
    pub files: &'a [Attachment],
    /// Projects closer than a hundred metres.
    pub neighbours: &'a [Neighbour],
    pub similar: &'a [Similar],
    pub offers: &'a [Offer],
}

pub fn check(view: &CheckView<'_>) -> Markup {
    let CheckView { visit, edition, draft, proposal, .. } = view;
    let t = visit.text;
    let base = visit.href(&format!("/{}/submit/{}", edition.slug, draft.token));
    let change = t.say("change");
    let pool = view.pools.iter().find(|pool| pool.id == proposal.pool_id);
    let cost_lines = |yearly: bool| {
        let lines = proposal.lines.iter().filter(move |line| line.yearly == yearly);
        html! {
            ul.plain { @for line in lines {
                li { (line.label) ": " (t.number(line.quantity)) " " (line.unit) " × " (t.money(line.unit_price)) " = " b.num { (t.money(line.amount())) } }
            } }
        }
    };
    let nothing = || html! { span.muted { (t.say("submit-nothing")) } };
    let or_nothing = |text: &str| {
        if text.is_empty() {
            nothing()
        } else {
            html! { (text) }
        }
    };
    let mut rows: Vec<(String, Markup, Step)> = vec![
        (t.say("submit-title-label"), html! { (proposal.title) }, Step::Idea),
        (t.say("submit-summary-label"), paragraphs(&proposal.summary), Step::Idea),
        (
            t.say("submit-category-label"),
            html! { (category_name(t, proposal.category)) },
            Step::Category,
        ),
    ];
    if !proposal.recipients.is_empty() {
        let text = paragraphs(&proposal.recipients);
        rows.push((t.say("submit-recipients-label"), text, Step::Category));
    }
    for (question, answer) in &proposal.answers {
        rows.push((question.clone(), paragraphs(answer), Step::Category));
    }
    let pool = pool.map(|pool| pool_name(t, pool)).unwrap_or_default();
    rows.push((t.say("submit-pool-label"), html! { (pool) }, Step::Place));
    rows.push((t.say("submit-place-label"), or_nothing(&proposal.place), Step::Place));
    let points = t.count("submit-points-count", proposal.points.len());
    rows.push((t.say("submit-points-label"), html! { (points) }, Step::Points));
    rows.push((t.say("cost-lines"), cost_lines(false), Step::Cost));
    let sum = html! { b.price { (t.money(proposal.cost())) } };
    rows.push((t.say("cost-sum"), sum, Step::Cost));
    if proposal.lines.iter().any(|line| line.yearly) {
        rows.push((t.say("cost-yearly"), cost_lines(true), Step::Cost));
        let sum = html! { b.num { (t.money(proposal.yearly_cost())) } };
        rows.push((t.say("cost-yearly-sum"), sum, Step::Cost));
    }
    let files = if view.files.is_empty() {
        nothing()
    } else {
        html! { ul.plain { @for file in view.files { li { (file_link(t, file)) " " span.muted { (who(t, file)) } } } } }
    };
    rows.push((t.say("files-title"), files, Step::Files));
    rows.push((t.say("submit-phone-label"), or_nothing(&proposal.phone), Step::Contact));
    rows.push((t.say("co-authors"), or_nothing(&proposal.co_authors.join(", ")), Step::Contact));
    rows.retain(|(_, _, step)| view.steps.contains(step));
    let hrefs: Vec<String> =
        rows.iter().map(|(_, _, step)| format!("{base}/{}?check=1", step.name())).collect();
    let answers: Vec<Answer<'_>> = rows
        .iter()
        .zip(&hrefs)
        .map(|((question, answer, _), href)| Answer {
            question,
            answer: answer.clone(),
            change: Some((href, &change)),
        })
        .collect();
    let act = t.say("submit-act");
    let discard = t.say("draft-discard");
    let last = view.steps.last().map_or("idea", |step| step.name());
    html! {
        div.stack.stack--wide.read {
            p { a href={ (base) "/" (last) } { (t.say("back")) } }
            h1 { (t.say("submit-check-title")) }
            (lists::answers(&answers))
            (alike(view, &base))
            p { (t.say("submit-check-public")) }
            form method="post" action={ (base) "/send" } { (Plate::submit(&act).brass()) }
            (details("discard", t.say("draft-discard-title"), html! {
                p { (t.say("draft-discard-means")) }
                form method="post" action={ (base) "/discard" } { (Plate::submit(&discard).quiet()) }
            }))
        }
    }
}

/// Who may see a file.
pub fn who(t: Text, file: &Attachment) -> String {
    t.say(if file.is_public { "file-for-all" } else { "file-for-office" })
}

/// Projects that want the same ground or say the same, and the way to join them instead.
fn alike(view: &CheckView<'_>, base: &str) -> Markup {
    let CheckView { visit, edition, neighbours, similar, offers, .. } = view;
    let t = visit.text;
    if neighbours.is_empty() && similar.is_empty() && offers.is_empty() {
        return html! {};
    }
    let mut codes: Vec<(&str, &str, &str)> = neighbours
        .iter()
        .map(|one| (one.code.as_str(), one.number.as_str(), one.title.as_str()))
        .collect();
    for one in *similar {
        if !codes.iter().any(|(code, ..)| *code == one.code) {
            codes.push((&one.code, &one.number, &one.title));
        }
    }
    let offered = |code: &str| offers.iter().find(|(_, project)| project.code == code);
    html! {
        section.panel aria-labelledby="h-alike" {
            h2 #h-alike { (t.say("alike-title")) }
            p { (t.say("alike-means")) }
            @if !neighbours.is_empty() { h3 { (t.say("near-title")) } (neighbour_list(visit, edition, neighbours)) }
            @if !similar.is_empty() {
                h3 { (t.say("similar-title")) }
                (lists::lines(similar.iter().map(|one| html! { p.row { (number(&one.number)) a href=(href(visit, edition, &one.code)) { (edition.said(t, &one.title)) } } })))
            }
            h3 { (t.say("merge-heading")) }
            ul.lines { @for (code, nr, title) in codes { li {
                @match offered(code) {
                    Some((offer, _)) => { p { (number(nr)) " " (title) ": " b { (t.say(match offer.answer { None => "merge-waits", Some(super::merge::Answer::Accepted) => "merge-accepted", Some(super::merge::Answer::Declined) => "merge-declined" })) } } }
                    None => { p { (number(nr)) " " a href=(format!("{base}/merge/{}", encode(code))) { (t.with("merge-offer", &[("title", title.into())])) } } }
                }
            } } }
        }
    }
}

/// A sheet for signatures on paper: twenty lines, and what is done with them.
pub fn signature_list(
    visit: &Visit,
    edition: &Edition,
    number: Option<&str>,
    title: &str,
) -> Markup {
    let t = visit.text;
    let heads = ["sheet-no", "sheet-name", "sheet-street", "sheet-signature"].map(|key| t.say(key));
    let columns = heads.each_ref().map(|head| Column::text(head));
    let rows: Vec<Row> =
        (1..=20).map(|n| Row::from(vec![html! { (n) }, html! {}, html! {}, html! {}])).collect();
    html! {
        div.stack.stack--wide {
            h1 { (t.say("support-list-title")) }
            p { (edition.city) ", " (edition.title) }
            p.lead { @if let Some(number) = number { (number) " " } b { (title) } }
            p { (t.say("sheet-declaration")) }
            (Table { caption: &t.say("support-list-title"), quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Scrolls })
            p.small { (t.say("sheet-privacy")) }
            p { (Plate::print(&t.say("print"))) }
        }
    }
}

pub fn my(
    visit: &Visit,
    drafts: &[(Draft, Edition)],
    projects: &[(Project, Edition)],
    offers: &[Offer],
) -> Markup {
    let t = visit.text;
    html! {
        h1 { (t.say("my-title")) }
        @if !offers.is_empty() { (waiting_offers(visit, offers)) }
        section.stack.stack--wide aria-labelledby="h-drafts" {
            h2 #h-drafts { (t.say("my-drafts")) }
            @if drafts.is_empty() { p.muted { (t.say("my-no-drafts")) } }
            @if !drafts.is_empty() { (lists::lines(drafts.iter().map(|(draft, edition)| {
                let title = draft.title();
                let title = if title.is_empty() { t.say("draft-untitled") } else { title };
                let href = visit.href(&format!("/{}/submit/{}/idea", edition.slug, draft.token));
                html! { a href=(href) { (title) } p.small.muted { (edition.city) " · " (t.moment(draft.saved_at)) } }
            }))) }
        }
        section.stack.stack--wide aria-labelledby="h-projects" {
            h2 #h-projects { (t.say("my-projects")) }
            @if projects.is_empty() { (empty(t.say("my-no-projects"), Some(html! { a href=(visit.href("/")) { (t.say("my-way-out")) } }))) }
            @if !projects.is_empty() { (lists::lines(projects.iter().map(|(project, edition)| {
                let page = href(visit, edition, &project.code);
                let open = edition.phase == Phase::Submission && project.state == crate::project::State::Submitted;
                html! {
                    p.row { (number(&project.number)) (state_tag(t, project.state)) }
                    a href=(page) { (edition.said(t, &project.title)) }
                    p.small.muted { (edition.city) " · " a href={ (page) "/support" } { (t.count("said-supporters", project.supporters)) } @if open { " · " a href={ (page) "/withdraw" } { (t.say("withdraw-link")) span.sr { ": " (project.title) } } } }
                }
            }))) }
        }
    }
}

fn waiting_offers(visit: &Visit, offers: &[Offer]) -> Markup {
    let t = visit.text;
    let (yes, no) = (t.say("merge-accept"), t.say("merge-decline"));
    html! {
        section.panel aria-labelledby="h-offers" {
            h2 #h-offers { (t.say("merge-waiting")) }
            (lists::lines(offers.iter().map(|(offer, project)| html! {
                p.row { (number(&project.number)) b { (project.title) } }
                (paragraphs(&offer.message))
                form.row method="post" action=(visit.href(&format!("/my/offers/{}", offer.id))) {
                    (hidden("offer", &offer.id.to_string()))
                    (Plate::submit(&yes).small().sends("answer", "accepted").about(&project.title))
                    (Plate::submit(&no).small().quiet().sends("answer", "declined").about(&project.title))
                }
            })))
        }
    }
}
