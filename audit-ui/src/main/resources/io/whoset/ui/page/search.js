// The search box: a combobox, so that arrows, Enter and Escape do what a person expects, and a screen reader tells the offers.
import { LitElement, html, nothing } from 'lit';
import { serverNow } from './api.js';
import { verdict } from './parts.js';
import { destination } from './searchwords.js';
import { suggestions, writers } from './suggest.js';

const WAIT_MILLIS = 120;
const HELP = 'A key, prefix*, a digest, a writer, or words such as writer:web-07 verdict:bad since:2h';

class SearchBox extends LitElement {
  static properties = { options: { state: true }, active: { state: true }, open: { state: true }, wrong: { state: true } };

  #asked = 0;
  #timer = 0;

  constructor() {
    super();
    this.options = [];
    this.active = -1;
  }

  createRenderRoot() {
    return this;
  }

  get field() {
    return this.querySelector('input');
  }

  /** Goes into the field. */
  enter() {
    this.field.focus();
    this.field.select();
  }

  #type() {
    this.wrong = undefined;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#offer(), WAIT_MILLIS);
  }

  async #offer() {
    const mine = ++this.#asked;
    const options = await suggestions(this.field.value.trimStart());
    if (mine !== this.#asked || document.activeElement !== this.field) return;
    [this.options, this.active, this.open] = [options, -1, options.length > 0];
  }

  #close() {
    clearTimeout(this.#timer);
    this.#asked++;
    this.open = false;
    this.active = -1;
  }

  #key(event) {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) {
      event.preventDefault();
      if (!this.open) this.#offer();
      else this.active = (this.active + moves[event.key] + this.options.length + (this.active < 0 && event.key === 'ArrowUp' ? 1 : 0)) % this.options.length;
    } else if (event.key === 'Escape' && this.open) {
      event.stopPropagation();
      this.#close();
    } else if (event.key === 'Enter' && this.open && this.active >= 0) {
      event.preventDefault();
      this.#take(this.options[this.active]);
    }
  }

  #take(option) {
    if (option.href) {
      this.#go(option.href);
      return;
    }
    this.field.value = option.text;
    this.field.focus();
    this.#offer();
  }

  #go(href) {
    this.#close();
    this.field.value = '';
    this.field.blur();
    if (location.hash === href) dispatchEvent(new HashChangeEvent('hashchange'));
    else location.hash = href;
  }

  async #submit(event) {
    event.preventDefault();
    const text = this.field.value;
    const names = (await writers()).map((w) => w.writer);
    const { href, wrong } = destination(text, names, serverNow());
    this.wrong = wrong;
    if (href) this.#go(href);
  }

  updated(changed) {
    if (changed.has('active') && this.active >= 0) this.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  #option(o, i) {
    return html`<li role="option" id="offer-${i}" aria-selected=${i === this.active ? 'true' : 'false'} @mousedown=${(e) => e.preventDefault()} @click=${() => this.#take(o)}>
      <span class="kind">${o.kind}</span> <span class="mono label">${o.label}</span> ${o.note ? html`<span class="muted note">${o.note}</span>` : nothing} ${o.verdict && o.verdict !== 'clean' ? verdict(o.verdict) : nothing}</li>`;
  }

  render() {
    return html`<form role="search" @submit=${(e) => this.#submit(e)}><label class="unseen" for="search">Key, prefix, digest, writer or filter words</label>
      <input id="search" type="search" role="combobox" aria-autocomplete="list" aria-controls="offers" aria-expanded=${this.open ? 'true' : 'false'} aria-describedby="search-help"
        aria-activedescendant=${this.open && this.active >= 0 ? `offer-${this.active}` : nothing} placeholder="Who set this key?" title=${HELP} autocomplete="off" autocapitalize="off" spellcheck="false"
        @input=${() => this.#type()} @focus=${() => this.#offer()} @blur=${() => this.#close()} @keydown=${(e) => this.#key(e)}><kbd aria-hidden="true">/</kbd>
      <p class="unseen" id="search-help">${HELP}</p>
      <div class="offers" ?hidden=${!this.open}><ul role="listbox" id="offers" aria-label="Offers">${this.options.map((o, i) => this.#option(o, i))}</ul></div>
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}</form>`;
  }
}

customElements.define('search-box', SearchBox);
