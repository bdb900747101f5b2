/** What the metrics page may ask of the extension. */
import type { FromPanel } from "#protocol/metricsPanel.ts";
import { post } from "../page/host.ts";

export function send(message: FromPanel): void {
  post(message);
}

export function openProblem(index: number): void {
  send({ type: "openProblem", index });
}
