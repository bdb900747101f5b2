/** A process of its own that runs one command, to be killed: `node runnerProcess.ts WORKSPACE LINE`. */
import { createStageRunner } from "#pipeline/runners/stageRunner.ts";
import { builtProduct } from "./built.ts";

const [workspace = "", line = ""] = process.argv.slice(2);
const { batonFolder, runnerPath } = await builtProduct();
const runner = createStageRunner({ batonFolder, runnerPath, nodePath: process.execPath });
const command = { stage: "train", line, cwd: workspace, workspace, env: {}, followed: false };
await runner.run(command, (_stream, text) => console.log(text), new AbortController().signal);
await runner.dispose();
