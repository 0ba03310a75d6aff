//! The shape of a form letter, whatever its words: greeting, compliment, offer, request; and praise with nothing in it.

use super::{Detector, ENTRIES, Hit};
use crate::nudge::Reason;
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
    /// What one does for customers.
    does: &'static [&'static str],
    /// Customers, and what is sold to them.
    trade: &'static [&'static str],
    /// What the reader is asked for.
    ask: &'static [&'static str],
}

/// Greeting or name, then a compliment or a find, then an offer, then a request: in this order they are the skeleton;
/// alone, or in another order, each is one move, told where no phrase of the catalogue has told it already.
fn find_outreach(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    if !OUTREACH_WORDS.contains(&reading.words()) || !is_addressed(reading) {
        return;
    }
    let sentences = sentences(reading.tokens());
    for moves in &MOVES {
        let says = |sentence: &[Token], words: &[&str]| {
            sentence.iter().filter(|t| !t.quoted && words.contains(&reading.folded(t))).count()
        };
        let asked = |sentence: &[Token]| sentence.iter().any(|t| t.asked);
        let compliment = sentences
            .iter()
            .position(|s| says(s, moves.your) > 0 && says(s, moves.things) > 0 && says(s, moves.found) > 0);
        let offers = |s: &[Token]| says(s, moves.we) > 0 && says(s, moves.trade) > 0 && says(s, moves.does) > 0;
        let offer = sentences.iter().position(|s| offers(s));
        // The request comes last; a sentence that is no question asks only when it says so twice.
        let ask = sentences.iter().rposition(|s| says(s, moves.ask) >= if asked(s) { 1 } else { 2 });
        let ask = ask.filter(|ask| Some(*ask) != offer && Some(*ask) != compliment && *ask > 0);
        let told = told(hits);
        let mut tell = |detector: Detector, index: Option<usize>, said: &[Reason]| {
            if let Some([first, .., last]) = index.and_then(|index| sentences.get(index))
                && !said.iter().any(|reason| told.contains(reason))
            {
                hits.push(Hit { entry: detector.entry(), start: first.start, end: last.end, tokens: 0 });
            }
        };
        match (compliment, offer, ask) {
            (Some(compliment), Some(offer), Some(ask)) if compliment <= offer && offer < ask => {
                let mut parts = vec![compliment, offer, ask];
                parts.dedup();
                parts.into_iter().for_each(|part| tell(Detector::OutreachSkeleton, Some(part), &[]));
                return;
            }
            (None, None, _) => {}
            _ => {
                tell(Detector::ComplimentMove, compliment, &FOUND);
                tell(Detector::OfferMove, offer, &OFFERED);
                tell(Detector::AskMove, ask, &ASKED);
                return;
            }
        }
    }
}

/// The reasons of the phrases found so far.
fn told(hits: &[Hit]) -> Vec<Reason> {
    let mut reasons: Vec<Reason> =
        hits.iter().filter_map(|hit| Some(ENTRIES.get(usize::from(hit.entry))?.rule().reason)).collect();
    reasons.sort_unstable();
    reasons.dedup();
    reasons
}

/// The reasons of phrases that say the same as a move.
const FOUND: [Reason; 5] =
    [Reason::ProfileFound, Reason::ProfilePraise, Reason::ResearchClaim, Reason::SharedNetwork, Reason::FollowThanks];
