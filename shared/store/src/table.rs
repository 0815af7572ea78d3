//! The calls to DynamoDB, each with a line in the ledger, and its errors as ours.

use crate::Store;
use crate::item::{Raw, View, size};
use crate::keys::Key;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::types::{AttributeValue as A, ConsumedCapacity, KeysAndAttributes, ReturnConsumedCapacity};
use domain::Trouble;
use std::collections::HashMap;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;
use tracing::{Instrument, Span, field::Empty};

/// One page of a list.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// Whether it is the beginning of the list.
    pub first: bool,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
    /// Whether more was there than was looked at, so that a search may have missed something.
    pub partial: bool,
}

/// A stretch of one partition.
pub(crate) struct Stretch<'a> {
    pub pk: &'a str,
    pub prefix: &'a str,
    /// Newest first.
    pub backwards: bool,
    pub limit: i32,
    /// The sort key after which to begin.
    pub after: Option<String>,
    /// Only a list may be a moment old; a head never.
    pub consistent: bool,
}

/// A line of the ledger for one call.
pub(crate) fn ledger(op: &'static str) -> Span {
    tracing::debug_span!(target: "ledger", "call", op, read = Empty, written = Empty, bytes = Empty)
}

/// Makes a call inside its line. The calls beside it get their turn first, so that all of them have begun before any of
/// them is sent: how many trips an action makes can be counted, however busy the machine. The SDK's futures are large;
/// each lies in a box, so that many of them fit beside each other.
pub(crate) fn made<'a, T>(
    span: &Span,
    call: impl Future<Output = T> + Send + 'a,
) -> Pin<Box<dyn Future<Output = T> + Send + 'a>> {
    let made = async {
        tokio::task::yield_now().await;
        call.await
    };
    Box::pin(made.instrument(span.clone()))
}

/// What a call did, as far as it is paid for.
#[derive(Clone, Copy)]
pub(crate) enum Paid {
    /// It gave items of so many bytes.
    Read(usize),
    /// It wrote items of so many bytes.
    Written(usize),
}

/// Notes in the ledger what a call consumed.
pub(crate) fn note<'a>(span: &Span, capacity: impl IntoIterator<Item = &'a ConsumedCapacity>, paid: Paid) {
    let units: f64 = capacity.into_iter().filter_map(|it| it.capacity_units).sum();
    let (field, bytes) = match paid {
        Paid::Read(bytes) => ("read", bytes),
        Paid::Written(bytes) => ("written", bytes),
    };
    span.record(field, units).record("bytes", bytes as u64);
}

impl Key {
    pub(crate) fn raw(&self) -> Raw {
        HashMap::from([("pk".to_owned(), A::S(self.pk.clone())), ("sk".to_owned(), A::S(self.sk.clone()))])
    }
}

impl Store {
    /// Items of both tables in one call, in the order asked. At most 100.
    pub(crate) async fn fetch(&self, wanted: &[(&str, &Key)]) -> Result<Vec<Option<Raw>>, Trouble> {
        let mut asked: HashMap<String, Vec<Raw>> = HashMap::new();
        for (table, key) in wanted {
            asked.entry((*table).to_owned()).or_default().push(key.raw());
        }
        let asked = asked.into_iter().map(|(table, keys)| {
            let keys = KeysAndAttributes::builder().set_keys(Some(keys)).consistent_read(true).build();
            keys.map(|keys| (table, keys)).map_err(|error| Trouble::broken(error.to_string()))
        });
        let asked = asked.collect::<Result<HashMap<_, _>, _>>()?;
        let span = ledger("BatchGetItem");
        let call = self.client.batch_get_item().set_request_items(Some(asked));
        let call = call.return_consumed_capacity(ReturnConsumedCapacity::Total).send();
        let answer = made(&span, call).await.map_err(trouble)?;
        let items = answer.responses().into_iter().flat_map(HashMap::values).flatten();
        note(&span, answer.consumed_capacity(), Paid::Read(items.map(size).sum()));
        if answer.unprocessed_keys().is_some_and(|left| !left.is_empty()) {
            return Err(Trouble::Busy);
        }
        let mut found: HashMap<(String, String, String), Raw> = HashMap::new();
        for (table, items) in answer.responses.unwrap_or_default() {
            for item in items {
                let part = |name| item.get(name).and_then(|value: &A| value.as_s().ok()).cloned().unwrap_or_default();
                found.insert((table.clone(), part("pk"), part("sk")), item);
            }
        }
        Ok(wanted
            .iter()
            .map(|(table, key)| found.get(&((*table).to_owned(), key.pk.clone(), key.sk.clone())).cloned())
            .collect())
    }

