/** What outlives a hidden page: the draft, the order and the filter. All else is the session's. */
import * as z from "zod";
import { suggestionKinds } from "#protocol/session/state.ts";
import { keep, kept } from "../page/host.ts";
import { filterSchema, sortSchema } from "./order.ts";

const draftSchema = z.object({
  text: z.string(),
  kind: z.enum(suggestionKinds),
  anonymous: z.boolean(),
  /** Of the parameter to try, by its place in the list, and the value as typed. */
  parameter: z.string(),
  value: z.string(),
});

export type DraftText = z.infer<typeof draftSchema>;

const emptyDraft: DraftText = { text: "", kind: "idea", anonymous: false, parameter: "", value: "" };

const arrangementSchema = z.object({ sort: sortSchema, filter: filterSchema });

export type Arrangement = z.infer<typeof arrangementSchema>;

export function keptDraft(): DraftText {
  return kept("draft", draftSchema.catch(emptyDraft));
}

export function keepDraft(draft: DraftText): void {
  keep("draft", draft);
}

export function keptArrangement(): Arrangement {
  return kept("arrangement", arrangementSchema.catch({ sort: "top", filter: "all" }));
}

export function keepArrangement(arrangement: Arrangement): void {
  keep("arrangement", arrangement);
}

/** A text that the relay did not take stands again where it was typed, unless something else does by now. */
export function returnDraft(text: string): void {
  if (keptDraft().text.trim() === "") keepDraft({ ...emptyDraft, text });
}
