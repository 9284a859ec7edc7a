/** What the parts of a design can't see alone: drivers, rings, unused signals, crossings of clocks. */
export { bindModules, type BoundModule } from "./bound-module.ts";
export { componentNodes, components } from "./components.ts";
export { lintCrossings } from "./crossings.ts";
export { checkDrivers } from "./drivers.ts";
export { type Graph, graphOf, successors } from "./graph.ts";
export { lintSignals } from "./lint.ts";
export { checkPorts, exceedsPorts, portsText } from "./ports.ts";
export { checkRings } from "./rings.ts";
export { withoutWaived } from "./waivers.ts";
