//! What is strange about how ballots came: groups of many that have something in common. Pure; it
//! knows no person and no choice, only digests that are equal or not.
//!
//! A shared address is no fraud: behind that of a school or an office people choose differently, or
//! as everybody else does. A group means something when at least [`ALIKE`] of it chose the same, and
//! did so [`TIMES`] times as often as people outside it.

use std::collections::{BTreeMap, HashMap};

use sha2::{Digest, Sha256};

use crate::clock::Instant;
use crate::vote::{SLOT, signal};

/// Fewest ballots that are said to be alike: fewer would tell of persons.
pub const ALIKE: usize = 20;
/// So many times as often as elsewhere.
const TIMES: usize = 3;
/// One network adds at most so many equal ballots to what everybody chooses, so that a large group
/// is not its own excuse, nor one network another's.
const CAP: usize = 3;
/// With fewer ballots to compare with, half of a group must be alike.
const COMPARABLE: usize = 100;
/// Ballots of one network within an hour.
pub const HOUR: usize = 20;
/// Ballots of one network in all.
pub const NETWORK: usize = 50;
/// Ballots of one network from one kind of browser, when nine in ten are from it.
pub const BROWSER: usize = 40;
/// Ballots in ten minutes, and how many times the usual.
pub const BURST: usize = 50;
pub const BURST_TIMES: usize = 5;

/// What a group has in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// One network, the same choices.
    Choices,
    /// One network, within an hour.
    Hour,
    /// One network.
    Network,
    /// One network, one kind of browser.
    Browser,
    /// The same ten minutes.
    Burst,
}

impl Kind {
    pub const ALL: [Self; 5] =
        [Self::Choices, Self::Hour, Self::Network, Self::Browser, Self::Burst];

    pub fn name(self) -> &'static str {
        match self {
            Self::Choices => "choices",
            Self::Hour => "hour",
            Self::Network => "network",
            Self::Browser => "browser",
            Self::Burst => "burst",
        }
    }

    /// Fewest ballots of a group.
    pub fn threshold(self) -> usize {
        match self {
            Self::Choices => ALIKE,
            Self::Hour => HOUR,
            Self::Network => NETWORK,
            Self::Browser => BROWSER,
            Self::Burst => BURST,
        }
    }
}

/// A group of ballots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// Stays the same while the group grows.
    pub id: String,
    pub kind: Kind,
    /// A short name of the network.
    pub network: Option<String>,
    pub agent: Option<String>,
    pub from: Instant,
    pub until: Instant,
    /// The keyed digests of its persons.
    pub tags: Vec<Vec<u8>>,
    /// How many chose the same, where that is at least [`ALIKE`].
    pub alike: Option<usize>,
    /// Whether so many being alike needs an explanation.
    pub alarm: bool,
}

type Members<'a> = Vec<&'a signal::Model>;

/// What people choose, to compare a group with.
#[derive(Default)]
struct Usual<'a> {
    patterns: HashMap<&'a [u8], usize>,
    sum: usize,
}

impl<'a> Usual<'a> {
    fn of(networks: &BTreeMap<&[u8], Members<'a>>) -> Self {
        let mut usual = Self::default();
        for members in networks.values() {
            for (pattern, alike) in patterns(members) {
                *usual.patterns.entry(pattern).or_default() += alike.min(CAP);
                usual.sum += alike.min(CAP);
            }
        }
        usual
    }

    /// Whether a choice that `alike` of `members` made is much rarer elsewhere.
    fn is_odd(&self, pattern: &[u8], alike: usize, members: usize) -> bool {
        if self.sum < COMPARABLE {
            return alike * 2 >= members;
        }
        let usual = self.patterns.get(pattern).copied().unwrap_or(0);
        alike * self.sum >= TIMES * usual * members
    }

    /// The largest number of equal choices that may be said, and whether one is odd.
    fn judge(&self, members: &[&signal::Model]) -> (Option<usize>, bool) {
        let large = patterns(members).into_iter().filter(|(_, alike)| *alike >= ALIKE);
        let judged = large.map(|(pattern, n)| (self.is_odd(pattern, n, members.len()), n));
        match judged.max() {
            Some((alarm, alike)) => (Some(alike), alarm),
            None => (None, false),
        }
    }

