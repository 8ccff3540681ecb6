// What is inside of a packed value, as far as its preview goes: the begin of a stream gives the begin of its content. Not of Zstandard's, whose first block
// is mostly longer than a preview.
import { bytesOf } from './hexdiff.js';
import { isLz, unpackedLz } from './lz.js';

const METHODS = { gzip: 'gzip', zlib: 'deflate' };
const MOST_BYTES = 1 << 16;
/** PHP's memcached extension puts the length of the content before it, in so many bytes. */
const LENGTH = 4;

/** RFC 1950 and 1951, as the server tells it: a window of 32 KB, a check that fits, no dictionary, and a first block of a kind that exists. */
const isZlib = ([first, second, block]) => first === 0x78 && (0x7800 | second) % 31 === 0 && !(second & 0x20) && (block & 6) !== 6;

/** The content as a write to compare: `{ preview, bytes, format }`; nothing where it cannot be read. */
export async function unpacked(w) {
  const out = isLz(w.format) ? unpackedLz(w.format, bytesOf(w.preview), MOST_BYTES) : w.format in METHODS ? await inflated(w) : [];
  return out.length ? { preview: textOf(out.slice(0, MOST_BYTES)), bytes: out.length, format: 'text' } : undefined;
}

/** By the browser itself. */
async function inflated(w) {
  const out = [];
  const kept = bytesOf(w.preview);
  const begin = w.format === 'zlib' && !isZlib(kept) ? LENGTH : 0;
  try {
    const stream = new Blob([new Uint8Array(kept.slice(begin))]).stream().pipeThrough(new DecompressionStream(METHODS[w.format]));
    const reader = stream.getReader();
    for (let piece = await reader.read(); !piece.done && out.length < MOST_BYTES; piece = await reader.read()) out.push(...piece.value);
    await reader.cancel();
  } catch {
    // a preview that was cut, or a browser without it: what came out before is right
  }
  return out;
}

/** Bytes as a preview has them: text, and `\xNN` for what is none. */
function textOf(bytes) {
  const text = new TextDecoder('utf-8').decode(new Uint8Array(bytes));
  return text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]/g, (c) => `\\x${c === '\ufffd' ? '..' : c.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
