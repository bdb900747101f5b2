/**
 * The columns of the student performance files (Cortez 2014, UCI Machine Learning Repository), in their order.
 * Grades run from 0 to 20; G1 and G2 are the periods', G3 the final one.
 */
export const gradeColumns = [
  "school",
  "sex",
  "age",
  "address",
  "famsize",
  "Pstatus",
  "Medu",
  "Fedu",
  "Mjob",
  "Fjob",
  "reason",
  "guardian",
  "traveltime",
  "studytime",
  "failures",
  "schoolsup",
  "famsup",
  "paid",
  "activities",
  "nursery",
  "higher",
  "internet",
  "romantic",
  "famrel",
  "freetime",
  "goout",
  "Dalc",
  "Walc",
  "health",
  "absences",
  "G1",
  "G2",
  "G3",
] as const;

export type GradeColumn = (typeof gradeColumns)[number];

/** Rows of the Portuguese language course's file. */
export const portugueseRows = 649;

/** sha256 of the Portuguese file in its canonical form: comma-separated, unquoted, LF. */
export const portugueseSha256 = "3fb408fe4b66d4cdb90ad4ec5e3fb6de94ba662d0471a3d46c03da483069f76b";
