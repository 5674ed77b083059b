"use client";
import { CircleAlert, Paperclip, Trash2 } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";
import { usePane } from "./pane-context";
import { NoteButton, SendButton } from "./send-buttons";
import { SmsMeter } from "./sms-meter";
import type { Writing } from "./use-composer";

interface ComposerFootProps {
  writing: Writing;
  editorId: string;
}

/** Files, what was saved, what is missing, and the button that sends. */
export function ComposerFoot({ writing, editorId }: ComposerFootProps) {
  const { mode, text, uploads, refusal, isFileMissing } = writing;
  const { channel, reach } = usePane();
  const isSms = channel.source === "sms";
  return (
    <>
      {refusal && (
        <Warning tone="text-destructive">
          <span id={`${editorId}-refusal`}>{refusal}</span>
        </Warning>
      )}
      {isFileMissing && <FileMissing writing={writing} />}
      <div className="flex items-center gap-1 px-2 pb-2">
        {mode === "reply" && !isSms && <AttachButton writing={writing} />}
        {(text || uploads.list.length > 0) && <DiscardButton writing={writing} />}
        <SavedMark writing={writing} />
        <span className="flex-1" />
        {mode === "reply" && isSms && <SmsMeter text={text} rate={reach?.rate} />}
        {mode === "note" ? <NoteButton writing={writing} /> : <SendButton writing={writing} />}
      </div>
    </>
  );
}

function Warning({ tone, children }: { tone: string; children: ReactNode }) {
  return (
    <div role="alert" className={`flex flex-wrap items-center gap-x-2 gap-y-1 px-3 pb-2 text-meta ${tone}`}>
      <CircleAlert className="size-3.5" aria-hidden />
      {children}
    </div>
  );
}

function FileMissing({ writing }: { writing: Writing }) {
  const t = useTranslations("inbox.composer");
  return (
    <Warning tone="text-warning">
      {t("fileMissing")}
      <button
        type="button"
        className="touchable rounded-cap font-medium text-primary-text hover:underline"
        onClick={() => writing.send({ withoutFile: true })}
      >
        {t("sendAnyway")}
      </button>
    </Warning>
  );
}

function AttachButton({ writing }: { writing: Writing }) {
  const t = useTranslations("inbox.composer");
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton
        label={t("attach")}
        icon={<Paperclip aria-hidden />}
        size="small"
        onClick={() => input.current?.click()}
      />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t("attach")}
        onChange={(event) => {
          writing.uploads.add([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
    </>
  );
}

function DiscardButton({ writing }: { writing: Writing }) {
  const t = useTranslations("inbox.composer");
  return (
    <IconButton label={t("discard")} icon={<Trash2 aria-hidden />} size="small" onClick={writing.discard} />
  );
}

function SavedMark({ writing }: { writing: Writing }) {
  const t = useTranslations("inbox.composer");
  const { saved } = writing;
  return (
    <span role="status" className="truncate px-1 text-meta text-subtle-foreground">
      {saved === "saved" && t("saved")}
      {saved === "failed" && t("notSaved")}
    </span>
  );
}
