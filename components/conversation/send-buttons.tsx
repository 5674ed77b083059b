"use client";
import { ChevronDown } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { KeyCap } from "@/components/ui/key-cap";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { Writing } from "./use-composer";

export function NoteButton({ writing }: { writing: Writing }) {
  const t = useTranslations("inbox.composer");
  return (
    <Button
      size="small"
      className="border-note-line! bg-transparent! hover:bg-note-line/40!"
      onClick={() => writing.send({})}
    >
      {t("addNote")}
      <span className="contents max-md:hidden">
        <KeyCap>Ctrl ↵</KeyCap>
      </span>
    </Button>
  );
}

export function SendButton({ writing }: { writing: Writing }) {
  const t = useTranslations("inbox.composer");
  return (
    <span className="flex">
      <Button size="small" look="primary" className="rounded-r-none" onClick={() => writing.send({})}>
        {t("send")}
        <span className="contents max-md:hidden">
          <KeyCap>Ctrl ↵</KeyCap>
        </span>
      </Button>
      <Menu
        align="end"
        side="top"
        trigger={
          <Button
            size="small"
            look="primary"
            aria-label={t("otherSends")}
            className="ml-px rounded-l-none px-1.5!"
          >
            <ChevronDown className="size-3.5" aria-hidden />
          </Button>
        }
      >
        <MenuItem shortcut="Ctrl ↵" onSelect={() => writing.send({})}>
          {t("sendKeepOpen")}
        </MenuItem>
        <MenuItem shortcut="Ctrl ⇧ ↵" onSelect={() => writing.send({ resolve: true })}>
          {t("sendResolve")}
        </MenuItem>
      </Menu>
    </span>
  );
}
