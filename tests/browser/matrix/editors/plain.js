/** @type {import('./index.js').mount} */
export function mount(place, { onKey, foreign }) {
  const editable = document.createElement('div');
  editable.contentEditable = 'true';
  editable.addEventListener('keydown', (event) => onKey(event) && event.preventDefault());
  // A signature or a quoted thread, below a line for the person.
  const line = document.createElement('div');
  line.append(document.createElement('br'));
  if (foreign) editable.append(line, ...foreign);
  place.append(editable);
  const model = () => {
    const text = editable.innerText.replaceAll('\u00a0', ' ');
    return (foreign ? text.slice(0, text.indexOf(foreign.find((one) => one.innerText).innerText)) : text).replace(/\n+$/, '');
  };
  return { editable, model, clear: () => editable.replaceChildren(), shared: Boolean(foreign) };
}
