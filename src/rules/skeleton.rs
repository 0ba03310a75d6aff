//! The shape of a form letter, whatever its words: greeting, compliment, offer, request; and praise with nothing in it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Detector, ENTRIES, Hit};
use crate::nudge::Reason;
use crate::order::distinct;
use crate::text::Reading;
use crate::text::token::{Gap, Kind, Token};

/// Every structural hit of the `templated` family.
#[inline(never)]
pub fn find(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    super::blank::find(reading, hits);
    let words = reading.words();
    if OUTREACH_WORDS.contains(&words) && is_addressed(reading) {
        find_outreach(reading, hits);
    }
    if ANY_POST_WORDS.contains(&words) {
        find_any_post(reading, hits);
    }
}

/// A cold message has room for its moves and is not an essay.
const OUTREACH_WORDS: std::ops::RangeInclusive<usize> = 10..=220;
/// Praise that says something needs more words than these.
const ANY_POST_WORDS: std::ops::RangeInclusive<usize> = 2..=14;

/// What a word does in the moves of a cold message, in one language.
#[derive(Clone, Copy)]
enum Role {
    /// "Your", "you".
    Your,
    /// What of the reader's a list of leads knows.
    Thing,
    /// Finding and liking it.
    Found,
    /// "We", "our", "I".
    We,
    /// What one does for customers.
    Does,
    /// Customers, and what is sold to them.
    Trade,
    /// What the reader is asked for.
    Ask,
}

/// Roles a language has.
const ROLES: u32 = 7;
/// Languages in [`MOVES`].
const LANGUAGES: u32 = 7;
/// The bits after those of the moves.
const PRAISE: u64 = 1 << (ROLES * LANGUAGES);
/// What every post is.
const POSTED: u64 = PRAISE << 1;
/// What stands between praise and post.
const BETWEEN: u64 = POSTED << 1;

/// What each word can be, as bits: [`Role`] by language, then the three of praise.
static VOCABULARY: LazyLock<FxHashMap<&'static str, u64>> = LazyLock::new(|| {
    let mut vocabulary = FxHashMap::default();
    let mut learn = |words: &'static str, bit: u64| {
        words.split(' ').for_each(|word| *vocabulary.entry(word).or_default() |= bit);
    };
    for (language, roles) in MOVES.iter().enumerate() {
        for (role, words) in roles.iter().enumerate() {
            learn(words, 1 << (ROLES * language as u32 + role as u32));
        }
    }
    learn(PRAISING, PRAISE);
    learn(POSTS, POSTED);
    learn(LINKING, BETWEEN);
    vocabulary
});

/// What a token can be.
fn bits(reading: &Reading<'_>, token: &Token) -> u64 {
    VOCABULARY.get(reading.folded(token)).copied().unwrap_or_default()
}

/// A sentence and what its words can be.
struct Sentence {
    start: u32,
    end: u32,
    asked: bool,
    bits: Vec<u64>,
}

impl Sentence {
    /// How many of its words play a role in a language.
    fn says(&self, language: u32, role: Role) -> usize {
        let bit = 1u64 << (ROLES * language + role as u32);
        self.bits.iter().filter(|bits| **bits & bit != 0).count()
    }
}

/// The sentences and lines of a message, without what is quoted.
fn sentences(reading: &Reading<'_>) -> Vec<Sentence> {
    let own = |sentence: &[Token]| Sentence {
        start: sentence.first().map_or(0, |t| t.start),
        end: sentence.last().map_or(0, |t| t.end),
        asked: sentence.iter().any(|t| t.asked),
        bits: sentence.iter().filter(|t| !t.quoted).map(|t| bits(reading, t)).collect(),
    };
    reading.tokens().chunk_by(|_, next| next.gap < Gap::Sentence).map(own).collect()
}

