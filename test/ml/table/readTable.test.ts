import assert from "node:assert/strict";
import { test } from "node:test";
import { readTable } from "#ml/table/readTable.ts";
import { writeTable } from "#ml/table/writeTable.ts";
import { studentGradesPath, withoutStudentGrades } from "#support/studentGrades.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

function read(content: string | Uint8Array): Record<string, unknown[]> {
  using folder = temporaryFolder();
  const table = readTable(folder.write("data.csv", content));
  return Object.fromEntries(table.columnNames().map((name) => [name, Array.from(table.array(name))]));
}

function refusal(content: string | Uint8Array): string {
  using folder = temporaryFolder();
  const path = folder.write("data.csv", content);
  try {
    readTable(path);
  } catch (error) {
    return String(error)
      .replace(/^\w+: /, "")
      .replace(path, "data.csv");
  }
  return "accepted";
}

test("numbers are read as numbers and text as text", () => {
  assert.deepEqual(read("name,age,grade\nAda,16,12.5\n17,+17,-1e1\n"), {
    name: ["Ada", "17"],
    age: [16, 17],
    grade: [12.5, -10],
  });
});

test("an empty cell among numbers is null, among text it is empty text", () => {
  assert.deepEqual(read("a,b\n1,x\n,\n3,z\n"), { a: [1, null, 3], b: ["x", "", "z"] });
});

for (const [name, delimiter] of [
  ["semicolons", ";"],
  ["tabs", "\t"],
  ["commas", ","],
] as const) {
  test(`${name} are recognised as the delimiter`, () => {
    const line = (...cells: string[]) => cells.join(delimiter);
    assert.deepEqual(read([line('"a,;"', "b"), line("1", '"x"'), ""].join("\n")), { "a,;": [1], b: ["x"] });
  });
}

test("a byte order mark, Windows line ends and blank lines are no part of the data", () => {
  assert.deepEqual(read("\uFEFFa,b\r\n1,2\r\n\r\n3,4\r\n\r\n"), { a: [1, 3], b: [2, 4] });
});

test("quoted cells may hold delimiters, quotes and line breaks", () => {
  assert.deepEqual(read('a,b\n"x, ""y""\nz",1\n'), { a: ['x, "y"\nz'], b: [1] });
});

test("an empty file is refused", () => {
  for (const content of ["", "\n", "\uFEFF"]) assert.equal(refusal(content), "data.csv is empty");
  assert.equal(refusal("a,b\n"), "data.csv has a header and no rows");
});

test("a column with a whole number of more digits than a number keeps holds its text", () => {
  assert.deepEqual(
    read("id,huge,long\n9007199254740993,100000000000000000000000,9007199254740992\n1,1e300,\n"),
    {
      id: ["9007199254740993", "1"],
      huge: [1e23, 1e300],
      long: [9_007_199_254_740_992, null],
    },
  );
});

test("a ragged row is refused with its line", () => {
  assert.equal(refusal("a,b\n1,2\n3\n"), "data.csv:3: 1 field, where the header has 2");
  assert.equal(refusal("a,b\n1,2,3\n"), "data.csv:2: 3 fields, where the header has 2");
});

test("a ragged row's line counts blank lines and line breaks within quotes", () => {
  assert.equal(refusal('a,b\r\n"1\r\n1",2\r\n\r\n3\r\n'), "data.csv:5: 1 field, where the header has 2");
});

test("a header that repeats or lacks a name, or is not there, is refused", () => {
  assert.equal(refusal("a,b,a\n1,2,3\n"), "data.csv:1: two columns are named 'a'");
  assert.equal(refusal("a,,c\n1,2,3\n"), "data.csv:1: column 2 has no name");
  assert.equal(refusal("1,2\n3,4\n"), "data.csv:1: the header is missing: line 1 holds only numbers");
  assert.equal(refusal("__proto__,b\n3,4\n"), "data.csv:1: a column cannot be named '__proto__'");
});

test("columns may be named like the members of every object", () => {
  assert.deepEqual(read("constructor,toString\n1,2\n"), { constructor: [1], toString: [2] });
});

test("bytes that are not UTF-8 are refused with their offset", () => {
  const latin1 = Buffer.from("name,age\nJosé,16\n", "latin1");
  assert.equal(refusal(latin1), "data.csv: byte 12 is not UTF-8; save the file with the encoding UTF-8");
  const afterReplacement = Buffer.concat([Buffer.from("a\n\uFFFD"), Buffer.from([0xef, 0xbf, 0x41])]);
  assert.match(refusal(afterReplacement), /byte 5 is not UTF-8/);
});

test("UTF-8 beyond ASCII is read as it stands", () => {
  assert.deepEqual(read("prénom,🎓\nJosé,1\n"), { prénom: ["José"], "🎓": [1] });
});

test("a file that is not there is refused, naming those beside it", () => {
  using folder = temporaryFolder();
  folder.write("train.csv", "a\n1\n");
  assert.throws(
    () => readTable(`${folder.path}/tset.csv`),
    /tset\.csv: there is no such file; beside it: train\.csv/,
  );
  assert.throws(() => readTable(`${folder.path}/none/x.csv`), /no such file; nor is there a folder .*none/);
  assert.throws(() => readTable(folder.path), /this is a folder, not a file/);
});

test("what writeTable writes is read back the same", () => {
  using folder = temporaryFolder();
  const table = readTable(folder.write("in.csv", 'a,b,c\n0.1,"x, ""y""",\n12345678901234567890,é,3\n'));
  writeTable(`${folder.path}/new/out.csv`, table);
  const again = readTable(`${folder.path}/new/out.csv`);
  assert.deepEqual(again.objects(), table.objects());
  assert.deepEqual(again.columnNames(), ["a", "b", "c"]);
});

test("the student grades have 649 rows and 33 columns, 17 of them text", {
  skip: withoutStudentGrades,
}, () => {
  const table = readTable(studentGradesPath);
  const text = table.columnNames().filter((name) => typeof table.get(name, 0) === "string");
  assert.deepEqual([table.numRows(), table.numCols(), text.length], [649, 33, 17]);
});
