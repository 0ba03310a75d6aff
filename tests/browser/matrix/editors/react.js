// How the editors made with React get onto a page at once.

import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

/** @param {HTMLElement} place @param {Parameters<typeof createElement>[0]} component */
export const render = (place, component) => flushSync(() => createRoot(place).render(createElement(component)));
