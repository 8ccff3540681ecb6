// Writes: every write that the store knows, filtered, growing live.
import { html } from 'lit';
import './history.js';
import { VERDICTS, to, utc } from './words.js';
import './stream.js';
import { View } from './view.js';

const FIELDS = [
  ['prefix', 'Key begins with', 'search:'],
  ['writer', 'Writer', 'web-07'],
  ['process', 'Process', '4711 php-fpm'],
  ['cmd', 'Command', 'set'],
  ['digest', 'Digest', 'sha256:…'],
];

const pad = (n) => String(n).padStart(2, '0');

/** A moment as the browser's field for local times wants it. */
function local(ts) {
  const d = new Date(ts);
  return `${d.getFullYear()}-${pad(d.getMonth() + 1)}-${pad(d.getDate())}T${pad(d.getHours())}:${pad(d.getMinutes())}:${pad(d.getSeconds())}`;
}

class WritesView extends View {
  #apply(event) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const told = [...form].map(([k, v]) => [k, v.trim()]).filter(([, v]) => v);
    const filter = Object.fromEntries(told.map(([k, v]) => [k, k === 'from' || k === 'to' ? this.#moment(k, v) : v]));
    location.hash = to.writes({ ...(this.route.filter.key ? { key: this.route.filter.key } : {}), ...filter });
  }

  /** The field has whole seconds: a moment that was not changed stays what it was. */
  #moment(name, value) {
    const was = this.route.filter[name];
    return was && local(was) === local(value) ? was : new Date(value).toISOString();
  }

  render() {
    const filter = this.route.filter;
    return html`<h1>Writes</h1>
      <form class="filters" @submit=${(e) => this.#apply(e)} @change=${(e) => e.currentTarget.requestSubmit()}>
        ${FIELDS.map(([name, label, hint]) => html`<label>${label}<input name=${name} .value=${filter[name] ?? ''} placeholder=${hint} autocomplete="off" spellcheck="false"></label>`)}
        <label>Verdict<select name="verdict" .value=${filter.verdict ?? ''}><option value="">any</option>${['bad', ...VERDICTS].map((v) => html`<option value=${v} ?selected=${v === filter.verdict}>${v === 'bad' ? 'not clean' : v}</option>`)}</select></label>
        ${['from', 'to'].map((name) => html`<label>${name === 'from' ? 'From' : 'To'} (local time)<input type="datetime-local" step="1" name=${name} .value=${filter[name] ? local(filter[name]) : ''} title=${filter[name] ? utc(filter[name]) : ''}></label>`)}
        <span class="buttons"><button>Filter</button>${Object.keys(filter).length ? html`<a class="clear" href="#/writes">Clear</a>` : ''}</span>
      </form>
      <time-chart low .filter=${filter}></time-chart>
      <section class="panel" aria-label="Writes"><write-stream .limit=${100} .filter=${filter} heading=${Object.keys(filter).length ? 'Writes that match' : 'All writes'}></write-stream></section>`;
  }

  willUpdate() {}
}

customElements.define('writes-view', WritesView);
