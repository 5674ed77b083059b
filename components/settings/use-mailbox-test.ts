"use client";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { MailboxStep, MailboxSteps } from "./check-steps";
import type { MailboxDraft } from "./mailbox-draft";
import { runMailboxTest } from "./run-mailbox-test";

type Refusal = { message: string; field?: string };

/** Tries a mailbox as it is typed; `steps` is undefined until there is something to show, and again after `forget`. */
export function useMailboxTest(integrationId: number | undefined) {
  const t = useTranslations("errors");
  const running = useRef<AbortController>(undefined);
  const [busy, setBusy] = useState(false);
  const [steps, setSteps] = useState<MailboxSteps>();
  const [refusal, setRefusal] = useState<Refusal>();
  const forget = () => {
    running.current?.abort();
    setBusy(false);
    setSteps(undefined);
  };
  const run = async (draft: MailboxDraft) => {
    forget();
    const test = new AbortController();
    running.current = test;
    setBusy(true);
    setRefusal(undefined);
    const known: MailboxSteps = {};
    const refused = await runMailboxTest({ draft, integrationId, signal: test.signal }, (progress) => {
      known[progress.step as MailboxStep] = progress;
      if (!test.signal.aborted) setSteps({ ...known });
    }).catch(() => ({ message: t("unknown") }));
    if (test.signal.aborted) return;
    setBusy(false);
    setRefusal(refused);
    if (refused) setSteps(undefined);
  };
  const refusedAt = (field: string) => (refusal?.field === field ? refusal.message : undefined);
  return { run, forget, busy, steps, refusal, refusedAt };
}
