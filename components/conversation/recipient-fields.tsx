"use client";
import { Mail } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { usePane } from "./pane-context";
import { RecipientRow } from "./recipient-row";
import type { Writing } from "./use-composer";

const textButton = "touchable rounded-cap hover:text-foreground hover:underline";

/** To, and the copies once they are wanted; always visible, so that nobody answers to the wrong people. */
export function RecipientFields({ writing }: { writing: Writing }) {
  const t = useTranslations("inbox.composer");
  const { channel, recipients: suggested } = usePane();
  const { recipients, setRecipients } = writing;
  const [asked, setAsked] = useState(false);
  const isCopied = asked || recipients.cc.length > 0 || recipients.bcc.length > 0;
  const toAll = suggested.replyAll;
  const isToAll = recipients.to.length + recipients.cc.length > suggested.reply.to.length;
  return (
    <div className="px-3 pt-1 text-meta text-subtle-foreground">
      <div className="flex items-start gap-2">
        <RecipientRow
          label={t("to")}
          people={recipients.to}
          onChange={(to) => setRecipients({ ...recipients, to })}
        />
        <div className="flex min-h-7 shrink-0 items-center gap-2 max-md:min-h-9">
          {toAll && (
            <button
              type="button"
              className={textButton}
              onClick={() => setRecipients(isToAll ? suggested.reply : toAll)}
            >
              {isToAll
                ? t("onlyOne", { name: suggested.reply.to[0]?.name || suggested.reply.to[0]?.address || "" })
                : t("toAll", { count: toAll.to.length + toAll.cc.length })}
            </button>
          )}
          {!isCopied && (
            <button type="button" className={textButton} onClick={() => setAsked(true)}>
              {t("copies")}
            </button>
          )}
          <span
            className="flex items-center gap-1 border-l border-border pl-2 @max-[30rem]:hidden"
            title={t("sentFrom", { address: channel.address })}
          >
            <Mail className="size-3.5" aria-hidden />
            {channel.address.replace(/@.*/, "@")}
          </span>
        </div>
      </div>
      {isCopied && (
        <>
          <RecipientRow
            label={t("cc")}
            people={recipients.cc}
            onChange={(cc) => setRecipients({ ...recipients, cc })}
          />
          <RecipientRow
            label={t("bcc")}
            people={recipients.bcc}
            onChange={(bcc) => setRecipients({ ...recipients, bcc })}
          />
        </>
      )}
    </div>
  );
}
