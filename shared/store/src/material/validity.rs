//! 有效期至 of a row, which every slot shows; and a row that is taken out of the list.

use super::copy::{Asking, Before};
use super::{MOST_USES, Material, ROW};
use crate::change::{Change, Commit, Guard, refused};
use crate::expression::Expression;
use crate::keys::Matter;
use crate::paper::Place;
use crate::{Ended, Store};
use aws_sdk_dynamodb::types::AttributeValue as A;
use domain::Trouble;
use jiff::civil::Date;

/// How 移除 from 我的材料 ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// It is in the list no more, now or since this request came first.
    Out,
    /// It is used somewhere.
    Used,
    /// The same request key came with other content.
    Other,
    /// The account was revoked meanwhile.
    Revoked,
}

/// A paper in its slot, which must still lie there.
const SLOT: Guard = Guard::There("paper");

impl Store {
    /// Sets 有效期至, or takes it away: one change of the row and of every slot in which the scan lies. `seen` is the
    /// version that the asker saw.
    pub async fn set_until(
        &self,
        row: Material,
        until: Option<Date>,
        seen: Option<u64>,
        by: Asking<'_>,
    ) -> Result<Ended<Material>, Trouble> {
        let mut row = row;
        for _ in 0..8 {
            if seen.is_some_and(|seen| seen != row.version) {
                return Ok(Ended::Overtaken(row, None));
            }
            let commit = self.commit(self.dating(&row, until, &by)).await?;
            let Commit::Stopped(stopped) = commit else {
                return Ok(Ended::Done(Material { until, version: row.version + 1, ..row }));
            };
            if refused(&stopped, Guard::Account).is_some() {
                return Ok(Ended::Revoked);
            }
            if let Some(old) = refused(&stopped, Guard::Event) {
                let same = matches!(by.before(self, old)?, Before::Same(_));
                return Ok(if same { Ended::Done(row) } else { Ended::Other });
            }
            // Something was laid or taken away beside it: with what is there now it is tried again.
            let now = self.material(by.actor.account, &row.id).await?;
            row = now.ok_or(Trouble::Missing)?;
        }
        Err(Trouble::Busy)
    }

    fn dating(&self, row: &Material, until: Option<Date>, by: &Asking<'_>) -> Change {
        let sets = if until.is_some() { "SET #until = :until" } else { "REMOVE #until" };
        let dated = || until.map(|day| (":until", A::S(day.to_string())));
        let rest = if until.is_some() { "," } else { " SET" };
        let expression = Expression::from(sets).and(rest).and(" #version = :next, #stamp = #stamp + :one");
        let mut values = vec![
            (":next", A::N((row.version + 1).to_string())),
            (":one", A::N("1".to_owned())),
            (":stamp", A::N(row.stamp.to_string())),
        ];
        values.extend(dated());
        let change = Change::default()
            .by(self, by.actor)
            .create(Guard::Event, self, by.receipt(self, &row.id.to_string()))
            .alter(ROW, self, &row.id.key(by.actor.account), (expression, "#stamp = :stamp"), values);
        row.uses.iter().take(usize::try_from(MOST_USES).unwrap_or_default()).fold(change, |change, (paper, place)| {
            let key = place.matter().paper_entry(&row.id.kind, paper);
            change.alter(SLOT, self, &key, (sets, "attribute_exists(pk)"), dated().into_iter().collect())
        })
    }

    /// 移除: takes a row that is used nowhere out of the list, or only in places that are no more: those which are one of
    /// several, and are not among the `called`. The bytes stay for what was handed in with them.
    pub async fn drop_material(
        &self,
        row: &Material,
        called: &[(Place, String)],
        by: Asking<'_>,
    ) -> Result<Dropped, Trouble> {
        let is_there = |place: &Place| place.of().is_none() || called.iter().any(|(known, _)| known == place);
        if row.uses.iter().any(|(_, place)| is_there(place)) {
            return Ok(Dropped::Used);
        }
        let uses = A::N(row.uses.len().to_string());
        let (owner, id) = (by.actor.account, &row.id);
        let pointer = Matter::account(owner).bytes_as(&id.kind, row.sha256());
        // The bytes lead to another row where this one was full once.
        for with_pointer in [true, false] {
            let change = Change::default()
                .by(self, by.actor)
                .create(Guard::Event, self, by.receipt(self, &id.to_string()))
                .take(ROW, self, &id.key(owner), ("uses", uses.clone()));
            let change = match with_pointer {
                true => change.take(Guard::Head, self, &pointer, ("material", A::S(id.first.clone()))),
                false => change,
            };
            let Commit::Stopped(stopped) = self.commit(change).await? else { return Ok(Dropped::Out) };
            if refused(&stopped, Guard::Account).is_some() {
                return Ok(Dropped::Revoked);
            }
            if let Some(old) = refused(&stopped, Guard::Event) {
                let same = matches!(by.before(self, old)?, Before::Same(_));
                return Ok(if same { Dropped::Out } else { Dropped::Other });
            }
            match refused(&stopped, ROW) {
                Some(None) => return Ok(Dropped::Out),
                Some(Some(_)) => return Ok(Dropped::Used),
                None => {}
            }
        }
        Err(Trouble::Busy)
    }
}
