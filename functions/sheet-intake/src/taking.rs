//! Taking the good rows, a page at a time. Whoever begins finds the first page that was not taken; a page that was begun
//! before is gone through again, and its rows meet their own receipts.

use crate::kinds::{Fate, Kind, Known};
use domain::Trouble;
use domain::ids::AccountId;
use domain::import::State;
use jiff::SignedDuration;
use runtime::Hall;
use scans::{AttachmentId, Tray};
use store::import::{Import, Row, Shelf};

/// How many pages one delivery goes through before it hands on to the next: a thousand rows, far within its time.
const PAGES: u64 = 20;
/// How long one delivery works at the most: two thirds of what the template gives it.
const LONGEST: SignedDuration = SignedDuration::from_secs(200);

/// Why the rows that were left are not taken.
const REVOKED: &str = "没有录入：确认录入的账号已修改密码或停用，请重新上传";

/// Goes on with an import that was agreed to, and orders the next delivery where there is more than one can do.
pub async fn go_on(hall: &Hall, owner: AccountId, id: &AttachmentId) -> Result<(), Trouble> {
    let begun = hall.now();
    let id_text = id.to_string();
    let mut import = hall.store.import(&id_text).await?.filter(|import| import.unit == owner.unit());
    let known = match import.as_ref().filter(|import| import.state == State::Taking) {
        Some(import) => kind_of(import)?.since(hall, import).await?,
        None => Known::new(),
    };
    let mut pages = 0;
    while let Some(now) = import.filter(|import| import.state == State::Taking) {
        if pages == PAGES || hall.now().duration_since(begun) > LONGEST {
            return hall.scans.order(owner, id).await;
        }
        import = match page(hall, &now, &known).await? {
            Some(next) => Some(next),
            // Another delivery was faster with this page.
            None => hall.store.import(&id_text).await?,
        };
        pages += 1;
    }
    hall.scans.discard(&Tray::Orders.key(owner, id)).await
}

fn kind_of(import: &Import) -> Result<Kind, Trouble> {
    Kind::of(&import.of).ok_or_else(|| Trouble::broken("an import is of no known kind"))
}

/// The first page that was not taken yet.
async fn page(hall: &Hall, import: &Import, known: &Known) -> Result<Option<Import>, Trouble> {
    let kind = kind_of(import)?;
    let actor = import.actor().ok_or_else(|| Trouble::broken("an import goes on that nobody agreed to"))?;
    let rows = hall.store.import_page(import, Shelf::Good, import.done + 1).await?;
    let (mut taken, mut failed, mut revoked) = (0, Vec::new(), false);
    for row in rows {
        let fate = if revoked { Fate::Revoked } else { kind.take(hall, &actor, (&import.id, &row), known).await? };
        revoked |= matches!(fate, Fate::Revoked);
        match fate {
            Fate::Taken => taken += 1,
            Fate::Revoked if kind.is_taken(hall, import.unit, &import.id, &row).await? => taken += 1,
            Fate::Revoked => failed.push(Row { reasons: vec![REVOKED.to_owned()], ..row }),
            Fate::Named(reason) => failed.push(Row { reasons: vec![reason], ..row }),
        }
    }
    hall.store.advance_import(import, taken, &failed, hall.now()).await
}
