//! How a paper comes into its row and out of it, in the change that lays it somewhere or takes it away.

use super::{MOST_USES, ROW, day};
use crate::Store;
use crate::change::{Change, Commit, Guard, refused};
use crate::expression::Expression;
use crate::item::{Item, Raw, View};
use crate::keys::Matter;
use crate::paper::{Fate, Listed, Paper};
use aws_sdk_dynamodb::types::AttributeValue as A;
use domain::Trouble;
use jiff::civil::Date;

/// What the attribute of a use begins with; the rest is the paper's id.
pub(super) const USE: &str = "use_";

/// The row that a paper goes into, as far as is known. What is not so is told by the refusal, and tried with that.
pub(crate) enum Row {
    /// The scan has no row yet: the paper brings one, with this 有效期至.
    New { until: Option<Date> },
    /// It has one, named by this paper.
    Known { first: String, until: Option<Date> },
    /// Its row is full: the paper brings the next.
    Behind { full: String, until: Option<Date> },
}

impl Row {
    fn listed(&self, paper: &Paper) -> Listed {
        match self {
            Row::New { until } | Row::Behind { until, .. } => Listed { first: paper.id.clone(), until: *until },
            Row::Known { first, until } => Listed { first: first.clone(), until: *until },
        }
    }

    /// What goes into the change of the paper.
    fn join(&self, store: &Store, change: Change, paper: &Paper) -> Change {
        let matter = Matter::account(paper.owner);
        match self {
            Row::New { .. } => change.create(ROW, store, pointer(paper)).put(store, begun(paper, true)),
            Row::Known { first, until } => {
                let sets = " = :place, #uses = #uses + :one, #stamp = #stamp + :one";
                let expression = Expression::from("SET ").attribute(USE, &paper.id).and(sets);
                let dated = if until.is_some() { "#until = :until" } else { "attribute_not_exists(#until)" };
                let condition = Expression::from("attribute_exists(pk) AND #uses < :most AND ").and(dated);
                let mut values = vec![
                    (":place", A::S(paper.place.spelled())),
                    (":one", A::N("1".to_owned())),
                    (":most", A::N(MOST_USES.to_string())),
                ];
                values.extend(until.map(|day| (":until", A::S(day.to_string()))));
                change.alter(ROW, store, &matter.material(&paper.kind, first), (expression, condition), values)
            }
            Row::Behind { full, .. } => {
                let values = vec![(":new", A::S(paper.id.clone())), (":full", A::S(full.clone()))];
                let key = matter.bytes_as(&paper.kind, sha256(paper));
                let change = change.alter(ROW, store, &key, ("SET #material = :new", "#material = :full"), values);
                change.put(store, begun(paper, true))
            }
        }
    }

    /// What is tried next, with what was there instead: of a new row or a full one what leads to the row, of a known one
    /// the row itself.
    fn next(self, old: Option<&Raw>) -> Result<Row, Trouble> {
        let until = match &self {
            Row::New { until } | Row::Known { until, .. } | Row::Behind { until, .. } => *until,
        };
        let Some(old) = old.map(View) else { return Ok(Row::New { until }) };
        Ok(match self {
            Row::New { .. } | Row::Behind { .. } => Row::Known { first: old.owned("material")?, until },
            Row::Known { first, .. } if old.number("uses")? >= MOST_USES => {
                Row::Behind { full: first, until: day(old)? }
            }
            Row::Known { first, .. } => Row::Known { first, until: day(old)? },
        })
    }
}

