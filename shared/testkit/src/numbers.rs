//! Synthetic numbers with right check characters: births in 1900 to 1904, organisation bodies that begin with FAKE.

/// The n-th identity number; an even `n` is a man's.
pub fn identity(n: u32) -> String {
    let (year, day) = (1900 + n / 2 % 4, 1 + n / 8 % 28);
    let order = (n / 224) * 2 + u32::from(n.is_multiple_of(2));
    let start = format!("210102{year}01{day:02}{:03}", order % 1000);
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: usize = start.bytes().zip(weights).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
    format!("{start}{}", char::from(b"10X98765432"[sum % 11]))
}

/// The sex that goes with `identity(n)`, as the form spells it.
pub fn sex(n: u32) -> &'static str {
    if n.is_multiple_of(2) { "male" } else { "female" }
}

/// The n-th credit code of an enterprise.
pub fn credit_code(n: u32) -> String {
    const ALPHABET: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let start = format!("91210102FAKE{n:05}");
    let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    let value = |c: u8| ALPHABET.iter().position(|known| *known == c).expect("only characters of the alphabet");
    let sum: usize = start.bytes().zip(weights).map(|(c, weight)| value(c) * weight).sum();
    format!("{start}{}", char::from(ALPHABET[(31 - sum % 31) % 31]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_numbers_are_many_and_different() {
        let many: BTreeSet<String> = (0..20_000).map(identity).collect();
        assert_eq!(many.len(), 20_000);
        assert_eq!(credit_code(1).len(), 18);
    }
}
