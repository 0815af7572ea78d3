//! What leaves: pages, each also the JSON of a client.

mod home;
mod notice;
mod todos;

pub use home::{Credit, Home};
pub use notice::{NoticePage, Notices, writing};
pub use todos::Todos;
