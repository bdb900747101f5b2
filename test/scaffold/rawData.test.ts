import assert from "node:assert/strict";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { writeRawData } from "#scaffold/rawData.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

test("data and source are written together, the source with the data's hash", async () => {
  using folder = temporaryFolder();
  await writeRawData(folder.path, "a,b\n1,2\n", "mine.csv");
  assert.equal(folder.read("data/raw/students.csv"), "a,b\n1,2\n");
  assert.deepEqual(JSON.parse(folder.read("data/raw/source.json")), {
    name: "mine.csv",
    sha256: "492d5ea496056f1a6a6592241032fab764c321596317930b4fa0e1e8bc3b7470",
  });
});

test("when the source cannot be written, the data is put back", async () => {
  using folder = temporaryFolder();
  folder.write("data/raw/students.csv", "before\n");
  // A folder in the file's place fails on every system, for every user.
  mkdirSync(join(folder.path, "data/raw/source.json"));
  await assert.rejects(writeRawData(folder.path, "after\n", "mine.csv"));
  assert.equal(folder.read("data/raw/students.csv"), "before\n");
  assert.deepEqual(readdirSync(join(folder.path, "data/raw")).sort(), ["source.json", "students.csv"]);
});

test("when the source cannot be written and there was no data, there is none after", async () => {
  using folder = temporaryFolder();
  mkdirSync(join(folder.path, "data/raw/source.json"), { recursive: true });
  await assert.rejects(writeRawData(folder.path, "after\n", "mine.csv"));
  assert.deepEqual(readdirSync(join(folder.path, "data/raw")), ["source.json"]);
});
