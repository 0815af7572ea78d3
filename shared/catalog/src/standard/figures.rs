//! The figures. Each standard names its document, since when it is in force, and what is uncertain about the figures.

use domain::standard::{Document, Need, Requirement, Standard};
use jiff::civil::{Date, date};

static CONSTRUCTION: Document =
    Document {
        number: "建市〔2014〕159号", title: "建筑业企业资质标准", since: date(2015, 1, 1), until: None
    };
/// Above the lowest level the people are not counted any more.
static SIMPLIFIED: Document = Document {
    number: "建市〔2016〕226号",
    title: "关于简化建筑业企业资质标准部分指标的通知",
    since: date(2016, 11, 1),
    until: None,
};
/// The figures were written from memory.
const RECALLED: &str = "数字未经原文核对，仅供参考，以公布的标准为准";
/// A transcription of them was found.
const TRANSCRIBED: &str = "数字取自转录，未经原文核对，仅供参考，以公布的标准为准";

const fn asks(role: &'static str, words: &'static str, least: u32, need: Need) -> Requirement {
    Requirement { role, words, least, need }
}
const fn constructors(words: &'static str, least: u32, majors: &'static [&'static str]) -> Requirement {
    asks("registered", words, least, Need::Constructor { first: false, majors })
}
const fn titled(words: &'static str, least: u32) -> Requirement {
    asks("titled", words, least, Need::Titled { level: 3, majors: &[] })
}
const fn in_major(words: &'static str, majors: &'static [&'static str]) -> Requirement {
    asks("titled", words, 1, Need::Titled { level: 3, majors })
}
const fn site(least: u32) -> Requirement {
    asks("site", "持有岗位证书的施工现场管理人员", least, Need::Post(&[]))
}
const fn post(words: &'static str, code: &'static [&'static str]) -> Requirement {
    asks("site", words, 1, Need::Post(code))
}
const fn skilled(least: u32) -> Requirement {
    asks("skilled", "中级工以上技术工人", least, Need::Skilled { grade: 4 })
}
const LEAD: Requirement = asks("lead", "技术负责人：相关专业中级以上职称，或注册建造师", 1, Need::Lead { level: 3 });
const SENIOR: Requirement = asks("lead", "技术负责人：相关专业高级职称，或注册建造师", 1, Need::Lead { level: 4 });
const BUILDER: Requirement = post("其中施工员", &["SGY"]);
const QUALITY: Requirement = post("其中质量员", &["ZLY"]);
const SAFETY: Requirement = post("其中安全员", &["AQY"]);
const MACHINES: Requirement = post("其中机械员", &["JXY"]);
const LABOUR: Requirement = post("其中劳务员", &["LWY"]);
const RECORDS: Requirement = post("其中资料员", &["ZILY"]);

/// Every standard that the reference has.
pub static STANDARDS: &[Standard] = &[
    Standard {
        matter: "D101C",
        document: Some(&CONSTRUCTION),
        relieved: None,
        doubt: Some(RECALLED),
        requirements: &[
            constructors("建筑工程、机电工程专业注册建造师", 5, &["建筑工程", "机电工程"]),
            constructors("其中建筑工程专业注册建造师", 4, &["建筑工程"]),
            LEAD,
            titled("建筑工程相关专业中级以上职称人员", 6),
            in_major("其中结构专业", &["结构"]),
            in_major("其中给排水专业", &["给排水"]),
            in_major("其中电气专业", &["电气"]),
            site(15),
            BUILDER,
            QUALITY,
            SAFETY,
            MACHINES,
            LABOUR,
            skilled(30),
        ],
    },
    Standard {
        matter: "D110C",
        document: Some(&CONSTRUCTION),
        relieved: None,
        doubt: Some(RECALLED),
        requirements: &[
            constructors("市政公用工程专业注册建造师", 5, &["市政公用工程"]),
            LEAD,
            titled("市政工程相关专业中级以上职称人员", 8),
            site(15),
            BUILDER,
            QUALITY,
            SAFETY,
            MACHINES,
            LABOUR,
            skilled(30),
        ],
    },
    Standard {
        matter: "D106C",
        document: Some(&CONSTRUCTION),
        relieved: None,
        doubt: Some(TRANSCRIBED),
        requirements: &[
            LEAD,
            titled("电力工程相关专业中级以上职称人员", 10),
            site(15),
            BUILDER,
            QUALITY,
            SAFETY,
            RECORDS,
            skilled(30),
        ],
    },
    Standard {
        matter: "D106B",
        document: Some(&CONSTRUCTION),
        relieved: Some(&SIMPLIFIED),
        doubt: Some(TRANSCRIBED),
        requirements: &[
            constructors("机电工程专业注册建造师", 10, &["机电工程"]),
            SENIOR,
            titled("电力工程相关专业中级以上职称人员", 30),
            site(30),
            skilled(75),
        ],
    },
    Standard {
        matter: "D106A",
        document: Some(&CONSTRUCTION),
        relieved: Some(&SIMPLIFIED),
        doubt: Some(TRANSCRIBED),
        requirements: &[
            asks(
                "registered",
                "机电工程专业一级注册建造师",
                15,
                Need::Constructor { first: true, majors: &["机电工程"] },
            ),
            SENIOR,
            titled("电力工程相关专业中级以上职称人员", 60),
            site(50),
            skilled(150),
        ],
    },
    Standard {
        matter: "D232C",
        document: Some(&CONSTRUCTION),
        relieved: None,
        doubt: Some(TRANSCRIBED),
        requirements: &[
            constructors("机电工程专业注册建造师", 3, &["机电工程"]),
            LEAD,
            titled("电力工程相关专业中级以上职称人员", 20),
            site(20),
            QUALITY,
            SAFETY,
            RECORDS,
            skilled(30),
        ],
    },
    Standard {
        matter: "D232B",
        document: Some(&CONSTRUCTION),
        relieved: Some(&SIMPLIFIED),
        doubt: Some(TRANSCRIBED),
        requirements: &[
            constructors("机电工程专业注册建造师", 8, &["机电工程"]),
            SENIOR,
            titled("电力工程相关专业中级以上职称人员", 40),
            site(30),
            skilled(30),
        ],
    },
];

/// For matters of which the reference has no figures.
static UNKNOWN: Standard = Standard {
    matter: "",
    document: None,
    relieved: None,
    doubt: Some("该事项的人员标准尚未收录，请按公布的资质标准配备人员"),
    requirements: &[
        asks("registered", "注册人员", 0, Need::Anybody),
        asks("lead", "技术负责人", 0, Need::Anybody),
        asks("titled", "职称人员", 0, Need::Anybody),
        asks("site", "现场管理人员", 0, Need::Anybody),
        asks("skilled", "技术工人", 0, Need::Anybody),
        asks("testing", "检测人员", 0, Need::Anybody),
    ],
};

/// The standard of a matter that is in force on a day; one without figures where none is known.
pub fn of(matter: &str, on: Date) -> &'static Standard {
    let is_in_force = |it: &&Standard| it.document.is_some_and(|document| document.is_in_force(on));
    STANDARDS.iter().filter(is_in_force).find(|standard| standard.matter == matter).unwrap_or(&UNKNOWN)
}
