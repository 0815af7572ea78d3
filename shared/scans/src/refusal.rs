//! Why a file was not taken. A closed list, in the order of what is told first.

/// Declares every reason with its code, which is stored, and its words, which the person reads.
macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $words:literal;)*) => {
        /// Why a file was not taken.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Refusal {$(
            $(#[$doc])*
            $name,
        )*}

        impl Refusal {
            /// Every reason there is.
            pub const ALL: &[Refusal] = &[$(Refusal::$name),*];

            /// The name by which it is stored and told to programs.
            pub const fn code(self) -> &'static str {
                match self {$(Refusal::$name => $code,)*}
            }

            /// What happened and what to do now, for the person who sent the file.
            pub const fn words(self) -> &'static str {
                match self {$(Refusal::$name => $words,)*}
            }

            /// The reason that bears this code.
            pub fn parse(code: &str) -> Option<Refusal> {
                Refusal::ALL.iter().copied().find(|refusal| refusal.code() == code)
            }
        }
    };
}

refusals! {
    /// Bears the mark of a virus.
    Infected = "infected", "含有病毒特征，不能接收。请检查电脑后换一份文件上传。";
    /// No byte in it.
    Empty = "empty", "文件是空的。请重新选择文件。";
    /// More than 20 MiB.
    TooLarge = "too_large", "文件超过 20 MB，不能接收。请降低扫描分辨率，或分成几个文件上传。";
    /// Neither PDF nor JPEG nor PNG.
    OtherKind = "other_kind", "只接收 PDF、JPG、PNG 文件。请转换格式后上传，或拍照上传。";
    /// The name says one kind, the bytes another.
    Disguised = "disguised", "文件名与内容不符，不能接收。请按真实格式另存后重新上传。";
    /// A PDF that is something else as well.
    Polyglot = "polyglot", "文件中夹带了其他格式的内容，不能接收。请重新打印成 PDF 或拍照上传。";
    /// A PDF with a script.
    Script = "script", "含有脚本，不能接收。请重新打印成 PDF 或拍照上传。";
    /// A PDF that does something by itself or starts something.
    Action = "action", "含有自动执行的动作，不能接收。请重新打印成 PDF 或拍照上传。";
    /// A PDF with files inside, or that wants files from elsewhere.
    Attachment = "attachment", "PDF 中夹带了其他文件，不能接收。请去掉附件，或重新打印成 PDF 后上传。";
    /// A PDF with a form that is a program (XFA).
    LiveForm = "live_form", "含有动态表单，不能接收。请重新打印成 PDF 或拍照上传。";
    /// A PDF with films, sounds or models.
    Media = "media", "含有音频、视频或三维内容，不能接收。请重新打印成 PDF 或拍照上传。";
    /// A PDF that is locked.
    Encrypted = "encrypted", "PDF 已加密或设有权限，不能核验。请去掉密码，或重新打印成 PDF 后上传。";
    /// More pages than a paper has.
    TooManyPages = "too_many_pages", "PDF 超过 100 页，不能接收。请分成几个文件上传。";
    /// More pixels than a scan has.
    TooManyPixels = "too_many_pixels", "图片尺寸过大，不能接收。请降低扫描分辨率后重新上传。";
    /// Small as a file, vast as soon as it is opened.
    TooHeavy = "too_heavy", "文件内容过于复杂，无法核验。请重新打印成 PDF 或拍照上传。";
    /// A PDF whose Chinese fonts are not in it, so that the reviewer would see blanks.
    MissingFont = "missing_font", "PDF 没有嵌入中文字体，审核人员会看到空白。请重新打印成 PDF 或拍照上传。";
    /// Not readable to the end.
    Damaged = "damaged", "文件已损坏，无法打开。请重新扫描或拍照后上传。";
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_has_its_own_code_and_tells_what_to_do() {
        for (at, refusal) in Refusal::ALL.iter().enumerate() {
            assert_eq!(Refusal::parse(refusal.code()), Some(*refusal));
            assert_eq!(Refusal::ALL.iter().position(|other| other.code() == refusal.code()), Some(at));
            assert!(refusal.words().contains('请') && refusal.words().ends_with('。'), "{}", refusal.words());
        }
    }
}
