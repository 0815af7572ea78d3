//! A change: everything that becomes true together, or not at all.

mod commit;
mod taken;

use crate::Store;
use crate::expression::Expression;
use crate::item::{Item, Raw};
use crate::keys::{self, Key};
use aws_sdk_dynamodb::types::{
    AttributeValue as A, ConditionCheck, Put, ReturnValuesOnConditionCheckFailure as OnFailure, TransactWriteItem,
    Update,
};
use domain::account::Actor;

/// Items that become true together, at most: a limit of DynamoDB.
pub(crate) const MOST: usize = 100;

/// What a condition guards, so that a refusal can be told from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guard {
    /// The actor's account is as it was when the request began.
    Account,
    /// The head has the version that was read.
    Head,
    /// The receipt is the first of its number.
    Event,
    /// A value that may exist once; the name of its field.
    Unique(&'static str),
    /// Something that must be there.
    There(&'static str),
    /// The officer does not work in the unit whose matter it is.
    Own,
    /// What is done along the way, and left out where it is not as it was read.
    Aside,
    /// No condition.
    Nothing,
}

/// A transaction in the making. Its first fault is kept until it is committed, so that building reads straight.
#[derive(Clone, Default)]
pub(crate) struct Change {
    writes: Vec<TransactWriteItem>,
    guards: Vec<Guard>,
    fault: Option<String>,
}

/// An item is new, or older than this by its `bound`.
pub(crate) const OLDER: &str = "attribute_not_exists(pk) OR attribute_not_exists(bound) OR bound < :v";
/// The same, or as old.
pub(crate) const NOT_NEWER: &str = "attribute_not_exists(pk) OR attribute_not_exists(bound) OR bound <= :v";

type When<'a> = Option<(&'static str, &'a [(&'a str, A)])>;

/// Which guards refused, with what is there instead.
pub(crate) type Stopped = Vec<(Guard, Option<Raw>)>;

/// How it ended.
pub(crate) enum Commit {
    Done,
    Stopped(Stopped),
}

impl Change {
    fn add<E: std::fmt::Display>(mut self, guard: Guard, write: Result<TransactWriteItem, E>) -> Change {
        match write {
            Ok(write) => {
                self.writes.push(write);
                self.guards.push(guard);
            }
            Err(error) => drop(self.fault.get_or_insert(error.to_string())),
        }
        self
    }

    pub(crate) fn put_if(self, guard: Guard, table: &str, item: Item, when: When<'_>) -> Change {
        let put = Put::builder().table_name(table).set_item(Some(item.0));
        let put = match when {
            None => put,
            Some((condition, values)) => {
                let put = put.condition_expression(Expression::from(condition).spelled());
                let put = put.return_values_on_condition_check_failure(OnFailure::AllOld);
                values.iter().fold(put, |put, (name, value)| put.expression_attribute_values(*name, value.clone()))
            }
        };
        self.add(guard, put.build().map(|put| TransactWriteItem::builder().put(put).build()))
    }

