//! Slowing down those who guess: failed tries of one account from one address, and counters of one party.

use crate::Store;
use crate::expression::Expression;
use crate::item::{Raw, View};
use crate::keys::{self, Key};
use crate::table::{Paid, ledger, made, note, trouble};
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{
    AttributeValue as A, ReturnConsumedCapacity, ReturnValue, ReturnValuesOnConditionCheckFailure as OnFailure,
};
use domain::Trouble;
use jiff::Timestamp;

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
    /// Counts a try before it is made, so that a thousand at once are no more than a thousand in turn.
    /// `Err(seconds)` inside when it comes too early; a try that comes too early is not made and does not count.
    pub async fn try_once(&self, tries: &str, patience: Patience, now: Timestamp) -> Result<Result<(), u32>, Trouble> {
        let further = self.count_try(
            tries,
            "SET tries = if_not_exists(tries, :none) + :one, #wait = if_not_exists(#wait, :step) + :step, \
             #next = :now + if_not_exists(#wait, :step), expires = :later",
            "attribute_not_exists(pk) OR (expires > :now AND (tries < :free OR #next <= :now))",
        );
        let Some(old) = further.send(patience, now).await? else { return Ok(Ok(())) };
        let number = |name| View(&old).number(name).ok().and_then(|number| i64::try_from(number).ok());
        let second = now.as_second();
        if number("expires").is_some_and(|expires| expires <= second) {
            // What should be gone is as if it were: the count begins anew, once.
            let first = self.count_try(
                tries,
                "SET tries = :none + :one, #wait = :step + :step, #next = :now + :step, expires = :later",
                "attribute_exists(pk) AND expires <= :now AND :free >= :none",
            );
            return Ok(first.send(patience, now).await?.map_or(Ok(()), |_| Err(patience.step)));
        }
        let wait = number("next").map_or(i64::from(patience.step), |next| (next - second).max(1));
        Ok(Err(u32::try_from(wait).unwrap_or(u32::MAX)))
    }

    /// Forgets the tries: the password was right.
    pub async fn forget_tries(&self, tries: &str) -> Result<(), Trouble> {
        self.drop_session_item(&keys::tries(tries)).await
    }

    fn count_try<'a>(&'a self, tries: &'a str, update: &'static str, condition: &'static str) -> Try<'a> {
        Try { store: self, tries, update, condition }
    }

    /// Where something that one party does is counted in the present stretch of `seconds`.
    pub(crate) fn counter(&self, what: &str, who: &str, seconds: i64, now: Timestamp) -> Key {
        keys::counter(&self.seal.digest(what, who), now.as_second() / seconds)
    }

    /// Counts one more of something that one party does in a stretch of `seconds`; the count so far.
    pub async fn count(&self, what: &str, who: &str, seconds: i64, now: Timestamp) -> Result<u64, Trouble> {
        let stretch = now.as_second() / seconds;
        let key = self.counter(what, who, seconds, now);
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
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send();
        let span = ledger("UpdateItem");
        let answer = made(&span, call).await.map_err(trouble)?;
        note(&span, answer.consumed_capacity(), Paid::Written(0));
        View(&answer.attributes.unwrap_or_default()).number("count")
    }
}

/// One attempt to count a try.
struct Try<'a> {
    store: &'a Store,
    tries: &'a str,
    update: &'static str,
    condition: &'static str,
}

impl Try<'_> {
    /// `None` when it was counted, else what is there instead.
    async fn send(self, patience: Patience, now: Timestamp) -> Result<Option<Raw>, Trouble> {
        let number = |n: i64| A::N(n.to_string());
        let second = now.as_second();
        let call = self
            .store
            .client
            .update_item()
            .table_name(&*self.store.sessions)
            .set_key(Some(keys::tries(self.tries).raw()))
            .update_expression(Expression::from(self.update).spelled())
            .condition_expression(Expression::from(self.condition).spelled())
            .expression_attribute_names("#next", "next")
            .expression_attribute_names("#wait", "wait")
            .expression_attribute_values(":none", number(0))
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":step", number(patience.step.into()))
            .expression_attribute_values(":free", number(patience.free.into()))
            .expression_attribute_values(":now", number(second))
            .expression_attribute_values(":later", number(second + DAY))
            .return_values_on_condition_check_failure(OnFailure::AllOld)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send();
        let span = ledger("UpdateItem");
        let error = match made(&span, call).await {
            Ok(answer) => {
                note(&span, answer.consumed_capacity(), Paid::Written(0));
                return Ok(None);
            }
            Err(error) => error,
        };
        match error.as_service_error() {
            Some(UpdateItemError::ConditionalCheckFailedException(failed)) => {
                Ok(Some(failed.item().cloned().unwrap_or_default()))
            }
            _ => Err(trouble(error)),
        }
    }
}
