//! Forms, arrivals, admission and links against a bucket.

use super::buckets::{Buckets, new_id, scans_at};
use crate::{AttachmentId, Digest, Kind, LARGEST, Refusal, Shown, TicketRequest, Tray, Way, look};
use domain::{Trouble, ids::AccountId};
use jiff::{SignedDuration, Timestamp};
use testkit::files;

fn request(owner: AccountId, size: Option<u64>) -> TicketRequest {
    TicketRequest {
        tray: Tray::Papers,
        id: new_id(owner),
        owner,
        for_: "person".into(),
        kind: "identity_card".into(),
        name: "身份证（正面）.jpg".into(),
        size,
        way: Way::Script,
    }
}

fn field<'a>(form: &'a mut crate::PresignedForm, name: &str) -> &'a mut String {
    &mut form.fields.iter_mut().find(|(own, _)| own == name).expect("the form has the field").1
}

#[tokio::test]
async fn a_posted_form_arrives_with_what_its_ticket_fixed() {
    let hall = Buckets::open().await;
    let (owner, file) = (AccountId::random(), files::jpeg(8, 8));
    let request = request(owner, Some(file.len() as u64));
    let mut form = hall.scans.ticket(&request, Timestamp::now());
    *field(&mut form, "Content-Type") = "image/jpeg".into();
    let answer = hall.post(&form, &file).await;
    assert_eq!(answer.status, 204, "{}", String::from_utf8_lossy(&answer.body));

    let arrival = hall.scans.arrival(Tray::Papers, owner, &request.id).await.expect("the file arrived");
    assert_eq!((arrival.id, arrival.owner), (request.id, owner));
    let carried = (arrival.for_.as_str(), arrival.kind.as_str(), arrival.name.as_str());
    assert_eq!(carried, ("person", "identity_card", "身份证（正面）.jpg"));
    assert_eq!(arrival.bytes, Ok(file));

    let inbox = hall.scans.inbox(Tray::Papers, None).await.expect("the inbox can be listed");
    let [waiting] = &inbox.waiting[..] else { panic!("one arrival: {inbox:?}") };
    assert_eq!((Tray::Papers.read(&waiting.key), inbox.next), (Some((request.owner, request.id)), None));
    assert!(waiting.since >= Timestamp::now() - SignedDuration::from_mins(1));

    hall.scans.discard(&waiting.key).await.expect("it leaves");
    hall.scans.discard(&waiting.key).await.expect("it may leave twice");
    assert!(matches!(hall.scans.arrival(Tray::Papers, owner, &request.id).await, Err(Trouble::Missing)));
}

#[tokio::test]
async fn d01_the_bucket_takes_exactly_the_size_that_was_declared() {
    let hall = Buckets::open().await;
    let owner = AccountId::random();
    for (declared, sent, taken) in [(10, 10, true), (10, 11, false), (10, 9, false)] {
        let form = hall.scans.ticket(&request(owner, Some(declared)), Timestamp::now());
        let answer = hall.post(&form, &vec![b'x'; sent]).await;
        assert_eq!(answer.status == 204, taken, "{sent} bytes: {}", answer.status);
    }
    let form = hall.scans.ticket(&request(owner, None), Timestamp::now());
    assert_eq!(hall.post(&form, &vec![b'x'; LARGEST as usize + 1]).await.status, 400);
    assert_eq!(hall.post(&form, b"").await.status, 400);
    assert_eq!(hall.post(&form, &vec![b'x'; LARGEST as usize]).await.status, 204);
}

#[tokio::test]
async fn d10_a_changed_or_late_form_is_refused() {
    let hall = Buckets::open().await;
    let (owner, now) = (AccountId::random(), Timestamp::now());
    let request = request(owner, Some(1));
    let other = AccountId::random().to_string();
    let changes = [
        ("x-amz-meta-owner", other.as_str()),
        ("x-amz-meta-for", "unit"),
        ("x-amz-meta-kind", "other"),
        ("x-amz-meta-name", "b.pdf"),
        ("key", "inbox/000000000000000000000000000000000000000000000000"),
        ("x-amz-signature", "0000000000000000000000000000000000000000000000000000000000000000"),
    ];
    for (name, value) in changes {
        let mut form = hall.scans.ticket(&request, now);
        *field(&mut form, name) = value.into();
        let status = hall.post(&form, b"x").await.status;
        assert!(matches!(status, 400 | 403), "{name}: {status}");
    }
    let late = hall.scans.ticket(&request, now - SignedDuration::from_secs(61));
    assert_eq!(hall.post(&late, b"x").await.status, 403, "a script has 60 seconds");
    let way = Way::Page { redirect: "http://127.0.0.1:1/attachments/x".into() };
    let page = TicketRequest { way, ..request };
    let slow = hall.scans.ticket(&page, now - SignedDuration::from_mins(14));
    let answer = hall.post(&slow, b"x").await;
    assert_eq!(answer.status, 303, "a person has 15 minutes");
    assert!(answer.head.contains("location: http://127.0.0.1:1/attachments/x"), "{}", answer.head);
    let late = hall.scans.ticket(&page, now - SignedDuration::from_secs(15 * 60 + 1));
    assert_eq!(hall.post(&late, b"x").await.status, 403);
}

