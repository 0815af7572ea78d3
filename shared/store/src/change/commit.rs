//! Committing a change: again where only another transaction stood in the way, or what is only done along the way.

use super::{Change, Commit, Guard, MOST, Stopped};
use crate::Store;
use crate::item::size;
use crate::table::{Paid, ledger, made, note, trouble};
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{CancellationReason, ReturnConsumedCapacity, TransactWriteItem};
use domain::Trouble;
use std::time::Duration;

impl Store {
    /// Commits a change. Where only another transaction stood in the way, it is tried again, at most four times.
    pub(crate) async fn commit(&self, mut change: Change) -> Result<Commit, Trouble> {
        if let Some(fault) = change.fault {
            return Err(Trouble::broken(fault));
        }
        if change.writes.len() > MOST {
            return Err(Trouble::broken(format!("a change of {} items", change.writes.len())));
        }
        for attempt in 0..5_u32 {
            let span = ledger("TransactWriteItems");
            let call = self.client.transact_write_items().set_transact_items(Some(change.writes.clone()));
            let call = call.return_consumed_capacity(ReturnConsumedCapacity::Total).send();
            let error = match made(&span, call).await {
                Ok(answer) => {
                    let put = |write: &TransactWriteItem| write.put().map_or(0, |put| size(put.item()));
                    let bytes = change.writes.iter().map(put).sum();
                    note(&span, answer.consumed_capacity(), Paid::Written(bytes));
                    return Ok(Commit::Done);
                }
                Err(error) => error,
            };
            let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) = error.as_service_error()
            else {
                return Err(trouble(error));
            };
            let stopped = stopped(&change.guards, cancelled.cancellation_reasons());
            if stopped.iter().any(|(guard, _)| *guard != Guard::Aside) {
                return Ok(Commit::Stopped(stopped));
            }
            if !stopped.is_empty() {
                change = change.without_asides();
                continue;
            }
            tokio::time::sleep(pause(attempt)).await;
        }
        Err(Trouble::Busy)
    }
}

/// The guards that refused; none when something passing stood in the way.
fn stopped(guards: &[Guard], reasons: &[CancellationReason]) -> Stopped {
    let refused = guards.iter().zip(reasons).filter(|(_, it)| it.code() == Some("ConditionalCheckFailed"));
    refused.map(|(guard, it)| (*guard, it.item.clone())).collect()
}

/// Longer each time, and different for each of those who wait.
fn pause(attempt: u32) -> Duration {
    let mut byte = [0_u8; 1];
    // Without random bytes everybody waits equally long, which is slower but not wrong.
    let _ = getrandom::fill(&mut byte);
    Duration::from_millis(u64::from(10 + byte[0] % 20) << attempt.min(4))
}
