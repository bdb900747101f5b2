import assert from "node:assert/strict";
import { test } from "node:test";
import { readProject } from "#pipeline/project/readProject.ts";
import type { Problem } from "#protocol/problem.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

async function problemsOf(content: string | Uint8Array | null): Promise<Problem[]> {
  using folder = temporaryFolder();
  if (content !== null) folder.write("dvc.yaml", content);
  const read = await readProject(folder.path);
  return read.type === "problems" ? read.problems : [];
}

function stage(...lines: string[]): string {
  return ["stages:", "  one:", ...lines.map((line) => `    ${line}`)].join("\n");
}

interface Refused {
  readonly title: string;
  readonly yaml: string | Uint8Array | null;
  readonly code: Problem["code"];
  readonly line: number;
  readonly says: RegExp;
}

const refused: readonly Refused[] = [
  { title: "no dvc.yaml", yaml: null, code: "no-project", line: 1, says: /no dvc\.yaml/ },
  { title: "an empty file", yaml: " \n", code: "invalid-project", line: 1, says: /empty/ },
  {
    title: "bytes that are not UTF-8",
    yaml: new Uint8Array([0xff, 0xfe, 0x41]),
    code: "invalid-yaml",
    line: 1,
    says: /UTF-8/,
  },
  {
    title: "broken YAML",
    yaml: "stages:\n  one:\n    cmd: [a\n",
    code: "invalid-yaml",
    line: 4,
    says: /not valid YAML/,
  },
  { title: "a key twice", yaml: stage("cmd: a", "cmd: b"), code: "invalid-yaml", line: 4, says: /unique/ },
  {
    title: "a merge of what is no map",
    yaml: stage("cmd: a", "<<: b"),
    code: "invalid-yaml",
    line: 4,
    says: /only maps can be merged/,
  },
  {
    title: "a list for a key",
    yaml: "? [a]\n: b\n",
    code: "invalid-yaml",
    line: 1,
    says: /cannot be a key/,
  },
  { title: "a list at the top", yaml: "- a\n", code: "invalid-project", line: 1, says: /must be a map/ },
  { title: "no stages", yaml: "artifacts: {}\n", code: "invalid-project", line: 1, says: /no stages/ },
  {
    title: "an empty map of stages",
    yaml: "stages: {}\n",
    code: "invalid-project",
    line: 1,
    says: /no stages/,
  },
  {
    title: "an unknown key at the top",
    yaml: `${stage("cmd: a")}\nmetric: [m.json]\n`,
    code: "invalid-project",
    line: 4,
    says: /'metric' is not a key.*metrics/,
  },
  {
    title: "an alias without its anchor",
    yaml: stage("cmd: a", "deps: *none"),
    code: "invalid-yaml",
    line: 4,
    says: /no anchor '&none'/,
  },
  {
    title: "an alias for what it is a part of",
    yaml: "stages: &all\n  one: *all\n",
    code: "invalid-yaml",
    line: 2,
    says: /a part of/,
  },
  {
    title: "more levels than can be read",
    yaml: `stages: ${"[".repeat(20_000)}${"]".repeat(20_000)}\n`,
    code: "invalid-yaml",
    line: 1,
    says: /nested too deeply/,
  },
  {
    title: "stages as text",
    yaml: "stages: yes please\n",
    code: "invalid-project",
    line: 1,
    says: /'stages' must be a map/,
  },
  {
    title: "a stage without a command",
    yaml: stage("deps: [a]"),
    code: "invalid-project",
    line: 2,
    says: /no 'cmd'/,
  },
  {
    title: "an empty command",
    yaml: stage("cmd:"),
    code: "invalid-project",
    line: 3,
    says: /'cmd' is empty/,
  },
  {
    title: "an unknown key of a stage",
    yaml: stage("cmd: a", "dep: [b]"),
    code: "invalid-project",
    line: 4,
    says: /'dep' is not a key/,
  },
  {
    title: "an unknown flag of an output",
    yaml: stage("cmd: a", "outs:", "- b:", "    cached: false"),
    code: "invalid-project",
    line: 6,
    says: /'cached' is not a flag/,
  },
  {
    title: "a flag that is no truth",
    yaml: stage("cmd: a", "outs: [b: {cache: maybe}]"),
    code: "invalid-project",
    line: 4,
    says: /true or false/,
  },
  {
    title: "a list that is none",
    yaml: stage("cmd: a", "deps: b"),
    code: "invalid-project",
    line: 4,
    says: /must be a list/,
  },
  {
    title: "params from a file of no known format",
    yaml: stage("cmd: a", "params: [{p.ini: [k]}]"),
    code: "invalid-project",
    line: 4,
    says: /p\.ini.*\.toml or \.py/,
  },
  {
    title: "an output outside",
    yaml: stage("cmd: a", "outs: [../b]"),
    code: "unsafe-path",
    line: 4,
    says: /outside the workspace/,
  },
  {
    title: "an absolute dependency",
    yaml: stage("cmd: a", "deps: [/etc/passwd]"),
    code: "unsafe-path",
    line: 4,
    says: /absolute/,
  },
  {
    title: "a remote dependency",
    yaml: stage("cmd: a", "deps: ['s3://bucket/a']"),
    code: "unsafe-path",
    line: 4,
    says: /not a file in the workspace/,
  },
  {
    title: "a working folder outside",
    yaml: stage("cmd: a", "wdir: ../.."),
    code: "unsafe-path",
    line: 4,
    says: /working folder/,
  },
  {
    title: "the workspace as output",
    yaml: stage("cmd: a", "outs: [.]"),
    code: "unsafe-path",
    line: 4,
    says: /whole workspace/,
  },
  {
    title: "an output inside .git",
    yaml: stage("cmd: a", "outs: [.git/hooks/x]"),
    code: "unsafe-path",
    line: 4,
    says: /\.git/,
  },
  {
    title: "a stage that reads what it writes",
    yaml: stage("cmd: a", "deps: [b]", "outs: [b]"),
    code: "cycle",
    line: 2,
    says: /'one'.*itself/,
  },
  {
    title: "punctuation in a name",
    yaml: "stages:\n  a.b:\n    cmd: a\n",
    code: "invalid-project",
    line: 2,
    says: /letters, digits/,
  },
];

