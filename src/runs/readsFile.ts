/** Whether a saved file concerns a stage: it is one of its inputs, or lies in one. Pure. */
import type { StageStatus } from "#protocol/status.ts";

/** `path` is posix, relative to the workspace. */
export function readsFile({ inputs }: Pick<StageStatus, "inputs">, path: string): boolean {
  return inputs.some((input) => path === input || path.startsWith(`${input}/`));
}
