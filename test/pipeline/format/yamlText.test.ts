import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import fc from "fast-check";
import { parse } from "yaml";
import { toValue, type Value } from "#pipeline/format/value.ts";
import { yamlText } from "#pipeline/format/yamlText.ts";

const seed = 20_261_121;

function written(value: Value): string {
  return yamlText(new Map([["cmd", value]]));
}

const exact: readonly (readonly [string, Value, string])[] = [
  ["text that reads as a number is quoted", "2.0", "cmd: '2.0'\n"],
  [
    "a checksum that reads as a number is quoted",
    "12345678901234567890123456789012",
    "cmd: '12345678901234567890123456789012'\n",
  ],
  [
    "a checksum with one e among digits is quoted",
    "123456789e1234567890123456789012",
    "cmd: '123456789e1234567890123456789012'\n",
  ],
  ["words that are text in YAML 1.2 stay plain", "no", "cmd: no\n"],
  ["fractions keep their point, whole numbers have none", [1, 1n, 0.00001], "cmd:\n- 1.0\n- 1\n- 1e-05\n"],
  ["several lines stand in double quotes", "a\nb\n", 'cmd: "a\\nb\\n"\n'],
  ["a quote at the start moves text into double quotes", "'a' b", "cmd: \"'a' b\"\n"],
  ["nothing is nothing", null, "cmd:\n"],
  ["empty text, lists and maps are seen", ["", [], new Map()], "cmd:\n- ''\n- []\n- {}\n"],
  [
    "a long command breaks at the first space beyond column 80",
    `python train.py ${"--option value ".repeat(8)}`.trim(),
    "cmd: python train.py --option value --option value --option value --option value --option\n  value --option value --option value --option value\n",
  ],
];

for (const [title, value, expected] of exact) {
  test(title, () => assert.equal(written(value), expected));
}

const text = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc
    .array(fc.stringMatching(/^[a-z./'"#:{}&|>\\é\n-]{0,12}$/), { maxLength: 30 })
    .map((words) => words.join(" ")),
);
const scalar = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null));
const documents = fc.dictionary(
  fc.stringMatching(/^[a-z][a-z_.-]{0,12}$/),
  fc.oneof(
    scalar,
    fc.array(scalar, { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), scalar),
  ),
);

function valueOfDocument(document: unknown): Value {
  return toValue(JSON.parse(JSON.stringify(document)));
}

function wholeNumbers(value: Value): Value {
  if (typeof value === "number") return BigInt(value);
  if (Array.isArray(value)) return value.map(wholeNumbers);
  return value instanceof Map
    ? new Map(Array.from(value, ([key, each]) => [key, wholeNumbers(each)]))
    : value;
}

function documentText(document: unknown): string {
  const value = wholeNumbers(valueOfDocument(document));
  return value instanceof Map ? yamlText(value) : "";
}

test("whatever is written reads back as it was", () => {
  fc.assert(
    fc.property(documents, (document) =>
      assert.equal(JSON.stringify(parse(documentText(document))), JSON.stringify(document)),
    ),
    { seed, numRuns: 500 },
  );
});

test("any document is, to the byte, what ruamel.yaml writes", (context) => {
  const samples = fc.sample(documents, { seed, numRuns: 500 });
  const script = `
import io, json, sys
from ruamel.yaml import YAML
def dump(d):
    yaml = YAML(); yaml.default_flow_style = False
    out = io.StringIO(); yaml.dump(d, out); return out.getvalue()
print(json.dumps([dump(d) for d in json.load(sys.stdin)]))`;
  const done = ["python3", "/usr/bin/python3"]
    .map((python) => spawnSync(python, ["-c", script], { input: JSON.stringify(samples), encoding: "utf8" }))
    .find(({ status }) => status === 0);
  if (done === undefined) return context.skip("no python3 with ruamel.yaml to compare with");
  assert.deepEqual(samples.map(documentText), JSON.parse(done.stdout), `seed ${seed}`);
});
