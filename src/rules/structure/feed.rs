//! What apps and feeds post: a place and a link, a headline and a link, a row of names.

use super::hit;
use crate::rules::{Detector, Hit};
use crate::text::Reading;
use crate::text::token::{Gap, Kind, Token};

#[inline(never)]
pub(super) fn find(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    hits.extend(follow_list(reading).and_then(|list| hit(Detector::FollowList, list)));
    if let Some(link) = closing_link(reading) {
        find_linked(reading, link, hits);
    }
}

/// What the words before the link are with which a message ends.
#[inline(never)]
fn find_linked(reading: &Reading<'_>, link: usize, hits: &mut Vec<Hit>) {
    let tokens = reading.tokens();
    let before = &tokens[..link];
    if is_place_line(reading, before) {
        hits.extend(hit(Detector::PlaceLine, &tokens[..=link]));
        return;
    }
    if !is_impersonal(reading, before) {
        return;
    }
    let found = if is_tracked(reading.folded(&tokens[link])) {
        Detector::HeadlineTrackedLink
    } else if is_cut(reading, before, &tokens[link]) {
        Detector::CutHeadline
    } else if is_title(before) {
        Detector::HeadlineLink
    } else {
        return;
    };
    hits.extend(hit(found, &tokens[..=link]));
}

/// The first of the links with which the message ends; hashtags, names and "via" may follow, nothing else.
fn closing_link(reading: &Reading<'_>) -> Option<usize> {
    let tokens = reading.tokens();
    let link = tokens.iter().position(|t| t.kind == Kind::Url)?;
    let trails = |t: &Token| {
        matches!(t.kind, Kind::Url | Kind::Hashtag | Kind::Mention)
            || matches!(reading.folded(t), "via" | "by" | "pic" | "photo")
    };
    tokens[link + 1..].iter().all(trails).then_some(link)
}

/// Ways to say where one is that check-in apps use, folded.
const PLACE_OPENINGS: [&[&str]; 16] = [
    &["i'm", "at"],
    &["im", "at"],
    &["i", "am", "at"],
    &["at"],
    &["with"],
    &["w"],
    &["estoy", "en"],
    &["ich", "bin", "bei"],
    &["ich", "bin", "in"],
    &["je", "suis", "a"],
    &["estou", "em"],
    &["estou", "no"],
    &["sono", "a"],
    &["sono", "da"],
    &["ik", "ben", "bij"],
    &["ik", "ben", "in"],
];

/// A longer name of a place has not been seen.
const LONGEST_PLACE: usize = 24;
/// Small words inside names, folded: they are not capitalised and say nothing.
const NAME_PARTICLES: [&str; 24] = [
    "the", "of", "and", "in", "at", "on", "de", "da", "do", "del", "la", "le", "di", "du", "des", "van", "der", "den",
    "y", "e", "et", "und", "w", "with",
];

/// Whether the words before the link are an opening of the kind above and a name, and the app's punctuation is there.
fn is_place_line(reading: &Reading<'_>, before: &[Token]) -> bool {
    let Some(opening) = PLACE_OPENINGS.iter().find(|words| {
        before.len() > words.len() && words.iter().zip(before).all(|(word, token)| reading.folded(token) == *word)
    }) else {
        return false;
    };
    let place = &before[opening.len()..];
    let marked = {
        let text = reading.text().get(before[0].start as usize..).unwrap_or_default();
        let text = &text[..text.find("http").unwrap_or(text.len())];
        let ends_in_dash = text.trim_end().ends_with(['—', '–']);
        // A bare "at" or "with" opens many a sentence; only the dash before the link tells the app's from those.
        if opening.len() == 1 { ends_in_dash } else { ends_in_dash || text.contains(['(', '@']) || text.contains("w/") }
    };
    let spoken = |t: &Token| t.asked || t.exclaimed || t.kind == Kind::Emoji;
    let named = place.iter().filter(|t| t.kind == Kind::Word && !NAME_PARTICLES.contains(&reading.folded(t)));
    let (capital, all) = named.fold((0, 0), |(capital, all), t| {
        let foreign = !reading.folded(t).is_ascii();
        (capital + usize::from(t.capital || foreign), all + 1)
    });
    place.len() <= LONGEST_PLACE
        && !place.iter().any(spoken)
        && (all == 0 || 2 * capital >= all)
        && (marked || (opening.len() > 1 && all >= 2 && capital == all))
}

