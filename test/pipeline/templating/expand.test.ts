/** Templates, `vars`, `foreach` and `matrix`, by DVC's rules. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Stage } from "#pipeline/project/project.ts";
import { readProject } from "#pipeline/project/readProject.ts";
import { select } from "#pipeline/run/selection.ts";
import type { Problem } from "#protocol/problem.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

const seed = 20_261_121;

type Files = Readonly<Record<string, string>>;

async function read(files: Files): Promise<{ stages: readonly Stage[]; problems: readonly Problem[] }> {
  using folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) folder.write(name, content);
  const found = await readProject(folder.path);
  return found.type === "project"
    ? { stages: found.project.stages, problems: [] }
    : { stages: [], problems: found.problems };
}

async function stagesOf(files: Files): Promise<readonly Stage[]> {
  const { stages, problems } = await read(files);
  assert.deepEqual(problems, []);
  return stages;
}

async function commandsOf(files: Files): Promise<Readonly<Record<string, Stage["command"]>>> {
  return Object.fromEntries((await stagesOf(files)).map(({ name, command }) => [name, command]));
}

/** The command of a single stage `one` under these params. */
async function commandOf(command: string, params: string): Promise<Stage["command"] | undefined> {
  const commands = await commandsOf({
    "dvc.yaml": `stages:\n  one:\n    cmd: ${JSON.stringify(command)}\n`,
    "params.yaml": params,
  });
  return commands["one"];
}

const params = `
name: forest
n: 3
ratio: 1.0
small: 0.00001
yes: true
nothing: null
list: [a, {b: deep}]
train: {lr: 0.5, verbose: true, quiet: false, layers: [2, 3], tag: "a b", inner: {seed: 7}}
`;

const written: [template: string, text: string][] = [
  ["run ${name} ${n}", "run forest 3"],
  ["run ${ratio} ${small}", "run 1.0 1e-05"],
  ["run ${yes} ${nothing}", "run true None"],
  ["run ${list[0]} ${list[1].b} ${train.inner.seed}", "run a deep 7"],
  ["run ${ name }", "run forest"],
  ["run \\${name} ${name}", "run ${name} forest"],
  ["run $name ${name}", "run $name forest"],
  ["${name}", "forest"],
  ["run ${train}", "run --lr 0.5 --verbose --layers 2 3 --tag 'a b' --inner.seed 7"],
];
for (const [template, text] of written) {
  test(`written in a command as DVC writes it: ${template}`, async () => {
    assert.equal(await commandOf(template, params), text);
  });
}

const refused: [why: string, template: string, says: RegExp][] = [
  ["no such name", "run ${train.seed}", /\$\{train\.seed\} has no value: 'seed' is neither/],
  ["no path", "run ${a + b}x", /\$\{a \+ b\} has no value|is not understood/],
  ["nothing", "run ${}", /is not understood/],
  ["a list", "run ${list}", /a list cannot stand inside a text/],
  ["past the end of a list", "run ${list[9]}", /'9' is neither/],
  ["a prototype's name", "run ${train.__proto__}", /'__proto__' is neither/],
];
for (const [why, template, says] of refused) {
  test(`refused at its line: ${why}`, async () => {
    const yaml = `stages:\n  one:\n    cmd: ${JSON.stringify(template)}\n`;
    const { problems } = await read({ "dvc.yaml": yaml, "params.yaml": params });
    assert.deepEqual(
      problems.map(({ code, line, stage }) => [code, line, stage]),
      [["invalid-template", 3, "one"]],
    );
    assert.match(problems[0]?.message ?? "", says);
  });
}

test("every part of a stage may be a template, and one expression keeps its type", async () => {
  const [stage] = await stagesOf({
    "params.yaml": "folder: sub\nfile: in.csv\nkeep: true\nfiles: [x, y]\n",
    "dvc.yaml": `stages:
  one:
    cmd: ['cat \${file}', echo]
    wdir: \${folder}
    deps: \${files}
    outs: ["\${file}.out": {persist: "\${keep}"}]
    frozen: \${keep}
`,
  });
  assert.deepEqual(stage?.command, ["cat in.csv", "echo"]);
  assert.deepEqual(
    stage.dependencies.map(({ path }) => path),
    ["sub/x", "sub/y"],
  );
  assert.deepEqual(
    stage.outputs.map(({ path, persist }) => [path, persist]),
    [["sub/in.csv.out", true]],
  );
  assert.equal(stage.frozen, true);
});

