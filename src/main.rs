//! The command line of Sakwa.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Parser, Subcommand};
use game_rules::pabulib;
use sakwa::app::App;
use sakwa::clock::Clock;
use sakwa::config::Config;
use sakwa::desk::import::{self, Source, Target};
use sakwa::edition::{self, Phase};
use sakwa::mail::{self, Post};
use sakwa::people::{self, Passwords, Role, account, generate_password};
use sakwa::store::{self, Store};
use sakwa::{
    bundle, demo, desk, discussion, evaluation, game_command, health, integrity, matrix, paper,
    recount, register, rehearsal, seal, site, support, vote,
};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Participatory budgeting for a city: propose, evaluate, vote, count, publish
#[derive(Parser)]
#[command(version, about, arg_required_else_help = true)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Answer requests
    Serve {
        #[command(flatten)]
        config: Config,
    },
    /// Load three real editions into an embedded database and answer requests
    Demo {
        #[command(flatten)]
        config: Config,
        /// Begin anew
        #[arg(long)]
        fresh: bool,
    },
    /// Make an edition of Pabulib files, one pool a file
    Import {
        #[command(flatten)]
        config: Config,
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Path segment of the edition; by default from the first file
        #[arg(long)]
        edition: Option<String>,
        /// By default the file's `unit`
        #[arg(long)]
        city: Option<String>,
        /// By default the file's `description` and `instance`
        #[arg(long)]
        title: Option<String>,
        /// preparation, submission, evaluation, voting, or results: counted and published at once. How
        /// projects are decided is set on the desk while an edition is in preparation, and not later
        #[arg(long, default_value = "results")]
        phase: String,
        /// How long the voting is open, with --phase voting
        #[arg(long, default_value_t = 14)]
        days: u32,
    },
    /// Count published elections again, by their own rule or by others
    Count(recount::Args),
    /// Check a published vote: its log, its ballots, its winners
    Verify(bundle::Args),
    /// Choose, check and try the rules of a budget game, and replay what was played
    Game(game_command::Args),
    /// Repeat a published draw of ballot numbers
    Draw {
        /// `draw.json` as the edition publishes it
        file: PathBuf,
    },
    /// Write a pool of a decided edition as a Pabulib file
    Export {
        #[command(flatten)]
        config: Config,
        edition: String,
        pool: String,
        /// Where to; by default standard output
        #[arg(long, short)]
        output: Option<PathBuf>,
    },
    /// Make an account for city hall and show its password once
    Account {
        #[command(flatten)]
        config: Config,
        /// resident, facilitator, observer, clerk, evaluator, returning_officer, registrar, auditor, admin
        role: String,
        email: String,
        name: String,
    },
    /// Remove the second key of an account at once, where no two admins can: its owner is written to
    FactorForget {
        #[command(flatten)]
        config: Config,
        email: String,
    },
    /// Show who may use which route
    Routes {
        /// An array of objects for programs
        #[arg(long)]
        json: bool,
    },
    /// Divide the link key of a vote among the committee, or put it back from two shares
    LinkKey {
        #[command(flatten)]
        config: Config,
        #[command(subcommand)]
        act: LinkKeyAct,
    },
    /// Follow the chain of city hall's acts: whether all are still what they were
    Acts {
        #[command(flatten)]
        config: Config,
        /// A `checkpoints.txt` that somebody kept; those in the database are looked at anyway
        #[arg(long)]
        checkpoint: Vec<PathBuf>,
    },
    /// Play the vote of an edition with synthetic people, in a copy, and check what comes of it
    Rehearse {
        #[command(flatten)]
        config: Config,
        #[command(flatten)]
        args: rehearsal::Args,
    },
    /// Show the code of now for an otpauth:// address, as an authenticator app would
    Code { address: String },
}

#[derive(Subcommand)]
enum LinkKeyAct {
    /// Print three shares, one for each member of the committee; any two give the key back
    Split { edition: String },
    /// Read shares from standard input, one a line, and put the key into the data directory
    Restore { edition: String },
}

