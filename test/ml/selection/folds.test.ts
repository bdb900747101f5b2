import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { kFold } from "#ml/selection/folds.ts";

const ascending = (one: number, other: number) => one - other;

const cases = fc.record({
  y: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 10, maxLength: 80 }),
  folds: fc.integer({ min: 2, max: 10 }),
  repeats: fc.integer({ min: 1, max: 3 }),
  seed: fc.integer(),
});

test("in each repeat every row is kept out once, and learned from in all other folds", () => {
  const property = fc.property(cases, ({ y, folds, repeats, seed }) => {
    const all = kFold(y, { folds, repeats, seed });
    assert.equal(all.length, folds * repeats);
    for (let repeat = 1; repeat <= repeats; repeat++) {
      const ofRepeat = all.filter((fold) => fold.repeat === repeat);
      const kept = ofRepeat.flatMap(({ test }) => [...test]).sort(ascending);
      assert.deepEqual(kept, [...y.keys()]);
      for (const { train, test } of ofRepeat) {
        assert.deepEqual([...train, ...test].sort(ascending), [...y.keys()]);
      }
    }
  });
  fc.assert(property, { seed: 20_240_301 });
});

test("folds differ by one row at most", () => {
  const property = fc.property(cases, ({ y, folds, seed }) => {
    const sizes = kFold(y, { folds, seed }).map(({ test }) => test.length);
    assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1);
  });
  fc.assert(property, { seed: 20_240_302 });
});

test("stratified, every fold holds each class in the same number, give or take one", () => {
  const property = fc.property(cases, ({ y, folds, repeats, seed }) => {
    const classes = [...new Set(y)];
    fc.pre(classes.every((label) => y.filter((other) => other === label).length >= folds));
    const all = kFold(y, { folds, repeats, seed, stratified: true });
    for (const label of classes) {
      const counts = all.map(({ test }) => test.filter((row) => y[row] === label).length);
      assert.ok(Math.max(...counts) - Math.min(...counts) <= 1);
    }
    const sizes = all.map(({ test }) => test.length);
    assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1);
  });
  fc.assert(property, { seed: 20_240_303 });
});

test("the same seed parts the same way, another seed and another repeat differently", () => {
  const y = [...Array(30).keys()];
  const tests = (seed: number) => kFold(y, { seed, repeats: 2 }).map(({ test }) => [...test]);
  assert.deepEqual(tests(1), tests(1));
  assert.notDeepEqual(tests(1), tests(2));
  assert.notDeepEqual(tests(1).slice(0, 5), tests(1).slice(5));
});

test("too few rows, or too few of a class, are refused by their number", () => {
  assert.throws(() => kFold([1, 2, 3]), /3 rows cannot be parted into 5 folds/);
  assert.throws(
    () => kFold([0, 0, 0, 1], { folds: 2, stratified: true }),
    /class 1 has 1 rows, too few for each of 2 folds/,
  );
  assert.throws(() => kFold([0, 0], { folds: 1 }), /folds must be a whole number of at least 2, not 1/);
  const misspelt: object = { fold: 3 };
  assert.throws(() => kFold([0, 0], misspelt), /kFold has no setting 'fold'; it has: folds, repeats/);
});
