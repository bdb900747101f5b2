import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { md5OfFile } from "#pipeline/hash/fileHash.ts";
import { createHasher, type Hashed } from "#pipeline/hash/hasher.ts";
import { createHashMemories } from "#pipeline/hash/memory.ts";
import { waitFor } from "#support/processes.ts";
import { type TemporaryFolder, temporaryFolder } from "#support/temporaryFolder.ts";

async function hash(folder: TemporaryFolder, place: string): Promise<Hashed | null> {
  return createHasher(folder.path, await createHashMemories(md5OfFile).of(folder.path)).hash(place);
}

function md5(content: string): string {
  return createHash("md5").update(content).digest("hex");
}

async function filesIn(folder: TemporaryFolder, place: string): Promise<string[]> {
  const hashed = await hash(folder, place);
  return hashed?.type === "folder" ? hashed.files.map(({ path }) => path) : [];
}

test("a folder with an empty __init__.py and a file of 1066 bytes has size 1066 and two files", async () => {
  using folder = temporaryFolder();
  folder.write("data/__init__.py", "");
  folder.write("data/load.py", "x".repeat(1066));
  const hashed = await hash(folder, "data");
  const listing = `[{"md5": "${md5("")}", "relpath": "__init__.py"}, {"md5": "${md5("x".repeat(1066))}", "relpath": "load.py"}]`;
  assert.equal(hashed?.size, 1066);
  assert.equal(hashed?.type === "folder" && hashed.files.length, 2);
  assert.equal(hashed?.md5, `${md5(listing)}.dir`);
});

test("a file's hash is the md5 of its bytes, line endings and all, also of a large one", async () => {
  using folder = temporaryFolder();
  const content = "line\r\n".repeat(1_000_000);
  folder.write("large.txt", content);
  assert.deepEqual(await hash(folder, "large.txt"), {
    type: "file",
    md5: md5(content),
    size: content.length,
    executable: false,
  });
});

test("nothing there is null, an empty folder is the empty list", async () => {
  using folder = temporaryFolder();
  mkdirSync(join(folder.path, "empty", "inner"), { recursive: true });
  assert.equal(await hash(folder, "missing"), null);
  assert.equal((await hash(folder, "empty"))?.md5, `${md5("[]")}.dir`);
});

test("links to files are followed, links to folders are not", async () => {
  using folder = temporaryFolder();
  folder.write("elsewhere/inner.txt", "inner");
  folder.write("data/own.txt", "own");
  symlinkSync(join(folder.path, "elsewhere"), join(folder.path, "data", "folder"));
  symlinkSync(join(folder.path, "elsewhere", "inner.txt"), join(folder.path, "data", "file"));
  assert.deepEqual(await filesIn(folder, "data"), ["file", "own.txt"]);
});

test("the nearest .dvcignore decides, .gitignore does not, and .git never counts", async () => {
  using folder = temporaryFolder();
  folder.write(".dvcignore", "*.log\n/data/cache/\n");
  folder.write("data/.dvcignore", "!kept.log\nsecret.txt\n");
  folder.write("data/.gitignore", "*\n");
  for (const name of [
    "a.log",
    "kept.log",
    "secret.txt",
    "cache/x",
    ".git/HEAD",
    "deep/secret.txt",
    "deep/b.txt",
  ]) {
    folder.write(`data/${name}`, name);
  }
  assert.deepEqual(await filesIn(folder, "data"), [".dvcignore", ".gitignore", "deep/b.txt", "kept.log"]);
});

/** Writes other content of the same length, with the same modification time. */
function replaceUnseen(file: string, content: string, time: Date): void {
  writeFileSync(file, content);
  utimesSync(file, time, time);
}

/** What is remembered of a file that was left alone for a while. */
async function rememberedFile(folder: TemporaryFolder): Promise<{ file: string; time: Date }> {
  const file = folder.write("data.txt", "one");
  const time = new Date(Date.now() - 60_000.5);
  utimesSync(file, time, time);
  const { ctimeMs } = statSync(file);
  await waitFor("the disk's clock to go on", () => (Date.now() > ctimeMs + 50 ? true : null));
  const memory = await createHashMemories(md5OfFile).of(folder.path);
  await createHasher(folder.path, memory).hash("data.txt");
  await memory.save(true);
  return { file, time };
}

test("a file that stats say is unchanged is not read again", async () => {
  using folder = temporaryFolder();
  await rememberedFile(folder);
  const remembered = ".baton/hashes.json";
  folder.write(remembered, folder.read(remembered).replace(md5("one"), md5("never")));
  assert.equal((await hash(folder, "data.txt"))?.md5, md5("never"));
});

test("a change is seen though size and modification time were set back to what they were", async () => {
  using folder = temporaryFolder();
  const { file, time } = await rememberedFile(folder);
  replaceUnseen(file, "two", time);
  assert.equal((await hash(folder, "data.txt"))?.md5, md5("two"));
});

test("links that lead nowhere or in a circle are not there", async () => {
  using folder = temporaryFolder();
  folder.write("data/a", "");
  symlinkSync("nowhere", join(folder.path, "data/dangling"));
  symlinkSync("circle", join(folder.path, "data/circle"));
  assert.deepEqual(await filesIn(folder, "data"), ["a"]);
  assert.equal(await hash(folder, "data/circle"), null);
});

test("a hash taken right after the file was written is not believed later", async () => {
  using folder = temporaryFolder();
  const file = folder.write("data.txt", "one");
  const time = new Date(Math.ceil(Date.now() / 1000) * 1000);
  utimesSync(file, time, time);
  const memory = await createHashMemories(md5OfFile).of(folder.path);
  await createHasher(folder.path, memory).hash("data.txt");
  await memory.save(true);
  replaceUnseen(file, "two", time);
  assert.equal(statSync(file).mtimeMs, time.getTime());
  assert.equal((await hash(folder, "data.txt"))?.md5, md5("two"));
});

test("a damaged hash memory is begun anew", async () => {
  using folder = temporaryFolder();
  folder.write(".baton/hashes.json", "{ not json");
  folder.write("data.txt", "one");
  assert.equal((await hash(folder, "data.txt"))?.md5, md5("one"));
});
