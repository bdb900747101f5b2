import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { zipSync } from "fflate";
import { portugueseSha256 } from "#scaffold/gradesSchema.ts";
import { ScaffoldError } from "#scaffold/scaffoldError.ts";
import { readPortugueseGrades, readStudentGrades } from "#scaffold/studentGrades.ts";
import { syntheticGrades } from "#scaffold/syntheticGrades.ts";
import { gradesText, uciArchive, uciForm, zipOf } from "#support/gradesForms.ts";
import { rejection } from "#support/rejection.ts";
import { studentGradesPath, withoutStudentGrades } from "#support/studentGrades.ts";

const sample = syntheticGrades();

function refusal(bytes: string | Uint8Array): Promise<ScaffoldError> {
  return rejection(ScaffoldError, () => readPortugueseGrades(Buffer.from(bytes)));
}

function lines(csv: string, change: (lines: string[]) => string[]): string {
  return `${change(csv.trimEnd().split("\n")).join("\n")}\n`;
}

test("every way of writing the same grades gives the same canonical text", () => {
  const form = fc.record({
    separator: fc.constantFrom<"," | ";">(",", ";"),
    lineEnd: fc.constantFrom<"\n" | "\r\n">("\n", "\r\n"),
    quotes: fc.boolean(),
    byteOrderMark: fc.boolean(),
  });
  const check = fc.property(fc.nat(), form, fc.nat(3), (seed, how, blankLines) => {
    const csv = syntheticGrades(seed);
    const text = gradesText(csv, how) + how.lineEnd.repeat(blankLines);
    assert.equal(readStudentGrades(Buffer.from(text)).csv, csv);
  });
  fc.assert(check, { numRuns: 20, seed: 649 });
});

test("the published file is recognised in each of its forms", { skip: withoutStudentGrades }, () => {
  const csv = readFileSync(studentGradesPath, "utf8");
  const forms = [
    csv,
    gradesText(csv),
    gradesText(csv, { ...uciForm, lineEnd: "\r\n" }),
    uciArchive(csv),
    zipOf({ "student/student-por.csv": gradesText(csv) }),
  ];
  for (const form of forms) {
    assert.deepEqual(readPortugueseGrades(Buffer.from(form)), { csv, rows: 649, sha256: portugueseSha256 });
  }
});

test("a changed value is noticed", { skip: withoutStudentGrades }, async () => {
  const csv = readFileSync(studentGradesPath, "utf8").replace("GP,F,18", "GP,F,17");
  const error = await refusal(csv);
  assert.equal(error.code, "grades-differ");
  assert.match(error.message, /some values differ/);
});

test("the mathematics course's file is called by its name", async () => {
  const error = await refusal(lines(sample, (all) => all.slice(0, 396)));
  assert.equal(error.code, "grades-differ");
  assert.match(error.message, /mathematics course's file \(395 rows\)/);
});

test("missing rows are counted", async () => {
  const error = await refusal(lines(sample, (all) => all.slice(0, 101)));
  assert.match(error.message, /100 rows instead of 649/);
});

test("other data is named by the columns that it lacks", async () => {
  const error = await refusal("a,b,c\n1,2,3\n");
  assert.equal(error.code, "not-grades");
  assert.match(
    error.message,
    /33 columns were expected, 3 found, without school, sex, age, address and more/,
  );
});

test("an added column is refused", async () => {
  const error = await refusal(lines(sample, (all) => all.map((line) => `${line},extra`)));
  assert.match(error.message, /other names or another order/);
});

test("a line that was cut is named by its number", async () => {
  const error = await refusal(sample.slice(0, sample.indexOf("\n", 20_000) - 40));
  assert.equal(error.code, "not-grades");
  assert.match(error.message, /^Line \d+ has \d+ values instead of 33/);
});

test("a web page, an empty file and binary data are told apart", async () => {
  assert.match((await refusal("<!DOCTYPE html><title>Sign in</title>")).message, /a web page, not data/);
  assert.match((await refusal(" \n")).message, /empty/);
  assert.match((await refusal(Uint8Array.from([0xff, 0xfe, 0x00, 0xc3]))).message, /not text in UTF-8/);
  assert.match((await refusal("GIF\0\0")).message, /binary data/);
});

test("a zip without the file lists what it holds", async () => {
  const error = await refusal(zipOf({ "readme.txt": "hello", "student-mat.csv": gradesText(sample) }));
  assert.equal(error.code, "not-grades");
  assert.match(error.message, /holds no student-por\.csv; it holds readme\.txt, student-mat\.csv/);
});

test("a zip that was cut short is called damaged, wherever it was cut", async () => {
  const whole = uciArchive(sample);
  for (const part of [0.1, 0.5, 0.99]) {
    assert.equal((await refusal(whole.slice(0, whole.length * part))).code, "archive-damaged");
  }
});

test("a zip with a password is not mistaken for a damaged one", async () => {
  const zip = zipOf({ "student-por.csv": gradesText(sample) });
  zip[6] = (zip[6] ?? 0) | 1;
  assert.equal((await refusal(zip)).code, "archive-encrypted");
});

test("a zip that unpacks to far more than the grades is left alone", async () => {
  const bomb = zipSync({ "student-por.csv": new Uint8Array(9 * 1024 * 1024) });
  assert.equal((await refusal(bomb)).code, "too-large");
  const nested = zipOf({ "student.zip": bomb });
  assert.equal((await refusal(nested)).code, "too-large");
});

test("a zip of very many files is left alone", async () => {
  const many = Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`${at}.txt`, "x"]));
  assert.equal((await refusal(zipOf(many))).code, "too-large");
});

test("zips are not followed deeper than UCI nests them", async () => {
  const deep = zipOf({ "a.zip": zipOf({ "b.zip": zipOf({ "student-por.csv": gradesText(sample) }) }) });
  assert.equal((await refusal(deep)).code, "not-grades");
});
