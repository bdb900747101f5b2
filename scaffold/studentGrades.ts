/**
 * Recognises the student performance data in whatever form it comes (UCI's zip, its quoted semicolon form, a
 * comma-separated file) and brings it to the canonical form: commas, LF, no needless quotes. Reads, never writes.
 */
import { csvFormatRows, dsvFormat } from "d3-dsv";
import { findInZip, isZip } from "./archive.ts";
import { gradeColumns, portugueseRows, portugueseSha256 } from "./gradesSchema.ts";
import { ScaffoldError } from "./scaffoldError.ts";
import { sha256 } from "./sha256.ts";

export interface StudentGrades {
  /** Canonical text: comma-separated, header first, LF at every line's end. */
  readonly csv: string;
  /** Without the header. */
  readonly rows: number;
  /** Of `csv`. */
  readonly sha256: string;
}

/** What `data/raw/source.json` calls the original. */
export const portugueseName = "student-por.csv (UCI)";

const portugueseFile = "student-por.csv";
const mathematicsRows = 395;

function notGrades(message: string): ScaffoldError {
  return new ScaffoldError("not-grades", message);
}

/** The CSV's bytes, out of the zip where it is one. */
function unpacked(bytes: Uint8Array): Uint8Array {
  if (!isZip(bytes)) return bytes;
  const { content, names } = findInZip(bytes, portugueseFile);
  if (content) return content;
  const list = names.slice(0, 5).join(", ") || "nothing";
  throw notGrades(`The zip holds no ${portugueseFile}; it holds ${list}.`);
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    const message = "This is not a CSV file: its bytes are not text in UTF-8.";
    throw new ScaffoldError("not-grades", message, { cause: error });
  }
}

function refuseOtherText(text: string): void {
  if (text.trim() === "") throw notGrades("The file is empty.");
  if (/^\s*<(!doctype|html|\?xml|head|body)/i.test(text)) {
    throw notGrades("This is a web page, not data: perhaps a sign-in page or a proxy's notice.");
  }
  if (text.includes("\0")) throw notGrades("This is not a CSV file: it holds binary data.");
}

function refuseOtherColumns(header: readonly string[]): void {
  const missing = gradeColumns.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    const which = missing.length > 4 ? `${missing.slice(0, 4).join(", ")} and more` : missing.join(", ");
    throw notGrades(
      `These are not the student grades: ${gradeColumns.length} columns were expected, ${header.length} found, without ${which}.`,
    );
  }
  if (header.length !== gradeColumns.length || gradeColumns.some((column, at) => header[at] !== column)) {
    throw notGrades("These are not the student grades: the columns have other names or another order.");
  }
}

/** What an empty line at the end is parsed as. */
function isBlank(row: readonly string[] | undefined): boolean {
  return row?.length === 1 && row[0] === "";
}

function refuseRaggedRows(rows: readonly (readonly string[])[]): void {
  const at = rows.findIndex((row) => row.length !== gradeColumns.length);
  if (at < 0) return;
  const found = rows[at]?.length ?? 0;
  throw notGrades(
    `Line ${at + 2} has ${found} values instead of ${gradeColumns.length}: the file was cut or edited.`,
  );
}

/**
 * Any file with the 33 columns, whatever its rows. Takes a CSV (comma or semicolon) or a zip that holds
 * student-por.csv.
 * @throws ScaffoldError "not-grades", or the archive's own
 */
export function readStudentGrades(bytes: Uint8Array): StudentGrades {
  const text = decoded(unpacked(bytes));
  refuseOtherText(text);
  const firstLine = text.slice(0, (text.indexOf("\n") + 1 || text.length + 1) - 1);
  const [header = [], ...rows] = dsvFormat(firstLine.includes(";") ? ";" : ",").parseRows(text);
  refuseOtherColumns(header);
  while (isBlank(rows.at(-1))) rows.pop();
  if (rows.length === 0) throw notGrades("The file has the right columns, but no rows.");
  refuseRaggedRows(rows);
  const csv = `${csvFormatRows([header, ...rows])}\n`;
  return { csv, rows: rows.length, sha256: sha256(csv) };
}

/**
 * Exactly the published Portuguese language file, by its content.
 * @throws ScaffoldError "grades-differ" that says what it is instead, and all of `readStudentGrades`
 */
export function readPortugueseGrades(bytes: Uint8Array): StudentGrades {
  const grades = readStudentGrades(bytes);
  if (grades.sha256 === portugueseSha256) return grades;
  throw new ScaffoldError("grades-differ", whatItIs(grades));
}

function whatItIs({ rows, sha256: found }: StudentGrades): string {
  if (rows === mathematicsRows) {
    return `This is the mathematics course's file (${rows} rows); the Portuguese one, ${portugueseFile}, has ${portugueseRows}.`;
  }
  if (rows !== portugueseRows) {
    return `The columns are right, but there are ${rows} rows instead of ${portugueseRows}.`;
  }
  return `The columns and the ${rows} rows are right, but some values differ from the published file (sha256 ${found.slice(0, 12)}…).`;
}
