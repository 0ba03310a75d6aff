//! Time per 280 characters, beside whatlang and whichlang, in one run: the best of many rounds, since other programs
//! only ever make a round slower.

use sincerely::text::language::Identifier;
use std::hint::black_box;
use std::time::Instant;

/// Social messages in the seven languages and three others, padded to 280 characters each.
const TEXTS: [&str; 10] = [
    "Honestly the best part of the trip was getting lost in the old town and ending up in a tiny café where nobody spoke English. We pointed at things, laughed a lot and had the best soup of my life. Would do it again tomorrow, no map, no plan 😂 who is coming with me next time??",
    "No me lo puedo creer, llevamos tres horas esperando en el aeropuerto y nadie nos dice nada. Los niños ya están cansados, yo también, y encima han cerrado la cafetería. Si alguien sabe qué pasa con el vuelo de las ocho a Sevilla que me avise por favor, muchas gracias a todos 🙏",
    "Heute war wieder so ein Tag: erst den Bus verpasst, dann den Kaffee über die Tastatur gekippt und am Ende auch noch den Schlüssel im Büro liegen lassen. Aber der Nachbar hat mich reingelassen und es gab Kuchen, also will ich mal nicht meckern. Wie war euer Montag denn so? 😅",
    "Je voulais juste dire merci à la dame qui m'a rendu mon portefeuille ce matin dans le métro, j'avais tout dedans et je n'avais même pas remarqué qu'il était tombé. On dit toujours que les gens sont égoïstes mais franchement il y a encore plein de belles personnes. Bonne journée",
    "Gente, hoje eu acordei decidida a arrumar a casa inteira e olha só: já é noite e eu ainda tô no mesmo armário, rindo das fotos antigas que achei. Alguém mais começa a arrumar as coisas e acaba perdido nas lembranças? Saudade da minha avó e daquele quintal cheio de manga, viu 💛",
    "Ieri sera siamo rimasti a parlare fino alle due sul balcone come quando avevamo vent'anni, con la differenza che oggi non riesco a tenere gli occhi aperti. Ne è valsa la pena però, certe amicizie non hanno bisogno di niente, solo di un po' di tempo e di una bottiglia di vino 🍷",
    "Vandaag voor het eerst in jaren weer eens met de trein gegaan en wat een feest: vertraging, geen verwarming en een conducteur die de hele coupe aan het lachen kreeg. Eerlijk is eerlijk, zonder hem was het een stuk minder geweest. Bedankt man, wie je ook bent, je maakte mijn dag!",
    "Dzisiaj pierwszy raz od dawna poszliśmy całą rodziną na spacer nad rzekę i było naprawdę pięknie. Dzieci zbierały kamienie, pies wskoczył do wody, a my po prostu siedzieliśmy na ławce i patrzyliśmy. Tak mało trzeba do szczęścia, tylko czasu nigdy nie ma, prawda? Dobrej nocy 🌙",
    "Tadi pagi akhirnya ketemu lagi sama teman lama waktu sekolah dulu, udah sepuluh tahun gak ketemu tapi rasanya masih sama aja. Ngobrol ngalor ngidul sampai lupa waktu, kopinya aja sampai dingin. Semoga bisa sering kumpul kayak gini lagi ya, jangan nunggu sepuluh tahun lagi hehe",
    "Сегодня наконец-то выспалась и весь день гуляла с подругой по набережной, погода просто чудо. Купили мороженое, посмотрели на корабли и вспомнили, как в детстве мечтали уплыть куда-нибудь далеко. А вы о чём мечтали в детстве? Расскажите, мне очень интересно почитать ваши истории",
];

fn nanoseconds(mut judge: impl FnMut(&str)) -> f64 {
    const ROUNDS: usize = 400;
    let mut best = f64::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        TEXTS.iter().for_each(|t| judge(black_box(t)));
        best = best.min(start.elapsed().as_nanos() as f64);
    }
    let characters: usize = TEXTS.iter().map(|t| t.chars().count()).sum();
    best * 280.0 / characters as f64
}

fn main() {
    let ours = nanoseconds(|t| {
        let mut identifier = Identifier::new();
        t.split_whitespace().for_each(|w| identifier.word(w));
        black_box(identifier.finish());
    });
    let split = nanoseconds(|t| {
        t.split_whitespace().for_each(|w| {
            black_box(w);
        })
    });
    let whatlang = nanoseconds(|t| {
        black_box(whatlang::detect(t));
    });
    let whichlang = nanoseconds(|t| {
        black_box(whichlang::detect_language(t));
    });
    println!("nanoseconds per 280 characters, best of 400 rounds");
    println!("ours       {ours:9.0}   (of which splitting at spaces {split:.0})");
    println!("whichlang  {whichlang:9.0}");
    println!("whatlang   {whatlang:9.0}");
}
