/** The rotation's commands as the facilitator's window gives them, seen from somebody else's side of the session. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ClientState } from "#client/createClient.ts";
import type { Rotation, SessionView } from "#protocol/session/state.ts";
import type { commandIds } from "#src/commands/commandIds.ts";
import { endChildren } from "#support/processes.ts";
import { joinAsGuest, type SessionGuest } from "#support/sessionGuest.ts";

const run = (command: (typeof commandIds)[number], argument?: unknown) =>
  vscode.commands.executeCommand(command, argument);

const settings = () => vscode.workspace.getConfiguration("baton");

async function invitation(): Promise<string> {
  await vscode.env.clipboard.writeText("");
  await run("baton.invite", { copy: "participant" });
  return await vscode.env.clipboard.readText();
}

function order({ people, rotation }: SessionView): string {
  return rotation.seats
    .map((seat) => (seat.type === "person" ? (people[seat.participant]?.name ?? "?") : "break"))
    .join(" ");
}

describe("The rotation in a session that this window hosts", () => {
  let ben: SessionGuest;
  let chi: SessionGuest;

  /** What everybody was told before is in this window, too, once an answer came back to it. */
  async function seen(what: (view: SessionView, state: ClientState) => boolean): Promise<void> {
    await ben.until((state) => state.view !== null && what(state.view, state));
    await run("baton.lowerHand");
  }
  const rotates = (what: (rotation: Rotation) => boolean) => seen(({ rotation }) => what(rotation));
  const ordered = (names: string) => seen((view) => order(view) === names);
  const id = (guest: SessionGuest) => guest.client.state.me.participant;
  const drives = (name: string) =>
    seen(({ people, rotation }) => rotation.driver !== null && people[rotation.driver]?.name === name);

  before(async () => {
    // A modal dialog cannot be answered here.
    await settings().update("notifications.youHaveTheBaton", "off", vscode.ConfigurationTarget.Global);
  });

  beforeEach(async () => {
    await run("baton.hostSession", {
      title: "Grades workshop",
      name: "Ana",
      turnMinutes: 5,
      everybody: true,
    });
    const link = await invitation();
    ben = await joinAsGuest(link, "Ben");
    await ordered("Ana Ben");
    chi = await joinAsGuest(link, "Chi");
    await ordered("Ana Ben Chi");
  });

  afterEach(async () => {
    ben[Symbol.dispose]();
    chi[Symbol.dispose]();
    await run("baton.leaveSession", { sure: true });
    endChildren("relay --data");
  });

  after(async () => {
    await settings().update("notifications.youHaveTheBaton", undefined, vscode.ConfigurationTarget.Global);
  });

  it("starts, pauses, goes on and passes the baton", async () => {
    await run("baton.startRotation");
    await drives("Ana");
    await run("baton.pauseTurn");
    await rotates(({ phase }) => phase === "paused");
    await run("baton.resumeTurn");
    await rotates(({ phase }) => phase === "running");
    await run("baton.nextDriver");
    await drives("Ben");
    await run("baton.skipDriver");
    await drives("Chi");
    const turns = ben.client.state.view?.rotation.seats.map((seat) => seat.type === "person" && seat.turns);
    assert.deepEqual(turns, [0, 1, 0], "who was skipped drove no turn");
  });

  it("hands the baton to who is chosen, and to who asks", async () => {
    await run("baton.startRotation");
    await drives("Ana");
    await run("baton.handBaton", id(chi));
    await drives("Chi");
    await ben.client.ask({ type: "rotation.raiseHand" });
    await rotates(({ hands }) => hands.includes(id(ben)));
    await run("baton.letDrive", { type: "hand", participant: id(ben) });
    await drives("Ben");
    await rotates(({ hands }) => hands.length === 0);
  });

  it("raises the own hand and lowers anybody's", async () => {
    await run("baton.raiseHand");
    await ben.until(({ view }) => view?.rotation.hands.length === 1);
    await run("baton.lowerHand");
    await rotates(({ hands }) => hands.length === 0);
    await chi.client.ask({ type: "rotation.raiseHand" });
    await rotates(({ hands }) => hands.length === 1);
    await run("baton.lowerHand", id(chi));
    await rotates(({ hands }) => hands.length === 0);
  });

  it("moves seats and breaks in the order", async () => {
    await run("baton.moveUp", id(chi));
    await ordered("Ana Chi Ben");
    await run("baton.moveDown", { type: "seat", participant: id(chi) });
    await ordered("Ana Ben Chi");
    await run("baton.addBreak", 60_000);
    await ordered("break Ana Ben Chi");
    await run("baton.moveDown", { type: "break", id: "b1" });
    await ordered("Ana break Ben Chi");
  });

  it("builds a second move on the first", async () => {
    await Promise.all([run("baton.moveUp", id(chi)), run("baton.moveUp", id(chi))]);
    await ordered("Chi Ana Ben");
  });

  it("shuffles the order", async () => {
    for (
      let turns = 0;
      turns < 100 && order(ben.client.state.view ?? assert.fail()) === "Ana Ben Chi";
      turns += 1
    ) {
      await run("baton.shuffleOrder");
      await seen(() => true);
    }
    assert.notEqual(order(ben.client.state.view ?? assert.fail()), "Ana Ben Chi");
  });

  it("sets the rules", async () => {
    await run("baton.setTurnLength", 120_000);
    await run("baton.setAutoRotate", false);
    await run("baton.setFairOrder", true);
    await run("baton.setWhoTakesPart", false);
    await rotates(
      ({ turnMilliseconds, autoRotate, fair, everybody }) =>
        turnMilliseconds === 120_000 && !autoRotate && fair && !everybody,
    );
  });

  it("steps out and in, for oneself and for others, and gives a seat to who has none", async () => {
    const out = () =>
      (ben.client.state.view?.rotation.seats ?? []).map((seat) => seat.type === "person" && seat.out);
    await run("baton.stepOut");
    await run("baton.stepOut", id(chi));
    await seen(() => out().join() === "true,false,true");
    await run("baton.stepIn");
    await run("baton.stepIn", id(chi));
    await seen(() => out().join() === "false,false,false");
    await run("baton.makeObserver", id(chi));
    await ordered("Ana Ben");
    await run("baton.makeParticipant", id(chi));
    await seen(
      ({ people }, { roster }) => (people[id(chi)] ?? roster.people.get(id(chi)))?.role === "participant",
    );
    await run("baton.stepIn", id(chi));
    await ordered("Ana Ben Chi");
  });

  it("changes roles and the own name", async () => {
    await run("baton.makeFacilitator", id(ben));
    await ben.until(({ me }) => me.role === "facilitator");
    await run("baton.changeName", "Anastasia");
    await ordered("Anastasia Ben Chi");
  });

  it("says so in words when there is nothing that a command could mean", async () => {
    await run("baton.leaveSession", { sure: true });
    // The attempt tells the person; what is left for a caller is that nothing throws.
    for (const command of [
      "baton.startRotation",
      "baton.raiseHand",
      "baton.moveUp",
      "baton.addBreak",
    ] as const) {
      await run(command);
    }
  });
});
