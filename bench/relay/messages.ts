/** What the benchmark asks of a part of the crowd, and what that answers: one answer a task, in order. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import * as z from "zod";

export const taskSchema = z.discriminatedUnion("type", [
  /** Everybody gets in. `code` null: a server that asks nobody who they are. */
  z.object({
    type: z.literal("enter"),
    url: z.string(),
    code: z.string().nullable(),
    members: z.number(),
    /** The same for everybody on a machine, different for its parts of the crowd. */
    part: z.number(),
  }),
  /** Posts at an even pace, by one member after the other. */
  z.object({ type: z.literal("post"), perSecond: z.number(), seconds: z.number() }),
  /** Every member votes once. */
  z.object({ type: z.literal("vote"), seconds: z.number() }),
  /** Everybody has lost the connection and is back, or waits for that. */
  z.object({ type: z.literal("back") }),
]);
export type Task = z.infer<typeof taskSchema>;

/** Times are milliseconds on the machine's monotonic clock, which its processes share. */
export const answerSchema = z.object({
  /** Members with a connection in sync, and when the last of them got it. */
  ready: z.number(),
  at: z.number(),
  commands: z.array(z.object({ mark: z.string(), sent: z.number(), acked: z.number().nullable() })),
  /** Each post as the replicas of this part saw it last, and how many of them saw it. */
  arrivals: z.array(z.object({ mark: z.string(), last: z.number(), replicas: z.number() })),
});
export type Answer = z.infer<typeof answerSchema>;

export function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

export interface CrowdPart {
  ask(task: Task): Promise<Answer>;
  end(): void;
}

export function startCrowdPart(): CrowdPart {
  const child: ChildProcess = fork(join(import.meta.dirname, "crowd.ts"), { stdio: "inherit" });
  return {
    async ask(task) {
      const answer = once(child, "message");
      const died = once(child, "exit").then(() => Promise.reject(new Error("a part of the crowd died")));
      child.send(task);
      return answerSchema.parse((await Promise.race([answer, died]))[0]);
    },
    end: () => child.kill(),
  };
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
