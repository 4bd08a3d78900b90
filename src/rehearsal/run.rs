//! The rehearsal from its copy to its report.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use chrono::Datelike;
use game_rules::log::Note;
use rand::RngExt;
use sea_orm::EntityTrait;
use sea_orm::PaginatorTrait;

use super::checks::{self, Evidence};
use super::city::{City, Entry, PaperCard, of_child, on_card};
use super::copy::{self, Original};
use super::robot::{Guardian, Habit, Robot, Robots, together};
use super::routes::Doors;
use super::stage::{Progress, Stage, Step};
use super::town::Town;
use super::{FEWEST, Report};
use crate::app::App;
use crate::clock::{Clock, Instant, warsaw};
use crate::config::Config;
use crate::desk;
use crate::edition::{self, Edition, Phase, phase};
use crate::error::Error;
use crate::integrity;
use crate::paper;
use crate::people::Passwords;
use crate::register::Policy;
use crate::seal;
use crate::vote::{envelopes, leaf, leaf_queue, replaced};

/// What to rehearse.
#[derive(Clone, Debug)]
pub struct Plan {
    /// At least [`FEWEST`].
    pub voters: usize,
    /// The same seed, the same choices and habits.
    pub seed: u64,
}

/// What a rehearsal leaves.
pub struct Rehearsed {
    pub report: Report,
    /// The published vote of the copy, a ZIP archive.
    pub bundle: Vec<u8>,
}

/// So many days of voting are played, with a part of the voters each.
const DAYS: usize = 12;
/// Cards of one batch.
const CARDS: usize = 200;
const WORDS: &str = "Próba: to mój głos, oddany z domu.";

/// Copies an edition, votes in the copy, seals, counts, publishes and checks it. The copy is gone when
/// this returns, whatever came of it.
///
/// # Errors
/// The edition cannot be rehearsed, another rehearsal runs, or a step of the vote did not do what it
/// does for a voter or an officer.
pub async fn rehearse(
    original: &App,
    edition: &str,
    plan: &Plan,
    doors: Doors,
    progress: &Progress,
) -> Result<Rehearsed> {
    ensure!(plan.voters >= FEWEST, "a rehearsal takes at least {FEWEST} voters");
    let source = copy::find(original.store.read(), edition).await?;
    let read = Original::read(original.store.read(), &source).await?;
    let state = desk::rehearsed::state(original.store.read(), &source).await?;
    progress.at(Step::Copying, 0, 1);
    let stage = Stage::take(&original.config.data_dir)?;
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    let config = Config {
        data_dir: stage.folder().to_owned(),
        listen: address,
        // Robots come from networks of their own; the log of the copy has a name that is nobody's.
        client_ip: axum_client_ip::ClientIpSource::RightmostXForwardedFor,
        public_url: Some("http://rehearsal.invalid".to_owned()),
        ..Config::default()
    };
    let clock = Clock::standing(original.clock.now());
    // Nobody outside knows these people: their passwords may be cheap.
    let app = App::open(config, clock, Passwords::weak()?).await?;
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let service = (doors.0)(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service).with_graceful_shutdown(async {
        // Also when nobody is left to say it.
        let _ = stopped.await;
    });
    let server = tokio::spawn(server.into_future());
    let base: Arc<str> = format!("http://{address}").into();
    let before = read.digest();
    let played = play(&app, &read, base, plan, progress).await;
    let _ = stop.send(());
    let patience = Duration::from_secs(5);
    let abort = server.abort_handle();
    if tokio::time::timeout(patience, server).await.is_err() {
        abort.abort();
    }
    app.close().await?;
    drop(stage);
    let mut rehearsed = played?;
    rehearsed.report.state = state;
    let source = edition::find(original.store.read(), edition).await?;
    let after = Original::read(original.store.read(), &source).await?.digest();
    rehearsed.report.checks.push(checks::equal("original", before, after));
    Ok(rehearsed)
}

/// What lies in the box and waits for the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored {
    pub envelopes: u64,
    pub leaves: u64,
    pub replaced: u64,
}

impl Stored {
    async fn of(app: &App) -> Result<Self> {
        let db = app.store.read();
        let waiting = leaf_queue::Entity::find().count(db).await?;
        Ok(Self {
            envelopes: envelopes::Entity::find().count(db).await?,
            leaves: leaf::Entity::find().count(db).await? + waiting,
            replaced: replaced::Entity::find().count(db).await?,
        })
    }
}

