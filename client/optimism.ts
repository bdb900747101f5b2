/**
 * Lays what a participant asked for over what the relay's document shows. An accepted command stays laid over until
 * the relay says that the document shows it, since the answer leaves before the document: nothing flickers.
 */
import type { CommandMessage } from "#protocol/session/commands.ts";
import type { SessionView } from "#protocol/session/state.ts";
import type { Ack, CommandResult, Notice } from "#protocol/session/wire.ts";
import type { Outbox } from "./outbox.ts";
import { type PersonalView, predict, withMember } from "./predict.ts";

type Accepted = Extract<CommandResult, { ok: true }>;

export interface Optimism {
  readonly anonymous: ReadonlySet<string>;
  welcomed(notice: Extract<Notice, { type: "welcome" }>): void;
  accepted(message: CommandMessage, result: Accepted, seq: Ack["seq"]): void;
  /** In whichever window of this participant, this one too: nothing else says which votes there are. */
  voted(suggestion: string, voted: boolean): void;
  /** The document, as it is now. */
  replicated(view: SessionView | null): void;
  /** The document shows every decision up to this one. */
  shown(seq: number): void;
  view(pending: Outbox): { readonly view: SessionView | null; readonly votes: ReadonlySet<string> };
}

/** The relay may have told of an accepted vote before the count shows it: until then the count lacks it. */
function beforeVote(personal: PersonalView, { command }: CommandMessage): PersonalView {
  if (command.type !== "suggestion.vote" && command.type !== "suggestion.unvote") return personal;
  const votes = withMember(personal.votes, command.suggestion, command.type === "suggestion.unvote");
  return { ...personal, votes };
}

export function createOptimism(participant: string): Optimism {
  let votes: ReadonlySet<string> = new Set();
  let anonymous: ReadonlySet<string> = new Set();
  let shown = 0;
  let latest: SessionView | null = null;
  /** Stands still while something is settling: its update and the word that it is shown are two messages. */
  let base: SessionView | null = null;
  /** Accepted, not yet in the document. */
  let settling: readonly { readonly message: CommandMessage; readonly seq: number }[] = [];

  return {
    get anonymous() {
      return anonymous;
    },
    welcomed(notice) {
      votes = new Set(notice.votes);
      anonymous = new Set(notice.anonymous);
    },
    accepted(message, { made, unchanged }, seq) {
      const { command } = message;
      if (command.type === "suggestion.post" && command.anonymous === true && made !== undefined) {
        anonymous = new Set([...anonymous, made]);
      }
      // An answer that was lost the first time may come when the document has long shown it, and more since.
      if (!unchanged && seq !== null && seq > shown) settling = [...settling, { message, seq }];
    },
    voted(suggestion, voted) {
      votes = withMember(votes, suggestion, voted);
    },
    replicated(view) {
      latest = view;
      if (settling.length === 0) base = view;
    },
    shown(seq) {
      shown = Math.max(shown, seq);
      settling = settling.filter((entry) => entry.seq > seq);
      if (settling.length === 0) base = latest;
    },
    view(pending) {
      if (base === null) return { view: null, votes };
      const predictor = { participant, now: Date.now() };
      let personal: PersonalView = { view: base, votes };
      for (const { message } of settling)
        personal = predict(beforeVote(personal, message), message, predictor);
      for (const message of pending) personal = predict(personal, message, predictor);
      return personal;
    },
  };
}
