//! The beginning of 待审核 beside a person's page: whom to look at next, and how many wait.

use domain::ids::PersonId;
use store::review::Row;

/// So many of the queue are read beside a person's page.
pub const SEEN: i32 = 10;

/// Whom to look at next: the one after this person, or the first where this is the last or not among them.
pub fn next(queue: &[Row], person: PersonId) -> Option<PersonId> {
    let here = queue.iter().position(|row| row.person == person);
    let after = here.map_or(0, |here| here + 1);
    let others = queue.iter().skip(after).chain(queue.iter().take(after));
    others.map(|row| row.person).find(|other| *other != person)
}

/// How many wait, and which of them this one is, as far as the beginning of the queue tells.
pub fn words(queue: &[Row], person: PersonId) -> Option<String> {
    let more = if queue.len() < SEEN.unsigned_abs() as usize { "" } else { "以上" };
    let count = queue.len();
    match queue.iter().position(|row| row.person == person) {
        Some(here) => Some(format!("待审核 {count} 人{more}，这是第 {} 人", here + 1)),
        None if count > 0 => Some(format!("待审核 {count} 人{more}")),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    fn waiting(count: usize) -> Vec<Row> {
        let row = || Row {
            person: PersonId::random(),
            name: "张示例".to_owned(),
            category: String::new(),
            masked: String::new(),
            since: Timestamp::UNIX_EPOCH,
            version: 2,
        };
        std::iter::repeat_with(row).take(count).collect()
    }

    #[test]
    fn the_next_one_is_the_one_after_and_after_the_last_comes_the_first() {
        let queue = waiting(3);
        let at = |n: usize| queue[n].person;
        assert_eq!(next(&queue, at(0)), Some(at(1)));
        assert_eq!(next(&queue, at(2)), Some(at(0)));
        assert_eq!(next(&queue, PersonId::random()), Some(at(0)), "somebody further down, or nobody who waits");
        assert_eq!(next(&queue[..1], at(0)), None, "nobody else waits");
        assert_eq!(next(&[], at(0)), None);
    }

    #[test]
    fn the_place_in_the_queue_is_told_as_far_as_it_is_known() {
        let (few, many) = (waiting(3), waiting(10));
        assert_eq!(words(&few, few[0].person).as_deref(), Some("待审核 3 人，这是第 1 人"));
        assert_eq!(words(&many, many[9].person).as_deref(), Some("待审核 10 人以上，这是第 10 人"));
        assert_eq!(words(&few, PersonId::random()).as_deref(), Some("待审核 3 人"));
        assert_eq!(words(&[], PersonId::random()), None);
    }
}
