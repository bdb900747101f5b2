/** The real student grades, which the project holds no copy of. Tests that need them skip where they are absent. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** student-por.csv in its canonical form: 649 rows, 33 columns, comma-separated. */
export const studentGradesPath = fileURLToPath(
  new URL("../../../shared/data/student-por.csv", import.meta.url),
);

/** For a test's `skip` option: false, or the reason. */
export const withoutStudentGrades = existsSync(studentGradesPath)
  ? false
  : `the student grades are not at ${studentGradesPath}`;
