//! Slowing down those who guess: failed tries of one account from one address, and counters of one address.

use crate::Store;
use crate::item::View;
use crate::keys::{self, Key};
use crate::table::{ledger, trouble};
use aws_sdk_dynamodb::types::{AttributeValue as A, ReturnValue, ReturnValuesOnConditionCheckFailure as OnFailure};
use domain::Trouble;
use jiff::Timestamp;
use tracing::Instrument;

/// How many failures are free, and how much longer each further one makes the wait.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Failures before any wait.
    pub free: u32,
    /// Seconds that each failure adds to the wait.
    pub step: u32,
}

/// Seconds that a forgotten account of tries stays.
const DAY: i64 = 86_400;

impl Store {
    /// By which the tries of a name from an address are counted; neither can be told from it.
    pub fn tries_of(&self, folded_name: &str, address: &str) -> String {
        self.seal.digest("tries", &format!("{folded_name}\n{address}"))
    }

    /// Counts a try before it is made, so that a thousand at once are no more than a thousand in turn.
    /// `Err(seconds)` inside when it comes too early; a try that comes too early is not made and does not count.
    pub async fn try_once(&self, tries: &str, patience: Patience, now: Timestamp) -> Result<Result<(), u32>, Trouble> {
        let number = |n: i64| A::N(n.to_string());
        let second = now.as_second();
        let call = self
            .client
            .update_item()
            .table_name(&*self.sessions)
            .set_key(Some(keys::tries(tries).raw()))
            .update_expression(
                "SET tries = if_not_exists(tries, :none) + :one, #wait = if_not_exists(#wait, :step) + :step, \
                 #next = :now + if_not_exists(#wait, :step), expires = :later",
            )
            .condition_expression("attribute_not_exists(pk) OR tries < :free OR #next <= :now OR expires <= :now")
            .expression_attribute_names("#next", "next")
            .expression_attribute_names("#wait", "wait")
            .expression_attribute_values(":none", number(0))
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":step", number(patience.step.into()))
            .expression_attribute_values(":free", number(patience.free.into()))
            .expression_attribute_values(":now", number(second))
            .expression_attribute_values(":later", number(second + DAY))
            .return_values_on_condition_check_failure(OnFailure::AllOld)
            .send();
        let error = match call.instrument(ledger("UpdateItem")).await {
            Ok(_) => return Ok(Ok(())),
            Err(error) => error,
        };
        match error.as_service_error() {
            Some(service) if service.is_conditional_check_failed_exception() => {
                let aws_sdk_dynamodb::operation::update_item::UpdateItemError::ConditionalCheckFailedException(failed) =
                    service
                else {
                    return Ok(Err(patience.step));
                };
                let next = failed
                    .item()
                    .and_then(|item| View(item).number("next").ok())
                    .and_then(|next| i64::try_from(next).ok());
                let wait = next.map_or(i64::from(patience.step), |next| (next - second).max(1));
                Ok(Err(u32::try_from(wait).unwrap_or(u32::MAX)))
            }
            _ => Err(trouble(error)),
        }
    }

    /// Counts one more of something that an address does in a stretch of `seconds`; the count so far.
    pub async fn count(&self, what: &str, address: &str, seconds: i64, now: Timestamp) -> Result<u64, Trouble> {
        let stretch = now.as_second() / seconds;
        let key: Key = keys::counter(&self.seal.digest(what, address), stretch);
        let number = |n: i64| A::N(n.to_string());
        let call = self
            .client
            .update_item()
            .table_name(&*self.sessions)
            .set_key(Some(key.raw()))
            .update_expression("ADD #count :one SET expires = :later")
            .expression_attribute_names("#count", "count")
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":later", number((stretch + 2) * seconds))
            .return_values(ReturnValue::UpdatedNew)
            .send();
        let answer = call.instrument(ledger("UpdateItem")).await.map_err(trouble)?;
        View(&answer.attributes.unwrap_or_default()).number("count")
    }
}
