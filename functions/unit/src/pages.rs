//! What leaves: the unit's own page, the department's pages about units, and what became of each.

mod found;
mod handed;
mod one;
mod own;
mod record;
mod record_form;
mod records;
mod shown;
mod stands;

pub use found::Units;
pub use handed::{HandedPage, HandoverPage};
pub use one::OnePage;
pub use own::{Begun, UnitPage};
pub use record::RecordPage;
pub use record_form::RecordForm;
pub use records::{Records, Sought};
pub use shown::Shown;
pub use stands::Stands;
