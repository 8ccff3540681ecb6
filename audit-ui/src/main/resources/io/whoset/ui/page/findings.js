// Findings: every accusation; and one of them with the writes that prove it.
import { html, nothing } from 'lit';
import { ask, live } from './api.js';
import { accusation, empty, number } from './parts.js';
import { View } from './view.js';
import { writeTable } from './writetable.js';

const PAGES = 5;
const PAGE = 1000;

/** The writes of the evidence, which the store gives by its own order: from the newest of them back to the oldest. */
async function proof(finding) {
  const wanted = new Set(finding.evidence.writes);
  const found = [];
  let cursor = after([...wanted].sort().at(-1));
  for (let i = 0; i < PAGES && cursor && found.length < wanted.size; i++) {
    const page = await ask('writes', { writer: finding.writer, limit: PAGE, cursor });
    found.push(...page.items.filter((w) => wanted.has(w.id)));
    cursor = page.next;
  }
  return found;
}

/** The id right after this one: 16 hex digits, more than a number holds. */
const after = (id) => (id ? (BigInt(`0x${id}`) + 1n).toString(16).padStart(16, '0') : undefined);

class FindingsView extends View {
  connectedCallback() {
    super.connectedCallback();
    this.listen(live, 'finding', () => this.refresh());
  }

  async ask() {
    const { items } = await ask('findings', { limit: PAGE });
    if (!this.route.id) return { items };
    const one = items.find((f) => f.id === this.route.id);
    return { one, writes: one ? await proof(one) : [] };
  }

  shown({ items, one, writes }) {
    if (this.route.id) return this.#one(one, writes);
    return html`<h1>Findings</h1>${items.length
      ? html`<p class="summary">${number(items.length)} ${items.length === 1 ? 'accusation' : 'accusations'}, newest first.</p>${items.map((f) => accusation(f))}`
      : empty('Nothing was found', 'A writer is accused here when its writes differ from what the others do on the same keys, beyond chance.')}`;
  }

  #one(finding, writes) {
    if (!finding) return html`<h1>Finding</h1>${empty('This finding is not known', html`It may be older than the store. <a href="#/findings">All findings</a>.`)}`;
    const missing = finding.evidence.writes.length - writes.length;
    return html`<p class="kind">Finding</p><h1 class="subject mono">${finding.id}</h1>
      ${accusation(finding, { linked: false })}
      <section class="panel"><header><h2>The writes that prove it</h2><span class="muted">${number(writes.length)}${missing ? `; ${missing} more are only in the log` : nothing}</span></header>
        ${writes.length ? writeTable(writes, 'Writes that prove the finding, newest first') : empty('The store no longer holds them', 'The writer log does: look for their ids there.')}</section>`;
  }
}

customElements.define('findings-view', FindingsView);
