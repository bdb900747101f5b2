import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isClassifier } from "#ml/classifier.ts";
import { RandomForestClassifier } from "#ml/forest/randomForestClassifier.ts";
import { leaf, type Tree } from "#ml/forest/tree.ts";
import { mostProbable } from "#ml/probabilityMetrics.ts";
import { matrixOf } from "#support/matrices.ts";
import { RandomForestClassifier as Library } from "./mlRandomForest.ts";

const save = (forest: RandomForestClassifier): unknown => JSON.parse(JSON.stringify(forest));

/** Few distinct values, so that ties and duplicate rows are common, beside arbitrary doubles. */
const value = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
const options = fc.record({
  trees: fc.integer({ min: 1, max: 6 }),
  maxFeatures: fc.constantFrom<"all" | "sqrt" | number>("all", "sqrt", 0.4),
  minSamplesLeaf: fc.integer({ min: 1, max: 4 }),
  bootstrap: fc.boolean(),
  seed: fc.integer(),
});
const data = fc
  .record({
    rows: fc.integer({ min: 1, max: 30 }),
    columns: fc.integer({ min: 1, max: 5 }),
    classes: fc.integer({ min: 1, max: 5 }),
  })
  .chain(({ rows, columns, classes }) => {
    const matrix = (least: number, most: number) =>
      fc.array(fc.array(value, { minLength: columns, maxLength: columns }), {
        minLength: least,
        maxLength: most,
      });
    const list = (one: fc.Arbitrary<number>) => fc.array(one, { minLength: rows, maxLength: rows });
    return fc.record({
      rows: matrix(rows, rows),
      other: matrix(1, 10),
      y: list(fc.integer({ min: 0, max: classes - 1 })),
      sampleWeights: list(
        fc.oneof(fc.integer({ min: 1, max: 3 }), fc.double({ min: 0.1, max: 5, noNaN: true })),
      ),
      options,
    });
  });

test("ml-random-forest loads every forest and predicts the same class for any rows", () => {
  const property = fc.property(data, ({ rows, other, y, sampleWeights, options }) => {
    const forest = new RandomForestClassifier(options).fit(matrixOf(rows), y, { sampleWeights });
    const theirs = Library.load(save(forest));
    for (const asked of [rows, other]) {
      assert.deepEqual([...forest.predict(matrixOf(asked))], theirs.predict(asked));
    }
  });
  fc.assert(property, { seed: 20_240_601, numRuns: 300 });
});

test("ml-random-forest knows classes that it cannot count by their positions", () => {
  const rows = [[0], [1], [2], [3]];
  for (const labels of [
    [-1, 0, 1, 1],
    [0.5, 0.25, 0.25, 7],
    [2020, 2021, 2022, 2021],
  ]) {
    const forest = new RandomForestClassifier({ trees: 5, bootstrap: false }).fit(matrixOf(rows), labels);
    assert.deepEqual([...forest.predict(matrixOf(rows))], labels);
    const positions = labels.map((label) => forest.classes.indexOf(label));
    assert.deepEqual(Library.load(save(forest)).predict(rows), positions);
    const loaded = RandomForestClassifier.load(save(forest));
    assert.deepEqual([...loaded.predict(matrixOf(rows))], labels);
  }
});

test("a forest that ml-random-forest trained on some of the columns is read", () => {
  const rows = Array.from({ length: 60 }, (_, row) => [row % 7, row % 3, row]);
  const labels = rows.map(([a = 0, b = 0]) => [1, 150, 2][(a * b) % 3] ?? 0);
  const theirs = new Library({ nEstimators: 6, maxFeatures: 2, seed: 3, noOOB: true });
  theirs.train(rows, labels);
  const ours = RandomForestClassifier.load(JSON.parse(JSON.stringify(theirs)));
  assert.deepEqual([...ours.predict(matrixOf(rows))], theirs.predict(rows));
  assert.deepEqual(ours.classes, [1, 2, 150]);
});

test("a forest that was saved and loaded predicts the same, bit for bit", () => {
  const property = fc.property(data, ({ rows, other, y, options }) => {
    const forest = new RandomForestClassifier(options).fit(matrixOf(rows), y);
    const loaded = RandomForestClassifier.load(save(forest));
    assert.deepEqual(loaded.classes, forest.classes);
    assert.deepEqual(loaded.predictProba(matrixOf(other)), forest.predictProba(matrixOf(other)));
    assert.deepEqual(save(loaded), { ...Object(save(forest)), baseModel: Object(save(loaded)).baseModel });
  });
  fc.assert(property, { seed: 20_240_602 });
});

