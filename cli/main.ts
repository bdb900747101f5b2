import { exec } from "./commands/exec.ts";

await exec(process.argv.slice(3));
