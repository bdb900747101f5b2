/**
 * `npm run test:desktop`: the suites of test/vscode/host in a desktop VS Code: the one that BATON_VSCODE names, else
 * one that is downloaded.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { runTests } from "@vscode/test-electron";
import { build } from "./build.ts";
import { buildHostSuites } from "./hostSuites.ts";

const project = resolve(import.meta.dirname, "..");
const home = mkdtempSync(join(tmpdir(), "baton-desktop-"));
try {
  await build();
  const workshop = join(home, "grades");
  execFileSync(process.execPath, [join(project, "dist", "cli.js"), "new", workshop]);
  const installed = process.env["BATON_VSCODE"];
  process.exitCode = await runTests({
    extensionDevelopmentPath: project,
    extensionTestsPath: await buildHostSuites(),
    launchArgs: [workshop, "--disable-workspace-trust", "--user-data-dir", join(home, "user")],
    ...(installed ? { vscodeExecutablePath: installed } : {}),
  });
} finally {
  rmSync(home, { recursive: true, force: true });
}
