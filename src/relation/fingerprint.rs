//! What is kept of a text: for each word two bytes of a keyed hash, in reading order.

use std::hash::Hasher;

use siphasher::sip::SipHasher13;

use crate::text::Reading;
use crate::text::token::Kind;

/// The most words that are kept of one text.
pub const MOST_WORDS: usize = 144;
/// All of a text is kept.
pub const WHOLE: u8 = u8::MAX;
/// What sharing a word is worth, in half bits, unless it is a common one.
const RARE: u8 = 12;

/// Words that say little, with what sharing one is worth.
const COMMON: &str = include_str!("common.txt");

/// A secret of one installation. The hashes tell nothing to whoever does not have it.
pub type Salt = [u8; 16];

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its hash.
    pub id: u16,
    /// Other bits of its hash: of a long text only the words with the lowest ones are kept, the same ones in every text.
    pub rank: u8,
    /// Its index in the reading.
    pub token: u32,
}

/// The words of a text. Addresses, names after an at sign, tags and signs are left out: they are what changes from
/// copy to copy, or what an author always adds. Of a number only its length is kept.
pub fn words(reading: &Reading<'_>, salt: &Salt) -> Vec<Word> {
    let of = |(index, token): (usize, &crate::text::token::Token)| {
        let hash = match token.kind {
            Kind::Word | Kind::Number => hash_word(salt, reading.folded(token)),
            _ => return None,
        };
        Some(Word { id: hash as u16, rank: (hash >> 16) as u8, token: index as u32 })
    };
    reading.tokens().iter().enumerate().filter_map(of).collect()
}

fn hash_word(salt: &Salt, folded: &str) -> u64 {
    let mut hasher = SipHasher13::new_with_key(salt);
    folded.bytes().for_each(|b| hasher.write_u8(if b.is_ascii_digit() { b'0' } else { b }));
    hasher.finish()
}

/// A hash of a person's name; never 0.
pub fn recipient(salt: &Salt, name: &str) -> Option<u32> {
    let mut hasher = SipHasher13::new_with_key(salt);
    // No word begins so: a name as a recipient has another hash than the name in a text.
    hasher.write_u8(b'\n');
    let folded = crate::text::fold::string(name);
    let mut parts = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).peekable();
    parts.peek()?;
    for part in parts {
        hasher.write(part.as_bytes());
        hasher.write_u8(b' ');
    }
    Some((hasher.finish() as u32).max(1))
}

/// The highest rank of the words that are kept of a text.
pub fn sample(words: &[Word]) -> u8 {
    if words.len() <= MOST_WORDS {
        return WHOLE;
    }
    let mut counts = [0usize; 256];
    words.iter().for_each(|word| counts[usize::from(word.rank)] += 1);
    let mut kept = 0;
    let fits = counts.iter().take_while(|count| {
        kept += **count;
        kept <= MOST_WORDS
    });
    // At least the lowest rank; a text of one word, over and over, is cut by the caller.
    fits.count().saturating_sub(1) as u8
}

/// What sharing a word is worth, in half bits, by its hash.
pub fn weights(salt: &Salt) -> Box<[u8]> {
    let mut weights = vec![RARE; 1 << 16].into_boxed_slice();
    for line in COMMON.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split(' ');
        let Some(weight) = parts.next().and_then(|weight| weight.parse().ok()) else { continue };
        parts.for_each(|word| weights[usize::from(hash_word(salt, word) as u16)] = weight);
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn common_words_are_folded_and_stand_once() {
        let mut seen = std::collections::BTreeSet::new();
        for line in COMMON.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let mut parts = line.split(' ');
            let weight: u8 = parts.next().and_then(|w| w.parse().ok()).expect(line);
            assert!((2..RARE).contains(&weight), "{line}");
            for word in parts {
                assert_eq!(word, fold::string(word));
                assert!(seen.insert(word), "{word} stands twice");
                let reading = Reading::new(word);
                assert_eq!(reading.tokens().len(), 1, "{word}");
            }
        }
    }

    #[test]
    fn another_salt_makes_other_hashes() {
        let reading =
            Reading::new("Hi Anna, I came across your profile and 24 others at https://a.example/b #otters 🎉");
        let (one, two) = (words(&reading, &[1; 16]), words(&reading, &[2; 16]));
        assert_eq!(one.len(), 11);
        let same = one.iter().zip(&two).filter(|(a, b)| a.id == b.id).count();
        assert_eq!(same, 0);
    }

    #[test]
    fn a_recipient_is_known_by_name_only() {
        let salt = [7; 16];
        let anna = recipient(&salt, "Anna Berg");
        for (name, same) in
            [("anna  berg", true), ("Anna Berg 🌻", true), ("Ánna Berg", true), ("Anna", false), ("AnnaBerg", false)]
        {
            assert_eq!(recipient(&salt, name) == anna, same, "{name}");
        }
        assert_eq!(recipient(&salt, " 🚀 "), None);
    }

    #[test]
    fn long_texts_keep_the_same_words_of_each_other() {
        let text: String = (0..1000).map(|i| format!("word{} ", i * i)).collect();
        // Digits count as zeros: spell the numbers with letters.
        let text: String = text.chars().map(|c| c.to_digit(10).map_or(c, |d| (b'a' + d as u8) as char)).collect();
        let all = words(&Reading::new(&text), &[3; 16]);
        let half = words(&Reading::new(&text[..text.len() / 2]), &[3; 16]);
        let (few, more) = (sample(&all), sample(&half));
        assert!(few < more && more < WHOLE, "{few} {more}");
        let kept = all.iter().filter(|word| word.rank <= few).count();
        assert!((100..=MOST_WORDS).contains(&kept), "{kept}");
        assert_eq!(sample(&all[..MOST_WORDS]), WHOLE);
    }
}
