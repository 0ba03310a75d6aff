//! The statistical judge: how likely a text is of each family, from its wording and from what the rules say.

pub mod features;
pub(crate) mod judge;

/// The evidence of one family.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct FamilySignals {
    /// −ln of the doubt that its signals leave together; 0 for none.
    pub strength: f64,
    /// Different reasons.
    pub reasons: usize,
    /// Those of them that are plain enough to be one of two.
    pub plain: usize,
    /// The share of the message that its phrases make up, 0..1.
    pub coverage: f64,
}

/// What the rules have to say of a message, in numbers; families as in [`Family::WORDS`](crate::Family::WORDS).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Signals {
    /// Of what counts.
    pub admitted: [FamilySignals; 3],
    /// Of all that was found, behind closed gates too.
    pub found: [FamilySignals; 3],
    /// Whether something suffices alone.
    pub hard: [bool; 3],
    /// What speaks for the draft.
    pub personal: FamilySignals,
    /// Words in the message.
    pub words: usize,
}

/// How many numbers [`Signals::inputs`] are.
pub const INPUTS: usize = 25;

impl FamilySignals {
    fn inputs(&self) -> [f64; 3] {
        [self.strength.min(6.0) / 2.0, self.reasons.min(5) as f64 / 2.0, self.coverage.min(1.0)]
    }
}

impl Signals {
    /// As the judge reads them, bounded and scaled: admitted and found evidence by family, what suffices alone, what speaks
    /// for the draft, its length.
    pub fn inputs(&self) -> [f64; INPUTS] {
        let mut inputs = [0.0; INPUTS];
        let families = self.admitted.iter().chain(&self.found).flat_map(FamilySignals::inputs);
        let hard = self.hard.iter().map(|hard| f64::from(u8::from(*hard)));
        let length = libm::log1p(self.words as f64) / 4.0;
        let all = families.chain(hard).chain(self.personal.inputs()).chain([length]);
        inputs.iter_mut().zip(all).for_each(|(input, value)| *input = value);
        inputs
    }
}
