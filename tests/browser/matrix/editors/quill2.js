import Quill from 'quill';
import style from 'quill/dist/quill.core.css';
import { begin } from './quill1.js';

/** @type {import('./index.js').mount} */
export const mount = (place, options) => begin(place, options, Quill, style);
