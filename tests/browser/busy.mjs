// A page that gives a careless extension much to do.

/** In the page: 200 composers and a feed that changes a hundred times a second. */
export function busy() {
  document.body.innerHTML = '<p>Read this.</p><div id="feed"></div><button>Like</button>';
  for (let index = 0; index < 200; index += 1) {
    const form = document.body.appendChild(document.createElement('form'));
    form.innerHTML = index % 2 ? '<textarea></textarea><button>Send</button>' : '<div contenteditable="true" style="white-space:pre-wrap;min-height:20px"></div><button>Send</button>';
  }
  const feed = document.querySelector('#feed');
  window.changes = 0;
  setInterval(() => {
    const item = feed.appendChild(document.createElement('article'));
    item.textContent = `News ${(window.changes += 1)}`;
    if (feed.childElementCount > 20) feed.firstChild.remove();
  }, 10);
}
