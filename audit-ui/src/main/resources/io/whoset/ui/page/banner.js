// What spoils the record: writes around whoset, gaps, a disk that refuses, a store that is behind. Nothing where all is well.
import { html, nothing } from 'lit';
import { ask, live } from './api.js';
import { number } from './parts.js';
import { View } from './view.js';

const ASK_MILLIS = 10_000;
const BEHIND_ROWS = 100_000;
const many = (n, one, more) => `${number(n)} ${n === 1 ? one : more}`;

/** The sentences for a state, the worst first. */
export function complaints(s) {
  const said = [];
  for (const b of s.bypasses ?? []) {
    const who = b.peers.length ? ` Connected there, and not by whoset: ${b.peers.slice(0, 5).join(', ')}.` : '';
    said.push(`${b.now ? 'Writes reach memcached around whoset' : 'Writes reached memcached around whoset'} on route ${b.route}, at least ${number(b.writes)}: who made them is not in the record, and what a key holds may differ from what is shown.${b.now ? who : ''}`);
  }
  if (s.log_stalled) said.push('The disk refuses the writer log: writes wait or are counted as lost.');
  if (s.lost || s.gaps) said.push(`The record has ${many(s.gaps, 'gap', 'gaps')} since whoset was started: ${s.lost ? `at least ${many(s.lost, 'write', 'writes')} could not be recorded` : 'how many writes could not be recorded is not known'}.`);
  if (s.store_behind > BEHIND_ROWS) said.push(`The store is ${number(s.store_behind)} rows behind the log: what you see is older than it looks.`);
  return said;
}

class RecordBanner extends View {
  connectedCallback() {
    super.connectedCallback();
    this.refresh();
    this.every(ASK_MILLIS, () => this.refresh());
    this.listen(live, 'gap', () => this.refresh());
    this.listen(live, 'state', (e) => e.detail === 'live' && this.refresh());
  }

  async ask() {
    const state = await ask('state');
    this.dispatchEvent(new CustomEvent('known', { detail: state }));
    return state;
  }

  render() {
    const said = this.answer ? complaints(this.answer) : [];
    return said.length ? html`<div class="banner record" role="status">${said.map((text) => html`<p>${text}</p>`)}</div>` : nothing;
  }
}

customElements.define('record-banner', RecordBanner);
