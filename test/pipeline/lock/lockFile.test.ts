import assert from "node:assert/strict";
import { test } from "node:test";
import { parseLock, withEntry } from "#pipeline/lock/lockFile.ts";
import { pipelineProject } from "#support/pipelineProject.ts";

test("the lock is, to the byte, what DVC writes", async () => {
  using project = pipelineProject({
    "b.txt": "b\n",
    "data/__init__.py": "",
    "data/x.txt": "x\n",
    "params.yaml": "zeta: 1\nalpha: 0.5\nlist: [1, a]\nnothing:\n",
    "a.json": '{"k": {"deep": true}}',
    "dvc.yaml": `stages:
  one:
    cmd:
    - cp b.txt out.txt
    - echo '{}' > metrics.json
    deps: [data, b.txt]
    params: [{a.json: [k]}, zeta, nothing, list, alpha]
    outs: [out.txt]
    metrics: [metrics.json: {cache: false}]
`,
  });
  await project.run();
  assert.equal(
    project.read("dvc.lock"),
    `schema: '2.0'
stages:
  one:
    cmd:
    - cp b.txt out.txt
    - echo '{}' > metrics.json
    deps:
    - path: b.txt
      hash: md5
      md5: 3b5d5c3712955042212316173ccf37be
      size: 2
    - path: data
      hash: md5
      md5: c97d338b5a94af4b39f84967c897f325.dir
      size: 2
      nfiles: 2
    params:
      params.yaml:
        alpha: 0.5
        list:
        - 1
        - a
        nothing:
        zeta: 1
      a.json:
        k:
          deep: true
    outs:
    - path: metrics.json
      hash: md5
      md5: 8a80554c91d9fca8acb82f023de02f11
      size: 3
    - path: out.txt
      hash: md5
      md5: 3b5d5c3712955042212316173ccf37be
      size: 2
`,
  );
});

const entry = new Map([["cmd", "new"]]);

test("writing one stage's entry leaves comments, unknown keys and other stages untouched", () => {
  const before = `# kept
schema: '2.0'
future: {key: 1}
stages:
  # about one
  one:
    cmd:   odd spacing
  two:
    cmd: b
    unknown: 1
datasets:
- name: d
`;
  assert.equal(withEntry(before, "one", entry), before.replace("cmd:   odd spacing", "cmd: new"));
  assert.equal(withEntry(before, "two", entry), before.replace("cmd: b\n    unknown: 1", "cmd: new"));
  assert.equal(
    withEntry(before, "three", entry),
    before.replace("datasets:", "  three:\n    cmd: new\ndatasets:"),
  );
});

test("an entry is added to a lock without a line end, without stages, and to none at all", () => {
  assert.equal(withEntry("schema: '2.0'", "one", entry), "schema: '2.0'\nstages:\n  one:\n    cmd: new\n");
  assert.equal(
    withEntry("schema: '2.0'\nstages: {}\n", "one", entry),
    "schema: '2.0'\nstages:\n  one:\n    cmd: new\n",
  );
  assert.equal(withEntry(null, "one", entry), "schema: '2.0'\nstages:\n  one:\n    cmd: new\n");
});

test("an entry put twice into a lock that was cut off among blanks stands there as it did after the first time", () => {
  const put = withEntry("schema: '2.0'\nstages:\n  ", "one", entry);
  assert.equal(put, "schema: '2.0'\nstages:\n  one:\n    cmd: new\n");
  assert.equal(withEntry(put, "one", entry), put);
});

test("a name that YAML takes for bytes stays that name", () => {
  const lock = '{"schema": "2.0", "stages": {!!binary aGk=: {"cmd": "x"}}}\n';
  const read = parseLock(withEntry(lock, "one", entry));
  assert.ok(read.type === "lock");
  assert.deepEqual([...read.lock.entries.keys()], ["hi", "one"]);
});

for (const [title, lock] of [
  ["on one line", '{"schema": "2.0", "stages": {"other": {"cmd": "x"}, "one": {"cmd": "y"}}}\n'],
  ["with its stages on one line", "schema: '2.0'\nstages: {other: {cmd: x}, one: {cmd: 'y'}}\n"],
  ["with a comment between", "schema: '2.0'\nstages:\n  other:\n    cmd: x\n# mine\n  one:\n    cmd: y\n"],
] as const) {
  test(`a lock written ${title} keeps its other stages when one is put in`, () => {
    const read = parseLock(withEntry(lock, "one", new Map([["cmd", "new"]])));
    assert.ok(read.type === "lock");
    const commands = Array.from(read.lock.entries, ([name, { command }]) => [name, command]);
    assert.deepEqual(commands, [
      ["other", "x"],
      ["one", "new"],
    ]);
  });
}

test("a lock in conflict is told as that, with the line of the conflict", () => {
  const read = parseLock("schema: '2.0'\n<<<<<<< HEAD\nstages:\n=======\n>>>>>>> theirs\n");
  assert.ok(read.type === "problem");
  assert.equal(read.problem.line, 2);
  assert.match(read.problem.message, /left in conflict.*Restore it from git/);
});
