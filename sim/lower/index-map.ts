/** A map from small numbers (positions in a list): as an array it is copied and compared faster than a `Map`. */
export class IndexMap<V extends object> {
  #values: (V | undefined)[] = [];

  get(index: number): V | undefined {
    return this.#values[index];
  }

  set(index: number, value: V): void {
    while (this.#values.length < index) this.#values.push(undefined);
    this.#values[index] = value;
  }

  delete(index: number): void {
    if (index < this.#values.length) this.#values[index] = undefined;
  }

  copy(): IndexMap<V> {
    const copy = new IndexMap<V>();
    copy.#values = this.#values.slice();
    return copy;
  }

  /** Keeps what both have, as `join` makes of the two values; drops it where that is undefined. */
  joinWith(other: IndexMap<V>, join: (a: V, b: V) => V | undefined): void {
    const [values, others] = [this.#values, other.#values];
    if (values.length > others.length) values.length = others.length;
    for (let i = 0; i < values.length; i++) {
      const [a, b] = [values[i], others[i]];
      if (a !== b) values[i] = a && b && join(a, b);
    }
  }
}
