//! Beginning an application, or going on with the one that runs already.

use super::Head;
use crate::change::{Change, Guard, refused};
use crate::item::View;
use crate::keys::Matter;
use crate::receipt::{self, Asked, Outcome, Trail};
use crate::{Ended, Store};
use domain::Trouble;
use domain::account::Actor;
use domain::application::State;
use domain::history::{By, Event};
use domain::ids::{ApplicationId, RequestId, UnitId};
use jiff::Timestamp;

impl Store {
    /// The id of the application that this request begins.
    pub fn application_of(&self, unit: UnitId, request: &RequestId) -> ApplicationId {
        ApplicationId::derived(self.seal.derived(&format!("application {unit}"), request))
    }

    /// 办件入口: a draft. A unit has at most one running application per matter, which is what a second beginning is
    /// answered with. One that was granted stays in its place: what follows it is another kind of application.
    pub async fn begin_application(
        &self,
        matter: &str,
        title: &str,
        unit_name: &str,
        actor: &Actor,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Ended<Head>, Trouble> {
        let unit = actor.account.unit();
        let id = self.application_of(unit, &asked.request);
        let by = By { account: actor.account, role: actor.role, name: actor.name.clone() };
        let event = Event { did: "新建", from: "", to: State::Draft.word(), by, at, reason: None };
        let of = Matter::application(id);
        let (event, trail) = receipt::written(self, &of, 1, &event, asked, &Trail::default());
        // As exact as it is kept, so that the first answer is also every later one.
        let since = Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at);
        let head = Head {
            id,
            unit,
            unit_name: unit_name.to_owned(),
            matter: matter.to_owned(),
            title: title.to_owned(),
            number: String::new(),
            state: State::Draft,
            since,
            submitted: None,
            people: 0,
            basics: 0,
            statement: 0,
            version: 1,
            taken_by: String::new(),
            handed_in: 0,
            contents: 0,
            bound: 0,
            bound_before: 0,
            loosened: 0,
            said: 0,
            trail,
        };
        let change = Change::default()
            .create(Guard::Event, self, event)
            .create(Guard::Unique("matter"), self, head.running())
            .create(Guard::Head, self, head.written())
            .by(self, actor)
            .put(self, head.entry());
        match self.conclude(change, asked).await? {
            Outcome::Stopped(None, stopped) => {
                let running = refused(&stopped, Guard::Unique("matter")).flatten();
                let other = running.map(|raw| View(raw).read("application", ApplicationId::parse)).transpose()?;
                Ok(Ended::Done(self.application_head(other.unwrap_or(id)).await?.unwrap_or(head)))
            }
            // The same request again: the application may have gone on since.
            Outcome::Same(_) => Ok(Ended::Done(self.application_head(id).await?.unwrap_or(head))),
            outcome => Ok(outcome.ended(head.clone(), || head)),
        }
    }
}
