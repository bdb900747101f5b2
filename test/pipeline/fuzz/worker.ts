/** One thread of `npm run fuzz`: says in shared memory which case it tries, so that one that hangs is known. */
import { workerData } from "node:worker_threads";
import * as z from "zod";
import { fuzzPipeline } from "./fuzz.ts";

const taskSchema = z.object({
  first: z.number(),
  count: z.number(),
  current: z.instanceof(Float64Array),
});

const { first, count, current } = taskSchema.parse(workerData);
await fuzzPipeline(first, count, (seed) => {
  current[0] = seed;
});
