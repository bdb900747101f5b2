import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { lineSplitter, maximumLineLength } from "#pipeline/runners/lines.ts";

function split(chunks: readonly (string | Uint8Array)[], now = () => 0): string[] {
  const lines: string[] = [];
  const splitter = lineSplitter((line) => lines.push(line), now);
  for (const chunk of chunks) splitter.push(Buffer.from(chunk));
  splitter.end();
  return lines;
}

test("however the bytes are cut, the lines are the same", () => {
  const text = fc.array(fc.string({ unit: fc.constantFrom("a", "ö", "漢", "🌲", " ") }));
  const property = fc.property(
    text,
    fc.constantFrom("\n", "\r\n"),
    fc.array(fc.nat(40)),
    (lines, end, cuts) => {
      const bytes = Buffer.from(lines.map((line) => line + end).join(""));
      const chunks: Uint8Array[] = [];
      let from = 0;
      for (const cut of [...cuts, bytes.length]) {
        chunks.push(bytes.subarray(from, from + cut));
        from += cut;
      }
      assert.deepEqual(split(chunks), lines);
    },
  );
  fc.assert(property, { seed: 20_261_121 });
});

test("a last line without an end is passed on, an empty rest is not", () => {
  assert.deepEqual(split(["a\nb"]), ["a", "b"]);
  assert.deepEqual(split(["a\n\n"]), ["a", ""]);
  assert.deepEqual(split([]), []);
});

test("a progress bar shows its first state, and its last one in place of all between", () => {
  assert.deepEqual(split(["10%\r20%\r30%\r100%\ndone\n"]), ["10%", "100%", "done"]);
  assert.deepEqual(split(["10%\r20%\r", "\ndone\n"]), ["10%", "20%", "done"]);
  assert.deepEqual(split(["10%\r20%\r"]), ["10%", "20%"]);
});

test("a progress bar that goes on for long is seen going on", () => {
  let time = 0;
  const later = (): number => {
    time += 300;
    return time;
  };
  assert.deepEqual(split(["10%\r20%\r30%\r\n"], later), ["10%", "20%", "30%"]);
});

test("a line beyond the limit is cut, says so, and leaves the next line whole", () => {
  const [long, next, ...rest] = split(["x".repeat(maximumLineLength), "y".repeat(200_000), "z\nnext\n"]);
  assert.equal(long, `${"x".repeat(maximumLineLength)} … (line cut after 65536 characters)`);
  assert.equal(next, "next");
  assert.deepEqual(rest, []);
});
