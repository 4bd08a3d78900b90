//! Tables of bots, phase by phase.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::super::bots::{Bot, Habit, View};
use super::super::command::{Act, Actor, Command, Thumb};
use super::super::event::Matter;
use super::super::random::SplitMix64;
use super::super::rules::{OwnTable, Permit, Phase, Rules};
use super::super::table::Table;
use super::{Options, Voters, layout};

/// How long a bot's move takes at the table, in milliseconds: talking included, as at a lively table.
const MOVE: u64 = 10_000;

/// Moves after which a phase without a planned length ends.
const MOST_MOVES: u64 = 2000;

/// A table that was played by bots.
pub(super) struct Played {
    pub table: Table,
    pub moves: u32,
}

struct BotTable<'r> {
    rules: &'r Rules,
    table: Table,
    bots: Vec<Bot>,
    /// The voter each bot is.
    voters: Vec<usize>,
    random: SplitMix64,
    commands: u64,
    clock: u64,
    blocked: BTreeSet<usize>,
    moves: u32,
    /// The table's ideas by name, each with the project it was taken from.
    ideas: Vec<(String, u32)>,
}

/// Plays every phase at every table before the next begins, as in one hall.
pub(super) fn play(rules: &Rules, voters: &Voters, options: Options) -> Vec<Played> {
    let seats = options.seats.unwrap_or((rules.event.seats.min + rules.event.seats.max) / 2);
    let mut drawn: Vec<usize> = (0..voters.len()).collect();
    let all = drawn.len();
    SplitMix64::for_part(options.seed, u64::MAX).draw(&mut drawn, all);
    let mut queue = VecDeque::from(drawn);
    let layouts = layout(rules, options.tables, options.seed);
    let mut tables: Vec<BotTable<'_>> = (1..)
        .zip(layouts)
        .map(|(number, items)| {
            let people = next_people(&mut queue, voters, &items, seats as usize);
            BotTable::lay(rules, voters, number, items, people, options.seed)
        })
        .collect();
    for phase in &rules.phases {
        tables.iter_mut().for_each(|table| table.start(phase));
        if phase.permits(Permit::Vote) && rules.ballot.is_some() {
            let ideas: Vec<(String, u32)> =
                tables.iter().flat_map(|table| table.ideas.clone()).collect();
            tables.iter_mut().for_each(|table| table.vote(voters, &ideas));
        }
        for table in &mut tables {
            table.play(voters, phase);
            table.command(Actor::Host, Act::EndPhase);
        }
    }
    tables.into_iter().map(|table| Played { table: table.table, moves: table.moves }).collect()
}

/// The next voters in the queue who gave points to something on this table. They go to its end, so that a city with
/// fewer voters than the hall has chairs seats some of them twice. With nothing on the table, whoever is next.
fn next_people(
    queue: &mut VecDeque<usize>,
    voters: &Voters,
    items: &[String],
    seats: usize,
) -> Vec<usize> {
    let mut people = Vec::with_capacity(seats);
    for _ in 0..queue.len() {
        if people.len() == seats {
            break;
        }
        let Some(voter) = queue.pop_front() else { break };
        if items.is_empty() || voters.points(voter, items).iter().any(|&points| points > 0) {
            people.push(voter);
        }
        queue.push_back(voter);
    }
    let found = people.clone();
    people.extend(found.into_iter().cycle().take(seats - people.len()));
    people
}

impl<'r> BotTable<'r> {
    fn lay(
        rules: &'r Rules,
        all: &Voters,
        number: u64,
        items: Vec<String>,
        voters: Vec<usize>,
        seed: u64,
    ) -> Self {
        let mut random = SplitMix64::for_part(seed, number + u64::from(u32::MAX));
        let bots = (1..).zip(&voters).map(|(seat, &voter)| Bot {
            seat,
            habit: Habit::draw(&mut random),
            points: all.points(voter, &items),
            threshold: random.below(11) as i64,
        });
        let bots: Vec<Bot> = bots.collect();
        let mut table = Self {
            rules,
            table: Table::new(format!("T{number}")),
            bots,
            voters,
            random,
            commands: 0,
            clock: 0,
            blocked: BTreeSet::new(),
            moves: 0,
            ideas: Vec::new(),
        };
        table.command(Actor::System, Act::OpenEvent { rules: None, items: Some(items) });
        for _ in 0..table.bots.len() {
            table.command(Actor::System, Act::Seat { alias: None, cohort: None, persona: None });
        }
        table.command(Actor::System, Act::Deal);
        table
    }

    /// Whether it was accepted.
    fn command(&mut self, actor: Actor, act: Act) -> bool {
        self.commands += 1;
        let command = Command {
            id: self.commands.to_string(),
            table: self.table.id().to_owned(),
            actor,
            at: self.clock,
            seq: None,
            phase: None,
            paper: false,
            act,
        };
        self.table.apply(self.rules, &command).is_ok()
    }

