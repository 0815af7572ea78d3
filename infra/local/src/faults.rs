//! Switches for tests: a table or bucket that does not answer, a reply that gets lost, an event lost or told twice.
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{Response, header};
use serde_json::json;

use crate::Failure;
use crate::serving::{Body, whole};

/// Where a fault strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Every table.
    Table,
    /// Every bucket.
    Bucket,
}

/// What goes wrong.
#[derive(Clone, Debug)]
pub enum Fault {
    /// The connection closes before anything was done.
    Refuse,
    /// Nothing is done and nothing is answered.
    Hang,
    /// Everything is done and the answer gets lost.
    LoseReply,
    /// It is done, but only after so long.
    Late(Duration),
    /// Nothing is done and this is answered.
    Answer(u16, &'static str),
}

/// What happens to an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delivery {
    /// It arrives once.
    #[default]
    Once,
    /// It never arrives.
    Lost,
    /// It arrives twice.
    Twice,
}

impl Fault {
    /// The table is asked for more than it gives.
    pub const THROTTLED: Self = Self::Answer(400, "ProvisionedThroughputExceededException");
    /// Another transaction holds an item.
    pub const CONFLICT: Self = Self::Answer(400, "TransactionCanceledException");
}

#[derive(Debug)]
struct Armed {
    place: Place,
    operation: Option<String>,
    fault: Fault,
    left: Option<u32>,
    /// Calls that are let through first.
    skip: u32,
}

#[derive(Debug, Default)]
struct State {
    armed: Vec<Armed>,
    delivery: Delivery,
    seen: BTreeMap<(Place, String), u64>,
}

/// The switches of one hall.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Mutex<State>>);

impl Faults {
    /// Every call to `place` meets `fault` until [`Faults::clear`].
    pub fn all(&self, place: Place, fault: Fault) {
        self.state().armed.push(Armed { place, operation: None, fault, left: None, skip: 0 });
    }

    /// The next `times` calls of `operation` (`TransactWriteItems`, `PutObject` …) at `place` meet `fault`.
    pub fn next(&self, place: Place, operation: &str, fault: Fault, times: u32) {
        self.state().armed.push(Armed {
            place,
            operation: Some(operation.to_owned()),
            fault,
            left: Some(times),
            skip: 0,
        });
    }

    /// The caller is as good as killed after so many calls to `place`: nothing of it arrives any more, until
    /// [`Faults::clear`].
    pub fn kill(&self, place: Place, calls: u32) {
        self.state().armed.push(Armed { place, operation: None, fault: Fault::Refuse, left: None, skip: calls });
    }

    /// From now on events are delivered like this.
    pub fn events(&self, delivery: Delivery) {
        self.state().delivery = delivery;
    }

    /// Everything works again.
    pub fn clear(&self) {
        let mut state = self.state();
        state.armed.clear();
        state.delivery = Delivery::Once;
    }

    /// How many calls of `operation` reached `place`, faulty ones too.
    pub fn seen(&self, place: Place, operation: &str) -> u64 {
        self.state().seen.get(&(place, operation.to_owned())).copied().unwrap_or_default()
    }

    /// Notes a call and says what it meets.
    pub(crate) fn meet(&self, place: Place, operation: &str) -> Option<Fault> {
        let mut state = self.state();
        *state.seen.entry((place, operation.to_owned())).or_default() += 1;
        let concerns = |armed: &Armed| {
            armed.place == place
                && armed.left != Some(0)
                && armed.operation.as_ref().is_none_or(|wanted| wanted == operation)
        };
        let mut hit = None;
        for armed in state.armed.iter_mut().filter(|armed| concerns(armed)) {
            if armed.skip > 0 {
                armed.skip -= 1;
            } else if hit.is_none() {
                hit = Some(armed);
            }
        }
        let hit = hit?;
        hit.left = hit.left.map(|left| left - 1);
        Some(hit.fault.clone())
    }

    pub(crate) fn delivery(&self) -> Delivery {
        self.state().delivery
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Plays a fault that strikes before the call is done; `None` lets the call through.
pub(crate) async fn before(fault: Option<&Fault>) -> Option<Result<Response<Body>, Failure>> {
    match fault? {
        Fault::LoseReply => None,
        Fault::Late(wait) => {
            tokio::time::sleep(*wait).await;
            None
        }
        Fault::Refuse => Some(Err("refused by a fault".into())),
        Fault::Hang => {
            tokio::time::sleep(Duration::from_secs(60)).await;
            Some(Err("hung by a fault".into()))
        }
        Fault::Answer(status, kind) => Some(answer(*status, kind)),
    }
}

/// An error as DynamoDB words it.
pub(crate) fn answer(status: u16, kind: &str) -> Result<Response<Body>, Failure> {
    let answer = json!({
        "__type": format!("com.amazonaws.dynamodb.v20120810#{kind}"),
        "message": "answered in place of the table",
        "CancellationReasons": [{ "Code": "TransactionConflict", "Message": "held by another" }],
    });
    let response = Response::builder().status(status).header(header::CONTENT_TYPE, "application/x-amz-json-1.0");
    Ok(response.body(whole(Bytes::from(answer.to_string())))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_strikes_its_operation_as_often_as_asked() {
        let faults = Faults::default();
        faults.next(Place::Table, "GetItem", Fault::Refuse, 1);
        assert!(faults.meet(Place::Table, "Query").is_none());
        assert!(faults.meet(Place::Bucket, "GetItem").is_none());
        assert!(faults.meet(Place::Table, "GetItem").is_some());
        assert!(faults.meet(Place::Table, "GetItem").is_none());
        assert_eq!(faults.seen(Place::Table, "GetItem"), 2);
    }

    #[test]
    fn after_a_death_nothing_arrives() {
        let faults = Faults::default();
        faults.kill(Place::Table, 2);
        assert!((0..2).all(|_| faults.meet(Place::Table, "Query").is_none()));
        assert!(faults.meet(Place::Bucket, "GetObject").is_none());
        assert!((0..9).all(|_| faults.meet(Place::Table, "TransactWriteItems").is_some()));
        faults.clear();
        assert!(faults.meet(Place::Table, "Query").is_none());
    }

    #[test]
    fn everything_fails_until_cleared() {
        let faults = Faults::default();
        faults.all(Place::Bucket, Fault::Hang);
        assert!(faults.meet(Place::Bucket, "PutObject").is_some());
        assert!(faults.meet(Place::Bucket, "GetObject").is_some());
        faults.clear();
        assert!(faults.meet(Place::Bucket, "GetObject").is_none());
    }
}
