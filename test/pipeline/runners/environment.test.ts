import assert from "node:assert/strict";
import { test } from "node:test";
import { commandEnvironment } from "#pipeline/runners/environment.ts";

const baton = { batonFolder: "/baton/bin", nodePath: "/node" };

test("baton's folder comes first on the PATH, and the program is told as BATON_NODE", () => {
  const environment = commandEnvironment({
    ...baton,
    base: { PATH: "/usr/bin", HOME: "/home/me", GONE: undefined },
    added: { DVC_STAGE: "train" },
    platform: "linux",
  });
  assert.equal(environment["PATH"], "/baton/bin:/usr/bin");
  assert.equal(environment["BATON_NODE"], "/node");
  assert.equal(environment["HOME"], "/home/me");
  assert.equal(environment["DVC_STAGE"], "train");
  assert.ok(!("GONE" in environment));
});

test("what the stage adds wins over the base, its PATH too", () => {
  const added = { PATH: "/venv/bin", PYTHONUNBUFFERED: "" };
  const environment = commandEnvironment({ ...baton, base: { PATH: "/usr/bin" }, added, platform: "linux" });
  assert.equal(environment["PATH"], "/baton/bin:/venv/bin");
  assert.equal(environment["PYTHONUNBUFFERED"], "");
});

test("without a PATH there is baton's folder alone, not the current one", () => {
  assert.equal(
    commandEnvironment({ ...baton, base: {}, added: {}, platform: "linux" })["PATH"],
    "/baton/bin",
  );
});

test("on Windows Path and PATH are one variable", () => {
  const environment = commandEnvironment({
    ...baton,
    base: { Path: "C:\\Windows" },
    added: { PATH: "C:\\venv" },
    platform: "win32",
  });
  assert.deepEqual(
    Object.entries(environment).filter(([name]) => /^path$/i.test(name)),
    [["Path", "/baton/bin;C:\\venv"]],
  );
});
