//! Blanks of a template: merge fields in the syntaxes of mail and outreach tools, square brackets of hand-made templates,
//! spintax, and what a failed merge leaves behind (`Hi null,`).
//!
//! All of these are also how people write code, redact a name or draw a face. So an ambiguous blank counts only by what
//! it names (`{first_name}`, `[Your Company]`), by where it stands (right after the greeting) or in company of others,
//! and never inside back-ticks or beside code. A text that *talks* about merge fields, in a word like "placeholder" or
//! "syntax", is believed unless it greets one.

use std::cell::LazyCell;
use std::ops::Deref;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Detector, Hit};
use crate::text::token::{Gap, Kind};
use crate::text::{Reading, fold};

/// A blank is at most so long, in bytes, between its delimiters; keeps the search linear.
const LONGEST: usize = 120;
/// Spintax holds whole sentences.
const LONGEST_SPIN: usize = 600;

/// The bytes with which a blank may begin.
static OPENS: [bool; 256] = {
    let mut opens = [false; 256];
    let bytes = b"{[<%#*_~$(\xC2";
    let mut at = 0;
    while at < bytes.len() {
        opens[bytes[at] as usize] = true;
        at += 1;
    }
    opens
};

/// Adds every blank of the draft.
pub fn find(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    let text = reading.text();
    if text.bytes().any(|byte| OPENS[usize::from(byte)]) {
        find_delimited(reading, hits);
    }
    find_failed_merge(reading, hits);
}

fn hit(detector: Detector, start: usize, end: usize) -> Hit {
    Hit { entry: detector.entry(), start: start as u32, end: end as u32, tokens: 0 }
}

/// The lists below by word: a bit for each that has it.
static LISTED: LazyLock<FxHashMap<&'static str, u16>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for (list, bit) in LISTS.iter().zip((0..).map(|index| 1 << index)) {
        list.split(' ').for_each(|word| *words.entry(word).or_default() |= bit);
    }
    words
});

/// Whether a word is in one of [`LISTS`].
fn listed(list: &str, word: &str) -> bool {
    let bits = LISTED.get(word).copied().unwrap_or_default();
    bits != 0 && LISTS.iter().zip((0..).map(|index| 1 << index)).any(|(own, bit)| bits & bit != 0 && *own == list)
}

/// How much a blank says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    /// A mark that data sets put in place of a name: `[NAME]`; counts after a greeting only.
    Redaction,
    /// Could be anything: `[link]`, `{x}`; counts beside a better one.
    Weak,
    /// Names what templates leave open: `{company}`, `[Name]`; counts after a greeting or twice.
    Named,
    /// Nothing else is written so: `{{first_name}}`, `*|FNAME|*`, `[Your Name]`.
    Sure,
}

/// A pair of delimiters.
struct Syntax {
    open: &'static str,
    close: &'static str,
    /// What a blank is that names a field, or one that names nothing known.
    named: Option<Strength>,
    unnamed: Option<Strength>,
}

