import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { temporaryFolder } from "#support/temporaryFolder.ts";
import { cacheFolder, codeServerVersion, installCodeServer } from "../../scripts/codeServer/install.ts";
import { type CodeServerOptions, startCodeServer } from "../../scripts/codeServer.ts";

const place = join(cacheFolder(), `code-server-${codeServerVersion}`);
const needsServer = {
  skip: existsSync(place) ? false : `no VS Code server in ${place}; npm test and npm start put it there`,
};

function folders(at: string): Pick<CodeServerOptions, "dataFolder" | "extensionsFolder"> {
  return { extensionsFolder: join(at, "extensions"), dataFolder: join(at, "data") };
}

/** Runs `work` with a cache of its own and an npm that is not there. */
async function withoutNpm(cache: string, work: () => Promise<unknown>): Promise<void> {
  const before = { cache: process.env["XDG_CACHE_HOME"], npm: process.env["npm_execpath"] };
  process.env["XDG_CACHE_HOME"] = cache;
  process.env["npm_execpath"] = join(cache, "npm-cli.js");
  try {
    await work();
  } finally {
    for (const [name, value] of [
      ["XDG_CACHE_HOME", before.cache],
      ["npm_execpath", before.npm],
    ] as const) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

test("an installation that fails leaves nothing behind, nor does one whose process is gone", async () => {
  using folder = temporaryFolder();
  const own = join(folder.path, "baton");
  // No process has this number: it is above every system's limit.
  mkdirSync(join(own, "partial-4194399-abandoned"), { recursive: true });
  mkdirSync(join(own, `partial-${process.pid}-running`));
  await withoutNpm(folder.path, () => assert.rejects(installCodeServer(), /npm install failed/));
  assert.deepEqual(readdirSync(own), [`partial-${process.pid}-running`]);
});

test("what is installed is not fetched again", async () => {
  using folder = temporaryFolder();
  mkdirSync(join(folder.path, "baton", `code-server-${codeServerVersion}`), { recursive: true });
  const said: string[] = [];
  await withoutNpm(folder.path, () => installCodeServer((line) => said.push(line)));
  assert.deepEqual(said, []);
});

test(
  "a server answers at its address, to those who know the token, until it is closed",
  needsServer,
  async () => {
    using folder = temporaryFolder();
    const server = await startCodeServer({ ...folders(folder.path), token: "secret" });
    const address = new URL(server.url("/home/some one/grades", [["a", "b"]]));
    assert.equal(address.searchParams.get("folder"), "/home/some one/grades");
    assert.equal(address.searchParams.get("payload"), '[["a","b"]]');
    const known = await fetch(address, { redirect: "manual" });
    assert.equal(known.status, 302);
    assert.equal((await fetch(address.origin)).status, 403);
    await server.close();
    await server.close();
    await server.ended;
    await assert.rejects(fetch(address));
  },
);

test("a port that is taken is said in a sentence", needsServer, async () => {
  using folder = temporaryFolder();
  const first = await startCodeServer(folders(folder.path));
  try {
    const second = startCodeServer({ ...folders(join(folder.path, "second")), port: first.port });
    await assert.rejects(second, new RegExp(`Port ${first.port} is in use`));
  } finally {
    await first.close();
  }
});

test("a server does not outlive the process that started it, however that ends", needsServer, async () => {
  using folder = temporaryFolder();
  const options = JSON.stringify(folders(folder.path));
  const module = new URL("../../scripts/codeServer.ts", import.meta.url).href;
  const program = `const { startCodeServer } = await import(${JSON.stringify(module)});
    console.log((await startCodeServer(${options})).port);`;
  const starter = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = await once(starter.stdout, "data");
  const connection = connect(Number(port), "127.0.0.1");
  await once(connection, "connect");
  // The end may come as a reset, which is an error of the connection; `once` would take that for one of ours.
  connection.on("error", () => undefined);
  const closed = new Promise((resolve) => connection.once("close", resolve));
  starter.kill("SIGKILL");
  await closed;
});

test("a start that is cancelled leaves no server", needsServer, async () => {
  using folder = temporaryFolder();
  const started = startCodeServer({ ...folders(folder.path), signal: AbortSignal.abort() });
  await assert.rejects(started, { name: "AbortError" });
});
