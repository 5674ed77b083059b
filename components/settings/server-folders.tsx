"use client";
import { useOptimistic } from "react";
import { useTranslations } from "use-intl";
import { Switch } from "@/components/ui/switch";
import { Section } from "./settings-page";
import { useAction } from "./use-action";

export interface ServerFolder {
  id: number;
  path: string;
  /** `\\Sent`, `\\Junk` …, as IMAP calls them. */
  specialUse: string | null;
  collected: boolean;
  /** Mails on the server; null when the folder is not there any more. */
  onServer: number | null;
  gap: number;
}

type Choose = (choice: {
  mailFolderId: number;
  collected: boolean;
}) => Promise<{ ok: true; value: number } | { ok: false; message: string }>;

interface ServerFoldersProps {
  folders: ServerFolder[];
  /** The mailbox's start point, in words. */
  day: string;
  /** Undefined for who may not. */
  choose?: Choose;
}

/** The folders of a mailbox's server, and which of them are collected. */
export function ServerFolders({ folders, day, choose }: ServerFoldersProps) {
  const t = useTranslations("settings.serverFolders");
  if (folders.length === 0) return null;
  return (
    <Section title={t("title")} hint={choose && t("hint", { day })}>
      <ul className="border-t border-border">
        {folders.map((folder) => (
          <FolderLine key={folder.id} folder={folder} choose={choose} />
        ))}
      </ul>
    </Section>
  );
}

function FolderLine({ folder, choose }: { folder: ServerFolder; choose?: Choose }) {
  const { path, gap } = folder;
  const says = useFolderWords(folder);
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-b border-border py-1.5">
      <span className="wrap-anywhere">{path}</span>
      {says.use && <span className="text-meta text-subtle-foreground">{says.use}</span>}
      <span className={gap > 0 ? "ml-auto text-destructive" : "ml-auto text-muted-foreground"}>
        {says.state}
      </span>
      {choose && folder.onServer !== null && <FolderSwitch folder={folder} choose={choose} />}
    </li>
  );
}

const USES = ["inbox", "sent", "archive", "drafts", "junk", "trash", "all", "flagged", "important"] as const;

function useFolderWords({ specialUse, collected, onServer, gap }: ServerFolder) {
  const t = useTranslations("settings.serverFolders");
  const use = USES.find((known) => `\\${known}` === specialUse?.toLowerCase());
  const state = () => {
    if (onServer === null) return t("gone");
    const count = t("onServer", { count: onServer });
    if (!collected) return t("notCollected", { count });
    return gap > 0 ? t("gapOf", { count, gap }) : count;
  };
  return { use: use && t(`uses.${use}`), state: state() };
}

function FolderSwitch({ folder, choose }: { folder: ServerFolder; choose: Choose }) {
  const t = useTranslations("settings.serverFolders");
  const { id, path } = folder;
  const [collected, show] = useOptimistic(folder.collected);
  const choosing = useAction(
    async (wanted: boolean) => {
      show(wanted);
      return choose({ mailFolderId: id, collected: wanted });
    },
    (_, toast) => toast({ sentence: t(folder.collected ? "left" : "collected", { path }) }),
  );
  return (
    <>
      <Switch label={t("collect", { path })} checked={collected} onChange={choosing.run} />
      {choosing.refusal && (
        <p role="alert" className="basis-full text-right text-destructive">
          {choosing.refusal.message}
        </p>
      )}
    </>
  );
}
