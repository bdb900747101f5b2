/**
 * Writes a workshop's data: `data/raw/students.csv` and, beside it, `source.json`, which says what it is. The two
 * belong together; each is replaced in one step, and the first is put back when the second fails.
 */
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { sha256 } from "./sha256.ts";

export interface DataSource {
  /** "synthetic sample", "student-por.csv (UCI)", or the name of the file that was given. */
  readonly name: string;
  /** Of students.csv. */
  readonly sha256: string;
}

async function contentOf(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** `folder` is the workshop's; rejects with the file system's own error and leaves what was there. */
export async function writeRawData(folder: string, csv: string, name: string): Promise<DataSource> {
  const raw = join(folder, "data", "raw");
  const students = join(raw, "students.csv");
  const source: DataSource = { name, sha256: sha256(csv) };
  await mkdir(raw, { recursive: true });
  const before = await contentOf(students);
  await writeFileAtomic(students, csv);
  try {
    await writeFileAtomic(join(raw, "source.json"), `${JSON.stringify(source, null, 2)}\n`);
  } catch (error) {
    await (before === null ? rm(students, { force: true }) : writeFileAtomic(students, before));
    throw error;
  }
  return source;
}
