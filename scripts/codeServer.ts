/**
 * A real VS Code whose window is a web page: for `npm start` where there is no desktop VS Code, and for the tests.
 * One server a person: each has its own settings, extensions and state.
 */
import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Installation, installCodeServer } from "./codeServer/install.ts";
import { listening } from "./codeServer/listening.ts";
import { endTree, ownGroup, runProgram } from "./start/program.ts";

export { installCodeServer } from "./codeServer/install.ts";

const endWithParent = new URL("codeServer/endWithParent.mjs", import.meta.url).href;

export interface CodeServerOptions {
  /** Installed already; else it is installed first. */
  readonly installation?: Installation;
  readonly extensionsFolder: string;
  /** Settings, secrets and state. */
  readonly dataFolder: string;
  /** The package to install before the start. */
  readonly vsix?: string;
  /** Any free one when left out. */
  readonly port?: number;
  /** User settings on top of the calm ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** True: every folder counts as trusted. False: VS Code asks, as on a desktop. */
  readonly trustDisabled?: boolean;
  readonly smokeTestDriver?: boolean;
  /** Demanded of whoever opens the window; without one, every program on this machine may. */
  readonly token?: string;
  readonly signal?: AbortSignal;
}

export interface CodeServer {
  readonly port: number;
  /** Address of a window on `folder` (absolute; null for an empty one); `payload` is what the test driver is told. */
  url(folder: string | null, payload?: unknown): string;
  /** Resolves when the server has ended, by itself or closed. */
  readonly ended: Promise<void>;
  /** Ends the server and every process that it started. Harmless when repeated. */
  close(): Promise<void>;
}

const calmSettings = {
  "workbench.startupEditor": "none",
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "telemetry.telemetryLevel": "off",
};

async function writeSettings(dataFolder: string, settings: CodeServerOptions["settings"]): Promise<void> {
  const user = join(dataFolder, "data", "User");
  await mkdir(user, { recursive: true });
  await writeFile(join(user, "settings.json"), JSON.stringify({ ...calmSettings, ...settings }, null, 2));
}

function folders(options: CodeServerOptions): string[] {
  return ["--extensions-dir", options.extensionsFolder, "--server-data-dir", options.dataFolder];
}

/** Not the variables of a VS Code that we may have been started from: its child would take itself for a part of it. */
function environment(): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

async function installExtension(
  server: Installation,
  vsix: string,
  options: CodeServerOptions,
): Promise<void> {
  const args = ["--accept-server-license-terms", "--install-extension", vsix, ...folders(options)];
  const { code, output } = await runProgram(server.node, [server.serverMain, ...args], {
    env: environment(),
    output: "collect",
    ...(options.signal && { signal: options.signal }),
  });
  if (code !== 0) throw new Error(`${vsix} could not be installed. VS Code said:\n${output.trim()}`);
}

function serverArguments(options: CodeServerOptions): string[] {
  return [
    ...["--host", "127.0.0.1", "--port", String(options.port ?? 0)],
    ...(options.token ? ["--connection-token", options.token] : ["--without-connection-token"]),
    ...["--accept-server-license-terms", "--telemetry-level", "off"],
    ...(options.trustDisabled ? ["--disable-workspace-trust"] : []),
    ...(options.smokeTestDriver ? ["--enable-smoke-test-driver"] : []),
    ...folders(options),
  ];
}

function windowUrl(port: number, token: string | undefined, folder: string | null, payload: unknown): string {
  const parts =
    folder === null ? ["ew=true"] : [`folder=${encodeURIComponent(folder).replaceAll("%2F", "/")}`];
  if (payload !== undefined) parts.push(`payload=${encodeURIComponent(JSON.stringify(payload))}`);
  if (token) parts.push(`tkn=${token}`);
  return `http://127.0.0.1:${port}/?${parts.join("&")}`;
}

/** Resolves when the server answers. Rejects with what it said, or with an AbortError; nothing is left running. */
export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  const { token, signal } = options;
  const server = options.installation ?? (await installCodeServer(undefined, signal));
  await writeSettings(options.dataFolder, options.settings);
  if (options.vsix !== undefined) await installExtension(server, options.vsix, options);
  signal?.throwIfAborted();
  const child = spawn(
    server.node,
    ["--import", endWithParent, server.serverMain, ...serverArguments(options)],
    {
      env: environment(),
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      detached: ownGroup,
    },
  );
  const close = () => endTree(child);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  try {
    const port = await listening(child, signal);
    return { port, url: (folder, payload) => windowUrl(port, token, folder, payload), ended, close };
  } catch (error) {
    await close();
    throw error;
  }
}
