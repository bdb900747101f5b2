/** Where a handover stands for the others to see, from what the operations tell and come to. */
import type { HandedOver, SetAside } from "./handOver.ts";
import type { Refused } from "./problem.ts";
import type { HandoverStanding } from "./state.ts";
import type { Taken } from "./take.ts";

export function standingAfterHandOver(outcome: HandedOver | SetAside | Refused): HandoverStanding {
  switch (outcome.type) {
    case "handed-over":
      return { type: "handed-over", files: outcome.files.length, commit: outcome.commit };
    case "set-aside":
      return { type: "set-aside", branch: outcome.rescue.pushed ? outcome.rescue.branch : null };
    case "refused":
      return { type: "stuck", while: "handing-over", code: outcome.problem.code };
  }
}

export function standingAfterTake(outcome: Taken | Refused): HandoverStanding {
  return outcome.type === "taken"
    ? { type: "taken", commit: outcome.commit }
    : { type: "stuck", while: "taking", code: outcome.problem.code };
}
