// Two previews as bytes, sixteen a row.

const ROW = 16;

/** The bytes of a preview: `\xNN` stands for a byte that is no printable UTF-8, all else for itself. */
export function bytesOf(preview) {
  const out = [];
  const coder = new TextEncoder();
  for (const [, hex, text] of preview.matchAll(/\\x([01][0-9a-f]|7f|[89a-f][0-9a-f])|([^\\]+|\\)/g)) {
    if (hex) out.push(Number.parseInt(hex, 16));
    else out.push(...coder.encode(text));
  }
  return out;
}

/** Rows `{ at, was, now }` of cells `{ hex, char, marked }`, marked where the two differ at that place. */
export function hexRows(was, now) {
  const rows = [];
  for (let at = 0; at < Math.max(was.length, now.length); at += ROW) {
    rows.push({ at: at.toString(16).padStart(4, '0'), was: cells(was, now, at), now: cells(now, was, at) });
  }
  return rows;
}

const cells = (mine, other, at) =>
  mine.slice(at, at + ROW).map((byte, i) => ({
    hex: byte.toString(16).padStart(2, '0'),
    char: byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·',
    marked: byte !== other[at + i],
  }));
