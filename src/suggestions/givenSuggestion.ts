/**
 * Which suggestion a command is about: views name it, in the gutter it stands on the comments of its thread, and from
 * the palette nobody has. With it comes what the command would otherwise ask for.
 */
import * as z from "zod";
import { suggestionIdSchema } from "#protocol/session/ids.ts";

const id = suggestionIdSchema;

const namedSchema = z.object({
  suggestion: id,
  /** The reason, the comment, the new text. */
  text: z.string().optional(),
  /** Of a merge. */
  into: id.optional(),
  /** Nobody has to be asked whether they are sure. */
  sure: z.boolean().optional(),
});

export type Given = z.infer<typeof namedSchema>;

const threadSchema = z.object({ comments: z.array(z.object({ suggestion: id })).min(1) });
const replySchema = z.object({ thread: threadSchema, text: z.string() });

/** Null where the argument names no suggestion. */
export function givenSuggestion(argument: unknown): Given | null {
  const plain = id.safeParse(argument);
  if (plain.success) return { suggestion: plain.data };
  const named = namedSchema.safeParse(argument);
  if (named.success) return named.data;
  const reply = replySchema.safeParse(argument);
  const thread = reply.success ? reply.data.thread : threadSchema.safeParse(argument).data;
  const first = thread?.comments[0];
  if (first === undefined) return null;
  return { suggestion: first.suggestion, ...(reply.success ? { text: reply.data.text } : {}) };
}
