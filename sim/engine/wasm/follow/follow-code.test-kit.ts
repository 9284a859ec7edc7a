import type { LeafType } from "../../../describe/index.ts";
import { createModule, encodeModule, webAssembly } from "../encode/index.ts";
import { CALLS } from "../kernel/index.ts";
import { bytesOf, elementOf } from "../plan/element.ts";
import { viewsOf, wordFormat } from "../run/words.ts";
import { BLOCK, HEAD, TEXT_BYTES } from "./area.ts";
import { defineFollow } from "./define-follow.ts";
import type { FollowCalls } from "./follow-calls.ts";
import { layOut } from "./lay-out.ts";

/** Values at some addresses below `from`, and the code that follows them, without an engine. */
export function followCode(
  values: readonly { readonly type: LeafType; readonly address: number; readonly code: string }[],
  from: number,
) {
  const at = Math.ceil(from / BLOCK) * BLOCK;
  const area = { at, end: at + TEXT_BYTES + 100_000 + 300 * values.length };
  const module = createModule("follow");
  defineFollow(module, area);
  const { Memory, Module, Instance } = webAssembly();
  const memory = new Memory({ initial: Math.ceil(area.end / 65_536) });
  const views = viewsOf(memory.buffer);
  const bytes = encodeModule(module.finish({ pages: Math.ceil(area.end / 65_536), imported: true }));
  let taken = "";
  const asked: number[] = [];
  const text = (end: number): string =>
    Buffer.from(memory.buffer, layout.text, end - layout.text).toString("latin1");
  const calls: FollowCalls = {
    take(out) {
      taken += text(out);
      return layout.text;
    },
    real(value, out) {
      const { address, type } = placed[value]!;
      asked.push(value);
      const number = wordFormat(views, type).read(address) as number;
      const written = Buffer.from(`r${Object.is(number, -0) ? "-0" : number}`);
      views.u8.set(written, out);
      return out + written.length;
    },
    times: () => 0,
  };
  const { exports } = new Instance(new Module(bytes), { [CALLS]: { ...calls }, env: { memory } });
  const { look, write, moment } = exports as unknown as {
    look: () => number;
    write: (out: number) => number;
    moment: () => number;
  };
  const placed = values.map((value) => ({ ...value, bytes: bytesOf(elementOf(value.type)) }));
  const layout = layOut(memory.buffer, area, placed)!;
  const head = (field: keyof typeof HEAD): number => (at + HEAD[field]) / 4;
  return {
    views,
    moment,
    layout,
    head,
    /** The numbers of the values whose texts were asked for, since this was called last. */
    asked: () => asked.splice(0),
    set: (value: number, to: unknown) =>
      wordFormat(views, placed[value]!.type).write(placed[value]!.address, to),
    /** The numbers of the values that `look` marks; the marks are gone then. */
    looked(): readonly number[] {
      const any = look();
      const marked = placed.flatMap((_, value) => {
        const word = views.u64[layout.marks / 8 + (value >> 6)]!;
        return (word >> BigInt(value & 63)) & 1n ? [value] : [];
      });
      views.u8.fill(0, layout.marks, layout.marksEnd);
      if ((any !== 0) !== marked.length > 0) throw new Error("look says otherwise than its marks");
      return marked;
    },
    /** The lines of all that has changed. */
    lines(): string {
      look();
      taken = "";
      const end = write(layout.text);
      return taken + text(end);
    },
  };
}
