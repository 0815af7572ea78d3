//! The presigned form: with it a browser or a client puts one file into the inbox, and nothing else.
//!
//! The SDK has no presigned POST, so the policy is signed here with the functions that it signs requests with.

use crate::keys::Tray;
use crate::s3::Scans;
use crate::{LARGEST, name, ticket::AttachmentId};
use aws_sigv4::sign::v4::{calculate_signature, generate_signing_key};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::ids::AccountId;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde_json::{Value, json};

/// What the ticket fixes: none of it can be changed by who holds the form.
#[derive(Clone, Debug)]
pub struct TicketRequest {
    /// Where it arrives.
    pub tray: Tray,
    /// The id that the file will have.
    pub id: AttachmentId,
    /// Whose file it is.
    pub owner: AccountId,
    /// The form it belongs to, a word of ours such as `person`.
    pub for_: String,
    /// The paper it is, a code of ours.
    pub kind: String,
    /// The file's name as the person sees it. Nobody knows it beforehand where a page posts the form; then the bucket
    /// writes down the name that the browser gives, and this one stands where it gives none.
    pub name: String,
    /// How many bytes it has, where that is known; then the bucket takes exactly so many.
    pub size: Option<u64>,
    /// How it will be posted.
    pub way: Way,
}

/// How a form will be posted.
#[derive(Clone, Debug)]
pub enum Way {
    /// By a script or a client, at once: valid for 60 seconds, answered with 204.
    Script,
    /// By a person who chooses a file on a page: valid for 15 minutes, answered by a redirect to this address.
    Page {
        /// Where the browser goes afterwards.
        redirect: String,
    },
}

impl Way {
    /// How long the form may be used.
    pub const fn validity(&self) -> SignedDuration {
        match self {
            Way::Script => SignedDuration::from_secs(60),
            Way::Page { .. } => SignedDuration::from_mins(15),
        }
    }
}

/// Where to post, and the fields that go before the file. The last field is `file`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresignedForm {
    /// The address of the bucket.
    pub url: String,
    /// Names and values, in the order to send them.
    pub fields: Vec<(String, String)>,
}

impl Scans {
    /// Signs the form for one file. Nothing is written anywhere: the form is the ticket.
    pub fn ticket(&self, request: &TicketRequest, now: Timestamp) -> PresignedForm {
        let at = now.to_zoned(TimeZone::UTC);
        let credentials = self.credentials();
        let scope = format!("{}/{}/s3/aws4_request", at.strftime("%Y%m%d"), self.place().region);
        let mut fields = carried(request);
        let mut sign = |name: &str, value: String| fields.push((name.to_owned(), value));
        sign("x-amz-algorithm", "AWS4-HMAC-SHA256".into());
        sign("x-amz-credential", format!("{}/{scope}", credentials.access_key_id()));
        sign("x-amz-date", at.strftime("%Y%m%dT%H%M%SZ").to_string());
        if let Some(token) = credentials.session_token() {
            sign("x-amz-security-token", token.to_owned());
        }
        let policy = policy(request, &fields, &self.place().inbox, now + request.way.validity());
        let policy = STANDARD.encode(policy.to_string());
        let key = generate_signing_key(credentials.secret_access_key(), now.into(), &self.place().region, "s3");
        let signature = calculate_signature(key, policy.as_bytes());
        fields.push(("policy".into(), policy));
        fields.push(("x-amz-signature".into(), signature));
        PresignedForm { url: format!("{}/{}", self.place().origin, self.place().inbox), fields }
    }
}

/// The field in which the bucket itself writes down the name that a browser gives.
const FILE: &str = "x-amz-meta-file";
/// Fields that the policy leaves open: the person chooses the file, and the bytes decide what it is.
const OPEN: [&str; 2] = ["Content-Type", FILE];

/// What the file brings with it into the bucket.
fn carried(request: &TicketRequest) -> Vec<(String, String)> {
    let more = match &request.way {
        Way::Script => vec![("success_action_status", "204".to_owned())],
        Way::Page { redirect } => {
            vec![("success_action_redirect", redirect.clone()), (FILE, "${filename}".to_owned())]
        }
    };
    let fields = [
        ("key", request.tray.key(request.owner, &request.id)),
        ("x-amz-meta-owner", request.owner.to_string()),
        ("x-amz-meta-for", request.for_.clone()),
        ("x-amz-meta-kind", request.kind.clone()),
        ("x-amz-meta-name", name::encode(&name::clean(&request.name))),
        // The bytes decide what it is; whatever the browser says here is ignored.
        ("Content-Type", "application/octet-stream".to_owned()),
    ];
    fields.into_iter().chain(more).map(|(name, value)| (name.to_owned(), value)).collect()
}

/// What the bucket checks: every field, the size, the time.
fn policy(request: &TicketRequest, fields: &[(String, String)], bucket: &str, until: Timestamp) -> Value {
    let (least, most) = request.size.map_or((1, LARGEST), |size| (size, size.min(LARGEST)));
    let mut conditions = vec![json!({ "bucket": bucket }), json!(["content-length-range", least.min(most), most])];
    conditions.extend(fields.iter().map(|(name, value)| {
        if OPEN.contains(&name.as_str()) {
            json!(["starts-with", format!("${name}"), ""])
        } else {
            json!(["eq", format!("${name}"), value])
        }
    }));
    let until = until.to_zoned(TimeZone::UTC).strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string();
    json!({ "expiration": until, "conditions": conditions })
}