/// Longest first where one begins like another.
const SYNTAXES: [Syntax; 19] = {
    use Strength::{Named, Sure, Weak};
    const fn syntax(
        open: &'static str,
        close: &'static str,
        named: Option<Strength>,
        unnamed: Option<Strength>,
    ) -> Syntax {
        Syntax { open, close, named, unnamed }
    }
    [
        // Handlebars, Liquid, Jinja, HubSpot, Outreach, Salesloft, lemlist, Apollo, Instantly, ManyChat, Marketo
        syntax("{{{", "}}}", Some(Sure), Some(Sure)),
        syntax("{{", "}}", Some(Sure), Some(Sure)),
        syntax("{%", "%}", Some(Sure), Some(Sure)),
        // Salesforce
        syntax("{!", "}", Some(Sure), None),
        // Dux-Soup, Expandi, LinkedHelper, Mixmax, GMass, hand-made scripts
        syntax("${", "}", Some(Named), None),
        syntax("{", "}", Some(Sure), Some(Weak)),
        // Mailchimp
        syntax("*|", "|*", Some(Sure), Some(Sure)),
        // Pardot, Salesforce Marketing Cloud
        syntax("%%", "%%", Some(Sure), Some(Weak)),
        syntax("%", "%", Some(Sure), None),
        syntax("<<", ">>", Some(Sure), None),
        syntax("<", ">", Some(Named), None),
        // Word's mail merge
        syntax("«", "»", Some(Named), None),
        syntax("[[", "]]", Some(Sure), None),
        syntax("[", "]", Some(Named), Some(Weak)),
        // PhantomBuster, Texau
        syntax("##", "##", Some(Sure), None),
        syntax("#", "#", Some(Named), None),
        syntax("__", "__", Some(Named), None),
        syntax("_", "_", Some(Named), None),
        // Infusionsoft
        syntax("~", "~", Some(Named), None),
    ]
};

/// A blank found in the text.
struct Blank {
    start: usize,
    end: usize,
    strength: Strength,
    /// It stands right after "hi" or opens the message.
    greeted: bool,
}

#[inline(never)]
fn find_delimited(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    let text = reading.text();
    let bytes = text.as_bytes();
    // Asked of few texts: most of what opens like a blank is none.
    let code = LazyCell::new(|| looks_like_code(text));
    let about = LazyCell::new(|| talks_about_blanks(reading));
    let mut blanks: Vec<Blank> = Vec::new();
    let mut spins: Vec<(usize, usize)> = Vec::new();
    let mut ticked = false;
    let mut at = 0;
    while at < bytes.len() {
        let b = bytes[at];
        if b == b'`' {
            ticked = !ticked && text[at + 1..].contains('`');
        }
        if !OPENS[usize::from(b)] {
            at += 1;
            continue;
        }
        if !ticked && let Some(end) = spin_end(text, at) {
            spins.push((at, end));
            at = end;
            continue;
        }
        if !ticked && let Some((end, strength)) = blank_at(text, at) {
            let greeted = is_greeted(reading, at, end, strength);
            if greeted || !(*code || *about || strength == Strength::Redaction) {
                // `@{}` mentions whoever the bot is at.
                let start = if at > 0 && bytes[at - 1] == b'@' { at - 1 } else { at };
                blanks.push(Blank { start, end, strength, greeted });
            }
            at = end;
            continue;
        }
        at += 1;
    }
    let named = |blank: &Blank| blank.strength >= Strength::Named;
    let sure = |blank: &Blank| blank.greeted || blank.strength == Strength::Sure;
    // People who leave a name out write `[company]`; templates are set like forms, `[Company]`.
    let titled = |blank: &Blank| {
        named(blank) && text[blank.start..].chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
    };
    let detector = match blanks.len() {
        1.. if blanks.iter().any(sure) => Detector::MergeField,
        2.. if blanks.iter().any(titled) => Detector::MergeField,
        2.. if blanks.iter().any(named) || blanks.len() >= 3 => Detector::BracketBlanks,
        _ => return find_spun(code, &spins, hits),
    };
    hits.extend(blanks.iter().map(|blank| hit(detector, blank.start, blank.end)));
    find_spun(code, &spins, hits);
}

/// One group of alternatives in a text without code is spintax; the usage line of a command is not.
fn find_spun(code: impl Deref<Target = bool>, spins: &[(usize, usize)], hits: &mut Vec<Hit>) {
    if !spins.is_empty() && !*code {
        hits.extend(spins.iter().map(|(start, end)| hit(Detector::Spintax, *start, *end)));
    }
}

