//! The schema, one file a migration. A released migration is frozen: a change is a new file.
//! Every migration runs on SQLite and on PostgreSQL, inside one transaction.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

mod m0001_first_light;
mod m0002_game;
mod m0003_accounts;
mod m0004_evaluation;
mod m0005_submission;
mod m0006_register;
mod m0007_vote;
mod m0008_project_order;
mod m0009_integrity;
mod m0010_paper;
mod m0011_role_grant;
mod m0012_frozen;
mod m0013_act_chain;
mod m0014_office_vote;
mod m0015_pulse;
mod m0016_late_entry;
mod m0017_two_people;
mod m0018_publication;
mod m0019_register_files;
mod m0020_comment_once;
mod sql;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_first_light::Migration),
            Box::new(m0002_game::Migration),
            Box::new(m0003_accounts::Migration),
            Box::new(m0004_evaluation::Migration),
            Box::new(m0005_submission::Migration),
            Box::new(m0006_register::Migration),
            Box::new(m0007_vote::Migration),
            Box::new(m0008_project_order::Migration),
            Box::new(m0009_integrity::Migration),
            Box::new(m0010_paper::Migration),
            Box::new(m0011_role_grant::Migration),
            Box::new(m0012_frozen::Migration),
            Box::new(m0013_act_chain::Migration),
            Box::new(m0014_office_vote::Migration),
            Box::new(m0015_pulse::Migration),
            Box::new(m0016_late_entry::Migration),
            Box::new(m0017_two_people::Migration),
            Box::new(m0018_publication::Migration),
            Box::new(m0019_register_files::Migration),
            Box::new(m0020_comment_once::Migration),
        ]
    }
}
