import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Parcel, planTransfer } from "#src/session/cache/transferPlan.ts";

function parcel(stage: string, objects: Record<string, number>): Parcel {
  return { stage, paths: [`${stage}.bin`], objects: new Map(Object.entries(objects)) };
}

test("within the limit everything moves, shared objects once", () => {
  const plan = planTransfer([parcel("a", { x: 10, y: 5 }), parcel("b", { x: 10, z: 1 })], 16);
  assert.deepEqual([[...plan.objects.keys()].toSorted(), plan.bytes, plan.left], [["x", "y", "z"], 16, []]);
});

test("past it the largest stay behind, whole stages at a time, and are named with their bytes", () => {
  const parcels = [
    parcel("large", { x: 100, y: 1 }),
    parcel("small", { z: 5 }),
    parcel("larger", { w: 200 }),
  ];
  const plan = planTransfer(parcels, 50);
  assert.deepEqual([...plan.objects], [["z", 5]]);
  assert.deepEqual(plan.left, [
    { stage: "large", paths: ["large.bin"], bytes: 101 },
    { stage: "larger", paths: ["larger.bin"], bytes: 200 },
  ]);
});

test("what a stage shares with one that moves costs nothing more", () => {
  const plan = planTransfer([parcel("a", { x: 10 }), parcel("b", { x: 10, y: 10 })], 20);
  assert.deepEqual(plan.left, []);
});

test("no plan moves more than the limit, and each stage moves whole or is left", () => {
  const sizes = fc.dictionary(fc.constantFrom("a", "b", "c", "d", "e"), fc.nat(100), { minKeys: 1 });
  fc.assert(
    fc.property(fc.array(sizes, { maxLength: 6 }), fc.nat(300), (stages, limit) => {
      // One object has one size.
      const size = new Map(stages.flatMap((each) => Object.entries(each)));
      const parcels = stages.map((each, index) =>
        parcel(
          String(index),
          Object.fromEntries(Object.keys(each).map((name) => [name, size.get(name) ?? 0])),
        ),
      );
      const { objects, bytes, left } = planTransfer(parcels, limit);
      assert.ok(bytes <= limit);
      assert.equal(
        [...objects.values()].reduce((sum, each) => sum + each, 0),
        bytes,
      );
      for (const { stage, objects: own } of parcels) {
        const isLeft = left.some((each) => each.stage === stage);
        assert.ok(isLeft || [...own.keys()].every((name) => objects.has(name)));
      }
    }),
  );
});
