/** Everything that `npm test` does once the dependencies are there: checks, build, unit tests, a real VS Code. */
import { resolve } from "node:path";
import { build } from "../build.ts";
import { ensureChromium } from "../chromium.ts";
import { installCodeServer } from "../codeServer.ts";
import { packageExtension } from "../package.ts";
import { runCheck } from "./checks.ts";
import { add, nothingRun, type Tally } from "./tally.ts";
import { runTestFiles, testFiles } from "./testFiles.ts";

const root = resolve(import.meta.dirname, "../..");
process.chdir(root);

const log = (line: string) => console.log(line);

/** Static checks; each is one test of the closing line. */
const checks = [
  { title: "lint and format", command: "biome", args: ["check", "."] },
  {
    title: "import rules",
    command: "depcruise",
    args: ["--config", ".dependency-cruiser.mjs", "--output-type", "err-long", "."],
  },
  { title: "types", command: "tsc", args: [] },
  { title: "types of the web page", command: "tsc", args: ["-p", "webview"] },
  { title: "types of the tests", command: "tsc", args: ["-p", "test"] },
];

function heading(title: string): void {
  console.log(`\n── ${title}`);
}

async function everything(): Promise<Tally> {
  let tally = nothingRun;
  heading("checks");
  for (const check of checks) tally = add(tally, await runCheck(check));
  await prepare();
  const files = await testFiles();
  heading("units");
  tally = add(tally, await runTestFiles(files.units));
  heading("inside a real VS Code");
  return add(tally, await runTestFiles(files.windows));
}

/** What tests need beyond the dependencies: the built files, a browser, a VS Code. */
async function prepare(): Promise<void> {
  heading("build");
  await build({ force: false });
  await packageExtension(log);
  heading("browser and VS Code");
  process.env["BATON_CHROMIUM"] = await ensureChromium(log);
  await installCodeServer(log);
}

async function only(files: readonly string[]): Promise<Tally> {
  await prepare();
  return await runTestFiles(files.map((file) => resolve(file)));
}

const chosen = process.argv.slice(2);
const { passed, failed, skipped } = chosen.length === 0 ? await everything() : await only(chosen);
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
