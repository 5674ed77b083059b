"use client";
import { useTranslations } from "use-intl";
import { SourceIcon } from "@/components/inbox/source-icon";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { KeyCap } from "@/components/ui/key-cap";
import { Select } from "@/components/ui/select";
import { FirstWords } from "./first-words";
import { RecipientSearch } from "./recipient-search";
import { type NewConversationActs, useNewConversation, type WritableChannel } from "./use-new-conversation";

interface NewConversationFormProps {
  acts: NewConversationActs;
  channels: readonly WritableChannel[];
  close: () => void;
}

export function NewConversationForm({ acts, channels, close }: NewConversationFormProps) {
  const t = useTranslations("inbox.newConversation");
  const common = useTranslations("common");
  const first = useNewConversation({ acts, channels });
  const { channel, written, change, refusal, isBusy, send } = first;
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
      }}
    >
      <Field label={t("channel")}>
        {({ id }) => (
          <Select
            id={id}
            value={String(channel.id)}
            onChange={(value) => change({ channelId: Number(value) })}
            options={channels.map(({ id, source, name, address }) => ({
              value: String(id),
              label: source === "email" ? address : name === address ? name : `${name}, ${address}`,
              icon: <SourceIcon source={source} className="size-3.5 text-muted-foreground" />,
            }))}
          />
        )}
      </Field>
      <RecipientSearch first={first} acts={acts} />
      {channel.source === "email" && (
        <Field label={t("subject")}>
          {(wiring) => (
            <Input
              {...wiring}
              value={written.subject}
              maxLength={500}
              onChange={(event) => change({ subject: event.target.value })}
            />
          )}
        </Field>
      )}
      <FirstWords first={first} />
      {refusal && (
        <p role="alert" className="text-meta text-destructive">
          {refusal}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={close}>{common("close")}</Button>
        <Button type="submit" look="primary" busy={isBusy}>
          {t("send")}
          <span className="contents max-md:hidden">
            <KeyCap>Ctrl ↵</KeyCap>
          </span>
        </Button>
      </div>
    </form>
  );
}
