/** What a team decides on once, about how its code goes from driver to driver. */
import * as vscode from "vscode";

export type ChecksPolicy = "block" | "warn" | "skip";
/** What the old driver's editor does when the turn ends. */
export type TurnEnd = "ask" | "always" | "never";

export interface HandoverSettings {
  /** What every branch of ours begins with. */
  readonly prefix: string;
  /** Each session has a work branch of its own, named after its title. */
  readonly branchPerSession: boolean;
  readonly checks: ChecksPolicy;
  readonly whenTurnEnds: TurnEnd;
}

export function handoverSettings(): HandoverSettings {
  const checks: string = vscode.workspace.getConfiguration("baton").get("handover.checks", "block");
  const whenTurnEnds: string = vscode.workspace.getConfiguration("baton").get("handover.whenTurnEnds", "ask");
  return {
    prefix: vscode.workspace.getConfiguration("baton").get("handover.branchPrefix", "baton/"),
    branchPerSession: vscode.workspace.getConfiguration("baton").get("handover.branchPerSession", false),
    checks: checks === "warn" || checks === "skip" ? checks : "block",
    whenTurnEnds: whenTurnEnds === "always" || whenTurnEnds === "never" ? whenTurnEnds : "ask",
  };
}
