/** One bundle by esbuild. Its files appear in dist/ whole or not at all, since somebody may be running them. */
import { chmod, mkdir } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { type BuildOptions, build, type Metafile } from "esbuild";
import writeFileAtomic from "write-file-atomic";
import { type BuildMode, distFolder, projectFolder } from "./folders.ts";

/** `module`: run by Node; `extension`: by the editor; `page`: by a browser. */
export type BundleKind = "module" | "extension" | "page" | "style";

/** Bundled CommonJS packages use names that a module has not. */
const commonJsNames = [
  'import { createRequire as createBundleRequire } from "node:module";',
  "const require = createBundleRequire(import.meta.url);",
  "const __filename = import.meta.filename;",
  "const __dirname = import.meta.dirname;",
].join("\n");

const node: BuildOptions = { platform: "node", target: "node22.15", mainFields: ["module", "main"] };
const browser: BuildOptions = {
  platform: "browser",
  target: "chrome134",
  define: { "process.env.NODE_ENV": '"production"' },
};

const kinds: Readonly<Record<BundleKind, BuildOptions>> = {
  module: { ...node, format: "esm", banner: { js: commonJsNames } },
  extension: { ...node, format: "cjs", external: ["vscode"] },
  page: { ...browser, format: "iife" },
  style: browser,
};

async function write(path: string, contents: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFileAtomic(path, Buffer.from(contents));
}

/** The files that went into the bundle, relative to the project's folder. */
function inputsOf(metafile: Metafile | undefined): string[] {
  return Object.keys(metafile?.inputs ?? {}).filter((path) => !path.startsWith("("));
}

/** Gives the paths of all files that went in. Throws with esbuild's own words when the code doesn't build. */
export async function bundle(
  kind: BundleKind,
  entry: string,
  output: string,
  mode: BuildMode,
): Promise<string[]> {
  const development = mode === "development";
  const result = await build({
    ...kinds[kind],
    absWorkingDir: projectFolder,
    entryPoints: [entry],
    outfile: join(distFolder, output),
    bundle: true,
    write: false,
    metafile: true,
    minify: !development,
    // People read names: in stack traces, and when a stage prints what the toolkit gave it.
    keepNames: kind === "module",
    sourcemap: development ? "linked" : false,
    legalComments: "none",
    logLevel: "silent",
  });
  // A page that imports its style makes a second file; the style is a product of its own.
  const wanted = result.outputFiles.filter(
    ({ path }) => extname(path.replace(/\.map$/, "")) === extname(output),
  );
  await Promise.all(wanted.map(({ path, contents }) => write(path, contents)));
  if (output === "cli.js") await chmod(join(distFolder, output), 0o755);
  return inputsOf(result.metafile);
}
