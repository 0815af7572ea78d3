//! The department's desk: what waits for an officer, by due date, spread over shards so that no partition is hot on the
//! last evening. An entry is written in the change that it shows.

use crate::Store;
use crate::change::Change;
use crate::item::{Item, Raw, View};
use crate::keys::{self, Key, SHARDS};
use crate::list::{ROWS, SHEET};
use crate::table::{Page, Stretch, side_by_side};
use domain::Trouble;
use domain::ids::{AccountId, UnitId};
use domain::text::says;
use jiff::civil::Date;

/// What kind of matter waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// 资质申报.
    Application,
    /// 人员删除申请.
    Deletion,
    /// 单位核实.
    Unit,
}

impl Sort {
    /// The code in items, addresses and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Sort::Application => "application",
            Sort::Deletion => "deletion",
            Sort::Unit => "unit",
        }
    }
    /// The sort of a code.
    pub fn parse(code: &str) -> Option<Sort> {
        [Sort::Application, Sort::Deletion, Sort::Unit].into_iter().find(|sort| sort.code() == code)
    }
    /// The manual's word.
    pub const fn word(self) -> &'static str {
        match self {
            Sort::Application => "资质申报",
            Sort::Deletion => "人员删除申请",
            Sort::Unit => "单位核实",
        }
    }
}

/// One line of the desk.
#[derive(Clone, Debug, PartialEq)]
pub struct DeskLine {
    /// What kind.
    pub sort: Sort,
    /// The matter's id.
    pub id: String,
    /// 办件编号.
    pub number: String,
    /// Whose.
    pub unit: UnitId,
    /// 企业名称.
    pub unit_name: String,
    /// What it is about: the qualification, or the person.
    pub title: String,
    /// The state's word.
    pub state: String,
    /// Until when the department has to answer.
    pub due: Date,
    /// Who works on it, and the name.
    pub taken: Option<(AccountId, String)>,
    /// Who has accepted it, and so does not decide on it.
    pub accepted: Option<AccountId>,
}

impl DeskLine {
    fn key(&self) -> Key {
        keys::desk(self.due, &self.id)
    }
    /// Where it stands in the order of the whole desk.
    fn place(&self) -> String {
        format!("{}#{}", self.due, self.id)
    }
    fn written(&self) -> Item {
        let item = Item::new("desk", self.key())
            .text("sort", self.sort.code())
            .text("matter", &self.id)
            .text("number", &self.number)
            .text("unit", self.unit.to_string())
            .text("unit_name", &self.unit_name)
            .text("title", &self.title)
            .text("state", &self.state)
            .text("due", self.due.to_string());
        let item = item.maybe("accepted", self.accepted.map(|officer| officer.to_string()).as_deref());
        match &self.taken {
            Some((account, name)) => item.text("taken", account.to_string()).text("taken_by", name),
            None => item,
        }
    }
    /// Whether it is this officer's turn: nobody else has taken it, and it is not the officer's own acceptance.
    fn waits_for(&self, officer: AccountId) -> bool {
        self.accepted != Some(officer) && self.taken.as_ref().is_none_or(|(account, _)| *account == officer)
    }
    fn read(raw: &Raw) -> Result<DeskLine, Trouble> {
        let item = View(raw);
        let taken = item.maybe("taken").map(|_| item.read("taken", AccountId::parse)).transpose()?;
        Ok(DeskLine {
            sort: item.read("sort", Sort::parse)?,
            id: item.owned("matter")?,
            number: item.owned("number")?,
            unit: item.read("unit", UnitId::parse)?,
            unit_name: item.owned("unit_name")?,
            title: item.owned("title")?,
            state: item.owned("state")?,
            due: item.read("due", |text| text.parse().ok())?,
            accepted: item.maybe("accepted").map(|_| item.read("accepted", AccountId::parse)).transpose()?,
            taken: taken.map(|account| (account, item.maybe("taken_by").unwrap_or_default().to_owned())),
        })
    }
}

/// Which lines are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a> {
    /// Only this kind.
    pub sort: Option<Sort>,
    /// Only what this officer took.
    pub taken: Option<AccountId>,
    /// Only what says this: the unit's name, the title or the number.
    pub q: &'a str,
}

impl Wanted<'_> {
    fn is_all(&self) -> bool {
        self.sort.is_none() && self.taken.is_none() && self.q.is_empty()
    }
    fn takes(&self, line: &DeskLine) -> bool {
        self.sort.is_none_or(|sort| sort == line.sort)
            && self.taken.is_none_or(|officer| line.taken.as_ref().is_some_and(|(account, _)| *account == officer))
            && [&line.unit_name, &line.title, &line.number].iter().any(|text| says(text, self.q))
    }
}

