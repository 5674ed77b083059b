"use client";
import { Code, Ellipsis, FileText, ImageDown, Link2, ScrollText, Type } from "lucide-react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLink } from "@/components/ui/menu";
import type { LetterHeadProps } from "./letter-head";
import { usePane } from "./pane-context";
import { useCopy } from "./use-copy";

export function LetterMenu({ id, message, view, setView, images, showImages }: LetterHeadProps) {
  const t = useTranslations("inbox.thread");
  const { path } = usePane();
  const copy = useCopy();
  return (
    <Menu
      align="end"
      trigger={<IconButton label={t("letterActs")} icon={<Ellipsis aria-hidden />} size="small" />}
    >
      {message.html && view !== "html" && (
        <MenuItem icon={<FileText aria-hidden />} onSelect={() => setView("html")}>
          {t("asHtml")}
        </MenuItem>
      )}
      {message.html && view === "html" && (
        <MenuItem icon={<Type aria-hidden />} onSelect={() => setView("text")}>
          {t("asText")}
        </MenuItem>
      )}
      {view !== "full" && (message.quoted || message.cut || message.html) && (
        <MenuItem icon={<ScrollText aria-hidden />} onSelect={() => setView("full")}>
          {t("fullText")}
        </MenuItem>
      )}
      {message.html && !images && (
        <MenuItem
          icon={<ImageDown aria-hidden />}
          onSelect={() => {
            setView("html");
            showImages();
          }}
        >
          {t("loadImages")}
        </MenuItem>
      )}
      {message.hasOriginal && (
        <MenuLink
          icon={<Code aria-hidden />}
          link={<a href={`/inbox/messages/${message.id}/original`} target="_blank" rel="noreferrer" />}
        >
          {t("original")}
        </MenuLink>
      )}
      <MenuItem icon={<Link2 aria-hidden />} onSelect={() => copy(`${path}#${id}`)}>
        {t("copyLink")}
      </MenuItem>
    </Menu>
  );
}
