//! `sakwa verify`: what an honest town publishes is accepted, whatever is forged is rejected by name, and two other
//! programs say the same.

mod forge;
mod town;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use game_rules::count::Profile;
use game_rules::log::Note;
use game_rules::pabulib;
use sakwa::bundle::{Bundle, Contents, PYTHON_VERIFIER, Signer};
use serde_json::Value;
use tempfile::TempDir;

use crate::harness::server::{run_anywhere, text};
use town::{Town, key};

/// A bundle on the disk.
struct Published {
    folder: TempDir,
    path: PathBuf,
}

impl Published {
    fn zip(bundle: &Bundle) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("miasto-2027.zip");
        std::fs::write(&path, bundle.zip().unwrap()).unwrap();
        Self { folder, path }
    }

    fn beside(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn verify(&self, options: &[&str]) -> Output {
        run_anywhere(&[&["verify", self.path.to_str().unwrap()], options].concat())
    }

    fn report(&self, options: &[&str]) -> (i32, Value) {
        let output = self.verify(&[options, &["--json"]].concat());
        assert_eq!(text(&output.stderr), "");
        (output.status.code().unwrap(), serde_json::from_slice(&output.stdout).unwrap())
    }

    /// None where there is no Python; under CI that is a failure.
    fn python(&self, kept: &[&str]) -> Option<Output> {
        let script = self.beside("verify.py", PYTHON_VERIFIER);
        let mut command = Command::new("python3");
        let output = command.arg(script).arg(&self.path).args(kept).output();
        if output.is_err() {
            assert!(std::env::var("CI").is_err(), "CI without python3");
            println!("skipped: no python3");
        }
        output.ok()
    }
}

