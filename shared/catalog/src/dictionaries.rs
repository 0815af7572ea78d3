//! Dictionaries. Codes are those of the standards named; codes marked local are this hall's own.

mod people;

pub use people::{
    ACCOUNTING, DEGREE, EMPLOYMENT, IDENTITY_DOCUMENT, INSURANCE, POLITICAL, POST, REGISTERED_AS, STAFF, TITLE_MAJOR,
    TRADE_GRADE, YES_NO,
};

use domain::form::Dictionary;

/// 性别; the interface's own codes for GB/T 2261.1's 1 and 2.
pub static SEX: Dictionary = Dictionary { name: "sex", entries: &[("male", "男"), ("female", "女")] };

/// 企业类型; the interface's own codes.
pub static KIND: Dictionary = Dictionary {
    name: "enterprise-kind",
    entries: &[
        ("construction", "施工单位（建筑业企业）"),
        ("testing", "质量检测机构"),
        ("supervision", "监理单位"),
        ("survey", "勘察单位"),
        ("design", "设计单位"),
        ("bidding", "招标代理"),
        ("costing", "造价咨询"),
        ("other", "其他"),
    ],
};

/// 民族, GB/T 3304-1991.
pub static ETHNIC: Dictionary = Dictionary {
    name: "ethnic-group",
    entries: &[
        ("01", "汉族"),
        ("02", "蒙古族"),
        ("03", "回族"),
        ("04", "藏族"),
        ("05", "维吾尔族"),
        ("06", "苗族"),
        ("07", "彝族"),
        ("08", "壮族"),
        ("09", "布依族"),
        ("10", "朝鲜族"),
        ("11", "满族"),
        ("12", "侗族"),
        ("13", "瑶族"),
        ("14", "白族"),
        ("15", "土家族"),
        ("16", "哈尼族"),
        ("17", "哈萨克族"),
        ("18", "傣族"),
        ("19", "黎族"),
        ("20", "傈僳族"),
        ("21", "佤族"),
        ("22", "畲族"),
        ("23", "高山族"),
        ("24", "拉祜族"),
        ("25", "水族"),
        ("26", "东乡族"),
        ("27", "纳西族"),
        ("28", "景颇族"),
        ("29", "柯尔克孜族"),
        ("30", "土族"),
        ("31", "达斡尔族"),
        ("32", "仫佬族"),
        ("33", "羌族"),
        ("34", "布朗族"),
        ("35", "撒拉族"),
        ("36", "毛南族"),
        ("37", "仡佬族"),
        ("38", "锡伯族"),
        ("39", "阿昌族"),
        ("40", "普米族"),
        ("41", "塔吉克族"),
        ("42", "怒族"),
        ("43", "乌孜别克族"),
        ("44", "俄罗斯族"),
        ("45", "鄂温克族"),
        ("46", "德昂族"),
        ("47", "保安族"),
        ("48", "裕固族"),
        ("49", "京族"),
        ("50", "塔塔尔族"),
        ("51", "独龙族"),
        ("52", "鄂伦春族"),
        ("53", "赫哲族"),
        ("54", "门巴族"),
        ("55", "珞巴族"),
        ("56", "基诺族"),
        ("97", "其他"),
        ("98", "外国血统中国籍人士"),
        ("00", "无"),
    ],
};

/// 学历, GB/T 4658-2006 (selection).
pub static EDUCATION: Dictionary = Dictionary {
    name: "education",
    entries: &[
        ("11", "博士研究生毕业"),
        ("14", "硕士研究生毕业"),
        ("21", "大学本科毕业"),
        ("31", "大学专科毕业"),
        ("41", "中等专科毕业"),
        ("44", "职业高中毕业"),
        ("47", "技工学校毕业"),
        ("61", "普通高中毕业"),
        ("71", "初中毕业"),
        ("81", "小学毕业"),
        ("90", "其他"),
        ("00", "无"),
    ],
};

/// 职称级别, 人社部发〔2019〕16号.
pub static TITLE: Dictionary = Dictionary {
    name: "professional-title-level",
    entries: &[
        ("5", "正高级"),
        ("4", "副高级"),
        ("3", "中级"),
        ("2", "初级（助理级）"),
        ("1", "初级（员级）"),
        ("0", "无"),
    ],
};

