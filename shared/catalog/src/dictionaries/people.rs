//! What the forms of a unit's people choose from, beside what registered persons choose from too.

use super::REGISTRATION_CATEGORY;
use domain::form::Dictionary;

type Entry = (&'static str, &'static str);

/// 证件类型 whose number has the structure of GB 11643; codes of GA/T 517 and local.
pub static IDENTITY_DOCUMENT: Dictionary = Dictionary {
    name: "identity-document",
    entries: &[
        ("111", "居民身份证"),
        ("553", "外国人永久居留身份证"),
        ("LOCAL-HM", "港澳居民居住证"),
        ("LOCAL-TW", "台湾居民居住证"),
    ],
};

/// 政治面貌, GB/T 4762-1984.
pub static POLITICAL: Dictionary = Dictionary {
    name: "political-status",
    entries: &[
        ("01", "中共党员"),
        ("02", "中共预备党员"),
        ("03", "共青团员"),
        ("04", "民革党员"),
        ("05", "民盟盟员"),
        ("06", "民建会员"),
        ("07", "民进会员"),
        ("08", "农工党党员"),
        ("09", "致公党党员"),
        ("10", "九三学社社员"),
        ("11", "台盟盟员"),
        ("12", "无党派人士"),
        ("13", "群众"),
        ("00", "无"),
    ],
};

/// 学位, GB/T 6864. The codes are the names.
pub static DEGREE: Dictionary = Dictionary {
    name: "degree",
    entries: &[("名誉博士", "名誉博士"), ("博士", "博士"), ("硕士", "硕士"), ("学士", "学士"), ("无", "无")],
};

/// 会计职称, 人社部发〔2019〕8号; codes local.
pub static ACCOUNTING: Dictionary = Dictionary {
    name: "accounting-title",
    entries: &[
        ("5", "正高级会计师"),
        ("4", "高级会计师"),
        ("3", "会计师（中级）"),
        ("2", "助理会计师（初级）"),
        ("1", "会计员（初级）"),
        ("0", "无"),
    ],
};

/// 注册类别 of somebody who may have none.
pub static REGISTERED_AS: Dictionary = Dictionary { name: "registered-as", entries: &CATEGORIES };
static CATEGORIES: [Entry; 24] = or_none(REGISTRATION_CATEGORY.entries);

/// 是否.
pub static YES_NO: Dictionary = Dictionary { name: "yes-no", entries: &[("yes", "是"), ("no", "否")] };

/// 职称专业: the majors that the standards of 2014 name, and common ones. The codes are the names.
pub static TITLE_MAJOR: Dictionary = Dictionary {
    name: "title-major",
    entries: &[
        ("建筑学", "建筑学"),
        ("工业与民用建筑", "工业与民用建筑"),
        ("土木工程", "土木工程"),
        ("结构", "结构"),
        ("给排水", "给排水"),
        ("暖通", "暖通"),
        ("电气", "电气"),
        ("岩土", "岩土"),
        ("道路与桥梁", "道路与桥梁"),
        ("市政工程", "市政工程"),
        ("机械", "机械"),
        ("自动化", "自动化"),
        ("测量", "测量"),
        ("工程管理", "工程管理"),
        ("工程造价", "工程造价"),
        ("建筑材料", "建筑材料"),
        ("检测", "检测"),
        ("风景园林", "风景园林"),
        ("其他", "其他"),
        ("无", "无"),
    ],
};

/// 岗位: JGJ/T 250-2011, codes local.
pub static POST: Dictionary = Dictionary {
    name: "site-position",
    entries: &[
        ("SGY", "施工员"),
        ("ZLY", "质量员"),
        ("AQY", "安全员"),
        ("BZY", "标准员"),
        ("CLY", "材料员"),
        ("JXY", "机械员"),
        ("LWY", "劳务员"),
        ("ZILY", "资料员"),
    ],
};

/// 技术工人等级, the national five grades: the smaller the code, the higher the grade; 无 is none, and no number.
pub static TRADE_GRADE: Dictionary = Dictionary {
    name: "trade-grade",
    entries: &[("5", "初级工"), ("4", "中级工"), ("3", "高级工"), ("2", "技师"), ("1", "高级技师"), ("none", "无")],
};

/// 人员类别 of a person who is not registered; codes local.
pub static STAFF: Dictionary = Dictionary {
    name: "staff-category",
    entries: &[
        ("titled", "职称人员"),
        ("site", "现场管理人员"),
        ("skilled", "技术工人"),
        ("testing", "检测人员"),
        ("other", "其他"),
    ],
};

/// 险种, 社会保险法.
pub static INSURANCE: Dictionary = Dictionary {
    name: "social-insurance",
    entries: &[
        ("pension", "基本养老保险"),
        ("medical", "基本医疗保险"),
        ("injury", "工伤保险"),
        ("unemployment", "失业保险"),
        ("maternity", "生育保险（已与医保合并实施）"),
    ],
};

/// 在职状态; codes local.
pub static EMPLOYMENT: Dictionary = Dictionary { name: "employment", entries: &[("on", "在职"), ("off", "离岗")] };

/// A list and 无.
const fn or_none<const N: usize>(entries: &[Entry]) -> [Entry; N] {
    assert!(entries.len() + 1 == N, "the list and one entry more");
    let (mut all, mut n) = ([("none", "无"); N], 0);
    while n < entries.len() {
        all[n] = entries[n];
        n += 1;
    }
    all
}
