//! Looks inside each arriving file, admits or refuses it, and sweeps the inbox of what was left behind.

mod sweep;

use domain::Trouble;
use jiff::Timestamp;
use runtime::Hall;
use scans::{Arrival, Paper as Looked, Refusal, Tray, look};
use serde_json::Value as Json;
use std::sync::Arc;
use store::paper::{Fate, Paper, Place};

/// The same with a hall of its own, as Lambda's loop calls it.
pub async fn take(hall: Arc<Hall>, event: Json) -> Result<(), Trouble> {
    handle(&hall, event).await
}

/// An event: an object was created in the inbox, or it is time to sweep.
///
/// # Errors
/// `Busy` where the event should come again; `Broken` for one that is neither.
pub async fn handle(hall: &Hall, event: Json) -> Result<(), Trouble> {
    match event["detail-type"].as_str() {
        Some("Object Created") => match event["detail"]["object"]["key"].as_str() {
            Some(key) => arrived(hall, key).await,
            None => Err(Trouble::broken("an arrival without a key")),
        },
        Some("Scheduled Event") => sweep::sweep(hall).await,
        _ => Err(Trouble::broken("an event of no known kind")),
    }
}

/// One object in the inbox, whether it is told of by its event or found by the sweep.
async fn arrived(hall: &Hall, key: &str) -> Result<(), Trouble> {
    let Some((owner, id)) = Tray::Papers.read(key) else {
        return hall.scans.discard(key).await;
    };
    let arrival = match hall.scans.arrival(Tray::Papers, owner, &id).await {
        Ok(arrival) => arrival,
        // Another delivery of the same event was faster.
        Err(Trouble::Missing) => return Ok(()),
        Err(trouble) => return Err(trouble),
    };
    if hall.tickets.is_owned(&id, arrival.owner) {
        take_in(hall, arrival).await?;
    }
    hall.scans.discard(key).await
}

/// Looks inside and writes down what became of it. The first arrival wins; what came later changes nothing.
async fn take_in(hall: &Hall, arrival: Arrival) -> Result<(), Trouble> {
    let Arrival { id, owner, for_, kind, name, bytes } = arrival;
    let place = Place::parse(owner, &for_).ok_or_else(|| Trouble::broken("a ticket names no place"))?;
    let fate = match looked(bytes, name.clone()).await? {
        Err(refusal) => Fate::Refused { reason: refusal.words().to_owned() },
        Ok(paper) => {
            let kept = hall.scans.admit(owner, &paper).await?;
            Fate::Admitted {
                sha256: kept.digest.to_string(),
                object: kept.version,
                form: kept.kind.extension().to_owned(),
                bytes: kept.bytes,
                pages: u64::try_from(kept.pages).unwrap_or(u64::MAX),
            }
        }
    };
    let at: Timestamp = hall.now();
    hall.store.arrive(&Paper { id: id.to_string(), owner, place, kind, name, at, fate, listed: None }).await.map(drop)
}

/// Looks inside on a thread of its own, since it may take long.
async fn looked(bytes: Result<Vec<u8>, Refusal>, name: String) -> Result<Result<Looked, Refusal>, Trouble> {
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let looking = tokio::task::spawn_blocking(move || look(&bytes, &name));
    // Whatever brings the look down is the file's doing: it is refused, never tried for ever.
    Ok(looking.await.unwrap_or(Err(Refusal::Damaged)))
}
