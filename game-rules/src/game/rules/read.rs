//! From the text of a rule file to rules, or to every mistake in it.

use toml::de::DeTable;

use super::super::{MOST, MOST_SEATS};
use super::section::{Book, Section};
use super::*;

/// Reads a rule file. `file` is the name mistakes are reported under.
///
/// # Errors
/// Every mistake in the file, in the order of its lines.
pub fn read(file: &str, text: &str) -> Result<Rules, Vec<Mistake>> {
    let book = Book::new(file, text);
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let line = book.line(error.span().map_or(0, |span| span.start));
        book.note(line, MistakeKind::Syntax { message: error.message().to_owned() });
    }
    let root = Section::root(&book, table.get_ref());
    let rules = rules(&root);
    check::check(&root, &rules);
    let mistakes = book.into_mistakes();
    if mistakes.is_empty() { Ok(rules) } else { Err(mistakes) }
}

fn rules(root: &Section<'_>) -> Rules {
    let format = root.required_text("format");
    if !format.is_empty() && format != FORMAT {
        let kind = MistakeKind::UnknownWord {
            key: "format".to_owned(),
            found: format,
            allowed: FORMAT.to_owned(),
        };
        root.note("format", kind);
    }
    let rules = Rules {
        format: FORMAT,
        ranking: root.word("ranking", Ranking::PurchaseOrder),
        meta: meta(&root.section("meta")),
        money: money(&root.section("money")),
        event: event(&root.section("event")),
        content: content::content(&root.section("content")),
        resources: resources(&root.section("resources")),
        policies: policies(&root.section("policies")),
        phases: phases(&root.sections("phases")),
        events: root.sections("events").iter().map(card).collect(),
        personas: optional(root.section("personas"), personas),
        ideation: optional(root.section("ideation"), ideation),
        campaign: optional(root.section("campaign"), |section| Campaign {
            pitch_seconds: section.count("pitch_seconds", 1, DAY, 60),
        }),
        ballot: optional(root.section("ballot"), |section| Ballot {
            scope: section.word("scope", BallotScope::AllPlayers),
            up: section.count("up", 0, 99, 1),
            down: section.count("down", 0, 99, 0),
            own_table: section.word("own_table", OwnTable::Allowed),
        }),
        aggregate: aggregate(&root.section("aggregate")),
        report: report(&root.section("report")),
    };
    root.finish();
    rules
}

/// The longest anything may take, in seconds.
const DAY: u32 = 86_400;

fn optional<T>(section: Section<'_>, read: impl FnOnce(&Section<'_>) -> T) -> Option<T> {
    section.is_present().then(|| {
        let value = read(&section);
        section.finish();
        value
    })
}

fn meta(section: &Section<'_>) -> Meta {
    let meta = Meta {
        id: section.required_text("id"),
        version: section.count("version", 1, 1_000_000, 1),
        title: section.required_text("title"),
        locale: section.text("locale").unwrap_or_else(|| "en".to_owned()),
    };
    section.finish();
    meta
}

fn money(section: &Section<'_>) -> Currency {
    let mut denominations = section.numbers("denominations", 1, MOST);
    denominations.sort_unstable_by(|a, b| b.cmp(a));
    let money = Currency {
        name: section.required_text("name"),
        unit: section.amount("unit", 1).unwrap_or(1),
        real_per_unit: section.amount("real_per_unit", 1),
        denominations,
        remainder: section.optional_word("remainder"),
    };
    section.finish();
    money
}

fn span(section: &Section<'_>, most: u32, default: Span) -> Span {
    let min = section.count("min", 1, most, default.min);
    let max = section.count("max", 1, most, default.max.max(min));
    if min > max {
        let kind = MistakeKind::Reversed {
            key: section.key("min"),
            min: i64::from(min),
            max: i64::from(max),
        };
        section.note("min", kind);
    }
    section.finish();
    Span { min, max }
}

