/** How the cards are arranged: their order, and which statuses are shown, each with its count. */
import type { Card } from "#protocol/suggestionsPanel.ts";
import { text } from "../page/strings.ts";
import type { Arrangement } from "./kept.ts";
import { type Filter, filterSchema, filters, passes, sorts } from "./order.ts";

export interface ToolbarProperties {
  cards: ReadonlyMap<string, Card>;
  arrangement: Arrangement;
  arrange: (arrangement: Arrangement) => void;
  onKeys: () => void;
}

export function Toolbar({ cards, arrangement, arrange, onKeys }: ToolbarProperties) {
  const { sort, filter } = arrangement;
  const all = [...cards.values()];
  const count = (each: Filter) => all.filter((card) => passes(card, each)).length;
  return (
    <header class="toolbar">
      <fieldset class="sorts" aria-label={text("board.order")}>
        {sorts.map((each) => (
          <button
            key={each}
            type="button"
            data-key={`sort ${each}`}
            aria-pressed={each === sort}
            onClick={() => arrange({ sort: each, filter })}
          >
            {text(`board.sort.${each}`)}
          </button>
        ))}
      </fieldset>
      <select
        data-key="filter"
        aria-label={text("board.filter")}
        value={filter}
        onChange={({ currentTarget }) =>
          arrange({ sort, filter: filterSchema.catch(filter).parse(currentTarget.value) })
        }
      >
        {filters.map((each) => (
          <option key={each} value={each}>
            {text("board.filtered", { filter: text(`status.${each}`), count: count(each) })}
          </option>
        ))}
      </select>
      <button type="button" class="plain" data-key="keys" aria-label={text("keys.title")} onClick={onKeys}>
        ?
      </button>
    </header>
  );
}
