// The rows that a view shows, saved as a file by the browser itself: they are here already.
import { html } from 'lit';

const FORMULA = /^[=+\-@\t\r\n]/;

/** As WriteExport does it: in quotes (RFC 4180), and what a spreadsheet would take for a formula behind an apostrophe (OWASP, CSV Injection). */
const cell = (value) => {
  const text = value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return `"${(typeof value !== 'number' && FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};

const csv = (rows) => {
  const columns = [...new Set(rows.flatMap(Object.keys))];
  return [columns.map(cell), ...rows.map((row) => columns.map((column) => cell(row[column])))].map((line) => `${line}\r\n`);
};

const save = (name, type, lines) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(lines, { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
};

/** Two buttons that save rows: as the API answers them, an object a line, and as a table. */
export const saveRows = (what, rows) => html`<span class="export" role="group" aria-label="Export these ${what}">
  <span class="muted">Export</span>
  <button class="quiet" @click=${() => save(`whoset-${what}.jsonl`, 'application/x-ndjson', rows.map((row) => `${JSON.stringify(row)}\n`))} title="As the API answers them">JSONL</button>
  <button class="quiet" @click=${() => save(`whoset-${what}.csv`, 'text/csv', csv(rows))} title="For a spreadsheet">CSV</button></span>`;
