/** The real student grades as numbers, by the workshop's recipe: 56 columns, the target the mean of three grades. */
import { not } from "arquero";
import { oneHot } from "#ml/table/oneHot.ts";
import { readTable } from "#ml/table/readTable.ts";
import type { Table } from "#ml/table/table.ts";
import { studentGradesPath } from "#support/studentGrades.ts";

export const studentTarget = "average_grade";

interface Grades {
  readonly G1: number;
  readonly G2: number;
  readonly G3: number;
}

export function encodedStudents(): Table {
  const students = readTable(studentGradesPath)
    .derive({ [studentTarget]: (student: Grades) => (student.G1 + student.G2 + student.G3) / 3 })
    .select(not("G1", "G2", "G3"));
  return oneHot(students);
}
