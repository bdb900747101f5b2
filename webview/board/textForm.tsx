/** A small form for one text: Ctrl+Enter sends, Esc returns. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { text } from "../page/strings.ts";
import { isSend } from "../page/typing.ts";
import { writable } from "./writable.ts";

export interface TextFormProperties {
  /** Finds it again after the page was hidden. */
  name: string;
  label: string;
  button: string;
  initial?: string;
  longest: number;
  onSend: (words: string) => void;
  onCancel: () => void;
}

export function TextForm({
  name,
  label,
  button,
  initial = "",
  longest,
  onSend,
  onCancel,
}: TextFormProperties) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [typed, setTyped] = useState(initial);
  // At once: whoever opened the form by a key types on.
  useLayoutEffect(() => field.current?.focus(), []);
  const words = writable(typed);
  const submit = () => {
    if (words === "") return;
    setTyped("");
    onSend(words);
  };
  return (
    <div class="text-form">
      <textarea
        ref={field}
        data-key={name}
        rows={2}
        maxLength={longest}
        aria-label={label}
        placeholder={label}
        dir="auto"
        value={typed}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        onKeyDown={(event) => {
          if (isSend(event)) submit();
        }}
      />
      <div class="actions">
        <button type="button" class="primary" disabled={words === ""} onClick={submit}>
          {button}
        </button>
        <button type="button" onClick={onCancel}>
          {text("card.cancel")}
        </button>
      </div>
    </div>
  );
}