fn main() -> ExitCode {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let command = match Args::parse().command {
        Command::Draw { file } => return repeat_draw(&file, &mut out),
        Command::Count(args) => return recount::run(&args, &mut out, &mut std::io::stderr()),
        Command::Routes { json } => {
            let write = if json { matrix::write_as_json } else { matrix::write_table };
            return match write(&mut out, site::routes().table).and_then(|()| out.flush()) {
                Ok(()) => ExitCode::SUCCESS,
                Err(_) => ExitCode::FAILURE,
            };
        }
        Command::Verify(args) => return bundle::run(&args, &mut out, &mut std::io::stderr()),
        Command::Game(args) => return game_command::run(&args, &mut out, &mut std::io::stderr()),
        command => command,
    };
    drop(out);
    without_core_files();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let result =
        runtime.map_err(anyhow::Error::from).and_then(|runtime| runtime.block_on(run(command)));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "sakwa: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// What is in memory, the link keys of open votes above all, is never written to a core file.
fn without_core_files() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    if let Err(error) = setrlimit(Resource::Core, none) {
        let _ = writeln!(std::io::stderr(), "sakwa: core files cannot be turned off: {error}");
    }
}

/// Prints every pool in the drawn order; 1 when the file cannot be read, 3 when something in it is
/// not what its seed gives.
fn repeat_draw(file: &Path, out: &mut impl Write) -> ExitCode {
    let bytes = match std::fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "sakwa: {}: {error}", file.display());
            return ExitCode::FAILURE;
        }
    };
    match evaluation::draw::verify(&bytes) {
        Ok(published) => {
            for pool in &published.ballot {
                for (number, project) in (1..).zip(&pool.projects) {
                    let _ = writeln!(out, "{} {number} {project}", pool.pool);
                }
            }
            ExitCode::SUCCESS
        }
        Err(fault) => {
            let _ = writeln!(std::io::stderr(), "sakwa: {}: {fault}", file.display());
            ExitCode::from(3)
        }
    }
}

