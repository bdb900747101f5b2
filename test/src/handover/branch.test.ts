import assert from "node:assert/strict";
import { test } from "node:test";
import { baseOf, isWorkBranch } from "#src/handover/branch.ts";

const plain = { prefix: "baton/", slug: "" };

test("a work branch is for the branch that it is named after, any other one for itself", () => {
  assert.equal(baseOf("main", plain), "main");
  assert.equal(baseOf("baton/main", plain), "main");
  assert.equal(baseOf("baton/feature/näher", plain), "feature/näher");
});

test("of a session's own work branch the session's name is no part of the base", () => {
  const friday = { prefix: "baton/", slug: "friday" };
  assert.equal(baseOf("baton/main-friday", friday), "main");
  assert.equal(baseOf("baton/main", friday), "main");
  assert.equal(baseOf("main-friday", friday), "main-friday");
});

test("a rescue branch is for nothing, nor is no branch", () => {
  assert.equal(baseOf("baton/rescue/2026-11-21", plain), null);
  assert.equal(baseOf(null, plain), null);
  assert.ok(!isWorkBranch("baton/rescue/2026-11-21", plain));
  assert.ok(isWorkBranch("baton/main", plain));
});

test("without a prefix no branch is taken for a work branch", () => {
  assert.equal(baseOf("main", { prefix: "", slug: "" }), "main");
  assert.ok(!isWorkBranch("main", { prefix: "" }));
});
