//! Sakwa: a city sets aside money and residents decide.
//!
//! One room per subject, in the order in which they may know each other: `people`, `edition`,
//! `project`, `submission`, `support`, `discussion`, `evaluation`, `register`, `vote`, `paper`, `integrity`, `seal`, `result`, `home`, `desk`, `rehearsal`, `demo`; and, knowing none of them,
//! two commands over files: `recount`, which counts published elections, and `game_command`, which
//! checks, tries and replays budget games. Each room has its entities,
//! what one can do as a file named by the verb, pages that turn plain data into markup, and routes
//! that extract, call and answer. Below them all, knowing none: `store` (the database), `page` (the
//! face), `text` (the words), `audit`, `clock`, `config`, `error`, `sheet` (tables that people upload), `mail` (the outbox and
//! the task that sends it), `terminal`
//! (what commands over files share), `bundle` (the published vote: its signed log, its files, and
//! `sakwa verify`, which checks them). The rules of money and choice
//! live in the crate `game-rules`, which does no I/O; the schema in `migrations`.
//!
//! Above them, `app` (what handlers share, and the table of routes: each with who may use it), `site`
//! (all rooms put together) and `matrix` (that table, printed).
//!
//! A ballot's way: form → `register` (who may vote) → `vote::routes` → `vote::sheet` (rules of
//! `game_rules::ballot`) → `vote::envelope` (person and choices under the link key) → `vote::casting`
//! → `store::Group` (one transaction, one fsync for many) → receipt. Its leaf goes to the log of
//! `seal`, in a batch; after the close `seal` opens the envelopes, destroys the key, and only then
//! `result` counts.

pub mod app;
pub mod audit;
pub mod bundle;
pub mod clock;
pub mod config;
pub mod demo;
pub mod desk;
pub mod discussion;
pub mod edition;
pub mod error;
pub mod evaluation;
pub mod game;
pub mod game_command;
pub mod health;
pub mod home;
pub mod integrity;
pub mod mail;
pub mod matrix;
pub mod page;
pub mod paper;
pub mod people;
pub mod project;
pub mod recount;
pub mod register;
pub mod rehearsal;
pub mod result;
pub mod seal;
pub mod sheet;
pub mod site;
pub mod store;
pub mod submission;
pub mod support;
mod terminal;
pub mod text;
pub mod vote;
