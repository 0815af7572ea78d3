//! 装备及检测项目 (manual, 3.7; fields of ui.md 2.9): 01 装备信息, 02 材料. Only for 质量检测机构.

use super::{Book, Holds};
use crate::dictionaries::EQUIPMENT_STATE;
use crate::inspection::INSPECTION;
use crate::lines::{count, date, disordered, money, past_day, text};
use crate::paper::EQUIPMENT;
use domain::form::{Field, Form, Rule, cascade, choice, rule, section};

/// The equipment of a testing agency.
pub static BOOK: Book = Book {
    form: &FORM,
    kinds: &["testing"],
    holds: Holds::Many {
        add: "新增记录",
        opens: "新增技术装备",
        columns: &["item", "model", "number", "quantity", "calibrated_until", "state"],
        searched: "设备名称、规格型号或设备编号",
        by: Some("item"),
        empty: "还没有技术装备。点击“新增记录”录入，申报资质时可以直接选用。",
    },
    edit: "修改信息",
    place: &EQUIPMENT,
    papers: "技术装备材料及校准证书",
    beside_rows: &[],
    lead: "检测专项、检测项目、检测参数和主要仪器设备名称一定要选择，不要输入：输入的内容无法体现在资质证书上。",
    until: Some("calibrated_until"),
    template: false,
};

/// One piece of equipment.
pub static FORM: Form = Form::new("equipment", "装备及检测项目")
    .sections(&[section("装备信息").asks(&[
        cascade("item", "检测项目及仪器设备", &INSPECTION).must().hint("依次选择；改变上一级后，下级需要重新选择"),
        text("model", "规格型号").must(),
        text("number", "设备编号").must(),
        text("serial_number", "出厂编号"),
        text("maker", "生产厂家"),
        count("quantity", "数量").must(),
        BOUGHT,
        money("value", "原值（万元）"),
        text("range", "量程/精度"),
        text("calibrated_by", "检定/校准机构"),
        text("calibration_number", "检定/校准证书编号").must(),
        CALIBRATED,
        UNTIL,
        text("kept_at", "存放地点"),
        choice("state", "状态", &EQUIPMENT_STATE),
        text("keeper", "保管人"),
    ])])
    .rules(&[VALID_AFTER_CALIBRATED]);

const BOUGHT: Field = past_day("bought", "购置日期");
const CALIBRATED: Field = past_day("calibrated", "检定/校准日期").must();
const UNTIL: Field = date("calibrated_until", "有效期至").must();

const VALID_AFTER_CALIBRATED: Rule = rule(&[BOUGHT, CALIBRATED, UNTIL], |it, _| {
    let bought = disordered(it.draft(), (&BOUGHT, &CALIBRATED), "不能早于购置日期");
    bought.into_iter().chain(disordered(it.draft(), (&CALIBRATED, &UNTIL), "不能早于检定/校准日期")).collect()
});
