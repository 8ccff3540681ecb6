// What differs between two JSON values: the order of an object's keys is no difference.
import { paired, script } from './script.js';

const DEEPEST = 60;

/** The JSON value of a text, as `{ value }`; nothing where it is none, or nothing worth comparing by parts. */
export function parsed(text) {
  try {
    const value = JSON.parse(text, exact);
    return typeof value === 'object' && value !== null ? { value } : undefined;
  } catch {
    return undefined;
  }
}

/** A whole number too large for a double stays exact where the browser gives the digits: ids that differ must differ here. */
const exact = (key, value, context) => (typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '') ? BigInt(context.source) : value);

const isObject = (v) => typeof v === 'object' && v !== null && !Array.isArray(v);

/** The value's text with keys in order, so that equal values have equal texts. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'bigint') return String(value);
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((k) => `${JSON.stringify(k)}:${canonical(value[k])}`).join(',')}}`;
}

const same = (a, b) => canonical(a) === canonical(b);

/** Rows `{ op: ' ' | '-' | '+' | '~', path, was, now }`, one a leaf or a part that is only on one side, in the order of the later value. */
export function jsonRows(was, now, path = '', depth = 0) {
  if (same(was, now)) return [{ op: ' ', path, was, now }];
  if (depth < DEEPEST && isObject(was) && isObject(now)) return objects(was, now, path, depth);
  if (depth < DEEPEST && Array.isArray(was) && Array.isArray(now)) return arrays(was, now, path, depth);
  return [{ op: '~', path, was, now }];
}

function objects(was, now, path, depth) {
  const kept = Object.keys(now).flatMap((key) =>
    Object.hasOwn(was, key) ? jsonRows(was[key], now[key], under(path, key), depth + 1) : [{ op: '+', path: under(path, key), now: now[key] }],
  );
  const gone = Object.keys(was).filter((key) => !Object.hasOwn(now, key));
  return [...kept, ...gone.map((key) => ({ op: '-', path: under(path, key), was: was[key] }))];
}

function arrays(was, now, path, depth) {
  let [i, j] = [0, 0];
  return paired(script(was, now, same)).flatMap((step) => {
    const at = `${path}[${step.op === '-' ? i : j}]`;
    if (step.op !== '+') i++;
    if (step.op !== '-') j++;
    return step.op === '~' ? jsonRows(step.was, step.now, at, depth + 1) : [{ ...step, path: at }];
  });
}

const under = (path, key) => (/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(key) ? (path ? `${path}.${key}` : key) : `${path}[${JSON.stringify(key)}]`);
