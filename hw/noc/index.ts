/** Networks on chip: a mesh of wormhole routers. */
export { nocConfig, type NocConfig } from "./config.ts";
export { FlitSink, FlitSource, flitType, messageType } from "./flit.ts";
export { Mesh } from "./mesh.ts";
export { NetworkInterface } from "./network-interface.ts";
export { EAST, LOCAL, NORTH, Router, SOUTH, WEST } from "./router.ts";
