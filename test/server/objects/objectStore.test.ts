import assert from "node:assert/strict";
import { readdirSync, rmSync, statfsSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { test } from "node:test";
import { type ObjectStore, openObjectStore } from "#server/objects/objectStore.ts";
import { inPieces, type TestObject, testObject } from "#support/objects.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

const bounds = { bytes: 1_000_000, count: 100, spare: 0 };

function put(store: ObjectStore, { name, content }: TestObject) {
  return store.put(name, content.byteLength, inPieces(content));
}

async function got(store: ObjectStore, name: string): Promise<Buffer | null> {
  const found = await store.open(name);
  if (found === null) return null;
  const through = new PassThrough();
  const [content] = await Promise.all([buffer(through), found.sendTo(through)]);
  return content;
}

test("[OBJ-4] what comes in goes out as it was, also after a restart", async () => {
  using folder = temporaryFolder();
  const [file, listing] = [testObject("a", 100_000), testObject("b", 0)];
  const first = await openObjectStore(folder.path, bounds);
  assert.equal(await put(first, file), "kept");
  assert.equal(await put(first, { ...listing, name: `${listing.name}.dir` }), "kept");
  await first.close();
  const store = await openObjectStore(folder.path, bounds);
  assert.deepEqual(await got(store, file.name), file.content);
  assert.deepEqual([store.bytesOf(file.name), store.bytesOf(`${listing.name}.dir`)], [100_000, 0]);
  assert.deepEqual([store.bytesOf(listing.name), await got(store, listing.name)], [null, null]);
});

test("[OBJ-4] content of another md5, or another length, is refused and leaves nothing", async () => {
  using folder = temporaryFolder();
  const store = await openObjectStore(folder.path, bounds);
  const { name, content } = testObject("a", 1_000);
  assert.equal(await store.put(name, 1_000, inPieces(testObject("b", 1_000).content)), "corrupt");
  assert.equal(await store.put(name, 999, inPieces(content)), "corrupt");
  assert.equal(await store.put(name, 1_001, inPieces(content)), "corrupt");
  assert.deepEqual(readdirSync(folder.path), []);
});

test("[OBJ-4] content that breaks off is thrown back and leaves nothing", async () => {
  using folder = temporaryFolder();
  const store = await openObjectStore(folder.path, bounds);
  const { name, content } = testObject("a", 1_000);
  async function* broken() {
    yield content.subarray(0, 500);
    await Promise.reject(new Error("cut"));
  }
  await assert.rejects(store.put(name, 1_000, broken()), /cut/);
  assert.deepEqual(readdirSync(folder.path), []);
  assert.equal(await put(store, { name, content }), "kept");
});

test("[OBJ-4] what a killed relay left half written is swept, and served by nobody", async () => {
  using folder = temporaryFolder();
  folder.write(".0123456789abcdef.tmp", "half");
  folder.write("notes.txt", "somebody's");
  const store = await openObjectStore(folder.path, bounds);
  assert.deepEqual(readdirSync(folder.path), ["notes.txt"]);
  assert.equal(store.bytesOf("notes.txt"), null);
});

test("[OBJ-5] what was damaged on the disk is thrown away when it was sent, so that it can come again", async () => {
  using folder = temporaryFolder();
  const store = await openObjectStore(folder.path, bounds);
  const object = testObject("a", 1_000);
  await put(store, object);
  writeFileSync(join(folder.path, object.name), "b".repeat(1_000));
  assert.notDeepEqual(await got(store, object.name), object.content);
  assert.equal(store.bytesOf(object.name), null);
  assert.equal(await put(store, object), "kept");
  assert.deepEqual(await got(store, object.name), object.content);
});

test("what somebody removed from the disk is not there", async () => {
  using folder = temporaryFolder();
  const store = await openObjectStore(folder.path, bounds);
  const object = testObject("a", 10);
  await put(store, object);
  rmSync(join(folder.path, object.name));
  assert.equal(await store.open(object.name), null);
  assert.equal(store.bytesOf(object.name), null);
});

test("[OBJ-6] past the bytes the ones unused longest give way; what was asked for is used", async () => {
  using folder = temporaryFolder();
  const store = await openObjectStore(folder.path, { ...bounds, bytes: 3_000 });
  const [a, b, c, d] = ["a", "b", "c", "d"].map((letter) => testObject(letter, 1_000));
  assert.ok(a && b && c && d);
  for (const object of [a, b, c]) await put(store, object);
  assert.equal(store.bytesOf(a.name), 1_000);
  assert.equal(await put(store, d), "kept");
  assert.deepEqual(readdirSync(folder.path).sort(), [a.name, c.name, d.name].sort());
});

test("[OBJ-6] which were unused longest is known after a restart, and a smaller bound holds at once", async () => {
  using folder = temporaryFolder();
  const [a, b, c] = ["a", "b", "c"].map((letter) => testObject(letter, 1_000));
  assert.ok(a && b && c);
  const first = await openObjectStore(folder.path, bounds);
  for (const object of [a, b, c]) await put(first, object);
  for (const [index, object] of [a, b, c].entries())
    utimesSync(join(folder.path, object.name), index, index + 1_000);
  await got(first, a.name);
  await openObjectStore(folder.path, { ...bounds, bytes: 2_000 });
  assert.deepEqual(readdirSync(folder.path).sort(), [a.name, c.name].sort());
});

test("[OBJ-6] past their number, too", async () => {
  using folder = temporaryFolder();
  const store = await openObjectStore(folder.path, { ...bounds, count: 2 });
  const objects = ["a", "b", "c"].map((letter) => testObject(letter, 1));
  for (const object of objects) assert.equal(await put(store, object), "kept");
  assert.equal(readdirSync(folder.path).length, 2);
});

test("[OBJ-6] one that is larger than all together may be is refused, and nothing gives way for it", async () => {
  using folder = temporaryFolder();
  const store = await openObjectStore(folder.path, { ...bounds, bytes: 3_000 });
  await put(store, testObject("a", 1_000));
  assert.equal(await put(store, testObject("b", 3_001)), "too-large");
  assert.equal(readdirSync(folder.path).length, 1);
});

test("[OBJ-6] several on their way at once never hold more than the bound", async () => {
  using folder = temporaryFolder();
  const store = await openObjectStore(folder.path, { ...bounds, bytes: 3_000 });
  const outcomes = await Promise.all(["a", "b", "c"].map((letter) => put(store, testObject(letter, 1_500))));
  assert.deepEqual(outcomes, ["kept", "kept", "unavailable"]);
  assert.equal(await put(store, testObject("c", 1_500)), "kept");
  assert.equal(readdirSync(folder.path).length, 2);
});

test("[OBJ-6] room on the disk stays free for the session", async () => {
  using folder = temporaryFolder();
  const { bavail, bsize } = statfsSync(folder.path);
  const store = await openObjectStore(folder.path, { ...bounds, spare: bavail * bsize * 2 });
  assert.equal(await put(store, testObject("a", 10)), "disk-full");
  assert.deepEqual(readdirSync(folder.path), []);
});

test("[OBJ-8] once cleared it takes nothing more, not even what is on its way", async () => {
  using folder = temporaryFolder();
  const store = await openObjectStore(folder.path, bounds);
  await put(store, testObject("a", 10));
  const late = testObject("b", 100);
  const arriving = Promise.withResolvers<void>();
  async function* content() {
    yield late.content.subarray(0, 50);
    await arriving.promise;
    yield late.content.subarray(50);
  }
  const outcome = store.put(late.name, 100, content());
  store.clear();
  arriving.resolve();
  assert.equal(await outcome, "unavailable");
  await store.close();
  assert.deepEqual(readdirSync(folder.path), []);
});
