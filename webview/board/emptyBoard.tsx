/** No card to show: why, and what to do next. */
import { Button } from "../controls.ts";
import { text } from "../page/strings.ts";
import type { Arrangement } from "./kept.ts";

export function EmptyBoard({ onWrite }: { onWrite: () => void }) {
  return (
    <section class="empty" aria-labelledby="empty-title">
      <h2 id="empty-title">{text("board.empty.title")}</h2>
      <p>{text("board.empty.text")}</p>
      <Button name="write" appearance="primary" onClick={onWrite}>
        {text("board.empty.button")}
      </Button>
    </section>
  );
}

/** The board has cards, but none that this arrangement shows. */
export function NothingHere({ arrangement, onAll }: { arrangement: Arrangement; onAll: () => void }) {
  const { sort, filter } = arrangement;
  const status = text(`status.${filter}`);
  const isMine = sort === "mine";
  const title = isMine && filter === "all" ? text("board.noneMine") : text("board.none", { status });
  return (
    <section class="empty" aria-labelledby="empty-title">
      <h2 id="empty-title">{title}</h2>
      <p>{text(isMine ? "board.noneMineText" : "board.noneText")}</p>
      <Button name="all" appearance="secondary" onClick={onAll}>
        {text("board.showAll")}
      </Button>
    </section>
  );
}