test("'vars' brings maps, whole files and keys of files, also to one stage alone", async () => {
  const commands = await commandsOf({
    "params.yaml": "a: 1\nmodel: {kind: forest}\n",
    "config.json": '{"b": 2, "unused": 0}',
    "sub/own.toml": "c = 3\n",
    "dvc.yaml": `vars:
  - config.json:b
  - model: {depth: 4}
stages:
  one: {cmd: "x \${a} \${b} \${model.kind} \${model.depth}"}
  two: {cmd: "x \${c} \${d}", wdir: sub, vars: [own.toml, d: 5]}
`,
  });
  assert.deepEqual(commands, { one: "x 1 2 forest 4", two: "x 3 5" });
});

const wrongVars: [why: string, vars: string, says: RegExp][] = [
  ["a name twice", "[a: 2]", /vars\[0\] defines 'a', which params\.yaml defines already/],
  ["a name inside another twice", "[m: {x: 2}]", /vars\[0\] defines 'm\.x', which params\.yaml defines/],
  ["a file that is not there", "[none.yaml]", /'none\.yaml' is not there/],
  ["a key that is not there", "[other.json:zz]", /'other\.json' has no 'zz'/],
  ["a file outside", "[../x.yaml]", /lies outside the workspace/],
  ["a template", "['${a}.yaml']", /no templates themselves/],
  ["a part of what is loaded", "['params.yaml:a']", /loaded already/],
  ["no list", "a", /must be a list/],
];
for (const [why, vars, says] of wrongVars) {
  test(`vars are refused at their line: ${why}`, async () => {
    const { problems } = await read({
      "params.yaml": "a: 1\nm: {x: 1}\n",
      "other.json": "{}",
      "dvc.yaml": `stages:\n  one: {cmd: x}\nvars: ${vars}\n`,
    });
    assert.deepEqual(
      problems.map(({ line }) => line),
      [3],
    );
    assert.match(problems[0]?.message ?? "", says);
  });
}

test("foreach over a list names its stages by the items", async () => {
  const yaml =
    "stages:\n  fit:\n    foreach: [a, 2, '${last}']\n    do: {cmd: 'fit ${item}', outs: ['${item}.bin']}\n";
  assert.deepEqual(await commandsOf({ "dvc.yaml": yaml, "params.yaml": "last: 0.5\n" }), {
    "fit@a": "fit a",
    "fit@2": "fit 2",
    "fit@0.5": "fit 0.5",
  });
});

test("foreach over a list of maps names them by their places", async () => {
  const yaml = "stages:\n  fit:\n    foreach: [{n: 1}, {n: 2}]\n    do: {cmd: 'fit ${item.n}'}\n";
  assert.deepEqual(await commandsOf({ "dvc.yaml": yaml }), { "fit@0": "fit 1", "fit@1": "fit 2" });
});

test("foreach over a map names them by its keys, which are told as ${key}", async () => {
  const yaml = "stages:\n  fit:\n    foreach: ${schools}\n    do: {cmd: 'fit ${key} ${item.city}'}\n";
  const schools = "schools: {GP: {city: Evora}, MS: {city: Beja}}\n";
  assert.deepEqual(await commandsOf({ "dvc.yaml": yaml, "params.yaml": schools }), {
    "fit@GP": "fit GP Evora",
    "fit@MS": "fit MS Beja",
  });
});

test("matrix makes every combination, and names composite items by their places", async () => {
  const yaml = `stages:
  fit:
    matrix:
      model: [forest, ridge]
      seed: \${seeds}
      options: [{depth: 3}]
    cmd: fit \${item.model} \${item.seed} \${item.options} \${key}
`;
  const commands = await commandsOf({ "dvc.yaml": yaml, "params.yaml": "seeds: [1, 2]\n" });
  assert.deepEqual(Object.keys(commands), [
    "fit@forest-1-options0",
    "fit@forest-2-options0",
    "fit@ridge-1-options0",
    "fit@ridge-2-options0",
  ]);
  assert.equal(commands["fit@ridge-2-options0"], "fit ridge 2 --depth 3 ridge-2-options0");
});

