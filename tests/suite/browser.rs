//! The hall in real Chromium: the whole story, what it looks like, and whether everybody can use it.

mod driver;
mod eyes;
mod hands;

mod habits;
mod story;
