/**
 * Tells zod not to compile schemas with `new Function`, which the page's content security policy forbids.
 * Imported before any schema; it does nothing else.
 */
import * as z from "zod";

z.config({ jitless: true });
