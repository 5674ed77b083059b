"use client";
import { useState } from "react";
import { ChannelLine } from "./channel-line";
import { ComposerFoot } from "./composer-foot";
import { Editor } from "./editor";
import { usePane } from "./pane-context";
import { RecipientFields } from "./recipient-fields";
import { TemplatePicker } from "./template-picker";
import { Unanswerable } from "./unanswerable";
import { UploadList } from "./upload-list";
import type { Writing } from "./use-composer";
import { useFreeAnswers } from "./use-free-answers";
import { WindowLine } from "./window-line";

interface FieldsProps {
  id: string;
  writing: Writing;
}

/** What an answer needs on its channel, or why there can be none. */
export function ReplyFields({ id, writing }: FieldsProps) {
  const { channel, reach } = usePane();
  const window = useFreeAnswers();
  const [asked, setAsked] = useState(false);
  if (channel.source === "email") {
    return (
      <>
        <RecipientFields writing={writing} />
        <FreeText id={id} writing={writing} />
      </>
    );
  }
  if (reach?.refusal) return <Unanswerable refusal={reach.refusal} address={reach.shownAddress} />;
  const isTemplate = window !== undefined && (asked || !window.isOpen);
  return (
    <>
      <WindowLine isTemplate={isTemplate} choose={setAsked} />
      <ChannelLine />
      {isTemplate ? <TemplatePicker /> : <FreeText id={id} writing={writing} />}
    </>
  );
}

export function NoteFields({ id, writing }: FieldsProps) {
  return (
    <>
      <Editor id={id} writing={writing} />
      <ComposerFoot writing={writing} editorId={id} />
    </>
  );
}

function FreeText({ id, writing }: FieldsProps) {
  return (
    <>
      <Editor id={id} writing={writing} />
      <UploadList uploads={writing.uploads} />
      <ComposerFoot writing={writing} editorId={id} />
    </>
  );
}
