//! 单位管理 · 基本信息 (manual, 3.1; fields of ui.md 2.1).

use crate::dictionaries::{CURRENCY, REGISTRATION_TYPE};
use crate::divisions::DIVISIONS;
use crate::lines::{date, integer, money, past_day, phone, text};
use domain::form::{Form, cascade, choice, prose, section};

/// 基本信息, 联系信息, 营业信息. 企业名称, 统一社会信用代码 and 企业类型 come from the registration.
pub static BASICS: Form = Form::new("unit", "基本信息").sections(&[
    section("基本信息").asks(&[
        text("former_name", "企业曾用名"),
        choice("registration_type", "企业登记注册类型", &REGISTRATION_TYPE).must(),
        cascade("division", "注册属地", &DIVISIONS).must(),
        text("registered_address", "注册地址").must(),
        text("parent", "上级/母公司"),
        past_day("founded", "成立日期").must(),
    ]),
    section("联系信息").asks(&[
        text("address", "企业经营/通信地址").must(),
        text("postal_code", "邮政编码"),
        text("office_phone", "办公电话"),
        text("website", "网址"),
        text("email", "电子邮箱"),
        text("contact", "联系人").must(),
        phone("phone", "手机").must(),
    ]),
    section("营业信息").asks(&[
        text("licence_number", "营业执照号").must(),
        text("licence_authority", "发照机关"),
        past_day("licence_issued", "发照日期"),
        date("licence_until", "有效期至").hint("长期有效可不填"),
        money("capital", "注册资本（万元）").must(),
        choice("currency", "币种", &CURRENCY).must(),
        money("paid_in", "实收资本（万元）"),
        money("net_assets", "净资产（万元）"),
        integer("employees", "在职人数"),
        prose("scope", "经营范围", 2000).must(),
    ]),
]);
