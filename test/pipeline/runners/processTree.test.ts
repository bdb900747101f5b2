import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { endProcessTree, type ProcessSystem } from "#pipeline/runners/processTree.ts";
import { isAlive, pidIn } from "#support/processes.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

test("a tree ends with its grandchildren, even those that ignore a polite request", async () => {
  using home = temporaryFolder();
  const folder = home.path;
  const stubborn = `(trap '' TERM; echo $$ > ${folder}/leader; sleep 300 & echo $! > ${folder}/child; while :; do sleep 1; done)`;
  const leader = spawn("/bin/sh", ["-c", stubborn], { detached: true, stdio: "ignore" });
  const child = await pidIn(join(folder, "child"));
  assert.ok(leader.pid !== undefined && isAlive(child));
  await endProcessTree(leader.pid, undefined, 100);
  assert.deepEqual([isAlive(leader.pid), isAlive(child)], [false, false]);
});

test("the dead whom their parent does not bury are not waited for", {
  skip: process.platform !== "linux",
}, async () => {
  using home = temporaryFolder();
  const leaderFile = join(home.path, "leader");
  // The group's parent becomes a program that never asks after its children.
  const careless = `setsid sh -c 'echo $$ > ${leaderFile}; exec sleep 300' & exec sleep 300`;
  const parent = spawn("/bin/sh", ["-c", careless], { stdio: "ignore" });
  const leader = await pidIn(leaderFile);
  const begun = performance.now();
  await endProcessTree(leader);
  const took = performance.now() - begun;
  parent.kill("SIGKILL");
  assert.ok(!isAlive(leader));
  assert.ok(took < 1_000, `took ${took} ms`);
});

test("a tree that is gone already is left in peace", async () => {
  const asked: unknown[] = [];
  const system: ProcessSystem = {
    platform: "linux",
    kill(pid, signal) {
      asked.push([pid, signal]);
      throw Object.assign(new Error("no such process"), { code: "ESRCH" });
    },
    onlyDead: () => null,
    execute: async () => assert.fail("nothing to execute"),
  };
  await endProcessTree(77, system);
  assert.deepEqual(asked, [[-77, "SIGTERM"]]);
});

test("on Windows taskkill walks the tree", async () => {
  const executed: unknown[] = [];
  const system: ProcessSystem = {
    platform: "win32",
    onlyDead: () => null,
    kill: () => assert.fail("Windows has no process groups"),
    execute(program, args) {
      executed.push([program, ...args]);
      return Promise.resolve();
    },
  };
  await endProcessTree(77, system);
  assert.deepEqual(executed, [["taskkill", "/pid", "77", "/T", "/F"]]);
});
