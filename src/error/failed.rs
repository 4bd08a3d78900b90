//! What an error of the database says of the database itself: that it is busy, or that it cannot do
//! its work at all. Everything else is a fault of ours, or the constraint that a caller asked about.

use sea_orm::sqlx::Error as Cause;
use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr};

/// Why the database stored nothing, where what it was asked is not to blame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    /// Others were there first; a moment later it will do.
    Busy,
    /// Its disk is full or failing, or it has gone away: it needs somebody's hand.
    Unable,
}

/// Reads codes, never texts: those of SQLite (<https://sqlite.org/rescode.html>) and the classes of
/// SQLSTATE that PostgreSQL uses (its manual, appendix A).
pub fn failed(error: &DbErr) -> Option<Failed> {
    let cause = match error {
        DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => return Some(Failed::Busy),
        DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed) => return Some(Failed::Unable),
        DbErr::Conn(RuntimeErr::SqlxError(cause))
        | DbErr::Exec(RuntimeErr::SqlxError(cause))
        | DbErr::Query(RuntimeErr::SqlxError(cause)) => cause,
        _ => return None,
    };
    match &**cause {
        Cause::PoolTimedOut => Some(Failed::Busy),
        Cause::Io(_) | Cause::Tls(_) | Cause::PoolClosed | Cause::WorkerCrashed => {
            Some(Failed::Unable)
        }
        Cause::Database(refusal) => of_code(&refusal.code()?),
        _ => None,
    }
}

fn of_code(code: &str) -> Option<Failed> {
    // SQLSTATE has five characters; SQLite's extended codes have four digits at most.
    if code.len() == 5 {
        return match &code[..2] {
            // Serialization failures and deadlocks; a lock that was not to be had; too many connections.
            "40" => Some(Failed::Busy),
            _ if matches!(code, "55P03" | "53300") => Some(Failed::Busy),
            // Resources, an operator's stop, the system below, the connection.
            "53" | "58" | "08" => Some(Failed::Unable),
            "57" if code.starts_with("57P") => Some(Failed::Unable),
            _ => None,
        };
    }
    // The primary code lies in the lowest eight bits.
    match code.parse::<u32>().ok()? & 0xff {
        5 | 6 => Some(Failed::Busy),
        // Out of memory, read-only, I/O error, corrupt, full, cannot open, not a database.
        7 | 8 | 10 | 11 | 13 | 14 | 26 => Some(Failed::Unable),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_say_whether_waiting_helps() {
        for busy in ["5", "261", "517", "6", "40001", "40P01", "55P03", "53300"] {
            assert_eq!(of_code(busy), Some(Failed::Busy), "{busy}");
        }
        for unable in ["13", "10", "778", "4874", "8", "53100", "58030", "57P01", "08006"] {
            assert_eq!(of_code(unable), Some(Failed::Unable), "{unable}");
        }
        for ours in ["1", "19", "2067", "1555", "23505", "42601", "P0001", "57014"] {
            assert_eq!(of_code(ours), None, "{ours}");
        }
    }
}
