//! The module for browsers: the only file that knows wasm-bindgen, js-sys and web-sys.
//!
//! Values cross as plain objects (`serde-wasm-bindgen`); errors cross as `Error` objects with a message. A panic is a trap:
//! the shell drops the instance and makes a new one, and since what is kept here, the settings and the
//! history, is also stored by the shell, nothing is lost.

use js_sys::Date;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::{Deserializer, Serializer};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};
use web_sys::Url;

use crate::asset;
use crate::mix::Mix;
use crate::policy::Policy;
use crate::relation::History;
use crate::settings::{Adopted, Change, Loaded, Refused, Settings};
use crate::shell::{self, Erase, Look, Memory};
use crate::sites::SITES;
use crate::{Draft, Engine};

/// The judge, with a person's settings.
#[wasm_bindgen(js_name = Engine)]
pub struct JsEngine {
    engine: Engine,
    memory: Memory,
    /// For a history that begins.
    salt: [u8; 16],
}

#[wasm_bindgen(js_class = Engine)]
impl JsEngine {
    /// A judge that keeps to a person's settings; `undefined` for the defaults. The policy is what an organisation lays
    /// down: see [`Policy`]; `undefined` for nothing.
    ///
    /// # Errors
    ///
    /// When the settings are no settings; the message names the part. When there are no tables yet.
    #[wasm_bindgen(constructor)]
    pub fn new(settings: JsValue, policy: JsValue) -> Result<JsEngine, JsError> {
        if !asset::is_installed() {
            return Err(JsError::new("installTables comes first"));
        }
        let engine = Engine::governed(read_or_default::<Settings>(settings)?, read_or_default::<Policy>(policy)?);
        Ok(Self { engine, memory: Memory::default(), salt: [0; 16] })
    }

    /// Judges a draft: a `Draft` in, a `Report` out.
    ///
    /// # Errors
    ///
    /// When a field has the wrong type; the message names the field.
    pub fn check(&self, draft: JsValue) -> Result<JsValue, JsError> {
        let draft = read::<Draft>(draft)?;
        write(&match self.memory.history.as_ref().filter(|_| self.engine.settings().history) {
            Some(history) => self.engine.check_with(&draft, history),
            None => self.engine.check(&draft),
        })
    }

    /// Looks at a box: a `Look` in, an `Answer` out.
    ///
    /// # Errors
    ///
    /// When a field has the wrong type; the message names the field.
    pub fn look(&self, look: JsValue) -> Result<JsValue, JsError> {
        let mut look: Look = read(look)?;
        look.url = address(&look.url)?;
        look.now.get_or_insert_with(now);
        write(&self.engine.look(look, &self.memory))
    }

    /// What a choice of the card that this look gives comes to: a `Look` and a `Choice` in, a `Chosen` out, or `undefined` when
    /// the card does not offer it.
    ///
    /// # Errors
    ///
    /// When a field has the wrong type; the message names the field.
    pub fn choose(&self, look: JsValue, choice: JsValue) -> Result<JsValue, JsError> {
        let mut look: Look = read(look)?;
        look.url = address(&look.url)?;
        look.now.get_or_insert_with(now);
        look.zone = Date::new_0().get_timezone_offset() as i32;
        write(&self.engine.choose(look, read(choice)?, &self.memory))
    }

    /// Takes up what was stored of the history and the mix. What cannot be read begins anew: the names under which the
    /// shell sets the originals aside are in the list. The salt, 16 bytes from `crypto.getRandomValues`, is for a history
    /// that begins here.
    ///
    /// # Errors
    ///
    /// When the salt has another length.
    #[wasm_bindgen(js_name = setMemory)]
    pub fn set_memory(
        &mut self,
        history: Option<Vec<u8>>,
        mix: Option<Vec<u8>>,
        salt: &[u8],
    ) -> Result<Vec<String>, JsError> {
        self.salt = salt.try_into().map_err(|_| JsError::new("a salt has 16 bytes"))?;
        let (memory, problems) = Memory::load(history.as_deref(), mix.as_deref());
        self.memory = memory;
        Ok(problems)
    }

    /// The history as bytes to store on this machine; `undefined` when nothing is remembered.
    pub fn history(&self) -> Option<Vec<u8>> {
        self.memory.history.as_ref().filter(|history| !history.is_empty()).map(History::to_bytes)
    }

    /// The mix as bytes to store on this machine; `undefined` when nothing is counted.
    pub fn mix(&self) -> Option<Vec<u8>> {
        Some(&self.memory.mix).filter(|mix| !mix.is_empty()).map(Mix::to_bytes)
    }

    /// Remembers and counts what a box held when it was sent: the last `Look` of it. Whether there is something new to
    /// store, never while both are off; and the `Change` that follows from a nudge that was heeded or not.
    ///
    /// # Errors
    ///
    /// When a field has the wrong type; the message names the field.
    pub fn sent(&mut self, sent: JsValue) -> Result<JsValue, JsError> {
        let mut sent: Look = read(sent)?;
        sent.url = address(&sent.url)?;
        sent.now.get_or_insert_with(now);
        if self.engine.settings().history {
            self.memory.history.get_or_insert_with(|| History::new(self.salt));
        }
        let change = self.engine.heeded(&sent);
        write(&shell::Noted { fresh: self.engine.sent(sent, &mut self.memory), change })
    }

