"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslations } from "use-intl";
import { readDeskAgain } from "@/components/inbox/list-cache";

type Answer<Value> = { ok: true; value: Value } | { ok: false; message: string };

/**
 * Waits for a server action and has the list read again. What broke on the way, such as the network, is a refusal with
 * a sentence; a redirect passes.
 */
export function useSettle() {
  const t = useTranslations("inbox.acts");
  const client = useQueryClient();
  return useCallback(
    async <Value>(asked: Promise<Answer<Value>>): Promise<Answer<Value>> => {
      const answer = await asked.catch((error: unknown) => {
        if (isRedirect(error)) throw error;
        return { ok: false as const, message: t("unreachable") };
      });
      readDeskAgain(client);
      return answer;
    },
    [client, t],
  );
}

const isRedirect = (error: unknown) =>
  error instanceof Error && "digest" in error && String(error.digest).startsWith("NEXT_");
