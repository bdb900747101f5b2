/** What a participant's frame says. Nothing in it is believed yet; anything that is no message gives null. [WIRE-*] */
import { createDecoder, type Decoder, hasContent, readVarUint, readVarUint8Array } from "lib0/decoding";
import { type CommandMessage, commandMessageSchema } from "#protocol/session/commands.ts";
import { readFrame } from "#protocol/session/frame.ts";
import { commandIdSchema } from "#protocol/session/ids.ts";
import { messageType } from "#protocol/session/wire.ts";

export type Message =
  /** What the replica has; it wants the rest. */
  | { readonly type: "question"; readonly stateVector: Uint8Array }
  | { readonly type: "command"; readonly message: CommandMessage }
  /** No command, but somebody waits for an answer to this id. */
  | { readonly type: "malformed"; readonly id: string }
  /** Presence, and empty updates: nothing that anybody needs. */
  | { readonly type: "nothing" };

export function readMessage(bytes: Uint8Array): Message | null {
  try {
    const decoder = createDecoder(bytes);
    switch (readVarUint(decoder)) {
      case messageType.sync:
        return readSync(decoder);
      case messageType.awareness:
      case messageType.queryAwareness:
        return { type: "nothing" };
      case messageType.command:
        return readCommand(readFrame(bytes).content);
      default:
        return null;
    }
  } catch {
    // Whatever a decoder stumbles over is no message.
    return null;
  }
}

function readSync(decoder: Decoder): Message | null {
  const kind = readVarUint(decoder);
  const content = readVarUint8Array(decoder);
  if (hasContent(decoder)) return null;
  if (kind === 0) return { type: "question", stateVector: content };
  return (kind === 1 || kind === 2) && isEmptyUpdate(content) ? { type: "nothing" } : null;
}

/** No structs, nothing deleted. */
function isEmptyUpdate(update: Uint8Array): boolean {
  return update.byteLength === 2 && update[0] === 0 && update[1] === 0;
}

function readCommand(content: unknown): Message | null {
  const parsed = commandMessageSchema.safeParse(content);
  if (parsed.success) return { type: "command", message: parsed.data };
  const id = typeof content === "object" && content !== null && "id" in content ? content.id : null;
  const known = commandIdSchema.safeParse(id);
  return known.success ? { type: "malformed", id: known.data } : null;
}