fn codes(report: &Value) -> Vec<String> {
    let checks = report["checks"].as_array().unwrap().iter();
    let findings = checks.filter_map(|check| check["findings"].as_array()).flatten();
    findings.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn an_honest_vote_is_accepted_from_a_folder_and_from_an_archive() {
    let town = Town::new();
    let bundle = town.contents.pack().unwrap();
    let published = Published::zip(&bundle);
    let folder = published.folder.path().join("miasto");
    bundle.write_folder(&folder).unwrap();
    let kept = published.beside("kept.txt", &town.contents.checkpoints[4].print());
    let key = key().print();
    for path in [&published.path, &folder] {
        let path = path.to_str().unwrap();
        let output = run_anywhere(&["verify", path, "--key", &key, "--checkpoint", &kept]);
        let said = text(&output.stdout);
        assert_eq!((output.status.code(), &*text(&output.stderr)), (Some(0), ""), "{said}");
        assert!(said.starts_with("Budżet obywatelski 2027, Miasto (miasto-2027)\n"), "{said}");
        assert!(said.ends_with("VERIFIED: all 10 checks hold\n"), "{said}");
        assert!(said.contains("the log begins with what was kept: 201 leaves"), "{said}");
        // 499 persons, every fifth of a pool twice; every 23rd is excluded, from the fourth on.
        let log = "600 leaves: the rules, 468 counted ballots opened, 8 undisclosed, 100 superseded, 23 excluded";
        assert!(said.contains(log), "{said}");
        assert!(said.contains("499 persons less 23 excluded"), "{said}");
        assert!(!said.contains('!'), "{said}");
    }
    let said = text(&published.verify(&[]).stdout);
    assert!(said.contains("! NOBODY HAS CONFIRMED THIS KEY"), "{said}");
}

#[test]
fn what_an_earlier_version_published_is_accepted() {
    let earlier = include_bytes!("../../data/earlier-bundle.zip");
    let published = Published::zip(&Bundle::unzip(earlier).unwrap());
    std::fs::write(&published.path, earlier).unwrap();
    let (code, report) = published.report(&[]);
    assert_eq!((code, &report["accepted"]), (0, &Value::Bool(true)), "{report:#}");
    if let Some(python) = published.python(&[]) {
        assert!(python.status.success(), "{}", text(&python.stdout));
    }
}

#[test]
fn the_same_vote_is_the_same_bytes_and_reads_back() {
    let town = Town::new();
    let bundle = town.contents.pack().unwrap();
    let mut shuffled = town.contents.clone();
    shuffled.openings.reverse();
    shuffled.superseded.reverse();
    shuffled.excluded.reverse();
    shuffled.undisclosed.reverse();
    let again = shuffled.pack().unwrap();
    assert_eq!(bundle, again);
    assert_eq!(bundle.zip().unwrap(), again.zip().unwrap());
    let unzipped = Bundle::unzip(&bundle.zip().unwrap()).unwrap();
    assert_eq!(unzipped, bundle);
    let (read, manifest) = Contents::read(&unzipped).unwrap();
    assert_eq!(read.pack().unwrap(), bundle);
    assert_eq!(read.checkpoints, town.contents.checkpoints);
    let names: Vec<&str> = manifest.files.keys().map(String::as_str).collect();
    let expected = [
        "checkpoints.txt",
        "excluded.txt",
        "leaves.txt",
        "openings.csv",
        "outcome.json",
        "pools/city.pb",
        "pools/east.pb",
        "pools/north.pb",
        "rules.json",
        "superseded.txt",
        "turnout.csv",
        "undisclosed.csv",
    ];
    assert_eq!(names, expected);
}

#[test]
fn few_ballots_are_never_opened() {
    let town = Town::new();
    let mut contents = town.contents.clone();
    contents.ballots.insert("small".to_owned(), contents.ballots["city"].clone());
    let refused = contents.pack().unwrap_err().to_string();
    assert_eq!(refused, "pool small has 8 ballots, too few to open them");
    let bundle = town.contents.pack().unwrap();
    for small in &town.counted["small"] {
        for (name, bytes) in &bundle.files {
            let text = String::from_utf8(bytes.clone()).unwrap();
            assert!(!text.contains(&small.receipt), "{name} has a receipt of the small pool");
        }
    }
}

#[test]
fn every_forgery_is_rejected_by_its_name() {
    for forgery in forge::ALL {
        let mut town = Town::new();
        let kept = town.contents.checkpoints[6].clone();
        (forgery.forge)(&mut town);
        let published = Published::zip(&town.contents.pack().unwrap());
        let kept = published.beside("kept.txt", &kept.print());
        let key = key().print();
        let mut options = vec!["--key", &key];
        if forgery.kept {
            options.extend(["--checkpoint", &kept]);
        }
        let output = published.verify(&options);
        let (name, said) = (forgery.name, text(&output.stdout));
        assert_eq!(output.status.code(), Some(4), "{name}: {said}");
        assert!(said.contains("\nREJECTED: "), "{name}: {said}");
        let lines = said.lines().filter_map(|line| line.strip_prefix("       "));
        let found: Vec<&str> = lines
            .filter_map(|line| Some(line.split_once(": ")?.0))
            .filter(|code| !code.contains(' '))
            .collect();
        assert!(found.contains(&forgery.code), "{name}: {said}");
        // What one check alone should catch is not caught by others by chance.
        if forgery.only {
            assert!(found.iter().all(|code| *code == forgery.code), "{name}: {said}");
        }
        if let Some(code) = forgery.python {
            let kept = if forgery.kept { vec![&*kept] } else { Vec::new() };
            let Some(output) = published.python(&kept) else { continue };
            let said = text(&output.stdout) + &text(&output.stderr);
            assert_eq!(output.status.code(), Some(1), "{name}: {said}");
            assert!(said.contains(&format!("{code}: ")), "{name}: {said}");
        }
    }
}

/// Without a checkpoint kept from earlier, who holds the key can sign another log.
#[test]
fn only_a_kept_checkpoint_catches_who_holds_the_key() {
    let mut town = Town::new();
    let kept = town.contents.checkpoints[6].clone();
    forge::remove_with_leaf_and_sign(&mut town);
    let published = Published::zip(&town.contents.pack().unwrap());
    let key = key().print();
    assert_eq!(published.report(&["--key", &key]).0, 0);
    let kept = published.beside("kept.txt", &kept.print());
    let (code, report) = published.report(&["--key", &key, "--checkpoint", &kept]);
    assert_eq!((code, codes(&report)), (4, vec!["checkpoint-root".to_owned()]));
}

#[test]
fn a_python_program_without_our_code_agrees() {
    let town = Town::new();
    let published = Published::zip(&town.contents.pack().unwrap());
    let kept = published.beside("kept.txt", &town.contents.checkpoints[4].print());
    let Some(output) = published.python(&[&kept]) else { return };
    let said = text(&output.stdout) + &text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    let expected = "\
not counted here: pool east, equalshares/add1
600 leaves; 100 superseded, 23 excluded, 468 opened, 8 undisclosed
VERIFIED, but for the signatures
";
    assert_eq!(said, expected);
}

/// The published files, counted by pabutools.
#[test]
fn pabutools_elects_the_same_projects() {
    let known = std::env::var_os("SAKWA_ORACLE").map(PathBuf::from);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = known.unwrap_or_else(|| root.join("target/oracle/bin/python"));
    if !python.is_file() {
        assert!(std::env::var("CI").is_err(), "CI without pabutools");
        println!("skipped: no Python with pabutools (tests/run installs it)");
        return;
    }
    let town = Town::new();
    let published = Published::zip(&town.contents.pack().unwrap());
    for (pool, rule) in [("city", "greedy"), ("east", "mes"), ("east", "mes-add1")] {
        let file = published.folder.path().join(format!("{pool}.pb"));
        std::fs::write(&file, &town.contents.ballots[pool]).unwrap();
        let output = Command::new(&python)
            .arg(root.join("tests/oracle/count.py"))
            .arg(&file)
            .args(["--rule", rule, "--json", "--check"])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        let theirs: Vec<String> = serde_json::from_slice(&output.stdout).unwrap();
        let mut frozen = town::rules().pool(pool).unwrap().clone();
        if let game_rules::count::Rule::EqualShares(shares) = &mut frozen.method {
            // Their one pass adds nothing, and their raising ends when nothing more fits.
            shares.exhaustive = true;
            if rule == "mes" {
                shares.completion = game_rules::count::Completion::None;
            }
        }
        let election = pabulib::read(&town.contents.ballots[pool]).unwrap();
        let ours = frozen.count(&Profile::of(&election), &[]).winners;
        assert!(!ours.is_empty());
        assert_eq!(sorted(theirs), sorted(ours), "{pool}, {rule}");
    }
    // And greedy is what was announced.
    let city = &town.contents.outcome.pools[0];
    assert_eq!((city.code.as_str(), city.winners.len() > 1), ("city", true));
}

fn sorted(mut numbers: Vec<String>) -> Vec<String> {
    numbers.sort();
    numbers
}

#[test]
fn a_receipt_tells_what_became_of_its_ballot() {
    let town = Town::new();
    let published = Published::zip(&town.contents.pack().unwrap());
    let ask = |receipt: &str| {
        let (code, report) = published.report(&["--receipt", receipt]);
        let said: Vec<String> =
            serde_json::from_value(report["receipt"]["sentences"].clone()).unwrap();
        (code, said.join("; "))
    };
    let counted = &town.counted["north"][7];
    let given: Vec<String> = counted
        .marks
        .iter()
        .map(|mark| format!("N{} ({} points)", mark.project + 1, mark.points))
        .collect();
    let (code, said) = ask(&counted.receipt.to_lowercase());
    assert_eq!(code, 0);
    assert!(said.contains("; it was counted; "), "{said}");
    assert!(
        said.ends_with(&format!("the file of pool north has under it: {}", given.join(", "))),
        "{said}"
    );
    let (_, said) = ask(&town.superseded[3].1.receipt);
    assert!(said.ends_with("; its voter replaced it by a later ballot"), "{said}");
    let (_, said) = ask(&town.excluded[3].1.receipt);
    assert!(said.ends_with("; its voter was excluded, and it was not counted"), "{said}");
    let (_, said) = ask(&town.counted["small"][0].receipt);
    assert!(
        said.ends_with("it was counted in pool small, whose few ballots are not opened"),
        "{said}"
    );
    let (code, said) = ask("0000-0000-0000");
    assert_eq!((code, &*said), (5, "the log has no leaf with this code"));
    let refused = published.verify(&["--receipt", "0000"]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn a_withdrawn_project_is_said_aloud() {
    let mut town = Town::new();
    let winner = town.contents.outcome.pools[0].winners[0].clone();
    let frozen = town.contents.rules.pools[0].clone();
    let mut profile = Profile::new(frozen.projects.len());
    town.counted["city"].iter().for_each(|ballot| profile.add(&ballot.marks, &frozen.ballot, 1));
    let outcome = frozen.count(&profile, std::slice::from_ref(&winner));
    let file = String::from_utf8(town.contents.ballots["city"].clone()).unwrap();
    let mut election = pabulib::read(file.as_bytes()).unwrap();
    for project in &mut election.projects {
        project.selected = Some(u8::from(outcome.winners.contains(&project.id)));
    }
    let file = pabulib::write(Vec::new(), &election).unwrap();
    town.contents.ballots.insert("city".to_owned(), file);
    assert!(!outcome.winners.contains(&winner));
    town.contents.outcome.pools[0] = outcome;
    let published = Published::zip(&town.contents.pack().unwrap());
    let output = published.verify(&["--key", &key().print()]);
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{said}");
    let sentence = format!("! pool city: counted without {winner}, said to have been withdrawn");
    assert!(said.contains(&sentence), "{said}");
    assert_eq!(published.python(&[]).map(|output| output.status.code()), Some(Some(0)));
}

#[test]
fn another_key_is_not_the_trusted_one() {
    let mut town = Town::new();
    let forger = Signer::new("bo.miasto.example/miasto-2027", &[13; 32]).unwrap();
    let leaves = &town.contents.leaves;
    town.contents.checkpoints = vec![town::checkpoint(leaves, &forger)];
    town.contents.verifier_key = forger.verifier_key().print();
    let published = Published::zip(&town.contents.pack().unwrap());
    // By its own key it holds, which is why the caution is loud.
    assert_eq!(published.report(&[]).0, 0);
    let (code, report) = published.report(&["--key", &key().print()]);
    assert_eq!(
        (code, codes(&report)),
        (4, vec!["key-other".into(), "checkpoint-signature".to_owned()])
    );
}

#[test]
fn files_are_what_the_manifest_says() {
    let bundle = Town::new().contents.pack().unwrap();
    let report = |change: &dyn Fn(&mut Bundle)| {
        let mut bundle = bundle.clone();
        change(&mut bundle);
        let (code, report) = Published::zip(&bundle).report(&[]);
        (code, codes(&report))
    };
    let (code, found) = report(&|bundle| {
        bundle.files.get_mut("outcome.json").unwrap().push(b'\n');
    });
    assert_eq!((code, found), (4, vec!["file-hash".to_owned()]));
    let (code, found) = report(&|bundle| {
        bundle.files.insert("readme.txt".into(), Vec::new());
    });
    assert_eq!((code, found), (4, vec!["file-unlisted".to_owned()]));
    let (code, found) = report(&|bundle| {
        bundle.files.remove("pools/north.pb");
    });
    assert_eq!(code, 4);
    for expected in
        ["file-missing", "manifest-differs", "opening-without-ballot", "leaf-unaccounted"]
    {
        assert!(found.iter().any(|code| code == expected), "{expected}: {found:?}");
    }
    // Every file that cannot be read is named, and nothing is said to hold.
    let (code, found) = report(&|bundle| {
        bundle.files.remove("leaves.txt");
        bundle.files.insert("excluded.txt".into(), b"00\n".to_vec());
        bundle.files.insert("rules.json".into(), b"{}".to_vec());
        bundle.files.insert(
            "turnout.csv".into(),
            b"pool,channel,persons,excluded\ncity,paper,-1,0\n".to_vec(),
        );
        bundle.files.get_mut("openings.csv").unwrap().extend(b"city,short,00\n");
        bundle.files.get_mut("checkpoints.txt").unwrap().extend(b"\nmore\n");
    });
    assert_eq!((code, found), (3, vec!["file-unreadable".to_owned(); 6]));
}

#[test]
fn what_is_no_bundle_or_no_option_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(path("text.zip"), "no archive").unwrap();
    for name in ["none.zip", "text.zip"] {
        let output = run_anywhere(&["verify", &path(name)]);
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).starts_with("sakwa: cannot read "));
    }
    let output = run_anywhere(&["verify", folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stdout).contains("manifest.json: it is not in the bundle"));
    let output = run_anywhere(&["verify", &path("none.zip"), "--key", "key"]);
    assert_eq!(output.status.code(), Some(2));
    std::fs::write(path("kept.txt"), "origin\n1\n").unwrap();
    let output = run_anywhere(&["verify", &path("none.zip"), "--checkpoint", &path("kept.txt")]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn signatures_are_those_of_the_standard() {
    use game_rules::log::VerifierKey;
    use sakwa::bundle::{Unsigned, Verifier};
    // The example of the Go package that notes come from: its signature holds, its text is no checkpoint.
    let vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    let signed = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    let verifier = Verifier::new(&VerifierKey::parse(vkey).unwrap()).unwrap();
    let open = |note: &str| verifier.open(&Note::parse(note).unwrap()).unwrap_err();
    assert!(matches!(open(signed), Unsigned::Text(_)), "{:?}", open(signed));
    assert!(matches!(open(&signed.replace("your", "my")), Unsigned::Forged { .. }));
    assert!(matches!(
        open(&signed.replace("\u{2014} Peter", "\u{2014} Paul")),
        Unsigned::Missing { .. }
    ));
    // Others may sign beneath.
    let mut note = town::checkpoint(&[[1; 32]], &town::signer());
    let other = Signer::new("witness.example", &[3; 32]).unwrap();
    note.signatures.insert(0, town::checkpoint(&[[1; 32]], &other).signatures.remove(0));
    let own = Verifier::new(&key()).unwrap();
    assert_eq!(own.open(&Note::parse(&note.print()).unwrap()).unwrap().size, 1);
}
