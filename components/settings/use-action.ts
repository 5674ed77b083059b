"use client";
import { useState, useTransition } from "react";
import { useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";

type Answer<Value> = { ok: true; value: Value } | { ok: false; message: string; field?: string };
type Refusal = { message: string; field?: string };

/**
 * Runs a server action: `busy` while it does, `refusal` with the sentence when it was refused. A refusal stays until
 * the next try; what broke on the way (no network) is refused with a sentence too.
 */
export function useAction<Input, Value>(
  action: (input: Input) => Promise<Answer<Value>>,
  onDone?: (value: Value, toast: ReturnType<typeof useToast>) => void,
) {
  const t = useTranslations("errors");
  const toast = useToast();
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, start] = useTransition();
  const run = (input: Input) =>
    start(async () => {
      const answer = await action(input).catch((error: unknown) => {
        if (isRedirect(error)) throw error;
        return { ok: false as const, message: t("unknown") };
      });
      setRefusal(answer.ok ? undefined : answer);
      if (answer.ok) onDone?.(answer.value, toast);
    });
  const refusedAt = (field: string) => (refusal?.field === field ? refusal.message : undefined);
  return { run, busy, refusal, refusedAt };
}

// Next's own way to leave the page passes through promises as an error with a digest.
const isRedirect = (error: unknown) =>
  error instanceof Error && "digest" in error && String(error.digest).startsWith("NEXT_");
