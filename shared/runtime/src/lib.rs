#![doc = include_str!("../README.md")]

mod clients;
pub mod door;
pub mod papers;
pub mod past;
pub mod people;
pub mod rival;
mod serve;
mod settings;
pub mod successor;

pub use door::{Guest, Keeper};
pub use lambda_http::Error;
pub use serve::{answer, log_lines, serve, serve_events, serve_with, start_logs};
pub use settings::{Limits, Missing, Settings};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use std::sync::Arc;

/// 办理经过 from a matter's receipts, of which the newest comes first.
pub fn history<'a>(receipts: impl DoubleEndedIterator<Item = &'a store::Receipt>) -> web::Timeline {
    let told = |line: web::Timeline, it: &store::Receipt| line.then(&it.did, &it.by, it.at, it.reason.as_deref());
    receipts.rev().fold(web::Timeline::default(), told)
}

/// Everything that a function works with. Cheap to clone.
#[derive(Clone)]
pub struct Hall {
    /// What is remembered.
    pub store: store::Store,
    /// Where the paper lies.
    pub scans: scans::Scans,
    /// The key that marks attachments' ids with their owner.
    pub tickets: scans::TicketKey,
    /// How pages are closed.
    pub shape: web::Shape,
    /// How patient the hall is.
    pub limits: Limits,
    /// Seals what was typed when a session ended.
    pub(crate) keeper: Arc<Keeper>,
}

impl Hall {
    /// A hall with these settings. Nothing is asked of AWS yet.
    pub fn open(settings: &Settings) -> Hall {
        let secret = settings.secret.as_bytes();
        let (tables, buckets, credentials) = clients::open(settings);
        let place = scans::Place {
            region: settings.region.clone(),
            origin: settings.bucket_origin.clone(),
            inbox: settings.inbox.clone(),
            scans: settings.scans.clone(),
        };
        Hall {
            store: store::Store::new(tables, &settings.hall, &settings.sessions, store::seal::Seal::new(secret)),
            scans: scans::Scans::new(buckets, credentials, place),
            tickets: scans::TicketKey::new(secret),
            shape: web::Shape {
                csrf_key: store::seal::keyed(secret, &[b"forms"]),
                bucket_origin: settings.bucket_origin.clone(),
                origin: settings.origin.clone(),
            },
            limits: settings.limits,
            keeper: Arc::new(Keeper::new(secret)),
        }
    }

    /// The hall's clock.
    pub fn now(&self) -> Timestamp {
        now()
    }

    /// What rules need to know of the present: today in UTC+8.
    pub fn setting(&self) -> domain::Setting {
        domain::Setting { today: today() }
    }
}

/// The hall's clock, in whole milliseconds as it is kept. The only place that asks what time it is.
fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
}

/// Today in UTC+8.
pub(crate) fn today() -> Date {
    now().to_zoned(zone()).date()
}

/// The hall's time zone: UTC+8, without summer time.
pub fn zone() -> TimeZone {
    TimeZone::fixed(Offset::constant(8))
}
