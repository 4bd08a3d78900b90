//! The linker: somebody who has every table in the order in which it lies on the disk, a copy from before
//! the seal, and the log, and looks for a way from a voter to a ballot. It knows nothing of what the
//! tables are for.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::harness::Site;

/// A table as text, a row a list of cells, in the order in which the rows lie.
pub struct Table {
    pub name: String,
    pub rows: Vec<Vec<String>>,
}

/// Somebody who may vote, under every name the tables may have for them.
pub struct Voter {
    pub names: Vec<String>,
    /// What they chose last.
    pub vote: String,
}

/// A published ballot under every name: its receipt, its leaf.
pub struct Ballot {
    pub names: Vec<String>,
    pub vote: String,
}

pub struct Linker<'a> {
    pub voters: &'a [Voter],
    pub ballots: &'a [Ballot],
    /// What an account is called in columns that name nothing else: the voter's place by its number.
    pub accounts: HashMap<i64, usize>,
    /// Columns of the engine's own before those of the table.
    pub system: usize,
    /// The time while the voting was open.
    pub open: std::ops::RangeInclusive<i64>,
}

/// All tables, with what the engine itself knows about rows.
pub async fn dump(site: &Site) -> Vec<Table> {
    let postgres = site.app.config.database_url.is_some();
    let names = match postgres {
        true => "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
        false => "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1",
    };
    let mut tables = Vec::new();
    for name in texts(site, names).await {
        let columns = match postgres {
            true => format!(
                "SELECT column_name::text FROM information_schema.columns \
                 WHERE table_schema = 'public' AND table_name = '{name}' ORDER BY ordinal_position"
            ),
            false => format!("SELECT name FROM pragma_table_info('{name}')"),
        };
        let cells: Vec<String> = texts(site, &columns)
            .await
            .iter()
            .map(|column| match postgres {
                true => format!("COALESCE({column}::text, '')"),
                false => format!("lower(CASE typeof({column}) WHEN 'blob' THEN hex({column}) ELSE COALESCE({column}, '') END)"),
            })
            .collect();
        let row = cells.join(" || chr(31) || ");
        let sql = match postgres {
            true => {
                format!("SELECT lower(xmin::text || chr(31) || {row}) FROM {name} ORDER BY ctid")
            }
            false => format!("SELECT {} FROM \"{name}\"", row.replace("chr(31)", "char(31)")),
        };
        let rows = texts(site, &sql).await;
        let cells =
            |row: &String| row.split('\u{1f}').map(|cell| cell.replace("\\x", "")).collect();
        tables.push(Table { name, rows: rows.iter().map(cells).collect() });
    }
    tables
}

