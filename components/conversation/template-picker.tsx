"use client";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { KeyCap } from "@/components/ui/key-cap";
import { usePane } from "./pane-context";
import { TemplateFields } from "./template-fields";
import { useSendTemplate } from "./use-send-template";

/** In place of the editor: a template that WhatsApp approved, its places, and what the customer will read. */
export function TemplatePicker() {
  const t = useTranslations("inbox.composer");
  const { reach } = usePane();
  const templates = reach?.templates ?? [];
  const { chosen, change, refusal, send } = useSendTemplate(templates);
  if (!chosen) return <p className="px-3 pt-1 pb-3 text-muted-foreground">{t("whatsapp.noTemplate")}</p>;
  return (
    <form
      className="grid gap-2 px-3 pt-2 pb-2"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
      }}
    >
      <TemplateFields templates={templates} chosen={chosen} onChange={change} />
      <div className="flex items-center gap-2">
        <span role="alert" className="min-w-0 flex-1 text-meta text-destructive">
          {refusal}
        </span>
        <Button type="submit" size="small" look="primary">
          {t("whatsapp.send")}
          <span className="contents max-md:hidden">
            <KeyCap>Ctrl ↵</KeyCap>
          </span>
        </Button>
      </div>
    </form>
  );
}
