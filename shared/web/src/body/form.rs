//! `application/x-www-form-urlencoded`: `name=text`, or `rows.0.name=text`.

use super::{MOST_NAME, MOST_ROWS, MOST_TEXTS};
use crate::problem::Problem;
use domain::form::{Draft, Entry};

/// Reads a page's form.
pub(super) fn read(bytes: &[u8]) -> Result<Draft, Problem> {
    let mut draft = Draft::default();
    for (count, (name, value)) in form_urlencoded::parse(bytes).enumerate() {
        let fits = count < MOST_TEXTS && name.len() <= MOST_NAME;
        let placed = if fits { place(&mut draft, &name, value.into_owned()) } else { None };
        placed.ok_or(Problem::Unreadable("表单的字段无法识别"))?;
    }
    Ok(draft)
}

fn place(draft: &mut Draft, name: &str, value: String) -> Option<()> {
    let Some((list, rest)) = name.split_once('.') else {
        let entry = draft.0.entry(name.to_owned()).or_insert_with(|| Entry::Texts(Vec::new()));
        let Entry::Texts(texts) = entry else { return None };
        texts.push(value);
        return (texts.len() <= MOST_ROWS).then_some(());
    };
    let (row, inner) = rest.split_once('.')?;
    let row = row.parse::<usize>().ok().filter(|row| *row < MOST_ROWS && !inner.contains('.'))?;
    let entry = draft.0.entry(list.to_owned()).or_insert_with(|| Entry::Rows(Vec::new()));
    let Entry::Rows(rows) = entry else { return None };
    rows.resize(rows.len().max(row + 1), Draft::default());
    place(&mut rows[row], inner, value)
}

/// The names and values that would make this draft; passwords are emptied.
pub(super) fn spelled(draft: &Draft) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    spell(draft, "", &mut fields);
    fields
}

fn spell(draft: &Draft, path: &str, fields: &mut Vec<(String, String)>) {
    for (name, entry) in &draft.0 {
        let at = format!("{path}{name}");
        match entry {
            Entry::Texts(_) if crate::chrome::secret(name).is_some() => fields.push((at, String::new())),
            Entry::Texts(texts) => fields.extend(texts.iter().map(|text| (at.clone(), text.clone()))),
            Entry::Rows(rows) => {
                for (n, row) in rows.iter().enumerate() {
                    spell(row, &format!("{at}.{n}."), fields);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_can_be_spelled_again() {
        let draft = read("name=李 某&cv.1.from=2016-03&cv.0.from=2010-09&kind=a&kind=b&password=x".as_bytes()).unwrap();
        assert_eq!((draft.text("name"), draft.texts("kind").len(), draft.rows("cv").len()), ("李 某", 2, 2));
        let spelled = spelled(&draft);
        let pairs: Vec<String> = spelled.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let all = ["cv.0.from=2010-09", "cv.1.from=2016-03", "kind=a", "kind=b", "name=李 某", "password="];
        assert_eq!(pairs, all);
    }

    #[test]
    fn c07_names_that_no_page_of_ours_has_are_refused() {
        let most = format!("{}=1", "x".repeat(65));
        for bad in ["a.b=1", "a.200.b=1", "a.0.b.c=1", "a.-1.b=1", "a=1&a.0.b=1", "a.0.b=1&a=1", &most] {
            assert!(matches!(read(bad.as_bytes()), Err(Problem::Unreadable(_))), "{bad}");
        }
        assert!(matches!(read("a=1&".repeat(201).as_bytes()), Err(Problem::Unreadable(_))));
    }
}