/// Greeting or name, then a compliment or a find, then an offer, then a request: in this order they are the skeleton;
/// alone, or in another order, each is one move, told where no phrase of the catalogue has told it already.
#[inline(never)]
fn find_outreach(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    let sentences = sentences(reading);
    for language in 0..LANGUAGES {
        let says = |sentence: &Sentence, role: Role| sentence.says(language, role);
        let compliment = sentences
            .iter()
            .position(|s| says(s, Role::Your) > 0 && says(s, Role::Thing) > 0 && says(s, Role::Found) > 0);
        let offer =
            sentences.iter().position(|s| says(s, Role::We) > 0 && says(s, Role::Trade) > 0 && says(s, Role::Does) > 0);
        // The request comes last; a sentence that is no question asks only when it says so twice.
        let ask = sentences.iter().rposition(|s| says(s, Role::Ask) >= if s.asked { 1 } else { 2 });
        let ask = ask.filter(|ask| Some(*ask) != offer && Some(*ask) != compliment && *ask > 0);
        if compliment.is_none() && offer.is_none() {
            continue;
        }
        let told = told(hits);
        let mut tell = |detector: Detector, index: Option<usize>, said: &[Reason]| {
            if let Some(sentence) = index.and_then(|index| sentences.get(index))
                && !said.iter().any(|reason| told.contains(reason))
            {
                let tokens = sentence.bits.len() as u16;
                hits.push(Hit { entry: detector.entry(), start: sentence.start, end: sentence.end, tokens });
            }
        };
        match (compliment, offer, ask) {
            (Some(first), Some(second), Some(last)) if first <= second && second < last => {
                tell(Detector::OutreachSkeleton, compliment, &[]);
                tell(Detector::OutreachSkeleton, offer.filter(|_| first < second), &[]);
                tell(Detector::OutreachSkeleton, ask, &[]);
            }
            _ => {
                tell(Detector::ComplimentMove, compliment, &FOUND);
                tell(Detector::OfferMove, offer, &OFFERED);
                tell(Detector::AskMove, ask, &ASKED);
            }
        }
        return;
    }
}

