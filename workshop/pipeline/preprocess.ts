/** From one table of students to three tables of numbers: to train, to validate, to test. */
import { not, oneHot, readParams, readTable, trainTestSplit, writeTable } from "baton";

const students = readTable("data/raw/students.csv")
  // What we want to predict: the mean of the three period grades, each from 0 to 20.
  .derive({ average_grade: (student) => (student.G1 + student.G2 + student.G3) / 3 })
  // The grades themselves must go, or they would give the answer away.
  .select(not("G1", "G2", "G3"));

// A model reads numbers: "Mjob" becomes "Mjob=teacher", "Mjob=health", ..., each 0 or 1.
const encoded = oneHot(students);

const { train, validation, test } = trainTestSplit(encoded, readParams("split"));

writeTable("data/prepared/train.csv", train);
writeTable("data/prepared/validation.csv", validation);
writeTable("data/prepared/test.csv", test);

console.log(`${students.numRows()} students, ${encoded.numCols() - 1} columns to predict from`);
console.log(`${train.numRows()} to train, ${validation.numRows()} to validate, ${test.numRows()} to test`);
