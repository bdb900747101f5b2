/** Where a suggestion is written: text, kind, what it is about, with or without a name. Ctrl+Enter posts. */
import { useState } from "preact/hooks";
import { limits } from "#protocol/session/limits.ts";
import { suggestionKinds } from "#protocol/session/state.ts";
import type { Board, FromSuggestions, Place } from "#protocol/suggestionsPanel.ts";
import { Button } from "../controls.ts";
import { counted, text } from "../page/strings.ts";
import { isSend } from "../page/typing.ts";
import { placeWords } from "./cardFacts.tsx";
import { type DraftText, keepDraft, keptDraft } from "./kept.ts";
import { overrideFrom, ParameterFields } from "./parameterFields.tsx";
import { send } from "./send.ts";
import { writable } from "./writable.ts";

/** From here on the characters that are left are counted. */
const nearlyFull = 200;

function postFrom(draft: DraftText, board: Board): Extract<FromSuggestions, { type: "post" }> {
  return {
    type: "post",
    text: writable(draft.text),
    kind: draft.kind,
    anonymous: board.anonymous && draft.anonymous,
    override: overrideFrom(draft, board.parameters),
  };
}

export function focusComposer(): void {
  document.querySelector<HTMLElement>(".composer textarea")?.focus();
}

export function Composer({ board }: { board: Board }) {
  const [draft, setDraft] = useState(keptDraft);
  const change = (part: Partial<DraftText>) => {
    const next = { ...draft, ...part };
    keepDraft(next);
    setDraft(next);
  };
  const message = postFrom(draft, board);
  const post = () => {
    if (message.text === "") return;
    send(message);
    change({ text: "", parameter: "", value: "" });
  };
  const left = limits.suggestionCharacters - draft.text.length;
  return (
    <form class="composer" aria-label={text("composer.title")} onSubmit={(event) => event.preventDefault()}>
      <textarea
        data-key="composer"
        rows={2}
        maxLength={limits.suggestionCharacters}
        aria-label={text("composer.placeholder")}
        placeholder={text("composer.placeholder")}
        dir="auto"
        value={draft.text}
        onInput={({ currentTarget }) => change({ text: currentTarget.value })}
        onKeyDown={(event) => {
          if (isSend(event)) post();
        }}
      />
      {left < nearlyFull && <p class="hint">{counted("composer.left", left)}</p>}
      <About board={board} />
      {draft.kind === "parameters" && (
        <ParameterFields draft={draft} parameters={board.parameters} onChange={change} />
      )}
      {board.offline && <p class="hint">{text("composer.offline")}</p>}
      <div class="composer-row">
        <select
          data-key="kind"
          aria-label={text("composer.kind")}
          value={draft.kind}
          onChange={({ currentTarget }) => {
            const kind = suggestionKinds.find((each) => each === currentTarget.value);
            if (kind !== undefined) change({ kind });
          }}
        >
          {suggestionKinds.map((kind) => (
            <option key={kind} value={kind}>
              {text(`kind.${kind}`)}
            </option>
          ))}
        </select>
        {board.anonymous && (
          <label>
            <input
              type="checkbox"
              data-key="anonymous"
              checked={draft.anonymous}
              onChange={({ currentTarget }) => change({ anonymous: currentTarget.checked })}
            />
            {text("composer.anonymous")}
          </label>
        )}
        <Button name="post" appearance="primary" onClick={post}>
          {text("composer.post")}
        </Button>
      </div>
    </form>
  );
}

/** The code that the suggestion is about: attached, or selected and so to be had. */
function About({ board: { attached, selection } }: { board: Board }) {
  if (attached !== null) {
    return (
      <p class="about">
        <span class="chip">
          <PlaceWords place={attached} />
          <button
            type="button"
            class="plain"
            data-key="detach"
            aria-label={text("composer.detach")}
            title={text("composer.detach")}
            onClick={() => send({ type: "detach" })}
          >
            ×
          </button>
        </span>
      </p>
    );
  }
  if (selection === null) return null;
  return (
    <p class="about">
      <button type="button" class="link" data-key="attach" onClick={() => send({ type: "attach" })}>
        {text("composer.attach")} <PlaceWords place={selection} />
      </button>
    </p>
  );
}

function PlaceWords({ place }: { place: Place }) {
  return <bdi title={place.path}>{placeWords(place)}</bdi>;
}

/** In the composer's place where nothing can be posted. */
export function Closed({ why }: { why: NonNullable<Board["closed"]> }) {
  return <p class="composer closed">{text(`composer.${why}`)}</p>;
}