/// The blank that begins at a byte, with its end and strength.
fn blank_at(text: &str, at: usize) -> Option<(usize, Strength)> {
    let rest = text.get(at..)?;
    let before = text[..at].bytes().next_back();
    let syntax = SYNTAXES.iter().find(|syntax| rest.starts_with(syntax.open))?;
    let inside = &rest[syntax.open.len()..];
    let window = &inside[..floor_boundary(inside, LONGEST)];
    let length = window.find(syntax.close)?;
    let name = &window[..length];
    let end = at + syntax.open.len() + length + syntax.close.len();
    let after = text[end..].bytes().next();
    if name.contains(['\n', '\r', '`', '\\', ';', '“', '”']) || name.starts_with(['{', '[', '<']) {
        return None;
    }
    let named = names_field(name);
    let word = |b: Option<u8>| b.is_some_and(|b| b.is_ascii_alphanumeric());
    let strength = match syntax.open {
        // Nothing but the sign: `Nice shot @{}`.
        "{" if name.trim().is_empty() => (before == Some(b'@')).then_some(Strength::Sure),
        // Attributes (`style={{…}}`), exponents (`x^{{2}}`), workflow secrets (`${{ … }}`) and wiki notes.
        "{{" | "{{{" if matches!(before, Some(b'=' | b'^' | b'_' | b'$' | b'\\')) => None,
        "{{" | "{{{" | "{%" => {
            let first = name.trim_start_matches([' ', '#', '/', '>', '&', '~', '^', '-']).chars().next()?;
            let identifier = first.is_alphanumeric() || first == '%';
            let wiki = ["citation needed", "cn", "fact", "who"].contains(&name.trim().to_lowercase().as_str());
            (identifier && !wiki).then_some(Strength::Sure)
        }
        "{" if name.contains(['"', '=', '<', '>', '(', ')', '$']) || matches!(before, Some(b'\\' | b'^' | b'_')) => {
            None
        }
        "%" | "#" | "_" | "__" | "~" | "##" if name.contains(' ') || word(after) || word(before) => None,
        // Python's own names are spelled `__name__`, redactions in data sets `__COMPANY__`.
        "_" | "__" => listed(FIRST_NAMES, name).then_some(Strength::Sure),
        "#" | "##" => {
            names_person(name).then_some(Strength::Sure).or(named.and(syntax.named).filter(|_| syntax.open == "##"))
        }
        "~" => (name.contains('.') && named.is_some()).then_some(Strength::Sure),
        // HTML, and the marks that data sets put in place of addresses.
        "<" if name.contains(['=', '/', '"']) || is_tag(name) => None,
        "*|" => name.bytes().all(|b| b.is_ascii_graphic() || b == b' ').then_some(Strength::Sure),
        // A link of Markdown.
        "[" if after == Some(b'(') => None,
        "[" if listed(REDACTIONS, name) => Some(Strength::Redaction),
        "[" => bracketed(name),
        // Braces are not typed by chance: `{topic}` is a blank where `[topic]` may be a redaction.
        "{" if named == Some(Strength::Weak) && name.len() > 2 => Some(Strength::Sure),
        _ => match named {
            Some(Strength::Weak) => syntax.unnamed.or(Some(Strength::Weak)).filter(|_| syntax.named.is_some()),
            Some(_) => syntax.named,
            None => syntax.unnamed.filter(|s| *s >= Strength::Sure),
        },
    };
    Some((end, strength?))
}

