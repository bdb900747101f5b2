/** Where the code is while the driver changes: who may say so, what takes its place, what is no standing at all. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Command, commandSchema } from "#protocol/session/commands.ts";
import type { HandoverStanding } from "#protocol/session/handover.ts";
import { sessionViewSchema } from "#protocol/session/state.ts";
import { createReplica } from "#server/replica.ts";
import { decidedSession } from "#support/decidedSession.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";
const show = (standing: HandoverStanding): Command => ({ type: "handover.show", base: "main", standing });
const taking = show({ type: "taking" });

test("[HAND-1] the newest standing alone is shown, with who said so and in which turn", () => {
  const session = decidedSession();
  for (const who of ["p2", "p3"]) session.must(who, { type: "rotation.propose" });
  session.must("p1", { type: "rotation.start", turn: 0 });
  session.must("p2", show({ type: "handingOver" }));
  session.must("p2", { type: "rotation.next", turn: 1 });
  session.must("p2", show({ type: "handedOver", files: 3, commit }));
  assert.deepEqual(createReplica(session.state).view().handover, {
    base: "main",
    standing: { type: "handedOver", files: 3, commit },
    by: "p2",
    at: 1_700_000_000_000,
    turn: 2,
  });
});

test("[HAND-2] the driver says it, who drove before, and whose standing is shown; nobody else but facilitators", () => {
  const session = decidedSession();
  for (const who of ["p2", "p3", "p4"]) session.must(who, { type: "rotation.propose" });
  session.must("p1", { type: "rotation.start", turn: 0 });
  session.must("p2", { type: "rotation.next", turn: 1 });
  session.must("p3", taking);
  session.must("p2", show({ type: "handingOver" }));
  assert.equal(session.ask("p4", taking), "forbidden");
  session.must("p3", { type: "rotation.next", turn: 2 });
  session.must("p4", { type: "rotation.next", turn: 3 });
  session.must("p2", show({ type: "stuck", during: "handingOver" }));
  session.must("p1", taking);
});

test("[HAND-2] where nobody takes turns, whoever may drive says it", () => {
  const session = decidedSession();
  session.must("p2", taking);
  session.must("p1", { type: "participant.setRole", participant: "p3", role: "observer" });
  assert.equal(session.ask("p3", taking), "forbidden");
});

const wrong: { readonly [What: string]: object } = {
  "a base with a line break": { base: "main\nx" },
  "no base": { base: "" },
  "a base without end": { base: "x".repeat(251) },
  "a commit that is none": { standing: { type: "taken", commit: "HEAD; rm -rf ." } },
  "fewer than no files": { standing: { type: "handedOver", files: -1, commit } },
  "a standing that nobody knows": { standing: { type: "dancing" } },
};

for (const [what, change] of Object.entries(wrong)) {
  test(`${what} is refused as malformed`, () => {
    assert.ok(!commandSchema.safeParse({ ...taking, ...change }).success);
  });
}

test("[PEOPLE-4] an address for commits goes with the agreement to be named", () => {
  const session = decidedSession();
  const naming = (agreed: boolean, email?: string): Command =>
    commandSchema.parse({ type: "participant.naming", agreed, email });
  const person = () => sessionViewSchema.shape.people.parse(createReplica(session.state).view().people)["p2"];
  session.must("p2", naming(true, "rui@example.org"));
  assert.equal(person()?.email, "rui@example.org");
  session.must("p2", naming(true));
  assert.equal(person()?.email, undefined);
  session.must("p2", naming(true, "rui@example.org"));
  session.must("p2", naming(false, "rui@example.org"));
  assert.deepEqual(Object.keys(person() ?? {}).toSorted(), ["name", "role"]);
  for (const email of [
    "no address",
    "a@b\nCo-authored-by: x <y@z>",
    "a@b>",
    "@b",
    `${"x".repeat(250)}@b.example`,
  ]) {
    assert.ok(!commandSchema.safeParse({ type: "participant.naming", agreed: true, email }).success, email);
  }
});
