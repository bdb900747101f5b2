/** Hosting, inviting, joining, going offline, ending and leaving, as the commands do it, with the relay that ships. */
import assert from "node:assert/strict";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { SessionView } from "#protocol/session/state.ts";
import { startRelay } from "#src/session/hosting/relayProgram.ts";
import { childrenOf, endChildren, until } from "#support/processes.ts";
import { joinAsGuest, type SessionGuest } from "#support/sessionGuest.ts";

const run = (command: string, argument?: unknown) => vscode.commands.executeCommand(command, argument);

/** What the command copies. */
async function copied(command: string, argument?: unknown): Promise<string> {
  await vscode.env.clipboard.writeText("");
  await run(command, argument);
  return await vscode.env.clipboard.readText();
}

const invitation = (role: "participant" | "facilitator") => copied("baton.invite", { copy: role });

function namesInOrder({ people, rotation }: SessionView): string {
  const names = rotation.seats.map((seat) =>
    seat.type === "person" ? people[seat.participant]?.name : "break",
  );
  return names.join();
}

async function host(more: object = {}): Promise<void> {
  await run("baton.hostSession", { title: "Grades workshop", name: "Ana Hostess", turnMinutes: 5, ...more });
}

async function leave(): Promise<void> {
  await run("baton.leaveSession", { sure: true });
  endChildren("relay --data");
}

const inRoster = ({ client }: SessionGuest, name: string) =>
  [...client.state.roster.people.values()].find((person) => person.name === name);

describe("A session that this window hosts", () => {
  let ben: SessionGuest;

  beforeEach(async () => {
    await vscode.extensions.getExtension("baton-editor.baton")?.activate();
    await host({ anonymous: true });
    ben = await joinAsGuest(await invitation("participant"), "Ben");
  });
  afterEach(async () => {
    ben[Symbol.dispose]();
    await leave();
  });

  it("has the title, the rules, its host and whoever joins in the rotation", async () => {
    await ben.until(({ view }) => view !== null && namesInOrder(view) === "Ana Hostess,Ben");
    const { view } = ben.client.state;
    assert.equal(view?.session.title, "Grades workshop");
    assert.equal(view.session.anonymous, true);
    assert.equal(view.rotation.turnMilliseconds, 300_000);
    assert.equal(view.rotation.autoRotate, true);
  });

  it("gives a link for co-facilitators, and a page for the participants", async () => {
    using chi = await joinAsGuest(await invitation("facilitator"), "Chi");
    assert.equal(chi.role, "facilitator");
    await run("baton.invite", { show: "page" });
    const shown = () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => label === "Invitation");
    await until("the page is shown", () => shown().length > 0);
    await vscode.window.tabGroups.close(shown());
  });

  it("comes back where it was when its relay is killed; what was posted meanwhile arrives once", async () => {
    await ben.until(({ status }) => status.state === "connected");
    const [killed] = childrenOf(process.pid, "relay --data");
    endChildren("relay --data");
    await ben.until(({ status }) => status.state !== "connected");
    const decision = ben.client.ask({ type: "suggestion.post", text: "While it was down", kind: "idea" });
    assert.equal((await decision).ok, true);
    await ben.until(({ view }) => Object.keys(view?.suggestions ?? {}).length === 1);
    await until("the host is back", () => inRoster(ben, "Ana Hostess")?.away === false);
    const [started, ...more] = childrenOf(process.pid, "relay --data");
    assert.ok(started !== killed && more.length === 0);
    using chi = await joinAsGuest(await invitation("participant"), "Chi");
    await chi.until(({ view }) => view?.session.title === "Grades workshop");
  });

  it("is renamed, locked and opened for suggestions without a name by its settings", async () => {
    await run("baton.sessionSettings", { title: "Another title" });
    await run("baton.sessionSettings", { locked: true });
    await run("baton.sessionSettings", { anonymous: false });
    await ben.until(({ view }) => {
      const { title, locked, anonymous } = view?.session ?? {};
      return title === "Another title" && locked === true && anonymous === false;
    });
    await assert.rejects(async () => joinAsGuest(await invitation("participant"), "Dee"), /nobody new/);
  });

  it("reports what a stranger may read", async () => {
    const report = await copied("baton.sessionDiagnostics");
    assert.match(report, /"link": "connected"/);
    assert.match(report, /"role": "facilitator"/);
    assert.match(report, /"hosted": true/);
    assert.doesNotMatch(report, /baton_[ip]_|Ana|Ben|Grades|127\.0\.0\.1|\/home|\/tmp/);
  });

  it("ends for everybody, and leaves a recap, also later", async () => {
    const folder = await mkdtemp(join(tmpdir(), "baton-recap-"));
    await ben.client.ask({ type: "suggestion.post", text: "A second forest", kind: "idea" });
    await run("baton.endSession", { sure: true, recap: join(folder, "recap.md") });
    await ben.until(({ status }) => status.state === "closed" && status.code === 4410);
    const recap = await readFile(join(folder, "recap.md"), "utf8");
    assert.match(recap, /^# Grades workshop/);
    assert.match(recap, /A second forest/);
    assert.doesNotMatch(recap, /Ana Hostess|Ben/);
    endChildren("relay --data");
    await run("baton.exportRecap", { file: join(folder, "later.md") });
    assert.equal(await readFile(join(folder, "later.md"), "utf8"), recap);
    await run("workbench.action.closeAllEditors");
  });

  it("offers what can be done, and does nothing when nothing is chosen", async () => {
    for (const command of ["baton.showConnection", "baton.invite", "baton.sessionSettings"]) {
      let isOpen = true;
      const closed = Promise.resolve(run(command)).finally(() => {
        isOpen = false;
      });
      // It may not be there yet when it is closed.
      while (isOpen) await run("workbench.action.closeQuickOpen");
      await closed;
    }
    await ben.until(() => inRoster(ben, "Ana Hostess")?.away === false);
  });
});

