/** What "Host Session" asks: three questions, and two more where the answers are not known yet. */
import * as vscode from "vscode";
import * as z from "zod";
import { nameSchema } from "#protocol/session/commands.ts";
import { limits } from "#protocol/session/limits.ts";
import { emailSchema } from "#protocol/session/state.ts";
import { askChoices, askSteps, askText, type Step, withAnswer } from "../base/steps.ts";
import { readTeamRelay, teamRelayAddress } from "../session/hosting/teamRelay.ts";
import { likelyName, rememberedName, rememberedNaming, whyNoName } from "../session/joining/person.ts";
import { askName, askNaming } from "./personQuestions.ts";

const minute = 60_000;
const shortest = limits.shortestTurnMilliseconds / minute;
const longest = limits.longestTurnMilliseconds / minute;

/** What holds where nobody says otherwise. */
const usual = { turnMinutes: 8, autoRotate: true, everybody: true, anonymous: false, printed: "" };

export const sessionPlanSchema = z.strictObject({
  title: nameSchema,
  /** The host's own. */
  name: nameSchema,
  /** Whether a recap may say it. */
  named: z.boolean().nullable().default(null),
  /** By which commits may name the host. */
  email: emailSchema.nullable().default(null),
  turnMinutes: z.number().min(shortest).max(longest).default(usual.turnMinutes),
  /** The baton passes by itself when the time is up. */
  autoRotate: z.boolean().default(usual.autoRotate),
  /** Whoever joins gets a turn; else who asks for one. */
  everybody: z.boolean().default(usual.everybody),
  anonymous: z.boolean().default(usual.anonymous),
  /** What the team's relay printed at its start; empty where this machine keeps the session. */
  printed: z.string().default(usual.printed),
});

export type SessionPlan = z.infer<typeof sessionPlanSchema>;

const askRelay: Step<SessionPlan> = async (plan, position) => {
  const address = teamRelayAddress();
  const answer = await askText(position, {
    prompt: vscode.l10n.t("The facilitator's link of {0}, or the whole line that it printed.", address),
    value: plan.printed,
    validate: (text) =>
      text.trim() === "" || readTeamRelay(address, text) !== null
        ? null
        : vscode.l10n.t("This is no facilitator's link."),
  });
  return withAnswer(answer, (printed) => ({ ...plan, printed }));
};

const askTitle: Step<SessionPlan> = async (plan, position) => {
  const answer = await askText(position, {
    prompt: vscode.l10n.t("What is the session called?"),
    value: plan.title,
    validate: whyNoName,
  });
  return withAnswer(answer, (title) => ({ ...plan, title }));
};

const askTurn: Step<SessionPlan> = async (plan, position) => {
  const answer = await askText(position, {
    prompt: vscode.l10n.t("How many minutes does each driver have?"),
    value: String(plan.turnMinutes),
    validate: whyNoLength,
  });
  return withAnswer(answer, (text) => ({ ...plan, turnMinutes: Number(text) }));
};

const askRules: Step<SessionPlan> = async (plan, position) => {
  const rules = [
    { rule: "autoRotate", label: vscode.l10n.t("Pass the baton by itself when the time is up") },
    { rule: "everybody", label: vscode.l10n.t("Everybody who joins gets a turn, not only who asks") },
    { rule: "anonymous", label: vscode.l10n.t("Suggestions may be posted without a name") },
  ] as const;
  const answer = await askChoices(position, {
    placeholder: vscode.l10n.t("The session's rules; facilitators can change them at any time"),
    items: rules.map((item) => ({ ...item, picked: plan[item.rule] })),
  });
  return withAnswer(answer, (chosen) => {
    const has = (rule: string) => chosen.some((item) => item.rule === rule);
    return {
      ...plan,
      autoRotate: has("autoRotate"),
      everybody: has("everybody"),
      anonymous: has("anonymous"),
    };
  });
};

function whyNoLength(text: string): string | null {
  const minutes = Number(text);
  return minutes >= shortest && minutes <= longest
    ? null
    : vscode.l10n.t("A number of minutes, at most {0}.", longest);
}

/** Null where the person gave up. */
export async function askSessionPlan(context: vscode.ExtensionContext): Promise<SessionPlan | null> {
  const known = rememberedName(context);
  const naming = rememberedNaming(context);
  const first = { ...usual, title: likelyTitle(), name: known ?? (await likelyName(context)), ...naming };
  const asked = [
    ...(teamRelayAddress() === "" ? [] : [askRelay]),
    ...(known === null ? [askName] : []),
    askTitle,
    askTurn,
    askRules,
    ...(naming.named === null ? [askNaming] : []),
  ];
  return await askSteps(vscode.l10n.t("Host Session"), first, asked);
}

function likelyTitle(): string {
  const folder = vscode.workspace.workspaceFolders?.[0]?.name ?? "";
  return nameSchema.safeParse(folder).success ? folder : vscode.l10n.t("Baton session");
}