async fn run(command: Command) -> anyhow::Result<()> {
    match command {
        // They need neither a database nor a runtime, and have exit codes of their own.
        Command::Count(_)
        | Command::Verify(_)
        | Command::Game(_)
        | Command::Routes { .. }
        | Command::Draw { .. } => Ok(()),
        Command::Serve { config } => {
            log_requests();
            let (config, listener) = listen(config).await?;
            let post = Post::of(&config)?;
            let _only = only_server(&config)?;
            let app = open(config).await?;
            app.store.beat(&app.clock).await?;
            serve(app, listener, post).await
        }
        Command::Demo { mut config, fresh } => {
            log_requests();
            if config.database_url.is_none() && config.data_dir == Path::new("data") {
                config.data_dir = PathBuf::from("data/demo");
            }
            let _only = only_server(&config)?;
            if fresh {
                forget(&config)?;
            }
            let (config, listener) = listen(config).await?;
            let post = Post::of(&config)?.unwrap_or(Post::Terminal);
            let app = open(config).await?;
            demo::fill(&app, &mut std::io::stdout()).await?;
            // A demonstration may lie for months between two evenings, and no vote hangs on its clock.
            let tx = app.store.begin().await?;
            app.store.settle(&tx, &app.clock).await?;
            tx.commit().await?;
            serve(app, listener, Some(post)).await
        }
        Command::Import { config, files, edition, city, title, phase, days } => {
            let phase = Phase::ALL
                .into_iter()
                .find(|known| known.name() == phase && *known != Phase::Counting)
                .context("--phase is preparation, submission, evaluation, voting or results")?;
            let sources = read_all(&files)?;
            let app = open(config).await?;
            let target = target(&app, &sources, edition, city, title, phase, days);
            let mut out = std::io::stdout();
            let imported = import::import(&app, &target, &sources, |pool, ballots| {
                let _ = writeln!(out, "{pool}: {ballots} ballots");
            })
            .await
            .map_err(|error| match error.key() {
                "import-slug-taken" => {
                    anyhow::anyhow!(
                        "there is an edition {} already; choose another --edition",
                        target.slug
                    )
                }
                "import-not-votable" => {
                    anyhow::anyhow!("graded ballots can be imported, not yet opened for voting")
                }
                _ => error.into(),
            })?;
            let mut out = std::io::stdout();
            writeln!(
                out,
                "edition {}: {} pools, {} projects, {} ballots",
                target.slug, imported.pools, imported.projects, imported.ballots
            )?;
            app.close().await
        }
        Command::Export { config, edition, pool, output } => {
            let app = open_existing(config).await?;
            let db = app.store.read();
            let found = edition::find(db, &edition).await.context("no such edition")?;
            desk::export::published(&found).context("the edition's results are not published")?;
            let pools = edition::pool::of_edition(db, found.id).await?;
            let pool = pools.iter().find(|known| known.code == pool).context("no such pool")?;
            let bytes = desk::export::pabulib(db, &found, pool).await?;
            match output {
                Some(path) => std::fs::write(&path, bytes)
                    .with_context(|| format!("cannot write {}", path.display()))?,
                None => std::io::stdout().write_all(&bytes)?,
            }
            app.close().await
        }
        Command::Acts { config, checkpoint } => {
            let mut kept = Vec::new();
            for path in &checkpoint {
                let note = std::fs::read_to_string(path)
                    .with_context(|| format!("cannot read {}", path.display()))?;
                kept.extend(seal::log::acts_in(&note));
            }
            let app = open_existing(config).await?;
            let checked = desk::acts::check(app.store.read(), &kept).await?;
            app.close().await?;
            match checked {
                Ok(head) => writeln!(std::io::stdout(), "whole: {}", head.line())?,
                Err(fault) => bail!("{fault}"),
            }
            Ok(())
        }
        Command::Account { config, role, email, name } => {
            let role = Role::parse(&role).context("no such role")?;
            let email = account::normal_email(&email).context("that is no e-mail address")?;
            let app = open_existing(config).await?;
            let password = generate_password();
            let hash = app.passwords.hash(password.clone()).await?;
            let now = app.clock.now();
            account::create_as_operator(&app.store, now, email.clone(), name, hash, role)
                .await
                .context("the account was not made")?;
            writeln!(std::io::stdout(), "account {} {email} {password}", role.name())?;
            app.close().await
        }
        Command::FactorForget { config, email } => {
            let email = account::normal_email(&email).context("that is no e-mail address")?;
            let app = open(config).await?;
            let found = account::by_email(app.store.read(), &email).await?;
            let found = found.context("no account has this address")?;
            let forgotten = people::reset::by_operator(&app, &found).await;
            app.close().await?;
            forgotten.context("the account has no second key")
        }
        Command::LinkKey { config, act } => {
            let app = open_existing(config).await?;
            let result = link_key(&app, act).await;
            app.close().await?;
            result
        }
        Command::Rehearse { config, args } => {
            let app = open_existing(config).await?;
            let doors = rehearsal::Doors(site::service);
            let played = rehearsal::run(&app, &args, doors, &mut std::io::stdout()).await;
            app.close().await?;
            played
        }
        Command::Code { address } => {
            let code = people::factor::code_of(&address, Clock::default().now());
            writeln!(std::io::stdout(), "{}", code.context("that is no otpauth:// address")?)?;
            Ok(())
        }
    }
}

/// Shares pass through standard input and output: arguments are seen by everybody on the machine.
async fn link_key(app: &App, act: LinkKeyAct) -> anyhow::Result<()> {
    let (LinkKeyAct::Split { edition } | LinkKeyAct::Restore { edition }) = &act;
    let edition = edition::find(app.store.read(), edition).await.context("no such edition")?;
    let opening = vote::opening::of(app.store.read(), edition.id).await?;
    let opening = opening.context("its voting has not opened")?;
    anyhow::ensure!(opening.sealed_at.is_none(), "the vote is sealed and its key destroyed");
    if matches!(act, LinkKeyAct::Split { .. }) {
        let secret = app.keys.secret(edition.id)?.context("its link key is not on this machine")?;
        for share in vote::shares::split(&secret) {
            writeln!(std::io::stdout(), "{share}")?;
        }
        return Ok(desk::acts::of_operator(app, &edition, "operator-key-split").await?);
    }
    let lines: Vec<String> = std::io::stdin()
        .lines()
        .collect::<Result<Vec<String>, _>>()?
        .into_iter()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let secret = vote::shares::join(&lines)?;
    anyhow::ensure!(
        vote::commitment(&secret)[..] == opening.key_hash[..],
        "these are not shares of the key of this vote"
    );
    app.keys.restore(edition.id, &secret)?;
    desk::acts::of_operator(app, &edition, "operator-key-restored").await?;
    writeln!(std::io::stdout(), "the link key is back in its place")?;
    Ok(())
}

