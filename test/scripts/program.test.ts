import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { test } from "node:test";
import { temporaryFolder } from "#support/temporaryFolder.ts";
import { runProgram } from "../../scripts/start/program.ts";

const posixOnly = { skip: process.platform === "win32" ? "process groups are POSIX" : false };

test("the exit code and all output come back", async () => {
  const program = "console.log('out'); console.error('err'); process.exitCode = 3;";
  const { code, output } = await runProgram(process.execPath, ["--eval", program], { output: "collect" });
  assert.equal(code, 3);
  assert.deepEqual(output.trim().split("\n").sort(), ["err", "out"]);
});

test("a program that does not exist is an error, not a crash", async () => {
  await assert.rejects(runProgram("/no/such/program", [], { output: "collect" }), { code: "ENOENT" });
});

test("stopping ends grandchildren that ignore it as well", posixOnly, async () => {
  using folder = temporaryFolder();
  // Each of the two holds a connection; a connection ends with its process.
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  assert.ok(address !== null && typeof address === "object");
  const hold = `process.on("SIGTERM", () => {}); require("net").connect(${address.port}, "127.0.0.1").on("error", () => {});`;
  const grandchild = folder.write("grandchild.cjs", hold);
  const child = folder.write(
    "child.cjs",
    `require("net").connect(${address.port}, "127.0.0.1");
     require("child_process").spawn(process.execPath, [${JSON.stringify(grandchild)}], { stdio: "ignore" });`,
  );
  const stop = new AbortController();
  const sockets: Socket[] = [];
  const bothHold = new Promise<void>((resolve) => {
    server.on("connection", (socket) => {
      socket.resume().on("error", () => undefined);
      if (sockets.push(socket) === 2) resolve();
    });
  });
  const running = runProgram(process.execPath, [child], { output: "collect", signal: stop.signal });
  await bothHold;
  const gone = Promise.all(sockets.map((socket) => once(socket, "close")));
  stop.abort();
  await assert.rejects(running, { name: "AbortError" });
  await gone;
  server.close();
});