/// Words by which somebody speaks in a message, in the languages the engine speaks, folded.
const PERSONAL: [&str; 97] = [
    "i", "i'm", "i've", "i'll", "i'd", "im", "my", "me", "mine", "myself", "we", "we're", "we've", "our", "ours", "us",
    "you", "your", "you're", "u", "ur", "lol", "haha", "hahaha", "lmao", "omg", "pls", "please", "thanks", "thank",
    "hi", "hey", "hello", "yes", "yeah", "yep", "nope", "ugh", "wow", "so", "yo", "mi", "mis", "me", "nosotros",
    "nuestro", "nuestra", "tu", "tus", "jaja", "gracias", "ich", "mein", "meine", "meinen", "mir", "mich", "wir",
    "uns", "unser", "unsere", "du", "dein", "deine", "euch", "danke", "je", "j'ai", "mon", "ma", "mes", "moi", "nous",
    "notre", "vous", "votre", "merci", "mdr", "eu", "meu", "minha", "nos", "nosso", "voce", "obrigado", "io", "mio",
    "mia", "noi", "grazie", "ik", "mijn", "wij", "we", "jij", "jouw", "bedankt",
];

/// A headline has at least so many words …
const SHORTEST_HEADLINE: usize = 4;
/// … and at most so many.
const LONGEST_HEADLINE: usize = 24;

/// Whether nobody speaks: no first or second person, no question, no feeling, nobody addressed.
fn is_impersonal(reading: &Reading<'_>, before: &[Token]) -> bool {
    let words = before.iter().filter(|t| t.is_wordlike()).count();
    let speaks = |t: &Token| {
        matches!(t.kind, Kind::Emoji | Kind::Mention)
            || t.asked
            || t.exclaimed
            || t.quoted
            || PERSONAL.contains(&reading.folded(t))
    };
    (SHORTEST_HEADLINE..=LONGEST_HEADLINE).contains(&words)
        && !before.iter().any(speaks)
        && before.first().is_some_and(|t| t.capital || t.kind != Kind::Word)
        // "… @ Some Place" is how one app marks where a picture was taken, after a person's own words.
        && !reading.text().contains(" @ ")
}

/// Short addresses that only feeds and scheduling tools make, and the tags they add. Addresses that people shorten by hand
/// (bit.ly, tinyurl.com) say nothing.
fn is_tracked(address: &str) -> bool {
    const HOSTS: [&str; 22] = [
        "dlvr.it/",
        "ift.tt/",
        "buff.ly/",
        "ow.ly/",
        "ht.ly/",
        "hubs.ly/",
        "hubs.li/",
        "trib.al/",
        "zpr.io/",
        "sco.lt/",
        "ln.is/",
        "crwd.fr/",
        "spr.ly/",
        "fb.me/",
        "wp.me/",
        "tmblr.co/",
        "su.pr/",
        "ff.im/",
        "post.ly/",
        "goo.gl/fb/",
        "feedproxy.google.com/",
        "feeds.feedburner.com/",
    ];
    HOSTS.iter().any(|host| address.starts_with(host))
        || ["utm_source=", "utm_medium=", "utm_campaign="].iter().any(|tag| address.contains(tag))
}

/// Whether the words break off before the link in three dots, as feeds cut. One "…" is how a network itself shortens what
/// somebody wrote, and more dots are a pause.
fn is_cut(reading: &Reading<'_>, before: &[Token], link: &Token) -> bool {
    let Some(last) = before.last() else { return false };
    let between = reading.text().get(last.end as usize..link.start as usize).unwrap_or_default();
    let cut = matches!(between.trim_start(), "... " | "[...] " | "[…] " | " ... ");
    cut && !before.iter().any(|t| t.kind == Kind::Hashtag)
}

/// Whether the words are capitalised as English headlines are.
fn is_title(before: &[Token]) -> bool {
    let long = before.iter().filter(|t| t.kind == Kind::Word && t.end - t.start >= 4);
    let (capital, all) = long.fold((0, 0), |(capital, all), t| (capital + usize::from(t.capital), all + 1));
    let shouted = before.iter().filter(|t| t.shouted).count();
    let one_sentence = before.iter().skip(1).all(|t| t.gap < Gap::Sentence);
    all >= SHORTEST_HEADLINE && 4 * capital >= 3 * all && 2 * shouted < before.len() && one_sentence
}

/// A name row is at least so long.
const SHORTEST_ROW: usize = 4;
/// More words of one's own than this are a reason for the names.
const WORDS_BESIDE_NAMES: usize = 3;

/// The whole message when it is a Friday's follow tag and a row of names.
fn follow_list<'r>(reading: &'r Reading<'_>) -> Option<&'r [Token]> {
    let tokens = reading.tokens();
    let tagged = tokens.iter().any(|t| {
        t.kind == Kind::Hashtag
            && matches!(reading.folded(t), "#ff" | "#followfriday" | "#fridayfollow" | "#sigueviernes" | "#writerslift")
    });
    let names = tokens.iter().filter(|t| t.kind == Kind::Mention).count();
    (tagged && names >= SHORTEST_ROW && reading.words() <= WORDS_BESIDE_NAMES).then_some(tokens)
}
