import assert from "node:assert/strict";
import { test } from "node:test";
import { type ClientStatus, describeStatus } from "#client/status.ts";

const told: readonly (readonly [ClientStatus, string])[] = [
  [{ state: "connecting", unsent: 0 }, "connecting"],
  [{ state: "connected", unsent: 1 }, "connected with 1 unsent"],
  [{ state: "reconnecting", since: 1_000, unsent: 3 }, "reconnecting for 4 s with 3 unsent"],
  [{ state: "offline", unsent: 2 }, "offline with 2 unsent"],
  [
    { state: "closed", code: 4401, reason: "the invite has expired", unsent: 0 },
    "closed: the invite has expired",
  ],
];

for (const [status, sentence] of told) {
  test(`${status.state} is told as '${sentence}'`, () => {
    assert.equal(describeStatus(status, 5_000), sentence);
  });
}