async fn open(config: Config) -> anyhow::Result<App> {
    App::open(config, Clock::default(), Passwords::new()?).await
}

/// The database that is there, for commands that make none.
async fn open_existing(config: Config) -> anyhow::Result<App> {
    Store::refuse_absent(&config.database_url()).await?;
    open(config).await
}

/// Keeps a second server from the embedded database, for as long as the value lives: each would take
/// the other's live games and link keys for its own, and SQLite has one writer.
fn only_server(config: &Config) -> anyhow::Result<Option<std::fs::File>> {
    if config.database_url.is_some() {
        return Ok(None);
    }
    config.make_data_dir()?;
    let path = config.data_dir.join("serving.lock");
    let file = std::fs::OpenOptions::new().create(true).append(true).open(&path);
    let file = file.with_context(|| format!("cannot open {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(std::fs::TryLockError::WouldBlock) => bail!(
            "another server answers from {}: SQLite is for one node, --database-url for several",
            config.data_dir.display()
        ),
        Err(std::fs::TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("cannot lock {}", path.display()))
        }
    }
}

fn log_requests() {
    use tracing_subscriber::{EnvFilter, fmt};
    let filter = EnvFilter::try_from_env("SAKWA_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
}

/// Takes the port, so that the settings name the one that was free.
async fn listen(mut config: Config) -> anyhow::Result<(Config, tokio::net::TcpListener)> {
    let listener = tokio::net::TcpListener::bind(config.listen)
        .await
        .with_context(|| format!("cannot listen on {}", config.listen))?;
    config.listen = listener.local_addr()?;
    Ok((config, listener))
}

async fn serve(
    app: App,
    listener: tokio::net::TcpListener,
    post: Option<Post>,
) -> anyhow::Result<()> {
    rehearsal::clear(&app.config.data_dir)?;
    vote::opening::note_settings(&app.store, &app.config).await?;
    writeln!(std::io::stdout(), "listening on http://{}", listener.local_addr()?)?;
    let sweeper = tokio::spawn(sweep(app.clone()));
    let keeper = tokio::spawn(keep_calendars(app.clone()));
    let herald = tokio::spawn(tell_followers(app.clone()));
    let store = app.store.clone();
    let copier = tokio::spawn(async move { store.keep_log_short().await });
    let postman = post.map(|post| app.postman(post).start());
    let service =
        site::service(app.clone()).into_make_service_with_connect_info::<std::net::SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop()).await?;
    sweeper.abort();
    keeper.abort();
    herald.abort();
    copier.abort();
    if let Some(postman) = postman {
        postman.stop().await;
    }
    app.close().await
}

/// Removes ended sessions and links, lists of signatures whose day has come, and letters refused
/// long ago, hourly.
async fn sweep(app: App) {
    let mut hours = tokio::time::interval(std::time::Duration::from_secs(3600));
    loop {
        hours.tick().await;
        app.passwords.forget_attempts();
        app.throttle.forget();
        let now = match store::now(app.store.read(), &app.clock).await {
            Ok(now) => now,
            Err(error) => {
                tracing::warn!(%error, "the hour is not known, nothing was swept");
                continue;
            }
        };
        let swept = [
            people::sweep(&app.store, now).await,
            register::sweep(&app.store, now).await,
            mail::sweep(&app.store, now).await,
        ];
        for swept in swept {
            if let Err(error) = swept {
                tracing::warn!(%error, "what has ended was not swept");
            }
        }
    }
}

/// Begins and ends phases at their hour, within twenty seconds of it.
async fn keep_calendars(app: App) {
    let mut ticks = tokio::time::interval(std::time::Duration::from_secs(20));
    loop {
        ticks.tick().await;
        health::log(&health::look(&app).await);
        if let Err(error) = desk::keep_calendars(&app).await {
            tracing::warn!(%error, "calendars were not kept");
        }
        if let Err(error) = people::reset::keep(&app).await {
            tracing::warn!(%error, "second keys that are lost were not forgotten");
        }
        if let Err(error) = paper::resume_all(&app).await {
            tracing::warn!(%error, "cards from paper were not cast");
        }
        if let Err(error) = seal::keep(&app).await {
            tracing::warn!(%error, "the ballot log was not kept");
        }
        if let Err(error) = integrity::send_letters(&app).await {
            tracing::warn!(%error, "letters about challenges were not queued");
        }
        if let Err(error) = support::sweep(&app).await {
            tracing::warn!(%error, "lists of signatures were not swept");
        }
    }
}

