import { type AnyMemory, fitValue, type MemoryStore, typeText } from "../../../describe/index.ts";
import { fail } from "../../../errors/index.ts";
import { hasBits, merge } from "../../event/event-memory.ts";
import type { MethodHost, Pending } from "../../event/method-host.ts";
import type { MethodId } from "../../event/method.ts";
import { checkAddress } from "./memory-access.ts";

/** The words, in linear memory. */
export interface Words {
  read(address: number): unknown;
  write(address: number, value: unknown): void;
}

/** A memory of a behavioural module, in linear memory. Writes wait for the edge; reads give the content before it. */
export class BehaviourMemory implements MemoryStore, Pending {
  private readonly host: MethodHost;
  private readonly memory: AnyMemory;
  private readonly writer: MethodId;
  private readonly words: Words;
  private writes: { readonly address: number; readonly after: (old: unknown) => unknown }[] = [];

  constructor(host: MethodHost, memory: AnyMemory, writer: MethodId, words: Words) {
    this.host = host;
    this.memory = memory;
    this.writer = writer;
    this.words = words;
  }

  read(address: number): unknown {
    this.check(address);
    const word = this.words.read(address);
    if (this.writes.length === 0 || this.memory.options.onCollision !== "writeFirst") return word;
    return this.writes.reduce((old, write) => (write.address === address ? write.after(old) : old), word);
  }

  write(address: number, value: unknown, mask: number | bigint | undefined): void {
    const { host, memory } = this;
    const { path, type } = memory;
    if (host.current !== this.writer) {
      const owner = this.writer < 0 ? undefined : host.title(this.writer);
      fail("E-MEMORY-PHASE", { memory: path, by: host.title(host.current), owner }, { path });
    }
    this.check(address);
    if (mask !== undefined && !hasBits(type))
      fail("E-MEMORY-MASK", { memory: path, type: typeText(type) }, { path });
    if (this.writes.length === 0) host.storing.push(this);
    const fitted = fitValue(type, value);
    const after = (old: unknown): unknown => (mask === undefined ? fitted : merge(type, old, fitted, mask));
    this.writes.push({ address, after });
  }

  commit(): void {
    for (const { address, after } of this.writes) this.words.write(address, after(this.words.read(address)));
    this.writes = [];
  }

  abandon(): void {
    this.writes = [];
  }

  private check(address: number): void {
    const { path, depth } = this.memory;
    checkAddress(path, depth, address, this.host.title(this.host.current));
  }
}
