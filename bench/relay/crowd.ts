/** A part of the crowd, in a process of its own, steered over the process's channel. */
import { setTimeout as delay } from "node:timers/promises";
import { JoinRefusedError, joinSession } from "#client/joinSession.ts";
import { type Asked, type Member, startMember } from "./member.ts";
import { type Answer, now, type Task, taskSchema } from "./messages.ts";

const members: Member[] = [];
const arrivals = new Map<string, { last: number; replicas: number }>();
let part = 0;
let made = 0;
let plain = false;

/** Everybody gets the same bytes: they are read once, and only compared afterwards. */
let lastFrame: Buffer = Buffer.alloc(0);
let lastMarks: readonly string[] = [];

function onUpdate(frame: Buffer): void {
  if (!frame.equals(lastFrame)) {
    lastFrame = frame;
    lastMarks = frame[1] === 2 ? (frame.toString("latin1").match(/#\d+-\d+#/g) ?? []) : [];
  }
  for (const mark of lastMarks) {
    const arrival = arrivals.get(mark) ?? { last: 0, replicas: 0 };
    arrivals.set(mark, { last: now(), replicas: arrival.replicas + 1 });
  }
}

async function joined(url: string, code: string, name: string): Promise<{ token: string; room: string }> {
  for (;;) {
    try {
      return await joinSession({ relay: url, code }, name);
    } catch (error) {
      if (!(error instanceof JoinRefusedError) || error.reason !== "too-fast") throw error;
      await delay(200 + Math.random() * 300);
    }
  }
}

async function enter(task: Extract<Task, { type: "enter" }>): Promise<void> {
  const { url, code, members: count } = task;
  part = task.part;
  plain = code === null;
  const atOnce = 50;
  for (let done = 0; done < count; done += atOnce) {
    const batch = Array.from({ length: Math.min(atOnce, count - done) }, async (_, index) => {
      const identity =
        code === null ? { token: null, room: "room" } : await joined(url, code, `${part} ${done + index}`);
      members.push(startMember({ url, ...identity, onUpdate }));
    });
    await Promise.all(batch);
  }
}

async function paced(count: number, seconds: number, act: (index: number) => void): Promise<void> {
  const started = now();
  for (let index = 0; index < count; ) {
    const due = Math.min(count, Math.ceil(((now() - started) / 1000 / seconds) * count));
    for (; index < due; index += 1) act(index);
    await delay(2);
  }
}

function commandId(): string {
  made += 1;
  return `bench_${part}_${made}`.padEnd(22, "x");
}

async function post({ perSecond, seconds }: Extract<Task, { type: "post" }>): Promise<void> {
  const posting = paced(perSecond * seconds, seconds, (index) => {
    const mark = `#${part}-${made}#`;
    const text = `${mark} more trees, deeper ones, and fewer of the features that say little`;
    members[index % members.length]?.ask(commandId(), mark, { type: "suggestion.post", text, kind: "idea" });
  });
  // Who does not post watches as long.
  await Promise.all([posting, delay(seconds * 1000)]);
  await until(() => everySettled(), 10);
}

function everySettled(): boolean {
  return members.every(({ asked }) => asked.every(({ acked }) => acked !== null || plain));
}

/** Gives up in the end: what is missing is told. */
async function until(isTrue: () => boolean, seconds: number): Promise<void> {
  const end = now() + seconds * 1000;
  while (!isTrue() && now() < end) await delay(10);
}

async function perform(task: Task): Promise<void> {
  switch (task.type) {
    case "enter":
      await enter(task);
      await until(() => members.every((member) => member.syncedAt() !== null), 120);
      break;
    case "post":
      await post(task);
      // For the last replicas.
      await delay(2_000);
      break;
    case "vote":
      await paced(members.length, task.seconds, (index) =>
        members[index]?.ask(commandId(), "vote", { type: "suggestion.vote", suggestion: "s1" }),
      );
      await until(everySettled, 60);
      break;
    case "back":
      await until(() => members.every((member) => member.syncedAt() !== null), 120);
  }
}

function answer(): Answer {
  const commands = members.flatMap(({ asked }) =>
    asked.splice(0).map(({ mark, sent, acked }: Asked) => ({ mark, sent, acked })),
  );
  const seen = [...arrivals].map(([mark, arrival]) => ({ mark, ...arrival }));
  arrivals.clear();
  const ready = members.map((member) => member.syncedAt());
  return {
    ready: ready.filter((at) => at !== null).length,
    at: Math.max(...ready.map((at) => at ?? 0)),
    commands,
    arrivals: seen,
  };
}

process.on("message", (message) => {
  void perform(taskSchema.parse(message)).then(() => process.send?.(answer()));
});
