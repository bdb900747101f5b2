/** Everything that dist/ holds, and how each is made. */
import { cp, readdir, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { syntheticGrades } from "#scaffold/syntheticGrades.ts";
import { type BundleKind, bundle } from "./bundle.ts";
import { type BuildMode, distFolder, projectFolder } from "./folders.ts";
import { noticesFile, writeNotices } from "./notices.ts";
import { schemaFile, writePipelineSchema } from "./pipelineSchema.ts";
import { writeShims } from "./shims.ts";

export interface Product {
  readonly name: string;
  /** Absolute; the product is made anew when one is missing. */
  readonly outputs: readonly string[];
  /** Gives every file that went in, relative to the project's folder. */
  readonly make: (mode: BuildMode) => Promise<readonly string[]>;
}

/** What decides how everything is built. */
const recipe = ["package-lock.json", "tsconfig.json", "scripts/build/bundle.ts", "scripts/build/products.ts"];

function bundled(kind: BundleKind, output: string, entry: string): Product {
  const make = async (mode: BuildMode) => [...recipe, ...(await bundle(kind, entry, output, mode))];
  return { name: output, outputs: [join(distFolder, output)], make };
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(join(projectFolder, folder), { recursive: true, withFileTypes: true });
  return entries.map((entry) => relative(projectFolder, join(entry.parentPath, entry.name)));
}

/** A copy with its dotfiles; folders count as inputs too, since their time tells of files that come and go. */
async function copyWorkshop(): Promise<string[]> {
  const target = join(distFolder, "workshop");
  await rm(target, { recursive: true, force: true });
  await cp(join(projectFolder, "workshop"), target, { recursive: true });
  return ["workshop", ...(await filesUnder("workshop"))];
}

/** The toolkit's types in one file. Slow, as it asks the compiler: only made when the toolkit changed. */
async function makeDeclarations(): Promise<string[]> {
  const { writeDeclarations } = await import("../declarations.ts");
  await writeDeclarations(join(distFolder, "baton.d.ts"));
  return [...recipe, "scripts/declarations.ts", "ml", ...(await filesUnder("ml"))];
}

async function makeNotices(): Promise<string[]> {
  await writeNotices();
  return [...recipe, "scripts/build/notices.ts"];
}

/** What the warm child practises on. Made, not copied: no real student is in it. */
async function makeSample(): Promise<string[]> {
  const rows = syntheticGrades()
    .split("\n")
    .slice(0, 1 + 150);
  await writeFileAtomic(join(distFolder, "warm.csv"), `${rows.join("\n")}\n`);
  return [...recipe, "scaffold/syntheticGrades.ts"];
}

async function makeSchema(): Promise<string[]> {
  await writePipelineSchema();
  return [...recipe, "scripts/build/pipelineSchema.ts", "pipeline/project/keys.ts"];
}

async function makeShims(): Promise<string[]> {
  await writeShims();
  return ["scripts/build/shims.ts"];
}

export const products: readonly Product[] = [
  bundled("extension", "extension.cjs", "src/extension.ts"),
  bundled("module", "cli.js", "cli/main.ts"),
  // Beside the command, which loads it for \`baton relay\` alone.
  bundled("module", "relay.js", "server/index.ts"),
  bundled("module", "runner.js", "cli/stageRunner.ts"),
  // Threads of the engine, in the extension and in the command.
  bundled("module", "md5Worker.js", "pipeline/hash/md5Worker.ts"),
  bundled("module", "toolkit.js", "ml/index.ts"),
  // Beside the toolkit, which starts it on threads of its own.
  bundled("module", "forestWorker.js", "ml/forest/threads/worker.ts"),
  bundled("page", "webview/metrics.js", "webview/metrics.ts"),
  bundled("style", "webview/metrics.css", "webview/metrics.css"),
  bundled("page", "webview/graph.js", "webview/graph.ts"),
  bundled("style", "webview/graph.css", "webview/graph.css"),
  bundled("page", "webview/suggestions.js", "webview/suggestions.ts"),
  bundled("style", "webview/suggestions.css", "webview/suggestions.css"),
  bundled("style", "webview/invitation.css", "webview/invitation.css"),
  { name: "baton.d.ts", outputs: [join(distFolder, "baton.d.ts")], make: makeDeclarations },
  {
    name: "bin",
    outputs: ["bin/baton", "bin/baton.cmd"].map((path) => join(distFolder, path)),
    make: makeShims,
  },
  { name: "dvc.schema.json", outputs: [schemaFile], make: makeSchema },
  { name: "notices", outputs: [noticesFile], make: makeNotices },
  { name: "warm.csv", outputs: [join(distFolder, "warm.csv")], make: makeSample },
  { name: "workshop", outputs: [join(distFolder, "workshop", "dvc.yaml")], make: copyWorkshop },
];
