//! The shape of a form letter, whatever its words: greeting, compliment, offer, request; and praise with nothing in it.

use super::{Detector, Hit};
use crate::text::Reading;
use crate::text::token::{Gap, Kind, Token};

/// Every structural hit of the `templated` family.
pub fn find(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    super::blank::find(reading, hits);
    find_outreach(reading, hits);
    find_any_post(reading, hits);
}

/// A cold message has room for its moves and is not an essay.
const OUTREACH_WORDS: std::ops::RangeInclusive<usize> = 14..=220;
/// Praise that says something needs more words than this.
const ANY_POST_WORDS: usize = 14;

/// The words of the moves in one language, folded.
struct Moves {
    /// "Your", "you".
    your: &'static [&'static str],
    /// What of the reader's a list of leads knows.
    things: &'static [&'static str],
    /// Finding and liking it.
    found: &'static [&'static str],
    /// "We", "our", "I".
    we: &'static [&'static str],
    /// What is offered, and to whom.
    offer: &'static [&'static str],
    /// What the reader is asked for.
    ask: &'static [&'static str],
}

/// Greeting or name, then a compliment or a find, then an offer, then a request, in this order.
fn find_outreach(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    if !OUTREACH_WORDS.contains(&reading.words()) || !is_addressed(reading) {
        return;
    }
    let sentences = sentences(reading.tokens());
    for moves in &MOVES {
        let says = |sentence: &[Token], words: &[&str]| {
            sentence.iter().filter(|t| !t.quoted && words.contains(&reading.folded(t))).count()
        };
        let compliment = sentences.iter().position(|s| {
            says(s, moves.your) > 0 && says(s, moves.things) > 0 && says(s, moves.found) > 0
        });
        let Some(compliment) = compliment else { continue };
        let offer = sentences.iter().enumerate().skip(compliment).find(|(_, s)| {
            says(s, moves.we) > 0 && says(s, moves.offer) >= 2
        });
        let Some((offer, _)) = offer else { continue };
        let ask = sentences.iter().enumerate().skip((compliment + 1).max(offer)).rfind(|(_, s)| {
            let asked = s.iter().any(|t| t.asked);
            says(s, moves.ask) >= if asked { 1 } else { 2 }
        });
        let Some((ask, _)) = ask else { continue };
        let mut parts = vec![compliment, offer, ask];
        parts.dedup();
        for part in parts {
            if let (Some(first), Some(last)) = (sentences[part].first(), sentences[part].last()) {
                let tokens = sentences[part].len() as u16;
                hits.push(Hit { entry: Detector::OutreachSkeleton.entry(), start: first.start, end: last.end, tokens });
            }
        }
        return;
    }
}

/// Whether the message begins with a greeting, or with a name and a comma or dash.
fn is_addressed(reading: &Reading<'_>) -> bool {
    let tokens = reading.tokens();
    let Some(first) = tokens.get(reading.opening()) else { return false };
    let next = tokens.get(reading.opening() + 1);
    reading.is_greeting(first)
        || OPENERS.contains(&reading.folded(first))
        || (first.kind == Kind::Word && first.capital && !first.shouted && next.is_some_and(|t| t.gap >= Gap::Clause))
}

/// The sentences and lines of a message.
fn sentences(tokens: &[Token]) -> Vec<&[Token]> {
    tokens.chunk_by(|_, next| next.gap < Gap::Sentence).collect()
}

/// Praise made of nothing but words that fit everywhere.
fn find_any_post(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    let words: Vec<&Token> = reading.tokens().iter().filter(|t| t.is_wordlike()).collect();
    if !(2..=ANY_POST_WORDS).contains(&words.len()) {
        return;
    }
    let plain = reading.tokens().iter().all(|t| {
        matches!(t.kind, Kind::Word | Kind::Emoji | Kind::Mention) && !t.asked
    });
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
    if !plain {
        return;
    }
    let counted = |list: &[&str]| words.iter().filter(|t| list.contains(&reading.folded(t))).count();
    let (praise, things) = (counted(PRAISE), counted(POSTED));
    if praise > 0 && things > 0 && praise + things + counted(BETWEEN) >= words.len() {
        let tokens = words.len() as u16;
        hits.push(Hit { entry: Detector::FitsAnyPost.entry(), start: first.start, end: last.end, tokens });
    }
}

