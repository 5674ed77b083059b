"use client";
import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface FirstCompany {
  company: string;
  name: string;
  email: string;
  password: string;
}

type Refusal = { ok: false; message: string; field?: string };

interface WelcomeFormProps {
  make: (made: FirstCompany) => Promise<{ ok: true } | Refusal>;
}

const FIELDS = [
  { name: "company", type: "text", autoComplete: "organization" },
  { name: "name", type: "text", autoComplete: "name" },
  { name: "email", type: "email", autoComplete: "username" },
  { name: "password", type: "password", autoComplete: "new-password" },
] as const;

export function WelcomeForm({ make }: WelcomeFormProps) {
  const t = useTranslations("auth.welcome");
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const made = Object.fromEntries(new FormData(event.currentTarget)) as unknown as FirstCompany;
    setBusy(true);
    const answer = await make(made);
    if (answer.ok) {
      await signIn("credentials", { email: made.email, password: made.password, redirect: false });
      location.assign("/inbox/settings/integrations/new");
      return;
    }
    setRefusal(answer);
    setBusy(false);
  };

  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      {FIELDS.map((field) => (
        <Field
          key={field.name}
          label={t(field.name)}
          hint={field.name === "password" ? t("passwordHint") : undefined}
          error={refusal?.field === field.name ? refusal.message : undefined}
        >
          {(wiring) => <Input {...wiring} {...field} required />}
        </Field>
      ))}
      {refusal && !refusal.field && (
        <p role="alert" className="text-destructive">
          {refusal.message}
        </p>
      )}
      <Button type="submit" look="primary" size="large" busy={busy}>
        {t("submit")}
      </Button>
    </form>
  );
}
