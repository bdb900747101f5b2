/** "Join Session": by a link that was opened, or by one, or an address and a code, that is pasted. */
import * as vscode from "vscode";
import * as z from "zod";
import { nameSchema } from "#protocol/session/commands.ts";
import { type Invitation, parseInvitation } from "#protocol/session/invitation.ts";
import { emailSchema } from "#protocol/session/state.ts";
import { Complaint } from "../base/complaint.ts";
import { askSteps, askText, type Step, withAnswer } from "../base/steps.ts";
import { isThisMachine } from "../base/thisMachine.ts";
import { enterAsGuest } from "../session/joining/entering.ts";
import { likelyName, rememberedNaming } from "../session/joining/person.ts";
import type { SessionController } from "../session/sessionController.ts";
import { leaveForAnother } from "./leaveSession.ts";
import { askName, askNaming } from "./personQuestions.ts";

/** As the command's argument nobody is asked; no link leads there, only code. */
const entrySchema = z.strictObject({
  /** A link, or an address and a code with a blank between. */
  invitation: z.string(),
  name: nameSchema,
  /** Whether a recap may name this participant. */
  named: z.boolean().nullable().default(null),
  /** By which commits may name this participant. */
  email: emailSchema.nullable().default(null),
});

type Entry = z.infer<typeof entrySchema>;

export async function joinSession(
  context: vscode.ExtensionContext,
  session: SessionController,
  argument: unknown,
): Promise<void> {
  const given = entrySchema.safeParse(argument).data;
  if (given !== undefined) return await enter(context, session, given);
  if (await leaveForAnother(session)) await ask(context, session, "", [askInvitation]);
}

/** Somebody opened a link, anybody's: nothing leaves this machine before the person has read where it leads. */
export async function joinByLink(
  context: vscode.ExtensionContext,
  session: SessionController,
  link: string,
): Promise<void> {
  const invitation = parseInvitation(link);
  if (invitation === null) {
    throw new Complaint(
      vscode.l10n.t("This link is no invitation to a session. Ask the host for a new one."),
    );
  }
  const wanted = (await confirm(invitation)) && (await leaveForAnother(session));
  if (wanted) await ask(context, session, link, []);
}

async function confirm({ relay }: Invitation): Promise<boolean> {
  const { host, hostname, protocol } = new URL(relay);
  const sentences = [
    vscode.l10n.t(
      "Baton connects to {0} and sends your name there. Join only if you know who gave you this link.",
      host,
    ),
    ...(protocol === "http:" && !isThisMachine(hostname)
      ? [vscode.l10n.t("The connection is not encrypted: others on the network could read what is said.")]
      : []),
  ];
  const options = { modal: true, detail: sentences.join("\n\n") };
  const join = vscode.l10n.t("Join");
  const question = vscode.l10n.t("Join the session at {0}?", host);
  return (await vscode.window.showInformationMessage(question, options, join)) === join;
}

async function ask(
  context: vscode.ExtensionContext,
  session: SessionController,
  invitation: string,
  first: readonly Step<Entry>[],
): Promise<void> {
  const draft = { invitation, name: await likelyName(context), ...rememberedNaming(context) };
  const steps = [...first, askName, ...(draft.named === null ? [askNaming] : [])];
  const entry = await askSteps(vscode.l10n.t("Join Session"), draft, steps);
  if (entry !== null) await enter(context, session, entry);
}

async function enter(
  context: vscode.ExtensionContext,
  session: SessionController,
  { invitation: text, ...person }: Entry,
): Promise<void> {
  const invitation = parseInvitation(text);
  if (invitation === null) throw new Complaint(whyNoInvitation());
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Baton: joining the session at {0}", new URL(invitation.relay).host),
  };
  await vscode.window.withProgress(progress, () => enterAsGuest(context, session, { invitation, ...person }));
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
