#!/usr/bin/env python3
"""Checks a published vote with Python 3 and nothing else: a second opinion on `sakwa verify`.

    python3 verify.py BUNDLE [CHECKPOINT ...]

BUNDLE is the folder or the .zip that the city published; each CHECKPOINT a file kept during the vote.
Checked: the SHA-256 of every file; leaf 0 of the log is rules.json; every checkpoint's root; every
ballot opens to a leaf and its receipt is the code of this leaf; opened, superseded, excluded and
undisclosed leaves are the whole log, each once; persons less excluded persons are the ballots; votes and
scores; the winners, where the rule is greedy by score. NOT checked: the Ed25519 signatures of
checkpoints, whether ballots keep to the rules of voting, and the winners under other rules: for these use
`sakwa verify`. Exit code 0 when all of it holds, 1 when not.
"""

import base64, collections, csv, decimal, hashlib, io, json, os, struct, sys, zipfile

CODES = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
findings = []


def find(code, sentence):
    findings.append(f"{code}: {sentence}")


def read(path):
    if os.path.isdir(path):
        names = [os.path.join(at, name) for at, _, names in os.walk(path) for name in names]
        return {os.path.relpath(name, path).replace(os.sep, "/"): open(name, "rb").read() for name in names}
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def table(text, delimiter=","):
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def election(text):
    """The three sections of a .pb file."""
    sections, name = {}, None
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=";"):
        if len(row) == 1 and row[0] in ("META", "PROJECTS", "VOTES"):
            name = row[0]
            sections[name] = []
        elif row:
            sections[name].append(row)
    return [[dict(zip(rows[0], row)) for row in rows[1:]] for rows in (sections[n] for n in ("META", "PROJECTS", "VOTES"))]


def leaf_of(edition, pool, choices, nonce):
    """The canonical bytes of a ballot, behind a zero byte, hashed."""
    text = lambda value: struct.pack(">Q", len(value.encode())) + value.encode()
    ordered = pool["ballot"]["kind"] == "ordinal"
    if not ordered:
        choices = sorted(choices, key=lambda choice: (choice[0].encode(), choice[1]))
    out = b"\0sakwa/ballot/1\n" + text(edition) + text(pool["code"]) + struct.pack(">IBQ", pool["revision"], ordered, len(choices))
    out += b"".join(text(number) + struct.pack(">q", points) for number, points in choices)
    return hashlib.sha256(out + nonce).hexdigest()


def receipt_of(leaf):
    bits = int(leaf[:15], 16)
    return "".join(CODES[bits >> shift & 31] for shift in range(55, -5, -5))


def roots(leaves, sizes):
    """The Merkle root (RFC 6962) of the first SIZE leaves, for each of the sizes."""
    node = lambda left, right: hashlib.sha256(b"\1" + left + right).digest()
    found, edge = {}, []
    for size in range(len(leaves) + 1):
        if size in sizes:
            root = edge[-1] if edge else hashlib.sha256().digest()
            for left in reversed(edge[:-1]):
                root = node(left, root)
            found[size] = root
        if size < len(leaves):
            tree, full = bytes.fromhex(leaves[size]), size
            while full & 1:
                tree, full = node(edge.pop(), tree), full >> 1
            edge.append(tree)
    return found


def checkpoints(named, origin, leaves):
    parsed = []
    for name, text in named:
        own, size, root = text.split("\n")[:3]
        if own != origin:
            find("checkpoint-origin", f"{name} is of {own}, not {origin}")
        parsed.append((name, int(size), base64.b64decode(root, validate=True)))
    known = roots(leaves, {size for _, size, _ in parsed})
    for name, size, root in parsed:
        if size not in known:
            find("checkpoint-beyond", f"{name} stands for {size} leaves of {len(leaves)}")
        elif known[size] != root:
            find("checkpoint-root", f"{name}: the first {size} leaves have another root")
    return [size for _, size, _ in parsed]


