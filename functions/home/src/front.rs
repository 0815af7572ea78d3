//! 首页 for whoever comes, and 诚信信息.

use crate::desk::Desk;
use crate::pages::{Credit, Home};
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use catalog::operations;
use domain::account::Role;
use domain::ids::AccountId;
use runtime::{Guest, Hall};
use web::{Answer, Handled, Problem};

/// Rows of a panel.
const PANEL: usize = 5;
/// The books with one record that every unit is asked to keep (manual, 3).
pub const ASKED: &[&str] = &[catalog::book::profile::BOOK.code(), catalog::book::insurance::BOOK.code()];

/// 首页: to-dos and notices; the notices alone for a visitor.
pub async fn page(State(hall): State<Hall>, guest: Guest) -> Handled<Home> {
    let read = async |id: AccountId| {
        let desk = Desk::read(&hall, &guest, id, (None, PANEL));
        // Of somebody who is no unit there is nothing, and nothing of it is shown.
        let filled_in = hall.store.filled_in(id.unit(), ASKED);
        tokio::try_join!(desk, hall.store.notices(None, "", PANEL), filled_in)
    };
    match hall.enter(&guest, &Role::ALL, read).await {
        Ok((actor, (desk, notices, filled_in))) => {
            let waiting = desk.of(&hall, &actor, PANEL).await?;
            Ok(Answer::Show(Home::new(&actor, waiting, notices).filled_in(&actor, &filled_in, hall.setting().today)))
        }
        Err(Problem::SignIn) => Ok(Answer::Show(Home::visited(hall.store.notices(None, "", PANEL).await?))),
        Err(problem) => Err(problem),
    }
}

/// 诚信信息: not open yet, and nobody need do anything.
pub async fn credit(State(hall): State<Hall>, guest: Guest) -> Handled<Credit> {
    hall.greet(&guest, async { Ok(()) }).await?;
    Ok(Answer::Show(Credit::default()))
}

/// What is no address, or nothing that can be done there, whichever function has it: whoever is signed in keeps masthead
/// and menu, and so a way on.
pub async fn nowhere(State(hall): State<Hall>, guest: Guest, asked: Uri) -> Response {
    // It is nowhere whether or not the session can be read.
    hall.greet(&guest, async { Ok(()) }).await.ok();
    match operations::allowed(asked.path()) {
        Some(methods) => ([(header::ALLOW, methods)], Problem::Other(StatusCode::METHOD_NOT_ALLOWED)).into_response(),
        None => Problem::NotFound.into_response(),
    }
}
