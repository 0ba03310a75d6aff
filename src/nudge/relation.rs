//! What is said of a draft that was sent before.

use super::{Texts, compose, first_name, pick, words};
use crate::draft::{Draft, Kind};
use crate::relation::{Reader, Repeat, place_name};
use crate::report::{Finding, Nudge};
use crate::text::language::Language;

macro_rules! relations {
    ($($name:ident)*) => {
        /// The words of `[relations]`; a text that stands alone is a list of one.
        pub(super) struct Relations {
            $(pub $name: Texts,)*
        }

        impl Relations {
            /// In the order of `compile.rs`.
            pub(super) fn read(mut next: impl FnMut() -> Texts) -> Self {
                Self { $($name: next(),)* }
            }

            #[cfg(test)]
            pub(super) fn named(&self) -> Vec<(&'static str, Texts)> {
                vec![$((stringify!($name), self.$name),)*]
            }
        }
    };
}

relations! {
    passes_by passes_by_unnamed titles_often titles_cross_post asks_person asks_private
    asks_public asks_cross_post on again times often
    people cross_post slots nth within ago_now
    ago_before ago_minutes ago_hours ago_days ago_weeks ago_months
}

/// When, where and how often nearly this was sent before.
pub(crate) fn repeated_reason(ui: Language, repeat: &Repeat) -> String {
    let words = &words(ui).relations;
    let nth = (repeat.earlier as usize).checked_sub(2).and_then(|index| words.nth.get(index));
    let (template, nth) = match (repeat.earlier, nth) {
        _ if repeat.cross_post && repeat.earlier == 1 => (words.cross_post, ""),
        (0 | 1, _) => (words.again, ""),
        _ if repeat.people => (words.people, ""),
        (_, Some(nth)) => (words.times, *nth),
        (_, None) => (words.often, ""),
    };
    let within = match () {
        () if repeat.age.is_none() => 3,
        () if repeat.week => 0,
        () if repeat.month => 1,
        () => 2,
    };
    fill(words, only(template), repeat)
        .replace("{nth}", nth)
        .replace("{within}", words.within.get(within).copied().unwrap_or_default())
        .replace("{count}", &repeat.earlier.to_string())
}

/// That only so many short places differ.
pub(crate) fn slots_reason(ui: Language, repeat: &Repeat, slots: u32) -> String {
    let words = &words(ui).relations;
    fill(words, form(words.slots, slots.into()), repeat).replace("{count}", &slots.to_string())
}

/// Puts in when and where.
fn fill(words: &Relations, template: &str, repeat: &Repeat) -> String {
    let site = repeat.key.as_deref().map(place_name);
    let on = site.map_or(String::new(), |site| only(words.on).replace("{site}", site));
    template
        .replace("{when}", &when(words, repeat.age))
        .replace("{on}", &on)
        .replace("{site}", site.unwrap_or_default())
}

/// How long ago, in the largest unit of which there is at least one.
fn when(words: &Relations, age: Option<u64>) -> String {
    const MINUTE: u64 = 60 * 1000;
    const HOUR: u64 = 60 * MINUTE;
    const DAY: u64 = 24 * HOUR;
    let Some(age) = age else { return only(words.ago_before).to_owned() };
    let nearest = |unit: u64| (age + unit / 2) / unit;
    let (forms, count) = match age {
        _ if age < 15 * MINUTE => (words.ago_now, 0),
        _ if age < 55 * MINUTE => (words.ago_minutes, nearest(10 * MINUTE) * 10),
        _ if nearest(HOUR) < 24 => (words.ago_hours, nearest(HOUR)),
        _ if nearest(DAY) < 14 => (words.ago_days, nearest(DAY)),
        _ if nearest(DAY) < 56 => (words.ago_weeks, nearest(7 * DAY)),
        _ => (words.ago_months, nearest(30 * DAY)),
    };
    form(forms, count).replace("{count}", &count.to_string())
}

/// The form of a count: the first of several for one, the last for all others.
fn form(forms: Texts, count: u64) -> &'static str {
    if count == 1 { only(forms) } else { forms.last().copied().unwrap_or_default() }
}

fn only(texts: Texts) -> &'static str {
    texts.first().copied().unwrap_or_default()
}

/// Why a reply seems to pass by what it answers.
pub(crate) fn passes_by_reason(draft: &Draft) -> String {
    let words = &words(draft.ui.unwrap_or(Language::En)).relations;
    let pick = |texts| pick(draft, texts);
    match draft.recipient.as_deref().and_then(first_name) {
        Some(name) => pick(words.passes_by).replace("{name}", name),
        None => pick(words.passes_by_unnamed).to_owned(),
    }
}

