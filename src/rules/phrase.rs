//! Build time only: the small language of phrases in the rule tables, and its expansion into automaton keys.
//!
//! ```text
//! thanks for (the follow|following)     alternatives; `(so much|)` may be absent
//! markier*      d'*                     a word that begins so
//! only <num> left                       a class: <word> <num> <url> <email> <mention> <hashtag> <emoji> <name> <code>
//! for <money>      <percent> off        an amount with its sign or unit, several tokens
//! win .. prize     win ..3 prize        up to six, or three, other words of the same sentence between
//! giveaway ...12 follow                 the same, over the ends of sentences too
//! thanks! check out                     `.`, `!`, `?` and `:`: a sentence may end here; commas and hyphens mean nothing
//! ^new post ::                          `::`: a colon, a bar or a dash must stand here
//! ^dear sir     great post$             only at the beginning, only at the end of the message
//! .shop our     buy now<end>            only at the beginning, only at the end of a sentence; <asked>: of a question
//! ```

use super::alphabet::{ASKED, BEGIN, CLASS, CLASSES, CLOSE, COLON, COUNT, END, GAP, NEXT, OPEN, REST, STOP, WIDE_GAP};

/// More keys than this from one phrase is a mistake in the table.
const MOST_KEYS: usize = 20_000;
/// And so are more steps than this in all of them together.
const MOST_ITEMS: usize = 400_000;
/// Words between when a gap names no number.
const DEFAULT_GAP: u8 = 6;

/// All automaton keys of a phrase. `fold` is the folding of the text reader.
///
/// # Errors
///
/// A sentence saying what is wrong with the phrase.
pub fn keys(phrase: &str, fold: impl Fn(&str) -> String) -> Result<Vec<Vec<u8>>, String> {
    let mut parser = Parser { rest: phrase.trim(), fold: &fold };
    let branches = parser.alternatives(0)?;
    if !parser.rest.is_empty() {
        return Err(format!("`{}` is left over", parser.rest));
    }
    branches
        .iter()
        .flat_map(|items| [Some(key(items)), without_last_gap(items).map(|items| key(&items))])
        .flatten()
        .collect()
}

/// "was it ..6<asked>" also stands for "was it<asked>": before the end of a sentence there may be no word left to skip.
fn without_last_gap(items: &[Item]) -> Option<Vec<Item>> {
    match items {
        [before @ .., Item::Gap { .. }, end @ (Item::Close | Item::Asked)] => {
            Some([before, std::slice::from_ref(end)].concat())
        }
        _ => None,
    }
}

/// One step of an expanded phrase.
#[derive(Clone, Debug, PartialEq)]
enum Item {
    Word(Vec<u8>),
    Class(u8),
    Gap { most: u8, wide: bool },
    Stop,
    Begin,
    End,
    Close,
    Asked,
    Colon,
}

struct Parser<'p, F> {
    rest: &'p str,
    fold: &'p F,
}

