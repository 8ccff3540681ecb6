// One version in a key's timeline.
import { html, nothing } from 'lit';
import { bytes, digest, micros, moment, oddities, verdict, writerLink } from './parts.js';

/** A name for each value in the order of its first writing, oldest first: A, B, … Z, AA. */
export function valueNames(items) {
  const names = new Map();
  for (const w of [...items].reverse()) {
    if (w.digest && !w.partial && !names.has(w.digest)) names.set(w.digest, name(names.size));
  }
  return names;
}

const name = (n) => (n < 26 ? '' : name(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26));

/** The entry; `first` where its value does not stand higher up already, `compare` takes it into the comparison. */
export const version = (w, names, first, compare) => html`<li class="version ${w.verdict}" data-row data-id=${w.id} tabindex="-1">
  <div class="head">${moment(w.ts)} ${writerLink(w.writer)} ${verdict(w.verdict)}</div>
  <div class="body">
    <span class="mono">${w.cmd} ${w.outcome ?? ''}</span>
    ${w.digest ? html`<span class="letter" title="Writes with the same letter stored the same value">${names.get(w.digest) ?? 'piece'}</span> ${digest(w.digest)}` : nothing}
    ${w.format ? html`<span>${w.format}, ${bytes(w.bytes)}</span>` : nothing}
    ${first ? nothing : html`<span class="muted">value ${names.get(w.digest)}, shown above</span>`}
    ${w.flags === undefined ? nothing : html`<span class="muted">flags ${w.flags}</span>`}
    ${w.exptime === undefined ? nothing : html`<span class="muted">exptime ${w.exptime}</span>`}
    <span class="muted">${w.peer}${w.process ? `, process ${w.process}` : ''}</span>
    ${w.rtt_us === undefined ? nothing : html`<span class="muted">${micros(w.rtt_us)}</span>`}
    ${compare ? html`<button class="quiet small" aria-label="Compare value ${names.get(w.digest)} of ${w.writer}" @click=${compare}>Compare</button>` : nothing}
  </div>
  ${oddities(w.findings)}
  ${w.preview === undefined || !first ? nothing : html`<pre class="preview">${w.preview}</pre>`}</li>`;