test("probabilities lie between 0 and 1 and sum to 1 in each row", () => {
  const property = fc.property(data, ({ rows, other, y, sampleWeights, options }) => {
    const forest = new RandomForestClassifier(options).fit(matrixOf(rows), y, { sampleWeights });
    const columns = forest.predictProba(matrixOf(other));
    assert.equal(columns.length, new Set(y).size);
    for (const row of other.keys()) {
      const shares = columns.map((column) => column[row] ?? Number.NaN);
      assert.ok(shares.every((share) => share >= 0 && share <= 1));
      assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-12);
    }
  });
  fc.assert(property, { seed: 20_240_603 });
});

test("without bootstrap, rows that can be told apart are learned exactly, and surely", () => {
  const property = fc.property(data, ({ rows, y, options }) => {
    const key = (row: readonly number[]) => row.map((cell) => cell + 0).join();
    const labels = new Map(rows.map((row, index) => [key(row), y[index] ?? 0]));
    const same = rows.map((row) => labels.get(key(row)) ?? 0);
    const forest = new RandomForestClassifier({ ...options, bootstrap: false, minSamplesLeaf: 1 });
    assert.deepEqual([...forest.fit(matrixOf(rows), same).predict(matrixOf(rows))], same);
    const sure = forest.predictProba(matrixOf(rows)).flatMap((column) => [...column]);
    assert.ok(sure.every((share) => share === 0 || share === 1));
  });
  fc.assert(property, { seed: 20_240_604 });
});

test("where leaves hold one class each, the vote is for the most probable class, but for ties", () => {
  const property = fc.property(data, ({ rows, y, options, other }) => {
    const distinct = rows.map((row, index) => [...row, index]);
    const forest = new RandomForestClassifier({ ...options, minSamplesLeaf: 1 }).fit(matrixOf(distinct), y);
    const asked = matrixOf(other.map((row, index) => [...row, index + 0.3]));
    const probabilities = forest.predictProba(asked);
    for (const [row, label] of forest.predict(asked).entries()) {
      const shares = probabilities.map((column) => column[row] ?? 0);
      assert.equal(shares[forest.classes.indexOf(label)], Math.max(...shares));
    }
  });
  fc.assert(property, { seed: 20_240_605 });
});

/** The sum of both sides' Gini impurities, by definition, each times its rows. */
function impurity(labels: readonly number[]): number {
  const counts = [0, 1, 2, 3].map((label) => labels.filter((own) => own === label).length);
  return labels.length - counts.reduce((sum, count) => sum + count ** 2, 0) / Math.max(1, labels.length);
}

interface Labelled {
  readonly row: readonly number[];
  readonly label: number;
}

function halves(node: readonly Labelled[], column: number, threshold: number): [Labelled[], Labelled[]] {
  const goesLeft = ({ row }: Labelled) => (row[column] ?? 0) < threshold;
  return [node.filter(goesLeft), node.filter((labelled) => !goesLeft(labelled))];
}

const impurityOf = (sides: readonly (readonly Labelled[])[]) =>
  sides.reduce((sum, side) => sum + impurity(side.map(({ label }) => label)), 0);

function requireBestSplits(tree: Tree, rows: readonly Labelled[], minSamplesLeaf: number, node = 0): void {
  const candidates = [0, 1, 2]
    .flatMap((column) => [0.5, 1.5, 2.5, 3.5].map((threshold) => halves(rows, column, threshold)))
    .filter((sides) => sides.every((side) => side.length >= minSamplesLeaf));
  const column = tree.feature[node] ?? leaf;
  if (column === leaf) {
    assert.ok(impurityOf([rows]) === 0 || candidates.length === 0);
    return;
  }
  const [left, right] = halves(rows, column, tree.value[node] ?? 0);
  const least = Math.min(...candidates.map(impurityOf));
  assert.ok(Math.abs(impurityOf([left, right]) - least) < 1e-9);
  requireBestSplits(tree, left, minSamplesLeaf, node + 1);
  requireBestSplits(tree, right, minSamplesLeaf, tree.right[node] ?? 0);
}

test("each split is one that lowers the Gini impurity most, with two classes as with more", () => {
  // Columns that are mostly 0 are added up in another way than those that are not.
  const cell = (zeros: number) =>
    fc.oneof({ arbitrary: fc.constant(0), weight: zeros }, fc.integer({ min: 0, max: 4 }));
  const rowsOf = (zeros: number) =>
    fc.array(fc.record({ row: fc.tuple(cell(zeros), cell(zeros), cell(zeros)), label: fc.nat(3) }), {
      minLength: 2,
      maxLength: 80,
    });
  const property = fc.property(
    fc.oneof(rowsOf(0), rowsOf(4)),
    fc.integer({ min: 2, max: 4 }),
    fc.integer({ min: 1, max: 3 }),
    (drawn, classes, minSamplesLeaf) => {
      const rows = drawn.map(({ row, label }) => ({ row, label: label % classes }));
      const settings = { trees: 1, bootstrap: false, minSamplesLeaf };
      const forest = new RandomForestClassifier(settings).fit(
        matrixOf(rows.map(({ row }) => row)),
        rows.map(({ label }) => label),
      );
      for (const tree of forest.trees) requireBestSplits(tree, rows, minSamplesLeaf);
    },
  );
  fc.assert(property, { seed: 20_240_606, numRuns: 300 });
});

