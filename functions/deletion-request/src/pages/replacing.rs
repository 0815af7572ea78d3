//! Somebody was chosen in vain for one of the applications: it is said beside that field, and the choice stays.

use super::compared::Concerned;
use super::detail::Detail;
use catalog::deletion::REPLACING;
use domain::form::Complaint;

/// Of which application, and whom: as they were sent.
#[derive(Default)]
pub(super) struct InVain {
    application: String,
    person: String,
}

impl Detail {
    /// With what was chosen for an application; for one that is not concerned, it is told at the first.
    pub fn replacing(mut self, (application, person): (String, String)) -> Detail {
        let known = self.uses.iter().map(Concerned::application);
        let application = match (known.clone().any(|it| it == application), known.clone().next()) {
            (false, Some(first)) => first.to_owned(),
            _ => application,
        };
        self.in_vain = Some(InVain { application, person });
        self
    }
    fn in_vain(&self, it: &Concerned) -> Option<&InVain> {
        self.in_vain.as_ref().filter(|chosen| chosen.application == it.application())
    }
    /// The name of an application's field; of the one that is wrong, as the summary leads to it.
    pub(super) fn field(&self, it: &Concerned, n: &usize) -> String {
        let name = REPLACING.name;
        if self.in_vain(it).is_some() { name.to_owned() } else { format!("{name}-{n}") }
    }
    /// What is wrong with the choice for an application.
    pub(super) fn wrong(&self, it: &Concerned) -> Option<String> {
        self.in_vain(it)?;
        self.complaints.iter().find(|complaint| complaint.at == REPLACING.name).map(Complaint::words)
    }
    /// Whether somebody is chosen for an application now.
    pub(super) fn is_selected(&self, it: &Concerned, id: &str) -> bool {
        self.in_vain(it).map_or_else(|| it.is_chosen(id), |chosen| chosen.person == id)
    }
}
