//! The same words are judged by where they stand and how they came there. Every case names two drafts: the first is spoken
//! of more loudly.

use sincerely::{Draft, Engine, Kind, Level};

fn level(draft: &Draft) -> Level {
    Engine::default().check(draft).level
}

#[track_caller]
fn assert_louder(what: &str, loud: &Draft, low: &Draft) {
    let (loud, low) = (level(loud), level(low));
    assert!(loud > low, "{what}: {loud:?} against {low:?}");
}

#[test]
fn a_shop_answers_in_private_and_advertises_in_public() {
    let sale = "We're having a sale on these boots, only $4 plus tax.";
    assert_louder("post, message", &Draft::new(sale).kind(Kind::Post), &Draft::new(sale).kind(Kind::Message));
}

#[test]
fn a_conversation_is_left_alone() {
    let thanks = "Thanks for following! Looking forward to your tweets. Have a great day.";
    let first = Draft::new(thanks).kind(Kind::Message);
    assert_louder("first message, fourth turn", &first, &Draft { turns: 4, ..first.clone() });
}

#[test]
fn a_pitch_that_was_asked_for_is_not_announced() {
    let pitch = "We offer guided kayak tours on the Drava every day, 25 % off in May. Book now at drava-kayak.example!";
    let under = |parent: &str| Draft { parent: Some(parent.into()), ..Draft::new(pitch).kind(Kind::Comment) };
    assert_louder(
        "under something else, under the question",
        &under("My grandmother turned ninety today and danced until midnight."),
        &under("Can anyone recommend a guided kayak tour on the Drava in May?"),
    );
}

#[test]
fn advertisements_under_others_work_need_not_be_so_plain() {
    let plea = "small channel here, would mean so much if some of you gave my covers a listen";
    assert_louder("comment, post", &Draft::new(plea).kind(Kind::Comment), &Draft::new(plea).kind(Kind::Post));
}
