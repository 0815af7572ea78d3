//! What is tried to break the hall: cases A to E of the promises, by people at its public addresses.

mod access;
mod cases;
mod claims;
mod decisions;
mod deletions;
mod faults;
mod files;
mod guessing;
mod hostile;
mod imports;
mod input;
mod kills;
mod leaks;
mod limits;
mod logs;
mod materials;
mod papers;
mod recusal;
mod repeats;
mod replays;
mod resets;
mod revoked;
mod sessions;
mod strange;
mod swaps;
mod verification;

/// Does everything at once, on every core, and gives the answers in order.
pub async fn at_once<T>(all: Vec<impl Future<Output = T>>) -> Vec<T> {
    let mut waiting: Vec<_> = all.into_iter().map(|one| (Box::pin(one), None)).collect();
    std::future::poll_fn(move |context| {
        let mut pending = false;
        for (one, done) in &mut waiting {
            if done.is_none() {
                match one.as_mut().poll(context) {
                    std::task::Poll::Ready(value) => *done = Some(value),
                    std::task::Poll::Pending => pending = true,
                }
            }
        }
        if pending {
            return std::task::Poll::Pending;
        }
        std::task::Poll::Ready(waiting.iter_mut().map(|(_, done)| done.take().unwrap()).collect())
    })
    .await
}