test("stages that were made need each other by their paths, as any do", async () => {
  const stages = await stagesOf({
    "dvc.yaml": `stages:
  judge: {cmd: j, deps: [m-a, m-b]}
  fit: {foreach: [a, b], do: {cmd: f, outs: ['m-\${item}']}}
`,
  });
  assert.deepEqual(
    stages.map(({ name }) => name),
    ["fit@a", "fit@b", "judge"],
  );
});

test("files that templates read are known, and a group's name asks for all of its stages", async () => {
  using folder = temporaryFolder();
  folder.write("params.yaml", "a: 1\n");
  folder.write("sub/own.json", '{"b": 2}');
  folder.write(
    "dvc.yaml",
    "stages:\n  fit: {foreach: [x, y], do: {cmd: 'f ${item} ${a} ${b}', vars: [sub/own.json]}}\n  other: {cmd: o}\n",
  );
  const read = await readProject(folder.path);
  assert.ok(read.type === "project");
  assert.deepEqual(read.project.templateFiles, ["params.yaml", "sub/own.json"]);
  const selected = select(read.project, { stages: ["fit"], downstream: false });
  assert.deepEqual(selected.type === "stages" && selected.stages.map(({ name }) => name), ["fit@x", "fit@y"]);
});

const wrongGroups: [why: string, stage: string, line: number, says: RegExp][] = [
  ["foreach without do", "foreach: [a]", 3, /'foreach' needs 'do'/],
  ["a key beside do", "foreach: [a]\n    do: {cmd: x}\n    deps: [b]", 5, /'deps' belongs below 'do'/],
  ["foreach over a text", "foreach: ${text}\n    do: {cmd: x}", 3, /must be a list or a map/],
  ["a matrix of texts", "matrix: {a: b}\n    cmd: x", 3, /'a' of 'matrix' must be a list/],
  [
    "a matrix without end",
    `matrix: {${["a", "b", "c"].map((key) => `${key}: [${"1,".repeat(99)}2]`)}}\n    cmd: x`,
    3,
    /makes 1000000 stages/,
  ],
  [
    "an output outside by a template",
    "foreach: ['../../etc']\n    do: {cmd: x, outs: ['${item}/passwd']}",
    4,
    /outside the workspace/,
  ],
];
for (const [why, stage, line, says] of wrongGroups) {
  test(`refused at its line: ${why}`, async () => {
    const { problems } = await read({
      "dvc.yaml": `stages:\n  fit:\n    ${stage}\n`,
      "params.yaml": "text: a\n",
    });
    assert.equal(problems[0]?.line, line);
    assert.match(problems[0]?.message ?? "", says);
  });
}

test("what a template brings in is never read as a template itself", async () => {
  assert.equal(await commandOf("echo ${a}", "a: ${b}\nb: x\n"), "echo ${b}");
});

test("random templates and params bring stages or problems with a line, and nothing else", async () => {
  const word = fc.constantFrom(
    "a",
    "b.c",
    "item",
    "${a}",
    "${b.c}",
    "${",
    "}",
    "\\${",
    "${a[0]}",
    "${item}",
    ":",
    "[",
    "{",
    "\n",
    " ",
    "-",
    "foreach",
    "matrix",
    "do",
    "vars",
    "&x",
    "*x",
  );
  const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(""));
  const yaml = fc
    .record({ vars: text, cmd: text, each: text, name: text })
    .map(
      ({ vars, cmd, each, name }) =>
        `vars: ${vars}\nstages:\n  s${name}:\n    foreach: ${each}\n    do: {cmd: ${cmd}}\n`,
    );
  await fc.assert(
    fc.asyncProperty(yaml, text, async (dvc, own) => {
      const { problems } = await read({ "dvc.yaml": dvc, "params.yaml": `a: [1]\nb: {c: ${own}}\n` });
      for (const { message, line } of problems) assert.ok(message !== "" && line !== null, message);
    }),
    { seed, numRuns: 500 },
  );
});

test("a folder among 'vars' is refused at its line", async () => {
  const yaml = "vars:\n- sub\nstages:\n  one: {cmd: a}\n";
  const { problems } = await read({ "dvc.yaml": yaml, "sub/in.txt": "" });
  assert.deepEqual(
    problems.map(({ code, line }) => [code, line]),
    [["invalid-template", 2]],
  );
  assert.match(problems[0]?.message ?? "", /is a folder/);
});