/// Lines of one shard that a filter looks at, at most: 16 shards make a thousand.
const LOOKED_AT: i32 = 63;

impl Change {
    /// Puts a matter on the desk, or in another place of it.
    pub(crate) fn on_the_desk(self, store: &Store, line: &DeskLine) -> Change {
        self.put(store, line.written())
    }
    /// Takes a matter off the desk where it lay with this due date.
    pub(crate) fn off_the_desk(self, store: &Store, due: Date, id: &str) -> Change {
        self.delete(store, &keys::desk(due, id))
    }
}

/// What was read of the desk: lines in their order, and up to where nothing can be missing if there is more.
type Certain = (Vec<DeskLine>, Option<String>);

impl Store {
    /// A page of the desk, what is due first first: every shard side by side, in one round trip. What is a unit's in
    /// which the officer works is not for him to see.
    pub async fn desk(
        &self,
        officer: AccountId,
        wanted: Wanted<'_>,
        after: Option<&str>,
    ) -> Result<Page<DeskLine>, Trouble> {
        let after = after.filter(|after| is_place(after));
        let limit = if wanted.is_all() { i32::try_from(ROWS).unwrap_or(i32::MAX) + 1 } else { LOOKED_AT };
        let (mut lines, certain) = self.shards(officer, limit, after).await?;
        lines.retain(|line| wanted.takes(line));
        let partial = certain.is_some() && !wanted.is_all();
        let more = lines.len() > ROWS;
        lines.truncate(ROWS);
        let next = if more { lines.last().map(DeskLine::place) } else { certain };
        Ok(Page { items: lines, first: after.is_none(), next, partial })
    }

    /// All of the desk that is asked for, for a sheet; at most ten thousand lines of it are looked at.
    pub async fn whole_desk(&self, officer: AccountId, wanted: Wanted<'_>) -> Result<Vec<DeskLine>, Trouble> {
        let (mut all, mut after) = (Vec::new(), None);
        for _ in 0..SHEET {
            let (lines, certain) = self.shards(officer, LOOKED_AT, after.as_deref()).await?;
            all.extend(lines.into_iter().filter(|line| wanted.takes(line)));
            after = certain;
            if after.is_none() {
                break;
            }
        }
        Ok(all)
    }

    /// What waits for an officer, at most so many: what he has taken first, then what is due soonest, among the thousand
    /// that are due soonest. It tells whether there may be more.
    pub async fn desk_of(&self, officer: AccountId, rows: usize) -> Result<Page<DeskLine>, Trouble> {
        let (mut lines, certain) = self.shards(officer, LOOKED_AT, None).await?;
        lines.retain(|line| line.waits_for(officer));
        lines.sort_by_key(|line| line.taken.is_none());
        let partial = lines.len() > rows || certain.is_some();
        lines.truncate(rows);
        Ok(Page { items: lines, first: true, next: None, partial })
    }

    /// The beginning of every shard, without the officer's own units, which are read beside.
    async fn shards(&self, officer: AccountId, limit: i32, after: Option<&str>) -> Result<Certain, Trouble> {
        let shard = |shard: u8| async move {
            let pk = keys::desk_shard(shard);
            let after = after.map(str::to_owned);
            let stretch = Stretch { pk: &pk, prefix: "", backwards: false, limit, after, consistent: true };
            self.query(stretch).await
        };
        let (read, own) = tokio::join!(side_by_side((0..SHARDS).map(shard)), self.own_units(officer));
        let own = own?;
        let mut lines = Vec::new();
        // What one shard holds beyond what was read of it may come before what others hold.
        let mut certain: Option<String> = None;
        for read in read {
            let (items, last) = read?;
            if let Some(last) = last {
                certain = Some(certain.map_or(last.clone(), |certain| certain.min(last)));
            }
            lines.extend(items.iter().map(DeskLine::read).collect::<Result<Vec<_>, _>>()?);
        }
        let is_certain = |line: &DeskLine| certain.as_ref().is_none_or(|certain| line.place() <= *certain);
        lines.retain(|line| is_certain(line) && !own.has(line.unit));
        lines.sort_by_key(DeskLine::place);
        Ok((lines, certain))
    }
}

/// A due date and an id.
fn is_place(text: &str) -> bool {
    text.split_once('#').is_some_and(|(due, id)| due.parse::<Date>().is_ok() && AccountId::parse(id).is_some())
}
