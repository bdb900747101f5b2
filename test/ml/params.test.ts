import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { readParams } from "#ml/params.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

const home = process.cwd();
afterEach(() => process.chdir(home));

/** params.yaml is read from the working folder, as in a stage. */
function inFolder<Result>(content: string | null, act: () => Result): Result {
  using folder = temporaryFolder();
  if (content !== null) folder.write("params.yaml", content);
  process.chdir(folder.path);
  const result = act();
  process.chdir(home);
  return result;
}

const params = "split:\n  seed: 1\n  test: 0.2\nforest: {trees: 100, maxFeatures: all}\nnote: hello\n";

test("a group is read with its values as YAML types them", () => {
  const group = inFolder(params, () => readParams("forest"));
  assert.deepEqual({ ...group }, { trees: 100, maxFeatures: "all" });
  assert.equal(JSON.stringify(group), '{"trees":100,"maxFeatures":"all"}');
});

test("without a group it is everything", () => {
  assert.deepEqual(Object.keys(inFolder(params, () => readParams())), ["split", "forest", "note"]);
});

test("a group that is not there is refused, naming those there are", () => {
  assert.throws(() => inFolder(params, () => readParams("forrest")), {
    message: "params.yaml has no group 'forrest'; it has: split, forest, note",
  });
  assert.throws(() => inFolder(params, () => readParams("constructor")), /has no group 'constructor'/);
  assert.throws(() => inFolder(params, () => readParams("note")), /'note' is a single value/);
});

test("a name that the group does not have is refused when it is read", () => {
  const { seed } = inFolder(params, () => readParams<{ seed: number }>("split"));
  assert.equal(seed, 1);
  const group = inFolder(params, () => readParams("split"));
  assert.throws(() => group["sead"], { message: "params.yaml: 'split' has no 'sead'; it has: seed, test" });
});

test("a file that is missing, broken or no list of names is refused", () => {
  assert.throws(() => inFolder(null, () => readParams()), /there is no params\.yaml in /);
  assert.throws(() => inFolder("a: 1\nb: [1\n", () => readParams()), /params\.yaml:\d+: /);
  assert.throws(() => inFolder("- 1\n", () => readParams()), /must hold names and values/);
});
