// The table of writes: what any view shows that lists them.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { bytes, digest, keyLink, micros, moment, oddities, verdict, writerLink } from './parts.js';

const open = new Set();

function toggle(event, id) {
  if (!open.delete(id)) open.add(id);
  const row = event.currentTarget.closest('tr');
  event.currentTarget.setAttribute('aria-expanded', String(open.has(id)));
  row.nextElementSibling.hidden = !open.has(id);
}

const fact = (name, value) => (value === undefined || value === '' ? nothing : html`<div><dt>${name}</dt><dd class="mono">${value}</dd></div>`);

const details = (w) => html`<tr class="more" role="row" ?hidden=${!open.has(w.id)}><td role="cell" colspan="9">
  ${oddities(w.findings)}
  <dl class="facts">
    ${fact('peer', w.peer)}${fact('process', w.process)}${fact('conn', w.conn)}${fact('route', w.route)}${fact('upstream', w.upstream)}${fact('flags', w.flags)}
    ${fact('exptime', w.exptime)}${fact('shape', w.shape)}${fact('id', w.id)}${fact('digest', w.digest)}${fact('named by', w.named && `finding ${w.named}, after its line was written`)}
  </dl>
  ${w.preview === undefined ? nothing : html`<pre class="preview">${w.preview}</pre>`}
</td></tr>`;

const row = (w, fresh) => html`<tr role="row" class="write ${w.verdict} ${fresh ? 'fresh' : ''}" data-row tabindex="-1">
    <td role="cell" class="when"><button class="fold" aria-expanded=${open.has(w.id)} aria-label="All facts of this write" @click=${(e) => toggle(e, w.id)}><svg viewBox="0 0 10 10" aria-hidden="true"><path d="m3 1.5 4 3.5-4 3.5" fill="none" stroke="currentColor" stroke-width="1.5"/></svg></button>${moment(w.ts)}</td>
    <td role="cell" class="who">${writerLink(w.writer)}</td>
    <td role="cell" class="cmd mono">${w.cmd}${w.partial ? html` <span class="muted" title="Only a piece of the item">part</span>` : nothing}</td>
    <td role="cell" class="what">${keyLink(w.key)}</td>
    <td role="cell" class="value">${w.withheld ? html`<span class="muted" title="It is, or may be, user and password: neither digest nor preview is kept">withheld</span>` : digest(w.digest)}</td>
    <td role="cell" class="look"><span class="format">${w.format ?? ''}</span> <span class="size">${bytes(w.bytes)}</span>${w.preview ? html`<span class="mono snippet" title="First bytes of the value">${w.preview.slice(0, 160)}</span>` : nothing}</td>
    <td role="cell" class="outcome mono">${w.outcome ?? ''}</td>
    <td role="cell" class="rtt num">${micros(w.rtt_us)}</td>
    <td role="cell" class="judged">${verdict(w.verdict)}</td>
  </tr>${details(w)}`;

/** A table with a caption for those who cannot see where it stands; `fresh` are the ids that just came. */
export const writeTable = (writes, caption, fresh = new Set()) => html`<div class="sheet"><table role="table" class="writes">
  <caption class="unseen">${caption}</caption>
  <thead role="rowgroup"><tr role="row">${['Time', 'Writer', 'Cmd', 'Key', 'Digest', 'Value', 'Outcome', 'RTT', 'Verdict'].map(
    (name) => html`<th role="columnheader" scope="col" class=${name === 'RTT' ? 'num' : ''}>${name}</th>`,
  )}</tr></thead>
  <tbody role="rowgroup">${repeat(writes, (w) => w.id, (w) => row(w, fresh.has(w.id)))}</tbody>
</table></div>`;
