// What the search box understands: a key, prefix*, a digest, a writer, or filter words. Only text and addresses come out of here.
import { to } from './words.js';

/** The filter words: name, what it takes, an example. */
export const WORDS = [
  ['writer', 'who wrote', 'writer:10.1.2.3'],
  ['process', 'its process on this machine, as pid, name or both', 'process:php-fpm'],
  ['key', 'one key, exactly', 'key:user:42'],
  ['prefix', 'keys that begin so', 'prefix:user:'],
  ['verdict', 'bad, poison, stale, suspect or clean', 'verdict:bad'],
  ['cmd', 'the command as sent', 'cmd:set'],
  ['digest', 'sha256: of a value', 'digest:sha256:…'],
  ['since', 'how long back: 30m, 2h, 7d', 'since:2h'],
  ['from', 'a time in UTC', 'from:2026-01-31T12:00Z'],
  ['to', 'a time in UTC', 'to:2026-01-31T13:00Z'],
];
export const VALUES = { verdict: ['bad', 'poison', 'stale', 'suspect', 'clean'], cmd: ['set', 'add', 'replace', 'cas', 'ms', 'append', 'prepend', 'incr', 'decr', 'touch', 'delete', 'flush_all'], since: ['10m', '1h', '2h', '24h', '7d'] };

const NAMES = WORDS.map(([name]) => name);
const WORD = new RegExp(`^(${NAMES.join('|')}):(.*)$`, 's');
const DIGEST = /^(sha256:)?[0-9a-f]{64}$/i;
const SECONDS = { s: 1, m: 60, h: 3600, d: 86400 };

/** Words apart at spaces, unless quotes hold them together: `writer:"web 1" cmd:set`. */
export const tokens = (text) => [...text.matchAll(/((?:[^\s"]|"[^"]*")+)/g)].map(([all]) => (WORD.test(all) ? all.replace(/^(\w+):"([^"]*)"$/s, '$1:$2') : all));

function time(name, value, now) {
  const back = /^(\d{1,6})\s*([smhd])$/.exec(value);
  if (name === 'since' && back) return new Date(now - Number(back[1]) * SECONDS[back[2]] * 1000).toISOString();
  const at = Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value}Z`);
  return name === 'since' || Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

/** The filter that words mean, and the first word that means nothing: `{ filter, wrong }`. */
export function parsed(text, now) {
  const filter = {};
  for (const token of tokens(text)) {
    const [, name, value] = WORD.exec(token) ?? [];
    if (!name) {
      filter[token.endsWith('*') ? 'prefix' : 'key'] = token.replace(/\*$/, '');
    } else if (!value) {
      return { filter, wrong: `${name}: needs a value` };
    } else if (name === 'since' || name === 'from' || name === 'to') {
      const at = time(name, value, now);
      if (!at) return { filter, wrong: `${name}: does not take "${value}", try ${name === 'since' ? '30m, 2h or 7d' : '2026-01-31T12:00Z'}` };
      filter[name === 'to' ? 'to' : 'from'] = at;
    } else if (name === 'verdict' && !VALUES.verdict.includes(value)) {
      return { filter, wrong: `verdict: does not take "${value}", try ${VALUES.verdict.join(', ')}` };
    } else {
      filter[name] = name === 'digest' && /^[0-9a-f]/i.test(value) && !value.startsWith('sha256:') ? `sha256:${value.toLowerCase()}` : value;
    }
  }
  return { filter };
}

/** Whether a text is made of filter words. */
export const isFilter = (text) => WORD.test(tokens(text.trim())[0] ?? '');

/** Where a text leads: `{ href }`, `{ wrong }`, or nothing for no text. */
export function destination(text, writers, now) {
  const words = text.trim();
  if (!words) return {};
  if (DIGEST.test(words)) return { href: to.writes({ digest: `sha256:${words.toLowerCase().replace('sha256:', '')}` }) };
  if (isFilter(words)) {
    const { filter, wrong } = parsed(words, now);
    if (wrong) return { wrong };
    const only = Object.keys(filter).length === 1;
    return { href: only && filter.key ? to.key(filter.key) : only && filter.writer && writers.includes(filter.writer) ? to.writer(filter.writer) : to.writes(filter) };
  }
  if (words.endsWith('*')) return { href: to.keys({ prefix: words.slice(0, -1) }) };
  return { href: writers.includes(words) ? to.writer(words) : to.key(words) };
}

/** What the last word of a text wants completed: `{ before, name, part }`; name is empty for a subject without a word. */
export function unfinished(text) {
  const at = Math.max(text.lastIndexOf(' '), -1) + 1;
  const [, name = '', part] = WORD.exec(text.slice(at)) ?? [];
  return name ? { before: text.slice(0, at), name, part } : { before: isFilter(text) ? text.slice(0, at) : '', name: '', part: isFilter(text) ? text.slice(at) : text };
}