/// Openings of messages beside the greetings the reader knows.
const OPENERS: &[&str] = &[
    "good", "guten", "sehr", "buenos", "buongiorno", "buonasera", "bom", "boa", "beste", "geachte", "goedemorgen", "goedemiddag",
    "gentile", "egregio", "prezado", "prezada", "bonsoir", "madame", "monsieur", "thanks", "thank", "welcome", "congrats",
    "congratulations",
];

static MOVES: [Moves; 7] = [
    Moves {
        your: &["your", "you", "you're", "you've", "yours"],
        things: &[
            "profile", "background", "work", "experience", "company", "website", "site", "page", "content", "feed", "channel", "podcast",
            "article", "articles", "post", "posts", "blog", "style", "store", "shop", "brand", "journey", "expertise", "career", "portfolio",
            "business", "account", "episode", "insights", "resume", "cv", "app", "team", "role", "story", "videos", "newsletter", "show",
            "agency", "approach", "growth", "doing", "building", "hiring", "using", "launched", "raised", "follow", "connection",
        ],
        found: &[
            "came", "come", "stumbled", "found", "noticed", "saw", "see", "discovered", "impressed", "impressive", "love", "loved", "loving",
            "admire", "fan", "fascinating", "interesting", "inspiring", "inspired", "enjoyed", "enjoying", "caught", "stood", "resonated",
            "incredible", "amazing", "awesome", "great", "outstanding", "excellent", "following", "browsing", "reading", "checked", "visited",
            "checking", "congrats", "congratulations", "thanks", "thank", "insightful", "valuable", "notable", "spot-on", "listened",
        ],
        we: &["we", "we're", "we've", "our", "us", "i", "i'm", "i've", "my"],
        offer: &[
            "help", "helps", "helped", "helping", "offer", "offers", "offering", "provide", "specialize", "specialise", "clients", "client",
            "companies", "businesses", "brands", "founders", "owners", "agencies", "solution", "solutions", "services", "service", "platform",
            "agency", "opportunity", "opportunities", "role", "roles", "position", "product", "products", "software", "tool", "tools", "campaign",
            "collaboration", "represent", "partner", "leads", "revenue", "sales", "growth", "customers", "hiring", "recruiting", "startup",
            "guide", "resource", "launched", "audience", "teams", "organizations", "grow", "scale", "increase", "boost", "reduce", "automate",
            "save", "results", "guests", "guest", "creators", "influencers", "ambassador", "developer", "designer", "freelancer", "consultant",
            "companies'", "marketing", "strategy", "ai", "build", "built", "app", "course", "program", "candidates", "talent",
        ],
        ask: &[
            "call", "chat", "minutes", "min", "mins", "talk", "connect", "interested", "open", "collaborate", "link", "linking", "feature",
            "schedule", "calendar", "discuss", "learn", "demo", "meeting", "available", "share", "dm", "whatsapp", "quote", "exchange",
            "conversation", "coffee", "explore", "worth", "sense", "relevant", "radar", "send", "show", "thoughts", "week", "interest", "cv",
            "resume", "reply", "book", "hop", "helpful",
        ],
    },
    Moves {
        your: &["tu", "tus", "su", "sus", "te", "ti", "usted", "vuestra", "vuestro", "haces", "haceis", "eres", "ustedes"],
        things: &[
            "perfil", "trayectoria", "trabajo", "empresa", "web", "pagina", "contenido", "cuenta", "articulo", "publicacion", "post", "tienda",
            "negocio", "experiencia", "equipo", "proyecto", "canal", "podcast", "estilo", "marca", "haces", "haceis", "crecimiento", "conectar",
            "seguirme",
        ],
        found: &[
            "vi", "visto", "encontre", "notado", "encanta", "encantado", "interesante", "impresiono", "impresionante", "gusta", "gusto", "sigo",
            "lei", "llamado", "llamo", "enhorabuena", "felicidades", "gracias", "genial", "increible", "inspirador", "visite", "parecio",
            "parece", "descubri", "note", "analizar",
        ],
        we: &["nosotros", "nuestra", "nuestro", "nuestros", "nuestras", "yo", "mi", "soy", "somos", "ayudo", "ayudamos", "trabajo", "trabajamos", "puedo", "podemos", "tengo", "tenemos", "busco", "ofrecemos", "hemos", "he", "estamos", "estoy"],
        offer: &[
            "ayudo", "ayudamos", "ayudando", "ofrecemos", "empresas", "clientes", "negocios", "marcas", "solucion", "soluciones", "servicio",
            "servicios", "plataforma", "agencia", "oportunidad", "puesto", "producto", "productos", "herramienta", "colaboracion", "ventas",
            "ingresos", "propuesta", "resultados", "equipos", "emprendedores", "aumentar", "reducir", "mejorar", "conseguir", "cliente", "costes",
            "crecer", "marketing", "automatizar", "vacante", "proyecto", "descuento", "comision", "embajadora", "profesionales",
        ],
        ask: &[
            "llamada", "hablar", "hablamos", "minutos", "charlar", "conectar", "interesa", "interesaria", "disponible", "reunion", "cuento",
            "colaborar", "enlace", "semana", "agenda", "demo", "conversar", "abierto", "abierta", "escuchar", "escribenos", "bien", "explico",
            "mandarte", "enviarte", "comparto", "avanzamos", "cerramos", "contarte", "mostrarte",
        ],
    },
    Moves {
        your: &["ihr", "ihre", "ihrem", "ihren", "ihrer", "dein", "deine", "deinem", "deinen", "deiner", "sie", "du", "euer", "eure", "dich", "ihnen", "dir"],
        things: &[
            "profil", "hintergrund", "werdegang", "arbeit", "arbeiten", "erfahrung", "firma", "unternehmen", "webseite", "website", "seite",
            "beitrag", "beitrage", "artikel", "kanal", "content", "shop", "marke", "portfolio", "podcast", "team", "position", "linkedin",
            "vernetzung", "verbindung", "vernetzen", "profils",
        ],
        found: &[
            "aufmerksam", "gestossen", "gestolpert", "gesehen", "gefunden", "entdeckt", "beeindruckt", "beeindruckend", "interessant",
            "spannend", "spannende", "gefallt", "gefallen", "begeistert", "toll", "tolle", "starke", "geweckt", "angesprochen", "danke", "dank",
            "gluckwunsch", "inspirierend", "verfolge", "gelesen", "uberzeugt", "passt",
        ],
        we: &["wir", "unser", "unsere", "unseren", "unserem", "ich", "mein", "meine", "meiner", "meinen", "uns"],
        offer: &[
            "helfe", "helfen", "unterstutze", "unterstutzen", "biete", "bieten", "unternehmen", "kunden", "kunde", "mandanten", "firmen",
            "betriebe", "losung", "losungen", "dienstleistung", "dienstleistungen", "plattform", "agentur", "position", "stelle", "produkt",
            "produkte", "tool", "kooperation", "leads", "umsatz", "umsatze", "vertrieb", "wachstum", "freelancern", "coaches", "berater",
            "unternehmer", "automatisieren", "steigern", "sparen", "system", "angebot", "entwickelt", "neukunden", "monatsumsatze", "kmu",
            "kmus", "karriere", "chance", "herausforderung", "begleite", "begleiten", "markenbotschafter", "rabatt",
        ],
        ask: &[
            "gesprach", "austausch", "minuten", "min", "call", "telefonat", "vernetzen", "interesse", "interessant", "offen", "termin",
            "kennenlernen", "zeigen", "zeige", "verfugung", "woche", "melden", "sprechen", "kapazitat", "link", "kontaktieren", "zusenden",
            "schicken", "unverbindlich", "check", "demo", "erstgesprach", "telefonieren",
        ],
    },
    Moves {
        your: &["votre", "vos", "vous", "ton", "ta", "tes", "tu"],
        things: &[
            "profil", "parcours", "travail", "entreprise", "societe", "site", "page", "contenu", "compte", "article", "publication", "post",
            "posts", "boutique", "activite", "experience", "equipe", "projet", "chaine", "podcast", "style", "marque", "expertise", "engagement",
            "ajout", "l'ajout", "connexion", "invitation",
        ],
        found: &[
            "vu", "tombe", "tombee", "decouvert", "remarque", "impressionne", "impressionnee", "interessant", "adore", "j'adore", "aime",
            "retenu", "interpelle", "m'a", "lu", "consulte", "suis", "merci", "felicitations", "fascinant", "inspirant", "admire", "admiratif",
            "visite", "attire", "superbe", "trouve",
        ],
        we: &["nous", "notre", "nos", "je", "j'ai", "j'aide", "j'accompagne", "mon", "ma", "mes"],
        offer: &[
            "aide", "j'aide", "aidons", "accompagne", "j'accompagne", "accompagnons", "propose", "proposons", "entreprises", "clients", "client",
            "dirigeants", "solution", "solutions", "service", "services", "plateforme", "agence", "opportunite", "poste", "produit", "produits",
            "outil", "collaboration", "ventes", "croissance", "independants", "pme", "resultats", "prospects", "chiffre", "recrute",
            "optimisation", "developper", "augmenter", "reduire", "automatiser", "marques", "partenariat", "freelance", "besoins", "maison",
        ],
        ask: &[
            "appel", "echanger", "echange", "minutes", "discuter", "disponible", "interesse", "interesserait", "ouvert", "ouverte", "rendez",
            "creneau", "connexion", "agenda", "lien", "ecoute", "l'ecoute", "demo", "presenter", "semaine", "parler", "reserver", "contacter",
            "partant", "envoyer",
        ],
    },
    Moves {
        your: &["seu", "sua", "seus", "suas", "voce", "voces", "teu", "tua", "vossa", "vosso", "te"],
        things: &[
            "perfil", "trajetoria", "trajectoria", "trabalho", "empresa", "site", "pagina", "conteudo", "conta", "artigo", "post", "loja",
            "negocio", "experiencia", "equipe", "projeto", "canal", "podcast", "estilo", "marca", "instagram", "seguir", "convite", "conexao",
            "lideranca",
        ],
        found: &[
            "vi", "encontrei", "notei", "gostei", "adorei", "amei", "amamos", "interessante", "impressionado", "impressionante", "acompanho",
            "li", "chamou", "parabens", "obrigado", "obrigada", "incrivel", "inspirador", "visitei", "achei", "percebi", "otimo", "acompanhado",
        ],
        we: &["nos", "nossa", "nosso", "nossos", "nossas", "eu", "minha", "meu", "sou", "somos", "ajudo", "ajudamos", "trabalho", "trabalhamos", "temos", "tenho", "estou", "estamos", "posso", "atuo"],
        offer: &[
            "ajudo", "ajudamos", "ajudando", "oferecemos", "empresas", "clientes", "negocios", "marcas", "solucao", "solucoes", "servico",
            "servicos", "plataforma", "agencia", "oportunidade", "vaga", "produto", "produtos", "ferramenta", "parceria", "vendas", "resultados",
            "empreendedores", "aumentar", "reduzir", "escalar", "faturar", "marketing", "automatizar", "profissionais", "proposta", "cliente",
            "desconto", "embaixadora", "comissao", "growth", "google", "ads",
        ],
        ask: &[
            "conversar", "conversa", "minutos", "chamada", "call", "reuniao", "agendar", "interesse", "interessa", "disponivel", "conectar",
            "link", "topa", "aberto", "aberta", "apresentar", "explicar", "semana", "marcar", "bora", "falar", "enviar", "mostrar", "trocar",
            "digita", "direct",
        ],
    },
    Moves {
        your: &["tuo", "tua", "tuoi", "tue", "suo", "sua", "suoi", "sue", "vostro", "vostra", "ti", "lei", "te", "vi"],
        things: &[
            "profilo", "percorso", "lavoro", "azienda", "sito", "pagina", "contenuti", "account", "articolo", "post", "negozio", "attivita",
            "esperienza", "team", "progetto", "canale", "podcast", "stile", "brand", "marchio", "collegamento", "richiesta", "contatto",
        ],
        found: &[
            "visto", "trovato", "notato", "scoperto", "colpito", "colpita", "interessante", "adoriamo", "adoro", "piace", "apprezzato", "letto",
            "seguo", "complimenti", "grazie", "congratulazioni", "stimolante", "fantastico", "visitato", "imbattuto", "visionato", "bellissimo",
        ],
        we: &["noi", "nostro", "nostra", "nostri", "nostre", "io", "mio", "mia", "sono", "siamo", "aiuto", "aiutiamo", "lavoro", "abbiamo", "ho", "stiamo", "mi"],
        offer: &[
            "aiuto", "aiutiamo", "offriamo", "offro", "aziende", "clienti", "cliente", "imprese", "marchi", "soluzione", "soluzioni", "servizio",
            "servizi", "piattaforma", "agenzia", "opportunita", "posizione", "prodotto", "prodotti", "strumento", "collaborazione", "vendite",
            "risultati", "imprenditori", "aumentare", "ridurre", "migliorare", "metodo", "marketing", "automatizzare", "proposta", "professionisti",
            "sconto", "fatturato", "settore", "ricerca",
        ],
        ask: &[
            "chiamata", "call", "minuti", "parlarne", "sentirci", "disponibile", "interessa", "interessato", "interessata", "aperto", "aperta",
            "appuntamento", "collegarci", "link", "agenda", "demo", "presentarle", "mostrarti", "settimana", "scrivici", "fissare", "confronto",
            "inviarti", "conoscitiva", "contatto",
        ],
    },
    Moves {
        your: &["je", "jouw", "uw", "u", "jullie", "jou"],
        things: &[
            "profiel", "achtergrond", "werk", "ervaring", "bedrijf", "website", "site", "pagina", "content", "account", "artikel", "post",
            "bericht", "webshop", "team", "project", "kanaal", "podcast", "stijl", "merk", "connectie", "volgen", "connecten",
        ],
        found: &[
            "zag", "gezien", "kwam", "vond", "ontdekte", "indruk", "interessant", "enthousiast", "leuk", "mooi", "gelezen", "las", "volg",
            "bedankt", "dank", "gefeliciteerd", "complimenten", "inspirerend", "geweldig", "opgevallen", "aandacht",
        ],
        we: &["wij", "we", "ons", "onze", "ik", "mijn"],
        offer: &[
            "help", "helpen", "bied", "bieden", "bedrijven", "klanten", "klant", "opdrachtgever", "ondernemers", "oplossing", "oplossingen",
            "dienst", "diensten", "platform", "bureau", "kans", "functie", "vacature", "product", "producten", "tool", "samenwerking", "omzet",
            "verkoop", "groei", "resultaten", "besparen", "automatiseren", "leads", "aanbod", "partner", "opdracht", "zoek", "adviseur",
        ],
        ask: &[
            "gesprek", "bellen", "minuten", "koffie", "kennismaken", "kennismaking", "interesse", "open", "afspraak", "connecten", "link",
            "agenda", "demo", "beschikbaar", "sparren", "week", "contact", "vertellen", "sturen", "call", "geinteresseerd", "vrijblijvend",
        ],
    },
];

