// Now: who is accused and why, what every writer does, what is written at this moment.
import { html, nothing, svg } from 'lit';
import { ask, live, serverNow } from './api.js';
import './chart.js';
import { accusation, accused, bytes, empty, number, verdict, writerLink } from './parts.js';
import './stream.js';
import { VERDICTS, ago, utc } from './words.js';
import { View } from './view.js';

const SPAN_SECONDS = 300;
const LEAST_SECONDS = 60;
const LAG_SECONDS = 2;

/** How many writes, as a bar of its verdicts; the longest is the busiest writer's. */
function bar(w, most) {
  let x = 0;
  return VERDICTS.map((v) => {
    const width = ((w.verdicts[v] ?? 0) / most) * 100;
    x += width;
    return width ? svg`<rect class=${v} x=${x - width} width=${width} height="6"/>` : nothing;
  });
}

class NowView extends View {
  connectedCallback() {
    super.connectedCallback();
    this.every(2000, () => this.refresh());
    this.listen(live, 'finding', () => this.refresh());
  }

  async ask() {
    const until = Math.floor(serverNow() / 1000) - LAG_SECONDS + 1;
    const from = new Date((until - SPAN_SECONDS) * 1000).toISOString();
    const [writers, rates] = await Promise.all([ask('writers'), ask('rates', { from })]);
    const known = writers.since ? Math.floor(Date.parse(writers.since) / 1000) : until;
    const begin = Math.max(until - SPAN_SECONDS, Math.min(known, until - LEAST_SECONDS));
    return { writers: writers.items, since: writers.since, points: rates.items, span: [begin, until] };
  }

  shown({ writers, since, points, span }) {
    if (!writers.length) {
      return empty('No write has passed yet', 'Point a client at a listener of whoset. Its first write appears here within a second.');
    }
    const guilty = writers.filter(accused);
    return html`
      <section aria-live="polite" aria-label="Accusations">${guilty.length ? this.#accusations(guilty) : this.#calm(writers, since)}</section>
      <section class="panel"><header><h2>Writes per second</h2><span class="muted">of all writers, one upon the other, the accused at the bottom</span></header>
        <rate-chart .points=${points} .span=${span} .accused=${guilty.map((w) => w.writer)}></rate-chart></section>
      <section class="panel"><header><h2>Writers</h2><span class="muted">${number(writers.length)}, the accused first${since ? html`, since <time datetime=${since} title=${utc(since)}>${ago(since, serverNow())}</time>` : nothing}</span></header>
        ${this.#ranking(writers)}</section>
      <section class="panel"><write-stream .limit=${14} .filter=${{}} heading="Written now"></write-stream></section>`;
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

  #ranking(writers) {
    const most = Math.max(...writers.map((w) => w.writes));
    return html`<div class="sheet"><table role="table" class="ranking"><caption class="unseen">Writers, the accused first</caption>
      <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Writer</th><th role="columnheader" scope="col">Verdict</th><th role="columnheader" scope="col" class="num">Writes</th>
        <th role="columnheader" scope="col">Of them</th><th role="columnheader" scope="col" class="num">Keys</th><th role="columnheader" scope="col" class="num">Stored</th><th role="columnheader" scope="col">Last write</th></tr></thead>
      <tbody role="rowgroup">${writers.map((w) => this.#rank(w, most))}</tbody></table></div>`;
  }

  #rank(w, most) {
    const odd = VERDICTS.filter((v) => v !== 'clean' && w.verdicts[v]);
    return html`<tr role="row" class=${accused(w) ? 'accused' : ''} data-row tabindex="-1">
      <th role="rowheader" scope="row">${writerLink(w.writer)}${w.peers[0] && !w.peers[0].startsWith(w.writer) ? html`<span class="peer mono">${w.peers[0]}</span>` : nothing}</th>
      <td role="cell">${verdict(w.verdict)}</td>
      <td role="cell" class="num">${number(w.writes)}</td>
      <td role="cell" class="mix"><svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">${bar(w, most)}</svg>
        <span>${odd.length ? odd.map((v) => `${number(w.verdicts[v])} ${v}`).join(', ') : 'all clean'}</span></td>
      <td role="cell" class="num">${number(w.keys)}</td>
      <td role="cell" class="num">${bytes(w.bytes)}</td>
      <td role="cell" class="muted"><time datetime=${w.last} title=${utc(w.last)}>${ago(w.last, serverNow())}</time></td></tr>`;
  }
}

customElements.define('now-view', NowView);
