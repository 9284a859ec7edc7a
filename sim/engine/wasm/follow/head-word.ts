import { i32, type Instruction, load } from "../encode/index.ts";
import type { FollowArea } from "./area.ts";

/** Reads a word of an area's head, by its place there (`HEAD`). */
export function headWord({ at }: Pick<FollowArea, "at">): (place: number) => Instruction {
  return (place) => load("i32.load", i32(0), at + place);
}