/// The largest character boundary not above `most`.
fn floor_boundary(text: &str, most: usize) -> usize {
    if text.len() <= most {
        return text.len();
    }
    (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Elements of HTML, and redactions in the same brackets, are in one case: `<title>`, `<URL>`.
fn is_tag(name: &str) -> bool {
    let one_case = !name.contains(char::is_lowercase) || !name.contains(char::is_uppercase);
    one_case && listed(TAGS, &name.to_lowercase())
}

/// `[Your Name]`, `[specific reason: their role, company, …]`, `[X]`.
fn bracketed(name: &str) -> Option<Strength> {
    let words = words(name);
    let first = words.first()?.as_str();
    let has = |list: &str| words.iter().any(|word| listed(list, word));
    match words.len() {
        // "[insert joke here]" is how people say that they have none.
        1.. if listed(INSERTED, first) => Some(if has(NAMED) { Strength::Sure } else { Strength::Named }),
        2..=4 if listed(YOURS, first) && has(NAMED) => Some(Strength::Sure),
        // `[Company Name]`, `[Nombre de la empresa]`
        2..=4 if has(NAMED) && has(NAME_OF) => Some(Strength::Sure),
        2..=6 if listed(YOURS, first) => Some(Strength::Named),
        1..=3 if has(NAMED) => Some(Strength::Named),
        5..=16 if has(NAMED) || has(OPEN) => Some(Strength::Weak),
        1..=3 if has(OPEN) => Some(Strength::Weak),
        _ => None,
    }
}

/// Whether a field of templates is named, and how plainly.
fn names_field(name: &str) -> Option<Strength> {
    // A fallback or filter follows the field: `{first name|there}`.
    let name = name.split('|').next().unwrap_or_default();
    let words = words(name);
    if words.is_empty() || words.len() > 6 || name.chars().any(|c| matches!(c, '?' | '!' | '"')) {
        return None;
    }
    let has = |list: &str| words.iter().any(|word| listed(list, word));
    match () {
        () if has(NAMED) => Some(Strength::Named),
        () if has(OPEN) => Some(Strength::Weak),
        () => None,
    }
}

/// Whether a person's name is the field.
fn names_person(name: &str) -> bool {
    words(name).iter().any(|word| listed(PERSON, word))
        || name.chars().any(char::is_lowercase)
            && name.chars().skip(1).any(char::is_uppercase)
            && names_field(name).is_some()
}

/// The folded words of a field's name: `firstName`, `FIRST_NAME` and `First Name` are the same two.
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut was_lower = false;
    for c in name.chars().filter(|c| !fold::is_invisible(*c)) {
        if !word.is_empty() && (!c.is_alphanumeric() || (was_lower && c.is_uppercase())) {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            fold::push(c, &mut word);
        }
        was_lower = c.is_lowercase();
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Whether the last word before a blank greets, or the blank opens the message and a comma follows.
fn is_greeted(reading: &Reading<'_>, start: usize, end: usize, strength: Strength) -> bool {
    let tokens = reading.tokens();
    let next = tokens.partition_point(|t| (t.start as usize) < start);
    let redacted = strength == Strength::Redaction;
    let joined = |from: usize, to: usize| {
        let gap = reading.text().get(from..to).unwrap_or_default();
        !(gap.contains(['.', '?', '\n']) || redacted && gap.contains(','))
    };
    match next.checked_sub(1).and_then(|i| tokens.get(i)) {
        Some(before) => {
            let folded = reading.folded(before);
            let gender = matches!(folded, "r" | "a" | "e" | "o") && next >= 2;
            let word = if gender { reading.folded(&tokens[next - 2]) } else { folded };
            let thanks = matches!(word, "thanks" | "welcome" | "following" | "connecting");
            next <= 6
                && listed(SALUTATIONS, word)
                && joined(before.end as usize, start)
                && !(redacted && (thanks || !reading.text()[end..].starts_with(',')))
        }
        None => {
            reading.text().get(..start).is_some_and(|lead| !lead.contains(char::is_alphanumeric))
                && reading.text()[end..].trim_start().starts_with([',', '!', ':'])
                && strength >= Strength::Named
        }
    }
}

/// The end of a group of alternatives `{a|b}` that begins at a byte, when it is made of words.
fn spin_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if bytes[at] == b'[' {
        return text[at..].get(..6).filter(|tag| tag.eq_ignore_ascii_case("[spin]")).map(|_| at + 6);
    }
    if bytes[at] != b'{' || (at > 0 && matches!(bytes[at - 1], b'\\' | b'$' | b'^' | b'_' | b'=')) {
        return None;
    }
    let mut depth = 0usize;
    let mut option = at + 1;
    let mut options: Vec<&str> = Vec::new();
    for (here, b) in bytes.iter().enumerate().skip(at).take(LONGEST_SPIN) {
        let ends = match b {
            b'{' => {
                depth += 1;
                false
            }
            b'}' => {
                depth -= 1;
                depth == 0
            }
            b'|' => depth == 1,
            // Keys, types and strings of code; a whole paragraph.
            b'"' | b';' | b'=' | b'<' | b'>' | b'\\' | b'`' | b':' | b'\n' | b'\r' | b'%' => return None,
            _ => false,
        };
        if ends {
            options.push(text.get(option..here)?);
            option = here + 1;
        }
        if depth == 0 {
            return is_spun(&options).then_some(here + 1);
        }
    }
    None
}

/// Whether these are wordings to choose from, and not types, states or a field with its fallback.
fn is_spun(options: &[&str]) -> bool {
    let worded = |option: &&&str| {
        option.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !option.contains(['(', ')', '[', ']', '&', '*'])
    };
    // `{ open | closed }` is a type.
    let typed = options.iter().all(|option| !option.trim().contains(' '))
        && options.windows(2).all(|two| two[0].ends_with(' ') && two[1].starts_with(' '));
    let field = options.first().and_then(|first| names_field(first)) == Some(Strength::Named);
    options.len() >= 2 && options.iter().filter(worded).count() >= 2 && !typed && !field
}

/// Marks that stand in code and not in prose.
fn looks_like_code(text: &str) -> bool {
    const MARKS: &[&str] = &[
        "```",
        "=>",
        "==",
        "!=",
        "();",
        ");",
        "):",
        "</",
        "/>",
        "::",
        "->",
        "&&",
        "||",
        "\":",
        "\\n",
        "\\frac",
        "\\text",
        "\\begin",
        "console.",
        "println",
        "printf",
        "print(",
        "const ",
        "SELECT ",
        "curl ",
        "f\"",
        "$(",
        "<div",
        "--",
        "sudo ",
        "systemctl ",
    ];
    let text = &text[..floor_boundary(text, 4000)];
    MARKS.iter().any(|mark| match *mark {
        // An option of a command, not a dash in prose: "--verbose".
        "--" => text.match_indices(" --").any(|(at, _)| text[at + 3..].starts_with(|c: char| c.is_ascii_lowercase())),
        mark => text.contains(mark),
    })
}

/// Whether the words are about templates rather than from one.
fn talks_about_blanks(reading: &Reading<'_>) -> bool {
    reading.tokens().iter().any(|token| {
        let word = reading.folded(token);
        listed(ABOUT, word)
            || ["placeholder", "platzhalter", "marcador", "segnaposto"].iter().any(|w| word.starts_with(w))
    })
}

/// What stands after the greeting when the merge had nothing to put there.
fn find_failed_merge(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    let opening = reading.opening();
    for (index, token) in reading.tokens().iter().enumerate().skip(opening).take(5) {
        if listed(SALUTATIONS, reading.folded(token)) && (index == opening || token.gap < Gap::Sentence) {
            find_failed_after(reading, index, hits);
        }
    }
}

/// What stands after a greeting where a name should.
#[inline(never)]
fn find_failed_after(reading: &Reading<'_>, index: usize, hits: &mut Vec<Hit>) {
    let (text, tokens) = (reading.text(), reading.tokens());
    let token = &tokens[index];
    let rest = &text[token.end as usize..];
    let trimmed = rest.trim_start_matches([' ', '\t', '\u{A0}']);
    let gap = rest.len() - trimmed.len();
    // "Hi ," and then a new line: nobody types that by hand.
    if gap > 0 && trimmed.starts_with(',') {
        let end = text.len() - trimmed.len() + 1;
        let line_ends = trimmed[1..].trim_start_matches([' ', '\t', '\r']).starts_with('\n');
        let hole = text.match_indices("  ").any(|(at, _)| {
            at > end
                && text[..at].ends_with(char::is_alphabetic)
                && text[at..].trim_start().starts_with(char::is_alphabetic)
        });
        if line_ends {
            hits.push(hit(
                if hole { Detector::FailedMerge } else { Detector::EmptyGreeting },
                token.start as usize,
                end,
            ));
        }
    }
    if let Some(blank) =
        ["______", "#N/A", "#REF!", "#VALUE!", "#NAME?", "N/A"].iter().find(|b| trimmed.starts_with(**b))
    {
        let start = text.len() - trimmed.len();
        hits.push(hit(Detector::FailedMerge, token.start as usize, start + blank.len()));
    }
    let Some(next) = tokens.get(index + 1).filter(|t| t.gap == Gap::Space && t.kind == Kind::Word) else {
        return;
    };
    let after = text[next.end as usize..].trim_start_matches(' ').chars().next();
    let spelled = &text[next.range()];
    let folded = reading.folded(next);
    let ends = matches!(after, None | Some(',' | '!' | ':' | '.' | '\n' | '-' | '–' | '—'));
    if ends && (listed(EMPTY, folded) || spelled == "NaN" || spelled == "XXX" || spelled == "XXXX") {
        hits.push(hit(Detector::FailedMerge, token.start as usize, next.end as usize));
    }
}

const LISTS: [&str; 12] =
    [EMPTY, SALUTATIONS, NAMED, OPEN, PERSON, NAME_OF, FIRST_NAMES, INSERTED, YOURS, REDACTIONS, TAGS, ABOUT];

/// What a program prints for nothing, and field names merged as if they were values.
const EMPTY: &str = "null undefined none firstname first_name fname lastname last_name fullname vorname nachname prenom voornaam \
    username user_name contactname recipient";

/// The last words of a greeting, folded.
const SALUTATIONS: &str = "hi hello hey dear hiya heya yo morning afternoon evening greetings welcome thanks following connecting hola buenas \
    dias tardes estimado estimada estimados querido querida apreciado hallo moin servus liebe lieber tag morgen abend \
    geehrte geehrter herr frau bonjour bonsoir salut coucou cher chere madame monsieur ola oi dia tarde caro cara \
    prezado prezada ciao salve buongiorno gentile hoi dag beste geachte goedemorgen";

/// Words for what a template leaves open and nobody else brackets: names, companies, offices.
const NAMED: &str = "name names firstname fname lastname lname fullname surname username nickname companyname company companies \
    jobtitle recipient candidate prospect sender role jobrole industry niche competitor employer organization \
    organisation headline icebreaker signature benefit product field brand event conference position customer client \
    editor host blog salutation lead cuf account owner nombre nombres apellido apellidos empresa puesto cargo sector \
    cliente producto servicio firma compania asunto beneficio evento vorname nachname unternehmen arbeitgeber kunde \
    anrede produkt branche veranstaltung absender nom prenom entreprise societe poste secteur civilite produit \
    interlocuteur evenement nome sobrenome vaga setor produto cognome azienda ruolo settore prodotto posizione ditta \
    naam voornaam achternaam bedrijf bedrijfsnaam functie functietitel sectornaam klant imie nazwisko firstnaam \
    contact subscriber fn ln targa sede persona person school university podcast publication outlet mutual";

/// Words for what a template leaves open and people bracket too.
const OPEN: &str = "topic topics title subject link url city location date day month year years time timeframe x y xx number price \
    amount discount code reason specific example relevant achievement problem pain solution result results trigger \
    area skill skills interest shared insight point credential feature resource article post talk session project \
    service category hashtag tip step emoji team department challenge question priority value website phone email \
    address tema fecha ciudad ubicacion precio enlace motivo thema ort stadt datum betreff bereich beispiel kurzer \
    konkretes eigene ville lien sujet objet prix cidade assunto detalhe ponto mes argomento citta data prezzo \
    onderwerp stad plaats prijs reden n number1 anio";

/// Fields that hold a person's name.
const PERSON: &str = "name firstname fname lastname lname fullname surname first nombre apellido vorname nachname nom prenom nome \
    sobrenome cognome naam voornaam achternaam anrede civilite fn ln imie cliente kunde client contact recipient";

/// Whatever is named by them is left open.
const NAME_OF: &str = "name nombre nome nom naam";

/// Spellings between underscores that are nothing else.
const FIRST_NAMES: &str =
    "FN LN FNAME LNAME FIRSTNAME FIRST_NAME LASTNAME NAME NOMBRE NOM PRENOM VORNAME NOME first_name";

/// First words of an instruction to whoever fills the template in.
const INSERTED: &str = "insert enter add describe recipient's insertar inserta inserte einfugen hier inserez inserer inserir inserire \
    invullen";

/// First words of a blank for the sender.
const YOURS: &str =
    "your my their tu su mi dein deine ihr ihre mein meine votre mon ma ton seu sua meu minha tuo mio jouw mijn";

/// Marks that data sets put in place of what was there.
const REDACTIONS: &str = "NAME RELIGION URL USER EMAIL LOCATION COMPANY PERSON";

/// See [`is_tag`].
const TAGS: &str = "url email decimal time number user title link name label button input form head header footer body address data \
    area object section article";

/// Words of people who talk about templates.
const ABOUT: &str = "template templates templating merge mailmerge variable variables syntax render renders rendered jinja liquid \
    handlebars mustache vue angular regex yaml json latex typescript javascript python django jekyll snippet \
    interpolation escaped brackets braces spintax plantilla plantillas vorlage serienbrief serienmail publipostage \
    balise sjabloon variabele";

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&'static str, &str)> {
        let mut hits = Vec::new();
        find(&Reading::new(text), &mut hits);
        hits.iter()
            .map(|hit| {
                let name = match hit.entry {
                    entry if entry == Detector::MergeField.entry() => "field",
                    entry if entry == Detector::BracketBlanks.entry() => "brackets",
                    entry if entry == Detector::Spintax.entry() => "spin",
                    entry if entry == Detector::EmptyGreeting.entry() => "empty",
                    _ => "failed",
                };
                (name, &text[hit.start as usize..hit.end as usize])
            })
            .collect()
    }

    #[test]
    fn finds_blanks_of_every_tool() {
        let mut wrong = Vec::new();
        for (text, expected) in [
            ("Hi {{first_name}}, loved it", ("field", "{{first_name}}")),
            (
                "Hey {{contact.firstname|default:\"there\"}} how are you",
                ("field", "{{contact.firstname|default:\"there\"}}"),
            ),
            ("Noticed {{company}} is hiring", ("field", "{{company}}")),
            ("Hello {{1}}, your order is {{2}}", ("field", "{{1}}")),
            ("Hi {% if first_name %}you{% endif %}", ("field", "{% if first_name %}")),
            ("Hi {{{name}}}", ("field", "{{{name}}}")),
            ("Hello {!Contact.FirstName}, hi", ("field", "{!Contact.FirstName}")),
            ("Hey {firstName}, loved what you do", ("field", "{firstName}")),
            ("Hey {first name|there}, quick one", ("field", "{first name|there}")),
            ("Hi *|FNAME|*, spring is here", ("field", "*|FNAME|*")),
            ("%%first_name%%, thank you", ("field", "%%first_name%%")),
            ("Hey %FIRSTNAME%, doors close", ("field", "%FIRSTNAME%")),
            ("Gentile %cliente%, la Sua auto", ("field", "%cliente%")),
            ("Hi <<First Name>>, hello", ("field", "<<First Name>>")),
            ("Hi <Vorname>, bei uns", ("field", "<Vorname>")),
            ("Dear «Surname», the reunion", ("field", "«Surname»")),
            ("Hallo [[VORNAME]], nur noch heute", ("field", "[[VORNAME]]")),
            ("Hi [Name], hello", ("field", "[Name]")),
            ("Hi [Na\u{200B}me], hello", ("field", "[Na\u{200B}me]")),
            ("Olá [NOME], tudo bem?", ("field", "[NOME]")),
            ("Sehr geehrte/r [Name], ich würde", ("field", "[Name]")),
            ("Best, [Your Name]", ("field", "[Your Name]")),
            ("Hi, I am [insert name] from the bank", ("field", "[insert name]")),
            ("Hi #firstName#, I help people", ("field", "#firstName#")),
            ("Ciao ##NOME##, il tuo preventivo", ("field", "##NOME##")),
            ("Hi _FN_, thanks", ("field", "_FN_")),
            ("~Contact.FirstName~, only three spots", ("field", "~Contact.FirstName~")),
            ("Hi ${firstName}, thanks", ("field", "${firstName}")),
            ("Nice shot! @{}", ("field", "@{}")),
            ("I saw [company] opened in [city] last week", ("brackets", "[company]")),
            ("Congratulations on [X] years at [Company]!", ("field", "[X]")),
            ("{Hi|Hello|Hey there}, how are you", ("spin", "{Hi|Hello|Hey there}")),
            ("I {really {love|like}|enjoy} this", ("spin", "{really {love|like}|enjoy}")),
            ("Hi null, nice", ("failed", "Hi null")),
            ("Dear undefined, you have points", ("failed", "Dear undefined")),
            ("Dear #N/A, thank you", ("failed", "Dear #N/A")),
            ("Hi ,\n\nI liked your article on  and more", ("failed", "Hi ,")),
            ("Hi ,\n\nI liked your article", ("empty", "Hi ,")),
        ] {
            if found(text).first() != Some(&expected) {
                wrong.push(format!("{text}: {:?}", found(text)));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn leaves_code_redactions_and_faces() {
        let mut wrong = Vec::new();
        for text in [
            "I wrote it as {a} and {b}.",
            "Write `{{first_name}}` there and it works",
            "println!(\"{name}\"); prints the name",
            "In Vue the braces in {name} do nothing",
            "type A = { kind: 'a' | 'b' }",
            "type A = {a | b}",
            "{\"first_name\": \"Bob\"}",
            "\\frac{a}{b} and \\text{name}",
            "x^{{2}} is what I mean",
            "<div style={{ color: 'red' }}>",
            "usage: systemctl {start|stop|restart} --now",
            "set %PATH% and %APPDATA%",
            "10% off, then 5% more",
            "the [NAME] of the [RELIGION] person",
            "they sent me <URL> and <TIME>",
            "[link] [video] in the comments",
            "I had [insert excuse here] to do",
            "[deleted] by [citation needed]",
            "[my blog](https://a.example) is new",
            "my boss said [yet] again",
            "if __name__ == '__main__'",
            "I was _really_ tired and ~so~ done",
            "thanks __COMPANY__ for the flight",
            ":-{|} is my moustache {|}",
            "le mot «liberté» est partout",
            "#photo# #coffee# #oc#",
            "That {{citation needed}} though",
            "Hi , where are you",
            "Hey, null is not zero",
            "Hi Nan, are you in?",
            "price is $5 (was $10)",
            "Which syntax do you use for merge fields, {first_name} or *|FNAME|*?",
        ] {
            if !found(text).is_empty() {
                wrong.push(format!("{text}: {:?}", found(text)));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    proptest::proptest! {
        #[test]
        fn reads_any_text(text in "[-{}\\[\\]<>%#*_~$|@`()«»a-cé!, \n]{0,80}") {
            found(&text);
        }
    }
}
