import type { Net } from "../../elaborate/design.ts";
import { ReferenceCell, SmallCell, WideCell } from "./cells.ts";
import type { EventCell } from "./event-cell.ts";
import type { Kernel } from "./kernel.ts";
import { fitValue, zeroValue } from "../../describe/index.ts";

/** The cell of a net, by how JavaScript represents the values of its type; all bits are zero. */
export function makeCell(kernel: Kernel, net: Net): EventCell {
  const cell = emptyCell(kernel, net);
  cell.assign(zeroValue(net.type));
  return cell;
}

function emptyCell(kernel: Kernel, net: Net): EventCell {
  const { type } = net;
  switch (type.kind) {
    case "bit":
      return new SmallCell(kernel, net, 1, false);
    case "uint":
      return type.width <= 31
        ? new SmallCell(kernel, net, type.width, false)
        : new WideCell(kernel, net, type.width, false, undefined);
    case "sint":
      return type.width <= 32
        ? new SmallCell(kernel, net, type.width, true)
        : new WideCell(kernel, net, type.width, true, undefined);
    case "float":
      return new WideCell(kernel, net, type.width, true, type);
    case "fixed":
      return new WideCell(kernel, net, type.width, true, (value) => fitValue(type, value) as number);
    case "bigUint":
    case "bigSint":
    case "enumeration":
      return new ReferenceCell(kernel, net, zeroValue(type));
  }
}
