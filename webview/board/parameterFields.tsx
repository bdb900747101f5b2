/** The parameter that a suggestion would change, and the value to try. */
import type { Board } from "#protocol/suggestionsPanel.ts";
import { text } from "../page/strings.ts";
import type { DraftText } from "./kept.ts";

type Parameter = Board["parameters"][number];

/** Two files may have a key in common. */
function nameOf({ path, key }: Parameter): string {
  return `${path}:${key}`;
}

/** What is typed as a value of the kind that the parameter has now; null where it is none. */
function valueFrom(typed: string, current: Parameter["value"]): Parameter["value"] {
  if (typeof current === "number")
    return typed.trim() !== "" && Number.isFinite(Number(typed)) ? Number(typed) : typed;
  if (typeof current === "boolean" && /^(true|false)$/.test(typed.trim())) return typed.trim() === "true";
  return typed;
}

/** Null unless a parameter is chosen and a value typed. */
export function overrideFrom(draft: DraftText, parameters: Board["parameters"]): Parameter | null {
  const chosen = parameters.find((parameter) => nameOf(parameter) === draft.parameter);
  if (draft.kind !== "parameters" || chosen === undefined || draft.value.trim() === "") return null;
  return { ...chosen, value: valueFrom(draft.value, chosen.value) };
}

interface FieldsProperties {
  draft: DraftText;
  parameters: Board["parameters"];
  onChange: (part: Partial<DraftText>) => void;
}

export function ParameterFields({ draft, parameters, onChange }: FieldsProperties) {
  if (parameters.length === 0) return <p class="hint">{text("composer.noParameters")}</p>;
  const names = parameters.map(nameOf);
  return (
    <div class="composer-row">
      <select
        data-key="parameter"
        aria-label={text("composer.parameter")}
        value={names.includes(draft.parameter) ? draft.parameter : ""}
        onChange={({ currentTarget }) => onChange({ parameter: currentTarget.value })}
      >
        <option value="">{text("composer.noParameter")}</option>
        {parameters.map((parameter) => (
          <option key={nameOf(parameter)} value={nameOf(parameter)}>
            {text("composer.parameterNow", { key: parameter.key, value: String(parameter.value) })}
          </option>
        ))}
      </select>
      <input
        type="text"
        data-key="value"
        maxLength={512}
        aria-label={text("composer.value")}
        placeholder={text("composer.value")}
        value={draft.value}
        onInput={({ currentTarget }) => onChange({ value: currentTarget.value })}
      />
    </div>
  );
}
