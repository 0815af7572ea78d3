//! 单位管理 · 基本信息 (manual, 3.1; fields of ui.md 2.1).

use crate::dictionaries::{BUSINESS, CURRENCY, REGISTRATION_TYPE};
use crate::divisions::DIVISIONS;
use crate::lines::{date, disordered, email, integer, money, past_day, phone, postal_code, telephone, text, website};
use domain::form::{Field, Form, Rule, cascade, choice, prose, rule, section};

/// 基本信息, 联系信息, 营业信息. 企业名称, 统一社会信用代码 and 企业类型 come from the registration, 法定代表人 from 4.1.
pub static BASICS: Form = Form::new("unit", "基本信息")
    .sections(&[
        section("基本信息").asks(&[
            text("former_code", "原组织机构代码"),
            text("former_name", "企业曾用名"),
            choice("registration_type", "企业登记注册类型", &REGISTRATION_TYPE).must(),
            text("economic_nature", "经济性质"),
            cascade("division", "注册属地", &DIVISIONS).must(),
            text("registered_address", "注册地址").must(),
            text("parent", "上级/母公司"),
            text("affiliation", "隶属关系"),
            FOUNDED,
            choice("business_state", "经营状态", &BUSINESS),
        ]),
        section("联系信息").asks(&[
            text("address", "企业经营/通信地址").must(),
            postal_code("postal_code", "邮政编码"),
            telephone("office_phone", "办公电话"),
            telephone("fax", "传真"),
            website("website", "网址"),
            email("email", "电子邮箱"),
            text("contact", "联系人").must(),
            telephone("contact_phone", "联系电话"),
            phone("phone", "手机").must(),
            text("second_contact", "备用联系人"),
            phone("second_phone", "备用联系人手机"),
            email("second_email", "备用联系人邮箱"),
        ]),
        section("营业信息").asks(&[
            text("licence_number", "营业执照号").must(),
            text("licence_authority", "发照机关"),
            LICENSED,
            LICENSED_UNTIL,
            money("capital", "注册资本（万元）").must(),
            choice("currency", "币种", &CURRENCY).must(),
            money("paid_in", "实收资本（万元）"),
            money("net_assets", "净资产（万元）"),
            money("total_assets", "资产总额（万元）"),
            money("turnover", "上年营业额（万元）"),
            integer("employees", "在职人数"),
            prose("scope", "经营范围", 2000).must(),
            text("bank", "开户银行"),
            text("bank_account", "账号"),
            text("safety_licence", "安全生产许可证号").hint("施工单位填写").begins("许可及认定"),
            date("safety_until", "安全生产许可证有效期至"),
            text("cma_number", "CMA 资质认定证书号").hint("质量检测机构填写"),
            date("cma_until", "CMA 资质认定有效期至"),
        ]),
    ])
    .rules(&[LICENCE_IN_ORDER]);

const FOUNDED: Field = past_day("founded", "成立日期").must();
const LICENSED: Field = past_day("licence_issued", "发照日期");
const LICENSED_UNTIL: Field = date("licence_until", "有效期至").hint("长期有效可不填");

const LICENCE_IN_ORDER: Rule = rule(&[FOUNDED, LICENSED, LICENSED_UNTIL], |basics, _| {
    let issued = disordered(basics.draft(), (&FOUNDED, &LICENSED), "不能早于成立日期");
    issued.into_iter().chain(disordered(basics.draft(), (&LICENSED, &LICENSED_UNTIL), "不能早于发照日期")).collect()
});