    fn cluster(&self, kind: Kind, name: &[&[u8]], members: &[&signal::Model]) -> Cluster {
        let mut hash = Sha256::new().chain_update(kind.name());
        for part in name {
            hash.update(part);
        }
        let (alike, alarm) = self.judge(members);
        let slots = || members.iter().map(|one| one.slot);
        Cluster {
            id: hex(&hash.finalize()[..12]),
            kind,
            network: (kind != Kind::Burst)
                .then(|| name.first().map(|name| hex(&name[..3.min(name.len())])))
                .flatten(),
            agent: None,
            from: slots().min().unwrap_or(0).saturating_mul(SLOT),
            until: slots().max().unwrap_or(0).saturating_add(1).saturating_mul(SLOT),
            tags: members.iter().map(|one| one.tag.clone()).collect(),
            alike,
            alarm,
        }
    }
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn patterns<'a>(members: &[&'a signal::Model]) -> HashMap<&'a [u8], usize> {
    let mut found: HashMap<&[u8], usize> = HashMap::new();
    for one in members {
        *found.entry(&one.pattern).or_default() += 1;
    }
    found
}

/// Every group there is to see: by kind, those that need an explanation first, the large before the
/// small.
pub fn find(signals: &[signal::Model]) -> Vec<Cluster> {
    let mut networks: BTreeMap<&[u8], Members<'_>> = BTreeMap::new();
    for one in signals {
        networks.entry(&one.network).or_default().push(one);
    }
    let usual = Usual::of(&networks);
    let mut found = Vec::new();
    for (network, mut members) in networks {
        if members.len() < ALIKE.min(HOUR) {
            continue;
        }
        for (pattern, alike) in patterns(&members) {
            if alike >= ALIKE && usual.is_odd(pattern, alike, members.len()) {
                let same: Members<'_> =
                    members.iter().copied().filter(|one| one.pattern == pattern).collect();
                let mut cluster = usual.cluster(Kind::Choices, &[network, pattern], &same);
                cluster.alarm = true;
                found.push(cluster);
            }
        }
        members.sort_by_key(|one| one.slot);
        let busiest = busiest_hour(&members);
        if busiest.len() >= HOUR {
            found.push(usual.cluster(Kind::Hour, &[network], busiest));
        }
        if members.len() >= NETWORK {
            found.push(usual.cluster(Kind::Network, &[network], &members));
        }
        found.extend(one_browser(&usual, network, &members));
    }
    found.extend(bursts(&usual, signals));
    let order = |cluster: &Cluster| Kind::ALL.iter().position(|kind| *kind == cluster.kind);
    found.sort_by(|a, b| {
        (order(a), !a.alarm, b.tags.len(), &a.id).cmp(&(order(b), !b.alarm, a.tags.len(), &b.id))
    });
    found
}

/// The six slots in a row with the most ballots; `members` are sorted by slot.
fn busiest_hour<'m, 'a>(members: &'m [&'a signal::Model]) -> &'m [&'a signal::Model] {
    let mut best = &members[..0];
    let mut first = 0;
    for last in 0..members.len() {
        while members[last].slot - members[first].slot >= 3600 / SLOT {
            first += 1;
        }
        if last + 1 - first > best.len() {
            best = &members[first..=last];
        }
    }
    best
}

fn one_browser(usual: &Usual<'_>, network: &[u8], members: &[&signal::Model]) -> Option<Cluster> {
    let mut agents: BTreeMap<&str, Members<'_>> = BTreeMap::new();
    for one in members {
        agents.entry(&one.agent).or_default().push(one);
    }
    let (agent, own) = agents.into_iter().max_by_key(|(_, own)| own.len())?;
    if own.len() < BROWSER || own.len() * 10 < members.len() * 9 {
        return None;
    }
    let cluster = usual.cluster(Kind::Browser, &[network], &own);
    Some(Cluster { agent: Some(agent.to_owned()), ..cluster })
}

fn bursts(usual: &Usual<'_>, signals: &[signal::Model]) -> Vec<Cluster> {
    let mut slots: BTreeMap<i64, Members<'_>> = BTreeMap::new();
    for one in signals {
        slots.entry(one.slot).or_default().push(one);
    }
    let mut sizes: Vec<usize> = slots.values().map(Vec::len).collect();
    sizes.sort_unstable();
    let half = sizes.get(sizes.len() / 2).copied().unwrap_or(0);
    let fewest = BURST.max(BURST_TIMES * half);
    let many = slots.into_iter().filter(|(_, members)| members.len() >= fewest);
    many.map(|(slot, members)| usual.cluster(Kind::Burst, &[&slot.to_be_bytes()], &members))
        .collect()
}
