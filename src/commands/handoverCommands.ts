/** The commands that pass the code on through git. Their code is loaded at the first use. */
import type { TurnHandovers } from "../handover/turnHandovers.ts";
import type { CommandHandlers } from "./registerCommands.ts";

type HandoverCommand =
  | "baton.takeSeat"
  | "baton.handOver"
  | "baton.finishWork"
  | "baton.resetWork"
  | "baton.cleanUp"
  | "baton.openPullRequest";

export function handoverCommands(turns: TurnHandovers): Pick<CommandHandlers, HandoverCommand> {
  return {
    // Whoever begins to drive takes the seat, whether or not the team's code goes through git.
    "baton.takeSeat": async (when) => {
      if (when !== "ifPossible" || (await turns.isPossible())) await turns.take();
    },
    "baton.handOver": () => turns.handOver(),
    "baton.finishWork": async () =>
      (await import("../handover/finish.ts")).finishTheWork(await turns.handovers()),
    "baton.resetWork": async () =>
      (await import("../handover/reset.ts")).resetTheWork(await turns.handovers()),
    "baton.cleanUp": async () =>
      (await import("../handover/cleanUp.ts")).cleanUpLeftovers(await turns.handovers()),
    "baton.openPullRequest": async () =>
      (await import("../handover/openPullRequest.ts")).openPullRequestPage(await turns.handovers()),
  };
}
