/**
 * Says what a data file is, in words that stand beside every number computed from it. Data of unknown origin must
 * never pass for known data, so the name counts only while the file's hash is the recorded one.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** UCI's Student Performance data (Cortez 2014), Portuguese course, in its canonical comma-separated form. */
const studentGrades = {
  name: "student-por.csv (UCI)",
  sha256: "3fb408fe4b66d4cdb90ad4ec5e3fb6de94ba662d0471a3d46c03da483069f76b",
};

/**
 * What the CSV file is: the name that `source.json` beside it records (`{ "name", "sha256" }`), or that name and
 * ", changed since" when the file is no longer the recorded one. The UCI student grades are known by their
 * content. Without a usable source.json it is the file's own name.
 * @throws {Error} when the CSV file cannot be read
 */
export function dataSource(csvPath: string): string {
  const sha256 = createHash("sha256").update(readFileSync(csvPath)).digest("hex");
  if (sha256 === studentGrades.sha256) return studentGrades.name;
  const record = readRecord(join(dirname(csvPath), "source.json"));
  if (record === null) return basename(csvPath);
  return record.sha256 === sha256 ? record.name : `${record.name}, changed since`;
}

function readRecord(path: string): { name: string; sha256: string } | null {
  if (!existsSync(path)) return null;
  const record = parseJson(readFileSync(path, "utf8"));
  if (typeof record !== "object" || record === null) return null;
  if (!("name" in record) || typeof record.name !== "string") return null;
  if (!("sha256" in record) || typeof record.sha256 !== "string") return null;
  return { name: record.name, sha256: record.sha256 };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
