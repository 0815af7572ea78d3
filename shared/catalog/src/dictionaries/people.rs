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
