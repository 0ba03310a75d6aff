//! What a draft costs, counted and not timed: the memory that is asked for.

use allocation_counter::{AllocationInfo, measure};
use sincerely::{Draft, Engine, Kind};

/// Texts that repeat what some part of the judge has to look at twice: openings without an end, disguises, marks, gaps
/// between words that are waited for.
const PIECES: [&str; 19] = [
    "The otters at the old harbour were asleep this morning and held hands while the tide went out. ",
    "Merci de m'avoir ajouté, je serais ravi d'échanger avec vous sur ",
    "Limited time offer! Get 50% off today only. Use code SAVE50 at checkout. Buy now: https://shop.example/sale ",
    "Hi {{first_name}}, [Company] {a|b|c} <<Name>> ",
    "giveaway win prize follow ",
    "{{[<%#_~«{{{[[",
    "{a|b|c|{d|",
    "f r e e ",
    "fr33c@sh",
    "сору ",
    "https://a.example/c?d=e&f=g#h ",
    "a",
    ".",
    "👩🏽\u{200D}🦰",
    "\u{301}",
    "\u{200B}a",
    "@#",
    "\"'“",
    "\n- ",
];

fn cost(draft: &Draft) -> AllocationInfo {
    let engine = Engine::default();
    // The tables are opened once in a program's life, those of patterns and addresses when there are some.
    engine.check(&Draft::new("Hi {{first_name}} https://a.example/b"));
    measure(|| drop(engine.check(draft)))
}

#[test]
fn twice_the_text_asks_for_twice_the_memory() {
    for piece in PIECES {
        let [once, twice] =
            [12_500, 25_000].map(|length| cost(&Draft::new(piece.repeat(length / piece.len())).kind(Kind::Message)));
        let grown = |one: u64, other: u64| other as f64 / one as f64;
        assert!(grown(once.bytes_total, twice.bytes_total) <= 2.2, "{piece:?}: {once:?}, then {twice:?}");
        assert!(grown(once.bytes_max, twice.bytes_max) <= 2.2, "{piece:?}: {once:?}, then {twice:?}");
        // A few more may come with any text, and weigh nothing.
        assert!(twice.count_total <= once.count_total * 22 / 10 + 8, "{piece:?}: {once:?}, then {twice:?}");
    }
}

#[test]
fn a_draft_asks_for_little_memory() {
    // A quarter more than was counted when this was written.
    let post = PIECES[0].repeat(3);
    let most = [("Sure", 20, 1_000), (PIECES[0], 50, 5_200), (&post, 150, 22_500), (PIECES[2], 180, 16_000)];
    for (text, most_times, most_bytes) in most {
        let AllocationInfo { count_total, bytes_total, .. } = cost(&Draft::new(text));
        let most = format!("{count_total} of {most_times}, {bytes_total} bytes of {most_bytes}");
        assert!(count_total <= most_times && bytes_total <= most_bytes, "{text}: {most}");
    }
}
