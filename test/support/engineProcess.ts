/**
 * A run in a process of its own, for tests that kill it: `node engineProcess.ts WORKSPACE` prints every event as
 * a line of JSON.
 */
import { testEngine, trigger } from "./pipelineProject.ts";

const [workspace = "."] = process.argv.slice(2);
const engine = testEngine();
for await (const event of engine.run(workspace, { trigger }))
  process.stdout.write(`${JSON.stringify(event)}\n`);
await engine.dispose();
