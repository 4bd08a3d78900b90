//! The program seen from outside: every scenario opens a site of its own, walks through its public
//! doors and looks at what a person, an operator or an auditor would see.
//!
//! `cargo test --test suite` runs on SQLite and, when TEST_POSTGRES_URL names a server on which
//! databases may be made, on PostgreSQL too; with CI set, a missing PostgreSQL is a failure.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods)]

mod accounts;
mod acts;
mod bundle;
mod correction;
mod count_command;
mod crash;
mod data;
mod demo;
mod evaluation;
mod faults;
mod game;
mod game_command;
mod harness;
mod house;
mod integrity;
mod linker;
mod mail;
mod oidc;
mod opening;
mod operating;
mod paper;
mod people;
mod planted;
mod project;
mod register;
mod rehearse;
mod resets;
mod result;
mod roles;
mod routes;
mod seal;
mod store;
mod unlinkability;
mod vote;
