// Keys: those that begin alike, and who wrote each last.
import { html, nothing } from 'lit';
import { ask, serverNow } from './api.js';
import { empty, keyLink, number, verdict, writerLink } from './parts.js';
import { saveRows } from './save.js';
import { ago, to, utc } from './words.js';
import { View } from './view.js';

const SHOWN = 100;

const row = (k) => html`<tr role="row" data-row tabindex="-1" class="write ${k.bad ? k.verdict : ''}">
  <th role="rowheader" scope="row" class="what">${keyLink(k.key)}</th>
  <td role="cell" data-label="last by">${writerLink(k.last_writer)}</td>
  <td role="cell" data-label="when" class="muted"><time datetime=${k.last} title=${utc(k.last)}>${ago(k.last, serverNow())}</time></td>
  <td role="cell" data-label="writes" class="num">${number(k.writes)}</td>
  <td role="cell" data-label="writers" class="num">${number(k.writers)}</td>
  <td role="cell" data-label="bad" class="num">${k.bad ? number(k.bad) : ''}</td>
  <td role="cell" class="judged">${verdict(k.verdict)}</td></tr>`;

class KeysView extends View {
  ask() {
    return ask('keys', { prefix: this.route.prefix, limit: SHOWN });
  }

  #apply(event) {
    event.preventDefault();
    location.hash = to.keys(Object.fromEntries([...new FormData(event.currentTarget)].filter(([, v]) => v)));
  }

  render() {
    return html`<h1>Keys</h1>
      <form class="filters" @submit=${(e) => this.#apply(e)}><label>Key begins with<input name="prefix" .value=${this.route.prefix ?? ''} placeholder="user:" autocomplete="off" spellcheck="false"></label>
        <span class="buttons"><button>Look</button>${this.route.prefix ? html`<a class="clear" href="#/keys">Clear</a>` : nothing}</span></form>
      ${super.render()}`;
  }

  shown({ items, since }) {
    if (!items.length) {
      return empty(this.route.prefix ? 'No key begins so' : 'No write has passed yet', since ? html`The store reaches back to <time datetime=${since} title=${utc(since)}>${ago(since, serverNow())}</time>.` : 'Point a client at a listener of whoset.');
    }
    return html`<section class="panel" aria-label="Keys"><header><h2>Written last</h2><span class="muted">${number(items.length)}${items.length === SHOWN ? ', a longer begin tells more' : ''}; counts are of the newest 20,000 writes that match</span> ${saveRows('keys', items)}</header>
      <div class="sheet"><table role="table" class="keys"><caption class="unseen">Keys, written last first</caption>
        <thead role="rowgroup"><tr role="row">${[['Key'], ['Last by'], ['When'], ['Writes', 'num'], ['Writers', 'num'], ['Bad', 'num'], ['Last verdict']].map(([name, kind = '']) => html`<th role="columnheader" scope="col" class=${kind}>${name}</th>`)}</tr></thead>
        <tbody role="rowgroup">${items.map(row)}</tbody></table></div></section>`;
  }
}

customElements.define('keys-view', KeysView);
