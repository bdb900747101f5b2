/** Learns to predict the average grade from everything else we know about a student. */
import { RandomForestRegressor, readParams, readTable, toMatrix, writeModel } from "baton";

const train = readTable("data/prepared/train.csv");
const { x, y } = toMatrix(train, "average_grade");

const forest = new RandomForestRegressor(readParams("forest"));
forest.fit(x, y);

writeModel("models/forest.json", forest);

console.log(`Learned from ${x.rows} students, ${x.columns.length} columns each`);