#[test]
fn a_form_signed_with_passing_credentials_carries_their_token() {
    let scans = scans_at("127.0.0.1:1", Some("TOKEN"));
    let form = scans.ticket(&request(AccountId::random(), None), Timestamp::now());
    assert!(form.fields.contains(&("x-amz-security-token".into(), "TOKEN".into())));
    assert_eq!(form.url, "http://127.0.0.1:1/hall-inbox");
}

#[tokio::test]
async fn an_arrival_that_is_too_large_is_not_read() {
    let hall = Buckets::open().await;
    let owner = AccountId::random();
    let id = new_id(owner);
    let put = hall.scans.client().put_object().bucket("hall-inbox").key(Tray::Papers.key(owner, &id));
    let put = put.metadata("owner", owner.to_string()).metadata("for", "person").metadata("kind", "k");
    let put = put.metadata("name", "a.pdf").body(vec![0; LARGEST as usize + 1].into());
    put.send().await.expect("the bucket takes it");
    let arrival = hall.scans.arrival(Tray::Papers, owner, &id).await.expect("it can be looked at");
    assert_eq!(arrival.bytes, Err(Refusal::TooLarge));
}

#[tokio::test]
async fn d12_an_admitted_paper_is_written_once() {
    let hall = Buckets::open().await;
    let owner = AccountId::random();
    let paper = look(&files::pdf_of_pages(10), "a.pdf").expect("an honest file");
    let first = hall.scans.admit(owner, &paper).await.expect("it is admitted");
    assert_eq!((first.kind, first.pages, first.bytes), (Kind::Pdf, 10, paper.bytes.len() as u64));
    assert_eq!(hall.scans.admit(owner, &paper).await.expect("twice is once"), first);

    let mut swapped = paper.clone();
    swapped.bytes = files::pdf();
    assert!(hall.scans.admit(owner, &swapped).await.is_ok(), "the key is taken, whatever is offered");
    assert_eq!(hall.scans.paper(owner, &first.digest).await.expect("it is there"), paper.bytes);
    for (picture, number) in paper.pages.iter().zip(1..) {
        assert_eq!(hall.scans.page(owner, &first.digest, number).await.expect("it is there"), picture.bytes);
    }
    let nobody = hall.scans.paper(AccountId::random(), &first.digest).await;
    assert!(matches!(nobody, Err(Trouble::Missing)), "another owner's shelf is another");
}

#[tokio::test]
async fn d13_a_link_lives_a_minute_and_says_how_to_show() {
    let hall = Buckets::open().await;
    let (owner, now) = (AccountId::random(), Timestamp::now());
    let paper = look(&files::pdf(), "a.pdf").expect("an honest file");
    let digest = hall.scans.admit(owner, &paper).await.expect("it is admitted").digest;
    let link = async |shown: Shown<'_>, at| hall.scans.link(owner, &digest, &shown, at).await.expect("a link");

    let page = link(Shown::Page(1), now).await;
    let answer = hall.get(&page).await;
    assert_eq!((answer.status, answer.body == paper.pages[0].bytes), (200, true));
    for line in ["content-type: image/png", "content-disposition: inline", "cache-control: no-store"] {
        assert!(answer.head.contains(line), "{line} in {}", answer.head);
    }
    let answer = hall.get(&link(Shown::Paper(Kind::Pdf, "毕业证.pdf"), now).await).await;
    assert_eq!((answer.status, answer.body == paper.bytes), (200, true));
    let download = "content-disposition: attachment; filename=\"scan.pdf\"; filename*=utf-8''%e6%af%95";
    assert!(answer.head.contains(download) && answer.head.contains("content-type: application/pdf"), "{}", answer.head);
    assert_eq!(hall.get(&link(Shown::Thumb, now).await).await.status, 200);

    let late = link(Shown::Page(1), now - SignedDuration::from_secs(61)).await;
    assert_eq!(hall.get(&late).await.status, 403, "after a minute");
    let bare = page.split('?').next().expect("a link has a path");
    assert_eq!(hall.get(bare).await.status, 403, "without its signature");
    assert_eq!(hall.get(&page.replace("/1?", "/thumb?")).await.status, 403, "for something else");
}

#[tokio::test]
async fn a_bucket_that_does_not_answer_is_busy() {
    let nowhere = scans_at("127.0.0.1:1", None);
    let id = AttachmentId::parse(&"0".repeat(48)).expect("an id");
    assert!(matches!(nowhere.arrival(Tray::Papers, AccountId::random(), &id).await, Err(Trouble::Busy)));
    assert!(matches!(nowhere.inbox(Tray::Papers, None).await, Err(Trouble::Busy)));
    assert!(matches!(nowhere.paper(AccountId::random(), &Digest::of(b"")).await, Err(Trouble::Busy)));
}
