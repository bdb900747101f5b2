/** `npm run docs`: writes docs/toolkit.md, the toolkit's reference, from the docstrings in ml/. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readSections } from "./docs/exports.ts";
import { toMarkdown } from "./docs/markdown.ts";

const projectFolder = join(import.meta.dirname, "..");

export const toolkitDocsPath = join(projectFolder, "docs", "toolkit.md");

/** What docs/toolkit.md has to say. Takes a second or two, as it asks the compiler. */
export function toolkitDocs(): string {
  return toMarkdown(readSections(projectFolder), projectFolder);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await writeFile(toolkitDocsPath, toolkitDocs());
}
