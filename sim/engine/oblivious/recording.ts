import type { Cell, MemoryStore } from "../../describe/index.ts";
import type { EventCell } from "../event/event-cell.ts";
import type { EventMemory } from "../event/event-memory.ts";

/** Takes note of what the running method does. */
export interface Recorder {
  read(net: number): void;
  wrote(net: number): void;
  readMemory(memory: EventMemory): void;
  wroteMemory(memory: EventMemory): void;
}

/** A cell that tells each access. */
export function recordingCell(cell: EventCell, recorder: Recorder): Cell {
  return {
    get v() {
      recorder.read(cell.index);
      return cell.v;
    },
    drive(value) {
      recorder.wrote(cell.index);
      cell.drive(value);
    },
    latch(value) {
      recorder.wrote(cell.index);
      cell.latch(value);
    },
  };
}

/** A memory that tells each access. */
export function recordingStore(store: EventMemory, recorder: Recorder): MemoryStore {
  return {
    read(address) {
      recorder.readMemory(store);
      return store.read(address);
    },
    write(address, value, mask) {
      recorder.wroteMemory(store);
      store.write(address, value, mask);
    },
  };
}
