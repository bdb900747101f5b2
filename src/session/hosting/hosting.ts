/**
 * The relay that this window hosts: where its data are and where it listens, kept so that it can be started again at
 * the same place.
 */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import * as vscode from "vscode";
import * as z from "zod";
import { Complaint } from "../../base/complaint.ts";
import { type Invitations, recallInvitations, rememberInvitations } from "./invitations.ts";
import { removeOldSessions } from "./oldSessions.ts";
import { type Announcement, RelayStartError, startRelay } from "./relayProgram.ts";

function hostingKey(session: string): string {
  return `baton.hosting.${session}`;
}

const hostingSchema = z.object({
  /** The name of a folder in the extension's storage. */
  folder: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
  host: z.string(),
  /** 0: any free one. */
  port: z.number().int().min(0).max(65_535),
});

type Hosting = z.infer<typeof hostingSchema>;

/** The address at which this machine reaches its own relay. */
export function ownAddress({ addresses }: Announcement): string {
  return addresses.find((address) => new URL(address).hostname === "127.0.0.1") ?? addresses[0];
}

export function invitationsOf({ addresses, codes }: Announcement): Invitations {
  return { addresses, ...codes };
}

/** Starts a relay with a new session. Throws a `Complaint`. */
export async function hostNew(context: vscode.ExtensionContext): Promise<Announcement> {
  const host = vscode.workspace.getConfiguration("baton").get("relay.host", "0.0.0.0").trim();
  await removeOldSessions(sessionsFolder(context));
  return await start(context, { folder: randomUUID(), host, port: 0 });
}

/** Starts the session's relay again; the others find it where it was. Throws a `Complaint`. */
export async function hostAgain(context: vscode.ExtensionContext, session: string): Promise<void> {
  const hosting = hostingSchema.safeParse(context.workspaceState.get(hostingKey(session)));
  if (!hosting.success) {
    throw new Complaint(vscode.l10n.t("This window does not know any more where its session is kept."));
  }
  const announced = await start(context, hosting.data);
  const kept = await recallInvitations(context, session);
  await rememberInvitations(context, session, { ...kept, ...invitationsOf(announced) });
}

export async function forgetHosting(
  { workspaceState }: Pick<vscode.ExtensionContext, "workspaceState">,
  session: string,
): Promise<void> {
  await workspaceState.update(hostingKey(session), undefined);
}

function sessionsFolder({ globalStorageUri }: Pick<vscode.ExtensionContext, "globalStorageUri">): string {
  return join(globalStorageUri.fsPath, "sessions");
}

async function start(
  context: vscode.ExtensionContext,
  { folder, host, port }: Hosting,
): Promise<Announcement> {
  const program = {
    nodePath: process.execPath,
    commandPath: join(context.extensionPath, "dist", "cli.js"),
  };
  const data = join(sessionsFolder(context), folder);
  try {
    const announced = await startRelay(program, { data, host, port });
    const listening: Hosting = { folder, host, port: announced.port };
    await context.workspaceState.update(hostingKey(announced.session), listening);
    return announced;
  } catch (error) {
    if (!(error instanceof RelayStartError)) throw error;
    throw new Complaint(vscode.l10n.t("The relay could not start. {0}", error.message), { cause: error });
  }
}
