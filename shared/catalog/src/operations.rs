//! What the hall can be asked over HTTP: the source of `/openapi.json`, compared with the template's routes by a test.

use crate::{account, notice, paper, person, registration, review, unit};
use domain::form::Form;

/// One thing that can be asked.
pub struct Operation {
    /// GET or POST.
    pub method: &'static str,
    /// The path with `{parameters}`.
    pub path: &'static str,
    /// One sentence.
    pub summary: &'static str,
    /// The form of the body, where there is one.
    pub body: Option<&'static Form>,
    /// The status of success.
    pub status: u16,
}

const fn get(path: &'static str, summary: &'static str) -> Operation {
    Operation { method: "GET", path, summary, body: None, status: 200 }
}
const fn post(path: &'static str, summary: &'static str, status: u16) -> Operation {
    Operation { method: "POST", path, summary, body: None, status }
}
impl Operation {
    const fn takes(self, form: &'static Form) -> Operation {
        Operation { body: Some(form), ..self }
    }
}

/// Everything, in the order of the document.
pub static OPERATIONS: &[Operation] = &[
    get("/session", "登录页"),
    post("/session", "登录", 201).takes(&account::SIGN_IN),
    post("/session/end", "退出", 200),
    get("/account", "账号管理"),
    post("/account", "修改用户名称、登陆名、密码", 200).takes(&account::ACCOUNT),
    post("/account/initialisation", "初始化密码：给出一次性密码", 200),
    get("/accounts", "密码重置页（管理部门）"),
    post("/accounts/resets", "重置忘记的密码（管理部门）", 200).takes(&account::RESET),
    get("/registrations/enterprises", "企业注册页"),
    post("/registrations/enterprises", "企业注册", 201).takes(&registration::ENTERPRISE),
    get("/registrations/people", "人员注册页"),
    post("/registrations/people", "人员注册", 201).takes(&registration::PERSON),
    get("/registrations/units", "按名称或信用代码查找注册单位"),
    get("/person", "本人信息"),
    post("/person", "保存本人信息；未出现的字段保持不变", 200).takes(&person::FILE),
    post("/person/submission", "提交给注册单位审核", 200),
    get("/person/{list}/{row}", "注册证书或简历的一行"),
    post("/person/{list}/{row}", "保存一行", 200),
    post("/person/{list}/{row}/removal", "删除一行", 200),
    get("/reviews", "待审核人员；state=approved 为已审核人员；q 按姓名查找"),
    get("/reviews/{id}", "人员详细信息"),
    post("/reviews/{id}/decisions", "通过、不通过、退回修改", 200).takes(&review::DECISION),
    post("/reviews/{id}/disclosure", "查看完整号码，查看会被记录", 200),
    post("/attachments", "领取上传凭证", 201).takes(&paper::TICKET),
    get("/attachments/new", "不使用脚本的上传页"),
    get("/attachments/{id}", "附件状态：waiting、admitted、refused"),
    get("/attachments/{id}/view", "逐页查看附件"),
    get("/attachments/{id}/pages/{page}", "附件的一页"),
    get("/attachments/{id}/original", "下载原文件"),
    post("/attachments/{id}/removal", "移除附件", 200),
    get("/", "首页"),
    get("/todos", "待办事宜"),
    get("/notices", "通知公告"),
    post("/notices", "发布公告（管理部门）", 201).takes(&notice::NOTICE),
    get("/notices/new", "新公告页（管理部门）"),
    get("/notices/{id}", "一则公告"),
    post("/notices/{id}", "修改公告（管理部门）", 200).takes(&notice::NOTICE),
    get("/notices/{id}/edit", "修改公告页（管理部门）"),
    post("/notices/{id}/withdrawal", "撤回公告（管理部门）", 200),
    get("/credit", "诚信信息"),
    get("/openapi.json", "本文档"),
    get("/assets/{name}", "页面所用的样式和脚本"),
    get("/unit", "单位基本信息"),
    post("/unit", "保存单位基本信息", 200).takes(&unit::BASICS),
];
