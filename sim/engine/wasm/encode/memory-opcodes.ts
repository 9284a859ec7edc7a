/** Loads and stores with offset and alignment: opcode, and the bytes that they touch. */
export const scalarMemoryOpcodes = {
  "i32.load": [0x28, 4],
  "i64.load": [0x29, 8],
  "f32.load": [0x2a, 4],
  "f64.load": [0x2b, 8],
  "i32.load8_s": [0x2c, 1],
  "i32.load8_u": [0x2d, 1],
  "i32.load16_s": [0x2e, 2],
  "i32.load16_u": [0x2f, 2],
  "i64.load8_s": [0x30, 1],
  "i64.load8_u": [0x31, 1],
  "i64.load16_s": [0x32, 2],
  "i64.load16_u": [0x33, 2],
  "i64.load32_s": [0x34, 4],
  "i64.load32_u": [0x35, 4],
  "i32.store": [0x36, 4],
  "i64.store": [0x37, 8],
  "f32.store": [0x38, 4],
  "f64.store": [0x39, 8],
  "i32.store8": [0x3a, 1],
  "i32.store16": [0x3b, 2],
  "i64.store8": [0x3c, 1],
  "i64.store16": [0x3d, 2],
  "i64.store32": [0x3e, 4],
} as const;

/** The same of vectors: a number behind the prefix 0xfd, and the bytes that they touch. */
export const vectorMemoryOpcodes = {
  "v128.load": [0x0, 16],
  "v128.load8x8_s": [0x1, 8],
  "v128.load8x8_u": [0x2, 8],
  "v128.load16x4_s": [0x3, 8],
  "v128.load16x4_u": [0x4, 8],
  "v128.load32x2_s": [0x5, 8],
  "v128.load32x2_u": [0x6, 8],
  "v128.load8_splat": [0x7, 1],
  "v128.load16_splat": [0x8, 2],
  "v128.load32_splat": [0x9, 4],
  "v128.load64_splat": [0xa, 8],
  "v128.store": [0xb, 16],
  "v128.load32_zero": [0x5c, 4],
  "v128.load64_zero": [0x5d, 8],
} as const;

/** Stores of one lane of a vector. */
export const laneMemoryOpcodes = {
  "v128.store8_lane": [0x58, 1],
  "v128.store16_lane": [0x59, 2],
  "v128.store32_lane": [0x5a, 4],
  "v128.store64_lane": [0x5b, 8],
} as const;
