// Small pieces that several views share. Every text goes through lit's bindings, which escape it.
import { html, nothing, svg } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { live } from './api.js';
import { accused, bytes, figures, micros, number, shortDigest, time, to, utc } from './words.js';

const SHAPES = {
  clean: svg`<circle cx="6" cy="6" r="3.4" fill="none" stroke="currentColor" stroke-width="1.6"/>`,
  suspect: svg`<path d="M6 1.4 10.6 6 6 10.6 1.4 6Z" fill="none" stroke="currentColor" stroke-width="1.6"/>`,
  stale: svg`<path d="M6 1.2 11 10.4H1Z" fill="currentColor"/>`,
  poison: svg`<path d="M3.7 1h4.6L11 3.7v4.6L8.3 11H3.7L1 8.3V3.7Z" fill="currentColor"/>`,
};

/** A verdict: a word and a shape, and only then a colour. */
export const verdict = (word) =>
  html`<span class="verdict ${classMap({ [word]: word in SHAPES })}"><svg viewBox="0 0 12 12" aria-hidden="true">${SHAPES[word] ?? nothing}</svg>${word}</span>`;

/** A moment: local, UTC on hover. */
export const moment = (ts) => html`<time datetime=${ts} title=${utc(ts)}>${time(ts)}</time>`;

/** A key as a link to its history. */
export const keyLink = (key) =>
  key === undefined ? html`<span class="muted">all keys</span>` : html`<a class="mono key" href=${to.key(key)} title=${key}>${key}</a>`;

export const writerLink = (writer) => html`<a class="writer" href=${to.writer(writer)}>${writer}</a>`;

async function copy(event, text) {
  const button = event.currentTarget;
  try {
    await navigator.clipboard.writeText(text);
    button.dataset.said = 'copied';
  } catch {
    button.dataset.said = 'not allowed';
  }
  setTimeout(() => delete button.dataset.said, 1200);
}

/** A digest short, with all of it on hover and in the clipboard. */
export const digest = (value) =>
  value
    ? html`<span class="digest"><a class="mono" href=${to.writes({ digest: value })} title="${value}: all writes of this value">${shortDigest(value)}</a><button
          class="copy" aria-label="Copy digest ${shortDigest(value)}" title="Copy the digest" @click=${(e) => copy(e, value)}><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z" fill="none" stroke="currentColor" stroke-width="1.4"/></svg></button></span>`
    : nothing;

/** A button that puts a text into the clipboard. */
export const copyButton = (label, text) => html`<button class="quiet say" @click=${(e) => copy(e, text)}>${label}</button>`;

/** Why a write is distrusted, one line a rule. */
export const oddities = (findings) =>
  findings?.length ? html`<ul class="oddities">${findings.map((f) => html`<li><b>${f.rule}</b> ${f.why}</li>`)}</ul>` : nothing;

/** An accusation in full: sentence, numbers, the writes that prove it. */
export const accusation = (finding, { headed = true, linked = true } = {}) => html`
  <article class="accusation ${finding.verdict}" aria-label="Accusation of ${finding.writer}">
    ${headed
      ? html`<header>${verdict(finding.verdict)}<h3>${writerLink(finding.writer)}</h3><span class="rule">${finding.rule}</span>${moment(finding.ts)}</header>`
      : html`<header>${verdict(finding.verdict)}<span class="rule">${finding.rule}</span>${moment(finding.ts)}</header>`}
    <p class="why">${finding.why}</p>
    <dl class="numbers">${figures(finding.evidence?.numbers ?? {}).map(
      ([name, text]) => html`<div><dt>${name}</dt><dd>${text}</dd></div>`,
    )}</dl>
    ${evidence(finding, linked)}
  </article>`;

function evidence(finding, linked) {
  const { writes = [], keys = [] } = finding.evidence ?? {};
  return html`<p class="evidence">
    ${writes.length && linked
      ? html`<a class="action" href=${to.finding(finding.id)}>Show the ${number(writes.length)} writes that prove it</a>`
      : nothing}
    ${keys.length ? html`<span class="keys">Keys ${keys.slice(0, 3).map((key) => html`${keyLink(key)} `)}${keys.length > 3 ? `and ${keys.length - 3} more` : ''}</span>` : nothing}
  </p>`;
}

/** The states that are no data. */
export const loading = () => html`<div class="state" role="status"><span class="bars" aria-hidden="true"><i></i><i></i><i></i></span>Asking the store</div>`;

export const empty = (title, text) => html`<div class="state"><h3>${title}</h3><p>${text}</p></div>`;

export const trouble = (error, again) => html`<div class="state error" role="alert">
  <h3>${error.code === 'unreachable' ? 'whoset does not answer' : 'No answer'}</h3>
  <p>${error.message}</p>
  <p><button class="quiet" @click=${again}>Ask again</button></p>
</div>`;

/** Whether the page sees what is written now. */
export const connection = () =>
  html`<span class="connection ${live.state}" role="status"><i aria-hidden="true"></i>${
    { live: 'live', connecting: 'connecting', lost: 'disconnected' }[live.state]
  }</span>`;

export { accused, bytes, html, micros, nothing, number };
