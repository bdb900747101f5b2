import assert from "node:assert/strict";
import { test } from "node:test";
import { parameterCandidates, pathCandidates, stageFolder } from "#src/language/candidates.ts";
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
