//! Names of things: 32 lowercase hexadecimal digits, random, or derived from a request so that its repetition meets itself.

use uuid::Uuid;

/// Declares ids that cannot be taken for one another.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// A new random id.
            pub fn random() -> $name {
                $name(Uuid::new_v4())
            }
            /// The id that belongs to these bytes, for things whose creation may be asked for twice.
            pub const fn derived(bytes: [u8; 16]) -> $name {
                $name(Uuid::from_bytes(bytes))
            }
            /// Exactly 32 lowercase hexadecimal digits; anything else names nothing.
            pub fn parse(text: &str) -> Option<$name> {
                let shaped = text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
                shaped.then(|| Uuid::try_parse(text).ok().map($name)).flatten()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}", self.0.simple())
            }
        }
    )*};
}

ids! {
    /// An account. An enterprise's account bears its unit's id and a person's account the person's:
    /// so one look at the cookie tells where the page's data lie.
    AccountId;
    /// An enterprise (单位).
    UnitId;
    /// A registered person (注册人员).
    PersonId;
    /// A person of a unit (人员), registered or not; a registered one bears its account's id.
    WorkerId;
    /// An application for a qualification (资质申报).
    ApplicationId;
    /// A request to have a person deleted (人员删除申请).
    DeletionId;
    /// A public notice (通知公告).
    NoticeId;
    /// A record that a unit keeps in one of its books, such as one of its works (企业业绩).
    RecordId;
}

impl From<PersonId> for WorkerId {
    fn from(person: PersonId) -> WorkerId {
        WorkerId(person.0)
    }
}

impl WorkerId {
    /// The registered person that this is, if it is one.
    pub const fn person(self) -> PersonId {
        PersonId(self.0)
    }
}

impl From<UnitId> for AccountId {
    fn from(unit: UnitId) -> AccountId {
        AccountId(unit.0)
    }
}

impl From<PersonId> for AccountId {
    fn from(person: PersonId) -> AccountId {
        AccountId(person.0)
    }
}

impl AccountId {
    /// The unit whose account this is, if it is an enterprise's.
    pub const fn unit(self) -> UnitId {
        UnitId(self.0)
    }
    /// The person whose account this is, if it is a person's.
    pub const fn person(self) -> PersonId {
        PersonId(self.0)
    }
}

/// A short code of lowercase letters, such as that of a book; 1 to 16 of them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Code {
    letters: [u8; 16],
    len: u8,
}

impl Code {
    /// Takes a code as it is spelled; anything else is none.
    pub fn parse(text: &str) -> Option<Code> {
        let shaped = (1..=16).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase());
        let mut letters = [0; 16];
        letters.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        shaped.then_some(Code { letters, len: u8::try_from(text.len()).ok()? })
    }
    /// As it is spelled.
    pub fn as_str(&self) -> &str {
        self.letters.get(..self.len.into()).and_then(|letters| std::str::from_utf8(letters).ok()).unwrap_or_default()
    }
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The key by which a client names one request, so that its repetition has one effect.
/// 1 to 100 visible ASCII characters.
#[derive(Clone, PartialEq, Eq)]
pub struct RequestId(String);

impl RequestId {
    /// A key for a request that brought none.
    pub fn random() -> RequestId {
        RequestId(Uuid::new_v4().simple().to_string())
    }
    /// Takes a client's key as it is.
    pub fn parse(text: &str) -> Option<RequestId> {
        let shaped = (1..=100).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
        shaped.then(|| RequestId(text.to_owned()))
    }
    /// The key as the client spelled it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for RequestId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RequestId(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c11_an_id_with_a_separator_or_a_dot_names_nothing() {
        let good = PersonId::random().to_string();
        assert!(PersonId::parse(&good).is_some());
        for bad in [
            "",
            "..",
            "#",
            &good[1..],
            &format!("{good}0"),
            &good.to_uppercase().replace(|c: char| c.is_ascii_digit(), "A"),
            &format!("{}#", &good[1..]),
        ] {
            assert_eq!(PersonId::parse(bad), None, "{bad}");
        }
    }
}
