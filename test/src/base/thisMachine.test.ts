/** What is said of a connection depends on where it leads. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { isThisMachine } from "#src/base/thisMachine.ts";

test("the loopback's names stand for this machine", () => {
  for (const address of ["http://localhost:1", "http://127.0.0.1:1", "http://127.1:1", "http://[::1]:1"])
    assert.equal(isThisMachine(new URL(address).hostname), true, address);
});

test("a name that only looks like the loopback's does not", () => {
  for (const host of ["127.evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1"])
    assert.equal(isThisMachine(host), false, host);
});
