/** Opens the workshop in a VS Code that runs in the browser, and keeps it running until Ctrl+C. */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installCodeServer, startCodeServer } from "../codeServer.ts";
import { step } from "../setup.mjs";

export interface BrowserOptions {
  readonly vsix: string;
  readonly folder: string;
  readonly port: number | undefined;
  readonly signal: AbortSignal;
}

/** Resolves after Ctrl+C, when the server has ended. Rejects when it could not start. */
export async function openInBrowser({ vsix, folder, port, signal }: BrowserOptions): Promise<void> {
  const installation = await step("Getting VS Code for the browser", () =>
    installCodeServer((line) => console.log(`\n${line}`), signal),
  );
  const profile = await mkdtemp(join(tmpdir(), "baton-profile-"));
  try {
    const server = await step("Starting VS Code", () =>
      startCodeServer({
        installation,
        extensionsFolder: join(profile, "extensions"),
        dataFolder: profile,
        vsix,
        ...(port !== undefined && { port }),
        settings: { "files.simpleDialog.enable": true },
        // The workshop is ours; a browser that visits other pages is not.
        trustDisabled: true,
        token: randomBytes(16).toString("hex"),
        signal,
      }),
    );
    try {
      console.log(`\nOpen in your browser:\n\n  ${server.url(folder)}\n\nCtrl+C ends it.`);
      await untilStopped(signal, server.ended);
    } finally {
      await server.close();
    }
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function untilStopped(signal: AbortSignal, ended: Promise<void>): Promise<void> {
  if (signal.aborted) return;
  await Promise.race([once(signal, "abort"), ended]);
  if (!signal.aborted) throw new Error("The VS Code server has ended by itself.");
}