/// Queues letters about what happened to followed projects, each minute.
async fn tell_followers(app: App) {
    let mut minutes = tokio::time::interval(std::time::Duration::from_secs(60));
    loop {
        minutes.tick().await;
        if let Err(error) = discussion::tell_followers(&app).await {
            tracing::warn!(%error, "followers were not told");
        }
    }
}

/// Resolves when the operator or the system asks to stop.
async fn stop() {
    let interrupt = tokio::signal::ctrl_c();
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = interrupt => {}
        _ = terminate => {}
    }
}

/// Removes the demo's database and key, and nothing else that may lie in the directory.
fn forget(config: &Config) -> anyhow::Result<()> {
    if config.database_url.is_some() {
        bail!("--fresh empties the embedded database only; drop the PostgreSQL database yourself");
    }
    for name in ["sakwa.db", "sakwa.db-wal", "sakwa.db-shm", "person.key"] {
        match std::fs::remove_file(config.data_dir.join(name)) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(|| format!("cannot remove {name}")),
        }
    }
    let Ok(files) = std::fs::read_dir(&config.data_dir) else { return Ok(()) };
    for file in files {
        let file = file?;
        // Of votes that are no more.
        if file.file_name().to_str().is_some_and(|name| {
            name.starts_with("link-") && name.ends_with(".key")
                || name.starts_with("bundle-") && name.ends_with(".zip")
                || name.starts_with("rehearsal-")
        }) {
            std::fs::remove_file(file.path())?;
        }
    }
    Ok(())
}

/// Reads every file and reports every fault of all of them before anything is stored.
fn read_all(files: &[PathBuf]) -> anyhow::Result<Vec<Source>> {
    let mut sources = Vec::with_capacity(files.len());
    let mut faulty = 0;
    for path in files {
        let bytes =
            std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        match pabulib::read(&bytes) {
            Ok(election) => sources.push(Source { election, name: None }),
            Err(faults) => {
                faulty += faults.len();
                for fault in faults {
                    writeln!(
                        std::io::stderr(),
                        "{}:{}:{}: {}",
                        path.display(),
                        fault.line,
                        fault.column,
                        fault.kind
                    )?;
                }
            }
        }
    }
    if faulty > 0 {
        bail!("nothing was imported ({faulty} mistakes)");
    }
    Ok(sources)
}

fn target(
    app: &App,
    sources: &[Source],
    slug: Option<String>,
    city: Option<String>,
    title: Option<String>,
    phase: Phase,
    days: u32,
) -> Target {
    let meta = sources.first().map(|source| &source.election.meta);
    let said =
        |key: &str| meta.and_then(|meta| meta.get(key)).unwrap_or_default().trim().to_owned();
    let city = city.unwrap_or_else(|| said("unit"));
    let title = title.unwrap_or_else(|| format!("{} {}", said("description"), said("instance")));
    let slug = slug.unwrap_or_else(|| import::slug(&format!("{city} {}", said("instance"))));
    let now = app.clock.now();
    let day = 24 * 3600;
    let open = i64::from(days) * day;
    // The phase asked for is open from now on; what comes before it has passed.
    let preparing = phase == Phase::Preparation;
    let begin = if preparing { now + 30 * day } else { now - 60 * day };
    let submitting = match phase {
        Phase::Preparation => begin + 30 * day,
        Phase::Submission => now + open,
        _ => now - 30 * day,
    };
    // A month of evaluation, and another for appeals.
    let between = if preparing { 60 } else { 30 };
    let voting = if phase >= Phase::Voting { now - 1 } else { submitting.max(now) + between * day };
    let calendar =
        vec![(Phase::Submission, begin, submitting), (Phase::Voting, voting, voting + open)];
    let language = match said("language") {
        said if said.is_empty() => "pl".to_owned(),
        said => said,
    };
    Target { slug, city, title, language, phase, source: String::new(), calendar }
}
