"use client";
import { Paperclip } from "lucide-react";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Textarea } from "@/components/ui/input";
import { SmsMeter } from "./sms-meter";
import { TemplateFields } from "./template-fields";
import { Unanswerable } from "./unanswerable";
import { UploadList } from "./upload-list";
import type { FirstMessage } from "./use-new-conversation";

/** What is said first: free words and files, or a template, or why nothing can be. */
export function FirstWords({ first }: { first: FirstMessage }) {
  const t = useTranslations("inbox.newConversation");
  const composer = useTranslations("inbox.composer");
  const { channel, reach, written, change, template } = first;
  if (reach?.refusal) return <Unanswerable refusal={reach.refusal} address={reach.shownAddress} />;
  if (template === "needed") {
    return <p className="text-muted-foreground">{composer("whatsapp.noTemplate")}</p>;
  }
  if (template) {
    return (
      <div className="grid gap-2">
        <p className="text-meta text-muted-foreground">{t("templateFirst")}</p>
        <TemplateFields
          templates={reach?.templates ?? []}
          chosen={template}
          onChange={(chosen) => change({ template: chosen })}
        />
      </div>
    );
  }
  return (
    <div>
      <Field label={t("text")}>
        {(wiring) => (
          <Textarea
            {...wiring}
            rows={channel.source === "email" ? 9 : 4}
            value={written.text}
            onChange={(event) => change({ text: event.target.value })}
          />
        )}
      </Field>
      <div className="mt-1.5 flex items-center">
        {channel.source === "sms" ? (
          <SmsMeter text={written.text} rate={reach?.rate} />
        ) : (
          <Files first={first} />
        )}
      </div>
    </div>
  );
}

function Files({ first: { uploads } }: { first: FirstMessage }) {
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
          uploads.add([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <div className="*:pb-0">
        <UploadList uploads={uploads} />
      </div>
    </>
  );
}
