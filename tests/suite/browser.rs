//! The hall in real Chromium: the whole story, what it looks like, and whether everybody can use it.

mod driver;
mod eyes;
mod hands;

mod gallery;
mod habits;
mod keyboard;
mod story;
mod walk;
