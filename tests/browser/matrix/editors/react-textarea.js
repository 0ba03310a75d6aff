// Controlled: what counts is the state, and React writes it back into the box.

import { createElement, useState } from 'react';
import { render } from './react.js';

/** @type {import('./index.js').mount} */
export function mount(place, { onKey }) {
  let value = '';
  let change;
  render(place, () => {
    [value, change] = useState('');
    const onChange = ({ target }) => change(target.value);
    const onKeyDown = (event) => onKey(event.nativeEvent) && event.preventDefault();
    return createElement('textarea', { value, onChange, onKeyDown });
  });
  return { editable: place.querySelector('textarea'), model: () => value, clear: () => change('') };
}
