"use client";
import { Monitor, Smartphone } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { useAction } from "./use-action";

interface OpenSession {
  id: string;
  device: string;
  isPhone: boolean;
  seen: string;
  since: string;
  isThisOne: boolean;
}

type Answer<Value> = { ok: true; value: Value } | { ok: false; message: string };

interface SessionListProps {
  sessions: OpenSession[];
  end: (session: { sessionId: string }) => Promise<Answer<null>>;
  endOthers: (nothing: Record<string, never>) => Promise<Answer<number>>;
}

export function SessionList({ sessions, end, endOthers }: SessionListProps) {
  const t = useTranslations("settings.account");
  const others = useAction(endOthers, (count, toast) => toast({ sentence: t("endedOthers", { count }) }));
  return (
    <div className="grid gap-3">
      <ul className="border-t border-border">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} end={end} />
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-3">
        <Button busy={others.busy} onClick={() => others.run({})}>
          {t("endOthers")}
        </Button>
        {others.refusal && <p role="alert">{others.refusal.message}</p>}
      </div>
    </div>
  );
}

function SessionRow({ session, end }: { session: OpenSession } & Pick<SessionListProps, "end">) {
  const t = useTranslations("settings.account");
  const ending = useAction(end, (_, toast) => toast({ sentence: t("ended") }));
  const Icon = session.isPhone ? Smartphone : Monitor;
  return (
    <li className="flex min-h-13 items-center gap-3 border-b border-border py-2">
      <Icon className="text-muted-foreground" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{session.device}</p>
        <p className="text-meta text-subtle-foreground">
          {session.seen}, {session.since}
        </p>
      </div>
      {session.isThisOne ? (
        <Chip tone="success">{t("thisOne")}</Chip>
      ) : (
        <Button size="small" busy={ending.busy} onClick={() => ending.run({ sessionId: session.id })}>
          {t("end")}
        </Button>
      )}
      {ending.refusal && <p role="alert">{ending.refusal.message}</p>}
    </li>
  );
}
