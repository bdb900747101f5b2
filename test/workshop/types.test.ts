/** In a fresh workshop, with nothing installed, the editor knows what "baton" gives. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type TemporaryFolder, temporaryFolder } from "#support/temporaryFolder.ts";
import { writeDeclarations } from "../../scripts/declarations.ts";

const project = join(import.meta.dirname, "..", "..");
const compiler = join(project, "node_modules", "typescript", "bin", "tsc");

let workshop: TemporaryFolder;

before(async () => {
  workshop = temporaryFolder();
  cpSync(join(project, "workshop"), workshop.path, { recursive: true });
  await writeDeclarations(join(workshop.path, ".baton", "types", "baton.d.ts"));
});
after(() => workshop[Symbol.dispose]());

/** What the compiler says of the workshop with one more stage file. */
function complaints(code = ""): string {
  workshop.write("pipeline/extra.ts", code);
  return spawnSync(process.execPath, [compiler, "-p", workshop.path], { encoding: "utf8" }).stdout;
}

test("the stages have no type errors", () => {
  assert.equal(complaints(), "");
});

test("the declarations need nothing but themselves", () => {
  const code = workshop.read(".baton/types/baton.d.ts").replaceAll(/\/\*[\s\S]*?\*\//g, "");
  const foreign = code.match(/^import .*|\bimport\(.*|\bBuffer\b|\bNodeJS\..*/gm);
  assert.equal(foreign, null);
});

const mistakes = [
  ["a wrong argument", "import { readTable } from 'baton'; readTable(3);", "TS2345"],
  ["a name that is not there", "import { readTabel } from 'baton'; readTabel('x');", "TS2724"],
  [
    "a mistyped setting",
    "import { RandomForestRegressor } from 'baton'; new RandomForestRegressor({ tress: 3 });",
    "TS2561",
  ],
  [
    "a setting of the wrong kind",
    "import { RandomForestRegressor } from 'baton'; new RandomForestRegressor({ trees: 'many' });",
    "TS2322",
  ],
  ["a mistyped verb of a table", "import { readTable } from 'baton'; readTable('x').dervie({});", "TS2551"],
  ["a mistyped console method", "import 'baton'; console.logg(1);", "TS2551"],
] as const;

for (const [name, code, error] of mistakes) {
  test(`${name} is an error`, () =>
    assert.match(complaints(code), new RegExp(`extra\\.ts.*error ${error}:`)));
}

test("params take the type that their place asks for", () => {
  const code = `
    import { RandomForestRegressor, readParams, readTable, trainTestSplit } from "baton";
    new RandomForestRegressor({ ...readParams("forest"), trees: 3 });
    trainTestSplit(readTable("x.csv"), readParams("split"));
    readParams<{ alpha: number }>("ridge").alpha.toFixed(2);`;
  assert.equal(complaints(code), "");
});

test("a grid's settings are known to the model that they are for, and to whoever reads the best", () => {
  const code = (grid: string) => `
    import { crossValidate, gridSearch, RandomForestRegressor, readTable, toMatrix } from "baton";
    const { x, y } = toMatrix(readTable("x.csv"), "grade");
    const makeModel = () => new RandomForestRegressor();
    const { mean } = await crossValidate(makeModel, x, y, { signal: AbortSignal.timeout(1000) });
    const grid = ${grid};
    const search = await gridSearch((params) => new RandomForestRegressor(params), grid, x, y);
    console.log(mean.mae.toFixed(2), search.best.params.trees.toFixed());`;
  assert.equal(complaints(code("{ trees: [5, 10], maxFeatures: ['sqrt', 0.5] } as const")), "");
  assert.match(complaints(code("{ trees: ['many'] }")), /error TS2345|error TS2322/);
});

test("a promise that was not awaited is an error", () => {
  const code = `
    import { readModel, readTable, shapSummary, toMatrix, writePlot } from "baton";
    const { x } = toMatrix(readTable("x.csv"), "grade");
    writePlot("plots/shap.csv", shapSummary(readModel("m.json"), x));`;
  assert.match(complaints(code), /error TS2345: .*Promise/);
});

test("every stage file is short enough to be read aloud", () => {
  for (const name of readdirSync(join(project, "workshop", "pipeline"))) {
    const lines = readFileSync(join(project, "workshop", "pipeline", name), "utf8").split("\n").length - 1;
    assert.ok(lines < 40, `${name} has ${lines} lines`);
  }
});
