import assert from "node:assert/strict";
import { test } from "node:test";
import { parseExec } from "#pipeline/runners/commandLine.ts";

test("a plain baton exec is recognised with its arguments", () => {
  assert.deepEqual(parseExec("baton exec pipeline/train.ts --trees=100 -v", "linux"), {
    file: "pipeline/train.ts",
    args: ["--trees=100", "-v"],
  });
  assert.deepEqual(parseExec("  baton \t exec  a.ts  ", "linux"), { file: "a.ts", args: [] });
});

test("quoted words are read as the shell reads them", () => {
  assert.deepEqual(parseExec(`baton exec 'my stage.ts' "a b" pre'fix "x"'post ""`, "linux"), {
    file: "my stage.ts",
    args: ["a b", 'prefix "x"post', ""],
  });
  assert.deepEqual(parseExec("baton exec größe.ts", "linux"), { file: "größe.ts", args: [] });
});

for (const line of [
  "baton exec a.ts && echo ok",
  "baton exec a.ts; echo ok",
  "baton exec a.ts | cat",
  "baton exec a.ts > log",
  "baton exec $FILE",
  'baton exec "$FILE"',
  "baton exec `cat name`",
  "baton exec *.ts",
  "baton exec {a,b}.ts",
  "baton exec ~/a.ts",
  "baton exec a\\ b.ts",
  "baton exec a.ts # note",
  "baton exec 'a.ts",
  "baton exec a.ts &",
  "baton exec a.ts\nrm b",
  "A=1 baton exec a.ts",
  "baton exec",
  "baton exec --help",
  "baton run",
  "python train.py",
  "",
]) {
  test(`the shell gets: ${JSON.stringify(line)}`, () => assert.equal(parseExec(line, "linux"), null));
}

test("on Windows a backslash is part of a path, and %NAME% is the shell's", () => {
  assert.deepEqual(parseExec('baton exec pipeline\\train.ts "a b"', "win32"), {
    file: "pipeline\\train.ts",
    args: ["a b"],
  });
  for (const line of [
    "baton exec %FILE%",
    'baton exec "%FILE%"',
    "baton exec a.ts ^& dir",
    "baton exec a.ts & dir",
  ]) {
    assert.equal(parseExec(line, "win32"), null);
  }
});
