import assert from "node:assert/strict";
import { test } from "node:test";
import {
  outputCandidates,
  parameterCandidates,
  pathCandidates,
  stageFolder,
} from "#src/language/candidates.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

test("a stage's working folder is read from a text, also a group's; a template or a broken text has none", () => {
  const text =
    "stages:\n  a: {wdir: sub/dir, cmd: x}\n  b:\n    foreach: [1]\n    do:\n      wdir: in\n  c: {wdir: ../out}\n";
  assert.deepEqual(
    ["a", "b", "c", "none", null].map((stage) => stageFolder(text, stage)),
    ["sub/dir", "in", "", "", ""],
  );
  assert.equal(stageFolder("stages: [", "a"), "");
});

test("paths of the folder written so far are offered, and none outside the workspace", async () => {
  using folder = temporaryFolder();
  for (const name of ["data/raw/a.csv", "data/b.csv", "sub/c.csv", ".git/config"]) folder.write(name, "");
  const paths = async (from: string, written: string) =>
    (await pathCandidates(folder.path, from, written)).map(({ path, isFolder }) =>
      isFolder ? `${path}/` : path,
    );
  assert.deepEqual((await paths("", "da")).sort(), ["data/", "sub/"]);
  assert.deepEqual((await paths("", "data/r")).sort(), ["data/b.csv", "data/raw/"]);
  assert.deepEqual(await paths("sub", "../data/raw/"), ["../data/raw/a.csv"]);
  assert.deepEqual(await paths("", "../"), []);
  assert.deepEqual(await paths("", "/etc/"), []);
  assert.deepEqual(await paths("", "none/"), []);
});

test("parameters are offered by dotted key with their values, from any format", async () => {
  using folder = temporaryFolder();
  folder.write("params.yaml", "forest:\n  trees: 100\n  depth: [1, 2]\nname: x\n");
  folder.write("sub/p.toml", "[a]\nb = 1\n");
  assert.deepEqual(await parameterCandidates(folder.path, "", "params.yaml"), [
    { key: "forest", value: undefined },
    { key: "forest.trees", value: "100" },
    { key: "forest.depth", value: "[1,2]" },
    { key: "name", value: '"x"' },
  ]);
  assert.deepEqual(
    (await parameterCandidates(folder.path, "sub", "p.toml")).map(({ key }) => key),
    ["a", "a.b"],
  );
  for (const none of ["none.yaml", "../params.yaml", "sub"])
    assert.deepEqual(await parameterCandidates(folder.path, "", none), []);
});

test("what other stages make is offered as the reading stage would write it, its own and the rest of the disk's not", () => {
  const text = `stages:
  clean:
    wdir: data
    cmd: x
    outs: [clean.csv, {model.json: {cache: false}}, "\${item}.csv", ../../out.csv]
  each:
    foreach: [a]
    do: {cmd: x, wdir: sub, outs: [each.csv], metrics: [m.json]}
  report:
    wdir: reports
    cmd: x
    outs: [report.md]
    deps:
      - `;
  const saved = [
    { name: "each@a", outputs: ["sub/a.csv"] },
    { name: "report", outputs: ["reports/old.md"] },
  ];
  const offered = (stage: string | null, known = saved) =>
    outputCandidates(text, stage, known).map(({ path, maker }) => `${maker} ${path}`);
  assert.deepEqual(offered("report"), [
    "each@a ../sub/a.csv",
    "clean ../data/clean.csv",
    "clean ../data/model.json",
    "each ../sub/each.csv",
    "each ../sub/m.json",
  ]);
  assert.deepEqual(offered("each"), [
    "report ../reports/old.md",
    "clean ../data/clean.csv",
    "clean ../data/model.json",
    "report ../reports/report.md",
  ]);
  assert.ok(offered(null).includes("clean data/clean.csv"));
  assert.deepEqual(outputCandidates("stages: [", "x", []), []);
});
