import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { baton } from "#support/batonCommand.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

test("--version prints the package's version, --help how to call it", async () => {
  using folder = temporaryFolder();
  const { version } = JSON.parse(readFileSync("package.json", "utf8"));
  assert.deepEqual(await baton(folder.path, "--version"), { code: 0, stdout: `${version}\n`, stderr: "" });
  const help = await baton(folder.path, "--help");
  assert.equal(help.code, 0);
  for (const command of ["run", "status", "exec", "new", "relay"])
    assert.match(help.stdout, new RegExp(`^ +${command} `, "m"));
});

for (const [what, args, message] of [
  ["no command", [], /which command\?/],
  ["an unknown command", ["fly"], /unknown command 'fly'/],
  ["an unknown option", ["run", "--fast"], /Unknown option '--fast'/],
  ["exec without a file", ["exec"], /baton exec takes a file/],
  ["new without a folder", ["new"], /baton new takes one folder/],
] as const) {
  test(`${what} is answered with the usage and exit code 2`, async () => {
    using folder = temporaryFolder();
    const { code, stdout, stderr } = await baton(folder.path, ...args);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, message);
    assert.match(stderr, /Usage: baton/);
  });
}

test("exec passes arguments on and answers with the module's own exit code", async () => {
  using folder = temporaryFolder();
  folder.write(
    "stage.ts",
    "const args: string[] = process.argv.slice(2);\nconsole.log(args);\nprocess.exitCode = 7;\n",
  );
  const output = await baton(folder.path, "exec", "stage.ts", "--json", "a b");
  assert.deepEqual(output, { code: 7, stdout: "[ '--json', 'a b' ]\n", stderr: "" });
});

test("exec tells a failure with the place in the module, as seen from the folder", async () => {
  using folder = temporaryFolder();
  folder.write("pipeline/stage.ts", "type A = string;\n\nthrow new RangeError('too much');\n");
  const { code, stderr } = await baton(folder.path, "exec", "pipeline/stage.ts");
  assert.deepEqual([code, stderr], [1, "RangeError: too much\n    at pipeline/stage.ts:3:7\n"]);
});

test("new writes a workshop and says what its data is", async () => {
  using folder = temporaryFolder();
  const { code, stdout } = await baton(folder.path, "new", "grades");
  assert.equal(code, 0);
  assert.match(stdout, /grades: synthetic sample/);
  assert.match(readFileSync(`${folder.path}/grades/dvc.yaml`, "utf8"), /baton exec/);
});

test("new leaves a folder that is not empty alone", async () => {
  using folder = temporaryFolder();
  folder.write("grades/mine.txt", "mine");
  const { code, stderr } = await baton(folder.path, "new", "grades");
  assert.equal(code, 2);
  assert.match(stderr, /^baton new: .*not empty/);
  assert.equal(folder.read("grades/mine.txt"), "mine");
});
