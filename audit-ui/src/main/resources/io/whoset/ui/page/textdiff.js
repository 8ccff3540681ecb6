// What differs between two texts: by lines, and inside of a changed line by characters.
import { paired, script } from './script.js';

const MOST_CHARS = 800;

/** Lines of a text; a JSON text that was cut is broken where its structure is, so that it has lines at all. */
export function linesOf(text, structured) {
  return (structured ? broken(text) : text).split(/\r?\n/);
}

/** A line end after each `{`, `[` and `,` outside of strings, and before each closing one. */
function broken(text) {
  let out = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted && c === '\\') out += c + (text[++i] ?? '');
    else {
      if (c === '"') quoted = !quoted;
      out += quoted ? c : c.replace(/[{[,]/, '$&\n').replace(/[}\]]/, '\n$&');
    }
  }
  return out;
}

/** Rows `{ op, was, now }` of lines; those of a changed line hold pieces `{ text, marked }`. */
export function textRows(was, now) {
  return paired(script(was, now)).map((step) => (step.op === '~' ? { op: '~', ...pieces(step.was, step.now) } : { op: step.op, was: whole(step.was), now: whole(step.now) }));
}

const whole = (line) => (line === undefined ? undefined : [{ text: line, marked: false }]);

/** The two lines as pieces, those marked that the other has not; all of it where they are too long to compare. */
function pieces(was, now) {
  if (was.length > MOST_CHARS || now.length > MOST_CHARS) return { was: [{ text: was, marked: true }], now: [{ text: now, marked: true }] };
  const steps = script([...was], [...now]);
  const side = (other, name) => {
    const out = [];
    for (const step of steps) {
      if (step.op === other) continue;
      const marked = step.op !== ' ';
      if (out.at(-1)?.marked === marked) out.at(-1).text += step[name];
      else out.push({ text: step[name], marked });
    }
    return out;
  };
  return { was: side('+', 'was'), now: side('-', 'now') };
}