    /// What the pages show: a `Remembered`.
    ///
    /// # Errors
    ///
    /// Never in practice.
    pub fn remembered(&self) -> Result<JsValue, JsError> {
        write(&self.engine.remembered(&self.memory, now()))
    }

    /// Forgets the history: what was sent at a brand or host, or without one everything.
    #[wasm_bindgen(js_name = eraseHistory)]
    pub fn erase_history(&mut self, key: Option<String>) {
        self.memory.erase(Erase::History, key.as_deref());
    }

    /// Forgets the mix: what was counted at a brand or host, or without one everything.
    #[wasm_bindgen(js_name = eraseMix)]
    pub fn erase_mix(&mut self, key: Option<String>) {
        self.memory.erase(Erase::Mix, key.as_deref());
    }

    /// What these settings say of an address: a `Place`, or `undefined` where nothing can be switched on.
    ///
    /// # Errors
    ///
    /// When it is no address.
    pub fn place(&self, url: &str) -> Result<JsValue, JsError> {
        write(&self.engine.held().place(&address(url)?))
    }

    /// What the content script needs to know at an address: a `Page`, or `undefined`. The software is what a page of an
    /// unknown host was seen to run on.
    ///
    /// # Errors
    ///
    /// When it is no address.
    pub fn page(&self, url: &str, software: Option<String>) -> Result<JsValue, JsError> {
        write(&shell::page(self.engine.settings(), &address(url)?, software.as_deref()))
    }

    /// The content scripts to register with these settings.
    ///
    /// # Errors
    ///
    /// Never in practice.
    pub fn registrations(&self) -> Result<JsValue, JsError> {
        write(&self.engine.settings().registrations())
    }

    /// The settings that hold, and what of them an organisation has laid down: a `Shown` of the policy.
    ///
    /// # Errors
    ///
    /// Never in practice.
    pub fn held(&self) -> Result<JsValue, JsError> {
        write(&self.engine.held().shown())
    }

    /// What the browser's own buttons and menus say: `Signs`.
    ///
    /// # Errors
    ///
    /// Never in practice.
    pub fn signs(&self) -> Result<JsValue, JsError> {
        write(&self.engine.signs(now()))
    }

    /// The person's own settings after one `Change`; as they were where the change is not the person's to make.
    ///
    /// # Errors
    ///
    /// When it is no change; the message names the field.
    pub fn change(&self, change: JsValue) -> Result<JsValue, JsError> {
        write(&self.engine.held().change(read::<Change>(change)?, now()))
    }

    /// The person's own settings with those of a file, or without phrases of another browser: an `Adopted` out.
    ///
    /// # Errors
    ///
    /// Never in practice: what is no file of settings is refused with its reason.
    pub fn adopt(&self, file: JsValue, with_phrases: bool) -> Result<JsValue, JsError> {
        write(&match read(file) {
            Ok(file) => self.engine.held().adopt(file, with_phrases),
            Err(_) => Adopted::refused(Refused::Foreign, None),
        })
    }

    /// What of the person's own settings goes into a file, with the phrases; or without them along with the browser's own
    /// account, `undefined` where that is off. [`adopt`](Self::adopt) takes it.
    ///
    /// # Errors
    ///
    /// Never in practice.
    pub fn luggage(&self, with_phrases: bool) -> Result<JsValue, JsError> {
        write(&self.engine.held().luggage(with_phrases))
    }
}

/// Hands a new instance the bytes of `tables.bin`, which lies beside the module.
///
/// # Errors
///
/// When they belong to another build.
#[wasm_bindgen(js_name = installTables)]
pub fn install_tables(file: Vec<u8>) -> Result<(), JsError> {
    // Kept as long as the instance: it is read in place.
    asset::install(file.leak()).map_err(JsError::new)
}

/// Reads stored settings as far as they can be read: a `Loaded` out.
///
/// # Errors
///
/// When the value is no object at all.
#[wasm_bindgen(js_name = loadSettings)]
pub fn load_settings(stored: JsValue) -> Result<JsValue, JsError> {
    write(&read::<Loaded>(stored)?)
}

/// The site registry, for the packager and the pages.
///
/// # Errors
///
/// Never in practice.
#[wasm_bindgen]
pub fn sites() -> Result<JsValue, JsError> {
    write(&SITES.as_slice())
}

/// An address as the browser spells it: host in lower case and punycode, default port left out.
fn address(url: &str) -> Result<String, JsError> {
    Url::new(url).map(|url| url.href()).map_err(|_| JsError::new("not an address"))
}

/// Milliseconds since 1970, by the browser's clock.
fn now() -> u64 {
    // Whole, and before 1970 only on a broken clock.
    Date::now().max(0.0) as u64
}

fn read_or_default<T: DeserializeOwned + Default>(value: JsValue) -> Result<T, JsError> {
    if value.is_undefined() || value.is_null() { Ok(T::default()) } else { read(value) }
}

fn read<T: DeserializeOwned>(value: JsValue) -> Result<T, JsError> {
    serde_path_to_error::deserialize(Deserializer::from(value)).map_err(|error| {
        let path = error.path().to_string();
        let why = error.into_inner();
        JsError::new(&if path == "." { why.to_string() } else { format!("{path}: {why}") })
    })
}

fn write<T: Serialize>(value: &T) -> Result<JsValue, JsError> {
    let plain = Serializer::new().serialize_maps_as_objects(true).serialize_missing_as_null(true);
    value.serialize(&plain).map_err(|error| JsError::new(&error.to_string()))
}
