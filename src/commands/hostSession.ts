/** "Host Session": asks a few questions, starts the relay or takes the team's, and joins it as its facilitator. */
import * as vscode from "vscode";

import type { Invitation } from "#protocol/session/invitation.ts";
import { Complaint } from "../base/complaint.ts";
import { hostNew, invitationsOf, ownAddress } from "../session/hosting/hosting.ts";
import type { Invitations } from "../session/hosting/invitations.ts";
import { readTeamRelay, teamRelayAddress } from "../session/hosting/teamRelay.ts";
import { enterAsHost } from "../session/joining/entering.ts";
import type { SessionController } from "../session/sessionController.ts";
import { leaveForAnother } from "./leaveSession.ts";
import { askSessionPlan, type SessionPlan, sessionPlanSchema } from "./sessionPlan.ts";

/** With a plan as its argument it asks nothing; no link leads there, only code. */
export async function hostSession(
  context: vscode.ExtensionContext,
  session: SessionController,
  argument: unknown,
): Promise<void> {
  const given = sessionPlanSchema.safeParse(argument).data;
  const plan = given ?? ((await leaveForAnother(session)) ? await askSessionPlan(context) : null);
  if (plan === null) return;
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Baton: starting the session"),
  };
  await vscode.window.withProgress(progress, () => begin(context, session, plan));
  if (given === undefined) void vscode.commands.executeCommand("baton.invite");
}

async function begin(
  context: vscode.ExtensionContext,
  session: SessionController,
  plan: SessionPlan,
): Promise<void> {
  const place = plan.printed === "" ? await ownRelay(context) : teamRelay(plan.printed);
  await enterAsHost(context, session, { ...place, name: plan.name, named: plan.named, email: plan.email });
  await Promise.all([
    session.ask({ type: "session.settings", title: plan.title, anonymous: plan.anonymous }),
    session.ask({
      type: "rotation.settings",
      turnMilliseconds: Math.round(plan.turnMinutes * 60_000),
      autoRotate: plan.autoRotate,
      everybody: plan.everybody,
    }),
    session.ask({ type: "rotation.propose" }),
  ]);
}

interface HostPlace {
  readonly invitation: Invitation;
  readonly invitations: Invitations;
  readonly hosted: boolean;
}

async function ownRelay(context: vscode.ExtensionContext): Promise<HostPlace> {
  const announced = await hostNew(context);
  const invitation = { relay: ownAddress(announced), code: announced.codes.facilitator };
  return { invitation, invitations: invitationsOf(announced), hosted: true };
}

function teamRelay(printed: string): HostPlace {
  const relay = readTeamRelay(teamRelayAddress(), printed);
  if (relay === null) throw new Complaint(vscode.l10n.t("This is no facilitator's link."));
  return { ...relay, hosted: false };
}