fn event(section: &Section<'_>) -> Hall {
    let staff = section.section("staff");
    let event = Hall {
        seating: section.word("seating", Seating::Open),
        strata: section.texts("strata"),
        clock: section.word("clock", ClockOf::Shared),
        tables: span(&section.section("tables"), 10_000, Span { min: 1, max: 100 }),
        seats: span(&section.section("seats"), MOST_SEATS, Span { min: 4, max: 8 }),
        staff: Staff {
            hosts: staff.count("hosts", 0, 99, 1),
            facilitator: staff.word("facilitator", Need::Optional),
            observer: staff.word("observer", Need::Optional),
            experts: staff.texts("experts"),
        },
    };
    staff.finish();
    section.finish();
    event
}

fn resources(section: &Section<'_>) -> Resources {
    let grant = section.section("grant");
    let basis = grant.word("basis", Basis::None);
    let amount = match basis {
        Basis::None => grant.amount("amount", 0).unwrap_or(0),
        Basis::PercentOfList => {
            if grant.line_of("amount") == grant.line {
                grant.required_amount("amount", 1);
            }
            grant.number("amount", 1, 1000).unwrap_or(1)
        }
        Basis::PerPlayer | Basis::PerTable => grant.required_amount("amount", 1),
    };
    let grant_rules =
        Grant { basis, amount, scenarios: grant.amounts("scenarios").into_iter().collect() };
    grant.finish();
    let mut purses: Vec<Purse> = section
        .sections("purses")
        .iter()
        .map(|section| {
            let purse = Purse {
                id: section.required_text("id"),
                share: section.count("share", 1, 1_000_000, 1),
                spend_on: section.texts("spend_on"),
            };
            section.finish();
            purse
        })
        .collect();
    if purses.is_empty() {
        purses.push(Purse { id: "purse".to_owned(), share: 1, spend_on: Vec::new() });
    }
    let blind_first = section.flag("blind_first", false);
    section.finish();
    Resources { blind_first, grant: grant_rules, purses }
}

fn policies(section: &Section<'_>) -> Policies {
    let purchase = section.section("purchase");
    let visibility = section.section("visibility");
    let expert = section.section("expert");
    let leave = section.section("leave");
    let late_join = section.section("late_join");
    let policies = Policies {
        withdraw: section.word("withdraw", Withdraw::UntilBought),
        unbuy: section.word("unbuy", Unbuy::Never),
        transfer: section.word("transfer", Transfer::None),
        spend_all: section.word("spend_all", SpendAll::Optional),
        amend: section.word("amend", Amend::Off),
        purchase: Purchase {
            threshold: purchase.word("threshold", Threshold::Full),
            trigger: purchase.word("trigger", Trigger::Auto),
            overfund: purchase.word("overfund", Overfund::Clip),
            min_contributors: purchase.count("min_contributors", 1, MOST_SEATS, 1),
            max_share_per_player: purchase.count("max_share_per_player", 1, 100, 100),
            max_per_player: purchase.amount("max_per_player", 1),
            partial_at_close: purchase.word("partial_at_close", PartialAtClose::Return),
        },
        consent: consent(&section.section("consent")),
        visibility: Visibility {
            bids: visibility.word("bids", BidsVisible::Open),
            other_tables: visibility.word("other_tables", OthersVisible::None),
        },
        expert: Expert {
            limit: expert.optional_count("limit", 0, 1000),
            share_answers: expert.word("share_answers", ShareAnswers::Table),
        },
        leave: Leave {
            purse: leave.word("purse", LeaverPurse::SplitEqual),
            recount: leave.flag("recount", true),
        },
        late_join: LateJoin {
            grant: late_join.word("grant", LateGrant::Same),
            until_phase: late_join.text("until_phase"),
        },
    };
    for section in [purchase, visibility, expert, leave, late_join] {
        section.finish();
    }
    section.finish();
    policies
}

fn consent(section: &Section<'_>) -> Consent {
    let consent = Consent {
        on: section.words("on").unwrap_or_default(),
        secret: section.flag("secret", false),
        rule: consent_rule(section),
    };
    section.finish();
    consent
}

/// The keys `rule`, `k` and `abstain` of a table.
pub(super) fn consent_rule(section: &Section<'_>) -> ConsentRule {
    let rule = section.word("rule", Agreement::Unanimous);
    let k = section.optional_count("k", 1, MOST_SEATS);
    if (rule == Agreement::KOfN) != k.is_some() {
        let problem = match k {
            None => format!("\u{201c}{}\u{201d} is k_of_n without a k", section.key("rule")),
            Some(_) => format!("\u{201c}{}\u{201d} only counts with k_of_n", section.key("k")),
        };
        let mend = match k {
            None => "add k, the yes votes needed",
            Some(_) => "remove it, or write rule = \"k_of_n\"",
        };
        section.note("rule", MistakeKind::Clash { problem, mend });
    }
    ConsentRule { rule, k, abstain: section.word("abstain", Abstain::Blocks) }
}

