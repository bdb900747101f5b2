/**
 * What `npm start` and `npm test` need before anything else can run: the dependencies, and a Node that is new
 * enough. Plain JavaScript that any Node from 20 on runs, with nothing installed.
 */
export { ensureDependencies } from "./setup/dependencies.mjs";
export { runNpm } from "./setup/npm.mjs";
export { pinnedNode } from "./setup/pinnedNode.mjs";
export { step } from "./setup/step.mjs";