/// Praise in the seven languages.
const PRAISE: &[&str] = &[
    "great", "nice", "awesome", "amazing", "good", "excellent", "wonderful", "fantastic", "lovely", "insightful", "interesting", "inspiring",
    "inspirational", "brilliant", "valuable", "informative", "incredible", "superb", "love", "loving", "perfect", "stunning", "gorgeous", "cool",
    "helpful", "thanks", "inspired", "inspiration", "powerful", "epic", "dope", "fire", "best", "genial", "excelente", "increible", "interesante",
    "encanta", "inspirador", "gran", "buen", "gracias", "toller", "tolles", "tolle", "starker", "starkes", "klasse", "mega", "schoner", "schones",
    "spannend", "inspirierend", "danke", "super", "magnifique", "interessant", "inspirant", "adore", "j'adore", "merci", "beau", "belle", "otimo",
    "otima", "incrivel", "lindo", "maravilhoso", "amei", "adorei", "obrigado", "obrigada", "ottimo", "bellissimo", "bellissima", "splendido",
    "fantastico", "grazie", "bel", "mooie", "prachtige", "geweldige", "toffe", "inspirerend", "bedankt", "dank", "mooi", "top",
];

/// What every post is.
const POSTED: &[&str] = &[
    "post", "posts", "content", "shot", "shots", "feed", "page", "profile", "gallery", "capture", "insight", "insights",
    "blog", "account", "contenido", "publicacion", "aporte", "perfil", "beitrag", "beitrage", "profil",
    "contenu", "partage", "publication", "conteudo", "contenuto", "contenuti", "condivisione", "bericht", "bijdrage",
];

