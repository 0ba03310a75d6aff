//! What was sent before, as the shell stores it: a value that becomes bytes and comes back from them.

use std::collections::BinaryHeap;
use std::fmt;

use super::align;
use super::fingerprint::{self, Salt, WHOLE, Word};
use super::{Copy, Found, Place, Repeat, count};
use crate::draft::Kind;
use crate::order::of_share;
use crate::stored::{self, Sealed, StoredError};
use crate::text::Reading;
use crate::verdict::repeated as thresholds;

/// The format this version writes. Every format ever written can be read.
pub const FORMAT: u8 = 1;
/// The most messages that are remembered; the oldest go first.
pub const MOST_MESSAGES: usize = 2_000;
/// For how many days.
pub const MOST_DAYS: u64 = 180;
/// The most bytes [`History::to_bytes`] gives.
pub const MOST_BYTES: usize = 300_000;

/// Milliseconds in the unit of time that is kept.
pub(super) const STAMP: u64 = 10 * 60 * 1000;
const DAY: u64 = 24 * 60 * 60 * 1000;

const MAGIC: [u8; 4] = *b"sinc";
/// Bytes of the name, the format, the salt, two counts and the checksum.
const FRAME: usize = MAGIC.len() + 1 + 16 + 1 + 2 + 8;
/// Bytes of a message beside its words.
const HEAD: usize = 12;
/// So many characters of what is answered tell it from others.
const MOST_PARENT: usize = 200;

/// Cells of alignments after which a look begins no other.
const MOST_CELLS: usize = 12_000;
/// Words of a draft that are laid beside a remembered message.
const MOST_DRAFT_WORDS: usize = 400;

/// Fingerprints of what a person has sent. Never a text, never a name: for each message the time to ten minutes, the site,
/// the kind, a keyed hash of whom it was for, and two bytes of a keyed hash for each word. See the [module](super).
///
/// ```
/// use sincerely::relation::{History, Place};
/// use sincerely::text::Reading;
/// use sincerely::Draft;
///
/// let mut history = History::new([7; 16]);
/// let sent = Draft { now: Some(1_763_769_600_000), ..Draft::new("I came across your profile, Anna, and love your work at Acme!") };
/// history.remember(&Reading::new(&sent.text), &Place::of(&sent));
///
/// let draft = Draft { now: Some(1_763_776_800_000), ..Draft::new("I came across your profile, Bob, and love your work at Globex!") };
/// let repeat = history.look(&Reading::new(&draft.text), &Place::of(&draft)).expect("nearly the same");
/// assert_eq!((repeat.earlier, repeat.age), (1, Some(2 * 60 * 60 * 1000)));
///
/// let stored = history.to_bytes();
/// assert_eq!(History::from_bytes(&stored), Ok(history));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct History {
    salt: Salt,
    /// Brands and hosts; a message names its own by its place here, counted from 1.
    keys: Vec<String>,
    /// Oldest first, in the order in which they were sent, whatever the clock said.
    messages: Vec<Message>,
    /// The words of all messages, one after the other.
    words: Vec<u16>,
    /// What sharing a word is worth.
    weights: Box<[u8]>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Message {
    /// In units of [`STAMP`] since 1970.
    at: u32,
    /// 0 when not known.
    key: u8,
    kind: Option<Kind>,
    recipient: Option<u32>,
    /// The highest rank of the words that were kept.
    sample: u8,
    start: u32,
    len: u8,
    /// The worth of all its words, in half bits.
    worth: u32,
}

impl fmt::Debug for History {
    /// Without the salt and the fingerprints: a log is no place for them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("History")
            .field("messages", &self.messages.len())
            .field("keys", &self.keys)
            .finish_non_exhaustive()
    }
}

impl History {
    /// An empty history. The salt comes from the machine's own randomness, once; it stays in the stored bytes.
    pub fn new(salt: Salt) -> Self {
        Self { salt, keys: Vec::new(), messages: Vec::new(), words: Vec::new(), weights: fingerprint::weights(&salt) }
    }

    /// How many messages are remembered.
    pub fn len(&self) -> usize {
        self.messages.len()
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.messages.is_empty()
    }

