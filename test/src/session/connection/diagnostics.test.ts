/** Session diagnostics hold nothing that a stranger may not read. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ClientState } from "#client/createClient.ts";
import { emptyRoster } from "#client/roster.ts";
import { newInvitationCode, newToken } from "#server/secrets.ts";
import { type DiagnosticsSource, diagnosticsText } from "#src/session/connection/diagnostics.ts";

const secret = "Zoe-Secret";

/** Everything that somebody wrote, or that opens a door, is the secret or has it in it. */
function fullOfSecrets(): DiagnosticsSource {
  const client: ClientState = {
    status: { state: "closed", code: 4403, reason: secret, unsent: 1 },
    me: { participant: "p7", name: secret, role: "facilitator", named: true },
    votes: new Set(["s1"]),
    anonymous: new Set(),
    pending: [
      { id: newToken().slice(8, 40), command: { type: "suggestion.post", text: secret, kind: "idea" } },
    ],
    roster: {
      ...emptyRoster,
      here: 3,
      people: new Map([["p7", { id: "p7", name: secret, role: "facilitator", away: false }]]),
    },
    clock: null,
    view: {
      session: {
        protocol: 1,
        id: secret,
        epoch: 4,
        title: secret,
        state: "open",
        locked: false,
        anonymous: true,
      },
      people: { p7: { name: secret, role: "facilitator" } },
      suggestions: { s1: { text: secret, kind: "idea", author: "p7", at: 0, status: "open" } },
      votes: {},
      comments: { c1: { suggestion: "s1", author: "p7", text: secret, at: 0 } },
      rotation: {
        turn: 5,
        phase: "running",
        driver: "p7",
        seats: [],
        turnMilliseconds: 300_000,
        autoRotate: true,
        fair: false,
        everybody: true,
        hands: [],
        history: [],
      },
      runs: {},
      shown: null,
      handover: null,
    },
  };
  const relay = `http://${secret}.example.org:4455/${newInvitationCode()}`;
  return {
    versions: { baton: "1.2.3" },
    joined: { membership: { relay, hosted: true }, client, latency: 12.4 },
    settings: { relayHost: "192.168.7.9", relayUrl: relay },
    now: 0,
  };
}

test("no name, text, address, code or token is in the report", () => {
  const text = diagnosticsText(fullOfSecrets());
  assert.doesNotMatch(text, /zoe|baton_[ip]_|example|192\.168|p7|s1/i);
});

test("what helps to find a fault is in it", () => {
  const report = JSON.parse(diagnosticsText(fullOfSecrets()));
  assert.deepEqual(report.versions, { baton: "1.2.3", protocol: 1 });
  assert.deepEqual(report.settings, { "relay.host": "private network", "relay.url": "http, elsewhere" });
  const { link, closeCode, unsent, latencyMilliseconds, epoch, role, drives, here } = report.session;
  assert.deepEqual(
    { link, closeCode, unsent, latencyMilliseconds, epoch, role, drives, here },
    {
      link: "closed",
      closeCode: 4403,
      unsent: ["suggestion.post"],
      latencyMilliseconds: 12,
      epoch: 4,
      role: "facilitator",
      drives: true,
      here: 3,
    },
  );
});

test("outside a session it says so", () => {
  const report = JSON.parse(diagnosticsText({ ...fullOfSecrets(), joined: null }));
  assert.equal(report.session, "none");
});
