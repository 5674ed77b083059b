"use client";
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";

/** Puts a text on the clipboard and says so in its place for a moment. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const t = useTranslations("common");
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text).catch(() => undefined);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <Button look="ghost" size="small" onClick={copy} aria-label={`${t("copy")}, ${what}`}>
      {copied ? <Check className="text-success" aria-hidden /> : <Copy aria-hidden />}
      <span role="status">{copied ? t("copied") : t("copy")}</span>
    </Button>
  );
}