    /// How many messages are remembered of each brand or host; `None` for those whose place is not known.
    pub fn counts(&self) -> Vec<(Option<&str>, usize)> {
        let of = |key: u8| self.messages.iter().filter(|message| message.key == key).count();
        let known = self.keys.iter().zip(1..).map(|(name, key)| (Some(name.as_str()), of(key)));
        std::iter::once((None, of(0))).chain(known).filter(|(_, count)| *count > 0).collect()
    }

    /// Remembers what was sent. Says whether it did: not without a clock, not a text that is too short to ever count, and
    /// not the same text in the same place a second time within minutes, which is a retry.
    pub fn remember(&mut self, reading: &Reading<'_>, place: &Place<'_>) -> bool {
        let Some(now) = place.now else { return false };
        if reading.words() < thresholds::FEWEST_WORDS {
            return false;
        }
        let words = fingerprint::words(reading, &self.salt);
        let recipient = self.recipient(place);
        let key = place.key.and_then(|key| self.known(key));
        let sample = fingerprint::sample(&words);
        let kept = words.iter().filter(|word| word.rank <= sample).map(|word| word.id);
        let kept: Vec<u16> = kept.take(fingerprint::MOST_WORDS).collect();
        let again = is_known(place, recipient)
            && self.messages.iter().any(|message| {
                (message.kind, message.recipient) == (place.kind, recipient)
                    && message.key == key.unwrap_or_default()
                    && (place.key.is_none() || key.is_some())
                    && is_retry(message.at, now)
                    && self.words_of(message) == kept
            });
        if again {
            return false;
        }
        let key = place.key.map_or(0, |key| self.key(key));
        let start = self.words.len();
        self.words.extend(kept);
        let message = Message {
            at: stamp(now),
            key,
            kind: place.kind,
            recipient,
            sample,
            start: start as u32,
            len: (self.words.len() - start) as u8,
            worth: self.worth(&self.words[start..]),
        };
        self.messages.push(message);
        self.prune(now);
        true
    }

    /// Whether, where and when nearly this was sent before; `None` when it never was, or only to the same person.
    pub fn look(&self, reading: &Reading<'_>, place: &Place<'_>) -> Option<Repeat> {
        if self.is_empty() || reading.words() < thresholds::FEWEST_WORDS {
            return None;
        }
        let words = fingerprint::words(reading, &self.salt);
        let recipient = self.recipient(place);
        let copies: Vec<Copy> = self
            .matches(&words, place.now)
            .into_iter()
            .map(|(index, similarity)| {
                let message = &self.messages[index];
                let key = self.key_of(message);
                let here = key == place.key
                    && (message.kind, message.recipient) == (place.kind, recipient)
                    && is_known(place, recipient);
                Copy {
                    index,
                    similarity,
                    key: key.map(str::to_owned),
                    kind: message.kind,
                    recipient: message.recipient,
                    age: place.now.map(|now| age(message.at, now)),
                    is_retry: here && place.now.is_some_and(|now| is_retry(message.at, now)),
                }
            })
            .collect();
        let Found { best, earlier, last, people, week, month, cross_post } = count(&copies, place, recipient)?;
        let same = self.same(reading, &words, &self.messages[best.index]);
        // When and where are told of the latest, so what differs must be of it too.
        let slots = match last.index == best.index {
            true => same.slots,
            false => self.same(reading, &words, &self.messages[last.index]).slots,
        };
        Some(Repeat {
            similarity: best.similarity,
            earlier,
            people,
            week,
            month,
            key: last.key.clone(),
            age: last.age,
            cross_post,
            slots,
            spans: same.spans,
        })
    }

    /// Forgets what is older than [`MOST_DAYS`] and, oldest first, what is too much.
    pub fn prune(&mut self, now: u64) {
        let now = stamp(now);
        let most = (MOST_DAYS * DAY / STAMP) as u32;
        self.retain(|message| now.saturating_sub(message.at) <= most);
        let mut first = self.messages.len().saturating_sub(MOST_MESSAGES);
        let words = |first: usize| self.messages.get(first).map_or(self.words.len(), |m| m.start as usize);
        let size = |first: usize| {
            self.fixed_size() + HEAD * (self.messages.len() - first) + 2 * (self.words.len() - words(first))
        };
        while first < self.messages.len() && size(first) > MOST_BYTES {
            first += 1;
        }
        if first > 0 {
            let mut index = 0;
            self.retain(|_| {
                index += 1;
                index > first
            });
        }
    }

