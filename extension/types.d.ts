// What crosses between Rust and the shell, as serde writes it. The meaning of each field stands in src/shell.rs,
// src/settings.rs and src/sites/compile.rs.

type Lookup = {
  inside: string;
  find: string;
  pick: 'first' | 'last' | 'before' | 'after' | 'around';
  minus: string;
  attribute: string;
  extract: string;
  texts: string[];
};

type Composer = {
  name: string;
  kind: string;
  find: string;
  not: string;
  inside: string;
  with: Lookup | null;
  without: Lookup | null;
  routes: string[];
  parent: Lookup[];
  author: Lookup[];
  recipient: Lookup[];
  subject: Lookup[];
  received: Lookup[];
  send: Lookup[];
  send_key: 'none' | 'enter' | 'ctrl-enter';
  join: string;
  drop: string;
};

type Page = {
  on: boolean;
  key: string;
  name: string;
  boxes: Composer[];
  drop: string;
  software: string | null;
  probes: { site: string; probe: string }[];
};

type Finding = {
  rule: string;
  family: string;
  spans: [number, number][];
  quote: string;
  /** The text of every span; put there by the content script. */
  quotes?: string[];
  reason: string;
  source: string;
};

type Card = {
  level: 'hint' | 'warn';
  families: string[];
  title: string;
  body: string;
  ask: string;
  findings: Finding[];
  personal: Finding[];
  /** Characters beyond the site's limit, as it counts. */
  over: number;
  language: string | null;
  pause: boolean;
  choices: Choice[];
};

type Choice = { action: string; finding: number | null };

type Adopted = { settings: Settings | null; refused: 'foreign' | 'newer' | 'damaged' | null; part: string | null };

/** What the options page and the popup show. */
type Held = { settings: Settings; laidDown: LaidDown; tabs: number[]; aside: string[] };

/** What an organisation has laid down, as far as it holds: whether it is fixed. */
type LaidDown = { switches: Record<string, boolean>; sites: Record<string, boolean>; problems: string[] };

/** What the browser's own buttons and menus say. */
type Signs = { state: 'paused' | 'snoozed' | null; until: number | null; may_leave: string[] };

/** What the packager lists for the options page. */
type Catalogue = {
  languages: string[];
  rules: { id: string; family: string; reason: string; source: string; entries: { lang: string; example: string; near: string }[] }[];
  sites: { brand: string; name: string; on: boolean; matches: string[]; boxes: { name: string; kind: string }[] }[];
};

type Judged = {
  level: 'quiet' | 'hint' | 'warn';
  quiet_because: string | null;
  language: string | null;
  findings: Finding[];
  personal: Finding[];
  nudge: { title: string; body: string; ask: string } | null;
};

type Chosen = { changes: Change[]; undo: Change[]; tab: boolean };

type Shown = { level: string; rule: string; variant: number; dismissed: boolean };

type Answer = { card: Card | null; shown: Shown | null; fresh: boolean; quiet_because: string | null };

type Counts = { typed: number; pasted: number; inserted: number };

/** What stands around a box; every part may be missing. */
type Surroundings = {
  row: string | null;
  recipient: string | null;
  parent: string | null;
  subject: string | null;
  turns: number;
  shape: { subject: boolean; article: boolean; chat: boolean };
};

type Look = Surroundings & { text: string; origin: Counts; ui: string; shown: Shown | null };

/** A draft that was sent; the number is the same when it is reported again. */
type Sent = Look & { number: number };

type Place = {
  site: string | null;
  key: string;
  name: string;
  on: boolean;
  why: 'default' | 'chosen' | 'paused' | 'suggested' | 'fixed';
  origins: string[];
};

type Registration = { id: string; matches: string[]; allFrames: boolean; matchOriginAsFallback: boolean };

type Sensitivity = 'calm' | 'normal' | 'strict';

type Settings = {
  version: number;
  paused: boolean;
  sensitivity: Sensitivity;
  sites: Record<string, boolean>;
  boxes_off: string[];
  rules_off: string[];
  ignored: string[];
  languages_off: string[];
  snoozes: { key: string | null; until: number }[];
  history: boolean;
  mix: boolean;
  pause_sending: boolean;
  sync: boolean;
  unheeded: { family: string; kind: string; times: number; last: number }[];
  chosen: string[];
};

type Loaded = { settings: Settings; problems: string[]; newer: boolean };

type Change =
  | { set: 'site'; key: string; on: boolean }
  | { set: 'site_default'; key: string }
  | { set: 'paused' | 'history' | 'mix' | 'pause_sending' | 'sync'; on: boolean }
  | { set: 'sensitivity'; to: Sensitivity }
  | { set: 'rule'; id: string; on: boolean }
  | { set: 'ignore'; phrase: string; on: boolean }
  | { set: 'box'; key: string; name: string; on: boolean }
  | { set: 'language'; language: string; on: boolean }
  | { set: 'snooze'; key?: string; until?: number }
  | { set: 'unheeded'; family: string; kind: string; times: number; last?: number }
  | { set: 'reset' };

/** One count for each act: answer, question, sharing, own link, promotion, other. */
type ActCounts = number[];

type Mix = {
  acts: string[];
  counts: ActCounts;
  sites: { key: string; name: string; counts: ActCounts }[];
  weeks: { start: number; counts: ActCounts }[];
  nudged: number;
  changed: number;
};

type Remembered = {
  history_on: boolean;
  sites: { key: string; name: string; count: number }[];
  mix_on: boolean;
  mix: Mix;
  /** Keys under which the background set aside what could not be read. */
  aside: string[];
  /** The last message could not be stored. */
  full: boolean;
};

/** What the background remembers of the last look in a tab: no words of it. */
type LastLook = {
  looks: number;
  length: number;
  row: string | null;
  parentLength: number;
  recipientLength: number;
  origin: Counts;
  level: string;
  quiet_because: string | null;
};

/** The content script asks over its port; every question has a number, and its answer the same. */
type Question = { path: string; software: string | null } & ({ ask: 'page' } | { ask: 'look'; look: Look } | { ask: 'sent'; look: Sent });


/** The pages ask by message; of the content scripts only the first three are taken. */
type Message =
  | { ask: 'on'; path: string }
  | { ask: 'choose'; path: string; software: string | null; look: Look; choice: Choice }
  | { ask: 'undo' }
  | { ask: 'place'; url: string }
  | { ask: 'settings' }
  | { ask: 'export' }
  | { ask: 'import'; file: unknown }
  | { ask: 'silence'; tab: number; on: boolean }
  | { ask: 'change'; change: Change }
  | { ask: 'last'; tab: number }
  | { ask: 'remembered' }
  | { ask: 'erase'; what: 'history' | 'mix'; key?: string };

declare module '*.css' {
  const text: string;
  export default text;
}

/** Firefox's way into closed shadow roots, in content scripts. */
interface Element {
  openOrClosedShadowRoot?: ShadowRoot | null;
}

/** https://w3c.github.io/aria/#ARIANotifyMixin */
interface Document {
  ariaNotify?: (text: string, options?: { priority?: 'normal' | 'high' }) => void;
}
