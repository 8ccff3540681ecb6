// What is shown, as files: lines of the log, a spreadsheet, a bundle of evidence.
import { html } from 'lit';

const address = (path, params) => `/api/v1/${path}?${new URLSearchParams(Object.entries(params).filter(([, value]) => value))}`;

/** Links to the writes of a filter. */
export const exportLinks = (filter) => html`<span class="export" role="group" aria-label="Export these writes">
  <span class="muted">Export</span>
  <a href=${address('export', { ...filter, format: 'jsonl' })} download title="As the log has them, at most 100,000 writes">JSONL</a>
  <a href=${address('export', { ...filter, format: 'csv' })} download title="For a spreadsheet, at most 100,000 writes">CSV</a></span>`;

/** A link to the evidence of a finding or a key, to attach to a post-mortem. */
export const bundleLink = (about) => html`<a class="action" href=${address('bundle', about)} download title="Lines of the log, finding, damage, configuration without secrets, versions, gaps, checksums">Evidence bundle (zip)</a>`;
