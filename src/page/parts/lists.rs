//! Lists: cards of projects, facts, answers to check, tabs, filters and pages.

use super::super::said::Said;
use super::super::tile::{Glaze, tile};
use super::plates::{Plate, number};
use maud::{Markup, Render, html};

/// A project in a list. The whole card is the link's target; at most one more action in `extra`.
pub struct Card<'a> {
    pub glaze: Glaze,
    pub number: &'a str,
    /// Category, district, or a [`tag`](super::words::tag).
    pub kicker: Markup,
    pub href: &'a str,
    pub title: Said<'a>,
    pub price: &'a str,
    pub extra: Option<Markup>,
}

/// A project as an item of [`cards`].
pub fn card(card: &Card<'_>) -> Markup {
    html! {
        li class="card" {
            (tile(card.glaze, card.number))
            div {
                p class="row small" { (number(card.number)) span class="muted" { (card.kicker) } }
                h3 { a href=(card.href) { (card.title) } }
                p class="price" { (card.price) }
                @if let Some(extra) = &card.extra { (extra) }
            }
        }
    }
}

/// Cards (or ballot choices) side by side, 2 px of grout between them. `id` for swaps.
pub fn cards(id: &str, items: impl IntoIterator<Item = Markup>) -> Markup {
    html! { ul class="cards" id=(id) { @for item in items { (item) } } }
}

/// A few figures that matter, as a row of panels.
pub fn facts(facts: &[(&str, &str)]) -> Markup {
    html! { dl class="facts" { @for (name, figure) in facts { div { dt { (name) } dd { (figure) } } } } }
}

/// Things of one kind under a ruled line: opinions, attachments, comments.
pub fn lines(items: impl IntoIterator<Item = Markup>) -> Markup {
    html! { ul class="lines" { @for item in items { li { (item) } } } }
}

/// An answer on the page that checks them all.
pub struct Answer<'a> {
    pub question: &'a str,
    pub answer: Markup,
    /// Address and word ('Change') of the link beside it.
    pub change: Option<(&'a str, &'a str)>,
}

/// All answers before sending; each with its way back.
pub fn answers(rows: &[Answer<'_>]) -> Markup {
    html! {
        dl class="answers" {
            @for row in rows {
                div {
                    dt { (row.question) }
                    dd { (row.answer) }
                    @if let Some((href, word)) = row.change { dd class="go" { a href=(href) { (word) span class="sr" { ": " (row.question) } } } }
                }
            }
        }
    }
}

/// A view of the same thing.
#[derive(Clone, Copy)]
pub struct Tab<'a> {
    pub href: &'a str,
    pub text: &'a str,
    pub count: Option<&'a str>,
    pub current: bool,
}

/// Links to the views of one list; stands directly on its panel.
pub fn tabs(label: &str, tabs: &[Tab<'_>]) -> Markup {
    html! {
        nav class="tabs" aria-label=(label) {
            @for tab in tabs {
                a href=(tab.href) aria-current=[tab.current.then_some("page")] { (tab.text) @if let Some(count) = tab.count { b { (count) } } }
            }
        }
    }
}

/// A GET form of fields over a list. `swap` names the ids that change with it.
pub fn filters(action: &str, label: &str, swap: &str, fields: Markup, submit: Plate<'_>) -> Markup {
    html! {
        form class="filters" id="filters" method="get" action=(action) role="search" aria-label=(label) data-swap=(swap) { (fields) (submit) }
    }
}

/// Pages of a list: links, never endless scrolling.
pub struct Pager<'a> {
    /// Name of the landmark.
    pub label: &'a str,
    pub current: usize,
    pub last: usize,
    pub next: &'a str,
    pub previous: &'a str,
    pub swap: Option<&'a str>,
    pub href: &'a dyn Fn(usize) -> String,
}

impl Render for Pager<'_> {
    fn render(&self) -> Markup {
        let near =
            |page: &usize| *page == 1 || *page == self.last || page.abs_diff(self.current) <= 1;
        let shown: Vec<usize> = (1..=self.last).filter(near).collect();
        html! {
            @if self.last > 1 {
                nav class="pages" id="pages" aria-label=(self.label) {
                    @for (i, page) in shown.iter().enumerate() {
                        @if i > 0 && shown[i - 1] + 1 < *page { span aria-hidden="true" { "…" } }
                        @if *page == self.current { span class="nr" aria-current="page" { (page) } }
                        @else { a href=((self.href)(*page)) data-swap=[self.swap] { (page) } }
                    }
                    @if self.current < self.last {
                        @let href = (self.href)(self.current + 1);
                        a class="plate plate--quiet plate--small" rel="next" href=(href) data-swap=[self.swap] { (self.next) }
                    } @else {
                        @let href = (self.href)(self.current - 1);
                        a class="plate plate--quiet plate--small" rel="prev" href=(href) data-swap=[self.swap] { (self.previous) }
                    }
                }
            }
        }
    }
}
