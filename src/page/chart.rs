//! Bar charts. A chart is a list whose labels and numbers are text; only the bars are drawn, so labels
//! wrap, nothing is hidden in a picture, and a table is still wanted under it.

use super::said::Said;
use maud::{Markup, html};

/// How a bar is filled; say it in words too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// Full.
    Won,
    /// Hatched.
    Lost,
    /// Dotted in a dashed frame.
    Reserve,
}

impl Fill {
    fn class(self) -> Option<&'static str> {
        match self {
            Fill::Won => None,
            Fill::Lost => Some("lost"),
            Fill::Reserve => Some("reserve"),
        }
    }
}

/// One bar.
#[derive(Clone, Copy)]
pub struct Bar<'a> {
    /// '408 · Playground'
    pub label: Said<'a>,
    pub value: u64,
    /// The value as people read it.
    pub shown: &'a str,
    pub fill: Fill,
    /// What the fill means, for who does not see it; empty when there is only one fill.
    pub state: &'a str,
}

/// Bars of one scale, the longest as wide as the panel. Keep the order of the data.
pub fn bars(bars: &[Bar<'_>]) -> Markup {
    let most = bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1);
    html! {
        ul class="bars" {
            @for bar in bars {
                @let width = u128::from(bar.value) * 1000 / u128::from(most);
                li {
                    p { (bar.label) @if !bar.state.is_empty() { span class="sr" { ", " (bar.state) ":" } } }
                    div {
                        svg class=[bar.fill.class()] width=(format!("{}.{}%", width / 10, width % 10)) height="18" aria-hidden="true" {}
                        b { (bar.shown) }
                    }
                }
            }
        }
    }
}

/// What the fills mean, under the chart.
pub fn legend(entries: &[(Fill, &str)]) -> Markup {
    html! {
        p class="row small muted" {
            @for (fill, meaning) in entries {
                span { svg class={ "key" @if let Some(class) = fill.class() { " " (class) } } aria-hidden="true" {} (meaning) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_share_one_scale() {
        let bar = |value| Bar { label: "a".into(), value, shown: "1", fill: Fill::Lost, state: "" };
        let drawn = bars(&[bar(300), bar(100), bar(0)]).0;
        assert!(
            drawn.contains(r#"width="100.0%""#)
                && drawn.contains(r#"width="33.3%""#)
                && drawn.contains(r#"width="0.0%""#)
        );
        assert!(bars(&[bar(0)]).0.contains(r#"width="0.0%""#));
    }
}
