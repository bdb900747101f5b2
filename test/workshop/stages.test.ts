/** The workshop's own stages, each run as a process of its own, with "baton" as the toolkit's source. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { readTable } from "#ml/table/readTable.ts";
import { studentGradesPath, withoutStudentGrades } from "#support/studentGrades.ts";
import { type TemporaryFolder, temporaryFolder } from "#support/temporaryFolder.ts";

const project = join(import.meta.dirname, "..", "..");

/** Makes `"baton"` the toolkit's source, as the stage runner makes it the built toolkit. */
const hooks = `
  import { registerHooks } from "node:module";
  const url = ${JSON.stringify(pathToFileURL(join(project, "ml", "index.ts")).href)};
  registerHooks({ resolve: (name, context, next) => (name === "baton" ? { url, shortCircuit: true } : next(name, context)) });
`;

function runStage(folder: TemporaryFolder, stage: string): string {
  const flags = ["--no-warnings", "--import", `data:text/javascript,${encodeURIComponent(hooks)}`];
  return execFileSync(process.execPath, [...flags, `pipeline/${stage}.ts`], {
    cwd: folder.path,
    encoding: "utf8",
  });
}

function runAll(folder: TemporaryFolder): string {
  return ["preprocess", "train", "evaluate"].map((stage) => runStage(folder, stage)).join("");
}

/** 100 students whose grades are decided by failures, and nothing else. */
function students(): string {
  const rows = Array.from({ length: 100 }, (_, row) => {
    const grade = 16 - 4 * (row % 4);
    return `${["GP", "MS"][row % 2]},${15 + (row % 3)},${row % 4},${grade},${grade},${grade}`;
  });
  return ["school,age,failures,G1,G2,G3", ...rows, ""].join("\n");
}

function newWorkshop(): TemporaryFolder {
  const folder = temporaryFolder();
  cpSync(join(project, "workshop"), folder.path, { recursive: true });
  return folder;
}

let made: TemporaryFolder;
let output = "";

before(() => {
  made = newWorkshop();
  made.write("data/raw/students.csv", students());
  output = runAll(made);
});
after(() => made[Symbol.dispose]());

test("preprocess writes three parts of numbers, without the grades that make up the target", () => {
  const parts = ["train", "validation", "test"].map((part) =>
    readTable(`${made.path}/data/prepared/${part}.csv`),
  );
  assert.deepEqual(
    parts.map((part) => part.numRows()),
    [64, 16, 20],
  );
  for (const part of parts) {
    const expected = ["school=GP", "school=MS", "age", "failures", "average_grade"];
    assert.deepEqual(part.columnNames(), expected);
  }
});

test("evaluate writes the metrics beside the baseline's, the part they were measured on, and the source", () => {
  const metrics: unknown = JSON.parse(made.read("metrics.json"));
  assert.ok(typeof metrics === "object" && metrics !== null);
  const expected = ["mae", "rmse", "r2", "baseline", "rows", "split", "source"];
  assert.deepEqual(Object.keys(metrics), expected);
  assert.ok("mae" in metrics && typeof metrics.mae === "number" && metrics.mae < 0.01);
  assert.ok("baseline" in metrics && typeof metrics.baseline === "object" && metrics.baseline !== null);
  assert.deepEqual(Object.keys(metrics.baseline), ["mae", "rmse", "r2"]);
  assert.ok("rows" in metrics && "split" in metrics && "source" in metrics);
  assert.deepEqual([metrics.rows, metrics.split, metrics.source], [16, "validation", "students.csv"]);
});

test("evaluate writes the plots under the names that the panel draws", () => {
  assert.equal(made.read("plots/predictions.csv").split("\n", 1)[0], "actual,predicted");
  const [header, first] = made.read("plots/importance.csv").split("\n");
  assert.equal(header, "feature,importance,standard_error");
  assert.match(first ?? "", /^failures,/);
});

test("each stage says in a line what it did", () => {
  assert.match(output, /100 students, 4 columns to predict from\n64 to train, 16 to validate, 20 to test\n/);
  assert.match(output, /Learned from 64 students, 4 columns each\nOff by 0\.00 grade points on average/);
});

test("evaluate.on unseals the test part", () => {
  made.write("params.yaml", made.read("params.yaml").replace("on: validation", "on: test"));
  runStage(made, "evaluate");
  assert.match(made.read("metrics.json"), /"rows": 20,\n {2}"split": "test"/);
});

test("on the real grades the forest beats the baseline", { skip: withoutStudentGrades }, () => {
  using folder = newWorkshop();
  cpSync(studentGradesPath, join(folder.path, "data/raw/students.csv"));
  runAll(folder);
  const { mae, baseline, source, rows } = JSON.parse(folder.read("metrics.json"));
  assert.ok(mae < baseline.mae - 0.2, `MAE ${mae}, baseline ${baseline.mae}`);
  assert.deepEqual([rows, source], [104, "student-por.csv (UCI)"]);
});
