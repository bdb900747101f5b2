import assert from "node:assert/strict";
import { createHash, randomFillSync } from "node:crypto";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { createMd5Threads } from "#pipeline/hash/md5Threads.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

function threads() {
  const made = createMd5Threads(resolve("dist/md5Worker.js"));
  return { ...made, [Symbol.asyncDispose]: made.dispose };
}

/** Bytes: worth a thread. */
const large = 20 * 1024 * 1024;

test("more large files than threads, and small ones, each get their own hash", async () => {
  using folder = temporaryFolder();
  await using md5 = threads();
  const contents = Array.from({ length: 9 }, (_, index) =>
    randomFillSync(Buffer.alloc(index === 4 ? 10 : large)),
  );
  const files = contents.map((content, index) => folder.write(`${index}.bin`, content));
  const hashes = await Promise.all(
    files.map((file, index) => md5.md5OfFile(file, contents[index]?.length ?? 0)),
  );
  assert.deepEqual(
    hashes,
    contents.map((content) => createHash("md5").update(content).digest("hex")),
  );
});

test("a large file that vanishes is an error with its code and path, and the thread goes on", async () => {
  using folder = temporaryFolder();
  await using md5 = threads();
  const gone = join(folder.path, "gone.bin");
  await assert.rejects(md5.md5OfFile(gone, large), { code: "ENOENT", path: gone });
  const there = folder.write("there.bin", Buffer.alloc(large));
  assert.match(await md5.md5OfFile(there, large), /^[0-9a-f]{32}$/);
});

test("who cancels does not wait for a file that does not end", {
  skip: process.platform === "win32" && "Windows has no such file",
}, async () => {
  await using md5 = threads();
  const abort = new AbortController();
  const hashing = Array.from({ length: 6 }, () =>
    md5.md5OfFile("/dev/zero", Number.POSITIVE_INFINITY, abort.signal),
  );
  const ended = Promise.allSettled(hashing);
  abort.abort();
  assert.ok((await ended).every(({ status }) => status === "rejected"));
});
