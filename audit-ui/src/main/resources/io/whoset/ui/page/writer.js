// One writer's sheet: what is held against it, its numbers, its writes.
import { html, nothing } from 'lit';
import { ask, serverNow } from './api.js';
import { damage } from './damage.js';
import { readers } from './readers.js';
import { accusation, bytes, empty, number, trouble, verdict } from './parts.js';
import './stream.js';
import { VERDICTS, ago, to, utc } from './words.js';
import { View } from './view.js';

/* What it left behind is the dearest question of the page, seconds where the store has tens of millions of writes: it is asked after all
   else is shown, and again when ten times as long has passed as the answer took. */
const REST = 10;

class WriterView extends View {
  #damage = { due: 0 };

  connectedCallback() {
    super.connectedCallback();
    this.every(3000, () => this.renew());
  }

  async ask() {
    const name = this.route.writer;
    const path = `writers/${encodeURIComponent(name)}`;
    const writer = await ask(path);
    if (!writer.verdicts.stale && !writer.verdicts.poison) return writer;
    const known = this.#damage.writer === name;
    if (!known && this.route.writer === name) this.answer = writer;
    const began = performance.now();
    if (!known || began >= this.#damage.due) {
      const left = await ask(`${path}/damage`);
      this.#damage = { writer: name, left, due: performance.now() + REST * (performance.now() - began) };
    }
    return { ...writer, damage: this.#damage.left };
  }

  render() {
    return html`<p class="kind">Writer</p><h1 class="subject">${this.route.writer} ${this.answer ? verdict(this.answer.verdict) : nothing}</h1>${
      this.error?.code === 'no-such-writer' ? empty('No write of this writer is known', html`It may be called by another name. <a href="#/writers">All writers</a>.`)
      : this.error && !this.answer ? trouble(this.error, () => this.refresh()) : super.render()}`;
  }

  shown(w) {
    const count = (label, value) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
    const when = (ts) => html`<time datetime=${ts} title=${utc(ts)}>${ago(ts, serverNow())}</time>`;
    return html`
      ${w.findings.map((finding) => accusation(finding, { headed: false }))}
      ${damage(w.damage)}
      ${readers(w.damage)}
      <dl class="numbers wide">
        ${count('writes', number(w.writes))}
        ${VERDICTS.filter((v) => w.verdicts[v]).map((v) => count(v, html`<a href=${to.writes({ writer: w.writer, verdict: v })}>${number(w.verdicts[v])}</a>`))}
        ${count('keys', number(w.keys))}${count('payload', bytes(w.bytes))}${count('first write', when(w.first))}${count('last write', when(w.last))}
      </dl>
      <p class="peers"><span class="muted">Connections from</span> ${w.peers.map((peer) => html`<span class="mono">${peer}</span> `)}</p>
      <section class="panel" aria-label="Its writes"><write-stream .limit=${50} .filter=${{ writer: w.writer }} heading="Its writes"></write-stream></section>`;
  }
}

customElements.define('writer-view', WriterView);