fn phases(sections: &[Section<'_>]) -> Vec<Phase> {
    let mut phases: Vec<Phase> = sections
        .iter()
        .map(|section| {
            let phase = Phase {
                id: section.required_text("id"),
                scope: section.word("scope", Scope::Table),
                allow: section.words("allow").unwrap_or_else(|| vec![Permit::Everything]),
                seconds: section.count("seconds", 0, DAY, 0),
                end: section.word("end", PhaseEnd::Host),
                warn_at: section
                    .numbers("warn_at", 1, i64::from(DAY))
                    .into_iter()
                    .filter_map(|second| u32::try_from(second).ok())
                    .collect(),
            };
            section.finish();
            phase
        })
        .collect();
    if phases.is_empty() {
        phases.push(Phase {
            id: "play".to_owned(),
            scope: Scope::Table,
            allow: vec![Permit::Everything],
            seconds: 0,
            end: PhaseEnd::Host,
            warn_at: Vec::new(),
        });
    }
    phases
}

fn card(section: &Section<'_>) -> Card {
    let effect = section.required_word("effect");
    let card = Card {
        id: section.required_text("id"),
        text: section.text("text").unwrap_or_default(),
        at: section.word("at", CardAt::Host),
        phase: section.text("phase"),
        second: section.optional_count("second", 0, DAY),
        scope: section.word("scope", CardScope::All),
        effect: match effect.unwrap_or(EffectKind::Info) {
            EffectKind::Price => Effect::Price {
                percent: section.count("percent", 1, 10_000, 100),
                items: section.texts("items"),
            },
            EffectKind::Grant => {
                Effect::Grant { amount: section.number("amount", -MOST, MOST).unwrap_or(0) }
            }
            EffectKind::Unlock => Effect::Unlock { items: section.texts("items") },
            EffectKind::Block => Effect::Block { items: section.texts("items") },
            EffectKind::Info => Effect::Info,
        },
    };
    // Which other keys a card has depends on its effect.
    if effect.is_some() {
        section.finish();
    }
    card
}

fn personas(section: &Section<'_>) -> Personas {
    Personas {
        assign: section.word("assign", AssignPersona::Random),
        secret: section.flag("secret", false),
        deck: section.texts("deck"),
    }
}

fn ideation(section: &Section<'_>) -> Ideation {
    Ideation {
        max_per_table: section.count("max_per_table", 1, 1000, 2),
        fields: section.texts("fields"),
        ranges: section.texts("ranges"),
    }
}

fn aggregate(section: &Section<'_>) -> AggregateRules {
    let select = section.section("select");
    let by = select.word("by", SelectBy::Ranking);
    let select_rules = match by {
        SelectBy::Ranking => Select::Ranking,
        SelectBy::Top => Select::Top { k: required_k(&select) },
        SelectBy::MinCount => Select::MinCount { k: required_k(&select) },
        SelectBy::Greedy => Select::Greedy { budget: select.required_amount("budget", 1) },
    };
    select.finish();
    let aggregate = AggregateRules {
        primary: section.word("primary", Method::TablesFunded),
        unranked: section.word("unranked", Unranked::MeanOfRest),
        order_ties: section.words("order_ties").unwrap_or_else(|| vec![Method::SumMoney]),
        select: select_rules,
    };
    section.finish();
    aggregate
}

fn required_k(section: &Section<'_>) -> u32 {
    u32::try_from(section.required_amount("k", 1)).unwrap_or(u32::MAX)
}

fn report(section: &Section<'_>) -> ReportRules {
    let report = ReportRules {
        per_item: section.flag("per_item", true),
        per_measure: section.flag("per_measure", true),
        per_table: section.flag("per_table", true),
        per_event: section.flag("per_event", true),
        survey: section.text("survey"),
        quotes: section.word("quotes", Quotes::Pseudonym),
    };
    section.finish();
    report
}
