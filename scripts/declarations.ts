/**
 * Writes the toolkit's types into one file that needs nothing else: what `"baton"` means to the editor in a
 * workshop where nothing is installed. The types of the libraries that show through (Arquero) are part of it.
 */
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { generateDtsBundle } from "dts-bundle-generator";
import writeFileAtomic from "write-file-atomic";

const projectFolder = join(import.meta.dirname, "..");

/** Stage code has neither Node's nor the browser's types; if it does, these merge with them. */
const globals = `
declare global {
	interface Console {
		/** Writes a line to the run's log. */
		log(...values: unknown[]): void;
		/** Writes a line to the run's log. */
		info(...values: unknown[]): void;
		/** Writes a line to the run's log, as a warning. */
		warn(...values: unknown[]): void;
		/** Writes a line to the run's log, as an error. */
		error(...values: unknown[]): void;
		/** Writes rows as a table to the run's log. */
		table(rows: unknown, columns?: readonly string[]): void;
	}
	var console: Console;

	/** Tells long work to stop. */
	interface AbortSignal {
		readonly aborted: boolean;
		readonly reason: any;
		throwIfAborted(): void;
	}
	var AbortSignal: typeof globalThis extends { onmessage: any; AbortSignal: infer T } ? T : {
		/** A signal that is raised already. */
		abort(reason?: any): AbortSignal;
		/** A signal that is raised as soon as one of these is. */
		any(signals: AbortSignal[]): AbortSignal;
		/** A signal that is raised after so many milliseconds. */
		timeout(milliseconds: number): AbortSignal;
	};

	/** Has a signal, and raises it. */
	interface AbortController {
		readonly signal: AbortSignal;
		abort(reason?: any): void;
	}
	var AbortController: typeof globalThis extends { onmessage: any; AbortController: infer T } ? T : {
		new(): AbortController;
	};
}
`;

/**
 * Takes some seconds, as it asks the compiler.
 * @throws {Error} when the toolkit does not compile
 */
export async function writeDeclarations(outFile: string): Promise<void> {
  const [declarations] = generateDtsBundle(
    [
      {
        filePath: join(projectFolder, "ml", "index.ts"),
        libraries: { inlinedLibraries: ["arquero", "@uwdata/flechette"], importedLibraries: [] },
        output: { noBanner: true, exportReferencedTypes: false },
      },
    ],
    { preferredConfigPath: join(projectFolder, "tsconfig.json") },
  );
  await mkdir(dirname(outFile), { recursive: true });
  await writeFileAtomic(
    outFile,
    `/** The types of Baton's toolkit. Made by Baton: changes are overwritten. */\n${declarations}${globals}`,
  );
}
