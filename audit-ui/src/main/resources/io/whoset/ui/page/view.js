// What all views are made of: an element in the page's own tree, which asks the server and shows one of four states.
import { LitElement } from 'lit';
import { loading, trouble } from './parts.js';

export class View extends LitElement {
  static properties = { answer: { state: true }, error: { state: true }, route: { attribute: false } };

  #asked = 0;
  #waiting = 0;
  #listening = [];

  /** Styles come from the page's own sheets. */
  createRenderRoot() {
    return this;
  }

  /** What this view asks; a view overrides it. */
  async ask() {
    return {};
  }

  /** What it shows of the answer; a view overrides it. */
  shown() {}

  /** Asks again; of several questions in flight only the last one counts. */
  async refresh() {
    const mine = ++this.#asked;
    this.#waiting++;
    try {
      const answer = await this.ask();
      if (mine === this.#asked) [this.answer, this.error] = [answer, undefined];
    } catch (error) {
      if (mine === this.#asked) this.error = error;
    } finally {
      this.#waiting--;
    }
  }

  /** Asks again by the clock: not where an answer is still to come, which would never be the last one where it takes longer than the clock. */
  renew() {
    if (!this.#waiting) this.refresh();
  }

  willUpdate(changed) {
    if (changed.has('route')) {
      this.answer = undefined;
      this.refresh();
    }
  }

  render() {
    if (this.error && !this.answer) return trouble(this.error, () => this.refresh());
    return this.answer ? this.shown(this.answer) : loading();
  }

  /** Listens as long as the view is shown. */
  listen(target, name, heard) {
    target.addEventListener(name, heard);
    this.#listening.push(() => target.removeEventListener(name, heard));
  }

  /** Does something every so many milliseconds as long as the view is shown and the page can be seen. */
  every(millis, task) {
    const timer = setInterval(() => document.hidden || task(), millis);
    this.#listening.push(() => clearInterval(timer));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#listening.splice(0).forEach((stop) => stop());
  }
}
