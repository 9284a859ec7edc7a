const u = "this.u.value";
const s = "this.s.value";

/** Functions of JavaScript with what they give: `statements ⇒ expression`. */
export const builtins: Readonly<Record<string, readonly string[]>> = {
  "rounded quotients": ["trunc", "floor", "round"].flatMap((rounding, i) => {
    const pairs = [
      ...[`${u} / 7`, `${u} / -3`, `${s} / 7`, `${s} / (${u} | 1)`, `${s} / ${u}`, `${s} / 0`, `${s} / true`],
      ...["7 / 2", "-7 / 2", "7 / -2", "7 / 0", "-7 / 0", "0 / 0", "7 / -0", "0 / -7", "true / 2", "7 / 0.5"],
      ...[`${s} / 0.5`, `0.5 / ${s}`, "this.f.value / 2", "this.f.value / 0.5", "5 / this.f.value"],
      ...["this.q.value / 2", "this.q.value / 0.5", "this.q.value / this.f.value", "0.5 / 0.25"],
      ...["9n / 2n", "9n / 2", "this.big.value / 2n", '7 / "text"', "undefined / 7", "this.e.value / 2"],
    ];
    return [
      ...pairs
        .filter((_, n) => i < 1 || n % 3 === i)
        .map((pair) => `const x = Math.${rounding}(${pair}) ⇒ x`),
      `let x = 9; const y = Math.${rounding}((x = 7) / (x - 4)) ⇒ y`,
      `let x = 9; const y = Math.${rounding}(x / (x = 2)) ⇒ y`,
      `const x = Math.${rounding}() ⇒ x`,
      `const x = Math.${rounding}(7 / 2, 3) ⇒ x`,
    ];
  }),
  "functions of constants": [
    ...["hypot(3, 4)", "atan2(0, 1)", "ceil(2.5)", "ceil(-0.5)", "trunc(-0.5)", "round(-0.5)", "round(2.5)"],
    ...[
      "sqrt(16)",
      "log2(8)",
      "max()",
      "min()",
      "sign(-3)",
      "cbrt(27)",
      "pow(2, 10)",
      "exp(0)",
      "max(1n, 2)",
    ],
    ...["log2(0)", "sqrt(-1)", "trunc(1e300)", "imul(3)", "clz32()", "fround(0.1)", "abs(-0)", "abs(-5n)"],
    ...[
      `hypot(3, ${u})`,
      `ceil(this.f.value)`,
      `ceil(${u})`,
      `sign(${s})`,
      `pow(${u}, 2)`,
      `sqrt(this.f.value)`,
    ],
  ]
    .map((call) => `const x = Math.${call} ⇒ x`)
    .concat(
      [
        ...[
          "Number.isInteger(3)",
          "Number.isInteger(0.5)",
          "Number.isSafeInteger(2 ** 53)",
          "Number.isFinite(3)",
        ],
        ...[
          "Number(true)",
          "Number(5n)",
          "Number()",
          'Number("3")',
          "BigInt(3)",
          "BigInt(0.5)",
          "BigInt(true)",
        ],
        ...[
          "Boolean(3)",
          "Boolean(0)",
          "Boolean()",
          'Boolean("")',
          "Boolean(this.u)",
          "BigInt.asIntN(3, 7n)",
        ],
        ...[
          "BigInt.asUintN(0, 7n)",
          "BigInt.asUintN(3.5, 7n)",
          "BigInt.asUintN(3, 7)",
          "Number(this.big.value)",
        ],
        ...[
          "Number.isInteger(this.f.value)",
          `Number.isInteger(${u})`,
          "Number.parseFloat(3)",
          "Math.PI * 2",
        ],
      ].map((call) => `const x = ${call} ⇒ x`),
    ),
};
