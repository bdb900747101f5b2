/** Asks the relay for something on behalf of a view or a command. */
import type { Command } from "#protocol/session/commands.ts";
import type { CommandResult } from "#protocol/session/wire.ts";
import type { SessionController } from "../session/sessionController.ts";

/** Null when the person left the session before there was an answer, which is no failure. */
export async function askRelay(session: SessionController, command: Command): Promise<CommandResult | null> {
  try {
    return await session.ask(command);
  } catch (error) {
    if (session.state.type === "none") return null;
    throw error;
  }
}
