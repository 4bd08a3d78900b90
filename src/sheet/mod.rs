//! Tables that people upload or paste: one reader for all of them, and one report of what was read.
//!
//! A spreadsheet writes what it likes: semicolons, commas or tabs, UTF-8, UTF-16 or Windows-1250,
//! rounded numbers, error codes. What can be read without guessing is read; everything else is named
//! with its row, its column, the value and a way out. No row is ever left out in silence.

mod decode;
mod read;
mod report;
mod report_pages;
mod spoiled;

pub use decode::Encoding;
pub use read::{Row, Sheet, pasted};
pub use report::{Fault, MOST_SHOWN, Report};
pub use report_pages::{faults, figures};
pub use spoiled::spoiled;
