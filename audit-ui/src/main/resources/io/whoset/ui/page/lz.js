// LZ4 frames and Snappy streams, unpacked as far as their bytes go: a preview is mostly the begin of one. Checksums are passed over.

/** Bytes that are read one after another; the end of them throws. */
class Input {
  #bytes;
  #at = 0;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  byte() {
    if (this.#at >= this.#bytes.length) throw new RangeError('end of what is kept');
    return this.#bytes[this.#at++];
  }

  /** A number of so many bytes, the lowest first. */
  number(count) {
    let value = 0;
    for (let i = 0; i < count; i++) value += this.byte() * 2 ** (8 * i);
    return value;
  }

  get at() {
    return this.#at;
  }
}

/** Bytes that come out, at most so many; what would be too many throws. */
class Output {
  bytes = [];
  #most;

  constructor(most) {
    this.#most = most;
  }

  put(byte) {
    if (this.bytes.length >= this.#most) throw new RangeError('no more');
    this.bytes.push(byte);
  }

  /** So many bytes as they are, which must end before a place. */
  take(input, count, end) {
    if (input.at + count > end) throw new RangeError('more than there is room for');
    for (let i = 0; i < count; i++) this.put(input.byte());
  }

  /** From what came out so far, but for what came out before a place. */
  copy(count, ago, since) {
    if (ago === 0 || ago > this.bytes.length - since) throw new RangeError('a copy from nowhere');
    for (let i = 0; i < count; i++) this.put(this.bytes[this.bytes.length - ago]);
  }
}

/** LZ4 Block Format: a length of 15 goes on in further bytes. */
function longer(input, length) {
  let more = 255;
  for (; length >= 15 && more === 255; length += more) more = input.byte();
  return length;
}

const STORED = 2 ** 31;

function lz4Block(input, output, end, since) {
  while (input.at < end) {
    const token = input.byte();
    output.take(input, longer(input, token >> 4), end);
    if (input.at >= end) return;
    const ago = input.number(2);
    output.copy(longer(input, token & 15) + 4, ago, since);
  }
}

/** LZ4 Frame Format 1.6.4; one that wants a dictionary stays closed. */
function lz4Frame(input, output) {
  if (input.number(4) !== 0x184d2204) return;
  const flags = input.byte();
  if (flags >> 6 !== 1 || flags & 1) return;
  input.number(flags & 8 ? 10 : 2);
  for (let size = input.number(4); size !== 0; size = input.number(4)) {
    if (size >= STORED) output.take(input, size - STORED, Infinity);
    else lz4Block(input, output, input.at + size, flags & 32 ? output.bytes.length : 0);
    if (flags & 16) input.number(4);
  }
}

function snappyBlock(input, output, end) {
  const since = output.bytes.length;
  while (input.byte() > 127);
  while (input.at < end) {
    const tag = input.byte();
    const high = tag >> 2;
    if ((tag & 3) === 0) output.take(input, (high < 60 ? high : input.number(high - 59)) + 1, end);
    else if ((tag & 3) === 1) output.copy((high & 7) + 4, (tag >> 5) * 256 + input.byte(), since);
    else output.copy(high + 1, input.number((tag & 3) === 2 ? 2 : 4), since);
  }
}

/** Snappy's framing_format.txt: chunks of a kind and a length; packed ones and plain ones begin with a checksum. */
function snappyStream(input, output) {
  for (;;) {
    const kind = input.byte();
    const end = input.number(3) + input.at;
    if (kind > 1 && kind < 128) return;
    if (kind <= 1) input.number(4);
    if (kind === 0) snappyBlock(input, output, end);
    else if (kind === 1) output.take(input, end - input.at, end);
    else while (input.at < end) input.byte();
  }
}

const FORMATS = { lz4: lz4Frame, snappy: snappyStream };

/** Whether a format is one of these. */
export const isLz = (format) => format in FORMATS;

/** What comes out of these bytes, at most so much; what came out before they end, or before they make no sense, is right. */
export function unpackedLz(format, bytes, most) {
  const output = new Output(most);
  try {
    FORMATS[format](new Input(bytes), output);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return output.bytes;
}
