import { z } from "zod";

/** Long rather than odd (NIST SP 800-63B); the upper bound keeps hashing cheap. */
export const passwordRule = z.string().min(12, "passwordShort").max(200, "passwordLong");
