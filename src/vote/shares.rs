//! The link key divided among the committee: any two of three shares give it back when the machine
//! that holds it is lost, one alone says nothing (Shamir 1979). A copy of the whole key would outlive
//! the seal; shares are burnt by those who hold them.

use anyhow::{Context, ensure};
use blahaj::{Share, Sharks};
use game_rules::log::{from_hex, to_hex};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

const NEEDED: u8 = 2;
const MADE: usize = 3;
/// A share is its number and 32 bytes, then the beginning of their hash, against slips of the pen.
const BYTES: usize = 33;
const CHECK: usize = 3;

/// Three shares, in groups of six digits.
pub fn split(secret: &[u8; 32]) -> Vec<String> {
    Sharks(NEEDED).dealer(secret).take(MADE).map(|share| print(&Vec::from(&share))).collect()
}

fn print(share: &[u8]) -> String {
    let digits = format!("{}{}", to_hex(share), to_hex(&Sha256::digest(share)[..CHECK]));
    let digits: Vec<char> = digits.chars().collect();
    digits.chunks(6).map(String::from_iter).collect::<Vec<_>>().join("-")
}

/// The key that two or more shares give. Shares of different keys give another key: whoever joins
/// them compares its hash with the published one.
///
/// # Errors
/// A line that is no share, the same share twice, fewer than two.
pub fn join(lines: &[String]) -> anyhow::Result<Zeroizing<[u8; 32]>> {
    let mut shares: Vec<Vec<u8>> = Vec::new();
    for (line, number) in lines.iter().zip(1..) {
        let share = read(line).with_context(|| format!("line {number} is not a share"))?;
        ensure!(!shares.contains(&share), "line {number} repeats a share");
        shares.push(share);
    }
    ensure!(shares.len() >= usize::from(NEEDED), "two shares are needed");
    let shares: Vec<Share> = shares
        .iter()
        .map(|share| Share::try_from(&share[..]).map_err(|fault| anyhow::anyhow!("{fault}")))
        .collect::<anyhow::Result<_>>()?;
    let secret = Zeroizing::new(
        Sharks(NEEDED).recover(&shares).map_err(|fault| anyhow::anyhow!("{fault}"))?,
    );
    Ok(Zeroizing::new(secret[..].try_into().context("the shares give no key of 32 bytes")?))
}

fn read(line: &str) -> Option<Vec<u8>> {
    let digits: String =
        line.chars().filter(char::is_ascii_hexdigit).map(|c| c.to_ascii_lowercase()).collect();
    let bytes: [u8; BYTES + CHECK] = from_hex(&digits)?;
    let (share, check) = bytes.split_at(BYTES);
    (Sha256::digest(share)[..CHECK] == *check).then(|| share.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_two_of_three_give_the_key_and_one_does_not() {
        let secret = [42; 32];
        let shares = split(&secret);
        assert_eq!(shares.len(), 3);
        for (i, j) in [(0, 1), (1, 0), (0, 2), (2, 1)] {
            let some = [shares[i].clone(), shares[j].to_uppercase().replace('-', " ")];
            assert_eq!(*join(&some).unwrap(), secret);
        }
        assert_eq!(*join(&shares).unwrap(), secret);
        assert!(join(&shares[..1]).is_err());
        assert!(join(&[shares[0].clone(), shares[0].clone()]).is_err());
        let slip = shares[0].replacen(|c: char| c.is_ascii_digit(), "f", 1);
        assert!(join(&[slip, shares[1].clone()]).is_err() || shares[0].starts_with('f'));
        let foreign = split(&[7; 32]).remove(1);
        assert_ne!(*join(&[shares[0].clone(), foreign]).unwrap(), secret);
    }
}
