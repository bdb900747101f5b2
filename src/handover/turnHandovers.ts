/**
 * Binds the handover to the rotation: when this participant's turn ends the code is handed over, asking or not, and
 * what comes after the seat was taken is offered. What speaks to git is loaded at its first use.
 */
import * as vscode from "vscode";
import type { ClientState } from "#client/createClient.ts";
import type { Handover } from "#protocol/session/handover.ts";
import { DisposableStore } from "../base/disposables.ts";
import { nameOf } from "../session/names.ts";
import { startedSuggestions } from "../session/publishing/startedSuggestions.ts";
import { currentBranch, hasRemote, isWorkBranch } from "./branch.ts";
import type { Ground } from "./ground.ts";
import type { HandoverParts, Handovers } from "./handovers.ts";
import { filesWords } from "./handoverWords.ts";
import { handoverSettings } from "./settings.ts";
import { isLate, type Taking, takingAfter } from "./standing.ts";
import type { Ahead } from "./takeSeat.ts";

interface Seen {
  readonly session: string;
  readonly turn: number;
  readonly mine: boolean;
  readonly handover: Handover | null;
  readonly taking: Taking;
}

export class TurnHandovers implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #parts: HandoverParts;
  #handovers: Promise<Handovers> | null = null;
  #seen: Seen | null = null;
  /** Suggestions that were in progress since the last handover. */
  #started: Set<string> = new Set();

  constructor(parts: HandoverParts) {
    this.#parts = parts;
    this.#store.add(parts.session.onDidChange(() => this.#look()));
    this.#look();
  }

  handovers(): Promise<Handovers> {
    const make = async (): Promise<Handovers> => {
      const { Handovers: Loaded } = await import("./handovers.ts");
      return new Loaded(this.#parts);
    };
    this.#handovers ??= make();
    return this.#handovers;
  }

  /** Whether the folder here is one that code could come into. */
  async isPossible(): Promise<boolean> {
    const folder = this.#folder();
    return folder !== null && (await hasRemote(folder));
  }

  async take(ahead: Ahead = "rescue"): Promise<void> {
    const [{ takeTheSeat }, { fetchOutputs }] = await Promise.all([
      import("./takeSeat.ts"),
      import("./outputs.ts"),
    ]);
    const fetch = ({ folder }: Ground): Promise<void> =>
      this.#parts.attempt(() => fetchOutputs(this.#parts.session, folder));
    await takeTheSeat(await this.handovers(), fetch, ahead);
  }

  /** @param turn the one that ended; the current one without it */
  async handOver(turn = this.#seen?.turn ?? null): Promise<void> {
    const [{ handOverTurn }, { sendOutputs }, { turnFacts }] = await Promise.all([
      import("./handOverTurn.ts"),
      import("./outputs.ts"),
      import("./turnFacts.ts"),
    ]);
    // Whatever becomes of the outputs, the code is on its way, and the others are told so.
    const send = ({ folder }: Ground): Promise<void> =>
      this.#parts.attempt(() => sendOutputs(this.#parts.session, folder));
    const facts = turnFacts(this.#client(), this.#started, turn);
    if (await handOverTurn(await this.handovers(), facts, send)) this.#started = new Set(this.#inProgress());
  }

  #client(): ClientState | null {
    return this.#parts.session.state.type === "joined" ? this.#parts.session.state.client : null;
  }

  #folder(): string | null {
    const { current } = this.#parts.watcher;
    return current.type === "noFolder" || !vscode.workspace.isTrusted ? null : current.folder.uri.fsPath;
  }

  #inProgress(): readonly string[] {
    return startedSuggestions([], this.#client()?.view ?? null);
  }

  #look(): void {
    const { state } = this.#parts.session;
    if (state.type === "none" || state.client.view === null) {
      this.#seen = null;
      return;
    }
    const { client, membership } = state;
    const { rotation, handover } = state.client.view;
    const before = this.#seen?.session === membership.session ? this.#seen : null;
    const me = client.me.participant;
    const mine = rotation.driver === me;
    const { turn } = rotation;
    const taking = takingAfter(before?.taking ?? { turn, commit: null }, handover, me, turn);
    const seen = { session: membership.session, turn, mine, handover, taking };
    this.#seen = seen;
    if (before === null) this.#started = new Set();
    if (mine) for (const id of this.#inProgress()) this.#started.add(id);
    if (before !== null) this.#react(client, before, seen);
  }

  #react(client: ClientState, before: Seen, { mine, handover, taking }: Seen): void {
    const isNew = handover !== null && handover !== before.handover;
    if (mine && isNew && isLate(taking, handover, client.me.participant)) {
      void this.#parts.attempt(() => this.#offerLate(client, handover));
    }
    if (before.mine && !mine) void this.#parts.attempt(() => this.#turnEnded(before.turn));
  }

  /** Only where the team works with handovers: a driver who has taken the seat is on its branch. */
  async #turnEnded(turn: number): Promise<void> {
    const folder = this.#folder();
    const { whenTurnEnds, prefix } = handoverSettings();
    if (folder === null || whenTurnEnds === "never") return;
    if (!isWorkBranch(await currentBranch(folder), { prefix })) return;
    if (whenTurnEnds === "always" || (await asks())) await this.handOver(turn);
  }

  async #offerLate(client: ClientState, { by, standing }: Handover): Promise<void> {
    if (standing.type !== "handedOver") return;
    const sentence = vscode.l10n.t(
      "Baton: {0} handed over after you took the seat: {1}.",
      nameOf(client, by),
      filesWords(standing.files),
    );
    const take = vscode.l10n.t("Take It Over");
    if ((await vscode.window.showInformationMessage(sentence, take)) === take) await this.take("keep");
  }

  dispose(): void {
    this.#store.dispose();
  }
}

async function asks(): Promise<boolean> {
  const handOver = vscode.l10n.t("Hand Over");
  const sentence = vscode.l10n.t("Baton: your turn is over. Hand your work over to the next driver?");
  return (await vscode.window.showInformationMessage(sentence, handOver)) === handOver;
}