    /// Forgets everything sent at a brand or host, by its key, or at the brand of a site, by its id.
    pub fn erase(&mut self, key: &str) {
        let brand = crate::sites::Site::from_id(key).map_or(key, |site| site.row().brand);
        let (key, brand) = (self.known(key), self.known(brand));
        self.retain(|message| message.key == 0 || (Some(message.key) != key && Some(message.key) != brand));
    }

    /// Forgets everything.
    pub fn erase_all(&mut self) {
        self.retain(|_| false);
    }

    /// The value as bytes. They belong on this machine: the salt is among them.
    pub fn to_bytes(&self) -> Vec<u8> {
        let size = self.fixed_size() + HEAD * self.messages.len() + 2 * self.words.len();
        let mut out = Vec::with_capacity(size);
        out.extend(MAGIC);
        out.push(FORMAT);
        out.extend(self.salt);
        stored::write_names(&self.keys, &mut out);
        out.extend((self.messages.len() as u16).to_le_bytes());
        for message in &self.messages {
            out.extend(message.at.to_le_bytes());
            out.push(message.key);
            out.push(message.kind.map_or(0, |kind| kind as u8 + 1));
            out.extend(message.recipient.unwrap_or_default().to_le_bytes());
            out.push(message.sample);
            out.push(message.len);
            self.words_of(message).iter().for_each(|word| out.extend(word.to_le_bytes()));
        }
        stored::seal(&self.salt, out)
    }

