import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { type TemporaryFolder, temporaryFolder } from "#support/temporaryFolder.ts";
import { pinnedNode } from "../../scripts/setup.mjs";

const emptyLock = { name: "tiny", version: "1.0.0", lockfileVersion: 3, requires: true };

/** A project without dependencies that has our set-up scripts. */
function tinyProject(): TemporaryFolder {
  const folder = temporaryFolder();
  const manifest = { name: "tiny", version: "1.0.0" };
  folder.write("package.json", JSON.stringify(manifest));
  folder.write("package-lock.json", JSON.stringify({ ...emptyLock, packages: { "": manifest } }));
  cpSync("scripts/setup.mjs", join(folder.path, "scripts/setup.mjs"));
  cpSync("scripts/setup", join(folder.path, "scripts/setup"), { recursive: true });
  return folder;
}

/** A dependency that needs no network. */
function addLocalPackage(folder: TemporaryFolder): void {
  const local = { name: "local", version: "1.0.0" };
  const manifest = { name: "tiny", version: "1.0.0", dependencies: { local: "file:local" } };
  folder.write("local/package.json", JSON.stringify(local));
  folder.write("package.json", JSON.stringify(manifest));
  const packages = { "": manifest, local, "node_modules/local": { resolved: "local", link: true } };
  folder.write("package-lock.json", JSON.stringify({ ...emptyLock, packages }));
}

function setUp(folder: TemporaryFolder): { status: number | null; stdout: string; stderr: string } {
  const program = 'import("./scripts/setup.mjs").then((setup) => setup.ensureDependencies())';
  return spawnSync(process.execPath, ["--eval", program], { cwd: folder.path, encoding: "utf8" });
}

test("dependencies are installed once, and again when the lock file changes", () => {
  using folder = tinyProject();
  folder.write("node_modules/leftover/index.js", "");
  const first = setUp(folder);
  assert.equal(first.status, 0, first.stderr);
  assert.match(first.stdout, /Installing dependencies: done in \d+ s/);
  assert.ok(!existsSync(join(folder.path, "node_modules/leftover")));
  assert.equal(setUp(folder).stdout, "");
  addLocalPackage(folder);
  assert.match(setUp(folder).stdout, /Installing dependencies/);
  assert.ok(existsSync(join(folder.path, "node_modules/local/package.json")));
});

test("what a developer's own npm install has put there is not installed again", () => {
  using folder = tinyProject();
  folder.write("node_modules/.package-lock.json", JSON.stringify({ ...emptyLock, packages: {} }));
  assert.equal(setUp(folder).stdout, "");
});

test("an installation that fails is tried again, and npm's words are shown", () => {
  using folder = tinyProject();
  folder.write("package.json", "{ broken");
  for (let attempt = 0; attempt < 2; attempt++) {
    const { status, stderr } = setUp(folder);
    assert.notEqual(status, 0);
    assert.match(stderr, /npm ci failed[\s\S]*package\.json/);
  }
});

test("the pinned Node runs TypeScript by itself", () => {
  using folder = temporaryFolder();
  const file = folder.write("hello.ts", "const word: string = 'hello';\nconsole.log(word);\n");
  assert.equal(execFileSync(pinnedNode(), [file], { encoding: "utf8" }), "hello\n");
});

test("where no Node comes with the dependencies, the running one serves", () => {
  using folder = tinyProject();
  rmSync(join(folder.path, "node_modules"), { recursive: true, force: true });
  const program = 'import("./scripts/setup.mjs").then((setup) => console.log(setup.pinnedNode()))';
  const found = execFileSync(process.execPath, ["--eval", program], { cwd: folder.path, encoding: "utf8" });
  assert.equal(found.trim(), process.execPath);
});
