//! Every rule of money and choice in a participatory budget, as pure functions: no clock, no randomness of their own, no
//! files beyond bytes given and a writer to fill. The same input gives the same output, on any machine, so whoever
//! doubts a result can compute it again.
//!
//! - [`money`]: amounts as whole minor units. Nothing here is ever rounded.
//! - [`ballot`]: what voters may choose, why a ballot is refused, and the bytes and receipt of a cast one.
//! - [`pabulib`]: elections as cities publish them, read and written.
//! - [`count`]: from ballots to winners, with a reason for every project.
//! - [`log`]: the Merkle tree over cast ballots, its proofs and its signed checkpoints.
//! - [`game`]: the budget game, played at tables before the vote: rule files, the engine, its results.
//!
//! A count walks through them in this order: [`pabulib::read`] gives an [`Election`](pabulib::Election);
//! [`Profile::of`](count::Profile::of) keeps its ballots, equal ones once, and adds them up in a
//! [`Tally`](count::Tally); [`Declared`](count::Declared) tells its rule; [`count`](count::count()) finds the winners. The
//! platform fills a profile from its own ballots instead. Several pools in sequence are one
//! [`cascade`](count::cascade()); what a loser lacked is told by
//! [`what_would_have_won`](count::what_would_have_won) and, where voters' money is followed, by
//! [`what_would_have_won_again`](count::what_would_have_won_again). Projects are indices throughout: marks, candidates,
//! tallies and outcomes of one pool share them.
//!
//! Decisions never touch floating point, and ties are settled by an order that is an input. What is refused is a value
//! with a stable `code()` and the figures a sentence needs; its `Display` is that sentence in English.

pub mod ballot;
pub mod count;
pub mod game;
pub mod log;
pub mod money;
pub mod pabulib;

pub use money::Money;
