//! Time is a cord: threaded through what has passed, ringed at now, dashed for what is to come.

use maud::{Markup, html};

/// Where a moment lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    Passed,
    Now,
    Next,
}

/// A moment of an edition or of a project's life.
pub struct Moment<'a> {
    pub when: When,
    pub name: &'a str,
    /// Dates, who, how many; each on its own line.
    pub lines: Vec<Markup>,
}

/// The life of a project, downwards.
pub fn timeline(moments: &[Moment<'_>]) -> Markup {
    cord("time", moments)
}

/// The phases of an edition: across on wide screens, downwards on phones.
pub fn phases(moments: &[Moment<'_>]) -> Markup {
    cord("time time--across", moments)
}

fn cord(class: &str, moments: &[Moment<'_>]) -> Markup {
    html! {
        ol class=(class) {
            @for moment in moments {
                li class=[(moment.when == When::Next).then_some("next")] aria-current=[(moment.when == When::Now).then_some("step")] {
                    b { (moment.name) }
                    @for line in &moment.lines { span { (line) } }
                }
            }
        }
    }
}
