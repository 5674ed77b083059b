"use client";
import { useTranslations } from "use-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { MailTls, Servers } from "./mailbox-draft";

interface ServerFieldsProps {
  /** Which of the two servers. */
  kind: "imap" | "smtp";
  servers: Servers;
  change: (changed: Partial<Servers>) => void;
  refusedAt: (field: string) => string | undefined;
}

export function ServerFields({ kind, servers, change, refusedAt }: ServerFieldsProps) {
  const t = useTranslations("settings.connect");
  const [host, port, tls] = [`${kind}Host`, `${kind}Port`, `${kind}Tls`] as const;
  const options = (["tls", "starttls", "none"] as const).map((value) => ({
    value,
    label: t(`tls.${value}`),
  }));
  return (
    <div className="grid items-start gap-3 grid-cols-2 sm:grid-cols-[1fr_5.5rem_8rem]">
      <Field label={t(host)} error={refusedAt(host)} className="max-sm:col-span-2">
        {(wiring) => (
          <Input
            {...wiring}
            value={servers[host]}
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => change({ [host]: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("port")} error={refusedAt(port)}>
        {(wiring) => (
          <Input
            {...wiring}
            value={servers[port] || ""}
            inputMode="numeric"
            onChange={(event) =>
              change({ [port]: Number(event.target.value.replace(/\D/g, "").slice(0, 5)) })
            }
          />
        )}
      </Field>
      <Field label={t("security")}>
        {(wiring) => (
          <Select<MailTls>
            id={wiring.id}
            label={t("security")}
            options={options}
            value={servers[tls]}
            onChange={(value) => change({ [tls]: value })}
          />
        )}
      </Field>
    </div>
  );
}