/// What came of an officer who wanted to close the voting before its hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Early {
    /// How often one officer alone was let through.
    pub alone: u64,
    /// Proposals that the second officer refused.
    pub refused: u64,
    /// The voting goes on, until the hour that was announced.
    pub goes_on: bool,
}

/// What was refused, and what it nevertheless stored.
#[derive(Default)]
pub struct Refusals {
    pub tried: BTreeMap<&'static str, u64>,
    pub refused: u64,
    pub stored: u64,
}

impl Refusals {
    fn note(&mut self, what: &'static str, status: u16) {
        *self.tried.entry(what).or_default() += 1;
        self.refused += u64::from((400..500).contains(&status));
    }

    async fn compare(&mut self, app: &App, before: Stored) -> Result<()> {
        self.stored += u64::from(Stored::of(app).await? != before);
        Ok(())
    }
}

/// What the tasks of a running site do from time to time; while the database is busy they wait.
async fn keep(app: &App) -> Result<()> {
    for _ in 0..5 {
        match keep_now(app).await {
            Err(Error::Busy { retry_after }) => {
                tokio::time::sleep(Duration::from_secs(retry_after.into())).await;
            }
            kept => return Ok(kept?),
        }
    }
    Ok(keep_now(app).await?)
}

async fn keep_now(app: &App) -> Result<(), Error> {
    desk::keep_calendars(app).await?;
    seal::keep(app).await?;
    integrity::send_letters(app).await?;
    Ok(())
}

async fn play(
    app: &App,
    original: &Original,
    base: Arc<str>,
    plan: &Plan,
    progress: &Progress,
) -> Result<Rehearsed> {
    let at = app.clock.now();
    let (edition, policy) = original.write(app).await?;
    let town = Arc::new(Town::read(app, &edition, base, plan.seed).await?);
    let city = City::new(app, &edition).await?;
    let homes = homes(&town, plan.voters);
    // A guardian finds a child of the register only where it says names and years.
    let with_children = policy.children > 0 && policy.knows_children();
    let habit = |number| match habit(number, plan.voters) {
        Habit::Child if !with_children => Habit::Plain,
        habit => habit,
    };
    let born = warsaw(at).year() - 10;
    let entries = homes.iter().enumerate().map(|(number, place)| Entry {
        area: place.map_or("", |place| &*town.grounds[place].area).to_owned(),
        born: (habit(number) == Habit::Child).then_some(born),
        contact: match habit(number) {
            Habit::Both => format!("voter-{number}@rehearsal.invalid"),
            _ => String::new(),
        },
    });
    city.keep_register(&town, &policy, &entries.collect::<Vec<_>>()).await?;
    let tell = |done| progress.at(Step::Codes, done, plan.voters);
    let codes = city.print_codes(&town, plan.voters, tell).await?;
    let robots: Robots = codes
        .iter()
        .zip(homes)
        .zip(0..)
        .map(|((code, place), number)| {
            let area = place.map(|place| town.grounds[place].code.clone());
            let mut robot = Robot::new(&town, number, habit(number), code.clone(), area);
            // The neighbour is the guardian.
            robot.guardian = (robot.habit == Habit::Child).then(|| Guardian {
                code: codes[number - 1].clone(),
                child: of_child(&policy, number, born),
            });
            robot
        })
        .collect();
    city.set_paper_policy(&town, original.paper).await?;
    city.move_on(&town).await?;
    keep(app).await?;

    let mut voting = Voting {
        app,
        edition: &edition,
        town: &town,
        refusals: Refusals::default(),
        voted: Vec::with_capacity(robots.len()),
        late: Robots::new(),
        by_card: Robots::new(),
        kept: Vec::new(),
    };
    voting.all_days(robots, progress).await?;
    progress.at(Step::Excluding, 0, 1);
    voting.correct(&city, &policy).await?;
    voting.add_late(&city, &policy).await?;
    let excluded = voting.exclude(&city).await?;
    let early = voting.close_early(&city).await?;
    voting.close(&city).await?;
    voting.read_cards(&city, &policy, original.paper).await?;
    let Voting { refusals, voted: robots, kept, .. } = voting;
    let in_box = Stored::of(app).await?;

    progress.at(Step::Sealing, 0, 1);
    // Whoever was challenged has time to appeal.
    if let Some(until) =
        integrity::appeals_until(app.store.read(), edition.id, app.clock.now()).await?
    {
        app.clock.set(until + 1);
    }
    city.seal(&town).await?;
    city.publish(&town).await?;
    progress.at(Step::Checking, 0, 1);
    let bundle = city.published(&town, "bundle.zip").await?.body;
    let mut files = BTreeMap::new();
    for ground in &town.grounds {
        let file = format!("pools/{}.pb", ground.code);
        if let Ok(published) = city.published(&town, &file).await {
            files.insert(ground.code.clone(), published.body);
        }
    }
    let hand = seal::log::hand(app, app.store.read(), &edition).await?;
    let evidence = Evidence {
        app,
        edition: &edition,
        town: &town,
        robots: &robots,
        excluded,
        refusals: &refusals,
        in_box,
        early,
        bundle: &bundle,
        files: &files,
        kept,
        key: hand.signer.verifier_key().print(),
        has_register: policy.by.is_some(),
        paper_wins: original.paper.replaces(false),
    };
    let checks = checks::all(&evidence).await?;
    let did = checks::did(&evidence);
    let (edition, seed) = (edition.slug.clone(), plan.seed);
    let report = Report { edition, at, seed, state: String::new(), did, checks };
    Ok(Rehearsed { report, bundle })
}