    /// One item of the hall's table.
    pub(crate) async fn get(&self, key: &Key) -> Result<Option<Raw>, Trouble> {
        let span = ledger("GetItem");
        let call = self.client.get_item().table_name(&*self.hall).set_key(Some(key.raw())).consistent_read(true);
        let call = call.return_consumed_capacity(ReturnConsumedCapacity::Total).send();
        let answer = made(&span, call).await.map_err(trouble)?;
        note(&span, answer.consumed_capacity(), Paid::Read(answer.item().map_or(0, size)));
        Ok(answer.item)
    }

    /// A page of a list: asks for one more than it shows, so that a page which is just full knows whether it is the last.
    pub(crate) async fn leaf(&self, stretch: Stretch<'_>) -> Result<(Vec<Raw>, Option<String>), Trouble> {
        let most = usize::try_from(stretch.limit).unwrap_or_default();
        let (mut items, last) = self.query(Stretch { limit: stretch.limit + 1, ..stretch }).await?;
        if items.len() <= most {
            return Ok((items, last));
        }
        items.truncate(most);
        let last = items.last().and_then(|item| item.get("sk")?.as_s().ok()).cloned();
        Ok((items, last))
    }

    /// A stretch of one partition of the hall's table.
    pub(crate) async fn query(&self, stretch: Stretch<'_>) -> Result<(Vec<Raw>, Option<String>), Trouble> {
        let after = stretch.after.map(|sk| Key { pk: stretch.pk.to_owned(), sk }.raw());
        let span = ledger("Query");
        let call = self
            .client
            .query()
            .table_name(&*self.hall)
            .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)")
            .expression_attribute_values(":pk", A::S(stretch.pk.to_owned()))
            .expression_attribute_values(":prefix", A::S(stretch.prefix.to_owned()))
            .scan_index_forward(!stretch.backwards)
            .consistent_read(stretch.consistent)
            .limit(stretch.limit)
            .set_exclusive_start_key(after)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send();
        let answer = made(&span, call).await.map_err(trouble)?;
        note(&span, answer.consumed_capacity(), Paid::Read(answer.items().iter().map(size).sum()));
        let last = answer.last_evaluated_key.and_then(|key| key.get("sk").and_then(|sk| sk.as_s().ok()).cloned());
        Ok((answer.items.unwrap_or_default(), last))
    }
}

/// What one attempt at reading the parts of a matter side by side came to.
pub(crate) enum Parts<T> {
    Nothing,
    /// A change came in between, so that they do not belong together.
    Torn,
    Whole(T),
}

/// How often what is torn is read again.
pub(crate) const TRIES: usize = 5;

impl<T> Parts<T> {
    /// What was read; nothing where it has to be read again.
    pub(crate) fn joined(self) -> Option<Option<T>> {
        match self {
            Parts::Nothing => Some(None),
            Parts::Torn => None,
            Parts::Whole(it) => Some(Some(it)),
        }
    }
}

/// Whether the newest of these receipts or contents is of this version: that of the head which was read beside them.
pub(crate) fn is_of(newest: &[Raw], version: u64) -> bool {
    newest.first().and_then(|item| View(item).number("version").ok()) == Some(version)
}

/// A call and its answer, once there is one.
type UnderWay<F> = (Pin<Box<F>>, Option<<F as Future>::Output>);

/// Makes several calls at once, and gives the answers in their order.
pub(crate) async fn side_by_side<F: Future>(calls: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut calls: Vec<UnderWay<F>> = calls.map(|call| (Box::pin(call), None)).collect();
    poll_fn(|context| {
        for (call, answer) in calls.iter_mut().filter(|(_, answer)| answer.is_none()) {
            if let Poll::Ready(ready) = call.as_mut().poll(context) {
                *answer = Some(ready);
            }
        }
        if calls.iter().any(|(_, answer)| answer.is_none()) { Poll::Pending } else { Poll::Ready(()) }
    })
    .await;
    calls.into_iter().filter_map(|(_, answer)| answer).collect()
}

/// What an error of the SDK is to us. Only its kind and code are told; requests bear personal data.
pub(crate) fn trouble<E: ProvideErrorMetadata, R>(error: SdkError<E, R>) -> Trouble {
    const PASSING: [&str; 8] = [
        "ThrottlingException",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "InternalServerError",
        "InternalFailure",
        "ServiceUnavailable",
        "TransactionInProgressException",
        "TransactionConflictException",
    ];
    match &error {
        SdkError::TimeoutError(_) | SdkError::DispatchFailure(_) | SdkError::ResponseError(_) => Trouble::Busy,
        SdkError::ServiceError(service) => match service.err().code() {
            Some(code) if PASSING.contains(&code) => Trouble::Busy,
            None => Trouble::Busy,
            Some(code) => Trouble::broken(format!("the table refused: {code}")),
        },
        _ => Trouble::broken("a request to the table could not be built"),
    }
}
