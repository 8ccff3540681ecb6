// What is inside of a packed value, as far as its preview goes: the begin of a gzip or zlib stream gives the begin of its content.
import { bytesOf } from './hexdiff.js';

const METHODS = { gzip: 'gzip', zlib: 'deflate' };
const MOST_BYTES = 1 << 16;

/** Whether the browser can look into it. */
export const isPacked = (w) => w.format in METHODS && typeof DecompressionStream !== 'undefined';

/** The content as a write to compare: `{ preview, bytes, format }`; nothing where it cannot be read. */
export async function unpacked(w) {
  if (!isPacked(w)) return undefined;
  const out = [];
  try {
    const stream = new Blob([new Uint8Array(bytesOf(w.preview))]).stream().pipeThrough(new DecompressionStream(METHODS[w.format]));
    const reader = stream.getReader();
    for (let piece = await reader.read(); !piece.done && out.length < MOST_BYTES; piece = await reader.read()) out.push(...piece.value);
    await reader.cancel();
  } catch {
    // a preview that was cut: what came out before its end is right
  }
  return out.length ? { preview: textOf(out.slice(0, MOST_BYTES)), bytes: out.length, format: 'text' } : undefined;
}

/** Bytes as a preview has them: text, and `\xNN` for what is none. */
function textOf(bytes) {
  const text = new TextDecoder('utf-8').decode(new Uint8Array(bytes));
  return text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]/g, (c) => `\\x${c === '\ufffd' ? '..' : c.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