    /// The value that became these bytes.
    ///
    /// # Errors
    ///
    /// When they are of a newer version, damaged, or something else. The shell sets such bytes aside and says so.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, StoredError> {
        Self::from_format_1(stored::open(bytes, MAGIC, FORMAT)?).ok_or(StoredError::Corrupt)
    }

    fn from_format_1(mut sealed: Sealed<'_>) -> Option<Self> {
        let salt: Salt = sealed.body.take()?;
        if !sealed.is_whole(&salt) {
            return None;
        }
        let mut rest = sealed.body;
        let mut history = Self::new(salt);
        history.keys = rest.names()?;
        for _ in 0..u16::from_le_bytes(rest.take()?) {
            let at = u32::from_le_bytes(rest.take()?);
            let key = Some(rest.byte()?).filter(|key| usize::from(*key) <= history.keys.len())?;
            let kind = match rest.byte()? {
                0 => None,
                kind => Some(*Kind::ALL.get(usize::from(kind) - 1)?),
            };
            let recipient = Some(u32::from_le_bytes(rest.take()?)).filter(|hash| *hash != 0);
            let (sample, len) = (rest.byte()?, rest.byte()?);
            let words = rest.many(2 * usize::from(len))?;
            let start = history.words.len();
            history.words.extend(words.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])));
            let worth = history.worth(&history.words[start..]);
            history.messages.push(Message { at, key, kind, recipient, sample, start: start as u32, len, worth });
        }
        rest.is_empty().then_some(history)
    }

    /// Bytes beside the messages.
    fn fixed_size(&self) -> usize {
        let keys: usize = self.keys.iter().map(|key| 1 + key.len()).sum();
        FRAME + keys
    }

    /// Whom a text is for; in public what it answers, or else whom, and where neither is known the sending itself: only a
    /// second report of it is in the same place.
    fn recipient(&self, place: &Place<'_>) -> Option<u32> {
        let beginning = |parent: &'_ str| parent.chars().take(MOST_PARENT).collect::<String>();
        let answered = place.parent.filter(|_| !place.kind.is_some_and(Kind::is_private)).map(beginning);
        let sending = || place.sending.filter(|_| answers(place)).map(|number| format!("#{number}"));
        let whom = answered.or_else(|| place.recipient.map(str::to_owned)).or_else(sending)?;
        fingerprint::recipient(&self.salt, &whom)
    }

    fn known(&self, key: &str) -> Option<u8> {
        self.keys.iter().position(|known| known == key).map(|index| index as u8 + 1)
    }

    /// The number of a brand or host, a new one when it has none; 0 when there are too many.
    fn key(&mut self, key: &str) -> u8 {
        stored::place_of(&mut self.keys, key).map_or(0, |index| index + 1)
    }

    fn key_of(&self, message: &Message) -> Option<&str> {
        self.keys.get(usize::from(message.key).checked_sub(1)?).map(String::as_str)
    }

    fn words_of(&self, message: &Message) -> &[u16] {
        let start = message.start as usize;
        self.words.get(start..start + usize::from(message.len)).unwrap_or_default()
    }

    fn worth(&self, words: &[u16]) -> u32 {
        words.iter().map(|word| u32::from(self.weights[usize::from(*word)])).sum()
    }

    /// Keeps some messages, with their words and no key that none of them has.
    fn retain(&mut self, mut keep: impl FnMut(&Message) -> bool) {
        let (messages, words) = (std::mem::take(&mut self.messages), std::mem::take(&mut self.words));
        let keys = std::mem::take(&mut self.keys);
        for mut message in messages {
            if !keep(&message) {
                continue;
            }
            let range = message.start as usize..message.start as usize + usize::from(message.len);
            message.start = self.words.len() as u32;
            self.words.extend(&words[range]);
            message.key = match keys.get(usize::from(message.key).wrapping_sub(1)) {
                Some(name) => self.key(name),
                None => 0,
            };
            self.messages.push(message);
        }
    }

    /// The remembered messages that a text is nearly the same as, with how nearly: most similar first, then latest first.
    fn matches(&self, words: &[Word], now: Option<u64>) -> Vec<(usize, f64)> {
        let mut table = vec![0u8; 1 << 16];
        // What the words of the draft are worth, up to each rank: those that a message of that sample would have kept.
        let mut by_rank = [0u32; 256];
        for word in words {
            let worth = self.weights[usize::from(word.id)];
            table[usize::from(word.id)] = worth;
            by_rank[usize::from(word.rank)] += u32::from(worth);
        }
        for rank in 1..by_rank.len() {
            by_rank[rank] += by_rank[rank - 1];
        }
        let oldest = now.map_or(0, |now| stamp(now).saturating_sub((MOST_DAYS * DAY / STAMP) as u32));

        // What two texts share, in any order, is the most that an alignment can find.
        let mut candidates: BinaryHeap<(u64, usize, u32)> = BinaryHeap::new();
        // The last candidate that had a word; there are fewer than fit.
        let (mut marks, mut mark) = (vec![0u16; 1 << 16], 0u16);
        for (index, message) in self.messages.iter().enumerate().filter(|(_, message)| message.at >= oldest) {
            let own = by_rank[usize::from(message.sample)];
            let least = own.min(message.worth);
            // Where most words were left out, few may be left of a draft: too few to tell.
            if message.sample < WHOLE && least < LEAST_SAMPLED {
                continue;
            }
            let theirs = self.words_of(message);
            let shared: u32 = theirs.iter().map(|word| u32::from(table[usize::from(*word)])).sum();
            if thresholds::similarity(shared, least) < thresholds::SAME {
                continue;
            }
            // A word that one of them repeats is shared once for each time the other has it, at most.
            mark = mark.wrapping_add(1);
            theirs.iter().for_each(|word| marks[usize::from(*word)] = mark);
            let is_shared = |word: &&Word| word.rank <= message.sample && marks[usize::from(word.id)] == mark;
            let of_draft: u32 = words.iter().filter(is_shared).map(|word| u32::from(table[usize::from(word.id)])).sum();
            let shared = shared.min(of_draft);
            let bound = thresholds::similarity(shared.min(least), least);
            if bound >= thresholds::SAME {
                candidates.push((of_share(bound), index, least));
            }
        }

        let (mut row, mut cells) = (Vec::new(), 0);
        let mut found: BinaryHeap<(u64, usize)> = BinaryHeap::new();
        while let Some((bound, index, least)) = candidates.pop() {
            let bound = f64::from_bits(bound);
            let message = &self.messages[index];
            let similarity = if cells < MOST_CELLS {
                let draft = kept(words, message.sample);
                cells += draft.len() * usize::from(message.len);
                let score = align::score(&draft, self.words_of(message), &self.weights, &mut row);
                thresholds::similarity(score.unsigned_abs(), least)
            } else {
                let most = by_rank[usize::from(message.sample)].max(message.worth);
                let alike = most <= 2 * least && bound >= NEARLY_ALL * thresholds::similarity(least, least);
                if alike { bound } else { 0.0 }
            };
            if similarity >= thresholds::SAME {
                found.push((of_share(similarity), index));
            }
        }
        std::iter::from_fn(|| found.pop()).map(|(similarity, index)| (index, f64::from_bits(similarity))).collect()
    }

    /// The parts of a draft that stand in a remembered message, too.
    fn same(&self, reading: &Reading<'_>, words: &[Word], message: &Message) -> Same {
        let own: Vec<&Word> = words.iter().filter(|w| w.rank <= message.sample).take(MOST_DRAFT_WORDS).collect();
        let ids: Vec<u16> = own.iter().map(|word| word.id).collect();
        let theirs = self.words_of(message);
        let pairs = align::pairs(&ids, theirs, &self.weights);
        let tokens = reading.tokens();
        // Where words of the draft were left out of the fingerprint, what stands between two kept ones is not known.
        let is_whole = message.sample == WHOLE;
        let mut runs: Vec<(usize, usize, u32, u32)> = Vec::new();
        for (i, j) in &pairs {
            let token = own[*i].token;
            let range = &tokens[token as usize];
            match runs.last_mut() {
                Some((last_i, last_j, _, end))
                    if (*last_i + 1, *last_j + 1) == (*i, *j) && (!is_whole || own[*last_i].token + 1 == token) =>
                {
                    (*last_i, *last_j, *end) = (*i, *j, range.end);
                }
                _ => runs.push((*i, *j, range.start, range.end)),
            }
        }
        let slots = if is_whole { slots(&pairs, ids.len(), theirs.len()) } else { None };
        let long = |(start, end): &(u32, u32)| reading.within(*start..*end).len() >= SHORTEST_SPAN;
        let mut spans: Vec<(u32, u32)> = runs.iter().map(|(_, _, start, end)| (*start, *end)).collect();
        if spans.iter().any(&long) {
            spans.retain(&long);
        }
        Same { spans, slots }
    }
}

