//! What the template tells a function.

use store::tries::Patience;

/// How patient the hall is with those who guess; all from the template.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Failed sign-ins of one account from one address.
    pub sign_in: Patience,
    /// Wrong passwords from one address in a minute.
    pub address: u64,
    /// Wrong passwords for one account in an hour, from all addresses.
    pub account: u64,
    /// Answers “taken” to one address in an hour.
    pub taken: u64,
}

/// The environment of a function, read once.
#[derive(Clone, Debug)]
pub struct Settings {
    pub(crate) hall: String,
    pub(crate) sessions: String,
    pub(crate) inbox: String,
    pub(crate) scans: String,
    pub(crate) secret: Secret,
    pub(crate) origin: String,
    pub(crate) bucket_origin: String,
    pub(crate) region: String,
    pub(crate) key: (String, Secret, Option<String>),
    pub(crate) tables_at: Option<String>,
    pub(crate) buckets_at: Option<String>,
    pub(crate) limits: Limits,
}

/// A text that is not printed.
#[derive(Clone)]
pub(crate) struct Secret(String);

impl Secret {
    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
    pub(crate) fn text(&self) -> String {
        self.0.clone()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A variable that the template does not give, or not so that it can be read.
#[derive(Debug)]
pub struct Missing(pub &'static str);

impl std::fmt::Display for Missing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the variable {} is missing or unreadable", self.0)
    }
}

impl std::error::Error for Missing {}

impl Settings {
    /// Reads the variables through `var`: the environment in Lambda, the template's own words on one machine.
    ///
    /// # Errors
    /// The first variable that is missing or unreadable.
    pub fn read(var: impl Fn(&str) -> Option<String>) -> Result<Settings, Missing> {
        let text = |name: &'static str| var(name).filter(|text| !text.is_empty()).ok_or(Missing(name));
        let number = |name: &'static str| text(name)?.parse::<u32>().map_err(|_| Missing(name));
        let secret = text("SEALING_SECRET")?;
        if secret.len() < 32 {
            return Err(Missing("SEALING_SECRET"));
        }
        Ok(Settings {
            hall: text("HALL_TABLE")?,
            sessions: text("SESSIONS_TABLE")?,
            inbox: text("INBOX_BUCKET")?,
            scans: text("SCANS_BUCKET")?,
            secret: Secret(secret),
            origin: text("HALL_ORIGIN")?,
            bucket_origin: text("BUCKET_ORIGIN")?,
            region: text("AWS_REGION")?,
            key: (text("AWS_ACCESS_KEY_ID")?, Secret(text("AWS_SECRET_ACCESS_KEY")?), var("AWS_SESSION_TOKEN")),
            tables_at: var("AWS_ENDPOINT_URL_DYNAMODB"),
            buckets_at: var("AWS_ENDPOINT_URL_S3"),
            limits: Limits {
                sign_in: Patience { free: number("SIGN_IN_TRIES")?, step: number("SIGN_IN_WAIT")? },
                address: number("ADDRESS_TRIES")?.into(),
                account: number("ACCOUNT_TRIES")?.into(),
                taken: number("TAKEN_TRIES")?.into(),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str) -> Option<String> {
        Some(match name {
            "SIGN_IN_TRIES" | "SIGN_IN_WAIT" | "ADDRESS_TRIES" | "ACCOUNT_TRIES" | "TAKEN_TRIES" => "5".to_owned(),
            "AWS_SESSION_TOKEN" | "AWS_ENDPOINT_URL_S3" => return None,
            name => format!("{name} has at least thirty-two characters"),
        })
    }

    #[test]
    fn settings_are_read_and_their_secrets_are_not_printed() {
        let settings = Settings::read(check).expect("all is there");
        assert!(!format!("{settings:?}").contains("SEALING_SECRET has"));
        assert!(!format!("{settings:?}").contains("AWS_SECRET_ACCESS_KEY has"));
    }

    #[test]
    fn a_short_secret_or_a_missing_table_stops_the_function() {
        let short = Settings::read(|name| if name == "SEALING_SECRET" { Some("short".into()) } else { check(name) });
        assert_eq!(short.err().map(|missing| missing.0), Some("SEALING_SECRET"));
        let none = Settings::read(|name| if name == "HALL_TABLE" { None } else { check(name) });
        assert_eq!(none.err().map(|missing| missing.0), Some("HALL_TABLE"));
    }
}
