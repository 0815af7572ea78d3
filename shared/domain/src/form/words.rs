//! What is wrong with a field, in the words of both faces.

use crate::value::Fault;

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Complaint {
    /// The field, or `rows.0.field`.
    pub at: String,
    /// The field's label.
    pub label: &'static str,
    /// What is wrong.
    pub fault: Fault,
}

impl Complaint {
    /// The sentence beside the field and in the summary.
    pub fn words(&self) -> String {
        let label = self.label;
        match self.fault {
            Fault::Missing => format!("请填写{label}"),
            Fault::NotChosen => format!("请选择{label}"),
            Fault::NotUploaded => format!("请上传{label}"),
            Fault::Unknown => format!("没有“{}”这一项", self.at.chars().take(40).collect::<String>()),
            Fault::NotListed => format!("{label}：请从列表中选择，不允许手工输入"),
            Fault::TooLong(most) => format!("{label}过长，最多 {most}"),
            Fault::Lacking(count) => format!("{label}：还缺 {count} 人"),
            Fault::Malformed(why) | Fault::Against(why) => format!("{label}{why}"),
            Fault::Taken => "已被注册，不能重复使用".to_owned(),
            Fault::Disputed(way) => format!("已被注册，不能重复使用。{way}"),
        }
    }
    /// The code for clients.
    pub fn code(&self) -> &'static str {
        match self.fault {
            Fault::Missing | Fault::NotChosen | Fault::NotUploaded => "missing",
            Fault::Unknown => "unknown",
            Fault::NotListed => "not-listed",
            Fault::TooLong(_) => "too-long",
            Fault::Lacking(_) => "lacking",
            Fault::Malformed(_) => "malformed",
            Fault::Against(_) => "against-rule",
            Fault::Taken | Fault::Disputed(_) => "taken",
        }
    }
    /// The JSON pointer to the field.
    pub fn pointer(&self) -> String {
        format!("/{}", self.at.replace('~', "~0").replace('/', "~1").replace('.', "/"))
    }
}
