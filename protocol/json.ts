/** JSON as a type: what a metrics file, a params file or a message may hold. */
import * as z from "zod";

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

export const jsonSchema: z.ZodType<JsonValue> = z.json();
