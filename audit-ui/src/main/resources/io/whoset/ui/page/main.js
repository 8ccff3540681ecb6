// The frame: addresses, navigation, search, keys.
import { LitElement, html, nothing } from 'lit';
import { ask, live } from './api.js';
import './compare.js';
import './findings.js';
import './key.js';
import './now.js';
import { connection } from './parts.js';
import { destination } from './words.js';
import './writer.js';
import './writes.js';

const NAV = [['#/', 'Now', 'now'], ['#/writes', 'Writes', 'writes'], ['#/findings', 'Findings', 'findings']];
const KEYS = [['/', 'search a key, digest or writer'], ['j  k', 'next, previous row'], ['Enter', 'open the row'], ['c', 'compare this version of a key'], ['x', 'change the sides of the comparison'], ['g n', 'now'], ['g w', 'writes'], ['g f', 'findings'], ['Esc', 'leave'], ['?', 'these keys']];
const FILTERS = ['key', 'prefix', 'writer', 'digest', 'verdict', 'cmd', 'from', 'to'];

function text(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** What an address names: `#/keys/…`, `#/writers/…`, `#/writes?…`, `#/findings/…`, else now. */
export function routeOf(hash) {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const [view, ...rest] = path.split('/');
  const subject = text(rest.join('/'));
  const asked = Object.fromEntries(new URLSearchParams(query));
  if (view === 'keys' && subject) return { view: 'key', key: subject, was: asked.was, now: asked.now };
  if (view === 'writers' && subject) return { view: 'writer', writer: subject };
  if (view === 'findings') return { view, id: subject };
  if (view === 'writes') return { view, filter: Object.fromEntries(Object.entries(asked).filter(([name, value]) => FILTERS.includes(name) && value)) };
  return { view: 'now' };
}

class WhosetApp extends LitElement {
  static properties = { route: { state: true }, said: { state: true } };

  #pending = '';

  createRenderRoot() {
    this.replaceChildren();
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.route = routeOf(location.hash);
    addEventListener('hashchange', () => this.#go());
    addEventListener('keydown', (e) => this.#key(e));
    live.addEventListener('state', () => this.requestUpdate());
    live.addEventListener('finding', (e) => (this.said = `${e.detail.writer}: ${e.detail.verdict}. ${e.detail.why}`));
    live.start();
  }

  #go() {
    this.route = routeOf(location.hash);
    scrollTo(0, 0);
    this.updateComplete.then(() => this.querySelector('main').focus({ preventScroll: true }));
  }

  updated() {
    const { view, key, writer } = this.route;
    document.title = `${key ?? writer ?? view[0].toUpperCase() + view.slice(1)} · whoset`;
  }

  #key(event) {
    const typing = event.target.closest?.('input, select, textarea');
    if (event.key === 'Escape' && typing) typing.blur();
    if (typing || event.ctrlKey || event.metaKey || event.altKey || this.querySelector('dialog[open]')) return;
    const chord = this.#pending + event.key;
    this.#pending = event.key === 'g' ? 'g' : '';
    const does = { '/': () => this.querySelector('#search').select(), '?': () => this.querySelector('dialog').showModal(), j: () => this.#step(1), k: () => this.#step(-1), Enter: () => this.#open(event), gn: () => (location.hash = '#/'), gw: () => (location.hash = '#/writes'), gf: () => (location.hash = '#/findings') };
    const action = does[chord] ?? does[event.key];
    if (action) {
      if (event.key !== 'Enter') event.preventDefault();
      action();
    }
  }

  #step(by) {
    const rows = [...this.querySelectorAll('[data-row]')];
    const at = rows.indexOf(document.activeElement?.closest('[data-row]'));
    rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
  }

  #open(event) {
    if (event.target.matches('[data-row]')) event.target.querySelector('a.key, a.writer')?.click();
  }

  async #search(event) {
    event.preventDefault();
    const field = this.querySelector('#search');
    const names = await ask('writers').then((r) => r.items.map((w) => w.writer)).catch(() => []);
    const target = destination(field.value, names);
    if (target) {
      location.hash = target;
      field.blur();
    }
  }

  render() {
    return html`<a class="skip" href="#/" @click=${(e) => { e.preventDefault(); this.querySelector('main').focus(); }}>Skip to the content</a>
      <header class="top">
        <a class="brand" href="#/"><svg viewBox="0 0 32 32" aria-hidden="true"><path d="M4 9l5 14 7-11 7 11 5-14" fill="none" stroke="currentColor" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round"/></svg>whoset</a>
        <nav aria-label="Views">${NAV.map(([href, name, view]) => html`<a href=${href} aria-current=${this.route.view === view ? 'page' : nothing}>${name}</a>`)}</nav>
        <form role="search" @submit=${(e) => this.#search(e)}><label class="unseen" for="search">Key, digest or writer</label>
          <input id="search" type="search" placeholder="Who set this key?" title="A key, a digest, a writer, prefix*, or writer: verdict: cmd: and a word" autocomplete="off" autocapitalize="off" spellcheck="false"><kbd aria-hidden="true">/</kbd></form>
        ${connection()}
        <button class="help" aria-label="Keyboard" title="Keyboard (?)" @click=${() => this.querySelector('dialog').showModal()}>?</button>
      </header>
      ${live.state === 'lost' ? html`<p class="banner" role="alert">Disconnected: whoset does not answer. What you see may be old; the page comes back by itself.</p>` : nothing}
      <main tabindex="-1">${this.#view()}</main>
      <p class="unseen" aria-live="polite">${this.said ?? ''}</p>
      <dialog aria-labelledby="keys"><h2 id="keys">Keyboard</h2><dl>${KEYS.map(([key, does]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${does}</dd></div>`)}</dl>
        <form method="dialog"><button autofocus>Close</button></form></dialog>`;
  }

  #view() {
    const r = this.route;
    if (r.view === 'key') return html`<key-view .route=${r}></key-view>`;
    if (r.view === 'writer') return html`<writer-view .route=${r}></writer-view>`;
    if (r.view === 'findings') return html`<findings-view .route=${r}></findings-view>`;
    return r.view === 'writes' ? html`<writes-view .route=${r}></writes-view>` : html`<now-view .route=${r}></now-view>`;
  }
}

customElements.define('whoset-app', WhosetApp);