impl Store {
    /// Commits what lays a paper somewhere, together with its row: a new one, or one use more. The paper as it was
    /// written comes back.
    pub(crate) async fn lay(
        &self,
        paper: &Paper,
        mut row: Row,
        lies: impl Fn(&Paper) -> Change,
    ) -> Result<(Commit, Paper), Trouble> {
        for _ in 0..8 {
            let paper = Paper { listed: Some(row.listed(paper)), ..paper.clone() };
            let commit = self.commit(row.join(self, lies(&paper), &paper)).await?;
            let Commit::Stopped(stopped) = &commit else { return Ok((commit, paper)) };
            match refused(stopped, ROW) {
                Some(old) if stopped.len() == 1 => row = row.next(old)?,
                _ => return Ok((commit, paper)),
            }
        }
        Err(Trouble::Busy)
    }

    /// Commits what takes a paper away, together with its use. The row stays, also where the scan is used nowhere any
    /// more; what arrived before there were rows gets one now, unless the same bytes have one.
    pub(crate) async fn commit_taken(&self, paper: &Paper, change: Change) -> Result<Commit, Trouble> {
        let Fate::Admitted { .. } = &paper.fate else { return self.commit(change).await };
        if let Some(listed) = &paper.listed {
            let expression = Expression::from("SET #uses = #uses - :one, #stamp = #stamp + :one REMOVE ");
            let expression = expression.attribute(USE, &paper.id);
            let key = Matter::account(paper.owner).material(&paper.kind, &listed.first);
            let condition = Expression::from("attribute_exists(").attribute(USE, &paper.id).and(")");
            let one = vec![(":one", A::N("1".to_owned()))];
            return self.commit(change.alter(ROW, self, &key, (expression, condition), one)).await;
        }
        let listing = change.clone().create(ROW, self, pointer(paper)).put(self, begun(paper, false));
        match self.commit(listing).await? {
            Commit::Stopped(stopped) if stopped.len() == 1 && refused(&stopped, ROW).is_some() => {
                self.commit(change).await
            }
            commit => Ok(commit),
        }
    }

    /// Gives the papers of one place that arrived before there were rows theirs, where any did.
    pub async fn adopt(&self, papers: &[Paper]) -> Result<(), Trouble> {
        for paper in papers.iter().filter(|paper| paper.is_admitted() && paper.listed.is_none()) {
            let bears = |paper: &Paper| {
                let entry = paper.place.matter().paper_entry(&paper.kind, &paper.id);
                let listed = paper.listed.as_ref();
                let mut marks: Vec<_> = listed.map(|it| ("material", A::S(it.first.clone()))).into_iter().collect();
                let change =
                    Change::default().set(Guard::There("paper"), self, &Matter::paper(&paper.id).head(), &marks);
                marks.extend(listed.and_then(|it| it.until).map(|day| ("until", A::S(day.to_string()))));
                change.set(Guard::There("paper"), self, &entry, &marks)
            };
            // One that was taken away meanwhile has got its row by that.
            self.lay(paper, Row::New { until: None }, bears).await?;
        }
        Ok(())
    }
}

fn sha256(paper: &Paper) -> &str {
    if let Fate::Admitted { sha256, .. } = &paper.fate { sha256 } else { "" }
}

/// What leads from the bytes to their row.
fn pointer(paper: &Paper) -> Item {
    let key = Matter::account(paper.owner).bytes_as(&paper.kind, sha256(paper));
    Item::new("bytes", key).text("material", &paper.id)
}

/// A row as a paper brings it, used or no longer.
fn begun(paper: &Paper, used: bool) -> Item {
    let item = Item::new("material", Matter::account(paper.owner).material(&paper.kind, &paper.id))
        .text("owner", paper.owner.to_string())
        .text("slot", &paper.kind)
        .text("paper", &paper.id)
        .text("name", &paper.name)
        .at("at", paper.at)
        .number("uses", u64::from(used))
        .number("version", 1)
        .number("stamp", 1);
    let until = paper.listed.as_ref().and_then(|listed| listed.until);
    let item = item.maybe("until", until.map(|day| day.to_string()).as_deref());
    let item = paper.fate.fill(item);
    if used { item.text(&format!("{USE}{}", paper.id), paper.place.spelled()) } else { item }
}
