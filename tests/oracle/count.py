#!/usr/bin/env python3
"""Counts a .pb file with pabutools: the second opinion on our own count.

    count.py FILE.pb --rule greedy [--ties ID,ID,…] [--json] [--check] [--time]

Prints the chosen projects' ids, one a line, in the order they were chosen.

greedy   Most marks first (votes for approval and choose-1, points for cumulative and scoring,
         max_length - rank for ordinal); what does not fit is skipped and the next one tried.
         Projects under META's min_project_score_threshold cannot win. A project named twice in
         one ballot counts once.
mes      Method of Equal Shares with cost utilities, one pass from B/n, nothing added (approval only).
mes-add1 The same, raised by one currency unit a voter until the next step would cost more than B or
         nothing left fits.
phragmen Sequential Phragmén (approval only).

Ties: the earlier row of PROJECTS goes first, as in the published files. `--ties` gives another
order, for a drawn one; ids that it leaves out come after, in row order. For Equal Shares it decides
only between projects that are equally affordable.

`--check` first asks pabulib-checker whether the file is valid and fails with its errors if not.

`--time` prints lines instead, each as soon as it is known: `read SECONDS`, `count SECONDS`
(without finding who is under the threshold), `chosen JSON`.
"""

import argparse
import contextlib
import json
import sys
import time

from pabulib.checker import Checker
from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.election.satisfaction.additivesatisfaction import AdditiveSatisfaction
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares, sequential_phragmen
from pabutools.tiebreaking import TieBreakingRule


def marks_of(meta):
    """How many marks a ballot gives a project, by the vote type."""
    if meta["vote_type"] in ("cumulative", "scoring"):
        return lambda ballot, project: ballot.get(project, 0)
    if meta["vote_type"] == "ordinal":
        longest = int(meta["max_length"])
        return lambda ballot, project: longest - ballot.index(project) if project in ballot else 0
    return lambda ballot, project: int(project in ballot)


def count(path, rule, first=()):
    instance, profile = parse_pabulib(path)
    drop_below_threshold(instance, profile)
    return count_read(instance, profile, rule, first)


def drop_below_threshold(instance, profile):
    marks = marks_of(instance.meta)
    threshold = float(instance.meta.get("min_project_score_threshold") or 0)
    for project in list(instance):
        if threshold and sum(marks(ballot, project) for ballot in profile) < threshold:
            instance.remove(project)


def count_read(instance, profile, rule, first=()):
    marks = marks_of(instance.meta)
    drawn = {project_id: place for place, project_id in enumerate(first)}
    rows = {project: row for row, project in enumerate(instance.project_meta)}
    ties = TieBreakingRule(lambda inst, prof, project: (drawn.get(project.name, len(drawn)), rows[project]))

    class MarksTimesCost(AdditiveSatisfaction):
        """pabutools sorts by satisfaction per złoty: times the cost, that is the marks alone."""

        def __init__(self, inst, prof, ballot):
            super().__init__(inst, prof, ballot, lambda _i, _p, one, project, _v: marks(one, project) * project.cost)

    if rule == "greedy":
        # On approval ballots pabutools' own class says the same, and is faster.
        approval = instance.meta["vote_type"] in ("approval", "choose-1")
        by = Cost_Sat if approval else MarksTimesCost
        return greedy_utilitarian_welfare(instance, profile, sat_class=by, tie_breaking=ties)
    if rule == "phragmen":
        return sequential_phragmen(instance, profile, tie_breaking=ties)
    add1 = {"voter_budget_increment": 1} if rule == "mes-add1" else {}
    return method_of_equal_shares(instance, profile, sat_class=Cost_Sat, tie_breaking=ties, **add1)


def time_of(path, rule, first=()):
    def timed(work):
        began = time.perf_counter()
        return work(), time.perf_counter() - began

    (instance, profile), seconds = timed(lambda: parse_pabulib(path))
    print("read", seconds, flush=True)
    drop_below_threshold(instance, profile)
    chosen, seconds = timed(lambda: count_read(instance, profile, rule, first))
    print("count", seconds)
    print("chosen", json.dumps([project.name for project in chosen]))


def errors_of(path):
    with contextlib.redirect_stdout(sys.stderr):
        report = Checker().process_files([path])
    files = [one for name, one in report.items() if name not in ("metadata", "summary")]
    return {name: list(found.values()) for one in files for name, found in one["results"]["errors"].items()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--rule", required=True, choices=("greedy", "mes", "mes-add1", "phragmen"))
    parser.add_argument("--ties", default="", metavar="ID,ID,…")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--time", action="store_true")
    options = parser.parse_args()
    if options.check and (errors := errors_of(options.file)):
        sys.exit(f"pabulib-checker: {json.dumps(errors, indent=1, ensure_ascii=False)}")
    first = [project_id for project_id in options.ties.split(",") if project_id]
    if options.time:
        sys.exit(time_of(options.file, options.rule, first))
    chosen = [project.name for project in count(options.file, options.rule, first)]
    print(json.dumps(chosen) if options.json else "\n".join(chosen))
