//! A job made ready for its transaction: ciphertexts, tags and rows, made on the task of the request
//! while others are being written.

use sea_orm::Set;

use super::casting::{Job, SLOT};
use super::entity::{envelope as envelopes, leaf_queue, signal};
use super::envelope;
use super::link::Purpose;
use crate::clock::{Instant, random};
use crate::error::Result;

/// What a job writes if nothing stands in its way.
pub struct Ready {
    pub job: Job,
    pub envelopes: Vec<envelopes::ActiveModel>,
    /// Where each of the envelopes goes: lane and tag.
    pub places: Vec<(String, Vec<u8>)>,
    /// Where the person's envelopes of the other lanes would lie.
    pub elsewhere: Vec<(String, Vec<u8>)>,
    pub leaves: Vec<leaf_queue::ActiveModel>,
    /// By [`Purpose::Draft`].
    pub draft: Vec<u8>,
    /// By [`Purpose::Signal`].
    pub signal: Vec<u8>,
    network: Vec<u8>,
    pattern: Vec<u8>,
}

impl Ready {
    pub fn new(job: Job) -> Result<Self> {
        let key = &*job.key;
        let (mut envelopes, mut leaves) = (Vec::new(), Vec::new());
        let (mut places, mut elsewhere) = (Vec::new(), Vec::new());
        let mut chosen = Vec::new();
        for part in &job.parts {
            let tag = envelope::tag(key, &part.lane, &job.person);
            let code = envelope::code(key, &part.ballot.receipt);
            envelopes.push(envelope::put(&job, part, &tag, &code)?);
            leaves.push(leaf_queue::ActiveModel {
                edition_id: Set(job.edition_id),
                sealed: Set(envelope::seal_leaf(key, &code, &part.ballot.leaf)?),
                code: Set(code),
            });
            places.push((part.lane.clone(), tag));
            chosen.push(format!("{}:{}:{}", part.pool_id, part.ballot.vote, part.ballot.points));
        }
        for lane in job.lanes.iter().filter(|lane| places.iter().all(|(own, _)| own != *lane)) {
            elsewhere.push((lane.clone(), envelope::tag(key, lane, &job.person)));
        }
        chosen.sort();
        let network = match job.source.network.as_str() {
            // Without an address block nothing is alike.
            "" => random::<32>().to_vec(),
            network => key.digest(Purpose::Network, &[network.as_bytes()]),
        };
        Ok(Self {
            envelopes,
            places,
            elsewhere,
            leaves,
            draft: key.digest(Purpose::Draft, &[&job.person]),
            signal: key.digest(Purpose::Signal, &[&job.person]),
            network,
            pattern: key.digest(Purpose::Pattern, &[chosen.join(";").as_bytes()]),
            job,
        })
    }

    pub fn signal_at(&self, now: Instant) -> signal::ActiveModel {
        signal::ActiveModel {
            edition_id: Set(self.job.edition_id),
            tag: Set(self.signal.clone()),
            network: Set(self.network.clone()),
            agent: Set(self.job.source.agent.to_owned()),
            slot: Set(now.div_euclid(SLOT)),
            pattern: Set(self.pattern.clone()),
        }
    }
}
