//! What answers hold, each member with its JSON type.

use super::Told;

pub(super) const fn told(name: &'static str, kind: &'static str) -> Told {
    Told { name, kind, always: true }
}
pub(super) const fn text(name: &'static str) -> Told {
    told(name, "string")
}
pub(super) const fn number(name: &'static str) -> Told {
    told(name, "integer")
}
pub(super) const fn flag(name: &'static str) -> Told {
    told(name, "boolean")
}
impl Told {
    pub(super) const fn perhaps(self) -> Told {
        Told { always: false, ..self }
    }
}

/// Where a person's file stands.
pub(super) const STANDS: &[Told] =
    &[text("id"), text("state"), text("state_name"), number("version"), text("reason").perhaps()];
pub(super) const FILE: &[Told] = &[
    text("id"),
    text("state"),
    text("state_name"),
    number("version"),
    text("reason").perhaps(),
    text("identity_number"),
    text("sex"),
    told("unit", "object"),
    told("attachments", "array"),
    told("history", "array"),
];
pub(super) const REVIEWED: &[Told] = &[
    text("id"),
    text("state"),
    number("version"),
    text("identity_number"),
    text("sex"),
    text("unit"),
    told("attachments", "array"),
    told("history", "array"),
];
pub(super) const ROW_OF_REVIEW: &[Told] = &[
    text("id"),
    text("name"),
    text("category"),
    text("identity_number"),
    text("since"),
    text("state"),
    number("version"),
];
pub(super) const BECAME: &[Told] = &[
    text("id"),
    text("state"),
    text("reason").perhaps(),
    text("kind").perhaps(),
    text("name").perhaps(),
    number("pages").perhaps(),
];
pub(super) const VIEWED: &[Told] = &[text("id"), text("name"), number("page"), number("pages")];
/// What is told of one of 我的材料, with what else an answer says.
macro_rules! material {
    ($($more:expr),*) => {
        &[
            text("id"),
            text("kind"),
            text("kind_name"),
            text("name"),
            text("at"),
            number("pages"),
            text("valid_until").perhaps(),
            text("validity"),
            number("used"),
            $($more),*
        ]
    };
}
pub(super) const LINE_OF_MATERIALS: &[Told] = material![told("uses", "array")];
pub(super) const MATERIAL: &[Told] = material![told("uses", "array"), number("version")];
pub(super) const OFFERED: &[Told] = material![flag("here")];
pub(super) const DATED: &[Told] = &[text("id"), text("valid_until").perhaps(), text("validity"), number("version")];
pub(super) const IMPORT_LINE: &[Told] = &[
    text("id"),
    text("of"),
    text("name"),
    text("state"),
    text("state_name"),
    text("since"),
    number("taken"),
    number("rejected"),
];
pub(super) const IMPORT: &[Told] = &[
    text("id"),
    text("state"),
    text("state_name"),
    text("of"),
    text("name").perhaps(),
    text("reason").perhaps(),
    told("notes", "array"),
    number("good"),
    number("bad"),
    number("taken"),
    number("failed"),
    number("version"),
    told("rows", "array"),
    number("next_page").perhaps(),
];
pub(super) const TODO: &[Told] = &[
    text("title"),
    text("matter"),
    text("state"),
    text("since").perhaps(),
    text("due").perhaps(),
    text("to"),
    text("reason").perhaps(),
];
pub(super) const NOTICE_LINE: &[Told] = &[text("id"), text("title"), text("at")];
pub(super) const NOTICE: &[Told] =
    &[text("id"), text("title"), text("body"), text("at"), number("version"), flag("withdrawn")];
pub(super) const UNIT: &[Told] = &[
    text("id"),
    text("name"),
    text("credit_code"),
    text("kind"),
    number("version"),
    flag("completed"),
    text("standing"),
    text("standing_name"),
    text("number"),
    text("due").perhaps(),
    text("due_note").perhaps(),
    text("legal_representative").perhaps(),
    text("reason").perhaps(),
    told("attachments", "array").perhaps(),
    told("history", "array").perhaps(),
    told("attachment_history", "array").perhaps(),
];
/// How far a unit is verified.
pub(super) const UNIT_STANDS: &[Told] = &[
    text("id"),
    text("name"),
    text("credit_code"),
    text("standing"),
    text("standing_name"),
    text("number"),
    text("due").perhaps(),
    text("due_note").perhaps(),
    number("version"),
];
pub(super) const UNIT_CASE: &[Told] = &[
    text("id"),
    text("name"),
    text("credit_code"),
    text("standing"),
    text("standing_name"),
    number("version"),
    told("unit", "object"),
    told("licences", "array"),
    flag("unchanged"),
    told("history", "array"),
];
/// Only the request that made the password is told it, and only once.
pub(super) const HANDED: &[Told] =
    &[text("id"), text("standing"), text("login_name"), text("password").perhaps(), number("version")];
