import { test } from "node:test";
import { fuzzPipeline } from "./fuzz.ts";

const seed = 20_261_121;
const count = 3_000;

test(`${count} random and mutated project files, from seed ${seed}: a right answer or problems with their places`, () =>
  fuzzPipeline(seed, count));
