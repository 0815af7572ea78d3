//! Counts what a call of a function asks of the tables and the buckets, from the spans that store and scans open.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Metadata, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

/// One call to a table or a bucket. Beginnings and ends are counted, not timed.
#[derive(Clone, Debug, Default)]
struct Call {
    op: String,
    begun: u64,
    ended: u64,
    read: f64,
    written: f64,
    bytes: u64,
}

/// One call of a function.
#[derive(Clone, Debug, Default)]
struct Invocation {
    route: String,
    calls: Vec<Call>,
    over: bool,
}

#[derive(Default)]
struct State {
    clock: u64,
    invocations: Vec<Invocation>,
    /// Where the open spans are noted: the invocation, and the call in it.
    open: HashMap<u64, (usize, Option<usize>)>,
}

static STATE: OnceLock<Mutex<State>> = OnceLock::new();

/// What one call of a function cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Cost {
    /// The longest chain of calls to the tables of which none overlaps another.
    pub trips: usize,
    pub read: f64,
    pub written: f64,
    pub bytes: u64,
    pub bucket_calls: usize,
    pub bucket_bytes: u64,
}

/// Begins to count; before the first hall starts.
pub fn start() {
    STATE.get_or_init(Mutex::default);
    let subscriber = tracing_subscriber::registry().with(Ledger);
    tracing::subscriber::set_global_default(subscriber).expect("this process counts for the first time");
}

fn state<T>(with: impl FnOnce(&mut State) -> T) -> T {
    with(&mut STATE.get().expect("counting was started").lock().unwrap_or_else(PoisonError::into_inner))
}

/// Forgets what was counted so far.
pub fn forget() {
    state(|state| state.invocations.iter_mut().for_each(|one| one.route.clear()));
}

/// What the calls of a route cost since `forget`, in their order, once each of them is over; `None` while one is not.
pub fn costs(route: &str) -> Option<Vec<Cost>> {
    state(|state| {
        let of_route = state.invocations.iter().filter(|one| one.route == route);
        of_route.map(|one| one.over.then(|| one.cost())).collect()
    })
}

impl Call {
    fn is_to_a_bucket(&self) -> bool {
        self.op.contains("Object")
    }
}

impl Invocation {
    fn cost(&self) -> Cost {
        let (bucket, table): (Vec<_>, Vec<_>) = self.calls.iter().partition(|call| call.is_to_a_bucket());
        let mut by_end: Vec<(u64, u64)> = table.iter().map(|call| (call.ended, call.begun)).collect();
        by_end.sort_unstable();
        // Whoever takes the earliest end each time finds the longest chain.
        let (trips, _) = by_end.iter().fold(
            (0, 0),
            |(trips, free), (ended, begun)| {
                if *begun > free { (trips + 1, *ended) } else { (trips, free) }
            },
        );
        Cost {
            trips,
            read: table.iter().map(|call| call.read).sum(),
            written: table.iter().map(|call| call.written).sum(),
            bytes: table.iter().map(|call| call.bytes).sum(),
            bucket_calls: bucket.len(),
            bucket_bytes: bucket.iter().map(|call| call.bytes).sum(),
        }
    }
}

struct Ledger;

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Ledger {
    fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
        metadata.target() == "ledger"
    }

    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        let name = attributes.metadata().name();
        let parents = context.span(id).into_iter().flat_map(|span| span.scope().skip(1).map(|it| it.id().into_u64()));
        let parents: Vec<u64> = parents.collect();
        state(|state| {
            state.clock += 1;
            let place = if name == "invocation" {
                state.invocations.push(Invocation { route: fields.route, ..Invocation::default() });
                (state.invocations.len() - 1, None)
            } else {
                let Some((at, _)) = parents.iter().find_map(|parent| state.open.get(parent).copied()) else { return };
                let invocation = &mut state.invocations[at];
                let (begun, ended) = (state.clock, u64::MAX);
                invocation.calls.push(Call { op: fields.op, begun, ended, ..Call::default() });
                (at, Some(invocation.calls.len() - 1))
            };
            state.open.insert(id.into_u64(), place);
        });
    }

    fn on_record(&self, id: &Id, record: &Record<'_>, _: Context<'_, S>) {
        let mut fields = Fields::default();
        record.record(&mut fields);
        state(|state| {
            let Some((at, Some(call))) = state.open.get(&id.into_u64()).copied() else { return };
            let call = &mut state.invocations[at].calls[call];
            call.read += fields.read;
            call.written += fields.written;
            call.bytes += fields.bytes;
        });
    }

    fn on_close(&self, id: Id, _: Context<'_, S>) {
        state(|state| {
            state.clock += 1;
            match state.open.remove(&id.into_u64()) {
                Some((at, Some(call))) => {
                    state.invocations[at].calls[call].ended = state.clock;
                }
                Some((at, None)) => state.invocations[at].over = true,
                None => {}
            }
        });
    }
}

#[derive(Default)]
struct Fields {
    route: String,
    op: String,
    read: f64,
    written: f64,
    bytes: u64,
}

impl Visit for Fields {
    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "route" => value.clone_into(&mut self.route),
            "op" => value.clone_into(&mut self.op),
            _ => {}
        }
    }
    fn record_f64(&mut self, field: &Field, value: f64) {
        match field.name() {
            "read" => self.read = value,
            "written" => self.written = value,
            _ => {}
        }
    }
    fn record_u64(&mut self, field: &Field, value: u64) {
        if field.name() == "bytes" {
            self.bytes = value;
        }
    }
}