impl<F: Fn(&str) -> String> Parser<'_, F> {
    fn alternatives(&mut self, depth: u8) -> Result<Vec<Vec<Item>>, String> {
        if depth > 8 {
            return Err("brackets are nested too deep".into());
        }
        let mut all = self.sequence(depth)?;
        while let Some(rest) = self.rest.strip_prefix('|') {
            if depth == 0 {
                return Err("`|` needs brackets around it".into());
            }
            self.rest = rest;
            let other = self.sequence(depth)?;
            within_bounds(all.len() + other.len(), items(&all) + items(&other))?;
            all.extend(other);
        }
        Ok(all)
    }

    fn sequence(&mut self, depth: u8) -> Result<Vec<Vec<Item>>, String> {
        let mut branches: Vec<Vec<Item>> = vec![Vec::new()];
        loop {
            let Some(c) = self.rest.chars().next() else {
                return Ok(branches);
            };
            let after = &self.rest[c.len_utf8()..];
            let step = match c {
                '|' | ')' => return Ok(branches),
                '(' => {
                    self.rest = after;
                    let inner = self.alternatives(depth + 1)?;
                    self.rest = self.rest.strip_prefix(')').ok_or("a bracket is not closed")?;
                    inner
                }
                '<' => {
                    let (name, rest) = after.split_once('>').ok_or("`<` is not closed")?;
                    self.rest = rest;
                    class(name)?
                }
                '^' => self.take(after, Item::Begin),
                // At the end of an alternative it anchors; elsewhere it is the dollar sign.
                '$' if after.trim_start().is_empty() || after.starts_with(['|', ')']) => self.take(after, Item::End),
                '$' | '%' | '&' | '+' | '=' | '€' | '£' => {
                    let word = Item::Word(self.rest.as_bytes()[..c.len_utf8()].to_vec());
                    self.take(after, word)
                }
                '.' if after.starts_with('.') => {
                    let wide = after.starts_with("..");
                    let digits_at = if wide { &after[2..] } else { &after[1..] };
                    let digits = digits_at.len() - digits_at.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                    self.rest = &digits_at[digits..];
                    let most = match &digits_at[..digits] {
                        "" => DEFAULT_GAP,
                        n => n.parse().ok().filter(|n| (1..=24).contains(n)).ok_or("a gap holds 1 to 24 words")?,
                    };
                    vec![vec![Item::Gap { most, wide }]]
                }
                ':' if after.starts_with(':') => self.take(&after[1..], Item::Colon),
                '.' | '!' | '?' | ':' => self.take(after, Item::Stop),
                c if c.is_alphanumeric() || matches!(c, '@' | '#') => vec![self.word()?],
                c if is_emoji(c) => {
                    let word = Item::Word(c.to_string().into_bytes());
                    self.take(after, word)
                }
                c if c.is_whitespace() || matches!(c, ',' | '-' | '\u{FE0F}' | ';' | '/' | '"' | '–' | '—') => {
                    self.rest = after;
                    continue;
                }
                c => return Err(format!("`{c}` means nothing in a phrase")),
            };
            let (keys, step_items) = (branches.len() * step.len(), items(&step) * branches.len());
            within_bounds(keys, items(&branches) * step.len() + step_items)?;
            let mut longer = Vec::with_capacity(keys);
            for branch in &branches {
                for next in &step {
                    longer.push([branch.as_slice(), next].concat());
                }
            }
            branches = longer;
        }
    }

    fn take(&mut self, rest_len_from: &str, item: Item) -> Vec<Vec<Item>> {
        self.rest = &self.rest[self.rest.len() - rest_len_from.len()..];
        vec![vec![item]]
    }

    /// A word, possibly with apostrophes, underscores, dots and slashes inside (`i'd`, `dlvr.it`), or its beginning (`win*`).
    fn word(&mut self) -> Result<Vec<Item>, String> {
        let sign = usize::from(self.rest.starts_with(['@', '#']));
        let inside = |rest: &str, at: usize| rest[at..].chars().nth(1).is_some_and(|next| next.is_alphanumeric());
        let mut end = sign;
        for (at, c) in self.rest.char_indices().skip(sign) {
            // "d'*" stands for every elided word.
            let elided = c == '\'' && self.rest[at + 1..].starts_with('*');
            let joins = elided || (matches!(c, '\'' | '’' | '_' | '.') && inside(self.rest, at));
            let path = c == '/' && self.rest[..at].contains('.');
            if !(c.is_alphanumeric() || joins || path || ('\u{300}'..='\u{36F}').contains(&c)) {
                break;
            }
            end = at + c.len_utf8();
        }
        let mut word = (self.fold)(&self.rest[..end]).into_bytes();
        // Some marks count as letters and fold to nothing.
        if word.len() <= sign {
            return Err(format!("nothing to find in `{}`", &self.rest[..end]));
        }
        self.rest = &self.rest[end..];
        if let Some(rest) = self.rest.strip_prefix('*') {
            self.rest = rest;
            word.push(REST);
        }
        Ok(vec![Item::Word(word)])
    }
}

/// The steps of all branches together.
fn items(branches: &[Vec<Item>]) -> usize {
    branches.iter().map(Vec::len).sum()
}

/// Asked before the memory is taken.
fn within_bounds(keys: usize, items: usize) -> Result<(), String> {
    if keys > MOST_KEYS || items > MOST_ITEMS {
        return Err(format!("expands to more than {MOST_KEYS} keys or {MOST_ITEMS} words and signs"));
    }
    Ok(())
}

/// The item of a class.
fn class(name: &str) -> Result<Vec<Vec<Item>>, String> {
    let item = match name {
        "end" => Item::Close,
        "asked" => Item::Asked,
        name => {
            let index = CLASSES.iter().position(|class| *class == name);
            Item::Class(CLASS + index.ok_or_else(|| format!("there is no class <{name}>"))? as u8)
        }
    };
    Ok(vec![vec![item]])
}

