import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readVcd } from "./read-vcd.ts";

const HEAD = "$timescale 1ns $end\n$scope module top $end\n";
const BODY = "$upscope $end\n$enddefinitions $end\n";

function changes(declarations: string, body: string): Record<string, string[]> {
  const { traces } = readVcd(`${HEAD}${declarations}\n${BODY}${body}`);
  return Object.fromEntries(
    traces.map((trace) => [trace.path, trace.changes.map((c) => `${c.time} ${c.value}`)]),
  );
}

describe("readVcd", () => {
  it.each([
    ["short vectors", "b1 ! bx1 ! bz0 ! b0x !", ["00000001", "xxxxxxx1", "zzzzzzz0", "0000000x"]],
    ["too long vectors", "b111000011 !", ["11000011"]],
    ["a scalar change of a vector", "1!", ["00000001"]],
    ["capitals", "B1X !", ["0000001x"]],
  ])("extends and cuts %s as the standard says", (_, body, values) => {
    expect(changes("$var wire 8 ! a [7:0] $end", `#0 ${body}`)).toEqual({
      "top.a": values.map((value) => `0 ${value}`),
    });
  });

  it.each([
    [
      "two declarations on a line",
      '$var wire 1 ! a $end $var wire 1 " b $end',
      '#0\n1!\n0"',
      { "top.a": ["0 1"], "top.b": ["0 0"] },
    ],
    ["line ends of another system", "$var wire 1 ! a $end\r", "#0\r\n1!\r\n", { "top.a": ["0 1"] }],
    ["values before a time", "$var wire 1 ! a $end", "1! #5 0!", { "top.a": ["0 1", "5 0"] }],
    [
      "attributes",
      "$attrbegin misc 07 Name 1 A 0 1 $end $var wire 1 ! a $end",
      "#0 1!",
      { "top.a": ["0 1"] },
    ],
    ["a name with a blank", "$var wire 1 ! a b $end", "#0 1!", { "top.a b": ["0 1"] }],
    ["a range without a blank", "$var wire 2 ! a[1:0] $end", "#0 b1 !", { "top.a": ["0 01"] }],
    ["an element without a blank", "$var wire 2 ! a[1] [1:0] $end", "#0 b1 !", { "top.a[1]": ["0 01"] }],
    [
      "aliases of two sizes",
      "$var wire 1 ! a $end $var wire 2 ! b [1:0] $end",
      "#0 b11 !",
      { "top.a": ["0 1"], "top.b": ["0 11"] },
    ],
    [
      "reals",
      "$var real 64 ! a $end",
      "#0 r1.50 ! r-inf ! rnan ! r-0 !",
      { "top.a": ["0 1.5", "0 -Infinity", "0 NaN", "0 -0"] },
    ],
    ["strings", "$var string 1 ! a $end", "#0 sa\\040b ! s !", { "top.a": ["0 a b", "0 "] }],
    [
      "a checkpoint and a gap",
      "$var wire 1 ! a $end",
      "#0 $dumpoff x! $end #1 $dumpon 1! $end",
      { "top.a": ["0 x", "1 1"] },
    ],
  ])("takes %s", (_, declarations, body, expected) => {
    expect(changes(declarations, body)).toEqual(expected);
  });

  it("says what it passed over", () => {
    const text = `$timescale 5 parsec $end $var wire 1 ! a $end $var wire $end ${BODY}#5 1! #3 0? #x ?what b1`;
    expect(readVcd(text).problems).toEqual([
      "timescale 5parsec",
      "a $var without a code or a name",
      "time goes back from 5 to 3",
      "a change of the unknown code ?",
      "time #x",
      "word ?what",
      "the file ends within a change",
    ]);
  });

  it("reads the time unit and the span", () => {
    const { timescale, span } = readVcd(`$timescale 10 ps $end ${BODY}#7 #9007199254740993`);
    expect(timescale).toBe(10_000n);
    expect(span).toEqual({ first: 7n, last: 9007199254740993n });
  });

  it("does not depend on where the pieces are cut, nor stop at garbage", () => {
    const words = fc.constantFrom(
      "$var wire 8 ! a [7:0] $end",
      "$scope module m $end",
      "#5",
      "b101 !",
      "1!",
      "r1 !",
      "$end",
      "$x",
      "\r\n",
      "é",
    );
    const text = fc.oneof(
      fc.array(words).map((list) => list.join("\n")),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (vcd, size) => {
        const pieces = Array.from({ length: Math.ceil(vcd.length / size) }, (_, i) =>
          vcd.slice(i * size, (i + 1) * size),
        );
        expect(readVcd(pieces)).toEqual(readVcd(vcd));
      }),
    );
  });
});
