// The ranking of writers, the accused first.
import { html, nothing, svg } from 'lit';
import { serverNow } from './api.js';
import { accused, bytes, number, verdict, writerLink } from './parts.js';
import { VERDICTS, ago, utc } from './words.js';

/** How many writes, as a bar of its verdicts; the longest is the busiest writer's. */
function bar(w, most) {
  let x = 0;
  return VERDICTS.map((v) => {
    const width = ((w.verdicts[v] ?? 0) / most) * 100;
    x += width;
    return width ? svg`<rect class=${v} x=${x - width} width=${width} height="6"/>` : nothing;
  });
}

const HEADS = [['Writer'], ['Verdict'], ['Writes', 'num'], ['Of them'], ['Keys', 'num'], ['Stored', 'num'], ['Last write']];

function rank(w, most) {
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

/** The table of the first so many writers. */
export const ranking = (writers, shown = writers.length) => {
  const most = Math.max(...writers.map((w) => w.writes));
  return html`<div class="sheet"><table role="table" class="ranking"><caption class="unseen">Writers, the accused first</caption>
    <thead role="rowgroup"><tr role="row">${HEADS.map(([name, kind = '']) => html`<th role="columnheader" scope="col" class=${kind}>${name}</th>`)}</tr></thead>
    <tbody role="rowgroup">${writers.slice(0, shown).map((w) => rank(w, most))}</tbody></table></div>`;
};
