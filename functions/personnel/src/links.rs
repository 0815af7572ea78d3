//! Every address that this function owns, that of a registered person's file, and those of 人员删除申请.

use domain::ids::{DeletionId, WorkerId};
use domain::post::Post;
use store::worker::{Line, Roll, Source};
use web::Link;

/// 非注册人员.
pub const PEOPLE: &str = "/people";
/// 新增人员.
const NEW: &str = "/people/new";
/// The list as a spreadsheet.
const SHEET: &str = "/people/sheet";
/// 导入非注册人员.
pub const IMPORT: &str = "/imports/new?of=people";

/// 新增删除申请.
pub const LEAVING: &str = "/deletion-requests/new";

/// A 人员删除申请.
pub fn request(id: DeletionId) -> Link {
    format!("/deletion-requests/{id}")
}
/// What an address says of a post; nothing of 非注册人员.
pub const fn code(post: Post) -> &'static str {
    match post {
        Post::Staff => "",
        Post::Legal | Post::Manager | Post::Finance | Post::Technical => post.code(),
    }
}
/// What an address says of a list.
pub const fn which(roll: Roll) -> [(&'static str, &'static str); 2] {
    match roll {
        Roll::Post(post) => [("post", code(post)), ("source", "")],
        Roll::Registered => [("post", ""), ("source", Source::Registered.code())],
    }
}
/// The menu's entry of a list.
pub const fn entry(roll: Roll) -> &'static str {
    match roll {
        Roll::Post(Post::Legal) => "/people?post=legal",
        Roll::Post(Post::Manager) => "/people?post=manager",
        Roll::Post(Post::Finance) => "/people?post=finance",
        Roll::Post(Post::Technical) => "/people?post=technical",
        Roll::Post(Post::Staff) => PEOPLE,
        Roll::Registered => "/people?source=registered",
    }
}
/// A list, from which somebody is chosen for a post where one is given.
pub fn shelf(roll: Roll, chosen_for: Option<Post>) -> Link {
    page(roll, chosen_for, "", "")
}
/// The next page of a list.
pub fn page(roll: Roll, chosen_for: Option<Post>, q: &str, after: &str) -> Link {
    let [post, source] = which(roll);
    let chosen_for = chosen_for.map_or("", Post::code);
    web::query::link(PEOPLE, &[post, source, ("for", chosen_for), ("q", q), ("after", after)])
}
/// A list as a spreadsheet.
pub fn sheet(roll: Roll, q: &str) -> Link {
    let [post, source] = which(roll);
    web::query::link(SHEET, &[post, source, ("q", q)])
}
/// The form of a new person.
pub fn new(post: Post) -> Link {
    web::query::link(NEW, &[("post", code(post))])
}
/// Where a new person is sent.
pub fn added(post: Post) -> Link {
    web::query::link(PEOPLE, &[("post", code(post))])
}
/// A person's page, as which the list shows the person; a registered one keeps the file, which the unit sees where it
/// reviews.
pub fn person(line: &Line, roll: Roll) -> Link {
    match (line.source, roll) {
        (Source::Registered, Roll::Registered) => file(line.id),
        (_, Roll::Post(post)) => worker(line.id, post),
        (Source::Member, Roll::Registered) => worker(line.id, Post::Staff),
    }
}
/// A registered person's file, as the unit sees it.
pub fn file(id: WorkerId) -> Link {
    format!("/reviews/{id}")
}
/// A person's page as the holder of a post.
pub fn worker(id: WorkerId, post: Post) -> Link {
    web::query::link(&format!("{PEOPLE}/{id}"), &[("post", code(post))])
}
/// The form of a person for a post.
pub fn edit(id: WorkerId, post: Post) -> Link {
    web::query::link(&format!("{PEOPLE}/{id}/edit"), &[("post", code(post))])
}
/// 担任职务.
pub fn posts(id: WorkerId) -> Link {
    format!("{PEOPLE}/{id}/posts")
}
/// 取消职务.
pub fn removal(id: WorkerId, post: Post) -> Link {
    format!("{PEOPLE}/{id}/posts/{}/removal", post.code())
}
/// 查看完整号码.
pub fn disclosure(id: WorkerId) -> Link {
    format!("{PEOPLE}/{id}/disclosure")
}
