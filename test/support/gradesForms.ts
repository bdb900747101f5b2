/** The forms in which student grades come, made from their canonical text: UCI's quoted one, its zip in a zip. */
import { strToU8, type Zippable, zipSync } from "fflate";

export interface TextForm {
  readonly separator: "," | ";";
  readonly lineEnd: "\n" | "\r\n";
  /** UCI quotes texts and, of the grades, G1 and G2. */
  readonly quotes: boolean;
  readonly byteOrderMark: boolean;
}

export const uciForm: TextForm = { separator: ";", lineEnd: "\n", quotes: true, byteOrderMark: false };

const periodGrades = [30, 31];

/** `csv` is canonical: no value holds a comma or a quote. */
export function gradesText(csv: string, form: TextForm = uciForm): string {
  const quoted = (value: string, column: number) =>
    form.quotes && (!/^\d+$/.test(value) || periodGrades.includes(column)) ? `"${value}"` : value;
  const lines = csv
    .trimEnd()
    .split("\n")
    .map((line) => line.split(",").map(quoted).join(form.separator) + form.lineEnd);
  return (form.byteOrderMark ? "\uFEFF" : "") + lines.join("");
}

/** A zip of the named texts or bytes. */
export function zipOf(members: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const entries = Object.entries(members).map(([name, content]): [string, Uint8Array] => [
    name,
    typeof content === "string" ? strToU8(content) : content,
  ]);
  const zippable: Zippable = Object.fromEntries(entries);
  return zipSync(zippable);
}

/** What UCI serves: student+performance.zip, which holds student.zip, which holds the two courses' files. */
export function uciArchive(csv: string): Uint8Array {
  const text = gradesText(csv);
  const mathematics = gradesText(csv.split("\n").slice(0, 396).join("\n"));
  const inner = zipOf({
    "student-mat.csv": mathematics,
    "student-por.csv": text,
    "student-merge.R": 'd1=read.table("student-mat.csv",sep=";",header=TRUE)\n',
    "student.txt": "# Attributes for both student-mat.csv and student-por.csv datasets\n",
  });
  return zipOf({ "student.zip": inner, ".student.zip_old": inner.slice(0, 100) });
}
