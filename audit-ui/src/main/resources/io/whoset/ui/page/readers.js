// Who asked for keys while they held a bad version: how far the damage went.
import { html, nothing } from 'lit';
import { moment, writerLink } from './parts.js';
import { number } from './words.js';

const SHOWN = 10;

const row = (r) => html`<tr role="row">
  <td role="cell" class="what">${writerLink(r.writer)}</td>
  <td role="cell" class="number" data-label="reads">${number(r.reads)}</td>
  <td role="cell" class="number" data-label="bad versions">${number(r.versions)}</td>
  <td role="cell" data-label="last">${moment(r.last)}</td>
</tr>`;

/** The panel; nothing where nobody is known to have asked. */
export const readers = (d) => {
  if (!d?.reads) return nothing;
  return html`<section class="damage" aria-label="Who read it">
    <h2>Who read it</h2>
    <p>Keys that held one of its bad versions were asked for ${number(d.reads)} ${d.reads === 1 ? 'time' : 'times'} since whoset was started.</p>
    <div class="sheet"><table role="table">
      <caption class="unseen">Clients that asked for a key while it held a bad version</caption>
      <thead role="rowgroup"><tr role="row"><th role="columnheader">Client</th><th role="columnheader">Reads</th><th role="columnheader">Bad versions</th><th role="columnheader">Last</th></tr></thead>
      <tbody role="rowgroup">${d.readers.slice(0, SHOWN).map(row)}</tbody>
    </table></div>
    ${d.readers.length > SHOWN ? html`<p class="muted">and ${number(d.readers.length - SHOWN)} more clients, see the API</p>` : nothing}
  </section>`;
};
