//! The demo: three real editions in three phases, and an account for every role.

use std::io::Write;

use anyhow::{Context, anyhow};
use game_rules::pabulib;

use crate::app::App;
use crate::clock::Instant;
use crate::desk::import::{self, Source, Target};
use crate::edition::{self, Phase};
use crate::evaluation::{self, Verdict};
use crate::people::{Role, account, factor, generate_password};
use crate::project;

const DAY: Instant = 24 * 3600;

const CITATION: &str = "Pabulib (pabulib.org): Faliszewski, Flis, Peters, Pierczyński, Skowron, \
                        Stolicki, Szufa, Talmon, Participatory Budgeting: Data, Tools and Analysis, IJCAI 2023";

/// Fills an empty database, telling `out` how it goes. A database that has editions stays as it is.
pub async fn fill(app: &App, out: &mut impl Write) -> anyhow::Result<()> {
    if !edition::all(app.store.read()).await.map_err(anyhow::Error::from)?.is_empty() {
        writeln!(out, "using the demo in {}", app.config.data_dir.display())?;
        writeln!(out, "(passwords were shown when it was made; --fresh begins anew)")?;
        return Ok(());
    }
    for (target, files) in editions(app.clock.now()) {
        writeln!(out, "loading {} {}", target.city, target.title)?;
        let mut sources = Vec::with_capacity(files.len());
        for (file, name) in files {
            let election = pabulib::read(file)
                .map_err(|faults| anyhow!("{}: {:?}", target.slug, faults.first()))?;
            sources.push(Source { election, name: name.map(str::to_owned) });
        }
        let total = sources.len();
        let mut done = 0;
        let imported = import::import(app, &target, &sources, |pool, ballots| {
            done += 1;
            // A closed terminal is no reason to stop loading.
            let _ = writeln!(out, "  {done}/{total} {pool} ({ballots} ballots)");
            let _ = out.flush();
        })
        .await
        .with_context(|| format!("cannot load {}", target.slug))?;
        writeln!(out, "  {} projects, {} ballots", imported.projects, imported.ballots)?;
    }
    accept_some(app).await?;
    accounts(app, out).await
}

type File = (&'static [u8], Option<&'static str>);

fn editions(now: Instant) -> [(Target, Vec<File>); 3] {
    let at = |days: i64| now + days * DAY;
    let target = |slug: &str, city: &str, title: &str, phase, days: [i64; 6]| Target {
        slug: slug.to_owned(),
        city: city.to_owned(),
        title: title.to_owned(),
        language: "pl".to_owned(),
        phase,
        source: CITATION.to_owned(),
        calendar: Phase::ALL
            .into_iter()
            .skip_while(|phase| *phase < Phase::Submission)
            .zip(days.windows(2))
            .map(|(phase, days)| (phase, at(days[0]), at(days[1])))
            .collect(),
    };
    [
        (
            target(
                "wieliczka-2023",
                "Wieliczka",
                "Zielony Milion 2023",
                Phase::Results,
                [-200, -160, -120, -100, -98, 200],
            ),
            vec![(
                include_bytes!("data/Poland_Wieliczka_2023_Green_Budget.pb"),
                Some("Zielony Milion"),
            )],
        ),
        (
            target(
                "brodno-2026",
                "Warszawa-Bródno",
                "Budżet obywatelski 2026",
                Phase::Submission,
                [-10, 25, 85, 99, 103, 400],
            ),
            vec![(include_bytes!("data/Poland_Warszawa_2026_Brodno.pb"), None)],
        ),
        (
            target(
                "czestochowa-2025",
                "Częstochowa",
                "Budżet obywatelski 2025",
                Phase::Voting,
                [-150, -120, -9, 5, 19, 365],
            ),
            vec![
                (include_bytes!("data/Poland_Czestochowa_2025.pb"), None),
                (include_bytes!("data/Poland_Czestochowa_2025_Bleszno.pb"), None),
                (include_bytes!("data/Poland_Czestochowa_2025_Czestochowka_-_Parkitka.pb"), None),
                (include_bytes!("data/Poland_Czestochowa_2025_Dzbow.pb"), None),
                (include_bytes!("data/Poland_Czestochowa_2025_Gnaszyn_-_Kawodrza.pb"), None),
                (include_bytes!("data/Poland_Czestochowa_2025_Kiedrzyn.pb"), None),
                (include_bytes!("data/Poland_Czestochowa_2025_Lisiniec.pb"), None),
                (include_bytes!("data/Poland_Czestochowa_2025_Ostatni_Grosz.pb"), None),
                (include_bytes!("data/Poland_Czestochowa_2025_Stare_Miasto.pb"), None),
                (include_bytes!("data/Poland_Czestochowa_2025_Stradom.pb"), None),
                (include_bytes!("data/Poland_Czestochowa_2025_Trzech_Wieszczow.pb"), None),
                (include_bytes!("data/Poland_Czestochowa_2025_Wrzosowiak.pb"), None),
                (include_bytes!("data/Poland_Czestochowa_2025_Wyczerpy_-_Aniolow.pb"), None),
            ],
        ),
    ]
}

/// In the edition that collects ideas, city hall has been through the first ten already.
async fn accept_some(app: &App) -> anyhow::Result<()> {
    let edition = edition::find(app.store.read(), "brodno-2026").await?;
    for row in project::rows_of_edition(app.store.read(), edition.id, 10).await? {
        let project = project::find(app.store.read(), edition.id, &row.code).await?;
        evaluation::decide(app, &edition, &project, &Verdict::Accepted, None).await?;
    }
    Ok(())
}

async fn accounts(app: &App, out: &mut impl Write) -> anyhow::Result<()> {
    writeln!(out, "accounts (shown once):")?;
    let people = [
        (Role::Resident, "mieszkanka@demo.example", "Ola Nowak"),
        (Role::Clerk, "kancelaria@demo.example", "Maria Sowa"),
        // Who proposes, who approves, and who decides the appeal are three people.
        (Role::Evaluator, "ocena@demo.example", "Piotr Lis"),
        (Role::Evaluator, "zatwierdzanie@demo.example", "Barbara Szpak"),
        (Role::Evaluator, "odwolania@demo.example", "Cezary Dudek"),
        (Role::ReturningOfficer, "komisja@demo.example", "Anna Wrona"),
        (Role::ReturningOfficer, "komisja2@demo.example", "Ewa Czapla"),
        (Role::Registrar, "rejestr@demo.example", "Halina Kruk"),
        (Role::Facilitator, "gra@demo.example", "Jan Kos"),
        (Role::Admin, "administracja@demo.example", "Jan Żuraw"),
    ];
    for (role, email, name) in people {
        let password = generate_password();
        let hash = app.passwords.hash(password.clone()).await?;
        let (now, email, name) = (app.clock.now(), email.to_owned(), name.to_owned());
        let account =
            account::create_as_operator(&app.store, now, email.clone(), name, hash, role).await?;
        writeln!(out, "account {} {email} {password}", role.name())?;
        if role.is_staff() {
            writeln!(out, "  second key {}", factor::enrol_at_once(app, &account).await?)?;
        }
    }
    writeln!(
        out,
        "staff sign in with a code as well: add the second key to an authenticator app,"
    )?;
    writeln!(out, "or ask for the code of now: sakwa code 'otpauth://…'")?;
    Ok(())
}
