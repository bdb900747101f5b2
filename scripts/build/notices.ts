/** The licences of the packages that are built into what ships, as those licences ask. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import * as z from "zod";
import { distFolder, projectFolder } from "./folders.ts";

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
      optional: z.boolean().optional(),
    }),
  ),
});

/** What is installed for those who use Baton, not for those who build it. */
async function shippedPackages(): Promise<{ folder: string; title: string }[]> {
  const lock = lockSchema.parse(JSON.parse(await readFile(join(projectFolder, "package-lock.json"), "utf8")));
  return Object.entries(lock.packages)
    .filter(([folder, { dev, devOptional, optional }]) => folder !== "" && !dev && !devOptional && !optional)
    .map(([folder, { version, license }]) => ({
      folder,
      title: `${folder.slice(folder.lastIndexOf("node_modules/") + 13)} ${version} (${license})`,
    }));
}

async function licenceText(folder: string): Promise<string> {
  const names = await readdir(join(projectFolder, folder));
  const texts = names.filter((name) => /^(licen[cs]e|copying|notice)/i.test(name)).sort();
  return (await Promise.all(texts.map((name) => readFile(join(projectFolder, folder, name), "utf8")))).join(
    "\n",
  );
}

export const noticesFile = join(distFolder, "THIRD-PARTY-NOTICES.txt");

export async function writeNotices(): Promise<void> {
  const packages = await shippedPackages();
  const parts = packages.map(
    async ({ folder, title }) => `${title}\n${"=".repeat(title.length)}\n\n${await licenceText(folder)}`,
  );
  const head = "Baton contains parts of these packages, under these licences.";
  await writeFileAtomic(noticesFile, `${[head, ...(await Promise.all(parts))].join("\n\n\n")}\n`);
}