/// The reasons of the phrases found so far.
fn told(hits: &[Hit]) -> Vec<Reason> {
    distinct(hits.iter().filter_map(|hit| Some(ENTRIES.get(usize::from(hit.entry))?.rule().reason)))
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

/// Praise made of nothing but words that fit everywhere.
#[inline(never)]
fn find_any_post(reading: &Reading<'_>, hits: &mut Vec<Hit>) {
    let plain = |t: &Token| matches!(t.kind, Kind::Word | Kind::Emoji | Kind::Mention) && !t.asked;
    if !reading.tokens().iter().all(plain) {
        return;
    }
    let words: Vec<&Token> = reading.tokens().iter().filter(|t| t.is_wordlike()).collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
    let met = words.iter().map(|t| bits(reading, t)).map(|bits| bits & (PRAISE | POSTED | BETWEEN));
    let (all, every) = met.fold((0, true), |(all, every), bits| (all | bits, every && bits != 0));
    if every && all & PRAISE != 0 && all & POSTED != 0 {
        let tokens = words.len() as u16;
        hits.push(Hit { entry: Detector::FitsAnyPost.entry(), start: first.start, end: last.end, tokens });
    }
}

/// Openings of messages beside the greetings the reader knows.
const OPENERS: [&str; 24] = [
    "good",
    "guten",
    "sehr",
    "buenos",
    "buongiorno",
    "buonasera",
    "bom",
    "boa",
    "beste",
    "geachte",
    "goedemorgen",
    "goedemiddag",
    "gentile",
    "egregio",
    "prezado",
    "prezada",
    "bonsoir",
    "madame",
    "monsieur",
    "thanks",
    "thank",
    "welcome",
    "congrats",
    "congratulations",
];

/// Praise in the seven languages.
const PRAISING: &str = "great nice awesome amazing good excellent wonderful fantastic lovely insightful interesting inspiring \
    inspirational brilliant valuable informative incredible superb love loving perfect stunning gorgeous cool helpful \
    thanks inspired inspiration powerful epic dope fire best genial excelente increible interesante encanta inspirador \
    gran buen gracias toller tolles tolle starker starkes klasse mega schoner schones spannend inspirierend danke \
    super magnifique interessant inspirant adore j'adore merci beau belle otimo otima incrivel lindo maravilhoso amei \
    adorei obrigado obrigada ottimo bellissimo bellissima splendido fantastico grazie bel mooie prachtige geweldige \
    toffe inspirerend bedankt dank mooi top";

/// See [`POSTED`].
const POSTS: &str = "post posts content shot shots feed page profile gallery capture insight insights blog account contenido \
    publicacion aporte perfil beitrag beitrage profil contenu partage publication conteudo contenuto contenuti \
    condivisione bericht bijdrage";

/// See [`BETWEEN`].
const LINKING: &str = "a an the this that is such what your ur you u for so very really truly just i it up keep posting sharing it's and \
    much my to of in going work more always as here coming wow thank growing bro man dear friend absolutely totally \
    well said on point all with us read vibes dude un una muy que por tu su este esta me de el la sigue asi ein eine \
    einen der die das sehr fur furs dein deine deinen weiter echt wirklich tres pour le ce cet ton votre vraiment o os \
    seu teu muito esse il tuo molto davvero per di tuoi een voor het je heel wat deze";

/// The words of the moves, folded, by language and [`Role`].
#[rustfmt::skip]
static MOVES: [[&str; ROLES as usize]; LANGUAGES as usize] = [
    // English
    [
        "your you you're you've yours",
        "profile background work experience company website site page content feed channel podcast article articles \
         post posts blog style store shop brand journey expertise career portfolio business account episode insights \
         resume cv app team role story videos newsletter show agency approach growth doing building hiring using \
         launched raised follow connection",
        "came come stumbled found noticed saw see discovered impressed impressive love loved loving admire fan \
         fascinating interesting inspiring inspired enjoyed enjoying caught stood resonated incredible amazing awesome \
         great outstanding excellent following browsing reading checked visited checking congrats congratulations \
         thanks thank insightful valuable notable spot-on listened",
        "we we're we've our us i i'm i've my",
        "help helps helped helping offer offers offering provide provides providing specialize specialise specializing \
         build builds building built develop developed designed automate automating support supporting partner \
         partnering represent representing launch launched launching solve solving enable empower deliver delivering \
         grow scale boost reduce hiring recruiting increase save optimize streamline looking saves saving improve \
         improving create creating manage managing handle handling run running generate generating sell selling source \
         sourcing place placing",
        "clients client companies businesses brands founders agencies agency solution solutions services service \
         platform leads revenue sales customers startup startups teams organizations organisations creators \
         influencers software saas workflows pipeline outbound prospects roi conversion campaign campaigns candidates \
         talent role roles position positions openings opportunity opportunities enterprises smes ecommerce marketing \
         consultants coaches guests guest marketers recruiters freelancers industry tools tool retail investors \
         investor buyers brand products product payroll invoicing hr compliance vendors suppliers hires engineers \
         developers designers fintech b2b crm prospect patients demand",
        "call chat minutes min mins talk connect interested open collaborate link linking feature schedule calendar \
         discuss learn demo meeting available share dm whatsapp quote exchange conversation coffee explore worth sense \
         relevant radar send show thoughts week interest cv resume reply book hop helpful intro know requirement \
         revert hearing availability suit pricing guidelines info details",
    ],
    // Spanish
    [
        "tu tus su sus te ti usted vuestra vuestro haces haceis eres ustedes",
        "perfil trayectoria trabajo empresa web pagina contenido cuenta articulo publicacion post tienda negocio \
         experiencia equipo proyecto canal podcast estilo marca haces haceis crecimiento conectar seguirme",
        "vi visto encontre notado encanta encantado interesante impresiono impresionante gusta gusto sigo lei llamado \
         llamo enhorabuena felicidades gracias genial increible inspirador visite parecio parece descubri note \
         analizar",
        "nosotros nuestra nuestro nuestros nuestras yo mi soy somos ayudo ayudamos trabajo trabajamos puedo podemos \
         tengo tenemos busco ofrecemos hemos he estamos estoy",
        "ayudo ayudamos ayudando ayudar ofrecemos ofrezco trabajo trabajamos desarrollamos creamos automatizar \
         automatizamos aumentar reducir mejorar conseguir crecer vender optimizar buscamos busco lanzamos impulsar \
         acompano acompanamos disenamos somos desarrollado creado ahorrar permite llenar captar generar contratando \
         ofrecer facilitar gestionar seleccionamos colaboramos",
        "empresas clientes cliente negocios marcas solucion soluciones servicio servicios plataforma agencia \
         oportunidad puesto herramienta ventas ingresos propuesta resultados emprendedores pymes marketing vacante \
         directores profesionales costes equipos leads software startups autonomos coaches comision sector \
         herramientas logistica clinicas experiencia candidatos selección seleccion reclutamiento desarrollador \
         consultoria captacion retail limpieza industrial facturacion reservas pacientes agenda",
        "llamada hablar hablamos minutos charlar conectar interesa interesaria disponible reunion cuento colaborar \
         enlace semana agenda demo conversar abierto abierta escuchar escribenos bien explico mandarte enviarte \
         comparto avanzamos cerramos contarte mostrarte gustaria propuestas detalles reunirnos vistazo presupuesto \
         consulta videollamada disponibilidad",
    ],
    // German
    [
        "ihr ihre ihrem ihren ihrer dein deine deinem deinen deiner sie du euer eure dich ihnen dir",
        "profil hintergrund werdegang arbeit arbeiten erfahrung firma unternehmen webseite website seite beitrag \
         beitrage artikel kanal content shop marke portfolio podcast team position linkedin vernetzung verbindung \
         vernetzen profils",
        "aufmerksam gestossen gestolpert gesehen gefunden entdeckt beeindruckt beeindruckend interessant spannend \
         spannende gefallt gefallen begeistert toll tolle starke geweckt angesprochen danke dank gluckwunsch \
         inspirierend verfolge gelesen uberzeugt passt",
        "wir unser unsere unseren unserem ich mein meine meiner meinen uns",
        "helfe helfen unterstutze unterstutzen biete bieten entwickelt entwickeln automatisieren steigern sparen \
         begleite begleiten berate beraten suche suchen erzielen generieren optimieren gewinnen vermitteln \
         digitalisieren arbeite arbeiten skalieren verkaufen zeige zeigen vermittle liefern liefere baue bauen \
         analysiere analysieren besetze besetzen erstelle erstellen verbessern ermoglichen reduzieren",
        "unternehmen kunden kunde mandanten firmen betriebe betrieben losung losungen dienstleistung dienstleistungen \
         plattform agentur position stelle leads umsatz umsatze monatsumsatze vertrieb wachstum freelancern freelancer \
         coaches berater unternehmer unternehmern unternehmerinnen neukunden kmu kmus system angebot handlern handler \
         fachkrafte kandidaten digitalisierung software selbststandige anfragen vertriebsleiter recruiter fachkraften \
         it-fachkraften mittelstand dienstleister dienstleistern marketing recruiting bewerber kandidatinnen prozesse \
         handwerker praxen vermittlung branche auftrage",
        "gesprach austausch minuten min call telefonat vernetzen interesse interessant offen termin kennenlernen \
         zeigen zeige verfugung woche melden sprechen kapazitat link kontaktieren zusenden schicken unverbindlich \
         check demo erstgesprach telefonieren lust spannend ruckfragen informationen ruckmeldung angebot passt",
    ],
    // French
    [
        "votre vos vous ton ta tes tu",
        "profil parcours travail entreprise societe site page contenu compte article publication post posts boutique \
         activite experience equipe projet chaine podcast style marque expertise engagement ajout l'ajout connexion \
         invitation",
        "vu tombe tombee decouvert remarque impressionne impressionnee interessant adore j'adore aime retenu \
         interpelle m'a lu consulte suis merci felicitations fascinant inspirant admire admiratif visite attire \
         superbe trouve",
        "nous notre nos je j'ai j'aide j'accompagne mon ma mes",
        "aide j'aide aidons accompagne j'accompagne accompagnons propose proposons developpe developpons automatiser \
         optimiser augmenter reduire developper recrute recrutons offrons lance concevons travaillons generer \
         travaille gagner recherche recherchons selectionne fournissons conseille conseillons gere gerons livrons",
        "entreprises clients client dirigeants solution solutions service services plateforme agence opportunite poste \
         produits ventes croissance independants pme eti resultats prospects marques partenariat freelances cliniques \
         etablissements chiffre agents missions tresorerie startups equipes commercial cabinets offre projet \
         transformation secteur partenaires candidats recrutement cdi startup acquisition artisans communication \
         visibilite besoin restaurants commerces",
        "appel echanger echange minutes discuter disponible interesse interesserait ouvert ouverte rendez creneau \
         connexion agenda lien ecoute l'ecoute demo presenter semaine parler reserver contacter partant envoyer sujet \
         changement occasion dites convaincu disponibilites souhaitez",
    ],
    // Portuguese
    [
        "seu sua seus suas voce voces teu tua vossa vosso te",
        "perfil trajetoria trajectoria trabalho empresa site pagina conteudo conta artigo post loja negocio \
         experiencia equipe projeto canal podcast estilo marca instagram seguir convite conexao lideranca",
        "vi encontrei notei gostei adorei amei amamos interessante impressionado impressionante acompanho li chamou \
         parabens obrigado obrigada incrivel inspirador visitei achei percebi otimo acompanhado",
        "nos nossa nosso nossos nossas eu minha meu sou somos ajudo ajudamos trabalho trabalhamos temos tenho estou \
         estamos posso atuo",
        "ajudo ajudamos ajudando ajudar oferecemos ofereco trabalho trabalhamos desenvolvemos criamos automatizar \
         aumentar reduzir escalar faturar vender otimizar buscamos lancamos lancando montamos impulsionar atuo \
         atendemos temos criei desenvolvi ajudei lotar conquistar gerar atrair represento recrutando",
        "empresas clientes cliente negocios marcas solucao solucoes servico servicos plataforma agencia oportunidade \
         vaga ferramenta vendas resultados empreendedores marketing profissionais proposta leads atendimento sistema \
         lojas parceria growth faturamento startups clinicas trafego fintech posicao agenda vagas recrutadora setor \
         energia custos pacientes alunos produtos gestao",
        "conversar conversa minutos chamada call reuniao agendar interesse interessa disponivel conectar link topa \
         aberto aberta apresentar explicar semana marcar bora falar enviar mostrar trocar digita direct saber aguardo \
         contar avaliar reunioes dia horario",
    ],
    // Italian
    [
        "tuo tua tuoi tue suo sua suoi sue vostro vostra ti lei te vi",
        "profilo percorso lavoro azienda sito pagina contenuti account articolo post negozio attivita esperienza team \
         progetto canale podcast stile brand marchio collegamento richiesta contatto",
        "visto trovato notato scoperto colpito colpita interessante adoriamo adoro piace apprezzato letto seguo \
         complimenti grazie congratulazioni stimolante fantastico visitato imbattuto visionato bellissimo",
        "noi nostro nostra nostri nostre io mio mia sono siamo aiuto aiutiamo lavoro abbiamo ho stiamo mi",
        "aiuto aiutiamo aiutano offriamo offro lavoro lavoriamo sviluppiamo creiamo automatizzare aumentare ridurre \
         migliorare crescere vendere ottimizzare cerchiamo proponiamo supportiamo affianchiamo occupo occupiamo \
         realizziamo creato cerco stiamo permette raddoppiare rappresento ricerchiamo selezioniamo gestiamo seguo",
        "aziende clienti cliente imprese marchi soluzione soluzioni servizio servizi piattaforma agenzia opportunita \
         posizione prodotti strumento vendite risultati imprenditori marketing professionisti fatturato attivita pmi \
         team lead settore studi realta conversione metodo freelance percorso colloquio responsabile noleggio offerte \
         offerta recruiter candidati figura ristoranti negozi consulenza costi",
        "chiamata call minuti parlarne sentirci disponibile interessa interessato interessata aperto aperta \
         appuntamento collegarci link agenda demo presentarle mostrarti settimana scrivici fissare confronto inviarti \
         conoscitiva contatto colloquio riscontro incontro domanda veloce dettagli",
    ],
    // Dutch
    [
        "je jouw uw u jullie jou",
        "profiel achtergrond werk ervaring bedrijf website site pagina content account artikel post bericht webshop \
         team project kanaal podcast stijl merk connectie volgen connecten",
        "zag gezien kwam vond ontdekte indruk interessant enthousiast leuk mooi gelezen las volg bedankt dank \
         gefeliciteerd complimenten inspirerend geweldig opgevallen aandacht",
        "wij we ons onze ik mijn",
        "help helpen bied bieden bouw bouwen maak maken ontwikkel ontwikkelen werk werken automatiseren besparen \
         verhogen verkopen optimaliseren zoek zoeken ondersteun ondersteunen begeleid begeleiden leveren adviseren \
         geef geven regel verzorg verzorgen realiseren bemiddel",
        "bedrijven klanten klant opdrachtgever ondernemers oplossing oplossingen diensten platform bureau functie \
         vacature producten omzet verkoop groei resultaten leads adviseurs mkb merken organisaties software \
         dakbedrijven webshops teams zzp'ers websites configuratoren opdrachten scale-up manager recruiter \
         energiekosten acquisitie kandidaten professionals marketing bedrijfsleven zzp vakgebied branche",
        "gesprek bellen minuten koffie kennismaken kennismaking interesse open afspraak connecten link agenda demo \
         beschikbaar sparren week contact vertellen sturen call geinteresseerd vrijblijvend match stap voorstel \
         reactie voorkeur bel mailen",
    ],
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
        for text in [
            "Great content! Keep posting 🔥",
            "Awesome feed, love your posts",
            "Toller Beitrag, weiter so",
            "Très beau partage, merci",
        ] {
            assert!(fires(text, Detector::FitsAnyPost), "{text}");
        }
        for text in [
            "Great shot! Is that the chimney?",
            "Great otters",
            "Love it",
            "nice song",
            "Toller Beitrag über Otter",
            "Thanks mum",
        ] {
            assert!(!fires(text, Detector::FitsAnyPost), "{text}");
        }
    }
}