/// 注册类别; local codes. Historical categories stay, since they stand on old certificates.
pub static REGISTRATION_CATEGORY: Dictionary = Dictionary {
    name: "registration-category",
    entries: &[
        ("JZS1", "一级注册建造师"),
        ("JZS2", "二级注册建造师"),
        ("JZS1L", "一级临时注册建造师"),
        ("JZS2L", "二级临时注册建造师"),
        ("JLGCS", "注册监理工程师"),
        ("ZJGCS1", "一级造价工程师"),
        ("ZJGCS2", "二级造价工程师"),
        ("JZ1", "一级注册建筑师"),
        ("JZ2", "二级注册建筑师"),
        ("JG1", "一级注册结构工程师"),
        ("JG2", "二级注册结构工程师"),
        ("TMYT", "注册土木工程师（岩土）"),
        ("TMGK", "注册土木工程师（港口与航道工程）"),
        ("TMSL", "注册土木工程师（水利水电工程）"),
        ("TMDL", "注册土木工程师（道路工程）"),
        ("GYNT", "注册公用设备工程师（暖通空调）"),
        ("GYJS", "注册公用设备工程师（给水排水）"),
        ("GYDL", "注册公用设备工程师（动力）"),
        ("DQFS", "注册电气工程师（发输变电）"),
        ("DQGP", "注册电气工程师（供配电）"),
        ("HG", "注册化工工程师"),
        ("HB", "注册环保工程师"),
        ("AQGCS", "注册安全工程师"),
    ],
};

/// 企业登记注册类型; names as seen in public records, codes local.
pub static REGISTRATION_TYPE: Dictionary = Dictionary {
    name: "enterprise-registration-type",
    entries: &[
        ("1151", "有限责任公司（自然人独资）"),
        ("L01", "有限责任公司"),
        ("L02", "有限责任公司（自然人投资或控股）"),
        ("L03", "有限责任公司（法人独资）"),
        ("L04", "有限责任公司（国内合资）"),
        ("L05", "有限责任公司（国有独资）"),
        ("L06", "其他有限责任公司"),
        ("L07", "私营有限责任公司（自然人控股或私营性质企业控股）"),
        ("L08", "股份有限公司（非上市）"),
        ("L09", "股份有限公司（上市）"),
        ("L10", "集体所有制"),
        ("L11", "全民所有制"),
        ("L12", "事业单位"),
        ("L13", "合伙企业"),
        ("L14", "外商投资企业"),
        ("L15", "港澳台投资企业"),
    ],
};

/// 币种, GB/T 12406 (selection).
pub static CURRENCY: Dictionary = Dictionary {
    name: "currency",
    entries: &[("CNY", "人民币"), ("USD", "美元"), ("EUR", "欧元"), ("HKD", "港元"), ("JPY", "日元")],
};

/// 经营状态; codes local.
pub static BUSINESS: Dictionary = Dictionary {
    name: "business-state",
    entries: &[("normal", "正常"), ("suspended", "停业"), ("revoked", "吊销"), ("closed", "注销")],
};

/// 项目分类 (enums.json `performance.project_category`).
pub static PROJECT_CATEGORY: Dictionary = Dictionary {
    name: "project-category",
    entries: &[("01", "房屋建筑工程"), ("02", "市政工程"), ("99", "其他")],
};

/// 建设性质 (enums.json `performance.construction_nature`).
pub static PROJECT_NATURE: Dictionary = Dictionary {
    name: "project-nature",
    entries: &[
        ("001", "新建"),
        ("002", "改建"),
        ("003", "扩建"),
        ("004", "恢复"),
        ("005", "迁建"),
        ("006", "拆除"),
        ("099", "其他"),
    ],
};

/// 立项级别; codes local.
pub static APPROVAL_LEVEL: Dictionary = Dictionary {
    name: "approval-level",
    entries: &[
        ("national", "国家级"),
        ("provincial", "省级"),
        ("city", "地市级"),
        ("county", "区县级"),
        ("other", "其他"),
    ],
};

/// 承包类别; codes local.
pub static CONTRACT_TYPE: Dictionary = Dictionary {
    name: "contract-type",
    entries: &[
        ("general", "施工总承包"),
        ("specialist", "专业承包"),
        ("labour", "劳务分包"),
        ("epc", "工程总承包"),
        ("other", "其他"),
    ],
};

/// 承担方式; codes local.
pub static PART_TAKEN: Dictionary = Dictionary {
    name: "part-taken",
    entries: &[("alone", "独立承担"), ("leader", "联合体牵头"), ("member", "联合体成员")],
};

/// 验收结论; codes local.
pub static ACCEPTANCE: Dictionary = Dictionary {
    name: "acceptance",
    entries: &[("passed", "合格"), ("failed", "不合格"), ("unfinished", "未竣工")],
};

/// 状态 of equipment (ui.md 2.9); codes local.
pub static EQUIPMENT_STATE: Dictionary = Dictionary {
    name: "equipment-state",
    entries: &[("used", "在用"), ("stopped", "停用"), ("scrapped", "报废")],
};

/// What a unit commits itself to with a 社保声明: one sentence, which is agreed to or not.
pub static COMMITMENT: Dictionary = Dictionary {
    name: "commitment",
    entries: &[("made", "本单位承诺：已依法为所列人员缴纳社会保险，所填内容和所附材料真实、准确，并承担相应法律责任")],
};