test("missing values go to the side that learned from them, with two classes as with more", () => {
  const missing = Number.NaN;
  const rows = [[0], [1], [10], [11], [20], [21], [missing], [missing]];
  for (const labels of [
    [0, 0, 1, 1, 1, 1, 0, 0],
    [0, 0, 1, 1, 1, 1, 1, 1],
    [0, 0, 1, 1, 2, 2, 0, 0],
    [0, 0, 1, 1, 2, 2, 1, 1],
    [0, 0, 1, 1, 2, 2, 3, 3],
  ]) {
    const forest = new RandomForestClassifier({ trees: 1, bootstrap: false }).fit(matrixOf(rows), labels);
    assert.deepEqual([...forest.predict(matrixOf(rows))], labels);
    assert.deepEqual([...RandomForestClassifier.load(save(forest)).predict(matrixOf(rows))], labels);
  }
});

test("missing values go left in the very split that gains by it", () => {
  const missing = Number.NaN;
  const x = matrixOf([[0], [1], [10], [11], [20], [21], [30], [missing], [missing]]);
  const labels = [0, 0, 1, 1, 1, 1, 2, 0, 0];
  const stump = new RandomForestClassifier({ trees: 1, bootstrap: false, maxDepth: 1 }).fit(x, labels);
  assert.deepEqual([...stump.predict(matrixOf([[missing], [0.5], [30]]))], [0, 0, 1]);
});

const manyRows = Array.from({ length: 300 }, (_, row) => [row % 5, row % 7, row % 11, row]);
const manyLabels = manyRows.map(([a = 0, b = 0, c = 0]) => (a * b + c) % 4);

test("the same seed grows the same forest on one thread, on two, and beside other work", async () => {
  const x = matrixOf(manyRows);
  for (const y of [manyLabels, manyLabels.map((label) => Number(label > 1))]) {
    const forest = (threads: number) => new RandomForestClassifier({ trees: 9, threads, oobScore: true });
    const one = forest(1).fit(x, y);
    for (const same of [
      forest(2).fit(x, y),
      await forest(2).fitAsync(x, y),
      await forest(1).fitAsync(x, y),
    ]) {
      assert.equal(JSON.stringify(same), JSON.stringify(one));
      assert.deepEqual(same.oobPrediction, one.oobPrediction);
    }
  }
});

test("a row of weight two counts like two such rows", () => {
  const settings = { trees: 1, bootstrap: false, maxDepth: 1 };
  for (const labels of [
    [0, 1, 1, 0],
    [0, 1, 2, 2],
  ]) {
    const [first = 0, second = 0, ...rest] = labels;
    const weighted = new RandomForestClassifier(settings).fit(matrixOf([[0], [1], [2], [9]]), labels, {
      sampleWeights: [1, 2, 1, 1],
    });
    const repeated = new RandomForestClassifier(settings).fit(matrixOf([[0], [1], [1], [2], [9]]), [
      first,
      second,
      second,
      ...rest,
    ]);
    const asked = matrixOf([[0], [9]]);
    assert.deepEqual(weighted.predictProba(asked), repeated.predictProba(asked));
    assert.deepEqual(weighted.trees[0]?.cover, repeated.trees[0]?.cover);
  }
});

test("whole weights count like so many rows, for more than two classes anywhere in the tree", () => {
  const labelled = fc.record({
    cell: fc.integer({ min: 0, max: 12 }),
    label: fc.nat(4),
    weight: fc.integer({ min: 1, max: 3 }),
  });
  const drawn = fc.array(labelled, { minLength: 1, maxLength: 40 });
  const property = fc.property(drawn, (some) => {
    // All sums are exact, and there is one column: no choice is left to chance.
    const rows = [...some, ...[0, 1, 2].map((label) => ({ cell: label, label, weight: 1 }))];
    const repeated = rows.flatMap((row) => new Array<typeof row>(row.weight).fill(row));
    const grow = (from: typeof rows, sampleWeights: number[]) =>
      new RandomForestClassifier({ trees: 1, bootstrap: false }).fit(
        matrixOf(from.map(({ cell }) => [cell])),
        from.map(({ label }) => label),
        { sampleWeights },
      );
    const weighted = grow(
      rows,
      rows.map(({ weight }) => weight),
    );
    assert.deepEqual(
      weighted.trees,
      grow(
        repeated,
        repeated.map(() => 1),
      ).trees,
    );
  });
  fc.assert(property, { seed: 20_240_608, numRuns: 200 });
});

