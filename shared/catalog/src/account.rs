//! 登录 and 账号管理 (manual, 3.2).

use crate::lines::{login_name, new_password, password, text};
use crate::password as common;
use domain::form::{Field, Form, Rule, Typed, rule, section};
use domain::value::Fault;
use domain::{Line, LoginName, Password};

/// 登录.
pub static SIGN_IN: Form = Form::new("sign-in", "登录").sections(&[section("登录").asks(&[
    NAME_TYPED.field.autocomplete("username"),
    password("password", "密码").must().autocomplete("current-password"),
])]);

/// What was typed as 登录账号; any line, so that a wrong one is answered like an unknown one.
pub const NAME_TYPED: Typed<Line> = text("login_name", "登录账号").must().typed();

/// 账号管理: 用户名称, 登陆名 and 密码. What is left empty stays as it is; the present password proves who asks.
pub static ACCOUNT: Form = Form::new("account", "账号管理")
    .sections(&[section("账号信息").asks(&[
        DISPLAY_NAME.field.hint("显示在页面右上角；修改它不会改变单位名称"),
        LOGIN_NAME.field.autocomplete("username"),
        NEW_PASSWORD.field.hint("不修改密码时不填；至少 12 位，可以是一句话").autocomplete("new-password"),
        password("current_password", "现在的密码").must().autocomplete("current-password"),
    ])])
    .rules(&[THE_NEW_PASSWORD_IS_NOT_COMMON]);

/// The same for whoever signed in with a one-time password: the new one is required.
pub static FORCED: Form = Form::new("account", "设置新密码").sections(&[section("账号信息").asks(&[
    DISPLAY_NAME.field.hint("显示在页面右上角；修改它不会改变单位名称"),
    LOGIN_NAME.field.autocomplete("username"),
    NEW_PASSWORD.field.must().hint("至少 12 位，可以是一句话").autocomplete("new-password"),
    password("current_password", "现在的密码").must().autocomplete("current-password"),
])]);

/// 初始化: the present password proves who asks, so that a browser that was left open gives nobody the account.
pub static INITIALISATION: Form =
    Form::new("initialisation", "初始化密码").sections(&[section("初始化密码").asks(&[PRESENT_PASSWORD])]);

/// The present password, on the page where 修改 asks for it too.
pub const PRESENT_PASSWORD: Field = password("present_password", "现在的密码").must().autocomplete("current-password");

/// 用户名称: not the unit's name.
pub const DISPLAY_NAME: Typed<Option<Line>> = text("user_name", "用户名称").typed();
/// 登陆名.
pub const LOGIN_NAME: Typed<Option<LoginName>> = login_name("login_name", "登陆名").typed();
/// The new 密码.
pub const NEW_PASSWORD: Typed<Option<Password>> = new_password("password", "新密码").typed();

/// What is said of a password that others would try first.
pub const COMMON: &str = "过于常见或与登录账号相似，请换一个";

/// 密码重置: an officer gives an enterprise or a person who forgot the password a one-time one.
pub static RESET: Form = Form::new("reset", "密码重置").sections(&[section("账号").asks(&[RESET_NAME.field])]);

/// Whose password is reset.
pub const RESET_NAME: Typed<LoginName> = login_name("login_name", "登录账号").must().typed();

const THE_NEW_PASSWORD_IS_NOT_COMMON: Rule = rule(&[NEW_PASSWORD.field], |account, _| {
    let name = account.draft().value::<LoginName>(&LOGIN_NAME.field).map(|name| name.folded()).unwrap_or_default();
    let bad = account.get(NEW_PASSWORD).is_some_and(|password| common::is_common(password.as_str(), &name));
    bad.then(|| NEW_PASSWORD.field.wrong(Fault::Against(COMMON))).into_iter().collect()
});
