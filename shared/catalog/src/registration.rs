//! 注册: an enterprise and a registered person register themselves (manual, chapter 5).

use crate::account::COMMON;
use crate::dictionaries::{KIND, SEX};
use crate::lines::{credit_code, identity, login_name, new_password, phone, text};
use crate::password;
use domain::form::{Form, Rule, Typed, choice, lookup, rule, section};
use domain::identity::Sex;
use domain::value::Fault;
use domain::{CreditCode, IdentityNumber, Line, LoginName, Password, Phone};

/// 企业注册. The manual names no fields; these are the ones in common use (open point 8).
pub static ENTERPRISE: Form = Form::new("enterprise-registration", "企业注册")
    .sections(&[
        section("企业信息").asks(&[
            CREDIT_CODE.field,
            UNIT_NAME.field.hint("与营业执照一致").autocomplete("organization"),
            UNIT_KIND.field,
        ]),
        section("联系人").asks(&[CONTACT.field.autocomplete("name"), PHONE.field.autocomplete("tel")]),
        section("登录账号").asks(&[LOGIN_NAME.field.autocomplete("username"), PASSWORD.field]),
    ])
    .rules(&[THE_PASSWORD_IS_NOT_COMMON]);

/// 统一社会信用代码.
pub const CREDIT_CODE: Typed<CreditCode> =
    credit_code("credit_code", "统一社会信用代码").must().hint("18 位，见营业执照").typed();
/// 企业名称.
pub const UNIT_NAME: Typed<Line> = text("name", "企业名称").must().typed();
/// 企业类型.
pub const UNIT_KIND: Typed<Line> = choice("kind", "企业类型", &KIND).must().typed();
/// 联系人.
pub const CONTACT: Typed<Line> = text("contact", "联系人").must().typed();

/// 人员注册: the manual's seven fields in its order.
pub static PERSON: Form = Form::new("person-registration", "注册人员注册")
    .sections(&[section("注册信息").asks(&[
        IDENTITY.field.hint("18 位，末位可以是 X").autocomplete("off"),
        NAME.field.autocomplete("name"),
        SEX_OF.field,
        UNIT,
        LOGIN_NAME.field.autocomplete("username"),
        PASSWORD.field,
        CONTACT_PHONE.field.hint("11 位手机号码").autocomplete("tel"),
    ])])
    .rules(&[THE_SEX_IS_THE_NUMBER_S, THE_PASSWORD_IS_NOT_COMMON]);

/// 选择注册单位: by a registered person who has not handed in yet, or who has left another unit.
pub static CHOICE: Form = Form::new("unit-choice", "选择注册单位").sections(&[section("注册单位").asks(&[UNIT])]);

/// 身份证号.
pub const IDENTITY: Typed<IdentityNumber> = identity("identity_number", "身份证号").must().typed();
/// 姓名.
pub const NAME: Typed<Line> = text("name", "姓名").must().typed();
/// 性别.
pub const SEX_OF: Typed<Sex> = choice("sex", "性别", &SEX).must().typed();
/// 注册单位, found and chosen, never typed.
pub const UNIT: domain::form::Field =
    lookup("unit", "注册单位").must().hint("输入单位名称中连续两个以上的字，或完整的统一社会信用代码，查找后选择");
/// 登录账号.
pub const LOGIN_NAME: Typed<LoginName> =
    login_name("login_name", "登录账号").must().hint("2 至 50 个字母、汉字或数字，登录时使用").typed();
/// 密码.
pub const PASSWORD: Typed<Password> =
    new_password("password", "密码").must().hint("至少 12 位，可以是一句话").autocomplete("new-password").typed();
/// 手机 of the enterprise's contact.
pub const PHONE: Typed<Phone> = phone("phone", "手机").must().typed();
/// 联系方式 of the person.
pub const CONTACT_PHONE: Typed<Phone> = phone("phone", "联系方式").must().typed();

const THE_SEX_IS_THE_NUMBER_S: Rule = rule(&[SEX_OF.field, IDENTITY.field], |person, _| {
    let contradicts = person.get(SEX_OF) != person.get(IDENTITY).sex();
    contradicts.then(|| SEX_OF.field.wrong(Fault::Against("与身份证号不一致"))).into_iter().collect()
});

/// A password is common whatever the login name is; a name that is well is compared with it too.
const THE_PASSWORD_IS_NOT_COMMON: Rule = rule(&[PASSWORD.field], |account, _| {
    let name = account.draft().value::<LoginName>(&LOGIN_NAME.field).map(|name| name.folded()).unwrap_or_default();
    let common = password::is_common(account.get(PASSWORD).as_str(), &name);
    common.then(|| PASSWORD.field.wrong(Fault::Against(COMMON))).into_iter().collect()
});
