// "Pause before sending": at a warning the first press of send opens the card instead, and the second sends. Only where it is
// known what sends, and once a draft.

const EVENTS = 'pointerdown touchstart mousedown pointerup touchend mouseup click keydown keypress keyup'.split(' ');

export class Pause {
  /** The rest of the press that was held up. */ holding = false;
  spent = false;
  stop = new AbortController();

  /** @param {Pick<import('./session.js').Session, 'card' | 'sends'>} session @param {() => boolean} interrupt whether the person sees something new by it @param {AbortSignal} signal */
  constructor(session, interrupt, signal) {
    this.session = session;
    this.interrupt = interrupt;
    const options = { capture: true, passive: false, signal: AbortSignal.any([signal, this.stop.signal]) };
    // Before whatever the page listens with.
    for (const type of EVENTS) addEventListener(type, (event) => this.hear(event), options);
  }

  /** @param {Event} event */
  hear(event) {
    if (!event.isTrusted) return;
    const begins = event.type === 'pointerdown' || (event.type === 'keydown' && !(/** @type {KeyboardEvent} */ (event).repeat));
    if (begins) this.holding = false;
    if (!this.holding && !this.spent && this.session.card?.pause && this.session.sends(event)) {
      // Whoever has the card before them has seen it.
      this.spent = true;
      this.holding = this.interrupt();
    }
    if (!this.holding) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  end() {
    this.stop.abort();
  }
}
