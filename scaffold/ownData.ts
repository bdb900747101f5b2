/** Whether a workshop's data is somebody's own, and not a copy that can be had again. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "./sha256.ts";
import { portugueseName } from "./studentGrades.ts";
import { syntheticName } from "./syntheticGrades.ts";

const ours: readonly string[] = [syntheticName, portugueseName];

/** True unless data/raw/students.csv is absent, or is byte for byte the sample or the published file that source.json names. */
export async function holdsOwnData(folder: string): Promise<boolean> {
  const raw = join(folder, "data", "raw");
  const data = await readFile(join(raw, "students.csv"), "utf8").catch(() => null);
  if (data === null) return false;
  const source = await readFile(join(raw, "source.json"), "utf8").catch(() => "");
  return !(source.includes(sha256(data)) && ours.some((name) => source.includes(JSON.stringify(name))));
}
