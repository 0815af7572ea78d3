//! Sweeping the inbox: an event that was lost is made up for, and what was never meant to stay goes.

use crate::arrived;
use domain::Trouble;
use jiff::SignedDuration;
use runtime::Hall;
use scans::Tray;

/// How long an object may lie before its event is taken for lost.
const LOST: SignedDuration = SignedDuration::from_mins(2);
/// How long anything may lie at all.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// Goes through the inbox, oldest first. One file that cannot be taken in does not stop the others.
pub async fn sweep(hall: &Hall) -> Result<(), Trouble> {
    let mut after: Option<String> = None;
    let mut last_trouble = None;
    loop {
        let inbox = hall.scans.inbox(Tray::Papers, after.as_deref()).await?;
        for waiting in &inbox.waiting {
            let age = hall.now().duration_since(waiting.since);
            let swept = if age > LONGEST {
                hall.scans.discard(&waiting.key).await
            } else if age > LOST {
                arrived(hall, &waiting.key).await
            } else {
                Ok(())
            };
            if let Err(trouble) = swept {
                tracing::warn!(%trouble, "a file in the inbox could not be taken in");
                last_trouble = Some(trouble);
            }
        }
        match inbox.next {
            Some(next) => after = Some(next),
            None => return last_trouble.map_or(Ok(()), Err),
        }
    }
}
