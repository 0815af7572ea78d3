//! 通知公告 (manual, 1.4).

use crate::lines::text;
use domain::Line;
use domain::form::{Field, Form, Typed, prose, section};

/// A notice as an officer writes it.
pub static NOTICE: Form = Form::new("notice", "通知公告").sections(&[section("公告内容").asks(&[TITLE.field, BODY])]);

/// 标题.
pub const TITLE: Typed<Line> = text("title", "标题").must().typed();
/// 正文.
pub const BODY: Field = prose("body", "正文", 20_000).must();