/// What stands between them.
const BETWEEN: &[&str] = &[
    "a", "an", "the", "this", "that", "is", "such", "what", "your", "ur", "you", "u", "for", "so", "very", "really", "truly", "just", "i", "it", "up",
    "keep", "posting", "sharing", "it's", "and", "much", "my", "to", "of", "in", "going", "work", "more", "always", "as", "here", "coming", "wow", "thank", "growing", "bro",
    "man", "dear", "friend", "absolutely", "totally", "well", "said", "on", "point", "all", "with", "us", "read", "vibes", "keep", "dude", "un", "una",
    "muy", "que", "por", "tu", "su", "este", "esta", "me", "de", "el", "la", "sigue", "asi", "ein", "eine", "einen", "der", "die", "das", "sehr", "fur",
    "furs", "dein", "deine", "deinen", "weiter", "so", "echt", "wirklich", "tres", "pour", "le", "ce", "cet", "ton", "votre", "vraiment", "o", "os",
    "seu", "teu", "muito", "esse", "il", "tuo", "molto", "davvero", "per", "di", "i", "tuoi", "een", "voor", "het", "je", "heel", "wat", "deze",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn fires(text: &str, detector: Detector) -> bool {
        let mut hits = Vec::new();
        find(&Reading::new(text), &mut hits);
        hits.iter().any(|hit| hit.entry == detector.entry())
    }

    #[test]
    fn knows_the_skeleton_in_seven_languages() {
        for text in [
            "Hi Ann, I stumbled upon your shop and adore the look of it. Our studio builds software tools for brands. Open to a chat?",
            "Hola Ana, vi tu tienda y me parece genial. Somos una agencia y ayudamos a marcas a vender con nuestra plataforma. ¿Hablamos?",
            "Hallo Herr Petz, ich bin über Ihren Shop gestolpert, toll. Wir bieten Händlern eine Lösung und mehr Umsatz. Passt ein Telefonat?",
            "Bonjour Léa, j'ai vu votre boutique, superbe. Notre agence propose des solutions aux marques. Seriez-vous disponible mardi ?",
            "Olá Rita, vi sua loja e adorei o estilo. Temos uma plataforma e ajudamos marcas com vendas. Vamos conversar?",
            "Ciao Elena, ho visto il tuo negozio, bellissimo. Siamo una agenzia e offriamo servizi ai marchi. Fissiamo una chiamata?",
            "Hoi Lotte, ik zag je webshop, wat leuk. Wij helpen merken met een platform voor meer omzet. Zin om te bellen?",
        ] {
            assert!(fires(text, Detector::OutreachSkeleton), "{text}");
        }
    }

    #[test]
    fn leaves_letters_with_a_reason() {
        for text in [
            "Hi Marcus, your episode with the lock keeper made me miss my stop. I am a lock keeper too and would argue about the paddles.",
            "Hallo Frau Ohlsen, mein Vater isst wieder allein. Ich wollte Ihnen danken, der Kuchen ist ohne Nüsse. Schmeckt er?",
            "Dear Mr Weiss, table 3 in your paper gives 41 plots but the appendix lists 40. Is it the one by the quarry that was felled?",
            "We help companies and offer services. I came across your profile. Open to a call?",
        ] {
            assert!(!fires(text, Detector::OutreachSkeleton), "{text}");
        }
    }

    #[test]
    fn knows_praise_with_nothing_in_it() {
        for text in ["Great content! Keep posting 🔥", "Awesome feed, love your posts", "Toller Beitrag, weiter so", "Très beau partage, merci"] {
            assert!(fires(text, Detector::FitsAnyPost), "{text}");
        }
        for text in ["Great shot! Is that the chimney?", "Great otters", "Love it", "nice song", "Toller Beitrag über Otter", "Thanks mum"] {
            assert!(!fires(text, Detector::FitsAnyPost), "{text}");
        }
    }
}
