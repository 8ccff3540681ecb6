// What the search box offers while a person types: keys and writers of the store, filter words and their values.
import { ask } from './api.js';
import { VALUES, WORDS, unfinished } from './searchwords.js';
import { to } from './words.js';

const KEYS = 6;
const WRITERS = 5;
const FRESH_MILLIS = 10_000;

let known = { at: -FRESH_MILLIS, writers: [] };

/** Names and verdicts of the writers, asked at most every ten seconds; none where whoset does not answer. */
export async function writers() {
  if (performance.now() - known.at > FRESH_MILLIS) {
    const items = await ask('writers').then((r) => r.items).catch(() => []);
    known = { at: performance.now(), writers: items.map(({ writer, verdict }) => ({ writer, verdict })) };
  }
  return known.writers;
}

const has = (name, part) => name.toLowerCase().includes(part.toLowerCase());

async function keys(part, option) {
  if (!part) return [];
  const { items } = await ask('keys', { prefix: part.replace(/\*$/, ''), limit: KEYS }).catch(() => ({ items: [] }));
  return items.map((k) => option(k.key, { kind: 'key', note: `last by ${k.last_writer}`, verdict: k.bad ? (k.verdict === 'clean' || k.verdict === 'suspect' ? 'bad before' : k.verdict) : k.verdict }));
}

async function names(part, option) {
  return (await writers()).filter((w) => has(w.writer, part)).slice(0, WRITERS).map((w) => option(w.writer, { kind: 'writer', verdict: w.verdict }));
}

const words = (before, part) =>
  WORDS.filter(([name]) => `${name}:`.startsWith(part)).map(([name, note, example]) => ({ kind: 'filter', label: `${name}:`, note: `${note} — ${example}`, text: `${before}${name}:` }));

/** The options for a text: each with `kind`, `label`, `note`, and where it leads (`href`) or what it makes of the text (`text`). */
export async function suggestions(text) {
  const { before, name, part } = unfinished(text);
  const complete = (word) => (label, more) => ({ ...more, label, text: `${before}${word}:${/\s/.test(label) ? `"${label}"` : label} ` });
  if (name === 'writer') return names(part, complete(name));
  if (name === 'key' || name === 'prefix') return keys(part, complete(name));
  if (name) return (VALUES[name] ?? []).filter((v) => v.startsWith(part)).map((v) => complete(name)(v, { kind: 'filter' }));
  if (before) return words(before, part);
  const [ofKeys, ofWriters] = await Promise.all([
    keys(part, (label, more) => ({ ...more, label, href: to.key(label) })),
    names(part, (label, more) => ({ ...more, label, href: to.writer(label) })),
  ]);
  const all = part && !part.endsWith('*') && ofKeys.length > 1 ? [{ kind: 'keys', label: `${part}*`, note: 'all keys that begin so', href: to.keys({ prefix: part }) }] : [];
  return [...ofKeys, ...all, ...ofWriters, ...words('', part)];
}
