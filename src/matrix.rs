//! Who may use which route, as a table for people and as JSON for programs, read from the router's
//! own declarations.

use std::io::{self, Write};

use serde::Serialize;

use crate::app::{Access, Route};
use crate::people::Role;
use crate::terminal::{Align, Table, write_json};

/// Somebody at the door: nobody known, or a role. A resident is anybody signed in.
const EVERYBODY: [Option<Role>; 10] = [
    None,
    Some(Role::Resident),
    Some(Role::Facilitator),
    Some(Role::Observer),
    Some(Role::Clerk),
    Some(Role::Evaluator),
    Some(Role::ReturningOfficer),
    Some(Role::Registrar),
    Some(Role::Auditor),
    Some(Role::Admin),
];

#[derive(Serialize)]
struct Row<'a> {
    method: &'a str,
    path: &'a str,
    /// `public`, `person` (signed in) or `staff`.
    access: &'static str,
    /// Who gets in, by name; `anonymous` is nobody known.
    may: Vec<String>,
}

fn name(who: Option<Role>) -> String {
    who.map_or_else(|| "anonymous".to_owned(), Role::name)
}

/// The routes by path and method.
fn sorted(mut table: Vec<Route>) -> Vec<Route> {
    table.sort_by_key(|route| (route.path, route.method.as_str().to_owned()));
    table
}

/// One line a route, one column for everybody.
pub fn write_table(out: &mut impl Write, table: Vec<Route>) -> io::Result<()> {
    // Words would make the table three screens wide; four letters tell all of them apart.
    let head = |who| name(who).replace("ing_officer", "").chars().take(4).collect::<String>();
    let mut shown = Table::new(&[Align::Left; 12]);
    shown.row(["METHOD".to_owned(), "ROUTE".to_owned()].into_iter().chain(EVERYBODY.map(head)));
    for route in sorted(table) {
        let cells = EVERYBODY.map(|who| if route.access.allows(who) { "yes" } else { "-" });
        shown.row([route.method.as_str(), route.path].into_iter().chain(cells));
    }
    shown.write(out)?;
    let names: Vec<String> =
        EVERYBODY.map(|who| format!("{} {}", head(who), name(who))).into_iter().collect();
    writeln!(out, "\n{}", names.join(" · "))
}

/// The same as an array of objects.
pub fn write_as_json(out: &mut impl Write, table: Vec<Route>) -> io::Result<()> {
    let table = sorted(table);
    let rows: Vec<Row<'_>> = table
        .iter()
        .map(|route| Row {
            method: route.method.as_str(),
            path: route.path,
            access: match route.access {
                Access::Public => "public",
                Access::Person => "person",
                Access::Staff(_) => "staff",
            },
            may: EVERYBODY.into_iter().filter(|who| route.access.allows(*who)).map(name).collect(),
        })
        .collect();
    write_json(out, &rows)
}
