//! The Method of Equal Shares: every ballot gets the same money, and a project is bought by those who support it.

use serde::{Deserialize, Serialize};

/// What follows a first run of Equal Shares, which rarely spends the whole budget.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Completion {
    /// Nothing.
    #[default]
    None,
    /// The greedy rule on what is left.
    Utilitarian,
    /// Everybody's money is raised by one unit of currency until the outcome would cost more than the budget.
    Add1,
    /// [`Completion::Add1`], then the greedy rule on what is left.
    Add1u,
}

/// The money everybody begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// The budget divided by the ballots, as a fraction.
    #[default]
    Exact,
    /// The same, rounded down to a whole unit of currency.
    Integral,
}

/// Whether the ballots then choose between Equal Shares and the greedy rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compare {
    /// No.
    #[default]
    None,
    /// By which outcome has more projects that the ballot names.
    Satisfaction,
    /// By which outcome has any such project where the other has none.
    Exclusion,
}
