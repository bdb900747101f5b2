import assert from "node:assert/strict";
import { chmodSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createTravellingObjects } from "#pipeline/cache/travel.ts";
import { folderListing } from "#pipeline/hash/hasher.ts";
import { cacheOf } from "#support/goldenProject.ts";
import { inPieces, md5, testObject } from "#support/objects.ts";
import { type TemporaryFolder, temporaryFolder } from "#support/temporaryFolder.ts";

function objectFile(folder: TemporaryFolder, name: string): string {
  return join(folder.path, ".dvc/cache/files/md5", name.slice(0, 2), name.slice(2));
}

const file = testObject("a", 100_000);

test("what comes with the right md5 is kept, read-only, and can be read again", async () => {
  using folder = temporaryFolder();
  const objects = createTravellingObjects(folder.path);
  assert.equal(await objects.bytesOf(file.name), null);
  assert.equal(await objects.receive(file.name, inPieces(file.content)), "kept");
  assert.equal(await objects.bytesOf(file.name), 100_000);
  assert.deepEqual(Buffer.concat(await Array.fromAsync(objects.read(file.name))), file.content);
  assert.equal(statSync(objectFile(folder, file.name)).mode & 0o777, 0o444);
  assert.equal(folder.read(".dvc/.gitignore").includes("/cache"), true);
});

test("what comes with another md5 is refused and leaves nothing", async () => {
  using folder = temporaryFolder();
  const objects = createTravellingObjects(folder.path);
  assert.equal(await objects.receive(file.name, inPieces(testObject("b", 10).content)), "corrupt");
  assert.deepEqual(cacheOf(folder), []);
});

test("whoever only sends leaves the folder as it is", async () => {
  using folder = temporaryFolder();
  const objects = createTravellingObjects(folder.path);
  assert.deepEqual(
    [await objects.bytesOf(file.name), await objects.membersOf(`${file.name}.dir`)],
    [null, null],
  );
  assert.deepEqual(readdirSync(folder.path), []);
});

test("what breaks off is thrown back and leaves nothing", async () => {
  using folder = temporaryFolder();
  const objects = createTravellingObjects(folder.path);
  async function* broken() {
    yield file.content.subarray(0, 10);
    await Promise.reject(new Error("cut"));
  }
  await assert.rejects(objects.receive(file.name, broken()), /cut/);
  assert.deepEqual(cacheOf(folder), []);
});

test("an object that is intact is left as it is; one that is damaged is mended", async () => {
  using folder = temporaryFolder();
  const objects = createTravellingObjects(folder.path);
  await objects.receive(file.name, inPieces(file.content));
  const before = statSync(objectFile(folder, file.name)).ino;
  assert.equal(await objects.receive(file.name, inPieces(testObject("b", 10).content)), "corrupt");
  assert.equal(await objects.receive(file.name, inPieces(file.content)), "kept");
  assert.equal(statSync(objectFile(folder, file.name)).ino, before);
  chmodSync(objectFile(folder, file.name), 0o644);
  writeFileSync(objectFile(folder, file.name), "damaged");
  assert.equal(await objects.bytesOf(file.name), null);
  assert.equal(await objects.receive(file.name, inPieces(file.content)), "kept");
  assert.equal(await objects.bytesOf(file.name), 100_000);
});

test("a listing names its files, each object once", async () => {
  using folder = temporaryFolder();
  const objects = createTravellingObjects(folder.path);
  const listing = folderListing([
    { path: "one.txt", md5: file.name },
    { path: "same/two.txt", md5: file.name },
  ]);
  const name = `${md5(listing)}.dir`;
  assert.equal(await objects.membersOf(name), null);
  assert.equal(await objects.receive(name, inPieces(Buffer.from(listing))), "kept");
  assert.deepEqual(await objects.membersOf(name), [file.name]);
  assert.deepEqual(await objects.membersOf(file.name), []);
});

const hostile = [
  "no JSON",
  "{}",
  '[{"md5": "../../x", "relpath": "a"}]',
  ...["../x", "/etc/passwd", "a/../../x", "", ".", "a//b", "a/", "C:/x", "\u0000"].map((relpath) =>
    JSON.stringify([{ md5: file.name, relpath }]),
  ),
];

for (const listing of hostile)
  test(`a listing that is none, or leads out of its folder, is refused: ${JSON.stringify(listing)}`, async () => {
    using folder = temporaryFolder();
    const objects = createTravellingObjects(folder.path);
    const name = `${md5(listing)}.dir`;
    assert.equal(await objects.receive(name, inPieces(Buffer.from(listing))), "corrupt");
    assert.deepEqual(cacheOf(folder), []);
  });

test("what a killed transfer left is swept once nobody can be at work on it any more", async () => {
  using folder = temporaryFolder();
  const left = folder.write(".dvc/cache/.baton-0123456789abcdef.incoming", "half");
  folder.write(".dvc/cache/.baton-0123456789abcde0.incoming", "half");
  const old = Date.now() / 1_000 - 3_600;
  utimesSync(left, old, old);
  await createTravellingObjects(folder.path).receive(file.name, inPieces(file.content));
  const names = cacheOf(folder).filter((name) => !name.startsWith("files/"));
  assert.deepEqual(names, [".baton-0123456789abcde0.incoming"]);
});
