import { Engine as Module } from './sincerely.js';

export { loadSettings, sites } from './sincerely.js';

/** The judge, with a person's settings or the defaults, and what an organisation lays down. */
export declare const Engine: { new (settings?: object, policy?: object): Module };
export type Engine = Module;

/** Loads the module and its tables, once; before it nothing else works. */
export declare function load(): Promise<void>;
