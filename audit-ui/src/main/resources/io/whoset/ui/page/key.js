// One key's history: who set it, to what, and what came back.
import { html, nothing } from 'lit';
import { ask, live, serverNow } from './api.js';
import { Awaited } from './awaited.js';
import { comparable } from './compare.js';
import { bundleLink, exportLinks } from './files.js';
import { empty, number, verdict, writerLink } from './parts.js';
import { version, valueNames } from './version.js';
import { ago, isBad, to, utc } from './words.js';
import { View } from './view.js';

const FIRST = 50;
const LIMIT = 200;
const REFRESH_MILLIS = 1500;

/** Whether this very value stands higher in the list already. */
const newer = (items, i) => Boolean(items[i].digest) && items.slice(0, i).some((w) => w.digest === items[i].digest);

const when = (ts) => html`<time datetime=${ts} title=${utc(ts)}>${ago(ts, serverNow())}</time>`;

class KeyView extends View {
  static properties = { chosen: { state: true } };

  #awaited = new Awaited();

  connectedCallback() {
    super.connectedCallback();
    this.listen(live, 'write', (e) => e.detail.key === this.route.key && this.#awaited.heard(e.detail.id));
    this.listen(this, 'keydown', (e) => this.#key(e));
    this.every(REFRESH_MILLIS, () => this.#awaited.due && this.renew());
  }

  willUpdate(changed) {
    super.willUpdate(changed);
    if (changed.has('route')) this.chosen = { was: this.route.was, now: this.route.now };
  }

  /** The newest are shown as soon as they are there; the store needs longer for more of a key that was written now and then in a long time. */
  async ask() {
    const { key } = this.route;
    const page = await ask('writes', { key, limit: FIRST });
    this.#awaited.answered(page.items);
    if (!page.next) return page;
    if (key === this.route.key) this.answer ??= page;
    const { items, next } = await ask('writes', { key, limit: LIMIT - FIRST, cursor: page.next });
    return { ...page, items: [...page.items, ...items], next };
  }

  /** Shows these two, and says so in the address without a step in the history. */
  #choose(chosen) {
    this.chosen = chosen;
    const query = new URLSearchParams(Object.entries(chosen).filter(([, id]) => id));
    history.replaceState(null, '', `${to.key(this.route.key)}?${query}`);
  }

  #compare(id) {
    this.#choose({ now: id });
    this.updateComplete.then(() => this.querySelector('compare-versions').scrollIntoView({ block: 'nearest' }));
  }

  #key(event) {
    const id = event.target.closest?.('[data-id]')?.dataset.id;
    if (event.key === 'c' && id && comparable(this.answer.items).some((w) => w.id === id)) this.#compare(id);
    if (event.key === 'x' && !event.target.closest('select')) this.querySelector('.swap')?.click();
  }

  render() {
    return html`<p class="kind">Key</p><h1 class="mono subject">${this.route.key}</h1>${super.render()}`;
  }

  shown({ items, since, next }) {
    if (!items.length) {
      return empty('No write of this key is known', html`${since ? html`The store reaches back to ${when(since)}; who set it before that is not known. ` : ''}
        <a href=${to.keys({ prefix: this.route.key })}>Look for keys that begin with it</a>.`);
    }
    const names = valueNames(items);
    const writers = [...new Set(items.map((w) => w.writer))];
    const current = items.find((w) => w.digest && w.outcome !== 'NOT_STORED' && w.outcome !== 'EXISTS');
    const can = new Set(names.size > 1 ? comparable(items) : []);
    return html`${this.#lead(items)}
      <p class="summary">${number(items.length)}${next ? '+' : ''} ${items.length === 1 ? 'write' : 'writes'}, ${number(names.size)} ${names.size === 1 ? 'value' : 'different values'}, by ${number(writers.length)} ${writers.length === 1 ? 'writer' : 'writers'}.
        ${current ? html`Last stored by ${writerLink(current.writer)} ${when(current.ts)}.` : nothing}
        ${since ? html`<span class="muted">History reaches back to ${when(since)}.</span>` : nothing}</p>
      <p class="files">${bundleLink({ key: this.route.key })} ${exportLinks({ key: this.route.key })}</p>
      <compare-versions .items=${items} .names=${names} .was=${this.chosen?.was} .now=${this.chosen?.now} @choose=${(e) => this.#choose(e.detail)}></compare-versions>
      <ol class="timeline" aria-label="Writes of this key, newest first">${items.map((w, i) => version(w, names, !newer(items, i), can.has(w) && (() => this.#compare(w.id))))}</ol>
      ${next ? html`<p class="older"><a href=${to.writes({ key: this.route.key })}>All of its writes</a></p>` : nothing}`;
  }

  /** Who it was, before anything else. */
  #lead(items) {
    const bad = items.find(isBad);
    if (!bad) return nothing;
    const [why] = bad.findings ?? [];
    return html`<p class="lead ${bad.verdict}">${verdict(bad.verdict)} <span>${writerLink(bad.writer)} set it ${when(bad.ts)}${why ? html`: ${why.why}` : bad.named ? html`: <a href=${to.finding(bad.named)}>the finding</a>` : nothing}.</span></p>`;
  }
}

customElements.define('key-view', KeyView);
