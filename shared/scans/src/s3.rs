//! The client: two buckets, one that anybody with a ticket may write, one that only the intake writes.

mod arrivals;
mod ledger;
mod shelf;

pub use arrivals::{Arrival, Inbox, Waiting};
pub use shelf::{Admitted, Shown};

use aws_credential_types::Credentials;
use aws_sdk_s3::Client;
use std::sync::Arc;

/// Where the buckets are.
#[derive(Clone, Debug)]
pub struct Place {
    /// The region that signatures name.
    pub region: String,
    /// The origin under which browsers reach the buckets by path, such as `https://s3.eu-west-1.amazonaws.com`.
    pub origin: String,
    /// The bucket of arrivals.
    pub inbox: String,
    /// The bucket of what was admitted.
    pub scans: String,
}

/// The paper's keeper. Cheap to clone.
#[derive(Clone)]
pub struct Scans(Arc<Inner>);

struct Inner {
    client: Client,
    credentials: Credentials,
    place: Place,
}

impl Scans {
    /// A keeper with this client, which should address buckets by path (`force_path_style`), so that links and forms
    /// go to the one origin that pages may name. The credentials are the client's own; in Lambda they are fixed for
    /// the life of the process.
    pub fn new(client: Client, credentials: Credentials, place: Place) -> Scans {
        let place = Place { origin: place.origin.trim_end_matches('/').to_owned(), ..place };
        Scans(Arc::new(Inner { client, credentials, place }))
    }

    pub(crate) fn client(&self) -> &Client {
        &self.0.client
    }

    pub(crate) fn credentials(&self) -> &Credentials {
        &self.0.credentials
    }

    pub(crate) fn place(&self) -> &Place {
        &self.0.place
    }
}

impl std::fmt::Debug for Scans {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Scans").field(&self.0.place).finish()
    }
}
