//! The real binary: commands that end, and a server that may be killed.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use super::browser::{Browser, Wire};

/// The program on a data directory, without its log.
pub fn sakwa(data: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sakwa"));
    command
        .args(args)
        .arg("--data-dir")
        .arg(data)
        .env("SAKWA_LOG", "off")
        .env_remove("SAKWA_DATABASE_URL");
    command
}

/// Runs a command to its end.
pub fn run(data: &Path, args: &[&str]) -> Output {
    sakwa(data, args).output().unwrap()
}

/// Runs a command that needs no data.
pub fn run_anywhere(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sakwa")).args(args).output().unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

pub struct Server {
    child: Child,
    pub address: SocketAddr,
    /// What was printed until it listened.
    pub printed: Vec<String>,
}

impl Server {
    /// Starts `serve` or `demo` on a free port and waits until it answers.
    pub async fn start(data: &Path, args: &[&str]) -> Self {
        Self::of(sakwa(data, args)).await
    }

    /// As [`Self::start`], by a command that was made ready.
    pub async fn of(command: Command) -> Self {
        let server = Self::listening(command);
        assert_eq!(server.browser().get("/health").await.status, 200);
        server
    }

    /// As [`Self::of`], whether it is well or not.
    pub fn listening(mut command: Command) -> Self {
        command.args(["--listen", "127.0.0.1:0"]).stdout(Stdio::piped());
        let child = command.spawn().unwrap();
        let mut server = Self { child, address: ([0; 4], 0).into(), printed: Vec::new() };
        for line in BufReader::new(server.child.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            if let Some(address) = line.strip_prefix("listening on http://") {
                server.address = address.parse().unwrap();
                return server;
            }
            server.printed.push(line);
        }
        panic!("it never listened: {:?}", server.printed);
    }

    /// The number of its process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Pulls the plug: no handler runs, no buffer is flushed.
    pub fn kill(self) {
        drop(self);
    }

    /// Pulls the plug; gives what it has logged, where that was piped.
    pub fn log(mut self) -> String {
        let _ = self.child.kill();
        let mut log = String::new();
        let mut pipe = self.child.stderr.take().expect("a piped log");
        std::io::Read::read_to_string(&mut pipe, &mut log).unwrap();
        log
    }

    /// Asks to stop; gives whether it ended well.
    pub async fn stop(mut self) -> bool {
        let id = self.process().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        tokio::task::spawn_blocking(move || self.child.wait().unwrap().success()).await.unwrap()
    }

    pub fn browser(&self) -> Browser {
        Browser::over(Wire::Socket(self.address))
    }
}

/// No server outlives its scenario, not even one that failed.
impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended by itself cannot be killed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
