// One writer's sheet: what is held against it, its numbers, its writes.
import { html, nothing } from 'lit';
import { ask, serverNow } from './api.js';
import { damage } from './damage.js';
import { readers } from './readers.js';
import { accusation, bytes, empty, number, trouble, verdict } from './parts.js';
import './stream.js';
import { VERDICTS, ago, to, utc } from './words.js';
import { View } from './view.js';

class WriterView extends View {
  connectedCallback() {
    super.connectedCallback();
    this.every(3000, () => this.refresh());
  }

  async ask() {
    const path = `writers/${encodeURIComponent(this.route.writer)}`;
    const writer = await ask(path);
    return { ...writer, damage: writer.verdicts.stale || writer.verdicts.poison ? await ask(`${path}/damage`) : undefined };
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