pub(super) const ACCOUNT: &[Told] = &[text("user_name"), text("login_name"), text("role"), flag("must_change")];
/// Only the request that made the password is told it, and only once.
pub(super) const ONE_TIME: &[Told] = &[text("login_name"), text("password").perhaps()];
pub(super) const DONE: &[Told] = &[text("done")];

pub(super) const LINE_OF_PEOPLE: &[Told] = &[
    text("id"),
    text("source"),
    text("name"),
    text("category"),
    text("identity_number"),
    text("since"),
    number("version"),
];
pub(super) const WORKER: &[Told] = &[
    text("id"),
    text("source"),
    text("identity_number"),
    number("version"),
    flag("used"),
    told("holds", "array"),
    text("warning").perhaps(),
    told("attachments", "array").perhaps(),
    told("history", "array"),
    told("attachment_history", "array").perhaps(),
];

pub(super) const APPLICATION: &[Told] = &[
    text("id"),
    text("matter"),
    text("title"),
    text("number"),
    text("state"),
    text("state_name"),
    number("version"),
    number("people"),
];
pub(super) const APPLICATION_PAGE: &[Told] = &[
    text("id"),
    text("number"),
    text("state"),
    number("version"),
    told("unit", "object"),
    told("insurance", "object"),
    told("requirements", "array"),
    told("people", "array"),
    told("history", "array"),
];
pub(super) const CASE_LINE: &[Told] = &[
    text("id"),
    text("sort"),
    text("number"),
    text("unit"),
    text("unit_name"),
    text("title"),
    text("state_name"),
    text("due"),
    text("due_note").perhaps(),
    flag("overdue"),
    text("taken_by").perhaps(),
];
pub(super) const CASE_STANDS: &[Told] = &[
    text("id"),
    text("number"),
    text("state"),
    text("state_name"),
    number("version"),
    text("due").perhaps(),
    text("due_note").perhaps(),
];
pub(super) const CASE: &[Told] = &[
    text("id"),
    text("number"),
    text("matter"),
    text("title"),
    text("state"),
    text("state_name"),
    number("version"),
    text("due").perhaps(),
    text("due_note").perhaps(),
    flag("overdue"),
    text("taken_by").perhaps(),
    told("unit", "object"),
    told("insurance", "object").perhaps(),
    told("requirements", "array"),
    told("people", "array"),
    told("defects", "array"),
    text("reason").perhaps(),
    told("history", "array"),
];
pub(super) const QUALIFICATION: &[Told] = &[
    text("id"),
    text("title"),
    text("certificate_number"),
    text("unit_name"),
    text("granted"),
    text("valid_until"),
    text("authority"),
    text("source"),
    text("application"),
    text("number"),
    number("version"),
    told("replaced", "array").perhaps(),
];

pub(super) const REQUEST_LINE: &[Told] =
    &[text("id"), text("number"), text("name"), text("state_name"), text("due").perhaps(), text("due_note").perhaps()];
pub(super) const REQUEST_STANDS: &[Told] =
    &[text("id"), text("number"), text("state"), text("state_name"), number("version")];
pub(super) const REQUEST: &[Told] = &[
    text("id"),
    text("state"),
    number("version"),
    text("person"),
    flag("used"),
    told("uses", "array"),
    told("feedback", "array"),
    told("attachments", "array"),
    flag("met"),
    text("reason").perhaps(),
    told("history", "array"),
];

/// A record of a book, beside its fields.
pub(super) const RECORD: &[Told] =
    &[text("id"), number("version"), told("attachments", "array"), told("attachment_history", "array").perhaps()];
/// What is kept of a form that is not saved.
pub(super) const KEPT: &[Told] = &[text("form"), text("at"), told("fields", "object")];