for (const { title, yaml, code, line, says } of refused) {
  test(`refused with its place: ${title}`, async () => {
    const [problem] = await problemsOf(yaml);
    assert.equal(problem?.code, code);
    assert.equal(problem?.path, "dvc.yaml");
    assert.equal(problem?.line, line);
    assert.match(problem?.message ?? "", says);
  });
}

test("all problems of a file are told, in the order of its lines", async () => {
  const problems = await problemsOf("stages:\n  one:\n    cmd: a\n    dep: []\n  two:\n    outs: [../x]\n");
  assert.deepEqual(
    problems.map(({ line, code, stage: name }) => [line, code, name]),
    [
      [4, "invalid-project", "one"],
      [5, "invalid-project", "two"],
      [6, "unsafe-path", "two"],
    ],
  );
});

test("a cycle names every stage on it", async () => {
  const yaml =
    "stages:\n  a: {cmd: x, deps: [3], outs: ['1']}\n  b: {cmd: x, deps: ['1'], outs: ['2']}\n  c: {cmd: x, deps: ['2'], outs: ['3']}\n";
  const [problem, ...others] = await problemsOf(yaml);
  assert.equal(problem?.code, "cycle");
  assert.match(problem?.message ?? "", /'a', 'c', 'b'/);
  assert.deepEqual(others, []);
});

test("one output with two makers names both stages and the second's line", async () => {
  const [problem] = await problemsOf("stages:\n  a: {cmd: x, outs: [o]}\n  b: {cmd: x, outs: [./o]}\n");
  assert.equal(problem?.code, "duplicate-output");
  assert.equal(problem?.line, 3);
  assert.match(problem?.message ?? "", /'a' and 'b'/);
});

