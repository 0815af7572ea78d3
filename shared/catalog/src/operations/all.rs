//! Everything that can be asked, by its address.

use super::told::*;
use super::*;
use crate::{
    account, application, book, casework, deletion, imports, material, notice, paper, person, personnel, registration,
    review, unit, verification,
};

/// The forms of a unit's people, by the post in the address.
const POSTS: &[&Form] =
    &[&personnel::WORKER, &personnel::LEGAL, &personnel::MANAGER, &personnel::FINANCE, &personnel::TECHNICAL];
/// The forms of the books.
const RECORDS: &[&Form] =
    &[&book::profile::FORM, &book::performance::FORM, &book::insurance::FORM, &book::equipment::FORM];
/// The forms that are kept while they are filled in.
const DRAFTS: &[&Form] = &[
    &unit::BASICS,
    &book::profile::FORM,
    &book::performance::FORM,
    &book::insurance::FORM,
    &book::equipment::FORM,
    &personnel::LEGAL,
    &personnel::MANAGER,
    &personnel::FINANCE,
    &personnel::TECHNICAL,
    &personnel::WORKER,
];

/// Everything, in the order of the document.
pub static OPERATIONS: &[Operation] = &[
    get("/session", "登录页").asks(&["to"]),
    post("/session", "登录", 201).asks(&["to"]).takes(&account::SIGN_IN).gives(&[text("role"), text("to")]),
    post("/session/end", "退出", 200).gives(DONE),
    get("/account", "账号管理").gives(ACCOUNT),
    post("/account", "修改用户名称、登陆名、密码", 200).takes(&account::ACCOUNT).gives(ACCOUNT),
    post("/account/initialisation", "初始化密码：给出一次性密码", 200).takes(&account::INITIALISATION).gives(ONE_TIME),
    get("/accounts", "密码重置页（管理部门）"),
    post("/accounts/resets", "重置忘记的密码（管理部门）", 200).takes(&account::RESET).gives(ONE_TIME),
    get("/registrations/enterprises", "企业注册页"),
    post("/registrations/enterprises", "企业注册", 201).takes(&registration::ENTERPRISE).gives(&[
        text("id"),
        text("name"),
        text("credit_code"),
        text("kind"),
    ]),
    get("/registrations/people", "人员注册页"),
    post("/registrations/people", "人员注册", 201).takes(&registration::PERSON).gives(&[
        text("id"),
        text("name"),
        text("unit"),
        text("state"),
    ]),
    get("/registrations/units", "按名称或信用代码查找注册单位；最多十个，没有下一页")
        .asks(&["q"])
        .lists(&[text("id"), text("name")], &[flag("more")]),
    get("/person", "本人信息").gives(FILE),
    post("/person", "保存本人信息；未出现的字段保持不变", 200).changes(&person::FILE).gives(STANDS),
    post("/person/submission", "提交给注册单位审核；未出现的字段保持不变", 200).changes(&person::FILE).gives(STANDS),
    get("/person/unit", "选择注册单位页"),
    post("/person/unit", "选择注册单位：提交前，或离开原单位后", 200).takes(&registration::CHOICE).gives(STANDS),
    get("/person/{list}/{row}", "注册证书或简历的一行"),
    post("/person/{list}/{row}", "保存一行", 200).takes_a_row(&person::FILE).gives(STANDS),
    post("/person/{list}/{row}/removal", "删除一行", 200).changes(&person::FILE).gives(STANDS),
    get("/reviews", "待审核人员；state=approved 为已审核人员；q 按姓名查找")
        .asks(&["state", "q", "after"])
        .lists(ROW_OF_REVIEW, &[flag("partial")]),
    Operation { gives: Gives::Asset, ..get("/reviews/sheet", "下载待审核或已审核人员名单（Excel）").asks(&["state", "q"]) },
    get("/reviews/{id}", "人员详细信息").gives(REVIEWED),
    post("/reviews/{id}/decisions", "通过、不通过、退回修改", 200).takes(&review::DECISION).gives(&[
        text("id"),
        text("name"),
        text("state"),
        number("version"),
    ]),
    post("/reviews/{id}/disclosure", "查看完整号码，查看会被记录", 200).gives(&[text("identity_number")]),
    post("/attachments", "领取上传凭证：按 fields 的顺序、最后是 file，提交到 url", 201)
        .takes(&paper::TICKET)
        .gives(&[text("id"), text("url"), told("fields", "object")]),
    get("/attachments/new", "不使用脚本的上传页").asks(&["for", "of", "kind"]),
    get("/attachments/copies", "从我的材料选择：先是同类的 items，再是其他的 others；q 按文件名查找")
        .asks(&["for", "of", "kind", "q", "after", "others"])
        .lists(OFFERED, &[told("others", "array"), flag("partial")]),
    post("/attachments/copies", "把我的材料中的一份放到此处，不用再次上传", 201).takes(&material::COPY).gives(BECAME),
    get("/attachments/{id}", "附件状态：waiting、admitted、refused").asks(&["for", "of", "kind"]).gives(BECAME),
    get("/attachments/{id}/view", "逐页查看附件").asks(&["page"]).gives(VIEWED),
    get("/attachments/{id}/pages/{page}", "附件的一页").leads(),
    get("/attachments/{id}/original", "下载原文件").leads(),
    post("/attachments/{id}/removal", "移除附件", 200).gives(DONE),
    get("/materials", "我的材料；kind 为材料名称，validity 为 valid、soon、expired 或 undated，q 按文件名查找；sheet=1 下载清单（Excel）")
        .asks(&["kind", "validity", "q", "after", "sheet"])
        .lists(LINE_OF_MATERIALS, &[flag("partial")]),
    get("/materials/{id}", "一份材料：用于哪里，有效期至").gives(MATERIAL),
    get("/materials/{id}/view", "逐页查看材料").asks(&["page"]).gives(VIEWED),
    get("/materials/{id}/pages/{page}", "材料的一页").leads(),
    get("/materials/{id}/original", "下载材料").leads(),
    post("/materials/{id}/validity", "设置有效期至；留空表示不填", 200).takes(&material::VALIDITY).gives(DATED),
    post("/materials/{id}/removal", "从我的材料移除：只限没有使用的", 200).gives(DONE),
    get("/", "首页").gives(&[told("todos", "array"), told("notices", "array"), told("credit", "object")]),
    get("/todos", "待办事宜；sheet=1 下载清单（Excel）").asks(&["after", "sheet"]).lists(TODO, &[]),
    get("/notices", "通知公告；q 按标题查找；sheet=1 下载清单（Excel）")
        .asks(&["q", "after", "sheet"])
        .lists(NOTICE_LINE, &[flag("partial")]),
    post("/notices", "发布公告（管理部门）", 201).takes(&notice::NOTICE).gives(NOTICE),
    get("/notices/new", "新公告页（管理部门）"),
    get("/notices/{id}", "一则公告").gives(NOTICE),
    post("/notices/{id}", "修改公告（管理部门）", 200).takes(&notice::NOTICE).gives(NOTICE),
    get("/notices/{id}/edit", "修改公告页（管理部门）"),
    post("/notices/{id}/withdrawal", "撤回公告（管理部门）", 200).gives(NOTICE),
    get("/credit", "诚信信息").gives(&[flag("open")]),
    get("/openapi.json", "本文档").gives(&[text("openapi"), told("paths", "object"), told("components", "object")]),
    Operation { gives: Gives::Asset, ..get("/assets/{name}", "页面所用的样式和脚本") },
    get("/unit", "单位基本信息；history 为第几次变更之前的记录").asks(&["edit", "history"]).gives(UNIT),
    post("/unit", "保存单位基本信息", 200).takes(&unit::BASICS).gives(UNIT),
    post("/unit/verification", "提交核实：管理部门核对营业执照与统一社会信用代码", 200).gives(UNIT_STANDS),
    post("/unit/verification/acknowledgement", "知道了：核实结果已阅", 200).gives(UNIT_STANDS),
    get("/records/{book}", "单位的企业简介 profile、社保声明 insurance，或业绩 performance、装备 equipment 的列表")
        .asks(&["edit", "q", "item", "validity", "after", "history"])
        .gives(&[]),
    post("/records/{book}", "新增记录；企业简介和社保声明为保存，未出现的字段保持不变", 201)
        .takes_one_of("record", RECORDS)
        .gives(RECORD),
    get("/records/{book}/new", "新增记录页"),
    Operation { gives: Gives::Asset, ..get("/records/{book}/sheet", "下载业绩或装备清单（Excel）").asks(&["q", "item", "validity"]) },
    Operation { gives: Gives::Asset, ..get("/records/{book}/template", "下载社保声明模板，已填入本单位人员（Excel）") },
    get("/records/{book}/{id}", "一条业绩或装备").asks(&["history"]).gives(RECORD),
    post("/records/{book}/{id}", "保存一条业绩或装备；未出现的字段保持不变", 200)
        .takes_one_of("record", RECORDS)
        .gives(RECORD),
    get("/records/{book}/{id}/edit", "修改记录页"),
    post("/records/{book}/{id}/removal", "删除一条业绩或装备", 200).gives(DONE),
    post("/drafts/{form}/{of}", "暂存没有填写完的表单；of 为编号或 new", 200).takes_one_of("draft", DRAFTS).gives(KEPT),
    post("/drafts/{form}/{of}/removal", "放弃暂存", 200).gives(DONE),
    get("/drafts/{form}/{of}/rows/{list}/{row}", "暂存表单中的一行"),
    post("/drafts/{form}/{of}/rows/{list}/{row}", "保存一行；row 为位置或 new", 200)
        .takes_a_row(&book::performance::FORM)
        .gives(KEPT),
    post("/drafts/{form}/{of}/rows/{list}/{row}/removal", "删除一行", 200).takes_one_of("draft", DRAFTS).gives(KEPT),
    get("/units", "单位核实（管理部门）：q 为名称或完整的统一社会信用代码；最多十个，没有下一页；sheet=1 下载清单（Excel）")
        .asks(&["q", "sheet"])
        .lists(UNIT_STANDS, &[flag("more")]),
    get("/units/{id}", "一个单位（管理部门）：提交的营业执照与登记信息").gives(UNIT_CASE),
    post("/units/{id}/verification", "核实通过、退回（管理部门）", 200)
        .takes(&verification::VERDICT)
        .gives(UNIT_STANDS),
    get("/units/{id}/handover", "移交账号页（管理部门）").gives(UNIT_STANDS),
    post("/units/{id}/handover", "移交给权利人：新的登录账号和一次性密码；原账号不能再使用（管理部门）", 200)
        .takes(&verification::HANDOVER)
        .gives(HANDED),
    get(
        "/people",
        "人员名单：post 为职务，不填为非注册人员，source=registered 为注册人员列表；q 按姓名、类别、专业、职称证、岗位证、工种、社保查找；for 为正在选择人员的职务",
    )
    .asks(&["post", "source", "q", "after", "for"])
    .lists(LINE_OF_PEOPLE, &[flag("partial")]),
    get("/people/new", "新增人员页；post 为职务").asks(&["post"]),
    post("/people", "新增人员；post 为职务，不填为非注册人员", 201).asks(&["post"]).takes_one_of("people", POSTS).gives(WORKER),
    Operation { gives: Gives::Asset, ..get("/people/sheet", "下载人员名单（Excel）").asks(&["post", "source", "q"]) },
    get("/people/{id}", "人员详细信息；post 为所看的职务").asks(&["post", "history"]).gives(WORKER),
    get("/people/{id}/edit", "修改人员页；post 为职务，尚未担任的，保存后担任").asks(&["post"]),
    post("/people/{id}", "保存人员信息；post 为职务，尚未担任的同时担任；证件号码以掩码提交表示不变", 200)
        .asks(&["post"])
        .takes_one_of("people", POSTS)
        .gives(WORKER),
    post("/people/{id}/posts", "担任职务：信息不全的，须先填写", 200).takes(&personnel::GIVING).gives(WORKER),
    post("/people/{id}/posts/{post}/removal", "取消职务；法定代表人改由他人担任时自动取消", 200).gives(WORKER),
    post("/people/{id}/disclosure", "查看完整号码，查看会被记录", 200).gives(&[text("identity_number")]),
    get("/imports", "Excel 导入记录；sheet=1 下载清单（Excel）").asks(&["after", "sheet"]).lists(IMPORT_LINE, &[]),
    post("/imports", "领取上传凭证：按 fields 的顺序、最后是 file，提交到 url", 201).takes(&imports::UPLOAD).gives(&[
        text("id"),
        text("url"),
        told("fields", "object"),
    ]),
    get("/imports/new", "上传 Excel 文件页").asks(&["of"]),
    Operation { gives: Gives::Asset, ..get("/imports/template", "下载导入模板（Excel）").asks(&["of"]) },
    get("/imports/{id}", "一次导入：waiting、refused、ready、taking、done、withdrawn；shelf 为 good 或 bad，page 为页数")
        .asks(&["of", "shelf", "page"])
        .gives(IMPORT),
    post("/imports/{id}/acceptance", "确认录入可以录入的行；录入中断后再次提交即继续", 200).gives(IMPORT),
    post("/imports/{id}/removal", "放弃导入：确认录入之前", 200).gives(IMPORT),
    Operation { gives: Gives::Asset, ..get("/imports/{id}/rejects", "下载未录入的行及原因（Excel）") },
    get("/matters", "资质事项；q 按名称或编码查找；sheet=1 下载清单（Excel）")
        .asks(&["q", "after", "sheet"])
        .lists(&[text("id"), text("name"), text("level"), text("title"), text("authority")], &[]),
    get("/matters/{id}", "办件指南").gives(&[text("id"), text("title"), told("conditions", "array"), flag("open")]),
    get("/applications", "我的申报；q 按事项或编号查找").asks(&["q", "after"]).lists(
        &[
            text("id"),
            text("number"),
            text("matter"),
            text("title"),
            text("state"),
            text("state_name"),
            text("since"),
            number("version"),
        ],
        &[flag("partial")],
    ),
    post("/applications", "办件入口：开始申报，或者继续同一事项的申报", 201)
        .takes(&application::BEGINNING)
        .gives(APPLICATION),
    Operation { gives: Gives::Asset, ..get("/applications/sheet", "下载我的申报清单（Excel）").asks(&["q"]) },
    get("/applications/{id}", "一次申报；role 列出可选人员").asks(&["role", "q", "after"]).gives(APPLICATION_PAGE),
    post("/applications/{id}", "暂存", 200).gives(APPLICATION),
    post("/applications/{id}/people", "添加人员：person 可以有多个", 200)
        .takes_beside(&application::PICK, application::PERSON)
        .gives(APPLICATION),
    post("/applications/{id}/people/{worker}/removal", "移除人员", 200).gives(APPLICATION),
    post("/applications/{id}/submission", "提交", 200).gives(APPLICATION),
    post("/applications/{id}/removal", "放弃申报：从未提交的草稿不再列入我的申报", 200).gives(APPLICATION),
    post("/applications/{id}/withdrawal", "撤回申报：作出决定之前", 200).gives(APPLICATION),
    post("/applications/{id}/acknowledgement", "知道了：管理部门的答复已阅", 200).gives(APPLICATION),
    get(
        "/cases",
        "受理审批：按期限排列；sort 为 application、deletion 或 unit，mine=1 为本人领取的，q 按单位、事项、编号查找；sheet=1 下载清单（Excel）",
    )
    .asks(&["sort", "mine", "q", "after", "sheet"])
    .lists(CASE_LINE, &[flag("partial")]),
    get("/cases/{id}", "一件资质申报").gives(CASE),
    post("/cases/{id}/taking", "领取", 200).gives(CASE_STANDS),
    post("/cases/{id}/return", "退回待领取：由领取人退回", 200).gives(CASE_STANDS),
    post("/cases/{id}/reassignment", "改派给我：由其他人员说明理由后接办", 200)
        .takes(&casework::REASSIGNMENT)
        .gives(CASE_STANDS),
    post("/cases/{id}/acceptance", "受理", 200).gives(CASE_STANDS),
    post("/cases/{id}/corrections", "补正告知：一次列出全部需要补正的内容", 200)
        .takes(&casework::CORRECTIONS)
        .gives(CASE_STANDS),
    post("/cases/{id}/decisions", "准予许可、不予许可；受理人不能作出决定", 200)
        .takes(&casework::CASE_DECISION)
        .gives(CASE_STANDS),
    get("/qualifications", "企业资质；q 按名称、证书编号查找")
        .asks(&["q", "after"])
        .lists(QUALIFICATION, &[flag("partial")]),
    Operation { gives: Gives::Asset, ..get("/qualifications/sheet", "下载企业资质清单（Excel）").asks(&["q"]) },
    get("/qualifications/{id}", "资质详细信息").gives(QUALIFICATION),
    get("/deletion-requests", "人员删除申请；管理部门看到待审核的；q 按姓名、办件编号查找")
        .asks(&["q", "after"])
        .lists(REQUEST_LINE, &[flag("partial")]),
    get("/deletion-requests/new", "新增删除申请：在本单位人员中选择")
        .asks(&["q", "for"])
        .gives(&[told("people", "array"), flag("more")]),
    post("/deletion-requests", "新增删除申请；该人员已有未办结的申请时返回该申请", 201)
        .takes(&deletion::PERSON)
        .gives(REQUEST_STANDS),
    Operation { gives: Gives::Asset, ..get("/deletion-requests/sheet", "下载人员删除申请清单（Excel）；管理部门下载待审核的").asks(&["q"]) },
    get("/deletion-requests/{id}", "一件人员删除申请，含与替代人员的比对").asks(&["q", "add"]).gives(REQUEST),
    post("/deletion-requests/{id}", "更换申请删除的人员", 200).takes(&deletion::PERSON).gives(REQUEST_STANDS),
    post("/deletion-requests/{id}/feedback", "新增反馈；paper 为已上传的反馈材料，可以有多个", 200)
        .takes_beside(&deletion::FEEDBACK, deletion::PAPER.name)
        .gives(REQUEST_STANDS),
    post("/deletion-requests/{id}/feedback/{row}/removal", "删除一条反馈", 200).gives(REQUEST_STANDS),
    post("/deletion-requests/{id}/replacements", "为一项申报选择替代人员", 200)
        .takes(&deletion::REPLACEMENT)
        .gives(REQUEST_STANDS),
    post("/deletion-requests/{id}/submission", "保存并关闭：提交审核", 200).gives(REQUEST_STANDS),
    post("/deletion-requests/{id}/removal", "放弃草稿；已有结果的，知道了", 200).gives(REQUEST_STANDS),
    post("/deletion-requests/{id}/decisions", "同意删除、不予删除（管理部门）", 200)
        .takes(&deletion::DECISION)
        .gives(REQUEST_STANDS),
];
