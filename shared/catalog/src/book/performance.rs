//! 建筑业企业业绩 (manual, 3.5; fields of ui.md 2.7): 01 基本信息, 02 证明人信息, 03 证明材料. Only for 施工单位.

use super::{Book, Holds};
use crate::dictionaries::{ACCEPTANCE, APPROVAL_LEVEL, CONTRACT_TYPE, PART_TAKEN, PROJECT_CATEGORY, PROJECT_NATURE};
use crate::divisions::DIVISIONS;
use crate::lines::{credit_code, disordered, money, past_day, quantity, telephone, text};
use crate::paper::PERFORMANCE;
use domain::form::{Field, Form, Rule, cascade, choice, papers, prose, rows, rule, section};
use domain::value::Fault;

/// The works of a unit.
pub static BOOK: Book = Book {
    form: &FORM,
    kinds: &["construction"],
    holds: Holds::Many {
        add: "新增记录",
        opens: "新增业绩",
        columns: &["name", "category", "owner", "contract_amount", "started", "finished"],
        searched: "项目名称或建设单位",
        by: None,
        empty: "还没有业绩。点击“新增记录”录入，申报资质时可以直接选用。",
    },
    edit: "修改信息",
    place: &PERFORMANCE,
    papers: "证明材料",
    beside_rows: &["witness"],
    lead: "",
    until: None,
    template: false,
};

/// One of the works.
pub static FORM: Form = Form::new("performance", "建筑业企业业绩")
    .sections(&[
        section("基本信息").asks(&[
            text("name", "项目名称").must().begins("项目"),
            text("project_number", "项目编号"),
            text("provincial_number", "省级项目编号"),
            choice("category", "项目分类", &PROJECT_CATEGORY).must(),
            choice("nature", "建设性质", &PROJECT_NATURE),
            text("purpose", "工程用途"),
            cascade("division", "所在地", &DIVISIONS).must(),
            text("address", "工程地点"),
            text("owner", "建设单位").must(),
            credit_code("owner_code", "建设单位统一社会信用代码"),
            text("approval_number", "立项批文号").begins("批准与许可"),
            choice("approval_level", "立项级别", &APPROVAL_LEVEL),
            text("land_permit", "建设用地规划许可证号"),
            text("plan_permit", "建设工程规划许可证号"),
            text("work_permit", "施工许可证编号"),
            money("investment", "总投资（万元）").begins("规模与合同"),
            quantity("area", "总面积（平方米）"),
            prose("scale", "建设规模", 500),
            prose("indicators", "技术指标", 500).hint("高度、跨度、层数、管径等"),
            choice("contract_type", "承包类别", &CONTRACT_TYPE).must(),
            choice("part", "承担方式", &PART_TAKEN),
            text("contract_number", "合同编号"),
            CONTRACTED,
            money("contract_amount", "合同金额（万元）").must(),
            STARTED.begins("实施"),
            FINISHED.hint("未竣工可不填"),
            text("project_manager", "项目负责人").hint("建造师"),
            text("technical_lead", "技术负责人"),
            ACCEPTED,
            prose("awards", "获奖情况", 500),
        ]),
        section("证明人信息").asks(&[rows("witnesses", "证明人", WITNESS)]),
    ])
    .rules(&[FINISHED_AT_LAST, WHAT_IS_ACCEPTED_IS_FINISHED]);

const STARTED: Field = past_day("started", "实际开工日期").must();
const FINISHED: Field = past_day("finished", "实际竣工日期");
const CONTRACTED: Field = past_day("contract_date", "合同签订日期");
const ACCEPTED: Field = choice("acceptance", "工程质量/验收结论", &ACCEPTANCE);

/// One 证明人.
pub const WITNESS: &[Field] = &[
    text("name", "姓名").must(),
    text("unit", "单位").must(),
    text("duty", "职务"),
    telephone("phone", "电话").must(),
    text("relation", "与本工程关系"),
    papers("paper", "证明材料", "witness").hint("先在下方上传，再勾选“用于本条”"),
];

const FINISHED_AT_LAST: Rule = rule(&[STARTED, FINISHED, CONTRACTED], |work, _| {
    let begun = disordered(work.draft(), (&STARTED, &FINISHED), "不能早于实际开工日期");
    begun.or_else(|| disordered(work.draft(), (&CONTRACTED, &FINISHED), "不能早于合同签订日期")).into_iter().collect()
});
const WHAT_IS_ACCEPTED_IS_FINISHED: Rule = rule(&[FINISHED, ACCEPTED], |work, _| {
    let (finished, accepted) = (!work.draft().text(FINISHED.name).is_empty(), work.draft().text(ACCEPTED.name));
    let wrong = match accepted {
        "unfinished" if finished => Some(ACCEPTED.wrong(Fault::Against("为未竣工的，不应填写实际竣工日期"))),
        "passed" | "failed" if !finished => Some(FINISHED.wrong(Fault::Missing)),
        _ => None,
    };
    wrong.into_iter().collect()
});
