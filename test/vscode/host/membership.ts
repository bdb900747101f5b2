/** Hosting, inviting, joining and leaving as the commands do it, with the relay that ships. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { SessionView } from "#protocol/session/state.ts";
import { endChildren } from "#support/processes.ts";
import { joinAsGuest } from "#support/sessionGuest.ts";

const extension = vscode.extensions.getExtension("baton-editor.baton");
const run = (command: string, argument?: unknown) => vscode.commands.executeCommand(command, argument);

/** The link that the command copies. */
async function invitation(role: "participant" | "facilitator"): Promise<string> {
  await vscode.env.clipboard.writeText("");
  await run("baton.invite", { copy: role });
  return await vscode.env.clipboard.readText();
}

function namesInOrder({ people, rotation }: SessionView): (string | undefined)[] {
  return rotation.seats.map((seat) => (seat.type === "person" ? people[seat.participant]?.name : "break"));
}

describe("A session that this window hosts", () => {
  before(async () => {
    await extension?.activate();
  });
  afterEach(async () => {
    await run("baton.leaveSession", { sure: true });
    endChildren("relay --data");
  });

  it("has the title, the rules and its host in the rotation", async () => {
    const plan = { title: "Grades workshop", name: "Ana", turnMinutes: 5, anonymous: true };
    await run("baton.hostSession", plan);
    using ben = await joinAsGuest(await invitation("participant"), "Ben");
    await ben.until(({ view }) => view?.session.title === "Grades workshop");
    const { view } = ben.client.state;
    assert.equal(view?.session.anonymous, true);
    assert.equal(view.rotation.turnMilliseconds, 300_000);
    assert.equal(view.rotation.autoRotate, true);
    await ben.until(({ view: now }) => now !== null && namesInOrder(now).join() === "Ana,Ben");
  });
});
