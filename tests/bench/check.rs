//! Time of a whole judgement of 280 characters, and of the rules alone, side by side: the median of many rounds, texts in
//! turns, after a round that opens the tables.

use std::hint::black_box;
use std::time::Instant;

use sincerely::{Draft, Engine, Kind};

/// Talk, advertisements, form letters and machines' posts of about 280 characters each.
const TEXTS: [&str; 6] = [
    "Honestly the best part of the trip was getting lost in the old town and ending up in a tiny café where nobody spoke English. We pointed at things, laughed a lot and had the best soup of my life. Would do it again tomorrow, no map, no plan 😂 who is coming with me next time??",
    "🔥 FLASH SALE 🔥 Our summer collection is finally here and everything is 40% OFF until Sunday! Free shipping on all orders over $50. Don't miss out, shop now before your favourites are gone: https://shop.example/summer Use code SUN40 at checkout. #sale #summer #fashion #deals",
    "Hi Anna, I came across your profile and was really impressed by your background. We help companies like yours generate qualified leads on autopilot. Would you be open to a quick 15 minute call next week to explore synergies? You can book a slot here: https://calendly.com/otter/15min",
    "In today's fast-paced digital world, resilience isn't just a skill, it's a superpower. Here's what nobody tells you about growth: it starts where your comfort zone ends. Embrace the journey, trust the process and inspire others to unlock their full potential. Agree? 👇 #leadership",
    "Heute war wieder so ein Tag: erst den Bus verpasst, dann den Kaffee über die Tastatur gekippt und am Ende auch noch den Schlüssel im Büro liegen lassen. Aber der Nachbar hat mich reingelassen und es gab Kuchen, also will ich mal nicht meckern. Wie war euer Montag denn so? 😅",
    "Je voulais juste dire merci à la dame qui m'a rendu mon portefeuille ce matin dans le métro, j'avais tout dedans et je n'avais même pas remarqué qu'il était tombé. On dit toujours que les gens sont égoïstes mais franchement il y a encore plein de belles personnes. Bonne journée",
];

fn main() {
    let engine = Engine::default();
    let drafts = TEXTS.map(|text| Draft::new(text).kind(Kind::Post));
    let characters: usize = TEXTS.iter().map(|text| text.chars().count()).sum();
    let round = |work: &dyn Fn(&Draft)| {
        let start = Instant::now();
        drafts.iter().for_each(|draft| work(black_box(draft)));
        start.elapsed().as_nanos() as f64 / 1000.0 * 280.0 / characters as f64
    };
    let (mut whole, mut rules) = (Vec::new(), Vec::new());
    for _ in 0..2000 {
        rules.push(round(&|draft| _ = black_box(engine.signals(draft))));
        whole.push(round(&|draft| _ = black_box(engine.check(draft))));
    }
    for (name, mut times) in [("rules alone", rules), ("whole judgement", whole)] {
        times.sort_by(f64::total_cmp);
        println!("{name:<16} {:6.1} µs a 280 characters (median; fastest {:.1})", times[times.len() / 2], times[0]);
    }
}
