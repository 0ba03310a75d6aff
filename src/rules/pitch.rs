//! Advertising in the shape of a message: a number to call, an address as on a flyer, offers in capitals, trade marks,
//! contract addresses.

use super::{Detector, Hit};
use crate::text::Reading;
use crate::text::token::{Gap, Kind, Token};

/// Words that ask for a call or a message in the languages the engine speaks, folded.
const CALL_WORDS: [&str; 45] = [
    "call",
    "ring",
    "phone",
    "tel",
    "telephone",
    "dial",
    "text",
    "txt",
    "sms",
    "whatsapp",
    "contact",
    "reserve",
    "freephone",
    "hotline",
    "llama",
    "llame",
    "llamanos",
    "llamar",
    "escribe",
    "escribenos",
    "telefono",
    "wsp",
    "anrufen",
    "ruf",
    "rufen",
    "telefon",
    "telefonisch",
    "unter",
    "appelez",
    "appelle",
    "contactez",
    "reserver",
    "ligue",
    "liga",
    "ligar",
    "fone",
    "zap",
    "whats",
    "chiama",
    "chiamate",
    "chiamaci",
    "prenota",
    "bel",
    "app",
    "bellen",
];

/// Between a call word and a number: a private call after all.
const PRIVATE_WORDS: [&str; 19] = [
    "me", "my", "him", "her", "them", "mum", "mom", "dad", "mir", "mich", "moi", "mi", "mim", "mij", "mama", "papa",
    "was", "called", "from",
];

/// Words of offers that people who are not selling rarely shout: each at least five times as frequent, in capitals, in
/// advertisements as in other messages.
const OFFER_WORDS: [&str; 52] = [
    "free",
    "sale",
    "off",
    "giveaway",
    "limited",
    "guaranteed",
    "cash",
    "shipping",
    "win",
    "won",
    "special",
    "unlimited",
    "shop",
    "chance",
    "buy",
    "hurry",
    "offer",
    "offers",
    "bogo",
    "price",
    "save",
    "bonus",
    "promo",
    "discount",
    "deal",
    "deals",
    "subscribe",
    "download",
    "gratis",
    "oferta",
    "ofertas",
    "descuento",
    "sorteo",
    "rebajas",
    "rabatt",
    "kostenlos",
    "angebot",
    "gewinnspiel",
    "gratuit",
    "offert",
    "soldes",
    "concours",
    "promocao",
    "desconto",
    "frete",
    "sorteio",
    "sconto",
    "offerta",
    "omaggio",
    "korting",
    "actie",
    "winactie",
];

/// Digits of a telephone number.
const NUMBER_DIGITS: std::ops::RangeInclusive<usize> = 8..=14;
/// Words between a call word and the number.
const CALL_REACH: usize = 4;
/// Bytes of a contract address: 32 to 44 in base 58, 42 or more in hexadecimal.
const CONTRACT_BYTES: std::ops::RangeInclusive<usize> = 32..=66;
/// From this share of capitals on, the whole message is shouted and a single word says nothing.
const SHOUTED_SHARE: f64 = 0.6;

/// Every hit in the shape of a pitch.
#[inline(never)]
pub fn find(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    let has = |is: fn(&Token) -> bool| reading.tokens().iter().any(is);
    if has(|token| token.kind == Kind::Number) {
        call_number(reading, hits);
    }
    if has(|token| token.kind == Kind::Word && token.shouted && token.range().len() > 1) {
        shouted_offer(reading, hits);
    }
    if reading.has_link() {
        bare_address(reading, hits);
        link_alone(reading, hits);
    }
    if has(|token| token.quoted) {
        testimonial(reading, hits);
    }
    brand_mark(reading, hits);
    contract_address(reading, hits);
}

/// "Call 0800 555 0147": a call word and a telephone number in one sentence, with nobody in person between.
#[inline(never)]
fn call_number(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    let tokens = reading.tokens();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let length = if token.kind == Kind::Number { number_length(reading, at) } else { 0 };
        if length == 0 {
            at += 1;
            continue;
        }
        let before = tokens[..at].iter().rev().take(CALL_REACH + 1);
        let call = before
            .scan(token.gap, |gap, earlier: &Token| {
                let joined = *gap < Gap::Sentence;
                *gap = earlier.gap;
                joined.then_some(earlier)
            })
            .take_while(|earlier| !PRIVATE_WORDS.contains(&reading.folded(earlier)))
            .find(|earlier| CALL_WORDS.contains(&reading.folded(earlier)));
        if let Some(call) = call {
            hits.push(hit(Detector::CallNumber, call, &tokens[at + length - 1]));
        }
        at += length;
    }
}

/// How many tokens from `at` make up one telephone number; 0 when none begins there.
fn number_length(reading: &Reading<'_>, at: usize) -> usize {
    let tokens = reading.tokens();
    let part = |token: &Token| token.kind == Kind::Number && reading.folded(token).bytes().all(|b| b.is_ascii_digit());
    let run = tokens[at..].iter().enumerate().take_while(|(i, t)| part(t) && (*i == 0 || t.gap <= Gap::Clause)).count();
    let digits: usize = tokens[at..at + run].iter().map(|t| t.range().len()).sum();
    if NUMBER_DIGITS.contains(&digits) { run } else { 0 }
}