/// Says that a draft was sent before.
pub(crate) fn compose_repeated(draft: &Draft, finding: &Finding, repeat: &Repeat) -> Nudge {
    let words = &words(draft.ui.unwrap_or(Language::En)).relations;
    let pick = |texts| pick(draft, texts);
    let nudge = compose(draft, finding, Reader::default());
    let title = match repeat.earlier {
        _ if repeat.cross_post => pick(words.titles_cross_post).to_owned(),
        0 | 1 => nudge.title,
        _ => pick(words.titles_often).to_owned(),
    };
    let name = draft.recipient.as_deref().and_then(first_name);
    let site = draft.site.map(|site| place_name(site.row().brand));
    let ask = match (name, site) {
        (_, Some(site)) if repeat.cross_post => pick(words.asks_cross_post).replace("{site}", site),
        (Some(name), _) => pick(words.asks_person).replace("{name}", name),
        _ if draft.kind.is_some_and(Kind::is_private) => pick(words.asks_private).to_owned(),
        _ => pick(words.asks_public).to_owned(),
    };
    Nudge { title, ask, ..nudge }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: u64 = 60 * 60 * 1000;

    fn repeat(earlier: u32, hours: Option<u64>) -> Repeat {
        Repeat {
            similarity: 1.0,
            earlier,
            people: false,
            week: hours.is_some_and(|h| h <= 7 * 24),
            month: hours.is_some_and(|h| h <= 31 * 24),
            key: Some("x".into()),
            age: hours.map(|h| h * HOUR),
            cross_post: false,
            slots: None,
            spans: vec![],
        }
    }

    #[test]
    fn says_what_is_known() {
        let people = |r| Repeat { people: true, ..r };
        let cross = |r| Repeat { cross_post: true, ..r };
        let nowhere = |r| Repeat { key: None, ..r };
        for (ui, repeat, expected) in [
            (Language::En, repeat(1, Some(2)), "You sent nearly this on X 2 hours ago."),
            (Language::En, repeat(1, Some(1)), "You sent nearly this on X an hour ago."),
            (Language::En, repeat(1, Some(0)), "You sent nearly this on X a few minutes ago."),
            (Language::En, nowhere(repeat(1, None)), "You sent nearly this before."),
            (
                Language::En,
                repeat(3, Some(50)),
                "This would be the fourth time this week; the last was on X 2 days ago.",
            ),
            (
                Language::En,
                repeat(12, Some(600)),
                "You sent nearly this 12 times within a month, last on X 4 weeks ago.",
            ),
            (
                Language::En,
                people(repeat(2, Some(24))),
                "You sent nearly this to 2 other people this week, last on X a day ago.",
            ),
            (
                Language::En,
                cross(repeat(1, Some(3000))),
                "You sent nearly this on X 4 months ago; here other people read it.",
            ),
            (Language::De, repeat(1, Some(2)), "Fast dasselbe hast du vor 2 Stunden auf X gesendet."),
            (
                Language::De,
                repeat(3, Some(1)),
                "Das wäre das vierte Mal in dieser Woche; zuletzt vor einer Stunde auf X.",
            ),
            (Language::Es, repeat(3, Some(24)), "Sería la cuarta vez esta semana; la última fue en X hace un día."),
            (Language::Fr, repeat(1, Some(170)), "Tu as envoyé presque ceci sur X il y a 7 jours."),
            (Language::Pt, repeat(1, Some(24 * 14)), "Você enviou quase o mesmo em X há 2 semanas."),
            (Language::It, repeat(1, Some(1)), "Hai inviato quasi lo stesso testo su X un’ora fa."),
            (Language::Nl, repeat(1, Some(5)), "Je hebt bijna hetzelfde 5 uur geleden op X verstuurd."),
        ] {
            assert_eq!(repeated_reason(ui, &repeat), expected);
        }
        assert_eq!(
            slots_reason(Language::En, &repeat(1, Some(2)), 1),
            "Only one place differs from what you sent on X 2 hours ago."
        );
        assert_eq!(
            slots_reason(Language::De, &repeat(1, Some(2)), 3),
            "Nur 3 Stellen sind anders als in dem, was du vor 2 Stunden auf X gesendet hast."
        );
    }

    #[test]
    fn nothing_is_left_to_fill_in_and_nothing_is_too_long() {
        for ui in Language::ALL {
            for earlier in [1, 2, 9, 10, 2000] {
                for hours in [None, Some(0), Some(23), Some(24 * 13), Some(24 * 55), Some(24 * 179)] {
                    for (people, cross_post) in [(false, false), (true, false), (false, true)] {
                        let repeat = Repeat { people, cross_post, ..repeat(earlier, hours) };
                        let repeat = Repeat { key: Some("linkedin-sales".into()), ..repeat };
                        for text in [repeated_reason(ui, &repeat), slots_reason(ui, &repeat, earlier)] {
                            assert!(!text.contains(['{', '}']) && !text.contains("  "), "{text}");
                            assert!(text.split_whitespace().count() <= 20, "{text}");
                        }
                    }
                }
            }
        }
    }
}
