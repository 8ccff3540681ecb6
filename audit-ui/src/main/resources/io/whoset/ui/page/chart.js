// Writes per second, the writers stacked upon each other, drawn by uPlot.
import uPlot from 'uplot';
import { LitElement } from 'lit';

const HUES = ['--series-1', '--series-2', '--series-3', '--series-4', '--series-5', '--series-6', '--series-7', '--series-8'];
const MAX_LINES = HUES.length;
const HEIGHT = 172;
const LOW = 96;
const paths = uPlot.paths.stepped({ align: 1 });
const OTHERS = 'others';
const LEAST_DRAG = 5;
const VERDICT = { '--poison': 1, '--stale': 1, '--suspect': 1, '--clean': 1 };

/** Seconds of the axis and a line of numbers for each writer; those beyond the most active, and those without a name, are summed. */
export function lines(points, from, until, first, step = 1, each = step) {
  const totals = new Map();
  for (const p of points) if (p.writer !== undefined) totals.set(p.writer, (totals.get(p.writer) ?? 0) + p.writes);
  const before = (a, b) => first.includes(b) - first.includes(a);
  const ranked = [...totals.keys()].sort((a, b) => before(a, b) || totals.get(b) - totals.get(a));
  const room = MAX_LINES + (ranked.some((name) => first.includes(name)) ? 1 : 0);
  const most = ranked.length <= room ? ranked : ranked.slice(0, room - 1);
  const named = most.sort((a, b) => before(a, b) || a.localeCompare(b, undefined, { numeric: true }));
  if (ranked.length > named.length || points.some((p) => p.writer === undefined)) named.push(OTHERS);
  const seconds = Array.from({ length: Math.max(1, Math.round((until - from) / step)) }, (_, i) => from + i * step);
  const rows = new Map(named.map((name) => [name, new Array(seconds.length).fill(0)]));
  for (const p of points) {
    const row = rows.get(p.writer) ?? rows.get(OTHERS);
    if (row && p.second >= from && p.second < until) row[Math.floor((p.second - from) / step)] += p.writes / each;
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
  static properties = { points: { attribute: false }, span: { attribute: false }, step: { attribute: false }, accused: { attribute: false }, counts: { type: Boolean }, low: { type: Boolean } };

  #plot = null;
  #drawn = '';
  #size = new ResizeObserver(() => this.#plot?.setSize({ width: this.clientWidth, height: this.#height }));
  #dark = matchMedia('(prefers-color-scheme: dark)');
  #retint = () => this.#draw(true);

  get #height() {
    return this.counts || this.low ? LOW : HEIGHT;
  }

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
    const { seconds, rows } = lines(this.points, this.span[0], this.span[1], this.accused ?? [], this.step ?? 1, this.counts ? 1 : (this.step ?? 1));
    const data = [seconds, ...stacked([...rows.values()])];
    const kind = JSON.stringify([[...rows.keys()], this.accused, this.step]);
    if (this.#plot && !anew && kind === this.#drawn) {
      this.#plot.setData(data);
      return;
    }
    this.#plot?.destroy();
    this.#drawn = kind;
    this.#plot = new uPlot(this.#options([...rows.keys()].reverse()), data, this);
    this.setAttribute('role', 'img');
    this.setAttribute('aria-label', this.counts ? `Findings by verdict: ${[...rows.keys()].join(', ')}` : `Writes per second of ${[...rows.keys()].join(', ')}; the ranking holds the numbers`);
  }

  /** A stretch that was dragged over, widened to whole buckets. */
  #brushed(u) {
    if (u.select.width < LEAST_DRAG) return;
    const step = this.step ?? 1;
    const at = (x, round) => new Date(round(u.posToVal(x, 'x') / step) * step * 1000).toISOString();
    const detail = { from: at(u.select.left, Math.floor), to: at(u.select.left + u.select.width, Math.ceil) };
    u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.dispatchEvent(new CustomEvent('brush', { detail }));
  }

  #ticks(ticks) {
    const long = this.span[1] - this.span[0] > 86_400;
    return ticks.map((t) => new Date(t * 1000)[long ? 'toLocaleString' : 'toLocaleTimeString'](undefined, { ...(long ? { month: 'short', day: '2-digit' } : { second: '2-digit' }), hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }));
  }

  #options(names) {
    const style = getComputedStyle(this);
    const colour = (name) => style.getPropertyValue(name).trim();
    let hue = names.length;
    const axis = { stroke: colour('--muted'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false }, font: '11px system-ui' };
    return {
      width: this.clientWidth,
      height: this.#height,
      padding: [8, 26, 0, 0],
      legend: { live: false, markers: { width: 0 } },
      cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
      hooks: { setSelect: [(u) => this.#brushed(u)] },
      scales: { y: { range: (u, min, max) => [0, Math.max(this.counts ? 2 : 4, (max ?? 0) * 1.15)] } },
      axes: [
        { ...axis, values: (u, ticks) => this.#ticks(ticks), space: 92, size: 30 },
        { ...axis, size: 40, values: (u, ticks) => ticks.map((t) => (Number.isInteger(t) ? String(t) : '')) },
      ],
      series: [
        {},
        ...names.map((name) => {
          const bad = this.accused?.includes(name);
          const fill = colour(bad ? '--poison' : this.counts && `--${name}` in VERDICT ? `--${name}` : name === OTHERS ? '--series-9' : HUES[--hue % HUES.length]);
          return { label: bad ? `${name} (accused)` : name, stroke: fill, fill, width: 0, paths, points: { show: false } };
        }),
      ],
    };
  }
}

customElements.define('rate-chart', RateChart);
