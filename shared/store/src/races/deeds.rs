//! What a handler does: an application is handed in, a request is, a record is corrected.

use super::{DUE, NOW, Stage, Told, asked, worker};
use crate::Ended;
use crate::deletion::Moved;
use crate::worker::{Before, Kept};
use domain::application::{Command, Party};
use domain::ids::{ApplicationId, DeletionId};
use domain::{Refused, Trouble};

impl Stage {
    /// What a handler does when an application is handed in.
    pub(crate) async fn applies(&self, id: ApplicationId, early: bool) -> Told {
        let (store, actor, party) = (&self.rig.store, &self.actor, Party::Unit(self.unit()));
        let mut application = match self.read.as_ref().filter(|_| early) {
            Some((_, application)) => application.clone(),
            None => store.application(id).await.map_err(told)?.expect("it is there"),
        };
        application.basics_now = Some(1);
        let (command, key) = (Command::Submit { due: DUE }, asked(&format!("applies-{id}")));
        match store.move_application(&application, None, command, party, actor, &key, None, NOW).await.map_err(told)? {
            Ended::Done(_) => Ok(()),
            Ended::Refused(Refused::Because(words)) => Err(words),
            Ended::Refused(Refused::Against(words)) => Err(words.to_owned()),
            other => Err(format!("{other:?}")),
        }
    }

    /// What a handler does when a request is handed in.
    pub(super) async fn hands_in(&self, id: DeletionId, early: bool) -> Told {
        let (store, actor, key) = (&self.rig.store, &self.actor, asked(&format!("hands-in-{id}")));
        let case = match self.read.as_ref().filter(|_| early) {
            Some((case, _)) => case.with(case.contents.clone()),
            None => store.deletion_case(id, None).await.map_err(told)?.expect("it is there"),
        };
        match store.submit_deletion(&case, DUE, actor, &key, NOW).await.map_err(told)? {
            Moved::Ended(ended) if matches!(*ended, Ended::Done(_)) => Ok(()),
            Moved::Ended(other) => Err(format!("{other:?}")),
            Moved::Lacks(words) => Err(words.to_owned()),
            Moved::Bound(words) => Err(words),
        }
    }

    /// What a handler does when the person's record is corrected.
    pub(super) async fn edits(&self) -> Told {
        let (store, actor) = (&self.rig.store, &self.actor);
        let card = self.card(self.person).await.map_err(told)?;
        let before = Before { card: &card, receipts: &[], seen: None, relieves: None };
        let kept = store.change_worker(before, worker(0, "给排水"), actor, &asked("edits"), NOW).await;
        match kept.map_err(told)? {
            Kept::Ended(Ended::Done(_)) => Ok(()),
            other => Err(format!("{other:?}")),
        }
    }
}

fn told(trouble: Trouble) -> String {
    format!("trouble: {trouble:?}")
}
