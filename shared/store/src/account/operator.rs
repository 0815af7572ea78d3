//! Whoever runs the hall.

use domain::ids::AccountId;

/// The operator of the command line, who has no account.
pub const fn officer_less() -> AccountId {
    AccountId::derived([0; 16])
}
