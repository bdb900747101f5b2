/**
 * The suites that run inside the extension host, in a browser VS Code as in a desktop one: what only the extension
 * API can see. The editor calls `run` and takes a rejection as failure.
 */
import Mocha from "mocha";

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "bdd", color: false, timeout: 60_000, reporter: "spec" });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await import("./workshop.ts");
  await import("./stages.ts");
  await import("./pipelineFile.ts");
  await import("./membership.ts");
  await import("./rotation.ts");
  await import("./publishing.ts");
  await import("./handover.ts");
  await import("./suggestions.ts");
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}
