/** The whole page: the toolbar, the cards, the composer. */
import { render } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import type { Board, Card } from "#protocol/suggestionsPanel.ts";
import { KeysDialog } from "../page/keysDialog.tsx";
import { text } from "../page/strings.ts";
import { CardList } from "./cardList.tsx";
import { Closed, Composer, focusComposer } from "./composer.tsx";
import { EmptyBoard, NothingHere } from "./emptyBoard.tsx";
import { type Arrangement, keepArrangement, keptArrangement } from "./kept.ts";
import { ordered } from "./order.ts";
import { Toolbar } from "./toolbar.tsx";

const boardKeys = (["move", "vote", "open", "edit", "back", "post", "help"] as const).map(
  (key) => [text(`keys.${key}.keys`), text(`keys.${key}.text`)] as const,
);

export interface Shown {
  /** Null until everything has arrived. */
  readonly board: Board | null;
  readonly cards: ReadonlyMap<string, Card>;
  /** What a screen reader is told. */
  readonly heard: string;
  /** How often a text came back into the composer, which then begins anew. */
  readonly returns: number;
}

function Waiting() {
  return (
    <div class="cards" aria-hidden="true">
      {[1, 2, 3].map((place) => (
        <div key={place} class="skeleton card" />
      ))}
    </div>
  );
}

function Cards({
  cards,
  arrangement,
  arrange,
}: {
  cards: ReadonlyMap<string, Card>;
  arrangement: Arrangement;
  arrange: (arrangement: Arrangement) => void;
}) {
  const { sort, filter } = arrangement;
  const shown = useMemo(() => ordered(cards.values(), sort, filter), [cards, sort, filter]);
  if (cards.size === 0) return <EmptyBoard onWrite={focusComposer} />;
  if (shown.length === 0)
    return <NothingHere arrangement={arrangement} onAll={() => arrange({ sort: "top", filter: "all" })} />;
  return <CardList cards={shown} />;
}

function Page({ board, cards, heard, returns }: Shown) {
  const [arrangement, setArrangement] = useState(keptArrangement);
  const keys = useRef<HTMLDialogElement>(null);
  const showKeys = () => keys.current?.showModal();
  const arrange = (next: Arrangement) => {
    keepArrangement(next);
    setArrangement(next);
  };
  return (
    <>
      <Toolbar cards={cards} arrangement={arrangement} arrange={arrange} onKeys={showKeys} />
      <main aria-label={text("board.title")}>
        <h1 class="heard">{text("board.title")}</h1>
        {board === null ? <Waiting /> : <Cards cards={cards} arrangement={arrangement} arrange={arrange} />}
      </main>
      {board !== null &&
        (board.closed === null ? <Composer key={returns} board={board} /> : <Closed why={board.closed} />)}
      <KeysDialog dialog={keys} keys={boardKeys} />
      <p role="status" class="heard">
        {heard}
      </p>
    </>
  );
}

export function drawBoard(shown: Shown): void {
  render(<Page {...shown} />, document.body);
}
