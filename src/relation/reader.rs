//! Whether the one who reads a draft could answer it.
//!
//! Follow-up questions make people like the one who asks (Huang et al.,
//! ["It doesn't hurt to ask"](https://doi.org/10.1037/pspi0000097), 2017); so do one's name and something of the writer's.
//! What stands in a stock phrase counts as none of them: "Thoughts?" is put to anyone.

use super::parent::{Role, roles};
use crate::text::language::Language;
use crate::text::token::{Gap, Kind, Token};
use crate::text::{Reading, Stretches};

/// What a draft has for its reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reader {
    /// A question of its own.
    pub asked: bool,
    /// "You", in words of its own.
    pub addressed: bool,
    /// The name of the one it is for, elsewhere than in the greeting.
    pub named: bool,
    /// "I", in words of its own.
    pub oneself: bool,
    /// It takes up what it answers.
    pub taken_up: bool,
}

impl Reader {
    /// Looks for what one could answer, outside the stock phrases, which stand at `stock`.
    pub fn new(reading: &Reading<'_>, language: Language, name: Option<&str>, stock: &Stretches) -> Self {
        let mut reader = Self::default();
        let name = name.map(crate::text::fold::string);
        let sentences = reading.tokens().chunk_by(|_, next| next.gap < Gap::Sentence);
        for sentence in sentences {
            let own = |token: &&Token| !token.quoted && !stock.hold(token);
            let words = sentence.iter().filter(|token| token.is_wordlike());
            let asked = sentence.iter().any(|token| token.asked);
            reader.asked |= asked && words.clone().filter(own).count() * 2 > words.count();
            for token in sentence.iter().filter(own).filter(|token| token.kind == Kind::Word) {
                let word = reading.folded(token);
                let is = |role: Role| roles(language, word) & role.bit() != 0;
                reader.addressed |= is(Role::You);
                reader.oneself |= is(Role::I);
                reader.named |= !reading.is_greeting(token) && name.as_deref() == Some(word);
            }
        }
        reader
    }

    /// How little there is that one could answer, 0..1. `doubt` is what the signs of real talk leave.
    pub fn one_way(self, doubt: f64) -> f64 {
        let has =
            [(0.5, self.asked), (0.75, self.addressed), (0.85, self.named), (0.75, self.oneself), (0.8, self.taken_up)];
        has.iter().filter(|(_, holds)| *holds).map(|(left, _)| left).product::<f64>() * doubt
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_what_one_could_answer() {
        let stock = |text: &str, phrase: &str| {
            let start = text.find(phrase).map(|at| at as u32);
            start.map(|start| (start, start + phrase.len() as u32)).into_iter().collect::<Stretches>()
        };
        let all = Reader { asked: true, addressed: true, named: true, oneself: true, taken_up: false };
        let none = Reader::default();
        for (language, text, phrase, expected) in [
            (Language::En, "I missed your talk, Anna. Did the otters bite?", "-", all),
            (Language::En, "Hi Anna, big news. Thoughts?", "Thoughts?", none),
            (Language::En, "Hi Anna, big news. Thoughts?", "-", Reader { asked: true, ..none }),
            (Language::En, "Would you be open to a quick call?", "Would you be open to a quick call", none),
            (Language::En, "They said \"do you know what I mean?\" and left.", "-", none),
            (Language::Es, "Me perdí tu charla, Anna. ¿Mordieron las nutrias?", "-", all),
            (
                Language::De,
                "Ich habe deinen Vortrag verpasst, Anna. Haben die Otter gebissen?",
                "-",
                Reader { addressed: false, ..all },
            ),
            (Language::De, "Ich habe dich verpasst, Anna. Haben die Otter gebissen?", "-", all),
            (Language::Fr, "J'ai raté ton exposé, Anna. Les loutres ont mordu ?", "-", all),
            (Language::Pt, "Eu perdi sua palestra, Anna. As lontras morderam?", "-", all),
            (Language::It, "Io mi sono persa il tuo discorso, Anna. Le lontre hanno morso?", "-", all),
            (Language::Nl, "Ik heb je praatje gemist, Anna. Beten de otters?", "-", all),
        ] {
            let reader = Reader::new(&Reading::new(text), language, Some("Anna"), &stock(text, phrase));
            assert_eq!(reader, expected, "{text}");
        }
        assert!(all.one_way(1.0) < 0.3 && none.one_way(1.0) > 0.99);
    }
}
