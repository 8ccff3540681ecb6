// How numbers, times, digests and addresses are said. Only text comes out of here, never markup.

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(undefined, { month: 'short', day: '2-digit' });
const whole = new Intl.NumberFormat('en-US');

export const number = (n) => whole.format(n ?? 0);

/** `14:03:07.123` of today, with the day before it where it is another. */
export function time(ts) {
  const date = new Date(ts);
  const millis = String(date.getMilliseconds()).padStart(3, '0');
  const text = `${clock.format(date)}.${millis}`;
  return date.toDateString() === new Date().toDateString() ? text : `${day.format(date)} ${text}`;
}

/** The same moment as the log says it. */
export const utc = (ts) => `${ts.replace('T', ' ').replace('Z', '')} UTC`;

export function ago(ts, now) {
  const seconds = Math.max(0, Math.round((now - Date.parse(ts)) / 1000));
  if (seconds < 2) return 'now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  return seconds < 86400 ? `${Math.floor(seconds / 3600)} h ago` : `${Math.floor(seconds / 86400)} d ago`;
}

/** How long it is until a moment. */
export function until(ts, now) {
  const seconds = Math.max(0, Math.round((Date.parse(ts) - now) / 1000));
  if (seconds < 60) return `in ${seconds} s`;
  if (seconds < 3600) return `in ${Math.floor(seconds / 60)} min`;
  return seconds < 86400 ? `in ${Math.floor(seconds / 3600)} h` : `in ${Math.floor(seconds / 86400)} d`;
}

export function bytes(n) {
  if (n === undefined || n === null) return '';
  if (n < 1024) return `${n} B`;
  if (n < 1 << 20) return `${(n / 1024).toFixed(1)} KB`;
  return n < 1 << 30 ? `${(n / (1 << 20)).toFixed(1)} MB` : `${(n / (1 << 30)).toFixed(1)} GB`;
}

export const micros = (n) => (n === undefined || n === null ? '' : n < 1000 ? `${n} µs` : `${(n / 1000).toFixed(1)} ms`);

/** The first 12 digits: enough to tell versions apart by eye. */
export const shortDigest = (digest) => digest.replace('sha256:', '').slice(0, 12);

export const VERDICTS = ['poison', 'stale', 'suspect', 'clean'];
/** Whether a write is stale or poisonous: more than odd. */
export const isBad = (write) => write.verdict === 'poison' || write.verdict === 'stale';
export const accused = (writer) => writer.findings?.length > 0 && (writer.verdict === 'poison' || writer.verdict === 'stale');

const LABELS = {
  odd: 'odd writes',
  opportunities: 'of comparable',
  others_odd: 'others odd',
  others_opportunities: 'others comparable',
  factor_log10: 'factor, log 10',
  first_micros: 'first',
  last_micros: 'last',
  fine_before: 'like the others before',
  fine_until_micros: 'until',
  reconnected: 'reconnected in between',
};

/** Names of the evidence's numbers, for persons. */
export const label = (name) => LABELS[name] ?? name.replaceAll('_', ' ');

const ORDER = Object.keys(LABELS);
const rank = (name) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);

/** The evidence's numbers as pairs of name and text, what convinces first. */
export const figures = (numbers) =>
  Object.entries(numbers)
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([name, value]) => [label(name), name.endsWith('_micros') ? time(new Date(value / 1000).toISOString()) : figure(value)]);

/** A number that may be huge or a fraction. */
export function figure(value) {
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return number(value);
  if (Math.abs(value) >= 1e6 || (value !== 0 && Math.abs(value) < 1e-3)) return value.toExponential(1).replace('e+', 'e');
  return String(Math.round(value * 1000) / 1000);
}

const query = (filter) => (Object.keys(filter).length ? `?${new URLSearchParams(filter)}` : '');

/** Addresses of views. */
export const to = {
  key: (key) => `#/keys/${encodeURIComponent(key)}`,
  keys: (filter = {}) => `#/keys${query(filter)}`,
  writer: (writer) => `#/writers/${encodeURIComponent(writer)}`,
  writes: (filter = {}) => `#/writes${query(filter)}`,
  finding: (id) => `#/findings/${id}`,
};
