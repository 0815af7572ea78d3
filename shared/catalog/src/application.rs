//! The forms of an application: choosing a matter, picking persons (ui.md 2.12).

use crate::lines::text;
use crate::standard::ROLES;
use domain::Line;
use domain::form::{Form, Typed, choice, section};

/// 办件入口: which matter is applied for.
pub static BEGINNING: Form = Form::new("beginning", "资质申报").sections(&[section("申报事项").asks(&[MATTER.field])]);

/// The matter's code, sent by the guide's button.
pub const MATTER: Typed<Line> = text("matter", "申报事项").must().typed();

/// 添加人员: for which requirement; the persons come beside it, several at a time.
pub static PICK: Form = Form::new("pick", "添加人员").sections(&[section("人员").asks(&[ROLE.field])]);

/// For which requirement.
pub const ROLE: Typed<Line> = choice("role", "人员要求", &ROLES).must().typed();
/// The name under which persons are sent.
pub const PERSON: &str = "person";
