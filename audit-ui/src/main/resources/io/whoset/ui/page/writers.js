// Writers: what each does over a longer time, when findings came, and the ranking of all.
import { html, nothing } from 'lit';
import { ask, live, serverNow } from './api.js';
import './history.js';
import { accused, empty, number } from './parts.js';
import { ranking } from './ranking.js';
import { saveRows } from './save.js';
import { ago, utc } from './words.js';
import { View } from './view.js';

const MORE = 100;

class WritersView extends View {
  static properties = { shownRows: { state: true } };

  constructor() {
    super();
    this.shownRows = MORE;
  }

  connectedCallback() {
    super.connectedCallback();
    this.every(5000, () => this.renew());
    this.listen(live, 'finding', () => this.refresh());
  }

  ask() {
    return ask('writers');
  }

  render() {
    return html`<h1>Writers</h1>${super.render()}`;
  }

  shown({ items, since }) {
    if (!items.length) return empty('No write has passed yet', 'Point a client at a listener of whoset. Its first write appears here within a second.');
    const guilty = items.filter(accused).map((w) => w.writer);
    return html`<p class="summary">${number(items.length)} ${items.length === 1 ? 'writer' : 'writers'}${items.length >= 1000 ? ' and more' : ''}, ${guilty.length ? `${number(guilty.length)} of them accused` : 'none of them accused'}${since ? html`, since <time datetime=${since} title=${utc(since)}>${ago(since, serverNow())}</time>` : nothing}.</p>
      <time-chart .since=${since} .accused=${guilty}></time-chart>
      <section class="panel" aria-label="Ranking"><header><h2>Ranking</h2><span class="muted">the accused first, then those with odd writes, then the busiest</span> ${saveRows('writers', items)}</header>
        ${ranking(items, this.shownRows)}
        ${items.length > this.shownRows ? html`<p class="older"><button class="quiet" @click=${() => (this.shownRows += MORE)}>Show ${number(Math.min(MORE, items.length - this.shownRows))} more</button></p>` : nothing}</section>`;
  }
}

customElements.define('writers-view', WritersView);
