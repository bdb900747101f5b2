/** Who is who in a session. The driver holds a seat, not a role: any participant or facilitator may be it. */
import * as z from "zod";

export const roles = ["facilitator", "participant", "observer"] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;
