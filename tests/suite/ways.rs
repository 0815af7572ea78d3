//! The way to every form: who fills it in, on which page, where it is sent, and what is well. Generated tests go along
//! every way with everything that a field may meet, so that a new form is tried by adding its row to `WAYS`.
//!
//! A row says: the form, who, the address it is sent to, and a well-filled body. `.page` is where people fill it in,
//! `.kept` where a client reads what is kept, `.once` that a success would end it, so that no test succeeds along it, and
//! `.saves` the button that keeps it, which sends a Chromium along the way. An id in an address is found by `stage::OF`.

mod spelling;
mod stage;

pub use spelling::{draft_of, json_of, pairs_of, words};
pub use stage::Stage;

use crate::people::{PASSWORD, basics, enterprise, file, person, worker};
use catalog::{
    account, application, casework, deletion, notice, paper, personnel, registration, review, unit, verification,
};
use domain::form::{Draft, Field, Form, Kind};
use serde_json::{Value as Json, json};

/// Who goes a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    Visitor,
    Person,
    Unit,
    Officer,
}
use Who::{Officer, Person, Unit, Visitor};

/// The way to a form.
pub struct Way {
    /// The form.
    pub form: &'static Form,
    /// Who.
    pub who: Who,
    /// Where it is sent, as `catalog::operations` names it, perhaps with a query.
    pub to: &'static str,
    body: fn(&Stage<'_>, u32) -> Json,
    /// The page that holds it.
    pub page: Option<&'static str>,
    /// Where a client reads what is kept.
    pub kept: Option<&'static str>,
    /// The list of which it is one row.
    pub row_of: Option<&'static str>,
    /// The list of which it takes a row out, so that nothing is said of that row.
    removes_of: Option<&'static str>,
    /// Whether success ends it.
    pub once: bool,
    /// Whether plain texts are taken for rows.
    pub texts_for_rows: bool,
    /// Whether nothing is filled in but what the body names: the rest would change who may come in.
    pub as_it_is: bool,
    /// The button that keeps it.
    pub saves: Option<&'static str>,
}

const fn way(form: &'static Form, who: Who, to: &'static str, body: fn(&Stage<'_>, u32) -> Json) -> Way {
    let (page, kept, row_of, removes_of, saves) = (None, None, None, None, None);
    Way {
        form,
        who,
        to,
        body,
        page,
        kept,
        row_of,
        removes_of,
        once: false,
        texts_for_rows: false,
        as_it_is: false,
        saves,
    }
}

impl Way {
    const fn page(self, page: &'static str) -> Way {
        Way { page: Some(page), ..self }
    }
    const fn kept(self, kept: &'static str) -> Way {
        Way { kept: Some(kept), ..self }
    }
    const fn row_of(self, list: &'static str) -> Way {
        Way { row_of: Some(list), ..self }
    }
    const fn removes_of(self, list: &'static str) -> Way {
        Way { removes_of: Some(list), ..self }
    }
    const fn once(self) -> Way {
        Way { once: true, ..self }
    }
    const fn texts_for_rows(self) -> Way {
        Way { texts_for_rows: true, ..self }
    }
    const fn as_it_is(self) -> Way {
        Way { as_it_is: true, ..self }
    }
    const fn saves(self, button: &'static str) -> Way {
        Way { saves: Some(button), ..self }
    }

    /// The fields that are filled in: those of the form, or the columns of one of its lists.
    pub fn fields(&self) -> impl Iterator<Item = &'static Field> + Clone + use<> {
        let columns = self.row_of.and_then(|list| match self.form.field(list)?.kind {
            Kind::Rows(columns, _) => Some(columns),
            _ => None,
        });
        let sections = if columns.is_some() { &[][..] } else { self.form.sections };
        let fields = sections.iter().flat_map(|section| section.fields).chain(columns.into_iter().flatten());
        let gone = self.removes_of;
        fields.filter(move |field| gone != Some(field.name))
    }

    /// The n-th well-filled body: no two take anything from each other.
    pub fn body(&self, stage: &Stage<'_>, n: u32) -> Draft {
        draft_of(&(self.body)(stage, n))
    }
}

/// Every way.
pub static WAYS: &[Way] = &[
    way(&account::SIGN_IN, Visitor, "/session", |_, _| json!({ "login_name": "unit1", "password": PASSWORD }))
        .page("/session")
        .once(),
    way(&registration::ENTERPRISE, Visitor, "/registrations/enterprises", |_, n| enterprise(100 + n))
        .page("/registrations/enterprises")
        .saves("注册"),
    way(&registration::PERSON, Visitor, "/registrations/people", |it, n| person(100 + n, it.id("unit")))
        .page("/registrations/people")
        .saves("注册"),
    way(&account::ACCOUNT, Person, "/account", |_, _| json!({ "user_name": "别名", "current_password": PASSWORD }))
        .page("/account")
        .kept("/account")
        .as_it_is()
        .saves("修改"),
    way(&account::INITIALISATION, Person, "/account/initialisation", |_, _| json!({ "present_password": PASSWORD }))
        .page("/account")
        .once(),
    way(&account::RESET, Officer, "/accounts/resets", |_, _| json!({ "login_name": "unit1" })).page("/accounts").once(),
    way(&catalog::person::FILE, Person, "/person", |_, _| file()).page("/person").kept("/person").saves("保存"),
    way(&catalog::person::FILE, Person, "/person/submission", |_, _| file()).page("/person").once(),
    way(&registration::CHOICE, Person, "/person/unit", |it, _| json!({ "unit": it.id("unit") })).page("/person/unit"),
    way(&catalog::person::FILE, Person, "/person/{list}/{row}", |_, _| file()["cv"][0].clone())
        .row_of("cv")
        .page("/person/{list}/{row}")
        .kept("/person/{list}/{row}")
        .saves("保存并关闭"),
    way(&catalog::person::FILE, Person, "/person/{list}/{row}/removal", |_, _| json!({}))
        .removes_of("cv")
        .page("/person")
        .once(),
    way(
        &review::DECISION,
        Unit,
        "/reviews/{id}/decisions",
        |_, _| json!({ "decision": "refuse", "reason": "缺少社保" }),
    )
    .page("/reviews/{id}")
    .once(),
    way(
        &paper::TICKET,
        Unit,
        "/attachments",
        |it, _| json!({ "for": "worker", "of": it.id("worker"), "kind": "identity", "name": "a.jpg", "size": 9 }),
    )
    .once(),
    way(&notice::NOTICE, Officer, "/notices", |_, n| json!({ "title": format!("公告{n}"), "body": "正文" }))
        .page("/notices/new")
        .saves("发布"),
    way(&notice::NOTICE, Officer, "/notices/{id}", |_, n| json!({ "title": format!("公告{n}"), "body": "正文" }))
        .page("/notices/{id}/edit")
        .kept("/notices/{id}")
        .saves("保存并发布"),
    way(&unit::BASICS, Unit, "/unit", |_, _| basics()).page("/unit?edit=1").kept("/unit").saves("保存并关闭"),
    way(&personnel::WORKER, Unit, "/people", |_, n| worker(200 + n)).page("/people/new").saves("保存并关闭"),
    way(&personnel::WORKER, Unit, "/people/{id}", |_, _| worker(2))
        .page("/people/{id}/edit")
        .kept("/people/{id}")
        .saves("保存并关闭"),
    way(&application::BEGINNING, Unit, "/applications", |_, _| json!({ "matter": "D101C" })).once(),
    way(
        &application::PICK,
        Unit,
        "/applications/{id}/people",
        |it, _| json!({ "role": "titled", "person": it.id("worker") }),
    )
    .once(),
    way(
        &casework::CORRECTIONS,
        Officer,
        "/cases/{id}/corrections",
        |_, _| json!({ "defects": [{ "defect": "缺少营业执照" }] }),
    )
    .texts_for_rows()
    .page("/cases/{id}")
    .once(),
    way(&casework::CASE_DECISION, Officer, "/cases/{id}/decisions", |_, _| json!({ "decision": "grant" }))
        .page("/cases/{id}")
        .once(),
    way(&casework::REASSIGNMENT, Officer, "/cases/{id}/reassignment", |_, _| json!({ "reason": "原办理人出差" }))
        .page("/cases/{id}")
        .once(),
    way(&deletion::PERSON, Unit, "/deletion-requests", |it, _| json!({ "person": it.id("worker") }))
        .page("/deletion-requests/new")
        .once(),
    way(&deletion::PERSON, Unit, "/deletion-requests/{id}", |it, _| json!({ "person": it.id("worker") })).once(),
    way(
        &deletion::FEEDBACK,
        Unit,
        "/deletion-requests/{id}/feedback",
        |_, _| json!({ "initiator": "李某", "content": "离职" }),
    )
    .page("/deletion-requests/{id}")
    .once(),
    way(
        &deletion::REPLACEMENT,
        Unit,
        "/deletion-requests/{id}/replacements",
        |it, _| json!({ "application": it.id("concerned"), "person": it.id("worker") }),
    )
    .once(),
    way(
        &deletion::DECISION,
        Officer,
        "/deletion-requests/{id}/decisions",
        |_, _| json!({ "decision": "agree", "reason": "" }),
    )
    .page("/deletion-requests/{id}")
    .once(),
    way(&verification::VERDICT, Officer, "/units/{id}/verification", |_, _| json!({ "decision": "pass" }))
        .page("/units/{id}")
        .once(),
    way(
        &verification::HANDOVER,
        Officer,
        "/units/{id}/handover",
        |_, _| json!({ "login_name": "quanliren", "reason": "信用代码被他人注册" }),
    )
    .page("/units/{id}/handover")
    .once(),
];

#[test]
fn every_form_has_its_way_and_every_operation_with_a_form_too() {
    use catalog::operations::{OPERATIONS, Takes};
    for form in catalog::FORMS {
        assert!(WAYS.iter().any(|way| std::ptr::eq(way.form, *form)), "add a row to WAYS for the form {}", form.name);
    }
    for it in OPERATIONS.iter().filter(|it| !matches!(it.body, Takes::Nothing)) {
        let there = WAYS.iter().any(|way| way.to.split('?').next() == Some(it.path));
        assert!(there, "add a row to WAYS for POST {}", it.path);
    }
}