    fn start(&mut self, phase: &Phase) {
        self.command(Actor::Host, Act::StartPhase { phase: phase.id.clone() });
    }

    fn play(&mut self, voters: &Voters, phase: &Phase) {
        if phase.permits(Permit::SubmitIdea) {
            self.submit_ideas(voters);
        }
        let most = match phase.seconds {
            0 => MOST_MOVES,
            seconds => u64::from(seconds) * 1000 / MOVE,
        };
        let mut moves = self.moves_until_quiet(phase, most);
        if phase.permits(Permit::Rank) {
            self.rank();
            moves += self.moves_until_quiet(phase, most - moves.min(most));
        }
        self.moves += moves as u32;
    }

    /// Lets bots act, each time one that has something to improve, until none has.
    fn moves_until_quiet(&mut self, phase: &Phase, most: u64) -> u64 {
        for made in 0..most {
            let first = self.random.below(self.bots.len().max(1));
            let Some((seat, act)) = self.next_act(phase, first) else { return made };
            self.clock += MOVE;
            if !self.command(Actor::Seat(seat), act) {
                // The rules forbid what the habits suggest; the table would stand still from here on.
                return made;
            }
            self.note_blocked();
        }
        most
    }

    fn next_act(&self, phase: &Phase, first: usize) -> Option<(u32, Act)> {
        let view = View {
            rules: self.rules,
            table: &self.table,
            permits: &|permit| phase.permits(permit),
            blocked: &self.blocked,
        };
        let turn = self.bots.iter().cycle().skip(first).take(self.bots.len());
        turn.filter_map(|bot| Some((bot.seat, bot.act(&view)?))).next()
    }

    /// Remembers what everyone voted on and did not agree to buy.
    fn note_blocked(&mut self) {
        let seated = self.table.seated().count();
        let refused = self.table.motions().iter().filter_map(|motion| match motion.matter {
            Matter::Purchase(item) if motion.is_open() && motion.votes.len() == seated => {
                Some(item)
            }
            _ => None,
        });
        self.blocked.extend(refused.collect::<Vec<_>>());
    }

    /// By the points of everyone at the table.
    fn rank(&mut self) {
        let points = |item: usize| -> i64 {
            self.bots.iter().map(|bot| bot.points.get(item).copied().unwrap_or(0)).sum()
        };
        let mut bought: Vec<usize> = self.table.bought().collect();
        bought.sort_by_key(|&item| Reverse(points(item)));
        let items = bought.into_iter().filter_map(|item| self.table.items().get(item));
        let items = items.map(|item| item.rule.id.clone()).collect();
        self.command(Actor::Seat(1), Act::Rank { items });
    }

    /// What the table's voters gave most points to.
    fn submit_ideas(&mut self, voters: &Voters) {
        let Some(ideation) = &self.rules.ideation else { return };
        let mut points = BTreeMap::<u32, i64>::new();
        for (project, given) in self.voters.iter().flat_map(|&voter| voters.ballot(voter)) {
            *points.entry(*project).or_default() += given;
        }
        let mut projects: Vec<(u32, i64)> = points.into_iter().collect();
        projects.sort_by_key(|&(project, points)| (Reverse(points), project));
        for (project, _) in projects.into_iter().take(ideation.max_per_table as usize) {
            let title = voters.title(project).to_owned();
            let fields = ideation.fields.iter().map(|field| (field.clone(), title.clone()));
            let (fields, range) = (fields.collect(), ideation.ranges.first().cloned());
            if self.command(Actor::Seat(1), Act::SubmitIdea { title, fields, range }) {
                let name = self.table.ideas().last().map(|idea| idea.name.clone());
                self.ideas.extend(name.map(|name| (name, project)));
            }
        }
    }

    /// Everyone votes for the ideas they gave most points to. Bots vote against nothing.
    fn vote(&mut self, voters: &Voters, ideas: &[(String, u32)]) {
        let names = ideas.iter().map(|(name, _)| name.clone()).collect();
        self.command(Actor::Host, Act::OpenBallot { ideas: names });
        let Some(ballot) = &self.rules.ballot else { return };
        for (seat, voter) in (1..).zip(self.voters.clone()) {
            let marks = voters.ballot(voter);
            let points = |project: u32| {
                marks.iter().find(|(named, _)| *named == project).map_or(0, |(_, points)| *points)
            };
            let allowed = |name: &String| {
                ballot.own_table == OwnTable::Allowed
                    || !self.ideas.iter().any(|(own, _)| own == name)
            };
            let mut liked: Vec<&(String, u32)> = ideas
                .iter()
                .filter(|(name, project)| allowed(name) && points(*project) > 0)
                .collect();
            liked.sort_by_key(|(_, project)| Reverse(points(*project)));
            for (name, _) in liked.into_iter().take(ballot.up as usize) {
                let act = Act::Vote { idea: name.clone(), thumb: Thumb::Up };
                self.command(Actor::Seat(seat), act);
            }
        }
    }
}
