// The line to the background: one port, opened by the first question and closed when nobody writes any more. The background
// may die at any time; the next question opens a new port and so wakes it.

export class Link {
  /** @type {chrome.runtime.Port | undefined} */ port;
  /** @type {Map<number, {resolve: (answer: any) => void, reject: (error: Error) => void}>} */ waiting = new Map();
  count = 0;

  /** @param {{open: () => void, lost: () => void}} on the person asks for the card by the keyboard; the background ended */
  constructor(on) {
    this.on = on;
  }

  /** Asks, and once more if the background died over the question. @param {Question} question @returns {Promise<any>} */
  ask(question) {
    return this.send(question).catch(() => this.send(question));
  }

  /** @param {Question} question */
  async send(question) {
    const port = (this.port ??= this.connect());
    const id = (this.count += 1);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      port.postMessage({ ...question, id });
    });
  }

  connect() {
    const port = chrome.runtime.connect();
    port.onMessage.addListener((message) => {
      if (message.tell === 'open') this.on.open();
      else {
        this.waiting.get(message.id)?.resolve(message.answer);
        this.waiting.delete(message.id);
      }
    });
    port.onDisconnect.addListener(() => {
      if (this.port === port) this.forget();
      this.on.lost();
    });
    return port;
  }

  forget() {
    this.port = undefined;
    for (const { reject } of this.waiting.values()) reject(new Error('the background went away'));
    this.waiting.clear();
  }

  close() {
    this.port?.disconnect();
    this.forget();
  }
}
