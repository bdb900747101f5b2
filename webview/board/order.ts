/** Which cards are shown, and in which order. Pure. */
import * as z from "zod";
import { byRank, newestFirst } from "#protocol/session/boardOrder.ts";
import { suggestionStatuses } from "#protocol/session/state.ts";
import type { Card } from "#protocol/suggestionsPanel.ts";

export const sortSchema = z.enum(["top", "new", "mine"]);
export type Sort = z.infer<typeof sortSchema>;
export const sorts = sortSchema.options;

/** `all` is the whole board; what is archived was taken off it. */
export const filterSchema = z.enum(["all", ...suggestionStatuses]);
export type Filter = z.infer<typeof filterSchema>;
export const filters = filterSchema.options;

export function passes({ status }: Card, filter: Filter): boolean {
  return filter === "all" ? status !== "archived" : status === filter;
}

export function ordered(cards: Iterable<Card>, sort: Sort, filter: Filter): Card[] {
  const shown = [...cards].filter((card) => passes(card, filter) && (sort !== "mine" || card.mine));
  return shown.sort(sort === "top" ? byRank : newestFirst);
}
