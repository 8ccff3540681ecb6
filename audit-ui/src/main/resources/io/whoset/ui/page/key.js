// One key's history: who set it, to what, and what came back.
import { html, nothing } from 'lit';
import { ask, live, serverNow } from './api.js';
import { bytes, digest, empty, micros, moment, number, oddities, verdict, writerLink } from './parts.js';
import { ago, utc } from './words.js';
import { View } from './view.js';

const LIMIT = 200;
const REFRESH_MILLIS = 1500;

/** A name for each value in the order of its first writing, oldest first: A, B, … Z, AA. */
export function valueNames(items) {
  const names = new Map();
  for (const w of [...items].reverse()) {
    if (w.digest && !w.partial && !names.has(w.digest)) names.set(w.digest, name(names.size));
  }
  return names;
}

/** Whether this very value stands higher in the list already. */
const newer = (items, i) => Boolean(items[i].digest) && items.slice(0, i).some((w) => w.digest === items[i].digest);

const name = (n) => (n < 26 ? '' : name(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26));

class KeyView extends View {
  #due = false;

  connectedCallback() {
    super.connectedCallback();
    this.listen(live, 'write', (e) => (this.#due ||= e.detail.key === this.route.key));
    this.every(REFRESH_MILLIS, () => {
      if (this.#due) {
        this.#due = false;
        this.refresh();
      }
    });
  }

  ask() {
    return ask('writes', { key: this.route.key, limit: LIMIT });
  }

  render() {
    return html`<p class="kind">Key</p><h1 class="mono subject">${this.route.key}</h1>${super.render()}`;
  }

  shown({ items, since, next }) {
    if (!items.length) {
      return empty('No write of this key is known', html`${since ? html`The store reaches back to <time datetime=${since} title=${utc(since)}>${ago(since, serverNow())}</time>; who set it before that is not known. ` : ''}
        <a href="#/writes?${new URLSearchParams({ prefix: this.route.key })}">Look for keys that begin with it</a>.`);
    }
    const names = valueNames(items);
    const writers = [...new Set(items.map((w) => w.writer))];
    const current = items.find((w) => w.digest && w.outcome !== 'NOT_STORED' && w.outcome !== 'EXISTS');
    return html`<p class="summary">${number(items.length)}${next ? '+' : ''} ${items.length === 1 ? 'write' : 'writes'}, ${number(names.size)} ${names.size === 1 ? 'value' : 'different values'}, by ${number(writers.length)} ${writers.length === 1 ? 'writer' : 'writers'}.
        ${current ? html`Last stored by ${writerLink(current.writer)} ${ago(current.ts, serverNow())}.` : nothing}
        ${since ? html`<span class="muted">History reaches back to <time datetime=${since} title=${utc(since)}>${ago(since, serverNow())}</time>.</span>` : nothing}</p>
      <ol class="timeline" aria-label="Writes of this key, newest first">${items.map((w, i) => this.#version(w, names, !newer(items, i)))}</ol>
      ${next ? html`<p class="older"><a href="#/writes?${new URLSearchParams({ key: this.route.key })}">All of its writes</a></p>` : nothing}`;
  }

  #version(w, names, first) {
    return html`<li class="version ${w.verdict}" data-row tabindex="-1">
      <div class="head">${moment(w.ts)} ${writerLink(w.writer)} ${verdict(w.verdict)}</div>
      <div class="body">
        <span class="mono">${w.cmd} ${w.outcome ?? ''}</span>
        ${w.digest ? html`<span class="letter" title="Writes with the same letter stored the same value">${names.get(w.digest) ?? 'piece'}</span> ${digest(w.digest)}` : nothing}
        ${w.format ? html`<span>${w.format}, ${bytes(w.bytes)}</span>` : nothing}
        ${first ? nothing : html`<span class="muted">value ${names.get(w.digest)}, shown above</span>`}
        ${w.flags === undefined ? nothing : html`<span class="muted">flags ${w.flags}</span>`}
        ${w.exptime === undefined ? nothing : html`<span class="muted">exptime ${w.exptime}</span>`}
        <span class="muted">${w.peer}</span>
        ${w.rtt_us === undefined ? nothing : html`<span class="muted">${micros(w.rtt_us)}</span>`}
      </div>
      ${oddities(w.findings)}
      ${w.preview === undefined || !first ? nothing : html`<pre class="preview">${w.preview}</pre>`}</li>`;
  }
}

customElements.define('key-view', KeyView);
