import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { sha256 } from "#scaffold/sha256.ts";
import { readStudentGrades } from "#scaffold/studentGrades.ts";
import { syntheticGrades } from "#scaffold/syntheticGrades.ts";
import { studentGradesPath, withoutStudentGrades } from "#support/studentGrades.ts";

/** The columns of a CSV text as lists of values, by name. */
function columnsOf(csv: string): Map<string, string[]> {
  const [header = [], ...rows] = csv
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
  return new Map(header.map((name, at) => [name, rows.map((row) => row[at] ?? "")]));
}

function isNumeric(values: readonly string[]): boolean {
  return values.every((value) => /^\d+$/.test(value));
}

test("the sample's bytes are the same on every machine", () => {
  const pinned = "49b5255cdb86b90dae91d23a23f677166565b4c84d44693dc1327be2f2bfb89f";
  assert.equal(sha256(syntheticGrades()), pinned);
});

test("the sample is canonical student grades: 649 rows, 33 columns", () => {
  const csv = syntheticGrades();
  const grades = readStudentGrades(Buffer.from(csv));
  assert.equal(grades.rows, 649);
  assert.equal(grades.csv, csv);
});

test("another seed makes other students", () => {
  assert.notEqual(syntheticGrades(1), syntheticGrades(2));
});

test("levels and ranges are the real file's", { skip: withoutStudentGrades }, () => {
  const real = columnsOf(readFileSync(studentGradesPath, "utf8"));
  for (const [name, values] of columnsOf(syntheticGrades())) {
    const known = real.get(name) ?? [];
    const allowed = /^G[123]$/.test(name) ? Array.from({ length: 21 }, (_, grade) => String(grade)) : known;
    if (!isNumeric(allowed)) {
      assert.deepEqual(new Set(values), new Set(allowed), name);
      continue;
    }
    const numbers = allowed.map(Number);
    const outside = values
      .map(Number)
      .filter((value) => value < Math.min(...numbers) || value > Math.max(...numbers));
    assert.deepEqual(outside, [], name);
  }
});

test("no row of the sample is a real student's", { skip: withoutStudentGrades }, () => {
  const real = new Set(readFileSync(studentGradesPath, "utf8").trimEnd().split("\n").slice(1));
  const copied = syntheticGrades()
    .trimEnd()
    .split("\n")
    .slice(1)
    .filter((row) => real.has(row));
  assert.deepEqual(copied, []);
});

test("circumstances tell something of the grade: students without failures are better by points", () => {
  const columns = columnsOf(syntheticGrades());
  const final = (columns.get("G3") ?? []).map(Number);
  const mean = (keep: (failures: string) => boolean) => {
    const kept = final.filter((_, row) => keep(columns.get("failures")?.[row] ?? ""));
    return kept.reduce((sum, grade) => sum + grade, 0) / kept.length;
  };
  const gap = mean((failures) => failures === "0") - mean((failures) => failures !== "0");
  assert.ok(gap > 1.5 && gap < 6, `gap ${gap}`);
});
