import assert from "node:assert/strict";
import { test } from "node:test";
import { maximumPlotRows, runEventSchema } from "#protocol/run.ts";
import { first, pipelineProject, verdictsOf } from "#support/pipelineProject.ts";

const stage = (outputs: string) => `stages:\n  one:\n    cmd: 'true'\n    deps: [dvc.yaml]\n${outputs}`;
const persisted = (kind: string, name: string, flags = "") =>
  `    ${kind}: [${name}: {persist: true, cache: false${flags}}]\n`;

/** What is read of one file that a stage declares. */
async function read(kind: "metrics" | "plots", name: string, content: string | Uint8Array, flags = "") {
  using project = pipelineProject({ "dvc.yaml": stage(persisted(kind, name, flags)) });
  project.write(name, content);
  const events = await project.events();
  assert.deepEqual(verdictsOf(events), { one: "ran" });
  for (const event of events) assert.deepEqual(runEventSchema.parse(event), event);
  return first(events, "metricsRead");
}

test("metrics are read from JSON and YAML", async () => {
  const content = { mae: 1.5, nested: { rows: 3 }, source: "synthetic sample" };
  assert.deepEqual((await read("metrics", "m.json", JSON.stringify(content))).metrics, [
    { path: "m.json", content },
  ]);
  const yaml = "mae: 1.5\nnested: {rows: 3}\nsource: synthetic sample\n";
  assert.deepEqual((await read("metrics", "m.yaml", yaml)).metrics, [{ path: "m.yaml", content }]);
});

test("a plot's columns are numbers where they are numbers, text else, null where empty", async () => {
  const { plots } = await read(
    "plots",
    "p.csv",
    'a,"b ""c""",__proto__\n1,x,\n-2.5e3,"y,z",3\n',
    ", x: a, title: T",
  );
  assert.deepEqual(plots, [
    {
      path: "p.csv",
      title: "T",
      x: "a",
      y: null,
      columns: [
        { name: "a", values: [1, -2500] },
        { name: 'b "c"', values: ["x", "y,z"] },
        { name: "__proto__", values: [null, 3] },
      ],
      rows: 2,
    },
  ]);
});

test("tsv, tables without a header, and lists of objects are plots too", async () => {
  const columns = async (name: string, content: string, flags?: string) =>
    (await read("plots", name, content, flags)).plots[0]?.columns;
  assert.deepEqual(await columns("p.tsv", "a\tb\n1\t2\n"), [
    { name: "a", values: [1] },
    { name: "b", values: [2] },
  ]);
  assert.deepEqual(await columns("p.csv", "1,2\n", ", header: false"), [
    { name: "0", values: [1] },
    { name: "1", values: [2] },
  ]);
  const list = '[{"a": 1}, {"b": "x"}]';
  const expected = [
    { name: "a", values: [1, null] },
    { name: "b", values: [null, "x"] },
  ];
  assert.deepEqual(await columns("p.json", list), expected);
  assert.deepEqual(await columns("p.json", `{"roc": ${list}}`), expected);
});

test("a plot longer than the limit keeps its beginning and tells its length", async () => {
  const rows = Array.from({ length: maximumPlotRows + 5 }, (_, index) => index);
  const { plots } = await read("plots", "p.csv", `a\n${rows.join("\n")}\n`);
  assert.deepEqual(
    [plots[0]?.rows, plots[0]?.columns[0]?.values.length],
    [maximumPlotRows + 5, maximumPlotRows],
  );
});

for (const [title, kind, name, content, line] of [
  ["JSON cut short", "metrics", "m.json", '{"a": 1,\n"b": ', null],
  ["JSON with a comma too many", "metrics", "m.json", '{"a": 1,\n}', 2],
  ["JSON with a value too few", "metrics", "m.json", '{"a": 1,\n\n"b": }', 3],
  [
    "JSON without an end to its levels",
    "metrics",
    "m.json",
    `${"[".repeat(10_000)}${"]".repeat(10_000)}`,
    null,
  ],
  ["YAML with very many levels", "metrics", "m.yaml", `${"[".repeat(500)}${"]".repeat(500)}`, null],
  ["metrics larger than a screen", "metrics", "m.json", `[${"1,".repeat(600_000)}1]`, null],
  ["YAML that is none", "metrics", "m.yaml", "a: 1\nb: [\n", 3],
  ["an unknown kind of file", "metrics", "m.txt", "1", null],
  ["an empty table", "plots", "p.csv", "", null],
  ["JSON that is no table", "plots", "p.json", '{"a": 1}', null],
  ["bytes that are no text", "plots", "p.csv", new Uint8Array([0xff, 0xfe, 0]), null],
] as const) {
  test(`told, but no failure: ${title}`, async () => {
    const { metrics, plots, problems } = await read(kind, name, content);
    assert.deepEqual([metrics.length, plots.length, problems.length], [0, 0, 1]);
    assert.equal(problems[0]?.code, kind === "plots" ? "invalid-plot" : "invalid-metrics");
    assert.deepEqual([problems[0]?.path, problems[0]?.stage], [name, "one"]);
    if (line !== null) assert.equal(problems[0]?.line, line);
  });
}

test("a folder of plots and a picture are passed over", async () => {
  assert.deepEqual((await read("plots", "p.png", "x")).problems, []);
  using project = pipelineProject({ "dvc.yaml": stage(persisted("plots", "dir")), "dir/a.csv": "a\n1\n" });
  assert.deepEqual(first(await project.events(), "metricsRead").problems, []);
});

test("metrics are told of cached and restored stages too", async () => {
  const yaml = "stages:\n  one: {cmd: 'cp in.json m.json', deps: [in.json], metrics: [m.json]}\n";
  using project = pipelineProject({ "dvc.yaml": yaml, "in.json": '{"mae": 1}' });
  await project.run();
  for (const prepare of [() => undefined, () => project.write("m.json", "{}")]) {
    prepare();
    assert.deepEqual(first(await project.events(), "metricsRead").metrics, [
      { path: "m.json", content: { mae: 1 } },
    ]);
  }
});

test("numbers that JSON does not have, which Python writes all the same, are null", async () => {
  const { metrics, problems } = await read(
    "metrics",
    "m.json",
    '{"mae": NaN, "r2": -Infinity, "note": "NaN \\"Infinity"}',
  );
  assert.deepEqual(problems, []);
  assert.deepEqual(metrics[0]?.content, { mae: null, r2: null, note: 'NaN "Infinity' });
});
