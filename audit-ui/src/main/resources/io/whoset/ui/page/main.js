// The frame: addresses, navigation, search, keys.
import { LitElement, html, nothing } from 'lit';
import { live } from './api.js';
import './banner.js';
import './compare.js';
import './finding.js';
import './findings.js';
import './key.js';
import './keys.js';
import './now.js';
import { connection } from './parts.js';
import { routeOf } from './routes.js';
import './search.js';
import './writer.js';
import './writers.js';
import './writes.js';

const NAV = [['#/', 'Now', 'now'], ['#/writers', 'Writers', 'writers'], ['#/keys', 'Keys', 'keys'], ['#/writes', 'Writes', 'writes'], ['#/findings', 'Findings', 'findings']];
const KEYS = [['/', 'search a key, digest or writer'], ['↓  ↑', 'choose what the search offers'], ['j  k', 'next, previous row'], ['Enter', 'open the row'], ['c', 'compare this version of a key'], ['x', 'change the sides of the comparison'], ['g n', 'now'], ['g r', 'writers'], ['g k', 'keys'], ['g w', 'writes'], ['g f', 'findings'], ['Esc', 'leave'], ['?', 'these keys']];
const CHORDS = Object.fromEntries(Object.entries({ gn: '#/', gr: '#/writers', gk: '#/keys', gw: '#/writes', gf: '#/findings' }).map(([chord, hash]) => [chord, () => (location.hash = hash)]));

class WhosetApp extends LitElement {
  static properties = { route: { state: true }, said: { state: true }, login: { state: true } };

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
    const { view, key, writer, id } = this.route;
    document.title = `${key ?? (view === 'writer' ? writer : id) ?? view[0].toUpperCase() + view.slice(1)} · whoset`;
  }

  #key(event) {
    const typing = event.target.closest?.('input, select, textarea');
    if (event.key === 'Escape' && typing) typing.blur();
    if (typing || event.ctrlKey || event.metaKey || event.altKey || this.querySelector('dialog[open]')) return;
    const chord = this.#pending + event.key;
    this.#pending = event.key === 'g' ? 'g' : '';
    const does = { '/': () => this.querySelector('search-box').enter(), '?': () => this.querySelector('dialog').showModal(), j: () => this.#step(1), k: () => this.#step(-1), Enter: () => this.#open(event), ...CHORDS };
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

  render() {
    return html`<a class="skip" href="#/" @click=${(e) => { e.preventDefault(); this.querySelector('main').focus(); }}>Skip to the content</a>
      <header class="top">
        <a class="brand" href="#/"><svg viewBox="0 0 32 32" aria-hidden="true"><path d="M4 9l5 14 7-11 7 11 5-14" fill="none" stroke="currentColor" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round"/></svg>whoset</a>
        <nav aria-label="Views">${NAV.map(([href, name, view]) => html`<a href=${href} aria-current=${view.startsWith(this.route.view) ? 'page' : nothing}>${name}</a>`)}</nav>
        <search-box></search-box>
        ${connection()}
        <button class="help" aria-label="Keyboard" title="Keyboard (?)" @click=${() => this.querySelector('dialog').showModal()}>?</button>
        ${this.login ? html`<form method="post" action="/logout" class="logout"><button class="quiet small">Log out</button></form>` : nothing}
      </header>
      <record-banner @known=${(e) => (this.login = e.detail.login)}></record-banner>
      ${live.state === 'lost' ? html`<p class="banner" role="alert">Disconnected: whoset does not answer. What you see may be old; the page comes back by itself.</p>` : nothing}
      <main tabindex="-1">${this.#view()}</main>
      <p class="unseen" aria-live="polite">${this.said ?? ''}</p>
      <dialog aria-labelledby="keys"><h2 id="keys">Keyboard</h2><dl>${KEYS.map(([key, does]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${does}</dd></div>`)}</dl>
        <form method="dialog"><button autofocus>Close</button></form></dialog>`;
  }

  #view() {
    const r = this.route;
    const views = {
      now: html`<now-view .route=${r}></now-view>`,
      writers: html`<writers-view .route=${r}></writers-view>`,
      writer: html`<writer-view .route=${r}></writer-view>`,
      keys: html`<keys-view .route=${r}></keys-view>`,
      key: html`<key-view .route=${r}></key-view>`,
      writes: html`<writes-view .route=${r}></writes-view>`,
      findings: html`<findings-view .route=${r}></findings-view>`,
      finding: html`<finding-view .route=${r}></finding-view>`,
    };
    return views[r.view];
  }
}

customElements.define('whoset-app', WhosetApp);
