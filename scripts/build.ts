/**
 * Builds everything that ships into dist/, and only what changed since the last time.
 * It knows how to go about it, not what there is to build: that is build/products.ts.
 *
 *   node scripts/build.ts [--dev] [--force]
 */
import { mkdir } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import lockfile from "proper-lockfile";
import { type BuildMode, distFolder } from "./build/folders.ts";
import { readStamps, type Stamp, sameStamp, stampOf, writeStamps } from "./build/freshness.ts";
import { type Product, products } from "./build/products.ts";
import { sizeOf } from "./build/size.ts";

export interface BuildOptions {
  /** Build what is up to date as well. */
  readonly force?: boolean;
  /** `development`: not minified, with source maps. */
  readonly mode?: BuildMode;
  /** Told one line a product. */
  readonly print?: (line: string) => void;
}

type Outcome =
  | { type: "fresh" }
  | { type: "built"; stamp: Stamp; size: string }
  | { type: "broken"; message: string };

async function buildProduct(
  product: Product,
  known: Stamp | undefined,
  options: BuildOptions,
): Promise<Outcome> {
  const mode = options.mode ?? "production";
  const { force = false } = options;
  if (!force && known !== undefined && (await sameStamp(known, mode, product.outputs)))
    return { type: "fresh" };
  try {
    const stamp = await stampOf(mode, await product.make(mode));
    return { type: "built", stamp, size: await sizeOf(product.outputs) };
  } catch (error) {
    return { type: "broken", message: error instanceof Error ? error.message : String(error) };
  }
}

/** Every broken product is an error, told after the others were built. */
async function buildAll(options: BuildOptions): Promise<void> {
  const stamps = await readStamps();
  const broken: string[] = [];
  const print = options.print ?? (() => undefined);
  const build = async (product: Product): Promise<void> => {
    const outcome = await buildProduct(product, stamps.get(product.name), options);
    if (outcome.type === "broken") {
      stamps.delete(product.name);
      broken.push(`${product.name}: not built: ${outcome.message}`);
    } else if (outcome.type === "built") {
      stamps.set(product.name, outcome.stamp);
      print(`${product.name}: ${outcome.size}`);
    }
  };
  await Promise.all(products.map(build));
  await writeStamps(stamps);
  if (broken.length > 0) throw new Error(broken.join("\n"));
}

/** Brings dist/ up to date. Safe to call from several processes at once: the others wait. */
export async function build(options: BuildOptions = {}): Promise<void> {
  await mkdir(distFolder, { recursive: true });
  const release = await lockfile.lock(distFolder, {
    lockfilePath: `${distFolder}/.lock`,
    retries: { retries: 600, factor: 1, minTimeout: 100 },
  });
  try {
    await buildAll(options);
  } finally {
    await release();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { values } = parseArgs({ options: { dev: { type: "boolean" }, force: { type: "boolean" } } });
  try {
    await build({
      force: values.force ?? false,
      mode: values.dev ? "development" : "production",
      print: (line) => console.log(line),
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
