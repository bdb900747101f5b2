/** Whole locks, written and read: nothing changes on the way, and Python reads what was meant. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import fc from "fast-check";
import { pythonFloat } from "#pipeline/format/pythonFloat.ts";
import { isList, isMap, keyText, Timestamp, type Value } from "#pipeline/format/value.ts";
import { yamlText } from "#pipeline/format/yamlText.ts";
import { parseLock, withEntry } from "#pipeline/lock/lockFile.ts";
import { parseYaml } from "#pipeline/project/yamlSource.ts";
import { locks, stageEntries } from "#support/locks.ts";
import { pipelineProject } from "#support/pipelineProject.ts";

const seed = Number(process.env["SEED"] ?? 20_261_121);
const numRuns = Number(process.env["RUNS"] ?? 500);

/** A value as JSON in which each part says of what kind it is: 1 is not 1.0, nor "1". */
function told(value: Value): unknown {
  if (isList(value)) return ["list", ...value.map(told)];
  if (isMap(value)) return ["map", ...Array.from(value, ([key, each]) => [told(key), told(each)])];
  if (typeof value === "bigint") return ["int", String(value)];
  if (typeof value === "number") return ["float", pythonFloat(value)];
  if (value instanceof Timestamp) return ["date", value.text];
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
      for (const [name, entry] of stages) if (isMap(entry)) text = withEntry(text, keyText(name), entry);
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
import datetime, json, sys
def told(v):
    if v is None or isinstance(v, bool): return ["other", v]
    if isinstance(v, str): return ["str", v]
    if isinstance(v, int): return ["int", str(v)]
    if isinstance(v, float): return ["float", repr(v)]
    if isinstance(v, datetime.date): return ["date", str(v)]
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
also("timestamp", r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9]{2}:[0-9]{2}:[0-9]{2})?")
also("null", "~|null|Null|NULL|")
def load(text): return yaml.load(text, Loader)`,
  ],
] as const;

for (const [name, load] of readers) {
  test(`${name} reads from a lock what was meant`, (context) => {
    context.diagnostic(`SEED=${seed}`);
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
      assert.deepEqual(answers[index], told(sample));
    }
  });
}

const parameters = `# as people write them
weights: {0: 1.0, 1: 2.5, 10: 1_000, 2: 0x1F}
flags: {true: yes, null: off}
since: 2020-01-01
version: '2020-01-01'
rate: 1e-5
big: 123456789012345678901234567890
`;

test("params go into the lock as DVC writes them: keys that are numbers, dates, underscores", async () => {
  using project = pipelineProject({
    "params.yaml": parameters,
    "dvc.yaml":
      "stages:\n  one: {cmd: echo > out.txt, params: [weights, flags, since, version, rate, big], outs: [out.txt]}\n",
  });
  assert.deepEqual(await project.run(), { one: "ran" });
  assert.match(
    project.read("dvc.lock"),
    /\n {8}big: 123456789012345678901234567890\n {8}flags:\n {10}true: yes\n {10}null: off\n {8}rate: 1e-05\n {8}since: 2020-01-01\n {8}version: '2020-01-01'\n {8}weights:\n {10}0: 1.0\n {10}1: 2.5\n {10}10: 1000\n {10}2: 31\n {4}outs:/,
  );
  assert.deepEqual(await project.reasons(), { one: [] });
  project.write("params.yaml", parameters.replace("1: 2.5", "1: 3").replace("since: 2020", "since: 2021"));
  assert.deepEqual(await project.reasons(), {
    one: ["changed param weights.1: 2.5 -> 3", 'changed param since: "2020-01-01" -> "2021-01-01"'],
  });
  await project.engine.dispose();
});

test("whatever becomes of params.yaml, dvc.yaml stays as it is written, with comments and what Baton passes over", async () => {
  const written = `# ours
stages:   # all of them
    one:
        cmd: echo \${weights.1} > out.txt   # a class's weight
        params: [ weights ]
        outs:
            - out.txt
        meta: {anything: [goes, 1_000]}
artifacts:
    model: {path: out.txt, type: model}
`;
  using project = pipelineProject({ "params.yaml": parameters, "dvc.yaml": written });
  for (const weight of ["2.5", "3", "2.5"]) {
    const edited = parameters.replace("1: 2.5", `1: ${weight}`);
    project.write("params.yaml", edited);
    await project.run();
    await project.status();
    assert.equal(project.read("out.txt"), `${weight}\n`);
    assert.equal(project.read("dvc.yaml"), written);
    assert.equal(project.read("params.yaml"), edited);
  }
  const removable = await project.engine.removable(project.path);
  await project.engine.clean(project.path, removable.type === "outputs" ? removable.outputs : []);
  assert.equal(project.read("dvc.yaml"), written);
  await project.engine.dispose();
});
