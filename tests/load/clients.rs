//! Clients that cost little: prepared bytes over connections that stay open.

use std::cell::Cell;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A connection that stays open.
pub struct Wire {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Wire {
    pub async fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream, read: Vec::with_capacity(64 * 1024) }
    }

    /// Sends a request and reads its whole answer; gives the status and the head.
    pub async fn ask(&mut self, request: &[u8]) -> (u16, &str) {
        self.stream.write_all(request).await.unwrap();
        self.read.clear();
        let end = loop {
            self.more().await;
            if let Some(end) = find(&self.read, b"\r\n\r\n") {
                break end + 4;
            }
        };
        let head = std::str::from_utf8(&self.read[..end]).unwrap();
        let length = head
            .split_once("content-length: ")
            .map(|(_, rest)| rest.split("\r\n").next().unwrap().parse::<usize>().unwrap());
        let is_chunked = head.contains("transfer-encoding: chunked");
        while match length {
            Some(length) => self.read.len() < end + length,
            None => is_chunked && !self.read.ends_with(b"\r\n0\r\n\r\n"),
        } {
            self.more().await;
        }
        let head = std::str::from_utf8(&self.read[..end]).unwrap();
        (head[9..12].parse().unwrap(), head)
    }

    async fn more(&mut self) {
        let read = self.stream.read_buf(&mut self.read).await.unwrap();
        assert!(read > 0, "the server hung up");
    }
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}

/// Sends every request once over `connections`, each as soon as the one before it is answered; gives
/// the time of all and of each.
pub async fn rush(
    address: SocketAddr,
    connections: usize,
    requests: &[Vec<u8>],
    check: fn(u16, &str),
) -> (Duration, Vec<Duration>) {
    let wires = join_all((0..connections).map(|_| Wire::open(address))).await;
    let next = Cell::new(0);
    let began = Instant::now();
    let each = join_all(wires.into_iter().map(async |mut wire| {
        let mut took = Vec::new();
        while let Some(request) = requests.get(next.replace(next.get() + 1)) {
            let sent = Instant::now();
            let (status, head) = wire.ask(request).await;
            check(status, head);
            took.push(sent.elapsed());
        }
        took
    }))
    .await;
    (began.elapsed(), each.concat())
}

/// Sends requests at `rate` a second whatever the server does, in turns; a time is counted from the
/// instant at which the request was due, so that a server that stands still is not flattered.
pub async fn stream(
    address: SocketAddr,
    connections: usize,
    requests: &[Vec<u8>],
    rate: usize,
    seconds: usize,
    check: fn(u16, &str),
) -> Vec<Duration> {
    let wires = join_all((0..connections).map(|_| Wire::open(address))).await;
    let began = Instant::now();
    let next = Cell::new(0);
    let each = join_all(wires.into_iter().map(async |mut wire| {
        let mut took = Vec::new();
        loop {
            let n = next.replace(next.get() + 1);
            if n >= rate * seconds {
                return took;
            }
            let due = began + Duration::from_secs(1) * n as u32 / rate as u32;
            tokio::time::sleep_until(due.into()).await;
            let (status, head) = wire.ask(&requests[n % requests.len()]).await;
            check(status, head);
            took.push(due.elapsed());
        }
    }))
    .await;
    each.concat()
}

/// The time within which this share of all was answered, in milliseconds.
pub fn quantile(times: &mut [Duration], share: f64) -> f64 {
    times.sort_unstable();
    let at = ((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1));
    times.get(at).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
}
