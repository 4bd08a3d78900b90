//! Money is brass: gauges, coins and the stepper that moves them. The amount in words always comes first.

use super::super::mark::Sign;
use maud::{Markup, Render, html};

/// A bar that shows a part of a whole. Decorative: the amounts stand beside it in words.
///
/// `Gauge::of(spent, pot)`; then who owns the first part (`mine`), what is missing (`lack`), where a limit
/// lies (`mark`). All in the same unit; nothing is decided here, so rounding to a thousandth is fine.
#[derive(Clone, Copy)]
pub struct Gauge {
    part: i64,
    whole: i64,
    mine: i64,
    lack: i64,
    mark: Option<i64>,
    fat: bool,
}

impl Gauge {
    pub fn of(part: i64, whole: i64) -> Self {
        Gauge { part, whole, mine: 0, lack: 0, mark: None, fat: false }
    }

    /// The enamel share at the start of the bar.
    pub fn mine(self, mine: i64) -> Self {
        Gauge { mine, ..self }
    }

    /// The red share after the part: what was lacking, or lies over the limit.
    pub fn lack(self, lack: i64) -> Self {
        Gauge { lack, ..self }
    }

    /// A line across the bar: the limit, the threshold.
    pub fn mark(self, at: i64) -> Self {
        Gauge { mark: Some(at), ..self }
    }

    /// The one bar a panel is about.
    pub fn fat(self) -> Self {
        Gauge { fat: true, ..self }
    }
}

/// Thousandths of the whole, within the bar.
fn share(part: i64, whole: i64) -> i64 {
    let whole = i128::from(whole.max(1));
    (i128::from(part.max(0)) * 1000 / whole).min(1000) as i64
}

impl Render for Gauge {
    fn render(&self) -> Markup {
        let part = share(self.part, self.whole);
        let lack = share(self.lack, self.whole).min(1000 - part);
        html! {
            svg class=(if self.fat { "gauge gauge--fat" } else { "gauge" }) viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" {
                rect class="g-bg" width="1000" height="10" {}
                rect class="g-in" width=(part) height="10" {}
                @if self.mine > 0 { rect class="g-mine" width=(share(self.mine, self.whole).min(part)) height="10" {} }
                @if lack > 0 { rect class="g-bad" x=(part) width=(lack) height="10" {} }
                @if let Some(at) = self.mark { rect class="g-mark" x=(share(at, self.whole).min(994)) width="6" height="10" {} }
                rect class="g-edge" width="1000" height="10" {}
            }
        }
    }
}

/// An amount in words with its bar under it, and maybe a line below.
pub fn money(label: impl Render, amount: &str, gauge: Gauge, below: Option<Markup>) -> Markup {
    html! {
        div class="money" {
            p { span { (label) } b class="num" { (amount) } }
            (gauge)
            @if let Some(below) = below { p class="small muted" { (below) } }
        }
    }
}

/// Points as brass discs, an empty ring for each one left. Only up to twenty, and only beside the words.
pub fn coins(given: usize, of: usize) -> Markup {
    html! { span class="coins" aria-hidden="true" { @for i in 0..of.min(20) { i class=[(i < given).then_some("on")] {} } } }
}

/// One side of a stepper: what it sends and what it is called ('Take a point away: Benches').
#[derive(Clone, Copy)]
pub struct Press<'a> {
    pub id: &'a str,
    pub send: (&'a str, &'a str),
    pub name: &'a Markup,
}

/// Takes away and adds, by form posts. Send steps ('more', 'less'), not totals: quick presses queue up.
#[derive(Clone, Copy)]
pub struct Stepper<'a> {
    pub value: &'a str,
    /// What the number is, for a screen reader.
    pub value_name: &'a Markup,
    pub less: Press<'a>,
    pub more: Press<'a>,
}

impl Render for Stepper<'_> {
    fn render(&self) -> Markup {
        let button = |press: &Press<'_>, sign: Sign| {
            html! { button type="submit" id=(press.id) name=(press.send.0) value=(press.send.1) { (sign) span class="sr" { (press.name) } } }
        };
        html! {
            div class="step" {
                (button(&self.less, Sign::Minus))
                output aria-labelledby={ (self.less.id) "-of" } { (self.value) }
                (button(&self.more, Sign::Plus))
                span class="sr" id={ (self.less.id) "-of" } { (self.value_name) }
            }
        }
    }
}
