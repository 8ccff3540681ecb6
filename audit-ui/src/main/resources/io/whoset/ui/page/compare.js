// Two versions of a key beside each other: which two, and what differs.
import { LitElement, html, nothing } from 'lit';
import './diff.js';
import { verdict, writerLink } from './parts.js';
import { isBad, time } from './words.js';

/** Writes whose value can be compared: whole ones with a preview. */
export const comparable = (items) => items.filter((w) => w.digest && !w.partial && w.preview !== undefined);

/** The version that a bad one is held against: the newest clean one of another writer with another value, else the one before it. */
export function against(items, now) {
  const others = items.filter((w) => w.digest !== now.digest);
  const older = others.filter((w) => w.id < now.id);
  return (isBad(now) ? others.find((w) => w.verdict === 'clean' && w.writer !== now.writer) : undefined) ?? older[0] ?? others[0];
}

/** Which two to show at first: the newest bad one, else the newest, and what belongs there. */
export function chosen(items, was, now) {
  const right = items.find((w) => w.id === now) ?? items.find(isBad) ?? items[0];
  const left = items.find((w) => w.id === was && w !== right) ?? (right && against(items, right));
  return left && right ? { was: left, now: right } : undefined;
}

class CompareVersions extends LitElement {
  static properties = { items: { attribute: false }, names: { attribute: false }, was: {}, now: {} };

  createRenderRoot() {
    return this;
  }

  #choose(was, now) {
    this.dispatchEvent(new CustomEvent('choose', { detail: { was, now } }));
  }

  render() {
    const versions = comparable(this.items);
    const two = chosen(versions, this.was, this.now);
    if (!two) return nothing;
    const pick = (name, one, put) => html`<label>${name}<select @change=${(e) => put(e.target.value)}>${versions.map(
      (w) => html`<option value=${w.id} .selected=${w === one}>${this.names.get(w.digest)} · ${time(w.ts)} · ${w.writer} · ${w.verdict}</option>`,
    )}</select></label>`;
    return html`<section class="panel compare" aria-label="What differs"><header><h2>What differs</h2><span class="muted">${writerLink(two.now.writer)} ${verdict(two.now.verdict)} against ${writerLink(two.was.writer)} ${verdict(two.was.verdict)}</span></header>
      <div class="picks">${pick('Was', two.was, (id) => this.#choose(id, two.now.id))}
        <button class="quiet swap" title="Change sides (x)" aria-label="Change sides" @click=${() => this.#choose(two.now.id, two.was.id)}>⇄</button>
        ${pick('Is', two.now, (id) => this.#choose(two.was.id, id))}</div>
      ${two.was.digest === two.now.digest ? html`<p class="tally">The same value: equal digests</p>` : html`<value-diff .was=${two.was} .now=${two.now}></value-diff>`}</section>`;
  }
}

customElements.define('compare-versions', CompareVersions);
