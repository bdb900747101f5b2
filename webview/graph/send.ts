/** What the graph's page may ask of the extension. */
import type { FromGraph, StageAction } from "#protocol/graphPanel.ts";
import { post } from "../page/host.ts";

export function send(message: FromGraph): void {
  post(message);
}

export function act(action: StageAction, stages: readonly string[]): void {
  send({ type: "act", action, stages: [...stages] });
}
