/** @type {import('./index.js').mount} */
export function mount(place, { onKey }) {
  const editable = document.createElement('textarea');
  editable.addEventListener('keydown', (event) => onKey(event) && event.preventDefault());
  place.append(editable);
  return { editable, model: () => editable.value, clear: () => (editable.value = '') };
}
