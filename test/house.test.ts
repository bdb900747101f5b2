/** The walls between the rooms stand: an import that crosses one is refused by the linter. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, test } from "node:test";

let house = "";

before(async () => {
  house = await mkdtemp(join(tmpdir(), "baton-house-"));
  for (const file of [".dependency-cruiser.mjs", "package.json", "tsconfig.json"])
    await cp(file, join(house, file));
  await symlink(resolve("node_modules"), join(house, "node_modules"), "junction");
  for (const room of ["protocol", "ml", "pipeline", "server", "client", "webview", "src"]) {
    await write(`${room}/one.ts`, "export const one = 1;\n");
  }
});

after(() => rm(house, { recursive: true, force: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(house, path)), { recursive: true });
  await writeFile(join(house, path), text);
}

function refusals(): string {
  const cruise = resolve("node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = [cruise, "--config", ".dependency-cruiser.mjs", "--output-type", "err", "."];
  return spawnSync(process.execPath, args, { cwd: house, encoding: "utf8" }).stdout;
}

const crossings = [
  { from: "ml/two.ts", to: "#pipeline/one.ts", rule: "ml-keeps-its-walls" },
  { from: "pipeline/two.ts", to: "../ml/one.ts", rule: "pipeline-keeps-its-walls" },
  { from: "webview/two.ts", to: "#src/one.ts", rule: "webview-keeps-its-walls" },
  { from: "protocol/two.ts", to: "#ml/one.ts", rule: "protocol-keeps-its-walls" },
  { from: "server/two.ts", to: "#client/one.ts", rule: "server-keeps-its-walls" },
  { from: "client/two.ts", to: "#server/one.ts", rule: "client-keeps-its-walls" },
  { from: "pipeline/three.ts", to: "vscode", rule: "only-src-knows-vscode" },
];

for (const { from, to, rule } of crossings) {
  test(`${from} may not import ${to}`, async () => {
    await write(from, `export * from "${to}";\n`);
    try {
      assert.match(refusals(), new RegExp(`error ${rule}: ${from}`));
    } finally {
      await rm(join(house, from));
    }
  });
}

test("an import that the design allows is let through", async () => {
  await write("src/two.ts", 'export * from "#pipeline/one.ts";\n');
  assert.match(refusals(), /no dependency violations/);
});
