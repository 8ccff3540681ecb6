// Now: who is accused and why, what every writer does, what is written at this moment.
import { html, nothing } from 'lit';
import { ask, live, serverNow } from './api.js';
import './chart.js';
import { accusation, accused, empty, number } from './parts.js';
import { ranking } from './ranking.js';
import './stream.js';
import { ago, to, utc } from './words.js';
import { View } from './view.js';

const SPAN_SECONDS = 300;
const LEAST_SECONDS = 60;
const LAG_SECONDS = 2;
const RANKED = 25;

class NowView extends View {
  connectedCallback() {
    super.connectedCallback();
    this.every(2000, () => this.renew());
    this.listen(live, 'finding', () => this.refresh());
  }

  async ask() {
    const until = Math.floor(serverNow() / 1000) - LAG_SECONDS + 1;
    const from = new Date((until - SPAN_SECONDS) * 1000).toISOString();
    const [writers, rates] = await Promise.all([ask('writers'), ask('rates', { from, step: 1 })]);
    const known = writers.since ? Math.floor(Date.parse(writers.since) / 1000) : until;
    const begin = Math.max(until - SPAN_SECONDS, Math.min(known, until - LEAST_SECONDS));
    return { writers: writers.items, since: writers.since, points: rates.items, span: [begin, until] };
  }

  shown({ writers, since, points, span }) {
    if (!writers.length) {
      return empty('No write has passed yet', 'Point a client at a listener of whoset. Its first write appears here within a second.');
    }
    const guilty = writers.filter(accused);
    return html`<h1 class="unseen">Now</h1>
      <section aria-live="polite" aria-label="Accusations">${guilty.length ? this.#accusations(guilty) : this.#calm(writers, since)}</section>
      <section class="panel" aria-label="Writes per second"><header><h2>Writes per second</h2><span class="muted">of all writers, one upon the other, the accused at the bottom; drag over a stretch to see its writes</span></header>
        <rate-chart .points=${points} .span=${span} .accused=${guilty.map((w) => w.writer)} @brush=${(e) => (location.hash = to.writes(e.detail))}></rate-chart></section>
      <section class="panel" aria-label="Writers"><header><h2>Writers</h2><span class="muted">${number(writers.length)}, the accused first${since ? html`, since <time datetime=${since} title=${utc(since)}>${ago(since, serverNow())}</time>` : nothing}</span></header>
        ${ranking(writers, RANKED)}${writers.length > RANKED ? html`<p class="older"><a href="#/writers">All ${number(writers.length)} writers</a></p>` : nothing}</section>
      <section class="panel" aria-label="Written now"><write-stream .limit=${14} .filter=${{}} heading="Written now"></write-stream></section>`;
  }

  #accusations(guilty) {
    const [one] = guilty;
    return html`<h2 class="headline">${guilty.length === 1 ? html`${one.writer} stores ${one.verdict === 'stale' ? 'stale' : 'poisonous'} data` : `${guilty.length} writers are accused`}</h2>
      ${guilty.slice(0, 3).map((w) => accusation(w.findings[0]))}
      ${guilty.length > 3 ? html`<p><a href="#/findings">All accusations</a></p>` : nothing}`;
  }

  #calm(writers, since) {
    const total = writers.reduce((sum, w) => sum + w.writes, 0);
    const odd = writers.filter((w) => w.verdict !== 'clean').length;
    return html`<div class="calm"><h2>No writer is accused</h2><p>${number(total)} writes by ${number(writers.length)} ${writers.length === 1 ? 'writer' : 'writers'} were looked at${
      since ? html` since <time datetime=${since} title=${utc(since)}>${ago(since, serverNow())}</time>` : nothing
    }. ${odd ? `${odd} of them wrote something odd, which is no proof.` : 'Nothing odd was seen.'}</p></div>`;
  }
}

customElements.define('now-view', NowView);
