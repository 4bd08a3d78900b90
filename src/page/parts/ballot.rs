//! The ballot: one choice card for money, number of projects, points and ranks; and the purse below.
//!
//! Wrap the cards in one `<form method="post" data-swap="ballot purse">`: each press is a plain post that
//! comes back to `#p352`. The body of the page has class `vote`.

use super::super::mark::Sign;
use super::super::said::Said;
use super::super::tile::{Glaze, tile};
use super::money::Stepper;
use super::plates::{Plate, number};
use maud::{Markup, Render, html};

/// How a project is chosen on this ballot.
pub enum Act<'a> {
    /// Add or take off: money ballots and 'choose N'.
    Toggle(Plate<'a>),
    /// The first points, before there is a stepper.
    Start(Plate<'a>),
    /// Points.
    Points(Stepper<'a>),
    /// Place on a list.
    Rank(Box<Rank<'a>>),
}

/// A number to type and the plate that sets it, up and down (none at the ends) and off.
pub struct Rank<'a> {
    pub field: PlaceField<'a>,
    pub set: Plate<'a>,
    pub up: Option<RankPress<'a>>,
    pub down: Option<RankPress<'a>>,
    pub off: Plate<'a>,
}

/// The box for a place on a ranked ballot. `id` is also its name.
#[derive(Clone, Copy)]
pub struct PlaceField<'a> {
    pub id: &'a str,
    /// 'Place: Benches'
    pub name: &'a Markup,
    pub value: &'a str,
}

/// An arrow of a ranked ballot.
#[derive(Clone, Copy)]
pub struct RankPress<'a> {
    pub id: &'a str,
    pub send: (&'a str, &'a str),
    /// 'Move up: Benches'
    pub name: &'a Markup,
}

/// A project on the ballot.
pub struct Choice<'a> {
    /// Unique on the ballot, where two pools may have a project of one number.
    pub code: &'a str,
    pub glaze: Glaze,
    pub number: &'a str,
    pub title: Said<'a>,
    /// The project's page; opens beside the ballot only if one asks for it.
    pub href: Option<&'a str>,
    pub price: &'a str,
    pub chosen: bool,
    /// What is chosen, in words ('Yours: 5 points', 'On the ballot'); empty to say nothing.
    pub state: &'a str,
    /// Why a press was refused, on the card itself.
    pub refusal: Option<Markup>,
    /// Whether its list stands under a heading of its own inside the pool.
    pub deep: bool,
    pub act: Act<'a>,
}

/// A card of the ballot, an item of [`cards`](super::lists::cards).
pub fn choice(choice: &Choice<'_>) -> Markup {
    html! {
        li class=(if choice.chosen { "choice choice--on" } else { "choice" }) id={ "p" (choice.code) } {
            (tile(choice.glaze, choice.number))
            div {
                p class="row small" { (number(choice.number)) span class="price" { (choice.price) } }
                @if choice.deep { h4 { (title(choice)) } } @else { h3 { (title(choice)) } }
                @if let Some(refusal) = &choice.refusal { div role="alert" { (refusal) } }
            }
            div class="doing" {
                @if choice.chosen { span class="tag tag--good" { (Sign::Yes) (choice.state) } } @else if !choice.state.is_empty() { span class="small muted" { (choice.state) } }
                @match &choice.act {
                    Act::Toggle(plate) | Act::Start(plate) => (plate),
                    Act::Points(stepper) => (stepper),
                    Act::Rank(rank) => {
                        @let field = rank.field;
                        div class="row" {
                            div class="m-arms" {
                                @if let Some(up) = &rank.up { (arrow(up, Sign::Up)) }
                                @if let Some(down) = &rank.down { (arrow(down, Sign::Down)) }
                            }
                            (rank.off)
                        }
                        div class="row" {
                            span class="unit" { label class="sr" for=(field.id) { (field.name) } input class="w-4" type="text" inputmode="numeric" autocomplete="off" id=(field.id) name=(field.id) value=(field.value); }
                            (rank.set)
                        }
                    },
                }
            }
        }
    }
}

fn title(choice: &Choice<'_>) -> Markup {
    html! { @if let Some(href) = choice.href { a href=(href) { (choice.title) } } @else { (choice.title) } }
}

fn arrow(press: &RankPress<'_>, sign: Sign) -> Markup {
    html! {
        button type="submit" class="plate plate--quiet plate--small" id=(press.id) name=(press.send.0) value=(press.send.1) { (sign) span class="sr" { (press.name) } }
    }
}

/// What is left, at the foot of the screen. Keep the words short: it may take a quarter of a phone at most.
pub struct Purse<'a> {
    /// Name of the landmark.
    pub label: &'a str,
    /// The pool that is spoken of, where there are several.
    pub about: &'a str,
    /// 'Two points left'; with `over`, 'Over by 4000 zł'.
    pub left: &'a str,
    pub over: bool,
    /// [`coins`](super::money::coins) or a [`Gauge`](super::money::Gauge).
    pub picture: Markup,
    /// 'Eight points for two projects'; hidden on phones.
    pub more: &'a str,
    pub act: Plate<'a>,
}

impl Render for Purse<'_> {
    fn render(&self) -> Markup {
        html! {
            aside class=(if self.over { "purse purse--over" } else { "purse" }) id="purse" aria-label=(self.label) {
                span class="cord" {}
                div class="wrap" {
                    div { @if !self.about.is_empty() { span class="small muted" { (self.about) } } b role="status" id="left" { @if self.over { (Sign::Warn) } (self.left) } (self.picture) }
                    @if !self.more.is_empty() { span class="small muted more" { (self.more) } }
                    (self.act)
                }
            }
        }
    }
}
