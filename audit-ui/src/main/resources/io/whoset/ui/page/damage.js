// What a writer's bad writes still do: keys that hold one, until when, what belongs there, and the lines that remove them.
import { html, nothing } from 'lit';
import { serverNow } from './api.js';
import { copyButton, digest, keyLink, moment, writerLink } from './parts.js';
import { ago, number, until, utc } from './words.js';

const SHOWN = 20;

const version = (w) => !w.digest ? html`<span class="muted">nothing (${w.cmd})</span>` : html`${digest(w.digest)}${w.preview ? html`<span class="mono snippet">${w.preview.slice(0, 120)}</span>` : nothing}`;

const row = (k) => html`<tr role="row">
  <td role="cell" class="what">${keyLink(k.key)}</td>
  <td role="cell" class="value" data-label="holds">${version(k.bad)}</td>
  <td role="cell" class="until" data-label="until">${k.until ? html`<time datetime=${k.until} title=${utc(k.until)}>${until(k.until, serverNow())}</time>` : 'for ever'}</td>
  <td role="cell" class="value" data-label="the others store">${k.good ? html`${version(k.good)} <span class="muted">${writerLink(k.good.writer)}, ${moment(k.good.ts)}</span>` : html`<span class="muted">no clean version is known</span>`}</td>
</tr>`;

/** The panel; nothing for a writer that stored nothing bad. */
export const damage = (d) => {
  if (!d?.writes) return nothing;
  const since = html`First bad write <time datetime=${d.first} title=${utc(d.first)}>${ago(d.first, serverNow())}</time>, ${number(d.writes)} in all.`;
  if (!d.keys.length) return html`<section class="damage" aria-label="Still in the cache"><h2>Still in the cache</h2><p>${since} Nothing of it is left: it expired, was removed or was written over.</p></section>`;
  const purge = d.keys.map((k) => k.purge).join('\n') + '\n';
  return html`<section class="damage" aria-label="Still in the cache">
    <h2>Still in the cache</h2>
    <p>${since} ${number(d.keys.length)}${d.more ? ' and more' : ''} ${d.keys.length === 1 ? 'key holds' : 'keys hold'} a bad version. ${copyButton('Copy the lines that remove them', purge)}</p>
    <div class="sheet"><table role="table">
      <caption class="unseen">Keys that hold a bad version</caption>
      <thead role="rowgroup"><tr role="row"><th role="columnheader">Key</th><th role="columnheader">Holds</th><th role="columnheader">Until</th><th role="columnheader">What the others store</th></tr></thead>
      <tbody role="rowgroup">${d.keys.slice(0, SHOWN).map(row)}</tbody>
    </table></div>
    ${d.keys.length > SHOWN ? html`<p class="muted">and ${number(d.keys.length - SHOWN)} more keys: all are in the lines that remove them</p>` : nothing}
    <details><summary>The lines that remove them</summary><pre class="preview">${purge}</pre></details>
  </section>`;
};
