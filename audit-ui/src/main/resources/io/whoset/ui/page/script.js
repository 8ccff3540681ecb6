// The shortest way from one list to another: what stays, what goes, what comes.

const MOST_CELLS = 1_000_000;

/** Steps `{ op: ' ' | '-' | '+', was, now }` by the longest common subsequence; without one where that would take too long. */
export function script(was, now, same = (a, b) => a === b) {
  let head = 0;
  while (head < was.length && head < now.length && same(was[head], now[head])) head++;
  let tail = 0;
  while (tail < was.length - head && tail < now.length - head && same(was.at(-1 - tail), now.at(-1 - tail))) tail++;
  const stays = (from, to, shift) => Array.from({ length: to - from }, (_, i) => ({ op: ' ', was: was[from + i], now: now[from + i + shift] }));
  return [
    ...stays(0, head, 0),
    ...middle(was.slice(head, was.length - tail), now.slice(head, now.length - tail), same),
    ...stays(was.length - tail, was.length, now.length - was.length),
  ];
}

function middle(was, now, same) {
  if (was.length * now.length > MOST_CELLS) return [...was.map(gone), ...now.map(come)];
  const width = now.length + 1;
  const longest = new Uint32Array((was.length + 1) * width);
  for (let i = was.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      longest[i * width + j] = same(was[i], now[j]) ? longest[(i + 1) * width + j + 1] + 1 : Math.max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    }
  }
  const steps = [];
  let [i, j] = [0, 0];
  while (i < was.length && j < now.length) {
    if (same(was[i], now[j])) steps.push({ op: ' ', was: was[i++], now: now[j++] });
    else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) steps.push(gone(was[i++]));
    else steps.push(come(now[j++]));
  }
  return [...steps, ...was.slice(i).map(gone), ...now.slice(j).map(come)];
}

const gone = (was) => ({ op: '-', was });
const come = (now) => ({ op: '+', now });

/** The steps with each run of gone ones paired with the come ones that follow it: `{ op: '~', was, now }`. */
export function paired(steps) {
  const out = [];
  for (let i = 0; i < steps.length; ) {
    const from = i;
    while (steps[i]?.op === '-') i++;
    const middle = i;
    while (steps[i]?.op === '+') i++;
    if (i === from) {
      out.push(steps[i++]);
      continue;
    }
    const [old, young] = [steps.slice(from, middle), steps.slice(middle, i)];
    const both = Math.min(old.length, young.length);
    for (let n = 0; n < both; n++) out.push({ op: '~', was: old[n].was, now: young[n].now });
    out.push(...old.slice(both), ...young.slice(both));
  }
  return out;
}
