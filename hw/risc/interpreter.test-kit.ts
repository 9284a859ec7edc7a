/** What a program does, by the text of the manual; nothing is shared with the hardware. */
export interface MachineState {
  pc: number;
  readonly x: Int32Array;
  readonly data: Int32Array;
  halted: boolean;
}

export interface PortAccess {
  readonly write: boolean;
  readonly address: number;
  readonly value: number | undefined;
}

/** Executes the instruction at `pc`; gives its access to the port, if it has one. */
export function interpret(
  state: MachineState,
  program: readonly number[],
  portReadData: number,
): PortAccess | undefined {
  const code = program[(state.pc >>> 2) % program.length]! | 0;
  const { x } = state;
  const field = (high: number, low: number) => (code << (31 - high)) >>> (31 - high + low);
  const rd = field(11, 7);
  const [one, two] = [x[field(19, 15)]!, x[field(24, 20)]!];
  const funct3 = field(14, 12);
  let next = (state.pc + 4) | 0;
  let port: PortAccess | undefined;
  const put = (value: number) => {
    if (rd !== 0) x[rd] = value;
  };
  const compute = (b: number, alternative: boolean) =>
    [
      () => (alternative ? one - b : one + b),
      () => one << b,
      () => Number(one < b),
      () => Number(one >>> 0 < b >>> 0),
      () => one ^ b,
      () => (alternative ? one >> b : one >>> b),
      () => one | b,
      () => one & b,
    ][funct3]!();
  const access = (offset: number) => ({
    address: (one + offset) >>> 0,
    word: ((one + offset) >>> 2) % state.data.length,
  });
  switch (code & 127) {
    case 0x37:
      put(code & ~4095);
      break;
    case 0x17:
      put(state.pc + (code & ~4095));
      break;
    case 0x6f:
      put(next);
      next =
        (state.pc +
          ((code >> 31) * 2 ** 20 + (field(19, 12) << 12) + (field(20, 20) << 11) + (field(30, 21) << 1))) |
        0;
      break;
    case 0x67: {
      const target = (one + (code >> 20)) & ~1;
      put(next);
      next = target;
      break;
    }
    case 0x63: {
      const taken = [
        one === two,
        one !== two,
        false,
        false,
        one < two,
        one >= two,
        one >>> 0 < two >>> 0,
        one >>> 0 >= two >>> 0,
      ][funct3]!;
      const offset = (code >> 31) * 4096 + (field(7, 7) << 11) + (field(30, 25) << 5) + (field(11, 8) << 1);
      if (taken) next = (state.pc + offset) | 0;
      break;
    }
    case 0x03: {
      const { address, word } = access(code >> 20);
      if (address >= 2 ** 31) port = { write: false, address, value: undefined };
      put(port ? portReadData : state.data[word]!);
      break;
    }
    case 0x23: {
      const { address, word } = access(((code >> 25) << 5) | rd);
      if (address >= 2 ** 31) port = { write: true, address, value: two >>> 0 };
      else state.data[word] = two;
      break;
    }
    case 0x13:
      put(compute(code >> 20, funct3 === 5 && field(30, 30) === 1));
      break;
    case 0x33:
      put(compute(two, field(30, 30) === 1));
      break;
    case 0x73:
      state.halted = true;
      break;
    default:
  }
  state.pc = next;
  return port;
}