def greedy(pool, outcome, scores):
    """The winners by score, ties by the order of the list; what does not fit is skipped, or ends the count."""
    threshold = pool.get("threshold") or {}
    need = threshold.get("absolute", 0) if "share_of_ballots" not in threshold else -(-outcome["ballots"] * threshold["share_of_ballots"]["basis_points"] // 10000)
    left, winners, fit = pool["budget"], [], pool["method"].get("fit", "skip")
    for project in sorted(pool["projects"], key=lambda project: -scores[project["number"]]):
        number, cost = project["number"], project["cost"]
        if number in outcome.get("withdrawn", []) or ("absolute" in threshold or need) and scores[number] < need:
            continue
        if cost <= left:
            winners.append(number)
            left -= cost
        elif fit != "skip":
            break
    return winners


def main(path, kept):
    files = read(path)
    text = {name: data.decode() for name, data in files.items()}
    manifest, rules, announced = (json.loads(text[name]) for name in ("manifest.json", "rules.json", "outcome.json"))
    for name, stated in manifest["files"].items():
        if name not in files or hashlib.sha256(files[name]).hexdigest() != stated:
            find("file-hash", f"{name} is not the file of the manifest")
    for name in set(files) - set(manifest["files"]) - {"manifest.json"}:
        find("file-unlisted", name)

    leaves = text["leaves.txt"].split()
    if leaves[:1] != [hashlib.sha256(b"\0sakwa/rules/1\n" + files["rules.json"]).hexdigest()]:
        find("rules-leaf", "leaf 0 of the log is not that of rules.json")
    signed, body = [], []
    for line in text["checkpoints.txt"].split("\n"):
        if line.startswith("\u2014"):
            if body:
                signed.append("\n".join(body).strip("\n"))
            body = []
        else:
            body.append(line)
    sizes = checkpoints([(f"checkpoint {n}", note) for n, note in enumerate(signed, 1)], manifest["origin"], leaves)
    if sizes != sorted(sizes):
        find("checkpoint-shrinks", str(sizes))
    if sizes[-1:] != [len(leaves)]:
        find("checkpoint-last", f"the last of {sizes} is not of all {len(leaves)} leaves")
    checkpoints([(name, open(name, encoding="utf-8").read()) for name in kept], manifest["origin"], leaves)

    named = {"superseded": text["superseded.txt"].split(), "excluded": text["excluded.txt"].split(), "opened": []}
    undisclosed = table(text["undisclosed.csv"])
    named["undisclosed"] = [row["leaf"] for row in undisclosed]
    nonces = {(row["pool"], row["receipt"]): bytes.fromhex(row["nonce"]) for row in table(text["openings.csv"])}
    turnout, used = table(text["turnout.csv"]), 0
    if len(named["excluded"]) != sum(int(row["excluded"]) for row in turnout):
        find("turnout-excluded", "there are not as many excluded ballots as excluded persons")
    for pool, outcome in zip(rules["pools"], announced["pools"], strict=True):
        code, votes, scores = pool["code"], collections.Counter(), collections.Counter()
        ballots = sum(row["pool"] == code for row in undisclosed)
        if f"pools/{code}.pb" in text:
            _, projects, cast = election(text[f"pools/{code}.pb"])
            ballots += len(cast)
            for row in cast:
                numbers = [number for number in row["vote"].split(",") if number]
                points = [int(given) for given in row["points"].split(",")] if row.get("points") else [1] * len(numbers)
                if (code, row["voter_id"]) not in nonces:
                    find("ballot-without-opening", f"{code} {row['voter_id']}")
                    continue
                leaf = leaf_of(rules["edition"], pool, list(zip(numbers, points)), nonces[code, row["voter_id"]])
                used += 1
                named["opened"].append(leaf)
                if receipt_of(leaf) != row["voter_id"]:
                    find("ballot-receipt", f"{code}: ballot {row['voter_id']} is {receipt_of(leaf)}")
                if pool["ballot"]["kind"] == "ordinal":
                    places = pool["ballot"].get("max_length") or len(pool["projects"])
                    points = [max(places - place, 0) for place in range(len(numbers))]
                votes.update(numbers)
                for number, given in zip(numbers, points):
                    scores[number] += given
            listed = [(project["project_id"], decimal.Decimal(project["cost"]) * 100) for project in projects]
            if listed != [(project["number"], project["cost"]) for project in pool["projects"]]:
                find("pool-projects", f"{code}: the file has other projects than the rules")
            if pool["ballot"]["kind"] != "scoring" and any((project["votes"], project["score"]) != (votes[project["number"]], scores[project["number"]]) for project in outcome["projects"]):
                find("outcome-figures", f"{code}: the sums of the ballots are not the announced ones")
            won = {project["project_id"] for project in projects if project.get("selected") == "1"}
            if won - {outcome.get("reserve")} != set(outcome["winners"]):
                find("pool-selected", f"{code}: the file has other winners than outcome.json")
        else:
            scores = {project["number"]: project["score"] for project in outcome["projects"]}
        persons = sum(int(row["persons"]) - int(row["excluded"]) for row in turnout if row["pool"] == code)
        if not persons == ballots == outcome["ballots"]:
            find("turnout-ballots", f"{code}: {persons} persons, {ballots} ballots, {outcome['ballots']} announced")
        by_score = pool["method"]["rule"] == "greedy" and pool["method"].get("order", "score") == "score"
        if not by_score or pool["ballot"]["kind"] == "scoring" or "cost_share" in (pool.get("threshold") or {}):
            print(f"not counted here: pool {code}, {pool['rule']}")
        elif greedy(pool, outcome, scores) != outcome["winners"]:
            find("outcome-winners", f"{code}: the ballots elect {greedy(pool, outcome, scores)}, announced are {outcome['winners']}")
    if used != len(nonces):
        find("opening-without-ballot", f"{len(nonces) - used} openings have no ballot")

    times = collections.Counter(leaf for kind in named.values() for leaf in kind)
    log = collections.Counter(leaves[1:])
    for leaf in times.keys() | log.keys():
        if not times[leaf] == log[leaf] == 1:
            find("log", f"leaf {leaf} is {times[leaf]} times accounted for, and {log[leaf]} times in the log")
    print(f"{len(leaves)} leaves; " + ", ".join(f"{len(kind)} {name}" for name, kind in named.items()))


if len(sys.argv) < 2:
    sys.exit(__doc__)
main(sys.argv[1], sys.argv[2:])
print("\n".join(findings + ["REJECTED" if findings else "VERIFIED, but for the signatures"]))
sys.exit(1 if findings else 0)