/// "FREE", "SALE", "50% OFF" in a message that is not shouted as a whole.
#[inline(never)]
fn shouted_offer(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    let words = || reading.tokens().iter().filter(|t| t.kind == Kind::Word && t.range().len() > 1);
    let shouted = words().filter(|t| t.shouted).count();
    if shouted as f64 >= SHOUTED_SHARE * words().count() as f64 {
        return;
    }
    for token in words().filter(|t| t.shouted && OFFER_WORDS.contains(&reading.folded(t))) {
        hits.push(hit(Detector::ShoutedOffer, token, token));
    }
}

/// "acme.com": a host without scheme and path.
#[inline(never)]
fn bare_address(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    for token in reading.tokens().iter().filter(|t| t.kind == Kind::Url) {
        let typed = reading.text().get(token.range()).unwrap_or_default();
        if !typed.contains('/') {
            hits.push(hit(Detector::BareAddress, token, token));
        }
    }
}

/// Beside a link, so many words say nothing.
const HARDLY_A_WORD: usize = 2;

/// A link and hardly a word.
#[inline(never)]
fn link_alone(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    let tokens = reading.tokens();
    if tokens.iter().filter(|t| t.kind != Kind::Url).count() <= HARDLY_A_WORD
        && let (Some(first), Some(last)) = (tokens.first(), tokens.last())
    {
        hits.push(hit(Detector::LinkAlone, first, last));
    }
}

/// What is quoted at such length is a sentence.
const QUOTED_SENTENCE: usize = 6;

/// “The softest socks ever.” – Emma T.: a sentence that is quoted, and by a dash the name of a customer.
#[inline(never)]
fn testimonial(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    let tokens = reading.tokens();
    for (at, window) in tokens.windows(3).enumerate().skip(QUOTED_SENTENCE - 1) {
        let [quoted, name, initial] = window else { continue };
        if !quoted.quoted || name.quoted {
            continue;
        }
        let between = reading.text().get(quoted.end as usize..name.start as usize).unwrap_or_default();
        let named = name.capital && initial.capital && initial.range().len() == 1 && initial.gap == Gap::Space;
        if named
            && between.contains(['-', '–', '—', '~'])
            && tokens[at + 1 - QUOTED_SENTENCE..=at].iter().all(|t| t.quoted)
        {
            hits.push(hit(Detector::Testimonial, quoted, initial));
        }
    }
}

/// "Acme®": a trade mark sign after a word.
fn brand_mark(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    for token in reading.tokens() {
        let after = token.end as usize;
        let beyond_ascii = reading.text().as_bytes().get(after).is_some_and(|byte| !byte.is_ascii());
        if beyond_ascii && reading.text().get(after..).is_some_and(|after| after.starts_with(['®', '™'])) {
            hits.push(hit(Detector::BrandMark, token, token));
        }
    }
}

/// A contract address or a wallet: one long word of letters and digits.
fn contract_address(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    let long = |t: &&Token| t.is_wordlike() && CONTRACT_BYTES.contains(&t.range().len());
    for token in reading.tokens().iter().filter(long) {
        let typed = reading.text().get(token.range()).unwrap_or_default();
        let mixed = typed.bytes().any(|b| b.is_ascii_digit()) && typed.bytes().any(|b| b.is_ascii_alphabetic());
        if mixed && typed.bytes().all(|b| b.is_ascii_alphanumeric()) {
            hits.push(hit(Detector::ContractAddress, token, token));
        }
    }
}

fn hit(detector: Detector, first: &Token, last: &Token) -> Hit {
    Hit { entry: detector.entry(), start: first.start, end: last.end, tokens: 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_shape_of_a_pitch() {
        for (text, expected) in [
            ("Call now 0800 555 0147 for a quote", Some(Detector::CallNumber)),
            ("Call our team on +44 (0)800-555-0147", Some(Detector::CallNumber)),
            ("Jetzt anrufen unter 0555 0171 22", Some(Detector::CallNumber)),
            ("call me on 0555 0147 22 later", None),
            ("it was 1600-1800 when they called", None),
            ("call by 10 or 11", None),
            ("I will call. 0555 0147 22", None),
            ("Get 50% OFF today", Some(Detector::ShoutedOffer)),
            ("I AM SO OFF TODAY", None),
            ("I took today off", None),
            ("New at acme.com today", Some(Detector::BareAddress)),
            ("I read https://acme.com today", None),
            ("I read acme.com/otters today", None),
            ("The new Acme® mop", Some(Detector::BrandMark)),
            ("The new mop of Acme", None),
            ("https://acme.example/video", Some(Detector::LinkAlone)),
            ("Here: https://acme.example/video", Some(Detector::LinkAlone)),
            ("This is the one https://acme.example/video", None),
            ("“These are the softest socks ever.” – Emma T.", Some(Detector::Testimonial)),
            ("“These are the softest socks ever.” – Tolkien", None),
            ("The softest socks ever – Emma T. has two pairs", None),
            ("CA 8B3HKChJQ7dATGo7xz3xyTeDJULiMiqqLSavoUorpump", Some(Detector::ContractAddress)),
            ("Donaudampfschifffahrtsgesellschaftskapitän", None),
        ] {
            let mut hits = Vec::new();
            find(&Reading::new(text), &mut hits);
            assert_eq!(hits.first().map(|hit| hit.entry), expected.map(Detector::entry), "{text}");
        }
    }
}