describe("A session on the team's relay", () => {
  const settings = () => vscode.workspace.getConfiguration("baton");

  afterEach(async () => {
    await settings().update("relay.url", undefined, vscode.ConfigurationTarget.Global);
    await leave();
  });

  it("is hosted with what that relay printed, and starts none here", async () => {
    const extension = vscode.extensions.getExtension("baton-editor.baton");
    const commandPath = join(extension?.extensionPath ?? "", "dist", "cli.js");
    const data = await mkdtemp(join(tmpdir(), "baton-team-"));
    const relay = await startRelay(
      { nodePath: process.execPath, commandPath },
      { data, host: "127.0.0.1", port: 0 },
    );
    await settings().update("relay.url", relay.addresses[0], vscode.ConfigurationTarget.Global);
    await host({ printed: JSON.stringify(relay) });
    using ben = await joinAsGuest(await invitation("participant"), "Ben");
    await ben.until(({ view }) => view?.session.title === "Grades workshop");
    assert.equal(childrenOf(process.pid, "relay --data").length, 1);
    assert.match(await copied("baton.sessionDiagnostics"), /"hosted": false/);
  });
});

describe("A session that this window joins", () => {
  let ana: SessionGuest;
  let link = "";

  beforeEach(async () => {
    await host();
    ana = await joinAsGuest(await invitation("facilitator"), "Ana");
    link = await invitation("participant");
    await run("baton.joinSession", { invitation: link, name: "Ben Guest", named: true });
  });
  afterEach(async () => {
    ana[Symbol.dispose]();
    await leave();
  });

  it("shows the guest under the name, which a recap may say", async () => {
    await ana.until(({ view }) =>
      Object.values(view?.people ?? {}).some(({ name, named }) => name === "Ben Guest" && named === true),
    );
    await ana.until(() => inRoster(ana, "Ben Guest")?.role === "participant");
  });

  it("gets what was asked for offline after the reconnect", async () => {
    await run("baton.goOffline");
    await ana.until(() => inRoster(ana, "Ben Guest")?.away === true);
    void run("baton.raiseHand");
    assert.match(await copied("baton.sessionDiagnostics"), /"unsent": \[\s*"rotation.raiseHand"\s*\]/);
    assert.equal(ana.client.state.view?.rotation.hands.length, 0);
    await run("baton.goOnline");
    await ana.until(({ view }) => view?.rotation.hands.length === 1);
  });

  it("may be passed on by the link that the guest has, and by no other", async () => {
    assert.equal(await invitation("participant"), link);
    assert.equal(await invitation("facilitator"), "");
  });

  it("lets the guest go, and forgets the link", async () => {
    await run("baton.leaveSession");
    await ana.until(() => inRoster(ana, "Ben Guest")?.away !== false);
    assert.equal(await invitation("participant"), "");
  });

  it("lets the guest be removed, who is then in no session", async () => {
    await ana.until(() => inRoster(ana, "Ben Guest") !== undefined);
    const participant = inRoster(ana, "Ben Guest")?.id ?? "";
    await ana.client.ask({ type: "participant.remove", participant });
    await ana.until(() => inRoster(ana, "Ben Guest") === undefined);
    while (!(await copied("baton.sessionDiagnostics")).includes('"session": "none"'));
  });
});
