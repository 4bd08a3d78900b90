//! Tables. On a phone a table becomes a list of labelled rows; its roles stay, so it is still a table to
//! a screen reader. Only numbers that must be compared side by side scroll instead.

use maud::{Markup, Render, html};

/// A column: its heading, and how its cells stand.
#[derive(Clone, Copy)]
pub struct Column<'a> {
    head: &'a str,
    kind: ColumnKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ColumnKind {
    Text,
    Amount,
    Bare,
    Head,
}

impl<'a> Column<'a> {
    /// Words.
    pub fn text(head: &'a str) -> Self {
        Column { head, kind: ColumnKind::Text }
    }

    /// Money, points, counts: right-aligned figures of equal width.
    pub fn amount(head: &'a str) -> Self {
        Column { head, kind: ColumnKind::Amount }
    }

    /// Number plate, tile, checkbox: as narrow as it is, no label on a phone. `""` for a tile.
    pub fn bare(head: &'a str) -> Self {
        Column { head, kind: ColumnKind::Bare }
    }

    /// What the row is about; one in a table.
    pub fn head(head: &'a str) -> Self {
        Column { head, kind: ColumnKind::Head }
    }

    fn class(self) -> Option<&'static str> {
        match self.kind {
            ColumnKind::Amount => Some("r"),
            ColumnKind::Bare => Some("bare"),
            ColumnKind::Text | ColumnKind::Head => None,
        }
    }
}

/// A row of cells, one for each column.
pub struct Row {
    pub cells: Vec<Markup>,
    pub look: RowLook,
    /// For links and swaps.
    pub id: Option<String>,
}

/// What is special about a row; say it in a cell too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowLook {
    Plain,
    /// Past its deadline.
    Late,
    /// The one this page is about.
    Own,
}

impl From<Vec<Markup>> for Row {
    fn from(cells: Vec<Markup>) -> Self {
        Row { cells, look: RowLook::Plain, id: None }
    }
}

/// A table; `(Table { … })` in `html!`.
pub struct Table<'a> {
    pub caption: &'a str,
    /// The caption only for screen readers, when a heading says the same.
    pub quiet_caption: bool,
    pub columns: &'a [Column<'a>],
    pub rows: &'a [Row],
    /// The sum, under an ink line.
    pub foot: Option<&'a Row>,
    pub phone: Phone,
}

/// What becomes of a table on a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phone {
    /// Each row a small list of labels and values.
    Stacks,
    /// Scrolls sideways in a region one can focus: only for figures compared across columns.
    Scrolls,
    /// Narrow enough as it is.
    Fits,
}

impl Render for Table<'_> {
    fn render(&self) -> Markup {
        let stacks = self.phone == Phone::Stacks;
        let table = html! {
            table class=[stacks.then_some("stacks")] role="table" {
                caption class=[self.quiet_caption.then_some("sr")] { (self.caption) }
                thead role="rowgroup" {
                    tr role="row" {
                        @for column in self.columns {
                            @if column.head.is_empty() { td role="cell" {} }
                            @else { th scope="col" role="columnheader" class=[column.class()] { (column.head) } }
                        }
                    }
                }
                tbody role="rowgroup" { @for row in self.rows { (self.row(row, stacks)) } }
                @if let Some(foot) = self.foot { tfoot role="rowgroup" { (self.row(foot, stacks)) } }
            }
        };
        match self.phone {
            Phone::Scrolls => {
                html! { div class="scroll" role="region" tabindex="0" aria-label=(self.caption) { (table) } }
            }
            Phone::Stacks | Phone::Fits => table,
        }
    }
}

impl Table<'_> {
    fn row(&self, row: &Row, stacks: bool) -> Markup {
        let look = match row.look {
            RowLook::Plain => None,
            RowLook::Late => Some("late"),
            RowLook::Own => Some("own"),
        };
        html! {
            tr role="row" class=[look] id=[row.id.as_deref()] {
                @for (column, cell) in self.columns.iter().zip(&row.cells) {
                    @match column.kind {
                        ColumnKind::Head => th scope="row" role="rowheader" { (cell) },
                        ColumnKind::Bare => td role="cell" class="bare" { (cell) },
                        _ if stacks && cell.0.is_empty() => td role="cell" class=[column.class()] {},
                        _ if stacks => td role="cell" class=[column.class()] data-label=(column.head) { div { (cell) } },
                        _ => td role="cell" class=[column.class()] { (cell) },
                    }
                }
            }
        }
    }
}
