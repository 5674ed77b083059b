"use client";
import { Check, ChevronDown } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { FolderIcon } from "@/components/settings/folder-icon";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { FilingReason } from "./filing-reason";
import { type Pane, usePane } from "./pane-context";
import { useActs } from "./use-acts";

/** "Pourquoi ici ?": what decided where the conversation is, and the way to correct it. */
export function WhyHere() {
  const t = useTranslations("inbox.thread.why");
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      title={t("title")}
      trigger={
        <button
          type="button"
          className="touchable shrink-0 rounded-cap font-medium text-primary-text hover:underline"
        >
          {t("ask")}
        </button>
      }
    >
      <FilingReason />
      <Correction close={() => setOpen(false)} />
    </Popover>
  );
}

function Correction({ close }: { close: () => void }) {
  const t = useTranslations("inbox.thread.why");
  const { conversation, folders } = usePane();
  const { move, keepOutOfNewsletters } = useActs();
  const [choosing, setChoosing] = useState(false);
  const others = folders.filter(({ id }) => id !== conversation.folderId);
  const right = classifiedInto(conversation, folders);
  const choose = (act: () => void) => {
    close();
    act();
  };
  return (
    <div className="mt-3 flex flex-wrap gap-2 border-t border-border pt-3">
      {right !== undefined && (
        <Button size="small" onClick={() => choose(() => move(right.id))}>
          <Check className="size-3.5" aria-hidden />
          {conversation.folderId === null ? t("fileIn", { folder: right.name }) : t("rightFolder")}
        </Button>
      )}
      {conversation.bulk && (
        <Button size="small" onClick={() => choose(keepOutOfNewsletters)}>
          {t("keepOut")}
        </Button>
      )}
      <Button
        size="small"
        look={conversation.bulk || right ? "ghost" : "outline"}
        aria-expanded={choosing}
        onClick={() => setChoosing(!choosing)}
      >
        {t("wrongFolder")}
        <ChevronDown className="size-3.5" aria-hidden />
      </Button>
      {choosing && (
        <ul className="-mx-1 grid w-full">
          {others.map(({ id, name, icon }) => (
            <li key={id}>
              <button
                type="button"
                onClick={() => choose(() => move(id))}
                className="flex min-h-8 w-full items-center gap-2 rounded-small px-2 text-left hover:bg-accent max-md:min-h-11"
              >
                <FolderIcon name={icon} className="text-muted-foreground" />
                {name}
              </button>
            </li>
          ))}
          {others.length === 0 && <li className="px-2 text-muted-foreground">{t("noOther")}</li>}
        </ul>
      )}
    </div>
  );
}

/** Where a classifier put it, or would have: for a person to say that it is right. */
function classifiedInto({ filedBy, filing, folderId }: Pane["conversation"], folders: Pane["folders"]) {
  const isGuess = filedBy === "model" || filedBy === "learned";
  const id = isGuess ? folderId : filedBy === null ? filing?.suggestion?.folderId : undefined;
  return folders.find((folder) => folder.id === id);
}
