/**
 * Runs the built host suites the way `@vscode/test-electron` runs them, but in a browser VS Code: the window is
 * given the path of the suites, and tells their exit code through a function that this page exposes.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startCodeServer } from "../../scripts/codeServer.ts";
import { buildHostSuites } from "../../scripts/hostSuites.ts";
import { launchChromium } from "./chromium.ts";

export interface HostResult {
  readonly code: number;
  readonly logs: readonly string[];
}

export async function withExtensionHost(folder: string): Promise<HostResult> {
  const home = await mkdtemp(join(tmpdir(), "baton-host-"));
  const suites = await buildHostSuites();
  const server = await startCodeServer({
    extensionsFolder: join(home, "extensions"),
    dataFolder: join(home, "data"),
    trustDisabled: true,
    smokeTestDriver: true,
  });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const logs: string[] = [];
    const ended = Promise.withResolvers<number>();
    await page.exposeFunction(
      "codeAutomationLog",
      (_type: string, args: unknown[]) => void logs.push(args.join(" ")),
    );
    await page.exposeFunction("codeAutomationExit", (code: number) => ended.resolve(code));
    await page.goto(server.url(folder, payloadFor(server.port, suites)));
    return { code: await ended.promise, logs };
  } finally {
    await browser.close();
    await server.close();
    await rm(home, { recursive: true, force: true });
  }
}

function payloadFor(port: number, suites: string): [string, string][] {
  const remote = (path: string) => `vscode-remote://127.0.0.1:${port}${resolve(path)}`;
  return [
    ["extensionDevelopmentPath", remote(".")],
    ["extensionTestsPath", remote(suites)],
  ];
}
