//! Looks through each arriving spreadsheet, row by row, and takes its good rows once its owner agrees.

mod alike;
mod kinds;
mod look;
mod sweep;
mod taking;

use domain::Trouble;
use domain::ids::AccountId;
use runtime::Hall;
use scans::{AttachmentId, Tray};
use serde_json::Value as Json;
use std::sync::Arc;

/// The same with a hall of its own, as Lambda's loop calls it.
pub async fn take(hall: Arc<Hall>, event: Json) -> Result<(), Trouble> {
    handle(&hall, event).await
}

/// An event: a spreadsheet or an order was laid into the inbox, or it is time to sweep.
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

/// One object of the inbox, whether it is told of by its event or found by the sweep.
async fn arrived(hall: &Hall, key: &str) -> Result<(), Trouble> {
    let own = |of: &(AccountId, AttachmentId)| hall.tickets.is_owned(&of.1, of.0);
    if let Some((owner, id)) = Tray::Sheets.read(key).filter(own) {
        return look::through(hall, owner, &id).await;
    }
    match Tray::Orders.read(key).filter(own) {
        Some((owner, id)) => taking::go_on(hall, owner, &id).await,
        None => hall.scans.discard(key).await,
    }
}