    /// An item that must be new.
    pub(crate) fn create(self, guard: Guard, store: &Store, item: Item) -> Change {
        self.put_if(guard, &store.hall, item, Some(("attribute_not_exists(pk)", &[])))
    }
    /// An item whatever was there.
    pub(crate) fn put(self, store: &Store, item: Item) -> Change {
        self.put_if(Guard::Nothing, &store.hall, item, None)
    }
    /// An item of the table of sessions.
    pub(crate) fn put_session(self, store: &Store, item: Item) -> Change {
        self.put_if(Guard::Nothing, &store.sessions, item, None)
    }
    /// The head in place of the one that was read.
    pub(crate) fn replace(self, store: &Store, item: Item, version: u64) -> Change {
        self.put_if(Guard::Head, &store.hall, item, Some(("version = :v", &[(":v", A::N(version.to_string()))])))
    }
    /// The same, while nobody has loosened what was claimed for it since it was read.
    pub(crate) fn replace_claimed(self, store: &Store, item: Item, version: u64, loosened: u64) -> Change {
        let condition = "version = :v AND (attribute_not_exists(loosened) OR loosened = :l)";
        let values = [(":v", A::N(version.to_string())), (":l", A::N(loosened.to_string()))];
        self.put_if(Guard::Head, &store.hall, item, Some((condition, &values)))
    }
    /// An item in the place of one that is `OLDER` or `NOT_NEWER`.
    pub(crate) fn put_newer(self, guard: Guard, store: &Store, item: Item, when: &'static str, bound: u64) -> Change {
        self.put_if(guard, &store.hall, item, Some((when, &[(":v", A::N(bound.to_string()))])))
    }
    /// The same for a head of another matter, under a guard of its own.
    pub(crate) fn replace_beside(self, guard: Guard, store: &Store, item: Item, version: u64) -> Change {
        self.put_if(guard, &store.hall, item, Some(("version = :v", &[(":v", A::N(version.to_string()))])))
    }
    /// The same for a card, of which some writes leave the version as it is.
    pub(crate) fn replace_stamped(self, guard: Guard, store: &Store, item: Item, stamp: u64) -> Change {
        self.put_if(guard, &store.hall, item, Some(("stamp = :v", &[(":v", A::N(stamp.to_string()))])))
    }
    /// A guard that may be there already if it is this worker's own.
    pub(crate) fn claim(self, guard: Guard, store: &Store, item: Item, worker: &str) -> Change {
        let own = "attribute_not_exists(pk) OR worker = :v";
        self.put_if(guard, &store.hall, item, Some((own, &[(":v", A::S(worker.to_owned()))])))
    }
    /// Sets attributes of an item, whether it is there or not; the others stay. Its `stamp` is raised.
    pub(crate) fn merge(self, store: &Store, item: Item) -> Change {
        let mut raw = item.0;
        let key = ["pk", "sk"].into_iter().filter_map(|part| Some((part.to_owned(), raw.remove(part)?))).collect();
        let values: Vec<(String, A)> = raw.into_iter().collect();
        let expression = Expression::from("SET stamp = if_not_exists(stamp, :none) + :one, ").each(numbered(&values));
        let update = Update::builder()
            .table_name(&*store.hall)
            .set_key(Some(key))
            .update_expression(expression.spelled())
            .expression_attribute_values(":none", A::N("0".to_owned()))
            .expression_attribute_values(":one", A::N("1".to_owned()));
        let update = values.into_iter().enumerate().fold(update, |update, (n, (name, value))| {
            update
                .expression_attribute_names(format!("#a{n}"), name)
                .expression_attribute_values(format!(":a{n}"), value)
        });
        self.add(Guard::Nothing, update.build().map(|update| TransactWriteItem::builder().update(update).build()))
    }
    /// Binds a person of a unit, in this version and held by nobody. Its `stamp` is raised, and where a use counts at
    /// once it is marked.
    pub(crate) fn bind(self, store: &Store, key: &Key, (unit, version): (String, u64), is_marked: bool) -> Change {
        let update = Update::builder().table_name(&*store.hall).set_key(Some(key.raw()));
        let update = match is_marked {
            true => update
                .update_expression("SET #used = :used, stamp = stamp + :one")
                .expression_attribute_names("#used", "used")
                .expression_attribute_values(":used", A::Bool(true)),
            false => update.update_expression("SET stamp = stamp + :one"),
        };
        let update = update
            .condition_expression(
                "#unit = :unit AND #version = :version AND attribute_not_exists(held) \
                 AND (attribute_not_exists(reopened) OR reopened = :no)",
            )
            .expression_attribute_names("#unit", "unit")
            .expression_attribute_names("#version", "version")
            .expression_attribute_values(":one", A::N("1".to_owned()))
            .expression_attribute_values(":no", A::Bool(false))
            .expression_attribute_values(":unit", A::S(unit))
            .expression_attribute_values(":version", A::N(version.to_string()))
            .return_values_on_condition_check_failure(OnFailure::AllOld);
        self.add(Guard::There("worker"), update.build().map(|it| TransactWriteItem::builder().update(it).build()))
    }
    /// Changes an item that must be as the condition says. A `#name` in either expression is the attribute of that name.
    pub(crate) fn alter(
        self,
        guard: Guard,
        store: &Store,
        key: &Key,
        (expression, condition): (impl Into<Expression>, impl Into<Expression>),
        values: Vec<(&str, A)>,
    ) -> Change {
        let (expression, condition) = (expression.into(), condition.into());
        let update = Update::builder()
            .table_name(&*store.hall)
            .set_key(Some(key.raw()))
            .update_expression(expression.clone().spelled())
            .condition_expression(condition.clone().spelled())
            .return_values_on_condition_check_failure(OnFailure::AllOld);
        let names = expression.placeholders().chain(condition.placeholders());
        let update = names.fold(update, |update, name| update.expression_attribute_names(name, &name[1..]));
        let update =
            values.into_iter().fold(update, |update, (name, value)| update.expression_attribute_values(name, value));
        self.add(guard, update.build().map(|it| TransactWriteItem::builder().update(it).build()))
    }
    /// Something must be there, with this attribute where one is named.
    pub(crate) fn require(self, guard: Guard, store: &Store, key: &Key, attribute: Option<(&str, A)>) -> Change {
        let condition = if attribute.is_some() { "#a = :v" } else { "attribute_exists(pk)" };
        self.check(guard, store, key, condition, attribute)
    }
    /// Something must not be there.
    pub(crate) fn absent(self, guard: Guard, store: &Store, key: &Key) -> Change {
        self.check(guard, store, key, "attribute_not_exists(pk)", None)
    }
    /// Where something is there, it must have this attribute.
    pub(crate) fn same_if_there(self, guard: Guard, store: &Store, key: &Key, attribute: (&str, A)) -> Change {
        self.check(guard, store, key, "attribute_not_exists(pk) OR #a = :v", Some(attribute))
    }
    fn check(self, guard: Guard, store: &Store, key: &Key, when: &'static str, attribute: Option<(&str, A)>) -> Change {
        let check = ConditionCheck::builder().table_name(&*store.hall).set_key(Some(key.raw()));
        let check = check.condition_expression(Expression::from(when).spelled());
        let check = check.return_values_on_condition_check_failure(OnFailure::AllOld);
        let check = attribute.into_iter().fold(check, |check, (name, value)| {
            check.expression_attribute_names("#a", name).expression_attribute_values(":v", value)
        });
        self.add(guard, check.build().map(|check| TransactWriteItem::builder().condition_check(check).build()))
    }
    /// Sets attributes of an item that must be there.
    pub(crate) fn set(self, guard: Guard, store: &Store, key: &Key, values: &[(&str, A)]) -> Change {
        let update = Update::builder()
            .table_name(&*store.hall)
            .set_key(Some(key.raw()))
            .update_expression(Expression::from("SET ").each(numbered(values)).spelled())
            .condition_expression("attribute_exists(pk)");
        let update = values.iter().enumerate().fold(update, |update, (n, (name, value))| {
            update
                .expression_attribute_names(format!("#a{n}"), *name)
                .expression_attribute_values(format!(":a{n}"), value.clone())
        });
        self.add(guard, update.build().map(|update| TransactWriteItem::builder().update(update).build()))
    }
    /// The signed-in actor's account must be as it was when the request began: a revoked one commits nothing.
    pub(crate) fn by(self, store: &Store, actor: &Actor) -> Change {
        let epoch = A::N(actor.epoch.to_string());
        self.require(Guard::Account, store, &keys::account(actor.account), Some(("epoch", epoch)))
    }
}

/// A name for each value, by its number.
fn numbered<T>(values: &[T]) -> impl Iterator<Item = String> {
    (0..values.len()).map(|n| format!("a{n}"))
}

/// Whether this guard refused, and what is there instead.
pub(crate) fn refused(stopped: &[(Guard, Option<Raw>)], guard: Guard) -> Option<Option<&Raw>> {
    stopped.iter().find(|(it, _)| *it == guard).map(|(_, old)| old.as_ref())
}
