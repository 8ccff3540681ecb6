// What the stream told and the store does not hold yet: it reads the log a second behind.
const PATIENCE_MILLIS = 15_000;

/** The newest line that a view waits for in the store's answer; ids ascend in time. */
export class Awaited {
  #id = '';
  #until = 0;

  /** This line was heard. */
  heard(id) {
    if (id > this.#id) [this.#id, this.#until] = [id, Date.now() + PATIENCE_MILLIS];
  }

  /** What the store answered, newest first. */
  answered(items) {
    if (items.length && items[0].id >= this.#id) this.#id = '';
  }

  /** Whether to ask again. A line that does not come is not waited for without end. */
  get due() {
    if (Date.now() > this.#until) this.#id = '';
    return this.#id !== '';
  }
}
