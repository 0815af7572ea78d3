//! What a change takes away: whether it is there or not, or only while it is as it was read.

use super::{Change, Guard};
use crate::Store;
use crate::expression::Expression;
use crate::keys::Key;
use aws_sdk_dynamodb::types::{
    AttributeValue as A, Delete, ReturnValuesOnConditionCheckFailure as OnFailure, TransactWriteItem,
};

impl Change {
    /// Takes an item away, whether it is there or not.
    pub(crate) fn delete(self, store: &Store, key: &Key) -> Change {
        self.delete_from(&store.hall, key)
    }
    pub(crate) fn delete_session(self, store: &Store, key: &Key) -> Change {
        self.delete_from(&store.sessions, key)
    }
    fn delete_from(self, table: &str, key: &Key) -> Change {
        let delete = Delete::builder().table_name(table).set_key(Some(key.raw())).build();
        self.add(Guard::Nothing, delete.map(|delete| TransactWriteItem::builder().delete(delete).build()))
    }
    /// Takes away an item that must have this attribute.
    pub(crate) fn take(self, guard: Guard, store: &Store, key: &Key, (name, value): (&str, A)) -> Change {
        let delete = Delete::builder()
            .table_name(&*store.hall)
            .set_key(Some(key.raw()))
            .condition_expression("#a = :v")
            .expression_attribute_names("#a", name)
            .expression_attribute_values(":v", value)
            .return_values_on_condition_check_failure(OnFailure::AllOld);
        self.add(guard, delete.build().map(|delete| TransactWriteItem::builder().delete(delete).build()))
    }
    /// Takes away an item that must be as the condition says.
    pub(crate) fn take_if(
        self,
        guard: Guard,
        store: &Store,
        key: &Key,
        (condition, values): (&'static str, &[(&str, A)]),
    ) -> Change {
        let delete = Delete::builder()
            .table_name(&*store.hall)
            .set_key(Some(key.raw()))
            .condition_expression(Expression::from(condition).spelled())
            .return_values_on_condition_check_failure(OnFailure::AllOld);
        let delete = values
            .iter()
            .fold(delete, |delete, (name, value)| delete.expression_attribute_values(*name, value.clone()));
        self.add(guard, delete.build().map(|delete| TransactWriteItem::builder().delete(delete).build()))
    }
    /// The same change without what is only done along the way.
    pub(crate) fn without_asides(mut self) -> Change {
        let guards = std::mem::take(&mut self.guards);
        let both = guards.into_iter().zip(self.writes).filter(|(guard, _)| *guard != Guard::Aside);
        (self.guards, self.writes) = both.unzip();
        self
    }
}