test("an output inside another is refused, a name that only begins alike is not", async () => {
  const [problem, ...others] = await problemsOf(
    "stages:\n  a: {cmd: x, outs: [data, database]}\n  b: {cmd: x, outs: [data/raw]}\n",
  );
  assert.equal(problem?.code, "overlapping-outputs");
  assert.match(problem?.message ?? "", /'data' of stage 'a' and 'data\/raw' of stage 'b'/);
  assert.deepEqual(others, []);
});

test("stages come after what they need, also where one reads a file inside another's output", async () => {
  using folder = temporaryFolder();
  folder.write("dvc.yaml", "stages:\n  last: {cmd: x, deps: [out/a.csv]}\n  first: {cmd: x, outs: [out]}\n");
  const read = await readProject(folder.path);
  assert.deepEqual(read.type === "project" && read.project.stages.map(({ name }) => name), ["first", "last"]);
});

test("everything that is supported is read, with aliases and merges, and what only DVC registers is left alone", async () => {
  using folder = temporaryFolder();
  folder.write(
    "dvc.yaml",
    `artifacts: {}
stages:
  one: &one
    cmd: [a, "b\\nc"]
    wdir: sub
    deps: [../in.txt]
    params: [k, {other.json: [a.b]}, {whole.yaml:}]
    outs: [o: {cache: false, persist: true, desc: d, type: t, labels: [l], meta: {m: 1}, remote: r, push: false}]
    metrics: [m.json]
    plots: [p.csv: {x: a, y: b, title: T, header: false, x_label: X, y_label: Y, template: linear}]
    frozen: true
    always_changed: true
    desc: text
    meta: {any: thing}
  two: {<<: *one, outs: [o2], metrics: [m2.json], plots: [], frozen: false}
`,
  );
  const read = await readProject(folder.path);
  assert.deepEqual(read.type === "problems" ? read.problems : [], []);
  const stages = read.type === "project" ? read.project.stages : [];
  assert.deepEqual(stages[0]?.lines, ["a", "b\nc"]);
  assert.deepEqual(
    stages[0]?.dependencies.map(({ path, declared }) => [path, declared]),
    [["in.txt", "../in.txt"]],
  );
  assert.deepEqual(
    stages[0]?.parameters.map(({ path, key }) => [path, key]),
    [
      ["sub/params.yaml", "k"],
      ["sub/other.json", "a.b"],
      ["sub/whole.yaml", null],
    ],
  );
  assert.deepEqual(
    stages[0]?.outputs.map(({ path, cache, persist }) => [path, cache, persist]),
    [
      ["sub/o", false, true],
      ["sub/m.json", true, false],
      ["sub/p.csv", true, false],
    ],
  );
  assert.deepEqual([stages[0]?.frozen, stages[0]?.alwaysChanged, stages[1]?.frozen], [true, true, false]);
});

test("ten thousand stages are read in seconds", async () => {
  using folder = temporaryFolder();
  const stages = Array.from(
    { length: 10_000 },
    (_, index) => `  s${index}: {cmd: x, deps: [in/${index}], outs: [out/${index}]}\n`,
  );
  folder.write("dvc.yaml", `stages:\n${stages.join("")}`);
  const begun = performance.now();
  const read = await readProject(folder.path);
  assert.equal(read.type === "project" && read.project.stages.length, 10_000);
  assert.ok(performance.now() - begun < 20_000);
});

test("a cache that .dvc/config puts elsewhere is refused at its line, remotes are left alone", async () => {
  using folder = temporaryFolder();
  folder.write("dvc.yaml", stage("cmd: a", "outs: [o]"));
  folder.write(".dvc/config", "[core]\n    remote = r\n['remote \"r\"']\n    url = dir\n");
  assert.equal((await readProject(folder.path)).type, "project");
  folder.write(".dvc/config.local", "[cache]\n    dir = /elsewhere\n");
  const read = await readProject(folder.path);
  assert.ok(read.type === "problems");
  const [first] = read.problems;
  assert.deepEqual([first?.code, first?.path, first?.line], ["unsupported-feature", ".dvc/config.local", 2]);
});
