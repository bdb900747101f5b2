/**
 * Sends what is in the outbox, one command at a time: the next one leaves when the one before is answered, so that
 * the relay hears them in the order in which they were asked for, whatever is refused or sent twice on the way.
 */
import type { CommandMessage } from "#protocol/session/commands.ts";
import { undecided } from "#protocol/session/refusal.ts";
import type { Ack } from "#protocol/session/wire.ts";
import type { Outbox, OutboxStore } from "./outbox.ts";

export interface SenderOptions {
  readonly store: OutboxStore;
  /** What the store held. */
  readonly outbox: Outbox;
  readonly random: () => number;
  readonly onChange: () => void;
  /** The relay has decided; the command has left the outbox. `onChange` follows. */
  readonly onDecided: (message: CommandMessage, ack: Ack) => void;
}

export interface Sender {
  readonly outbox: Outbox;
  /** Resolves when it is written down. Throws what the store throws: then nothing was asked. */
  add(message: CommandMessage): Promise<void>;
  /** A connection that takes commands. */
  connected(send: (message: CommandMessage) => void): void;
  lost(): void;
  answered(ack: Ack): void;
  close(): void;
}

/** After "too fast": a few of the relay's rate come back in this time. */
const restMilliseconds = 1_000;

export function createSender({ store, random, onChange, onDecided, ...options }: SenderOptions): Sender {
  let outbox = options.outbox;
  /** Ids that are written down. */
  const saved = new Set(outbox.map(({ id }) => id));
  let send: ((message: CommandMessage) => void) | null = null;
  let inFlight: string | null = null;
  let rest: NodeJS.Timeout | undefined;
  let saving = Promise.resolve();

  const flush = (): void => {
    const [first] = outbox;
    if (send === null || inFlight !== null || rest !== undefined) return;
    if (first === undefined || !saved.has(first.id)) return;
    inFlight = first.id;
    send(first);
  };
  const restThenFlush = (): void => {
    clearTimeout(rest);
    rest = setTimeout(
      () => {
        rest = undefined;
        flush();
      },
      restMilliseconds * (0.5 + random()),
    );
  };
  /** One after the other, so that an older list never overwrites a newer one. */
  const save = (): Promise<void> => {
    const result = saving.then(() => store.save(outbox));
    saving = result.catch(() => undefined);
    return result;
  };
  const change = (next: Outbox): void => {
    outbox = next;
    onChange();
  };

  return {
    get outbox() {
      return outbox;
    },
    async add(message) {
      change([...outbox, message]);
      try {
        await save();
      } catch (error) {
        change(outbox.filter(({ id }) => id !== message.id));
        flush();
        throw error;
      }
      saved.add(message.id);
      flush();
    },
    connected(sendNow) {
      send = sendNow;
      inFlight = null;
      flush();
    },
    lost() {
      send = null;
      inFlight = null;
    },
    answered(ack) {
      const { id, result } = ack;
      const message = outbox.find((candidate) => candidate.id === id);
      if (message === undefined) return;
      inFlight = null;
      if (!result.ok && result.reason !== "malformed" && undecided.has(result.reason)) return restThenFlush();
      saved.delete(id);
      outbox = outbox.filter((candidate) => candidate !== message);
      // What stays written down although it is answered is sent once more some day, and answered the same.
      save().catch(() => undefined);
      onDecided(message, ack);
      onChange();
      flush();
    },
    close() {
      send = null;
      clearTimeout(rest);
    },
  };
}
