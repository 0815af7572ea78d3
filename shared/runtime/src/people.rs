//! How the people of a unit are found in its lists: by the name, the line beside it, and what the card keeps of the file.

use domain::text::says;
use store::worker::Line;

/// What they are found by, beside the box to be typed into.
pub const FOUND_BY: &str = "姓名、类别、专业、职称证、岗位证、工种或社保";

/// Whether a person is found by what was typed.
pub fn found(line: &Line, sought: &str) -> bool {
    says(&line.name, sought) || says(&line.category, sought) || catalog::personnel::says_in(&line.facts, sought)
}
