// Writes per second, the writers stacked upon each other, drawn by uPlot.
import uPlot from 'uplot';
import { LitElement } from 'lit';

const HUES = ['--series-1', '--series-2', '--series-3', '--series-4', '--series-5', '--series-6', '--series-7', '--series-8'];
const MAX_LINES = 9;
const HEIGHT = 172;
const paths = uPlot.paths.stepped({ align: 1 });
const OTHERS = 'others';

/** Seconds of the axis and a line of numbers for each writer; those beyond the most active are summed. */
export function lines(points, from, until, first) {
  const totals = new Map();
  for (const p of points) totals.set(p.writer, (totals.get(p.writer) ?? 0) + p.writes);
  const before = (a, b) => first.includes(b) - first.includes(a);
  const ranked = [...totals.keys()].sort((a, b) => before(a, b) || totals.get(b) - totals.get(a));
  const most = ranked.length <= MAX_LINES ? ranked : ranked.slice(0, MAX_LINES - 1);
  const named = most.sort((a, b) => before(a, b) || a.localeCompare(b, undefined, { numeric: true }));
  if (ranked.length > named.length) named.push(OTHERS);
  const seconds = Array.from({ length: until - from }, (_, i) => from + i);
  const rows = new Map(named.map((name) => [name, new Array(seconds.length).fill(0)]));
  for (const p of points) {
    const row = rows.get(p.writer) ?? rows.get(OTHERS);
    if (row && p.second >= from && p.second < until) row[p.second - from] += p.writes;
  }
  return { seconds, rows };
}

/** Each row upon the sum of those before it; the highest first, so that the lower ones are painted over it. */
export function stacked(rows) {
  const sums = [];
  for (const row of rows) sums.push(row.map((n, i) => n + (sums.at(-1)?.[i] ?? 0)));
  return sums.reverse();
}

export class RateChart extends LitElement {
  static properties = { points: { attribute: false }, span: { attribute: false }, accused: { attribute: false } };

  #plot = null;
  #drawn = '';
  #size = new ResizeObserver(() => this.#plot?.setSize({ width: this.clientWidth, height: HEIGHT }));
  #dark = matchMedia('(prefers-color-scheme: dark)');
  #retint = () => this.#draw(true);

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#size.observe(this);
    this.#dark.addEventListener('change', this.#retint);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#size.disconnect();
    this.#dark.removeEventListener('change', this.#retint);
    this.#plot?.destroy();
    this.#plot = null;
  }

  updated() {
    this.#draw(false);
  }

  #draw(anew) {
    if (!this.points || !this.clientWidth) return;
    const { seconds, rows } = lines(this.points, this.span[0], this.span[1], this.accused ?? []);
    const data = [seconds, ...stacked([...rows.values()])];
    const kind = JSON.stringify([...rows.keys(), this.accused]);
    if (this.#plot && !anew && kind === this.#drawn) {
      this.#plot.setData(data);
      return;
    }
    this.#plot?.destroy();
    this.#drawn = kind;
    this.#plot = new uPlot(this.#options([...rows.keys()].reverse()), data, this);
    this.setAttribute('role', 'img');
    this.setAttribute('aria-label', `Writes per second of ${[...rows.keys()].join(', ')}; the ranking holds the numbers`);
  }

  #options(names) {
    const style = getComputedStyle(this);
    const colour = (name) => style.getPropertyValue(name).trim();
    let hue = names.length;
    const axis = { stroke: colour('--muted'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false }, font: '11px system-ui' };
    return {
      width: this.clientWidth,
      height: HEIGHT,
      padding: [8, 8, 0, 0],
      legend: { live: false, markers: { width: 0 } },
      cursor: { y: false, points: { show: false } },
      scales: { y: { range: (u, min, max) => [0, Math.max(4, max * 1.15)] } },
      axes: [
        { ...axis, values: (u, ticks) => ticks.map((t) => new Date(t * 1000).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })), space: 84, size: 30 },
        { ...axis, size: 40, values: (u, ticks) => ticks.map((t) => (Number.isInteger(t) ? String(t) : '')) },
      ],
      series: [
        {},
        ...names.map((name) => {
          const bad = this.accused?.includes(name);
          const fill = colour(bad ? '--poison' : name === OTHERS ? '--series-9' : HUES[--hue % HUES.length]);
          return { label: bad ? `${name} (accused)` : name, stroke: fill, fill, width: 0, paths, points: { show: false } };
        }),
      ],
    };
  }
}

customElements.define('rate-chart', RateChart);
