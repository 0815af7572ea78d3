//! 企业资质 (manual, 3.3): what was granted, to be looked at; nothing is entered here.

use crate::pages::qualifications::{QualificationPage, Qualifications};
use axum::extract::{Path, State};
use domain::account::Role;
use domain::ids::AccountId;
use runtime::{Guest, Hall};
use web::{Answer, Handled, Problem, Query};

/// A page of the unit's qualifications; `q` searches by name and certificate.
pub async fn list(State(hall): State<Hall>, guest: Guest, query: Query) -> Handled<Qualifications> {
    let (q, after) = (query.get("q").unwrap_or_default(), query.get("after"));
    let read = async |id: AccountId| hall.store.qualifications(id.unit(), after, q).await;
    let (_, page) = hall.enter(&guest, &[Role::Enterprise], read).await?;
    Ok(Answer::Show(Qualifications::new(q, page, hall.setting().today)))
}

/// One qualification of the unit, by its code; a unit that has none of this code has nothing here.
pub async fn page(State(hall): State<Hall>, guest: Guest, Path(id): Path<String>) -> Handled<QualificationPage> {
    let read = async |account: AccountId| hall.store.qualification(account.unit(), &id).await;
    let (_, qualification) = hall.enter(&guest, &[Role::Enterprise], read).await?;
    let qualification = qualification.ok_or(Problem::NotFound)?;
    let replaced = hall.store.replaced_in(qualification.application).await?;
    Ok(Answer::Show(QualificationPage::new(&qualification, &replaced, hall.setting().today)))
}
