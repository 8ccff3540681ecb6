// Questions to the server, and its live stream.

/** An answer that is an error; `code` is the server's word for it. */
export class Trouble extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

let skewMillis = 0;

/** The server's clock now, as far as the last answer tells: the chart must not depend on this machine's clock. */
export const serverNow = () => Date.now() + skewMillis;

/** Asks `/api/v1/` + path with the parameters that have a value. */
export async function ask(path, params = {}) {
  const query = new URLSearchParams(Object.entries(params).filter(([, v]) => v !== undefined && v !== null && v !== ''));
  let reply;
  try {
    reply = await fetch(`/api/v1/${path}${query.size ? `?${query}` : ''}`, { headers: { accept: 'application/json' } });
  } catch {
    throw new Trouble('unreachable', 'whoset does not answer. Is it running?');
  }
  if (reply.status === 401) {
    location.assign(`/login${location.hash}`);
  }
  const date = Date.parse(reply.headers.get('date') ?? '');
  if (!Number.isNaN(date) && Math.abs(date - Date.now() - skewMillis) > 2000) {
    skewMillis = date - Date.now();
  }
  const body = await reply.json().catch(() => ({}));
  if (!reply.ok) {
    throw new Trouble(body.error?.code ?? `status-${reply.status}`, body.error?.message ?? `The answer was ${reply.status}.`);
  }
  return body;
}

/** The log's lines as they are written; tells those who listen, and keeps the connection's state. */
class Live extends EventTarget {
  state = 'connecting';
  #source = null;
  #retry = 0;

  start() {
    this.#source = new EventSource('/api/v1/live');
    this.#source.onopen = () => this.#become('live');
    this.#source.onerror = () => {
      this.#become('lost');
      if (this.#source.readyState === EventSource.CLOSED) {
        clearTimeout(this.#retry);
        this.#retry = setTimeout(() => this.start(), 3000);
      }
    };
    for (const name of ['write', 'finding', 'gap', 'skipped', 'start', 'stop']) {
      this.#source.addEventListener(name, (event) => {
        this.dispatchEvent(new CustomEvent(name, { detail: JSON.parse(event.data) }));
      });
    }
  }

  #become(state) {
    if (this.state !== state) {
      this.state = state;
      this.dispatchEvent(new CustomEvent('state', { detail: state }));
    }
  }
}

export const live = new Live();
