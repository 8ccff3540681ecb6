// How one stored value differs from another: by JSON's parts, by lines, or by bytes. All of it is text, never markup.
import { LitElement, html, nothing } from 'lit';
import { bytesOf, hexRows } from './hexdiff.js';
import { canonical, jsonRows, parsed } from './jsondiff.js';
import { linesOf, textRows } from './textdiff.js';
import { unpacked } from './unpack.js';
import { bytes, number } from './words.js';

const MOST_ROWS = 400;
const MARKS = { ' ': ['same', '='], '~': ['changed', '≠'], '-': ['removed', '−'], '+': ['added', '+'] };
const BINARY = /^(gzip|zlib|zstd|lz4|snappy|image|binary|pickle|igbinary|msgpack|protobuf|java)$/;
const isBinary = (w) => BINARY.test(w.format ?? '') || (w.preview.match(/\\x[0-9a-f]{2}/g)?.length ?? 0) > w.preview.length / 16;

/** The ways to compare two writes, the one that tells most first; `inside` where both could be unpacked. */
export function ways(was, now, inside) {
  const json = parsed(was.preview) && parsed(now.preview);
  if (inside) return ['unpacked', 'bytes', 'text'];
  return isBinary(was) || isBinary(now) ? ['bytes', 'text'] : [...(json ? ['JSON'] : []), 'text', 'bytes'];
}

/** How much of a payload is kept, where it is not all. */
export function cut(w) {
  const kept = bytesOf(w.preview).length;
  return w.bytes > kept ? `first ${number(kept)} bytes of ${number(w.bytes)}` : '';
}

const text = (value) => (value === undefined ? '' : typeof value === 'string' ? JSON.stringify(value) : canonical(value));
const mark = (op) => html`<td role="cell" class="mark"><span aria-hidden="true">${MARKS[op][1]}</span> ${MARKS[op][0]}</td>`;
const pieces = (line) => (line ?? []).map((p) => (p.marked ? html`<mark>${p.text}</mark>` : p.text));
const kind = (op) => `diffed ${MARKS[op][0]}`;

class ValueDiff extends LitElement {
  static properties = { was: { attribute: false }, now: { attribute: false }, way: { state: true }, all: { state: true }, inside: { state: true } };

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (!changed.has('was') && !changed.has('now')) return;
    this.inside = undefined;
    const mine = [this.was, this.now];
    Promise.all(mine.map(unpacked)).then(([was, now]) => {
      if (was && now && mine[0] === this.was && mine[1] === this.now) this.inside = { was, now };
    });
  }

  render() {
    const known = ways(this.was, this.now, this.inside);
    const way = known.includes(this.way) ? this.way : known[0];
    const cuts = [['was', cut(this.was)], ['is', cut(this.now)]].filter(([, said]) => said);
    return html`<div class="how"><div class="ways" role="group" aria-label="Compare by">${known.map((name) => html`<button class="quiet" aria-pressed=${name === way ? 'true' : 'false'} @click=${() => (this.way = name)}>${name}</button>`)}</div>
        ${cuts.length ? html`<span class="cut">Compared as far as kept: ${cuts.map(([side, said]) => `${side}: ${said}`).join('; ')}</span>` : html`<span class="muted">${bytes(this.was.bytes)} and ${bytes(this.now.bytes)}, compared whole</span>`}</div>
      ${way === 'unpacked' ? this.#unpacked() : way === 'JSON' ? this.#json(this.was, this.now) : way === 'text' ? this.#text(this.was, this.now) : this.#bytes()}`;
  }

  #table(way, rows, row) {
    const differing = rows.filter((r) => r.op !== ' ').length;
    const listed = this.all ? rows : rows.filter((r) => r.op !== ' ');
    const hidden = rows.length - differing;
    return html`<p class="tally">${differing ? html`${number(differing)} ${differing === 1 ? 'difference' : 'differences'}` : cut(this.was) || cut(this.now) ? 'No difference in what is kept: they differ further on' : 'No difference but in the order or the white space'}
        ${hidden ? html`<button class="quiet" aria-pressed=${this.all ? 'true' : 'false'} @click=${() => (this.all = !this.all)}>${this.all ? 'Hide' : 'Show'} what is the same (${number(hidden)})</button>` : nothing}</p>
      ${listed.length ? html`<div class="sheet"><table role="table" class="diff by-${way}"><caption class="unseen">Differences, by ${way}</caption>
        <thead role="rowgroup"><tr role="row">${['', way === 'JSON' ? 'Part' : '', 'Was', 'Is'].filter((n, i) => i !== 1 || n).map((name) => html`<th role="columnheader" scope="col">${name || html`<span class="unseen">Difference</span>`}</th>`)}</tr></thead>
        <tbody role="rowgroup">${listed.slice(0, MOST_ROWS).map(row)}</tbody></table></div>` : nothing}
      ${listed.length > MOST_ROWS ? html`<p class="muted">and ${number(listed.length - MOST_ROWS)} more rows</p>` : nothing}`;
  }

  #unpacked() {
    const { was, now } = this.inside;
    return parsed(was.preview) && parsed(now.preview) ? this.#json(was, now) : this.#text(was, now);
  }

  #json(was, now) {
    const rows = jsonRows(parsed(was.preview).value, parsed(now.preview).value);
    return this.#table('JSON', rows, (r) => html`<tr role="row" class=${kind(r.op)}>${mark(r.op)}<td role="cell" class="mono path">${r.path || 'all of it'}</td>
      <td role="cell" class="mono was" data-label="was">${text(r.was)}</td><td role="cell" class="mono is" data-label="is">${text(r.now)}</td></tr>`);
  }

  #text(was, now) {
    const structured = [was, now].every((w) => /^\s*[{[]/.test(w.preview));
    const rows = textRows(linesOf(was.preview, structured), linesOf(now.preview, structured));
    return this.#table('text', rows, (r) => html`<tr role="row" class=${kind(r.op)}>${mark(r.op)}
      <td role="cell" class="mono was" data-label="was">${pieces(r.was)}</td><td role="cell" class="mono is" data-label="is">${pieces(r.now)}</td></tr>`);
  }

  #bytes() {
    const rows = hexRows(bytesOf(this.was.preview), bytesOf(this.now.preview)).map((r) => ({ ...r, op: [...r.was, ...r.now].some((c) => c.marked) ? '~' : ' ' }));
    const dump = (at, row) => html`<span class="muted">${at}</span> ${row.map((c) => (c.marked ? html`<mark>${c.hex}</mark> ` : `${c.hex} `))}<span class="chars">${row.map((c) => (c.marked ? html`<mark>${c.char}</mark>` : c.char))}</span>`;
    return this.#table('bytes', rows, (r) => html`<tr role="row" class=${kind(r.op)}>${mark(r.op)}
      <td role="cell" class="mono was" data-label="was">${dump(r.at, r.was)}</td><td role="cell" class="mono is" data-label="is">${dump(r.at, r.now)}</td></tr>`);
  }
}

customElements.define('value-diff', ValueDiff);
