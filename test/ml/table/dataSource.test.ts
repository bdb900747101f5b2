import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { copyFileSync } from "node:fs";
import { test } from "node:test";
import { dataSource } from "#ml/table/dataSource.ts";
import { studentGradesPath, withoutStudentGrades } from "#support/studentGrades.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

function sourceOf(content: string, record?: string): string {
  using folder = temporaryFolder();
  if (record !== undefined) folder.write("source.json", record);
  return dataSource(folder.write("students.csv", content));
}

test("data is what source.json says while its hash is the recorded one", () => {
  const record = JSON.stringify({ name: "synthetic sample", sha256: sha256("a\n1\n") });
  assert.equal(sourceOf("a\n1\n", record), "synthetic sample");
});

test("data that was changed since it was recorded says so", () => {
  const record = JSON.stringify({ name: "synthetic sample", sha256: sha256("a\n1\n") });
  assert.equal(sourceOf("a\n2\n", record), "synthetic sample, changed since");
});

test("data without a usable source.json goes by its file name", () => {
  for (const record of [
    undefined,
    "",
    "[]",
    "null",
    '{"name":"x"}',
    '{"sha256":"x"}',
    '{"name":1,"sha256":"x"}',
  ]) {
    assert.equal(sourceOf("a\n1\n", record), "students.csv");
  }
});

test("the student grades are known by their content, whatever is recorded", {
  skip: withoutStudentGrades,
}, () => {
  using folder = temporaryFolder();
  folder.write("source.json", JSON.stringify({ name: "synthetic sample", sha256: "0" }));
  copyFileSync(studentGradesPath, `${folder.path}/students.csv`);
  assert.equal(dataSource(`${folder.path}/students.csv`), "student-por.csv (UCI)");
});

test("a file that is not there is an error", () => {
  assert.throws(() => dataSource("/nowhere/students.csv"), /ENOENT/);
});