async fn texts(site: &Site, sql: &str) -> Vec<String> {
    site.rows(sql).await.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

impl Linker<'_> {
    /// The voter a row is about, if it is about one.
    fn voter(&self, names: &HashMap<&str, usize>, row: &[String]) -> Option<usize> {
        let found: BTreeSet<usize> =
            tokens(row).filter_map(|token| names.get(token).copied()).collect();
        (found.len() == 1).then(|| found.into_iter().next()).flatten()
    }

    fn voters_by_name(&self) -> HashMap<&str, usize> {
        by_name(self.voters.iter().map(|voter| &voter.names))
    }

    fn ballots_by_name(&self) -> HashMap<&str, usize> {
        by_name(self.ballots.iter().map(|ballot| &ballot.names))
    }

    fn is_right(&self, voter: usize, ballot: usize) -> bool {
        self.voters[voter].vote == self.ballots[ballot].vote
    }

    /// Follows equal values: from a voter's names through rows that share a rare value, at most three
    /// rows far. How many voters it leads to their ballots, a guess among so many counted as its part.
    pub fn by_values(&self, tables: &[Table]) -> f64 {
        const RARE: usize = 8;
        let rows: Vec<&Vec<String>> = tables.iter().flat_map(|table| &table.rows).collect();
        let mut holders: HashMap<&str, Vec<usize>> = HashMap::new();
        for (place, row) in rows.iter().enumerate() {
            for token in tokens(row).collect::<HashSet<_>>() {
                holders.entry(token).or_default().push(place);
            }
        }
        let ballots = self.ballots_by_name();
        let mut right = 0.0;
        for (voter, known) in self.voters.iter().enumerate() {
            let mut seen: BTreeSet<usize> = BTreeSet::new();
            let mut edge: Vec<&str> = known.names.iter().map(String::as_str).collect();
            let mut reached: BTreeSet<usize> = BTreeSet::new();
            for _ in 0..3 {
                let mut next = Vec::new();
                for token in edge {
                    reached.extend(ballots.get(token));
                    let Some(places) = holders.get(token).filter(|places| places.len() <= RARE)
                    else {
                        continue;
                    };
                    for place in places {
                        if seen.insert(*place) {
                            next.extend(tokens(rows[*place]));
                        }
                    }
                }
                edge = next;
            }
            reached.extend(edge.iter().filter_map(|token| ballots.get(token)));
            if reached.iter().any(|ballot| self.is_right(voter, *ballot)) {
                right += 1.0 / reached.len() as f64;
            }
        }
        right
    }

    /// Lays every order of voters beside every order of ballots, forwards and backwards. The most
    /// voters that one of them leads to their ballots, and how many there were.
    pub fn by_orders(&self, tables: &[Table]) -> (usize, usize) {
        let (voters, ballots) = (self.voters_by_name(), self.ballots_by_name());
        let mut of_voters = Vec::new();
        let mut of_ballots = Vec::new();
        for table in tables {
            let about = |row: &Vec<String>| {
                self.voter(&voters, row).or_else(|| self.account(&table.name, row))
            };
            of_voters.extend(orders(&table.rows, about));
            let about = |row: &Vec<String>| {
                let found: BTreeSet<usize> =
                    tokens(row).filter_map(|token| ballots.get(token).copied()).collect();
                (found.len() == 1).then(|| found.into_iter().next()).flatten()
            };
            of_ballots.extend(orders(&table.rows, about));
        }
        let (mut most, mut pairs) = (0, 0);
        for voters in &of_voters {
            for ballots in &of_ballots {
                for backwards in [false, true] {
                    pairs += 1;
                    let right = (0..voters.len())
                        .filter(|place| {
                            let beside = place * ballots.len() / voters.len();
                            let at = if backwards { ballots.len() - 1 - beside } else { beside };
                            self.is_right(voters[*place], ballots[at])
                        })
                        .count();
                    most = most.max(right);
                }
            }
        }
        (most, pairs)
    }

    /// The last moment at which a row of a voter, and of a ballot, says that something happened.
    /// Tables without such a moment say nothing.
    pub fn moments(&self, tables: &[Table]) -> (HashMap<usize, i64>, HashMap<usize, i64>) {
        let (voters, ballots) = (self.voters_by_name(), self.ballots_by_name());
        let (mut of_voters, mut of_ballots) = (HashMap::new(), HashMap::new());
        for table in tables {
            for row in &table.rows {
                let times = row.iter().filter_map(|cell| cell.parse::<i64>().ok());
                let Some(time) = times.filter(|time| self.open.contains(time)).max() else {
                    continue;
                };
                let voter = self.voter(&voters, row).or_else(|| self.account(&table.name, row));
                if let Some(voter) = voter {
                    let last = of_voters.entry(voter).or_insert(time);
                    *last = time.max(*last);
                }
                for token in tokens(row) {
                    if let Some(ballot) = ballots.get(token) {
                        of_ballots.insert(*ballot, time);
                    }
                }
            }
        }
        (of_voters, of_ballots)
    }

    /// Pairs voters and ballots of the same slice of time. How many are right, a guess among so many
    /// counted as its part.
    pub fn by_time(&self, tables: &[Table], seconds: i64) -> f64 {
        let (voters, ballots) = self.moments(tables);
        let mut slices: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for (ballot, time) in ballots {
            slices.entry(time / seconds).or_default().push(ballot);
        }
        let mut right = 0.0;
        for (voter, time) in voters {
            let Some(near) = slices.get(&(time / seconds)) else { continue };
            if near.iter().any(|ballot| self.is_right(voter, *ballot)) {
                right += 1.0 / near.len() as f64;
            }
        }
        right
    }

    /// Two tables that tell everything by their order and by their hours: what the linker has to find.
    pub fn planted(&self) -> Vec<Table> {
        let hour = |place: usize| (self.open.start() + 10 * place as i64).to_string();
        let row = |(place, names): (usize, &Vec<String>)| vec![names[0].clone(), hour(place)];
        let find = |voter: &Voter| self.ballots.iter().find(|ballot| ballot.vote == voter.vote);
        let voters = self.voters.iter().map(|voter| &voter.names).enumerate().map(row).collect();
        let ballots = self.voters.iter().filter_map(find).map(|ballot| &ballot.names);
        let ballots = ballots.enumerate().map(row).collect();
        [("planted_voters", voters), ("planted_ballots", ballots)]
            .map(|(name, rows)| Table { name: name.to_owned(), rows })
            .into()
    }

    /// Rows of accounts, and rows that belong to one.
    fn account(&self, table: &str, row: &[String]) -> Option<usize> {
        let column = match table {
            "session" => 1,
            "account" => 0,
            _ => return None,
        };
        let id = row.get(self.system + column)?.parse().ok()?;
        self.accounts.get(&id).copied()
    }
}

