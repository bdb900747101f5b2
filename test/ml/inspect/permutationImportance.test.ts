import assert from "node:assert/strict";
import { test } from "node:test";
import { permutationImportance } from "#ml/inspect/permutationImportance.ts";
import { meanAbsoluteError } from "#ml/metrics.ts";
import { seededRandom, shuffledIndices } from "#ml/random.ts";
import { matrixOf, modelOf } from "#support/matrices.ts";

const grid = matrixOf(
  [0, 1, 2, 3].flatMap((a) => [
    [a, 0],
    [a, 1],
  ]),
  ["a", "b"],
);
const target = [0, 0, 10, 10, 20, 20, 30, 30];

test("a feature that decides comes first, and one that is not used has no importance", async () => {
  const model = modelOf((row) => 10 * (row[0] ?? 0));
  const [first, second] = await permutationImportance(model, grid, target);
  assert.equal(first?.feature, "a");
  assert.ok((first?.importance ?? 0) > 3 && (first?.standard_error ?? 0) > 0);
  assert.deepEqual(second, { feature: "b", importance: 0, standard_error: 0 });
});

test("it is the growth of the mean absolute error over the repeats, with its standard error", async () => {
  const model = modelOf((row) => 10 * (row[0] ?? 0) + (row[1] ?? 0));
  const random = seededRandom(9);
  const growth = [1, 2, 3].map(() => {
    const order = shuffledIndices(grid.rows, random);
    const shuffled = Array.from(order, (other, row) => 10 * (grid.values[other * 2] ?? 0) + (row % 2));
    return meanAbsoluteError(target, shuffled) - 0.5;
  });
  const mean = growth.reduce((sum, value) => sum + value) / 3;
  const deviation = Math.sqrt(growth.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 2);
  const found = await permutationImportance(model, grid, target, { repeats: 3, seed: 9 });
  const a = found.find(({ feature }) => feature === "a");
  assert.ok(Math.abs((a?.importance ?? 0) - mean) < 1e-12);
  assert.ok(Math.abs((a?.standard_error ?? 0) - deviation / Math.sqrt(3)) < 1e-12);
});

test("the levels of one column are shuffled together and count as one feature", async () => {
  const rows = [
    [1, 0, 15],
    [0, 1, 16],
    [1, 0, 17],
    [0, 1, 18],
  ];
  const x = matrixOf(rows, ["job=a", "job=b", "age"]);
  const seen = new Set<string>();
  const model = modelOf((row) => {
    seen.add(`${row[0]}${row[1]}`);
    return row[0] ?? 0;
  });
  const found = await permutationImportance(model, x, [1, 0, 1, 0]);
  assert.deepEqual(
    found.map(({ feature }) => feature),
    ["job", "age"],
  );
  assert.deepEqual([...seen].sort(), ["01", "10"]);
});

test("the same seed gives the same importances", async () => {
  const model = modelOf((row) => (row[0] ?? 0) * 7 + (row[1] ?? 0) * 3);
  const of = (seed: number) => permutationImportance(model, grid, target, { seed });
  assert.deepEqual(await of(1), await of(1));
  assert.notDeepEqual(await of(1), await of(2));
});

test("fewer than two repeats have no standard error, and are refused", async () => {
  const model = modelOf(() => 0);
  await assert.rejects(
    permutationImportance(model, grid, target, { repeats: 1 }),
    /repeats must be a whole number of at least 2/,
  );
});

test("of a classifier it is the growth of the share of wrong classes, whatever their numbers", async () => {
  const classOf = (row: readonly number[]) => [2, 5, 70, 900][row[0] ?? 0] ?? 0;
  const model = { ...modelOf(classOf), classes: [2, 5, 70, 900], predictProba: () => [] };
  const options = { repeats: 2, seed: 3 };
  const [first] = await permutationImportance(model, grid, model.predict(grid), options);
  const random = seededRandom(3);
  const wrong = [1, 2].map(() => {
    const order = shuffledIndices(grid.rows, random);
    return order.filter((other, row) => grid.values[other * 2] !== grid.values[row * 2]).length / grid.rows;
  });
  assert.equal(first?.feature, "a");
  assert.ok(Math.abs((first?.importance ?? 0) - ((wrong[0] ?? 0) + (wrong[1] ?? 0)) / 2) < 1e-12);
});

test("it tells how far it is in features, and stops when told", async () => {
  const controller = new AbortController();
  const told: [number, number][] = [];
  const running = permutationImportance(
    modelOf(() => 0),
    grid,
    target,
    {
      signal: controller.signal,
      onProgress: (done, total) => {
        told.push([done, total]);
        controller.abort(new Error("enough"));
      },
    },
  );
  await assert.rejects(running, /enough/);
  assert.deepEqual(told, [[1, 2]]);
});
