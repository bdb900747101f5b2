/** "Hand Over": the driver's work goes to the team's remote, and the outputs of the pipeline to whoever drives next. */
import * as vscode from "vscode";
import type { ChecksPolicy } from "#handover/commit.ts";
import { type HandedOver, handOver, type SetAside } from "#handover/handOver.ts";
import type { HandoverProblem, Refused } from "#handover/problem.ts";
import type { StageOptions } from "#handover/stage.ts";
import { plainText } from "../base/plainText.ts";
import type { Ground } from "./ground.ts";
import type { Handovers } from "./handovers.ts";
import { filesWords } from "./handoverWords.ts";
import { placeNow } from "./openPlace.ts";
import { handoverSettings } from "./settings.ts";
import type { TurnFacts } from "./turnFacts.ts";

type How = { readonly checks: ChecksPolicy } & Required<StageOptions>;

/** What comes before others are told, such as the outputs of the pipeline on their way. */
export type BeforeTelling = (ground: Ground) => Promise<void>;

/** Gives whether the code is on its way. */
export async function handOverTurn(
  handovers: Handovers,
  facts: TurnFacts,
  before: BeforeTelling,
): Promise<boolean> {
  const ground = await handovers.ground();
  if (ground === null) return false;
  handovers.tell(ground, { type: "handingOver" });
  const outcome = await attemptTo(handovers, ground, facts);
  if (outcome === null) {
    handovers.tell(ground, { type: "stuck", during: "handingOver" });
    return false;
  }
  await before(ground);
  if (outcome.type === "set-aside") await tellSetAside(handovers, ground, outcome);
  else tellHandedOver(handovers, ground, outcome);
  return true;
}

/** Asks where somebody has to decide; null where it came to nothing, which the person knows then. */
async function attemptTo(
  handovers: Handovers,
  ground: Ground,
  facts: TurnFacts,
): Promise<HandedOver | SetAside | null> {
  const place = await placeNow(ground.folder);
  const title = vscode.l10n.t("Baton: handing over");
  const attempt = (how: How): Promise<HandedOver | SetAside | Refused> =>
    handovers.operate(title, ground, (options) => handOver({ ...options, ...facts, ...how, place }));
  let how: How = { checks: handoverSettings().checks, largeFiles: "refuse" };
  for (;;) {
    const outcome = await attempt(how);
    if (outcome.type !== "refused") return outcome;
    const next = await otherwise(handovers, outcome.problem, how);
    if (next === null) return null;
    how = next;
  }
}

/** Another way, which the person chose; null where there is none. */
async function otherwise(handovers: Handovers, problem: HandoverProblem, how: How): Promise<How | null> {
  switch (problem.code) {
    case "large-files": {
      const include = vscode.l10n.t("Hand Over All the Same");
      const leave = vscode.l10n.t("Leave Them Here");
      const chosen = await handovers.tellProblem(problem, include, leave);
      if (chosen !== include && chosen !== leave) return null;
      return { ...how, largeFiles: chosen === include ? "include" : "leave" };
    }
    case "checks-failed":
    case "hook-refused": {
      const skip = vscode.l10n.t("Hand Over Without Checks");
      return (await handovers.tellProblem(problem, skip)) === skip ? { ...how, checks: "skip" } : null;
    }
    default:
      void handovers.tellProblem(problem);
      return null;
  }
}

function tellHandedOver(
  handovers: Handovers,
  ground: Ground,
  { branch, commit, files, notes }: HandedOver,
): void {
  handovers.tell(ground, { type: "handedOver", files: files.length, commit });
  const done = vscode.l10n.t("handed over on {0}: {1}.", branch, filesWords(files.length));
  if (notes.length > 0) void handovers.tellDone([done, ...notes]);
  else vscode.window.setStatusBarMessage(vscode.l10n.t("Baton: {0}", plainText(done, 200)), 8_000);
}

async function tellSetAside(handovers: Handovers, ground: Ground, outcome: SetAside): Promise<void> {
  const { rescue, message, notes } = outcome;
  handovers.tell(ground, { type: "setAside", branch: rescue.pushed ? rescue.branch : null });
  await handovers.tellDone([message, ...notes]);
}