fn by_name<'a>(all: impl Iterator<Item = &'a Vec<String>>) -> HashMap<&'a str, usize> {
    all.enumerate()
        .flat_map(|(place, names)| names.iter().map(move |n| (n.as_str(), place)))
        .collect()
}

/// What a row says, word by word, as far as a word is long enough to be one of its kind.
fn tokens(row: &[String]) -> impl Iterator<Item = &str> {
    row.iter()
        .flat_map(|cell| cell.split(|c: char| !c.is_alphanumeric() && !"@._-".contains(c)))
        .filter(|token| token.len() >= 8)
}

/// The rows about somebody or something, in the order in which they lie and by each column.
fn orders(rows: &[Vec<String>], about: impl Fn(&Vec<String>) -> Option<usize>) -> Vec<Vec<usize>> {
    let known: Vec<(usize, &Vec<String>)> =
        rows.iter().filter_map(|row| Some((about(row)?, row))).collect();
    if known.len() < 50 {
        return Vec::new();
    }
    let mut all = vec![known.iter().map(|(who, _)| *who).collect::<Vec<_>>()];
    for column in 0..known[0].1.len() {
        let mut sorted = known.clone();
        let number = |row: &Vec<String>| row[column].parse::<i64>().unwrap_or(i64::MAX);
        sorted.sort_by(|(_, a), (_, b)| {
            number(a).cmp(&number(b)).then_with(|| a[column].cmp(&b[column]))
        });
        all.push(sorted.into_iter().map(|(who, _)| who).collect());
    }
    all.dedup();
    all
}

/// The fewest right guesses that chance gives in one of so many tries less than once in ten thousand.
/// Where every voter chose what nobody else did, the right guesses of one try are as if drawn from
/// Poisson's distribution with mean 1.
pub fn more_than_chance(tries: usize) -> usize {
    let mut at_least = 1.0;
    let mut exactly = (-1.0_f64).exp();
    for right in 0.. {
        if at_least * tries as f64 <= 1e-4 {
            return right;
        }
        at_least -= exactly;
        exactly /= f64::from(right as u32 + 1);
    }
    usize::MAX
}
