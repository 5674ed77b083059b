"use client";
import clsx from "clsx";
import { FileUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useDropFiles } from "@/components/conversation/use-drop-files";
import { Button } from "@/components/ui/button";
import { type Imported, sendArticleFile } from "./article-upload";
import { Notice } from "./notice";
import { Section } from "./settings-page";
import { TextField } from "./text-field";
import { useAction } from "./use-action";

interface KnowledgeImportProps {
  fetch: (input: {
    address: string;
  }) => Promise<{ ok: true; value: Imported } | { ok: false; message: string; field?: string }>;
}

/** A file or a page becomes a draft, which opens. */
export function KnowledgeImport({ fetch }: KnowledgeImportProps) {
  const t = useTranslations("model.knowledge.import");
  return (
    <Section title={t("title")} hint={t("hint")}>
      <FileImport />
      <PageImport fetch={fetch} />
    </Section>
  );
}

function useImport<Input>(run: Parameters<typeof useAction<Input, Imported>>[0]) {
  const t = useTranslations("model.knowledge.import");
  const router = useRouter();
  return useAction(run, ({ articleId, outcome }, toast) => {
    toast({ sentence: t(outcome) });
    router.push(`/inbox/settings/knowledge/${articleId}`);
  });
}

function FileImport() {
  const t = useTranslations("model.knowledge.import");
  const chooser = useRef<HTMLInputElement>(null);
  const [name, setName] = useState("");
  const importing = useImport(async (file: File) => {
    const answer = await sendArticleFile(file);
    return answer.ok ? answer : { ok: false, message: answer.message || t("failed", { name: file.name }) };
  });
  const take = ([file]: File[]) => {
    if (!file || importing.busy) return;
    setName(file.name);
    importing.run(file);
  };
  const drop = useDropFiles(take, !importing.busy);
  return (
    <>
      <section
        aria-label={t("drop")}
        {...drop.props}
        className={clsx(
          "grid justify-items-center gap-1 rounded-card border border-dashed px-4 py-6 text-center",
          drop.isOver ? "border-primary bg-primary-soft" : "border-input",
        )}
      >
        <FileUp className="mb-1 size-5 text-muted-foreground" aria-hidden />
        <p className="font-medium" role="status">
          {importing.busy ? t("reading", { name }) : t("drop")}
        </p>
        <p className="text-meta text-subtle-foreground">{t("dropHint")}</p>
        <Button className="mt-2" busy={importing.busy} onClick={() => chooser.current?.click()}>
          {t("choose")}
        </Button>
        <input
          ref={chooser}
          type="file"
          accept=".md,.markdown,.txt,.pdf,text/plain,text/markdown,application/pdf"
          className="sr-only"
          tabIndex={-1}
          aria-label={t("choose")}
          onChange={(event) => {
            take([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
      </section>
      {importing.refusal && <Notice tone="failed" title={importing.refusal.message} live />}
    </>
  );
}

function PageImport({ fetch }: KnowledgeImportProps) {
  const t = useTranslations("model.knowledge.import");
  const [address, setAddress] = useState("");
  const importing = useImport(fetch);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    importing.run({ address });
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-2">
      <TextField
        label={t("address")}
        hint={t("addressHint")}
        error={importing.refusal?.message}
        type="url"
        inputMode="url"
        placeholder="https://"
        value={address}
        maxLength={2000}
        onText={setAddress}
      />
      <Button type="submit" busy={importing.busy} className="justify-self-start">
        {t("fetch")}
      </Button>
    </form>
  );
}