/// See [`FOUND`].
const OFFERED: [Reason; 8] = [
    Reason::IHelp,
    Reason::ResultClaim,
    Reason::CompaniesLikeYours,
    Reason::WebServices,
    Reason::Opportunity,
    Reason::UnnamedClient,
    Reason::BrandAmbassador,
    Reason::LinkRequest,
];
/// See [`FOUND`].
const ASKED: [Reason; 7] = [
    Reason::QuickCall,
    Reason::SoftAsk,
    Reason::BookingLink,
    Reason::ConnectWish,
    Reason::FreeAudit,
    Reason::CvRequest,
    Reason::BiggestChallenge,
];

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
        does: &[
            "help", "helps", "helped", "helping", "offer", "offers", "offering", "provide", "provides", "providing",
            "specialize", "specialise", "specializing", "build", "builds", "building", "built", "develop", "developed",
            "designed", "automate", "automating", "support", "supporting", "partner", "partnering", "represent",
            "representing", "launch", "launched", "launching", "solve", "solving", "enable", "empower", "deliver",
            "delivering", "grow", "scale", "boost", "reduce", "hiring", "recruiting", "increase", "save", "optimize",
            "streamline", "looking",
        ],
        trade: &[
            "clients", "client", "companies", "businesses", "brands", "founders", "agencies", "agency", "solution",
            "solutions", "services", "service", "platform", "leads", "revenue", "sales", "customers", "startup",
            "startups", "teams", "organizations", "organisations", "creators", "influencers", "software", "saas",
            "workflows", "pipeline", "outbound", "prospects", "roi", "conversion", "campaign", "campaigns",
            "candidates", "talent", "role", "roles", "position", "positions", "openings", "opportunity",
            "opportunities", "enterprises", "smes", "ecommerce", "marketing", "consultants", "coaches", "guests",
            "guest", "marketers", "recruiters", "freelancers",
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
        does: &[
            "ayudo", "ayudamos", "ayudando", "ayudar", "ofrecemos", "ofrezco", "trabajo", "trabajamos",
            "desarrollamos", "creamos", "automatizar", "automatizamos", "aumentar", "reducir", "mejorar",
            "conseguir", "crecer", "vender", "optimizar", "buscamos", "busco", "lanzamos", "impulsar", "acompano",
            "acompanamos", "disenamos", "somos",
        ],
        trade: &[
            "empresas", "clientes", "cliente", "negocios", "marcas", "solucion", "soluciones", "servicio",
            "servicios", "plataforma", "agencia", "oportunidad", "puesto", "herramienta", "ventas", "ingresos",
            "propuesta", "resultados", "emprendedores", "pymes", "marketing", "vacante", "directores",
            "profesionales", "costes", "equipos", "leads", "software", "startups", "autonomos", "coaches",
            "comision",
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
        does: &[
            "helfe", "helfen", "unterstutze", "unterstutzen", "biete", "bieten", "entwickelt", "entwickeln",
            "automatisieren", "steigern", "sparen", "begleite", "begleiten", "berate", "beraten", "suche", "suchen",
            "erzielen", "generieren", "optimieren", "gewinnen", "vermitteln", "digitalisieren", "arbeite",
            "arbeiten", "skalieren", "verkaufen",
        ],
        trade: &[
            "unternehmen", "kunden", "kunde", "mandanten", "firmen", "betriebe", "betrieben", "losung", "losungen",
            "dienstleistung", "dienstleistungen", "plattform", "agentur", "position", "stelle", "leads", "umsatz",
            "umsatze", "monatsumsatze", "vertrieb", "wachstum", "freelancern", "freelancer", "coaches", "berater",
            "unternehmer", "unternehmern", "unternehmerinnen", "neukunden", "kmu", "kmus", "system", "angebot",
            "handlern", "handler", "fachkrafte", "kandidaten", "digitalisierung", "software", "selbststandige",
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
        does: &[
            "aide", "j'aide", "aidons", "accompagne", "j'accompagne", "accompagnons", "propose", "proposons",
            "developpe", "developpons", "automatiser", "optimiser", "augmenter", "reduire", "developper", "recrute",
            "recrutons", "offrons", "lance", "concevons", "travaillons", "generer",
        ],
        trade: &[
            "entreprises", "clients", "client", "dirigeants", "solution", "solutions", "service", "services",
            "plateforme", "agence", "opportunite", "poste", "produits", "ventes", "croissance", "independants",
            "pme", "eti", "resultats", "prospects", "marques", "partenariat", "freelances", "cliniques",
            "etablissements", "chiffre", "agents", "missions", "tresorerie", "startups", "equipes", "commercial",
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
        does: &[
            "ajudo", "ajudamos", "ajudando", "ajudar", "oferecemos", "ofereco", "trabalho", "trabalhamos",
            "desenvolvemos", "criamos", "automatizar", "aumentar", "reduzir", "escalar", "faturar", "vender",
            "otimizar", "buscamos", "lancamos", "lancando", "montamos", "impulsionar", "atuo", "atendemos",
        ],
        trade: &[
            "empresas", "clientes", "cliente", "negocios", "marcas", "solucao", "solucoes", "servico", "servicos",
            "plataforma", "agencia", "oportunidade", "vaga", "ferramenta", "vendas", "resultados", "empreendedores",
            "marketing", "profissionais", "proposta", "leads", "atendimento", "sistema", "lojas", "parceria",
            "growth", "faturamento", "startups",
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
        does: &[
            "aiuto", "aiutiamo", "aiutano", "offriamo", "offro", "lavoro", "lavoriamo", "sviluppiamo", "creiamo",
            "automatizzare", "aumentare", "ridurre", "migliorare", "crescere", "vendere", "ottimizzare", "cerchiamo",
            "proponiamo", "supportiamo", "affianchiamo", "occupo", "occupiamo", "realizziamo",
        ],
        trade: &[
            "aziende", "clienti", "cliente", "imprese", "marchi", "soluzione", "soluzioni", "servizio", "servizi",
            "piattaforma", "agenzia", "opportunita", "posizione", "prodotti", "strumento", "vendite", "risultati",
            "imprenditori", "marketing", "professionisti", "fatturato", "attivita", "pmi", "team", "lead", "settore",
            "studi", "realta", "conversione", "metodo",
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
        does: &[
            "help", "helpen", "bied", "bieden", "bouw", "bouwen", "maak", "maken", "ontwikkel", "ontwikkelen",
            "werk", "werken", "automatiseren", "besparen", "verhogen", "verkopen", "optimaliseren", "zoek", "zoeken",
            "ondersteun", "ondersteunen", "begeleid", "begeleiden", "leveren", "adviseren",
        ],
        trade: &[
            "bedrijven", "klanten", "klant", "opdrachtgever", "ondernemers", "oplossing", "oplossingen", "diensten",
            "platform", "bureau", "functie", "vacature", "producten", "omzet", "verkoop", "groei", "resultaten",
            "leads", "adviseurs", "mkb", "merken", "organisaties", "software", "dakbedrijven", "webshops", "teams",
            "zzp'ers", "websites", "configuratoren",
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
