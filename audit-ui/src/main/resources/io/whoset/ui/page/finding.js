// One finding: why, the writes that prove it, and beside them what the writer's bad writes still do.
import { html, nothing } from 'lit';
import { ask } from './api.js';
import { damage } from './damage.js';
import { bundleLink } from './files.js';
import { accusation, empty, number, trouble } from './parts.js';
import { readers } from './readers.js';
import { to } from './words.js';
import { View } from './view.js';
import { writeTable } from './writetable.js';

class FindingView extends View {
  async ask() {
    const answer = await ask(`findings/${encodeURIComponent(this.route.id)}`);
    const harm = await ask(`writers/${encodeURIComponent(answer.finding.writer)}/damage`).catch(() => undefined);
    return { ...answer, harm };
  }

  render() {
    const unknown = this.error?.code === 'no-such-finding' || this.error?.code === 'bad-parameter';
    return html`<p class="kind">Finding</p><h1 class="subject mono">${this.route.id}</h1>${
      unknown ? empty('This finding is not known', html`It may be older than the store. <a href="#/findings">All findings</a>.`)
      : this.error && !this.answer ? trouble(this.error, () => this.refresh()) : super.render()}`;
  }

  shown({ finding, writes, harm }) {
    const missing = finding.evidence.writes.length - writes.length;
    return html`${accusation(finding, { linked: false })}
      <p class="files">${bundleLink({ finding: finding.id })} <a href=${to.writer(finding.writer)}>All about ${finding.writer}</a></p>
      <section class="panel" aria-label="The writes that prove it"><header><h2>The writes that prove it</h2><span class="muted">${number(writes.length)}${missing ? `; ${missing} more are only in the log` : nothing}</span></header>
        ${writes.length ? writeTable(writes, 'Writes that prove the finding, newest first') : empty('The store no longer holds them', 'The writer log does: look for their ids there.')}</section>
      ${damage(harm)}${readers(harm)}`;
  }
}

customElements.define('finding-view', FindingView);
