/** Locks of a DVC before version 3: entries without `hash`, whose md5 normalised line ends. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { pipelineProject } from "#support/pipelineProject.ts";

const md5 = (text: string): string => createHash("md5").update(text).digest("hex");
const yaml =
  "stages:\n  one:\n    cmd: cp in.txt out.txt\n    deps: [in.txt, folder]\n    outs: [out.txt: {cache: false}]\n";
const listing = (hash: string): string => `[{"md5": "${hash}", "relpath": "a.txt"}]`;

function legacyLock(input: string, member: string, output: string): string {
  return [
    "schema: '2.0'",
    "stages:",
    "  one:",
    "    cmd: cp in.txt out.txt",
    "    deps:",
    "    - path: folder",
    `      md5: ${md5(listing(md5(member)))}.dir`,
    "      size: 3",
    "      nfiles: 1",
    "    - path: in.txt",
    `      md5: ${md5(input)}`,
    "      size: 6",
    "    outs:",
    "    - path: out.txt",
    `      md5: ${md5(output)}`,
    "      size: 6",
    "",
  ].join("\n");
}

function project(text: string, lock: string) {
  return pipelineProject({
    "dvc.yaml": yaml,
    "in.txt": text,
    "out.txt": text,
    "folder/a.txt": "x\r\n",
    "dvc.lock": lock,
  });
}

test("text with Windows line ends is as an old lock knows it, also inside folders; the lock stays as it is", async () => {
  const lock = legacyLock("a\nb\n", "x\n", "a\nb\n");
  using old = project("a\r\nb\r\n", lock);
  assert.deepEqual(await old.reasons(), { one: [] });
  assert.deepEqual(await old.run(), { one: "cached" });
  assert.equal(old.read("dvc.lock"), lock);
});

test("what has changed since an old lock is stale, and is then locked by today's hashes", async () => {
  using old = project("a\r\nc\r\n", legacyLock("a\nb\n", "x\n", "a\nb\n"));
  assert.deepEqual(await old.reasons(), {
    one: ["changed dep in.txt", "changed out out.txt"],
  });
  assert.deepEqual(await old.run(), { one: "ran" });
  assert.match(old.read("dvc.lock"), new RegExp(`hash: md5\n      md5: ${md5("a\r\nc\r\n")}`));
});

test("line ends of binary files are not touched", async () => {
  const binary = "\0\r\n";
  using old = project(binary, legacyLock(binary, "x\n", binary));
  assert.deepEqual(await old.reasons(), { one: [] });
});
