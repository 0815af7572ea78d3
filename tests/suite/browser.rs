//! The hall in real Chromium: the whole story, what it looks like, and whether everybody can use it.

mod driver;
mod hands;
mod eyes;

mod habits;
mod story;