/// Where everybody lives: one in eight nowhere, where the city has a pool of its own.
fn homes(town: &Town, voters: usize) -> Vec<Option<usize>> {
    let districts: Vec<usize> = (0..town.grounds.len())
        .filter(|&place| {
            let ground = &town.grounds[place];
            ground.district.is_some() && !ground.projects.is_empty()
        })
        .collect();
    let citywide =
        town.grounds.iter().any(|ground| ground.district.is_none() && !ground.projects.is_empty());
    let of_crowd = districts.first().copied();
    (0..voters)
        .map(|number| match habit(number, voters) {
            Habit::OneHand => of_crowd,
            _ if citywide && number % 8 == 7 => None,
            _ if districts.is_empty() => None,
            // Larger and smaller districts.
            _ => {
                let random = &mut town.chance(number + voters);
                let two = [0, 1].map(|_| random.random_range(0..districts.len()));
                Some(districts[two[0].min(two[1])])
            }
        })
        .collect()
}

/// Among a hundred voters: twelve change their mind, six press twice, five vote on two devices, five
/// want too much, three come late, five vote on paper, three on paper as well, three are robbed of their
/// vote, three are children; and a crowd of at least twenty-two votes alike.
fn habit(number: usize, voters: usize) -> Habit {
    let crowd = (voters / 20).max(22);
    if number < crowd {
        return Habit::OneHand;
    }
    match number * 37 % 100 {
        0..12 => Habit::ChangesMind,
        12..18 => Habit::Double,
        18..23 => Habit::TwoDevices,
        23..28 => Habit::TooMuch,
        28..31 => Habit::Late,
        31..36 => Habit::Paper,
        36..39 => Habit::Both,
        39..42 => Habit::Robbed,
        50..53 => Habit::Child,
        _ => Habit::Plain,
    }
}

/// The voting of the copy, day by day.
struct Voting<'a> {
    app: &'a App,
    edition: &'a Edition,
    town: &'a Arc<Town>,
    refusals: Refusals,
    voted: Robots,
    /// Who comes in the last minutes and presses too late.
    late: Robots,
    /// Who votes on paper alone.
    by_card: Robots,
    /// A checkpoint that somebody kept.
    kept: Vec<Note>,
}

