import { createTranslator } from "use-intl/core";
import { ZodError } from "zod";
import { AppError } from "@/lib/errors";
import { catalogues } from "@/lib/i18n/catalogue";
import type { Locale } from "@/lib/i18n/locale";

export type ActionResult<Value> = { ok: true; value: Value } | Refusal;

interface Refusal {
  ok: false;
  /** A sentence for the person. */
  message: string;
  /** The path of the input it is about: "email", "rule.conditions.0". */
  field?: string;
}

/** The sentence of an AppError or of input that does not fit; anything else is thrown on. */
export function refusalOf(error: unknown, locale: Locale): Refusal {
  if (error instanceof ZodError) {
    const [issue] = error.issues;
    const message = sentenceOf(locale, issue?.message ?? "invalid") ?? sentenceOf(locale, "invalid");
    return { ok: false, message: message ?? "", field: issue?.path.join(".") };
  }
  if (!(error instanceof AppError)) throw error;
  const message = sentenceOf(locale, error.message, error.values) ?? sentenceOf(locale, "unknown");
  return { ok: false, message: message ?? "" };
}

function sentenceOf(locale: Locale, key: string, values: AppError["values"] = {}): string | undefined {
  const t = createTranslator({ locale, messages: catalogues[locale], namespace: "errors" });
  const known = key as "unknown";
  return t.has(known) ? t(known, values) : undefined;
}
