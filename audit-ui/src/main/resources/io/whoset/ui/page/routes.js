// Addresses of the page's views.

const FILTERS = ['key', 'prefix', 'writer', 'process', 'digest', 'verdict', 'cmd', 'from', 'to'];

function text(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** What an address names: `#/keys/…`, `#/writers/…`, `#/writes?…`, `#/findings/…` and the lists of each; else now. */
export function routeOf(hash) {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const [view, ...rest] = path.split('/');
  const subject = text(rest.join('/'));
  const asked = Object.fromEntries(new URLSearchParams(query));
  if (view === 'keys') return subject ? { view: 'key', key: subject, was: asked.was, now: asked.now } : { view, prefix: asked.prefix };
  if (view === 'writers') return subject ? { view: 'writer', writer: subject } : { view };
  if (view === 'findings') return subject ? { view: 'finding', id: subject } : { view, writer: asked.writer, cursor: asked.cursor };
  if (view === 'writes') return { view, filter: Object.fromEntries(Object.entries(asked).filter(([name, value]) => FILTERS.includes(name) && value)) };
  return { view: 'now' };
}
