import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import { byCodePoint, pythonJson } from "#pipeline/format/python.ts";
import { pythonFloat } from "#pipeline/format/pythonFloat.ts";
import { toValue } from "#pipeline/format/value.ts";
import { folderListing } from "#pipeline/hash/hasher.ts";

const seed = 20_261_121;

/** Runs a script that reads JSON and prints JSON; null, and a skipped test, where there is no Python. */
function python(context: TestContext, script: string, input: unknown): unknown {
  const done = spawnSync("python3", ["-c", script], { input: JSON.stringify(input), encoding: "utf8" });
  if (done.error !== undefined || done.status !== 0) {
    context.skip(`no python3 to compare with: ${done.error?.message ?? done.stderr}`);
    return null;
  }
  return JSON.parse(done.stdout);
}

test("a folder's listing is, to the byte, what Python's json.dumps writes, for any names", (context) => {
  const name = fc.string({ unit: "binary", minLength: 1, maxLength: 8 });
  const names = fc.sample(fc.uniqueArray(name, { maxLength: 12 }), { seed, numRuns: 300 });
  const folders = names.map((each) =>
    each.map((path) => ({ path, md5: createHash("md5").update(path).digest("hex") })),
  );
  const reference = `
import json, sys
folders = json.load(sys.stdin)
listed = [json.dumps(sorted([{"relpath": f["path"], "md5": f["md5"]} for f in files], key=lambda f: f["relpath"]), sort_keys=True) for files in folders]
print(json.dumps(listed))`;
  const expected = python(context, reference, folders);
  if (expected === null) return;
  const listings = folders.map((files) => folderListing(byCodePoint(files, ({ path }) => path)));
  assert.deepEqual(listings, expected, `seed ${seed}`);
});

test("any JSON is serialised as Python does it, keys sorted by code point", (context) => {
  const samples = fc.sample(fc.json(), { seed, numRuns: 300 }).map((text) => JSON.parse(text));
  const expected = python(
    context,
    "import json, sys\nprint(json.dumps([json.dumps(v, sort_keys=True) for v in json.load(sys.stdin)]))",
    samples,
  );
  if (expected === null) return;
  // JSON.parse knows no whole numbers; Python reads those without a point as such.
  const whole = (_key: string, value: unknown): unknown => value;
  const values = samples.map((sample) => toValue(integers(JSON.parse(JSON.stringify(sample, whole)))));
  assert.deepEqual(values.map(pythonJson), expected, `seed ${seed}`);
});

function integers(value: unknown): unknown {
  if (typeof value === "number" && !/[.e]/.test(JSON.stringify(value))) return BigInt(value);
  if (Array.isArray(value)) return value.map(integers);
  if (value === null || typeof value !== "object") return value;
  return new Map(Object.entries(value).map(([key, each]) => [key, integers(each)]));
}

test("fractions are written as Python's repr", (context) => {
  const samples = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), { seed, numRuns: 2000 });
  const numbers = [...samples, 1e16, 123456789012345680, 0.0001, 0.00001, 1e22, 5e-324, 100, -0.5];
  const expected = python(
    context,
    "import json, sys\nprint(json.dumps([repr(float(v)) for v in json.load(sys.stdin)]))",
    numbers,
  );
  if (expected === null) return;
  assert.deepEqual(
    numbers.map((number) => pythonFloat(number === 0 ? 0 : number)),
    expected,
    `seed ${seed}`,
  );
});

test("names beyond the basic plane sort after all others", () => {
  assert.deepEqual(
    byCodePoint(["\u{1F600}", "\uFF5E", "a"], (text) => text),
    ["a", "\uFF5E", "\u{1F600}"],
  );
});
