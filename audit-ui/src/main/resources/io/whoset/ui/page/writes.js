// Writes: every write that the store knows, filtered, growing live.
import { html } from 'lit';
import { VERDICTS, to } from './words.js';
import './stream.js';
import { View } from './view.js';

const FIELDS = [
  ['prefix', 'Key begins with', 'search:'],
  ['writer', 'Writer', 'web-07'],
  ['cmd', 'Command', 'set'],
  ['digest', 'Digest', 'sha256:…'],
];

class WritesView extends View {
  #apply(event) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const filter = Object.fromEntries([...form].map(([k, v]) => [k, v.trim()]).filter(([, v]) => v));
    location.hash = to.writes({ ...(this.route.filter.key ? { key: this.route.filter.key } : {}), ...filter });
  }

  render() {
    const filter = this.route.filter;
    return html`<h1>Writes</h1>
      <form class="filters" @submit=${(e) => this.#apply(e)} @change=${(e) => e.currentTarget.requestSubmit()}>
        ${FIELDS.map(([name, label, hint]) => html`<label>${label}<input name=${name} .value=${filter[name] ?? ''} placeholder=${hint} autocomplete="off" spellcheck="false"></label>`)}
        <label>Verdict<select name="verdict" .value=${filter.verdict ?? ''}><option value="">any</option>${VERDICTS.map((v) => html`<option value=${v} ?selected=${v === filter.verdict}>${v}</option>`)}</select></label>
        <span class="buttons"><button>Filter</button>${Object.keys(filter).length ? html`<a class="clear" href="#/writes">Clear</a>` : ''}</span>
      </form>
      <section class="panel"><write-stream .limit=${100} .filter=${filter} heading=${Object.keys(filter).length ? 'Writes that match' : 'All writes'}></write-stream></section>`;
  }

  willUpdate() {}
}

customElements.define('writes-view', WritesView);
