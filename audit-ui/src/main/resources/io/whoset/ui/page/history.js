// Writes by writer and findings over a stretch of time, which a person chooses by a button or by dragging over it.
import { html, nothing } from 'lit';
import { ask, serverNow } from './api.js';
import './chart.js';
import { number } from './parts.js';
import { isBad, to, utc } from './words.js';
import { View } from './view.js';

const SPANS = [['15 min', 900], ['1 h', 3600], ['6 h', 21600], ['24 h', 86400], ['7 d', 604800]];
const REFRESH_MILLIS = 10_000;
const MOST_FINDINGS = 1000;
const iso = (second) => new Date(second * 1000).toISOString();

/** Findings counted into the buckets of the chart, as points of one line a verdict. */
export function counted(findings, { from, step }) {
  const points = new Map();
  for (const f of findings) {
    const second = from + Math.floor((Date.parse(f.ts) / 1000 - from) / step) * step;
    const id = `${second} ${f.verdict}`;
    const point = points.get(id) ?? { second, writer: f.verdict, writes: 0 };
    point.writes++;
    points.set(id, point);
  }
  return [...points.values()];
}

class TimeChart extends View {
  static properties = { since: {}, accused: { attribute: false }, filter: { attribute: false }, low: { type: Boolean }, seconds: { state: true } };

  constructor() {
    super();
    this.seconds = 900;
  }

  connectedCallback() {
    super.connectedCallback();
    this.every(REFRESH_MILLIS, () => this.filter?.to || this.renew());
  }

  willUpdate(changed) {
    const isOther = JSON.stringify(changed.get('filter') ?? this.filter) !== JSON.stringify(this.filter);
    if (isOther) this.answer = undefined;
    if (!this.hasUpdated || changed.has('seconds') || isOther) this.refresh();
  }

  /** The stretch of the filter, where it has one; else the newest so many seconds, or all that is known. */
  #stretch() {
    const until = this.filter?.to ? Math.ceil(Date.parse(this.filter.to) / 1000) : Math.ceil(serverNow() / 1000);
    const known = this.since ? Math.floor(Date.parse(this.since) / 1000) : until - 900;
    const from = this.filter?.from ? Math.floor(Date.parse(this.filter.from) / 1000) : this.seconds ? until - this.seconds : known;
    return [Math.min(from, until - 1), until];
  }

  async ask() {
    const [from, until] = this.#stretch();
    const [rates, findings] = await Promise.all([ask('rates', { ...this.filter, from: iso(from), to: iso(until) }), ask('findings', { writer: this.filter?.writer, from: iso(from), to: iso(until), limit: MOST_FINDINGS })]);
    return { rates, findings: findings.items };
  }

  #brush(event) {
    if (!this.dispatchEvent(new CustomEvent('stretch', { detail: event.detail, cancelable: true }))) return;
    location.hash = to.writes({ ...this.filter, ...event.detail });
  }

  #spans() {
    return html`<div class="spans" role="group" aria-label="Stretch of time">${[...SPANS, ['all', 0]].map(
      ([name, seconds]) => html`<button class="quiet small" aria-pressed=${seconds === this.seconds ? 'true' : 'false'} @click=${() => (this.seconds = seconds)}>${name}</button>`,
    )}</div>`;
  }

  shown({ rates, findings }) {
    const span = [rates.from, rates.to];
    const total = rates.items.reduce((sum, p) => sum + p.writes, 0);
    const accused = this.accused ?? [...new Set(findings.filter(isBad).map((f) => f.writer))];
    const { from, to: until, ...conditions } = this.filter ?? {};
    const chosen = from || until;
    const counts = Object.keys(conditions).length ? 'writes that match' : 'writes';
    return html`<section class="panel history" aria-label="Writes and findings over time"><header><h2>Writes per second</h2>
        <span class="muted"><time datetime=${iso(rates.from)} title=${utc(iso(rates.from))}>${new Date(rates.from * 1000).toLocaleString()}</time> to <time datetime=${iso(rates.to)} title=${utc(iso(rates.to))}>${new Date(rates.to * 1000).toLocaleTimeString()}</time>, ${number(total)} ${counts}, ${rates.step === 1 ? 'each second' : `mean of each ${number(rates.step)} s`}; drag over a stretch to see its writes</span>
        ${chosen ? nothing : this.#spans()}</header>
      <rate-chart class=${this.low ? 'low' : ''} ?low=${this.low} .points=${rates.items} .span=${span} .step=${rates.step} .accused=${accused} @brush=${(e) => this.#brush(e)}></rate-chart>
      ${findings.length
        ? html`<header><h2>Findings</h2><span class="muted">${number(findings.length)}${findings.length === MOST_FINDINGS ? '+' : ''} in this time, ${rates.step === 1 ? 'each second' : `of each ${number(rates.step)} s`}; <a href="#/findings">all of them</a></span></header>
          <rate-chart class="low" counts .points=${counted(findings, rates)} .span=${span} .step=${rates.step} .accused=${[]} @brush=${(e) => this.#brush(e)}></rate-chart>`
        : html`<p class="none muted">No finding in this time.</p>`}</section>`;
  }
}

customElements.define('time-chart', TimeChart);