test("one row, one class and constant columns are learned", () => {
  const one = new RandomForestClassifier({ trees: 2 }).fit(matrixOf([[1, 2]]), [5]);
  assert.deepEqual(one.predict(matrixOf([[9, 9]])), Float64Array.of(5));
  assert.deepEqual(one.predictProba(matrixOf([[9, 9]])), [Float64Array.of(1)]);
  const constant = new RandomForestClassifier({ trees: 1, bootstrap: false });
  constant.fit(matrixOf([[1], [1], [1], [1]]), [3, 1, 2, 1]);
  assert.deepEqual(
    constant.predictProba(matrixOf([[1]])).map(([share]) => share),
    [0.5, 0.25, 0.25],
  );
  assert.deepEqual([...constant.predict(matrixOf([[1]]))], [1]);
});

test("leaves hold at least minSamplesLeaf rows, and importances sum to 1", () => {
  const forest = new RandomForestClassifier({
    trees: 4,
    bootstrap: false,
    minSamplesLeaf: 6,
    maxFeatures: "sqrt",
  });
  forest.fit(matrixOf(manyRows), manyLabels);
  for (const { feature, cover } of forest.trees) {
    assert.ok(feature.every((column, node) => column !== -1 || (cover?.[node] ?? 0) >= 6));
  }
  const total = forest.featureImportances.reduce((sum, { importance }) => sum + importance, 0);
  assert.ok(Math.abs(total - 1) < 1e-12);
});

test("rows are judged by the trees that did not learn from them", () => {
  const x = matrixOf(manyRows);
  const labels = manyRows.map(([a = 0, b = 0]) => Number(a > 1) + Number(b > 3));
  const forest = new RandomForestClassifier({ trees: 50, oobScore: true }).fit(x, labels);
  const likeliest = mostProbable(forest.oobPrediction, forest.classes);
  const right = labels.filter((label, row) => likeliest[row] === label).length;
  assert.equal(forest.oobScore, right / labels.length);
  assert.ok(forest.oobScore > 0.95);
  const few = new RandomForestClassifier({ trees: 1, oobScore: true }).fit(x, labels);
  const [first = new Float64Array()] = few.oobPrediction;
  assert.ok(first.some(Number.isNaN) && first.some((share) => share >= 0));
});

test("growing beside other work tells how far it is, and stops when told", async () => {
  const told: number[] = [];
  const controller = new AbortController();
  const running = new RandomForestClassifier({ trees: 50 }).fitAsync(matrixOf(manyRows), manyLabels, {
    signal: controller.signal,
    onProgress: (done, total) => {
      told.push(done / total);
      if (done === 2) setImmediate(() => controller.abort(new Error("enough")));
    },
  });
  await assert.rejects(running, /enough/);
  assert.ok(told.length >= 2 && told.length < 50);
});

test("it is a model of classes, and knows them once it is trained", () => {
  const forest = new RandomForestClassifier({ trees: 1 });
  assert.ok(isClassifier(forest));
  assert.deepEqual(forest.classes, []);
  assert.deepEqual(forest.fit(matrixOf([[1], [2], [3]]), [7, -2, 7]).classes, [-2, 7]);
});

test("what cannot be learned, predicted or read is refused with a reason", () => {
  const x = matrixOf([[1], [2]]);
  const forest = new RandomForestClassifier({ trees: 1, bootstrap: false });
  assert.throws(() => forest.predict(x), /fit the forest before it predicts/);
  assert.throws(() => forest.toJSON(), /fit the forest before it is saved/);
  assert.throws(() => forest.fit(x, [1]), /x has 2 rows, but y has 1/);
  assert.throws(() => forest.fit(x, [1, Number.NaN]), /y is NaN in row 2, not a finite number/);
  const many = Array.from({ length: 101 }, (_, row) => row / 7);
  assert.throws(() => forest.fit(matrixOf(many.map((cell) => [cell])), many), /y holds 101 different values/);
  forest.fit(x, [0, 1]);
  assert.throws(() => forest.predictProba(matrixOf([[1, 2]])), /without a column 'c1'/);
  assert.throws(() => forest.oobScore, /oobScore: true/);
  const saved = forest.toJSON();
  const refuse = (json: unknown) => () => RandomForestClassifier.load(json);
  assert.throws(
    refuse({ ...saved, name: "RFRegression" }),
    /no saved classifier forest: its name is 'RFRegression'/,
  );
  assert.throws(refuse({ ...saved, classes: [0] }), /none of its classes/);
  assert.throws(refuse({ ...saved, classes: ["yes", "no"] }), /'yes' where a number belongs/);
});
