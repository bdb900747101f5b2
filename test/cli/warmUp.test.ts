import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { warmUp } from "#cli/warmUp.ts";
import * as toolkit from "#ml/index.ts";
import { builtProduct } from "#support/built.ts";

test("the warm-up goes through to its end on the files that ship, and leaves nothing behind", async () => {
  const { dist } = await builtProduct();
  const before = { folder: process.cwd(), files: readdirSync(dist) };
  const files = { sample: join(dist, "warm.csv"), workshop: join(dist, "workshop") };
  const steps = await Array.fromAsync(warmUp(toolkit, files));
  assert.ok(steps.length > 0);
  assert.deepEqual({ folder: process.cwd(), files: readdirSync(dist) }, before);
});
