import type { AnyLeafSignal } from "../../describe/index.ts";

export function isRegister(signal: AnyLeafSignal): boolean {
  return signal.direction === "reg" || signal.direction === "outputReg";
}

export function isInput(signal: AnyLeafSignal): boolean {
  return signal.direction === "input";
}
