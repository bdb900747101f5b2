/** Whole locks, written and read: nothing changes on the way, and Python reads what was meant. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import fc from "fast-check";
import { pythonFloat } from "#pipeline/format/python.ts";
import { isList, isMap, type Value } from "#pipeline/format/value.ts";
import { yamlText } from "#pipeline/format/yamlText.ts";
import { parseLock, withEntry } from "#pipeline/lock/lockFile.ts";
import { parseYaml } from "#pipeline/project/yamlSource.ts";
import { locks, stageEntries } from "#support/locks.ts";

const seed = Number(process.env["SEED"] ?? 20_261_121);
const numRuns = Number(process.env["RUNS"] ?? 500);

/** A value as JSON in which each part says of what kind it is: 1 is not 1.0, nor "1". */
function told(value: Value): unknown {
  if (isList(value)) return ["list", ...value.map(told)];
  if (isMap(value)) return ["map", ...Array.from(value, ([key, each]) => [told(key), told(each)])];
  if (typeof value === "bigint") return ["int", String(value)];
  if (typeof value === "number") return ["float", pythonFloat(value)];
  return [typeof value === "string" ? "str" : "other", value];
}

function read(text: string): Value {
  const source = parseYaml(text, "dvc.lock");
  assert.deepEqual(source.problems, []);
  return source.value(source.root);
}

test("a lock that is written, read and written again is the same to the byte", () => {
  fc.assert(
    fc.property(locks, (lock) => {
      const text = yamlText(lock);
      const back = read(text);
      assert.deepEqual(told(back), told(lock));
      assert.ok(isMap(back));
      assert.equal(yamlText(back), text);
    }),
    { seed, numRuns },
  );
});

test("each stage's entry, put in anew, leaves the whole lock as it is to the byte", () => {
  fc.assert(
    fc.property(locks, (lock) => {
      const text = yamlText(lock);
      const parsed = parseLock(text);
      assert.ok(parsed.type === "lock", JSON.stringify(parsed));
      for (const [name, { written }] of parsed.lock.entries)
        assert.equal(withEntry(text, name, written), text);
    }),
    { seed, numRuns },
  );
});

test("a lock that grows by one stage after the other is what it would be if written at once", () => {
  fc.assert(
    fc.property(stageEntries, (stages) => {
      let text: string | null = null;
      for (const [name, entry] of stages) if (isMap(entry)) text = withEntry(text, name, entry);
      assert.equal(
        text,
        yamlText(
          new Map<string, Value>([
            ["schema", "2.0"],
            ["stages", stages],
          ]),
        ),
      );
    }),
    { seed, numRuns },
  );
});

const tell = `
import json, sys
def told(v):
    if v is None or isinstance(v, bool): return ["other", v]
    if isinstance(v, str): return ["str", v]
    if isinstance(v, int): return ["int", str(v)]
    if isinstance(v, float): return ["float", repr(v)]
    if isinstance(v, list): return ["list"] + [told(e) for e in v]
    if isinstance(v, dict): return ["map"] + [[told(k), told(e)] for k, e in v.items()]
    return ["?", str(type(v))]
print(json.dumps([told(load(text)) for text in json.load(sys.stdin)]))`;

const readers = [
  [
    "ruamel.yaml, with which DVC reads",
    `from ruamel.yaml import YAML\ndef load(text): return YAML(typ="safe", pure=True).load(text)`,
  ],
  [
    "PyYAML, with what YAML 1.2 takes for numbers and words",
    `import re, yaml
class Loader(yaml.SafeLoader): yaml_implicit_resolvers = {}
def also(tag, pattern): Loader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile("^(?:" + pattern + ")$"), None)
also("bool", "true|True|TRUE|false|False|FALSE")
also("int", "[-+]?[0-9]+")
also("float", r"[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)")
also("null", "~|null|Null|NULL|")
def load(text): return yaml.load(text, Loader)`,
  ],
] as const;

for (const [name, load] of readers) {
  test(`${name} reads from a lock what was meant`, (context) => {
    const samples = fc.sample(locks, { seed, numRuns });
    const input = JSON.stringify(samples.map(yamlText));
    const done = ["python3", "/usr/bin/python3"]
      .map((python) =>
        spawnSync(python, ["-c", load + tell], { input, encoding: "utf8", maxBuffer: 2 ** 28 }),
      )
      .find(({ stderr }) => !/ModuleNotFoundError|ENOENT/.test(stderr ?? "ENOENT"));
    if (done === undefined) return context.skip("no python3 that has it");
    assert.equal(done.status, 0, done.stderr);
    const answers: unknown[] = JSON.parse(done.stdout);
    for (const [index, sample] of samples.entries()) {
      assert.deepEqual(answers[index], told(sample), `seed ${seed}: ${yamlText(sample)}`);
    }
  });
}
