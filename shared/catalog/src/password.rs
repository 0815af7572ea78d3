//! Which passwords are too common to be one. Length is the domain's matter; here is what attackers try first.

use std::collections::BTreeSet;
use zxcvbn::{Score, zxcvbn};

/// So many different characters of another script are a sentence.
const MANY: usize = 8;

/// What is tried first in this place, and in no list of the world's commonest passwords.
const HERE: &[&str] = &[
    "woaini",
    "woaiwojia",
    "wodemima",
    "mima",
    "5201314",
    "1314520",
    "zhongguo",
    "liaoning",
    "shenyang",
    "dalian",
    "jianzhu",
    "ziyuan",
    "huawei",
    "admin@",
];

/// Whether a password would be found soon: by lists of common ones, runs along a keyboard, repetitions, dates, or the
/// login name. The measure is the library's: fewer than a hundred million tries. It knows Latin keyboards and words only
/// and takes the order of a script's characters for a run; so a sentence of many different characters of another script
/// is never common.
pub fn is_common(password: &str, login_name: &str) -> bool {
    let others: BTreeSet<char> = password.chars().filter(|c| !c.is_ascii()).collect();
    if others.len() >= MANY {
        return false;
    }
    let known: Vec<&str> =
        [login_name].into_iter().chain(HERE.iter().copied()).filter(|word| !word.is_empty()).collect();
    zxcvbn(password, &known).score() < Score::Three
}

#[cfg(test)]
mod tests {
    use super::is_common;

    #[test]
    fn r_5_3_common_passwords_are_refused_and_a_sentence_is_not() {
        for common in [
            "111111111111",
            "123456789012",
            "210987654321",
            "abcabcabcabc",
            "Password1234!",
            "qwertyuiop12",
            "111111222222",
            "lidazhi-1234",
            "passwordpassword",
            "11111 11111 11111",
            "abc123abc123",
            "1q2w3e4r5t6y",
            "monkey123456",
            "zaq12wsxcde3",
            "1qaz2wsx3edc4rfv",
            "147258369147",
            "aaaaaabbbbbb",
            "a1b2c3d4e5f6",
            "woaini1314520",
            "wodemima1234",
            "shenyang2026",
            "Admin@123456",
            "啊啊啊啊啊啊啊啊啊啊啊啊",
        ] {
            assert!(is_common(common, "lidazhi"), "{common}");
        }
        for good in [
            "纸船载着十二枚月亮慢慢过河",
            "あいうえおかきくけこさし",
            "correct horse battery",
            "tK8#vQ2!mZ5x",
            "lidazhi likes long walks",
            "river-stone-2026",
            "Zhongshan-Road-88!",
        ] {
            assert!(!is_common(good, "lidazhi"), "{good}");
        }
    }
}
