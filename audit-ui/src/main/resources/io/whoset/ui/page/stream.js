// The newest writes, growing while they are written; can be paused.
import { html, nothing } from 'lit';
import { ask, live } from './api.js';
import { exportLinks } from './files.js';
import { connection, empty, number } from './parts.js';
import { View } from './view.js';
import { writeTable } from './writetable.js';

const DRAW_MILLIS = 250;
const WAITING_MAX = 5000;
/** Rows that the page holds at most, however far a person goes back. */
const MOST_ROWS = 400;

/** Whether a process is the one: by its whole text, its number or its command. */
function isProcess(wanted, had) {
  const space = had.indexOf(' ');
  return [had, had.slice(0, Math.max(space, 0)), had.slice(space + 1)].includes(wanted);
}

/** Whether a write is one that the filter asks for; the server's rules. */
export const matches = (w, f) =>
  ['key', 'writer', 'digest', 'cmd'].every((name) => !f[name] || w[name] === f[name]) &&
  (!f.process || isProcess(f.process, w.process ?? '')) &&
  (!f.prefix || (w.key ?? '').startsWith(f.prefix)) &&
  (!f.verdict || (f.verdict === 'bad' ? w.verdict !== 'clean' : w.verdict === f.verdict)) &&
  (!f.from || Date.parse(w.ts) >= Date.parse(f.from)) &&
  (!f.to || Date.parse(w.ts) < Date.parse(f.to));

/** The newest of both, each once, as the first has it; ids ascend in time. */
function merged(first, second, most) {
  const known = new Set(first.map((w) => w.id));
  return [...first, ...second.filter((w) => !known.has(w.id))].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, most);
}

class WriteStream extends View {
  static properties = { filter: { attribute: false }, limit: { attribute: false }, heading: {}, paused: { state: true }, next: { state: true }, more: { state: true }, cut: { state: true } };

  #waiting = [];
  /** What was drawn last: the store reads the log a second behind, and its answer must not take them away again. */
  #heardLast = [];
  #fresh = new Set();
  #skipped = 0;

  connectedCallback() {
    super.connectedCallback();
    this.listen(live, 'write', (e) => this.#heard(e.detail));
    this.listen(live, 'skipped', (e) => (this.#skipped += e.detail.lost));
    this.listen(live, 'state', (e) => (e.detail === 'live' && !this.paused ? this.refresh() : this.requestUpdate()));
    this.every(DRAW_MILLIS, () => this.#draw());
  }

  willUpdate(changed) {
    if (changed.has('filter') && JSON.stringify(changed.get('filter')) !== JSON.stringify(this.filter)) {
      this.answer = undefined;
      this.#waiting = [];
      this.#heardLast = [];
      this.paused = this.more = this.cut = false;
      this.refresh();
    }
  }

  async ask() {
    this.#fresh.clear();
    const page = await ask('writes', { ...this.filter, limit: this.limit });
    this.next = page.next;
    return { ...page, items: merged(page.items, this.#heardLast, this.limit) };
  }

  #heard(write) {
    if (!matches(write, this.filter ?? {})) return;
    this.#waiting.push(write);
    if (this.#waiting.length > WAITING_MAX) this.#waiting.shift();
  }

  #draw() {
    if (!this.#waiting.length || !this.answer) return;
    if (this.paused) {
      this.requestUpdate();
      return;
    }
    const arrived = this.#waiting.splice(0);
    this.#heardLast = merged(arrived, this.#heardLast, this.limit);
    this.#fresh = new Set(arrived.map((w) => w.id));
    const most = Math.max(this.limit, this.more ? this.answer.items.length : 0);
    this.answer = { ...this.answer, items: merged(this.answer.items, arrived, most) };
    this.next = this.answer.items.length >= this.limit ? this.answer.items.at(-1).id : this.next;
  }

  async #older() {
    this.paused = true;
    this.more = true;
    const page = await ask('writes', { ...this.filter, limit: this.limit, cursor: this.next });
    this.next = page.next;
    const items = [...this.answer.items, ...page.items];
    this.cut = this.cut || items.length > MOST_ROWS;
    this.answer = { ...this.answer, items: items.slice(-MOST_ROWS) };
  }

  #pause() {
    this.paused = !this.paused;
    if (!this.paused) {
      this.more = false;
      this.cut = false;
      this.#skipped = 0;
      this.refresh();
    }
  }

  render() {
    return html`<header><h2>${this.heading}</h2>${connection()}
        <button class="quiet pause" aria-pressed=${this.paused ? 'true' : 'false'} @click=${() => this.#pause()}>${this.paused ? 'Resume' : 'Pause'}</button>
        ${this.paused ? html`<span class="muted">${number(this.#waiting.length)}${this.#waiting.length >= WAITING_MAX ? '+' : ''} new since</span>` : nothing}
        ${this.#skipped ? html`<span class="muted" title="More was written than this page can show; the log and the store hold all of it">${number(this.#skipped)} passed too fast to show</span>` : nothing}
        ${this.limit > 20 ? exportLinks(this.filter) : nothing}</header>
      ${super.render()}`;
  }

  shown({ items }) {
    if (!items.length) {
      return empty('No write matches', Object.keys(this.filter ?? {}).length ? 'Nothing in the store has all of this. Remove a filter, or wait: a matching write appears by itself.' : 'The next write appears here by itself.');
    }
    return html`${this.cut ? html`<p class="older">Newer writes are left out here, so that the page stays quick. <button class="quiet" @click=${() => this.#pause()}>Back to the newest</button></p>` : nothing}
      ${writeTable(items, 'Writes, newest first', this.#fresh)}
      ${this.next && this.limit > 20 ? html`<p class="older"><button class="quiet" @click=${() => this.#older()}>Older writes</button></p>` : nothing}`;
  }
}

customElements.define('write-stream', WriteStream);
