/** Gives out linear memory from the bottom. */
export interface Allocator {
  /** The address of so many bytes, a multiple of `align`. */
  take(bytes: number, align: number): number;
  /** The first byte that is not given out. */
  readonly end: () => number;
}

/** Linear memory ends here: addresses are unsigned 32-bit numbers. */
const MOST_BYTES = 2 ** 32 - 2 ** 16;

export function createAllocator(start: number): Allocator {
  let end = start;
  return {
    take(bytes, align) {
      const address = Math.ceil(end / align) * align;
      end = address + bytes;
      if (end > MOST_BYTES) throw new RangeError(`a design of more than ${MOST_BYTES} bytes`);
      return address;
    },
    end: () => end,
  };
}