impl Voting<'_> {
    async fn all_days(&mut self, robots: Robots, progress: &Progress) -> Result<()> {
        let (begin, end) = self.hours().await?;
        let voters = robots.len();
        let step = (end - begin) / (i64::try_from(DAYS)? + 2);
        let mut days: Vec<Robots> = (0..DAYS).map(|_| Robots::new()).collect();
        for robot in robots {
            match robot.habit {
                Habit::Late => {
                    self.late.push(robot);
                    continue;
                }
                Habit::Paper => {
                    self.by_card.push(robot);
                    continue;
                }
                _ => {}
            }
            let day = match robot.habit {
                Habit::OneHand => DAYS / 2,
                // They come again another day.
                Habit::ChangesMind | Habit::Child => robot.number % (DAYS / 2),
                _ => robot.number % DAYS,
            };
            days[day].push(robot);
        }
        for (day, today) in (0_i64..).zip(days) {
            let now = begin + (day + 1) * step;
            self.app.clock.set(now.max(self.app.clock.now()));
            self.one_day(today).await?;
            if day == i64::try_from(DAYS)? - 2 {
                self.change_minds().await?;
            }
            keep(self.app).await?;
            progress.at(Step::Voting, self.voted.len(), voters);
        }
        let path = format!("/data/{}/checkpoints.txt", self.edition.slug);
        let page = self.town.browser(60_011).get(&path).await?.expect(200, "the checkpoints")?;
        let text = page.text();
        let hand = seal::log::hand(self.app, self.app.store.read(), self.edition).await?;
        let origin = format!("{}\n", hand.origin);
        let last = text.rfind(&origin).context("no checkpoint during the voting")?;
        self.kept.push(Note::parse(&text[last..])?);
        Ok(())
    }

    async fn hours(&self) -> Result<(Instant, Instant)> {
        let calendar = phase::calendar(self.app.store.read(), self.edition.id).await?;
        let voting = calendar.into_iter().find(|phase| phase.kind == Phase::Voting);
        voting.map(|voting| (voting.begins_at, voting.ends_at)).context("no voting in the calendar")
    }

    /// Everybody fills in; what must be refused is tried while nobody casts; then everybody casts.
    async fn one_day(&mut self, today: Robots) -> Result<()> {
        let today = together(today, self.town, async |mut robot: Robot, town: Arc<Town>| {
            robot.fill_in(&town).await?;
            Ok(robot)
        })
        .await?;
        let before = Stored::of(self.app).await?;
        self.wrong_codes(today.len() / 16 + 1).await?;
        let mut casting = Robots::new();
        for mut robot in today {
            if robot.habit == Habit::TooMuch {
                let form = robot.form(self.town).await?;
                if let Some(wrong) = robot.too_much(self.town, &form) {
                    let status = robot.try_cast(self.town, &wrong).await?;
                    self.refusals.note("too-much", status);
                }
            }
            casting.push(robot);
        }
        self.refusals.compare(self.app, before).await?;
        let voted = together(casting, self.town, async |mut robot: Robot, town: Arc<Town>| {
            let form = robot.form(&town).await?;
            robot.cast(&town, &form).await?;
            Ok(robot)
        })
        .await?;
        self.voted.extend(voted);
        Ok(())
    }

    async fn wrong_codes(&mut self, times: usize) -> Result<()> {
        let path = format!("/pl/{}/vote/verify/code", self.edition.slug);
        for number in 0..times {
            let mut stranger = self.town.browser(50_000 + number);
            let never = game_rules::ballot::receipt_code(&crate::clock::random());
            let answer = stranger.post(&path, &[("code", &never)]).await?;
            self.refusals.note("wrong-code", answer.status);
            // Nor does somebody without a code get to the ballot.
            let ballot = format!("/pl/{}/vote/ballot", self.edition.slug);
            let away = stranger.get(&ballot).await?;
            ensure!(away.location.ends_with("/vote/verify"), "a stranger gets to the ballot");
        }
        Ok(())
    }

    async fn change_minds(&mut self) -> Result<()> {
        let all = std::mem::take(&mut self.voted);
        let (change, mut stay): (Robots, Robots) = all
            .into_iter()
            .partition(|robot| matches!(robot.habit, Habit::ChangesMind | Habit::Child));
        let changed = together(change, self.town, async |mut robot: Robot, town: Arc<Town>| {
            robot.change(&town).await?;
            Ok(robot)
        });
        stay.extend(changed.await?);
        self.voted = stay;
        // Whoever has shown their own code is nobody's child any more.
        let before = Stored::of(self.app).await?;
        for child in self.voted.iter_mut().filter(|robot| robot.habit == Habit::Child) {
            let status = child.by_guardian(self.town).await?;
            self.refusals.note("child-twice", status);
        }
        self.refusals.compare(self.app, before).await
    }

    /// Somebody whom the register lacks comes to city hall, is added by two people, and votes.
    async fn add_late(&mut self, city: &City, policy: &Policy) -> Result<()> {
        if policy.by.is_none() {
            return Ok(());
        }
        let number = self.voted.len() + self.late.len() + self.by_card.len();
        let visitor = on_card(policy, number, "");
        let (code, again) = city.add(self.town, &visitor).await?;
        self.refusals.note("late-twice", again);
        let area = self.voted.first().and_then(|robot| robot.area.clone());
        let mut robot = Robot::new(self.town, number, Habit::Added, code, area);
        robot.fill_in(self.town).await?;
        let form = robot.form(self.town).await?;
        robot.cast(self.town, &form).await?;
        self.voted.push(robot);
        Ok(())
    }

    /// Who was robbed votes at city hall.
    async fn correct(&mut self, city: &City, policy: &Policy) -> Result<()> {
        let robbed = self.voted.iter_mut().filter(|robot| robot.habit == Habit::Robbed);
        let mut robbed: Vec<&mut Robot> = robbed.collect();
        let who = robbed.iter().map(|robot| on_card(policy, robot.number, &robot.code));
        let who: Vec<_> = who.collect();
        let codes = city.correct(self.town, &who).await?;
        for (robot, code) in robbed.iter_mut().zip(codes) {
            robot.vote_in_person(self.town, &code).await?;
        }
        Ok(())
    }

    /// The crowd is challenged by one and confirmed by another; one of it objects and is let back by a
    /// third. Gives how many people are left out.
    async fn exclude(&mut self, city: &City) -> Result<usize> {
        let challenged = city.challenge(self.town).await?;
        let crowd = self.voted.iter_mut().filter(|robot| robot.habit == Habit::OneHand);
        let mut first = None;
        for robot in crowd {
            robot.excluded = true;
            first = first.or(Some(robot));
        }
        let Some(first) = first else { return Ok(challenged) };
        first.appeal(self.town, WORDS).await?;
        city.lift(self.town).await?;
        first.excluded = false;
        Ok(challenged - 1)
    }

    /// One officer wants to close before the hour: nothing of the vote or its calendar changes.
    async fn close_early(&mut self, city: &City) -> Result<Early> {
        let hours = self.hours().await?;
        let (alone, refused) = city.close_early(self.town).await?;
        keep(self.app).await?;
        let edition = edition::by_id(self.app.store.read(), self.edition.id).await?;
        let goes_on = edition.phase == Phase::Voting && self.hours().await? == hours;
        Ok(Early { alone, refused, goes_on })
    }

    /// What came by post is read after the close: everybody's card, one of them twice, one without a
    /// signature and one that is blank.
    async fn read_cards(
        &mut self,
        city: &City,
        policy: &Policy,
        rule: paper::Policy,
    ) -> Result<()> {
        let mut cards = Vec::new();
        let by_card = std::mem::take(&mut self.by_card);
        let (senders, others): (Robots, Robots) =
            std::mem::take(&mut self.voted).into_iter().partition(|one| one.habit == Habit::Both);
        self.voted = others;
        for mut robot in by_card.into_iter().chain(senders) {
            let stays = robot.habit == Habit::Both && !rule.replaces(false);
            let before = robot.kept.clone();
            robot.fill_in_card(self.town)?;
            let mut fields = on_card(policy, robot.number, &robot.code);
            fields.extend(robot.on_card(self.town));
            let again = cards.is_empty().then(|| fields.clone());
            cards.push(PaperCard { fields, disputed: cards.len() % 5 == 1 });
            cards.extend(again.map(|fields| PaperCard { fields, disputed: false }));
            if stays {
                robot.kept = before;
            } else {
                robot.keep_card(self.town)?;
            }
            self.voted.push(robot);
        }
        for status in ["not-signed", "blank"] {
            let fields = vec![("status".to_owned(), status.to_owned())];
            cards.push(PaperCard { fields, disputed: false });
        }
        for batch in cards.chunks(CARDS) {
            city.read_cards(self.town, batch).await?;
        }
        self.voted.sort_by_key(|robot| robot.number);
        Ok(())
    }

    /// The last hour passes, the late ones press, and city hall closes the voting.
    async fn close(&mut self, city: &City) -> Result<()> {
        let (_, end) = self.hours().await?;
        self.app.clock.set((end - 300).max(self.app.clock.now()));
        let mut ready = Vec::new();
        for mut robot in std::mem::take(&mut self.late) {
            robot.fill_in(self.town).await?;
            ready.push((robot.form(self.town).await?, robot));
        }
        self.app.clock.set(end.max(self.app.clock.now()));
        let before = Stored::of(self.app).await?;
        for (form, mut robot) in ready {
            let status = robot.try_cast(self.town, &form).await?;
            self.refusals.note("late", status);
            self.voted.push(robot);
        }
        self.refusals.compare(self.app, before).await?;
        city.move_on(self.town).await
    }
}
