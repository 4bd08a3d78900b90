//! Other people's servers that the program talks to, from npm by lock file: `tests/servers`.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::Value;

/// A running script of `tests/servers`; it ends with this value.
pub struct Helper {
    child: Child,
    lines: Receiver<Value>,
    pub port: u16,
}

impl Helper {
    /// Starts a script and waits until it says its port. None where npm's packages are not
    /// installed; under CI that is a failure.
    pub fn start(script: &str, args: &[&str]) -> Option<Self> {
        let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/servers");
        if !folder.join("node_modules").exists() {
            assert!(std::env::var("CI").is_err(), "CI without tests/servers/node_modules");
            println!("skipped: run `npm ci` in tests/servers");
            return None;
        }
        let mut child = Command::new("node")
            .arg(folder.join(script))
            .args(args)
            .stdout(Stdio::piped())
            .spawn()
            .expect("node runs");
        let out = BufReader::new(child.stdout.take().unwrap());
        let (say, lines) = channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                let _ = say.send(serde_json::from_str(&line).unwrap_or_default());
            }
        });
        let mut helper = Self { child, lines, port: 0 };
        let said = helper.next().expect("it says its port");
        helper.port = u16::try_from(said["port"].as_u64().unwrap()).unwrap();
        Some(helper)
    }

    /// What it says next, for ten seconds; None when it says nothing.
    pub fn next(&self) -> Option<Value> {
        self.lines.recv_timeout(Duration::from_secs(10)).ok()
    }

    /// What it has said and nobody has read.
    pub fn rest(&self) -> Vec<Value> {
        std::thread::sleep(Duration::from_millis(100));
        self.lines.try_iter().collect()
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