/// What the words of a draft that a sampled message would have kept must be worth, in half bits: eight rare words.
const LEAST_SAMPLED: u32 = 96;
/// A message of about the same length that was not laid beside the draft counts when they share so much, in any order.
const NEARLY_ALL: f64 = 0.9;
/// A part that stayed the same is shown from so many words on.
const SHORTEST_SPAN: usize = 3;

struct Same {
    /// In bytes of the draft: sorted, apart.
    spans: Vec<(u32, u32)>,
    /// See [`Repeat::slots`].
    slots: Option<u32>,
}

/// The number of slots, when slots are all that differs: short gaps on both sides, and at least three times as many words
/// that stayed.
fn slots(pairs: &[(usize, usize)], own: usize, theirs: usize) -> Option<u32> {
    const LONGEST_SLOT: usize = 3;
    const WORDS_EACH: usize = 3;
    let before = std::iter::once((0, 0)).chain(pairs.iter().map(|(i, j)| (i + 1, j + 1)));
    let after = pairs.iter().copied().chain(std::iter::once((own, theirs)));
    let mut slots = 0;
    for ((i, j), (next_i, next_j)) in before.zip(after) {
        let (gap, other) = (next_i.checked_sub(i)?, next_j.checked_sub(j)?);
        if gap > LONGEST_SLOT || other > LONGEST_SLOT {
            return None;
        }
        slots += usize::from(gap + other > 0);
    }
    (slots > 0 && pairs.len() >= slots * WORDS_EACH).then_some(slots as u32)
}

/// The words of a draft that a message with this sample would have kept.
fn kept(words: &[Word], sample: u8) -> Vec<u16> {
    words.iter().filter(|word| word.rank <= sample).map(|word| word.id).take(MOST_DRAFT_WORDS).collect()
}

/// The nearest unit of time.
fn stamp(ms: u64) -> u32 {
    u32::try_from(ms.saturating_add(STAMP / 2) / STAMP).unwrap_or(u32::MAX)
}

/// Milliseconds since; never negative, whatever the clock did.
fn age(at: u32, now: u64) -> u64 {
    now.saturating_sub(u64::from(at) * STAMP)
}

/// Whether it is known well enough where a text goes to call the same text there a retry: under posts that cannot be told
/// apart it may as well be the next post.
fn is_known(place: &Place<'_>, recipient: Option<u32>) -> bool {
    recipient.is_some() || !answers(place)
}

fn answers(place: &Place<'_>) -> bool {
    matches!(place.kind, Some(Kind::Reply | Kind::Comment))
}

/// Whether it may have been ten minutes ago or less: the time is known to five minutes either way.
fn is_retry(at: u32, now: u64) -> bool {
    now.abs_diff(u64::from(at) * STAMP) <= STAMP + STAMP / 2
}
