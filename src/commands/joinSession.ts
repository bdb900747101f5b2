/** "Join Session": by the host's link, or by address and code. */
import * as vscode from "vscode";
import * as z from "zod";
import { nameSchema } from "#protocol/session/commands.ts";
import { type Invitation, parseInvitation } from "#protocol/session/invitation.ts";
import { Complaint } from "../base/complaint.ts";
import { askSteps, askText, type Step, withAnswer } from "../base/steps.ts";
import { likelyName, whyNoName } from "../session/displayName.ts";
import { enterAsGuest } from "../session/entering.ts";
import type { SessionController } from "../session/sessionController.ts";
import { leaveForAnother } from "./leaveSession.ts";

/** As the command's argument nobody is asked; no link leads there, only code. */
const entrySchema = z.strictObject({
  /** A link, or an address and a code with a blank between. */
  invitation: z.string(),
  name: nameSchema,
});

type Entry = z.infer<typeof entrySchema>;

export async function join(
  context: vscode.ExtensionContext,
  session: SessionController,
  argument: unknown,
): Promise<void> {
  const given = entrySchema.safeParse(argument).data;
  const entry = given ?? ((await leaveForAnother(session)) ? await askEntry(context) : null);
  if (entry === null) return;
  const invitation = parseInvitation(entry.invitation);
  if (invitation === null) throw new Complaint(whyNoInvitation());
  await enter(context, session, invitation, entry.name);
}

async function enter(
  context: vscode.ExtensionContext,
  session: SessionController,
  invitation: Invitation,
  name: string,
): Promise<void> {
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Baton: joining the session at {0}", new URL(invitation.relay).host),
  };
  await vscode.window.withProgress(progress, () => enterAsGuest(context, session, { invitation, name }));
}

function whyNoInvitation(): string {
  return vscode.l10n.t("This is neither a link nor an address with a code.");
}

const askInvitation: Step<Entry> = async (entry, position) => {
  const answer = await askText(position, {
    prompt: vscode.l10n.t(
      "The link that the host gave you, or the address and the code with a blank between.",
    ),
    value: entry.invitation,
    validate: (text) => (text.trim() === "" || parseInvitation(text) !== null ? null : whyNoInvitation()),
  });
  return withAnswer(answer, (invitation) => ({ ...entry, invitation }));
};

const askName: Step<Entry> = async (entry, position) => {
  const answer = await askText(position, {
    prompt: vscode.l10n.t("Your name, as the others will see it."),
    value: entry.name,
    validate: whyNoName,
  });
  return withAnswer(answer, (name) => ({ ...entry, name }));
};

async function askEntry(context: vscode.ExtensionContext): Promise<Entry | null> {
  const first = { invitation: "", name: await likelyName(context) };
  return await askSteps(vscode.l10n.t("Join Session"), first, [askInvitation, askName]);
}
