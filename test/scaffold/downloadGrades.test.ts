import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import type { RequestListener, ServerResponse } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import { type DownloadOptions, type DownloadProgress, downloadGrades } from "#scaffold/downloadGrades.ts";
import { portugueseSha256 } from "#scaffold/gradesSchema.ts";
import { ScaffoldError } from "#scaffold/scaffoldError.ts";
import { syntheticGrades } from "#scaffold/syntheticGrades.ts";
import { fileServer } from "#support/fileServer.ts";
import { gradesText, uciArchive } from "#support/gradesForms.ts";
import { rejection } from "#support/rejection.ts";
import { studentGradesPath, withoutStudentGrades } from "#support/studentGrades.ts";
import { type TemporaryFolder, temporaryFolder } from "#support/temporaryFolder.ts";

const needsGrades = { skip: withoutStudentGrades };
const published = () => readFileSync(studentGradesPath, "utf8");
const sampleArchive = () => uciArchive(syntheticGrades());

/** A workshop on which a failed download must leave no trace. */
function workshop(): TemporaryFolder & { unchanged(): void } {
  const folder = temporaryFolder();
  folder.write("data/raw/students.csv", "before\n");
  folder.write("data/raw/source.json", "{}\n");
  return {
    ...folder,
    unchanged() {
      assert.deepEqual(readdirSync(join(folder.path, "data/raw")).sort(), ["source.json", "students.csv"]);
      assert.equal(folder.read("data/raw/students.csv"), "before\n");
      assert.equal(folder.read("data/raw/source.json"), "{}\n");
    },
  };
}

/** Downloads from a server that answers so; gives the error, after checking that nothing was written. */
async function failure(
  answer: RequestListener,
  options: Partial<DownloadOptions> = {},
): Promise<ScaffoldError> {
  await using server = await fileServer(answer);
  using at = workshop();
  const error = await rejection(ScaffoldError, () =>
    downloadGrades({ url: server.url, folder: at.path, ...options }),
  );
  at.unchanged();
  return error;
}

/** Sends the first bytes and waits until they are on their way. */
function sendPart(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    response.write(bytes, () => resolve());
  });
}

test(
  "UCI's zip in a zip is downloaded, checked, converted and written with its source",
  needsGrades,
  async () => {
    const archive = uciArchive(published());
    await using server = await fileServer((_request, response) => response.end(archive));
    using at = workshop();
    const progress: DownloadProgress[] = [];
    const result = await downloadGrades({
      url: server.url,
      folder: at.path,
      onProgress: (step) => progress.push(step),
    });
    assert.deepEqual(result, {
      rows: 649,
      columns: 33,
      sha256: portugueseSha256,
      source: "student-por.csv (UCI)",
    });
    assert.equal(at.read("data/raw/students.csv"), published());
    assert.deepEqual(JSON.parse(at.read("data/raw/source.json")), {
      name: "student-por.csv (UCI)",
      sha256: portugueseSha256,
    });
    assert.deepEqual(progress.at(-1), { received: archive.length, total: archive.length });
  },
);

test(
  "a plain file in pieces, of unannounced length, through a redirect, is taken too",
  needsGrades,
  async () => {
    const text = gradesText(published());
    await using server = await fileServer((request, response) => {
      if (request.url !== "/moved") return response.writeHead(302, { location: "/moved" }).end();
      for (let at = 0; at < text.length; at += 10_000) response.write(text.slice(at, at + 10_000));
      return response.end();
    });
    using at = workshop();
    let total: number | null = 0;
    await downloadGrades({
      url: server.url,
      folder: at.path,
      onProgress: (step) => {
        total = step.total;
      },
    });
    assert.equal(total, null);
    assert.equal(at.read("data/raw/students.csv"), published());
  },
);

test("a file that is gone is said with its address", async () => {
  const error = await failure((_request, response) => response.writeHead(404).end("no"));
  assert.equal(error.code, "not-found");
  assert.match(error.message, /student\+performance\.zip/);
});

test("a server in trouble is said with its status", async () => {
  const error = await failure((_request, response) => response.writeHead(503).end());
  assert.equal(error.code, "refused-by-server");
  assert.match(error.message, /503/);
});

test("a web page in the file's place is called one", async () => {
  const error = await failure((_request, response) =>
    response.end("<!doctype html><h1>Sign in to the Wi-Fi</h1>"),
  );
  assert.equal(error.code, "not-grades");
  assert.match(error.message, /web page/);
});

test("grades other than the published ones are refused", async () => {
  const error = await failure((_request, response) => response.end(sampleArchive()));
  assert.equal(error.code, "grades-differ");
});

test("a zip that ends too early, on a connection that ends in order, is called damaged", async () => {
  const error = await failure((_request, response) => response.end(sampleArchive().slice(0, 5000)));
  assert.equal(error.code, "archive-damaged");
});

test("a connection that breaks in the middle is told from a damaged file", async () => {
  const error = await failure((_request, response) => {
    const archive = sampleArchive();
    response.writeHead(200, { "content-length": archive.length });
    void sendPart(response, archive.slice(0, 5000)).then(() => response.destroy());
  });
  assert.equal(error.code, "connection-lost");
});

test("a server that never answers, or falls silent in the middle, is given up", async () => {
  const limits = { bytes: 1e6, answer: 100, silence: 100 };
  assert.equal((await failure(() => undefined, { limits })).code, "timed-out");
  const silent = await failure(
    (_request, response) => void sendPart(response, sampleArchive().slice(0, 5000)),
    {
      limits,
    },
  );
  assert.equal(silent.code, "timed-out");
});

test("a file that is far too large is stopped, announced or not", async () => {
  const limits = { bytes: 10_000, answer: 5000, silence: 5000 };
  const announced = await failure(
    (_request, response) => void response.writeHead(200, { "content-length": 1e12 }).flushHeaders(),
    { limits },
  );
  assert.equal(announced.code, "too-large");
  const endless = await failure(
    (_request, response) => {
      const more = () => void (response.destroyed || response.write(Buffer.alloc(5000), more));
      more();
    },
    { limits },
  );
  assert.equal(endless.code, "too-large");
});

test("cancelling in the middle is no error of the network, and closes the connection", async () => {
  const cancel = new AbortController();
  const closed = Promise.withResolvers<void>();
  const error = await failure(
    (_request, response) => {
      response.once("close", () => closed.resolve());
      void sendPart(response, sampleArchive().slice(0, 5000));
    },
    { signal: cancel.signal, onProgress: () => cancel.abort() },
  );
  assert.equal(error.code, "cancelled");
  await closed.promise;
});

test("a machine that accepts no connection is told from an unknown name", async () => {
  const server = await fileServer(() => undefined);
  await server[Symbol.asyncDispose]();
  using at = workshop();
  const attempt = (url: string) => rejection(ScaffoldError, () => downloadGrades({ url, folder: at.path }));
  assert.equal((await attempt(server.url)).code, "connection-refused");
  assert.equal((await attempt("http://no-such-host.invalid/student.zip")).code, "no-network");
  at.unchanged();
});

test("only web addresses are downloaded from", async () => {
  using at = workshop();
  for (const url of ["file:///etc/passwd", "ftp://example.org/student.zip", "student.zip", ""]) {
    const error = await rejection(ScaffoldError, () => downloadGrades({ url, folder: at.path }));
    assert.equal(error.code, "bad-address");
  }
  at.unchanged();
});
