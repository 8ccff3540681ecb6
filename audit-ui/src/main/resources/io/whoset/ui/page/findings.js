// Findings: every accusation, newest first, a page at a time.
import { html, nothing } from 'lit';
import { ask, live } from './api.js';
import { Awaited } from './awaited.js';
import { accusation, empty, number } from './parts.js';
import { saveRows } from './save.js';
import { View } from './view.js';

const PAGE = 25;
const REFRESH_MILLIS = 1000;

class FindingsView extends View {
  #awaited = new Awaited();

  connectedCallback() {
    super.connectedCallback();
    this.listen(live, 'finding', (e) => this.#concerns(e.detail) && this.#awaited.heard(e.detail.id));
    this.every(REFRESH_MILLIS, () => this.#awaited.due && this.renew());
  }

  #concerns({ writer }) {
    return !this.route.cursor && (!this.route.writer || this.route.writer === writer);
  }

  async ask() {
    const { writer, cursor } = this.route;
    const page = await ask('findings', { limit: PAGE, writer, cursor });
    if (!cursor) this.#awaited.answered(page.items);
    return page;
  }

  #address(cursor) {
    const query = new URLSearchParams(Object.entries({ writer: this.route.writer, cursor }).filter(([, v]) => v));
    return `#/findings${query.size ? `?${query}` : ''}`;
  }

  render() {
    return html`<h1>Findings</h1>${super.render()}`;
  }

  shown({ items, next }) {
    const { writer, cursor } = this.route;
    if (!items.length) {
      return empty(cursor ? 'There are no older ones' : 'Nothing was found', 'A writer is accused here when its writes differ from what the others do on the same keys, beyond chance.');
    }
    return html`<p class="summary">${number(items.length)}${next ? '+' : ''} ${items.length === 1 ? 'accusation' : 'accusations'}${writer ? ` of ${writer}` : ''}, newest first.
        ${writer ? html`<a href="#/findings">Of all writers</a>` : nothing} ${saveRows('findings', items)}</p>
      ${items.map((f) => accusation(f))}
      <nav class="pages" aria-label="Pages">${cursor ? html`<a href=${this.#address()}>Newest</a>` : nothing} ${next ? html`<a href=${this.#address(next)}>Older</a>` : nothing}</nav>`;
  }
}

customElements.define('findings-view', FindingsView);
