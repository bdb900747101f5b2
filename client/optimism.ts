/**
 * Lays what a participant asked for over what the relay's document shows. An accepted command stays laid over until
 * the document's next word about its part of the state, since the answer leaves before the document: nothing flickers.
 */
import type { CommandMessage } from "#protocol/session/commands.ts";
import type { SessionView } from "#protocol/session/state.ts";
import type { CommandResult, Notice } from "#protocol/session/wire.ts";
import type { Outbox } from "./outbox.ts";
import { predict, showsIn } from "./predict.ts";
import type { ViewPart } from "./replica.ts";

export interface Optimism {
  readonly anonymous: ReadonlySet<string>;
  welcomed(notice: Extract<Notice, { type: "welcome" }>): void;
  accepted(message: CommandMessage, result: Extract<CommandResult, { ok: true }>): void;
  /** The document changed. */
  published(parts: ReadonlySet<ViewPart> | "all"): void;
  view(
    replicated: SessionView | null,
    pending: Outbox,
  ): { readonly view: SessionView | null; readonly votes: ReadonlySet<string> };
}

export function createOptimism(participant: string): Optimism {
  let votes: ReadonlySet<string> = new Set();
  let anonymous: ReadonlySet<string> = new Set();
  /** Accepted, not yet in the document. */
  let settling: Outbox = [];

  const settled = ({ command }: CommandMessage): void => {
    const own = new Set(votes);
    if (command.type === "suggestion.vote") own.add(command.suggestion);
    if (command.type === "suggestion.unvote") own.delete(command.suggestion);
    votes = own;
  };
  return {
    get anonymous() {
      return anonymous;
    },
    welcomed(notice) {
      votes = new Set(notice.votes);
      anonymous = new Set(notice.anonymous);
    },
    accepted(message, { made, unchanged }) {
      const { command } = message;
      if (command.type === "suggestion.post" && command.anonymous === true && made !== undefined) {
        anonymous = new Set([...anonymous, made]);
      }
      if (unchanged) settled(message);
      else settling = [...settling, message];
    },
    published(parts) {
      if (settling.length === 0) return;
      const shows = ({ command }: CommandMessage): boolean => {
        if (parts === "all") return true;
        return showsIn(command) === "votes" ? parts.has("votes") : parts.size > (parts.has("votes") ? 1 : 0);
      };
      for (const message of settling) if (shows(message)) settled(message);
      settling = settling.filter((message) => !shows(message));
    },
    view(replicated, pending) {
      if (replicated === null) return { view: null, votes };
      const predictor = { participant, now: Date.now() };
      let personal = { view: replicated, votes };
      for (const message of [...settling, ...pending]) personal = predict(personal, message, predictor);
      return personal;
    },
  };
}
