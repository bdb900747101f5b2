import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { parseOptions } from "../../scripts/start/options.mjs";

function start(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ["scripts/start.mjs", ...args], { encoding: "utf8" });
}

test("without words, a temporary workshop is opened in an editor on any port", () => {
  assert.deepEqual(parseOptions([]), {
    folder: undefined,
    data: undefined,
    editor: true,
    port: undefined,
    help: false,
  });
});

test("folder and data are meant from where the person stands, not from the project", () => {
  const before = process.env["INIT_CWD"];
  process.env["INIT_CWD"] = resolve("/somewhere");
  try {
    const { folder, data } = parseOptions(["grades", "--data", "class.csv"]);
    assert.deepEqual([folder, data], [resolve("/somewhere/grades"), resolve("/somewhere/class.csv")]);
  } finally {
    if (before === undefined) delete process.env["INIT_CWD"];
    else process.env["INIT_CWD"] = before;
  }
});

test("a port is a whole number that a server can have", () => {
  assert.equal(parseOptions(["--port", "8080"]).port, 8080);
  for (const port of ["0", "65536", "80.5", "web", "1e3"]) {
    assert.throws(() => parseOptions(["--port", port]), /a port is a whole number/);
  }
});

test("--help tells every option and starts nothing", () => {
  const { status, stdout } = start("--help");
  assert.equal(status, 0);
  for (const option of ["--no-editor", "--data", "--port", "DIR"]) assert.ok(stdout.includes(option), option);
});

test("a command line that is not understood is one sentence and exit code 1", () => {
  for (const args of [["--nonsense"], ["one", "two"], ["--port", "x"]]) {
    const { status, stdout, stderr } = start(...args);
    assert.equal(status, 1);
    assert.equal(stdout, "");
    assert.doesNotMatch(stderr, /\n\s+at /);
  }
});

test("the first files of the start use nothing that Node 20 has not, and no package", async () => {
  const files = ["setup.mjs", "start.mjs", "start/options.mjs"].map((file) => join("scripts", file));
  for (const file of files) assert.equal(spawnSync(process.execPath, ["--check", file]).status, 0, file);
  const { readFile, glob } = await import("node:fs/promises");
  for await (const file of glob("scripts/{*,setup/*,start/*}.mjs")) {
    for (const [, name = ""] of (await readFile(file, "utf8")).matchAll(/^import .* from "([^"]+)";/gm)) {
      assert.match(name, /^(node:|\.\.?\/.*\.mjs$)/, `${file} imports ${name}`);
    }
  }
});
