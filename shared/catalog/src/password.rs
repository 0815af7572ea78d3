//! Which passwords are too common to be one. Length is the domain's matter; here is what attackers try first.

/// Words that long passwords are most often made of, after digits and marks at the ends are taken off.
const WORDS: &[&str] = &[
    "password",
    "passwd",
    "passw0rd",
    "p@ssword",
    "p@ssw0rd",
    "qwerty",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertyuiopasdfghjkl",
    "1qaz2wsx3edc",
    "qazwsxedc",
    "1q2w3e4r5t6y",
    "q1w2e3r4t5y6",
    "1q2w3e4r5t",
    "qwertyuiopas",
    "qwertyuiopasd",
    "administrator",
    "admin",
    "iloveyou",
    "welcome",
    "letmein",
    "changeme",
    "woaini",
    "woaiwojia",
    "mima",
    "wodemima",
    "abc",
    "abcd",
    "abcdef",
    "abcdefg",
    "abcdefgh",
    "aa",
    "a",
    "test",
    "guest",
    "root",
    "shenyang",
    "liaoning",
    "zhongguo",
    "china",
];

/// Whether a password is one of those that are tried first: one sign over and over, a short piece repeated,
/// a run along the keyboard or the alphabet, a common word with digits around it, or the login name itself.
pub fn is_common(password: &str, login_name: &str) -> bool {
    let folded = password.to_lowercase();
    let bare = folded.trim_matches(|c: char| !c.is_alphabetic());
    let close_to_name =
        !login_name.is_empty() && folded.replace(login_name, "").chars().count() < 6 && folded.contains(login_name);
    repeats(&folded)
        || runs(&folded)
        || bare.is_empty() && runs_mostly(&folded)
        || WORDS.contains(&bare)
        || WORDS.contains(&folded.as_str())
        || close_to_name
}

/// A piece of at most eight characters, over and over.
fn repeats(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    (1..=8.min(chars.len() / 2)).any(|piece| chars.iter().skip(piece).zip(&chars).all(|(next, before)| next == before))
}

/// Every character follows the one before it, up or down: 123456789012, abcdefghijkl.
fn runs(text: &str) -> bool {
    let chars: Vec<u32> = text.chars().map(u32::from).collect();
    let follows = |up: bool| {
        chars.windows(2).all(|pair| {
            let wraps = matches!((pair[0], pair[1]), (57, 48) | (48, 57));
            wraps || if up { pair[0] + 1 == pair[1] } else { pair[1] + 1 == pair[0] }
        })
    };
    follows(true) || follows(false)
}

/// Digits and marks only, most of which repeat or follow: 111111222222, 123456654321.
fn runs_mostly(text: &str) -> bool {
    let chars: Vec<u32> = text.chars().map(u32::from).collect();
    let close = chars.windows(2).filter(|pair| pair[0].abs_diff(pair[1]) <= 1).count();
    close * 10 >= chars.len() * 8
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
        ] {
            assert!(is_common(common, "lidazhi"), "{common}");
        }
        for good in ["纸船载着十二枚月亮慢慢过河", "correct horse battery", "tK8#vQ2!mZ5x", "lidazhi likes long walks"]
        {
            assert!(!is_common(good, "lidazhi"), "{good}");
        }
    }
}
