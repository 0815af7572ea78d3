//! What a page says on top after something was done.

/// What a page says on top after something was done; the address carries its code, the words are ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// 保存成功！
    Saved,
    /// 保存成功, and somebody else has such a number.
    Elsewhere,
    /// 暂存.
    Kept,
    /// A row of a form that is kept and not saved.
    RowKept,
    /// 放弃暂存.
    Forgotten,
    /// 提交成功.
    Submitted,
    /// 注册成功.
    Registered,
    /// 提交 to the department.
    Applied,
    /// 办件入口 of a matter that was granted already.
    Granted,
    /// 撤回 of an application.
    TakenBack,
    /// 通过.
    Approved,
    /// 不通过.
    Returned,
    /// 退回修改.
    SentBack,
    /// 移除, 删除.
    Removed,
    /// 发布.
    Published,
    /// 撤回.
    Withdrawn,
    /// 修改.
    Changed,
    /// 领取.
    Taken,
    /// 退回待领取.
    PutBack,
    /// 受理.
    Accepted,
    /// 补正告知.
    Corrected,
    /// 准予许可, 不予许可.
    Decided,
    /// A request that the department decides on was handed in.
    Asked,
    /// 同意删除.
    Agreed,
    /// 不予删除.
    Declined,
    /// 核实通过.
    Verified,
    /// 退回 of a unit that asked to be verified.
    Unverified,
    /// 放弃.
    Dropped,
    /// 退出.
    SignedOut,
}

const NOTES: &[(Note, &str, &str)] = &[
    (Note::Saved, "saved", "保存成功！"),
    (Note::Elsewhere, "elsewhere", "保存成功！该证件号码已在其他企业登记，请核实人员是否已离职。"),
    (Note::Kept, "kept", "已暂存，还没有保存。填写完整后请点击“保存并关闭”。"),
    (Note::RowKept, "row-kept", "本行已暂存，提交本表前还没有保存。填写完整后请点击“保存并关闭”。"),
    (Note::Forgotten, "forgotten", "已放弃暂存的内容。"),
    (Note::Submitted, "submitted", "提交成功，请等待企业审核。"),
    (Note::Applied, "applied", "提交成功，请等待管理部门办理。"),
    (Note::Granted, "granted", "该事项已取得许可，无需再次申报；以下为原申报，资质见“企业资质”。"),
    (Note::TakenBack, "taken-back", "已撤回。"),
    (Note::Registered, "registered", "注册成功！请使用登录账号和密码登录。"),
    (Note::Approved, "approved", "已通过 1 人，已移至已审核人员。"),
    (Note::Returned, "returned", "已退回 1 人，注册人员登录后会看到原因。"),
    (Note::SentBack, "sent-back", "已退回，注册人员可以登录修改后再次提交。"),
    (Note::Removed, "removed", "已移除。"),
    (Note::Published, "published", "公告已发布。"),
    (Note::Withdrawn, "withdrawn", "公告已撤回。"),
    (Note::Changed, "changed", "修改成功！"),
    (Note::Taken, "taken", "已领取，由您办理。"),
    (Note::PutBack, "put-back", "已退回待领取，其他人员可以领取。"),
    (Note::Accepted, "accepted", "已受理，申请单位会看到。请由其他人员作出决定。"),
    (Note::Corrected, "corrected", "已告知申请单位补正，补正期间不计算期限。"),
    (Note::Decided, "decided", "决定已作出，申请单位会看到结果。"),
    (Note::Asked, "asked", "已提交，请等待管理部门审核。"),
    (Note::Agreed, "agreed", "已同意删除，企业会收到通知。"),
    (Note::Declined, "declined", "已不予删除，企业会看到原因。"),
    (Note::Verified, "verified", "已核实通过，单位可以提交资质申报。"),
    (Note::Unverified, "unverified", "已退回，单位会看到原因。"),
    (Note::Dropped, "dropped", "已放弃。"),
    (Note::SignedOut, "signed-out", "您已安全退出。"),
];

impl Note {
    /// The address with this note: `Note::Saved.at("/person")`.
    pub fn at(self, to: &str) -> crate::Link {
        let code = NOTES.iter().find(|(note, ..)| *note == self).map_or("", |(_, code, _)| code);
        let (to, part) = to.split_once('#').map_or((to, String::new()), |(to, part)| (to, format!("#{part}")));
        let glue = if to.contains('?') { '&' } else { '?' };
        format!("{to}{glue}note={code}{part}")
    }
    /// The words of the note in a query, where there is one.
    pub(crate) fn words_in(query: &str) -> Option<&'static str> {
        let (_, code) = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "note")?;
        NOTES.iter().find(|(_, known, _)| *known == code).map(|(.., words)| *words)
    }
}
