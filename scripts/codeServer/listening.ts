/** Waits until the server says that it listens; knows nothing of how it was started. */
import type { ChildProcess } from "node:child_process";

const announcement = /Extension host agent listening on (\d+)/;
/** It says so and stays, without a port. */
const trouble = /EADDRINUSE|Error occurred in server[\s\S]*Error: .*\n/;
const keptCharacters = 4000;

/** Resolves with the port. Rejects with what the server said when it ends first, or with the signal's reason. */
export function listening(server: ChildProcess, signal?: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (chunk: string) => {
      said = (said + chunk).slice(-keptCharacters);
      const port = announcement.exec(said)?.[1];
      if (port !== undefined) resolve(Number(port));
      else if (trouble.test(said)) reject(new Error(whyItEnded(said)));
    };
    server.stdout?.setEncoding("utf8").on("data", hear);
    server.stderr?.setEncoding("utf8").on("data", hear);
    server.on("error", reject);
    server.on("exit", () => reject(new Error(whyItEnded(said))));
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function whyItEnded(said: string): string {
  const taken = /EADDRINUSE[^\n]*:(\d+)/.exec(said)?.[1];
  if (taken !== undefined) return `Port ${taken} is in use. Choose another with --port, or leave it out.`;
  return `The VS Code server did not start. It said:\n${said.trim()}`;
}
