//! Group commit: many small writes, one transaction, one fsync.
//!
//! Jobs wait in a bounded queue; whatever waits when the writer is free becomes one transaction.
//! An answer is sent only after its commit. If a batch fails as a whole, each job is tried alone,
//! so that one bad job fails one person. When the queue is full the caller is told to come back.
//!
//! The writer has a thread of its own: between two statements it never waits behind requests.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use sea_orm::DatabaseTransaction;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};

use super::Store;
use crate::error::{Error, Result};

/// Upper bound of one transaction.
const BATCH: usize = 256;
/// Jobs that may wait; more are refused with [`Error::Busy`].
const QUEUE: usize = 4096;

type Reply<A> = oneshot::Sender<Result<A>>;
type Pending<'a, A> = Pin<Box<dyn Future<Output = Result<Vec<Result<A>>>> + Send + 'a>>;

/// Does a batch of jobs inside a transaction and answers each, in order. It never commits.
pub type Work<J, A> =
    dyn for<'a> Fn(&'a DatabaseTransaction, &'a [J]) -> Pending<'a, A> + Send + Sync;

pub struct Group<J, A> {
    queue: mpsc::Sender<(J, Reply<A>)>,
}

impl<J, A> Clone for Group<J, A> {
    fn clone(&self) -> Self {
        Self { queue: self.queue.clone() }
    }
}

impl<J: Send + Sync + 'static, A: Send + 'static> Group<J, A> {
    /// Starts the writer. It ends, with everything accepted written, when all handles are gone.
    pub fn start(store: Store, work: Arc<Work<J, A>>) -> (Self, tokio::task::JoinHandle<()>) {
        let (queue, mut waiting) = mpsc::channel::<(J, Reply<A>)>(QUEUE);
        let runtime = Handle::current();
        let write = async move {
            let mut batch = Vec::with_capacity(BATCH);
            while waiting.recv_many(&mut batch, BATCH).await > 0 {
                let (jobs, replies): (Vec<J>, Vec<Reply<A>>) = batch.drain(..).unzip();
                let answers = match run(&store, &*work, &jobs).await {
                    Ok(answers) => answers,
                    Err(error) if jobs.len() == 1 => vec![Err(error)],
                    // No job is to blame, and each alone would wait as long again.
                    Err(Error::Busy { retry_after }) => {
                        tracing::warn!(jobs = jobs.len(), "the database is busy");
                        jobs.iter().map(|_| Err(Error::Busy { retry_after })).collect()
                    }
                    Err(Error::OutOfOrder) => jobs.iter().map(|_| Err(Error::OutOfOrder)).collect(),
                    Err(error) => {
                        tracing::warn!(jobs = jobs.len(), %error, "batch failed, one by one");
                        one_by_one(&store, &*work, &jobs).await
                    }
                };
                // Beside the writer, which goes on to the next: waking many callers takes a while.
                tokio::spawn(async move {
                    for (reply, answer) in replies.into_iter().zip(answers) {
                        // The caller may have gone; what is committed stays committed.
                        let _ = reply.send(answer);
                    }
                    drop(jobs);
                });
            }
        };
        (Self { queue }, tokio::task::spawn_blocking(move || runtime.block_on(write)))
    }

    /// Queues a job and waits until it is durable, refused or failed.
    pub async fn submit(&self, job: J) -> Result<A> {
        let (reply, answer) = oneshot::channel();
        self.queue.try_send((job, reply)).map_err(|_| Error::Busy { retry_after: 3 })?;
        answer.await.map_err(|_| Error::Busy { retry_after: 3 })?
    }
}

async fn run<J, A>(store: &Store, work: &Work<J, A>, jobs: &[J]) -> Result<Vec<Result<A>>> {
    let tx = store.begin().await?;
    let answers = work(&tx, jobs).await?;
    tx.commit().await?;
    Ok(answers)
}

async fn one_by_one<J, A>(store: &Store, work: &Work<J, A>, jobs: &[J]) -> Vec<Result<A>> {
    let mut answers = Vec::with_capacity(jobs.len());
    for job in jobs {
        let alone = run(store, work, std::slice::from_ref(job)).await;
        answers.push(match alone {
            Ok(mut one) => one.pop().unwrap_or(Err(Error::Busy { retry_after: 3 })),
            Err(error) => Err(error),
        });
    }
    answers
}