/// Joins the items of one expansion.
fn key(items: &[Item]) -> Result<Vec<u8>, String> {
    if !items.iter().any(|item| matches!(item, Item::Word(_) | Item::Class(_))) {
        return Err("an alternative of it is empty".into());
    }
    let mut key = Vec::new();
    for (index, item) in items.iter().enumerate() {
        match item {
            Item::Stop | Item::Colon | Item::Gap { .. }
                if matches!(items.get(index.wrapping_sub(1)), Some(Item::Gap { .. })) =>
            {
                return Err("after a gap comes a word: `...` is a gap over the ends of sentences".into());
            }
            Item::Begin if index == 0 => key.push(BEGIN),
            Item::Begin => return Err("`^` stands at the beginning only".into()),
            // A stop with nothing before it says where the phrase may begin.
            Item::Stop if index == 0 => key.push(OPEN),
            Item::End => key.push(END),
            Item::Close | Item::Asked | Item::Colon => {
                key.push(match item {
                    Item::Close => CLOSE,
                    Item::Asked => ASKED,
                    _ => COLON,
                });
                if index + 1 < items.len() {
                    key.push(STOP);
                }
            }
            Item::Stop if index + 1 == items.len() => {}
            Item::Stop if key.last() == Some(&STOP) => {}
            Item::Stop => key.push(STOP),
            Item::Word(_) | Item::Class(_) | Item::Gap { .. } => {
                let wide = matches!(item, Item::Gap { wide: true, .. });
                if wide && key.last() != Some(&STOP) {
                    key.push(STOP);
                }
                if !key.is_empty() && !matches!(key.as_slice(), [BEGIN] | [OPEN]) {
                    key.push(NEXT);
                }
                match item {
                    Item::Word(word) => key.extend(word),
                    Item::Class(class) => key.push(*class),
                    Item::Gap { most, wide } => key.extend([if *wide { WIDE_GAP } else { GAP }, COUNT + most]),
                    _ => {}
                }
            }
        }
    }
    if matches!(items.first(), Some(Item::Gap { .. } | Item::Close | Item::Asked | Item::Colon))
        || matches!(items.last(), Some(Item::Gap { .. }))
    {
        return Err("a phrase does not begin or end with a gap".into());
    }
    Ok(key)
}

/// The pictographs the text reader makes tokens of.
fn is_emoji(c: char) -> bool {
    matches!(u32::from(c), 0x1F000..=0x1FAFF | 0x2190..=0x21FF | 0x231A..=0x23FF | 0x25A0..=0x27BF | 0x2900..=0x297F | 0x2B00..=0x2BFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(phrase: &str) -> Result<Vec<String>, String> {
        let mut keys: Vec<String> = keys(phrase, str::to_lowercase)?
            .into_iter()
            .map(|key| {
                key.iter()
                    .map(|b| {
                        if b.is_ascii_graphic() || *b == b' ' { char::from(*b).to_string() } else { format!("\\{b:x}") }
                    })
                    .collect()
            })
            .collect();
        keys.sort();
        Ok(keys)
    }

    #[test]
    fn expands() {
        for (phrase, expected) in [
            ("Click here", vec!["click here"]),
            ("best-in-class", vec!["best in class"]),
            ("thanks for (the follow|following)", vec!["thanks for following", "thanks for the follow"]),
            ("thanks (so much|) for it", vec!["thanks for it", "thanks so much for it"]),
            ("thanks! check out", vec!["thanks\\2 check out"]),
            ("^dear sir", vec!["\\3dear sir"]),
            ("great post$", vec!["great post\\4"]),
            ("markier* (ein|zwei)", vec!["markier\\1 ein", "markier\\1 zwei"]),
            ("only <num> left", vec!["only \\11 left"]),
            ("win .. prize", vec!["win \\5F prize"]),
            ("win ...12 prize", vec!["win\\2 \\6L prize"]),
            ("via dlvr.it", vec!["via dlvr.it"]),
            ("100% free", vec!["100 % free"]),
            ("(a|b) (c|d)", vec!["a c", "a d", "b c", "b d"]),
            (".shop our", vec!["\\7shop our"]),
            ("buy now<end>", vec!["buy now\\8"]),
            ("new post :: <url>", vec!["new post\\a\\2 \\12"]),
            ("agree<asked>", vec!["agree\\9"]),
            ("was it ..6<asked>", vec!["was it \\5F\\9", "was it\\9"]),
            ("agree<asked> comment", vec!["agree\\9\\2 comment"]),
        ] {
            assert_eq!(
                shown(phrase).as_deref(),
                Ok(expected.iter().map(ToString::to_string).collect::<Vec<_>>().as_slice()),
                "{phrase}"
            );
        }
    }

    #[test]
    fn refuses() {
        for phrase in [
            "",
            "(a|b",
            "a)",
            "<nothing> a",
            "a ..99 b",
            "..3 a",
            "a ..",
            "(|)",
            "a | b",
            "a ^b",
            "@",
            "a \\ b",
            ":: a",
            "a .. : b",
            "a ..3 ...3 b",
            "<asked>",
            "<end>",
            ".",
        ] {
            assert!(shown(phrase).is_err(), "{phrase:?} must be refused");
        }
    }
}
