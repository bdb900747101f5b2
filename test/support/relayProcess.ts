/** `baton relay` as people start it: a process of its own on a free port, which a test ends as it likes. */
import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import * as z from "zod";
import { type Invitation, parseInvitation } from "#protocol/session/invitation.ts";
import { builtProduct } from "./built.ts";

export interface RelayProcess {
  readonly child: ChildProcess;
  readonly url: string;
  readonly session: string;
  readonly invitations: { readonly facilitator: Invitation; readonly participant: Invitation };
  /** Everything it printed so far, on either stream. */
  printed(): string;
  /** Ends it and gives its exit code; null when the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export const announcementSchema = z.object({
  addresses: z.tuple([z.string()]).rest(z.string()),
  port: z.number(),
  codes: z.object({ facilitator: z.string(), participant: z.string() }),
  session: z.string(),
  facilitator: z.string(),
  participant: z.string(),
});

function invitation(link: string): Invitation {
  const parsed = parseInvitation(link);
  if (parsed === null) throw new Error(`no invitation: ${link}`);
  return parsed;
}

/** `shell`: a command line that the relay's is put behind, for limits that only a shell sets. */
export async function startRelayProcess(
  args: readonly string[],
  shell: readonly string[] = [],
): Promise<RelayProcess> {
  const { command } = await builtProduct();
  const [program = process.execPath, ...first] = [...shell, process.execPath, command, "relay", ...args];
  const child = spawn(program, first, { stdio: ["ignore", "pipe", "pipe"] });
  const closed = once(child, "close");
  let printed = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
  });
  const lines = createInterface(child.stdout);
  lines.on("line", (line) => {
    printed += `${line}\n`;
  });
  const announced = await Promise.race([once(lines, "line"), closed.then(() => null)]);
  if (announced === null) throw new Error(`the relay did not start: ${printed}`);
  const { addresses, session, ...links } = announcementSchema.parse(JSON.parse(String(announced[0])));
  return {
    child,
    url: addresses[0],
    session,
    invitations: { facilitator: invitation(links.facilitator), participant: invitation(links.participant) },
    printed: () => printed,
    async end(signal) {
      child.kill(signal);
      await closed;
      return child.exitCode;
    },
  };
}
