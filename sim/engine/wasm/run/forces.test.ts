import { expect, test } from "vitest";
import { connect, input, Module, output, uint, wrap } from "../../../describe/index.ts";
import { compile } from "../../../schedule/index.ts";
import { EventEngine } from "../../event/event-engine.ts";
import { WasmEngine } from "./wasm-engine.ts";

/** Adds 1, at once. */
class Link extends Module {
  readonly i = input(uint(8));
  readonly o = output(uint(8));
  override propagate() {
    this.o.value = wrap(this.i.value + 1);
  }
}

class Chain extends Module {
  readonly i = input(uint(8));
  readonly links = Array.from({ length: 6 }, () => new Link());
  constructor() {
    super();
    this.links.forEach((link, at) => connect(this.links[at - 1]?.o ?? this.i, link.i));
  }
}

test.each([0, 2, 5])("what follows link %i of a chain of one class sees what is forced on it", (at) => {
  const seen = [EventEngine, WasmEngine].map((Engine) => {
    const top = new Chain();
    const engine = new Engine(compile(top));
    const values = (): readonly unknown[] => top.links.map(({ o }) => engine.read(o.net));
    engine.settle();
    engine.force(top.links[at]!.o.net, 100);
    engine.settle();
    const forced = values();
    engine.drive(top.i.net, 7);
    engine.settle();
    const driven = values();
    engine.release(top.links[at]!.o.net);
    engine.settle();
    const released = values();
    engine.close();
    return [forced, driven, released];
  });
  expect(seen[0]![1]![at]).toBe(100);
  expect(seen[1]).toEqual(seen[0]);
});
