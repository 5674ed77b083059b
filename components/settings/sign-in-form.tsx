"use client";
import { signIn } from "next-auth/react";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface Account {
  email: string;
  password: string;
}

type Problem = {
  field: "email" | "password";
  says: "emailMissing" | "passwordMissing" | "refused" | "tooMany" | "unreachable";
};

interface SignInFormProps {
  /** Of the demo; absent everywhere else. */
  demo?: Account;
}

export function SignInForm({ demo }: SignInFormProps) {
  const t = useTranslations("auth.signIn");
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const ready = useReady();

  const enter = async (account: Account) => {
    setBusy(true);
    setProblem(undefined);
    const found = await tryAccount(account);
    setProblem(found);
    if (!found) location.assign("/inbox");
    else setBusy(false);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void enter({
      email: String(form.get("email") ?? "").trim(),
      password: String(form.get("password") ?? ""),
    });
  };
  const says = (field: Problem["field"]) => (problem?.field === field ? t(problem.says) : undefined);

  return (
    <div className="grid gap-6">
      <form method="post" onSubmit={submit} noValidate className="grid gap-4">
        <Field label={t("email")} error={says("email")}>
          {(wiring) => (
            <Input
              {...wiring}
              name="email"
              type="email"
              autoComplete="username"
              autoCapitalize="none"
              defaultValue={demo?.email}
            />
          )}
        </Field>
        <Field label={t("password")} error={says("password")}>
          {(wiring) => (
            <Input
              {...wiring}
              name="password"
              type="password"
              autoComplete="current-password"
              defaultValue={demo?.password}
            />
          )}
        </Field>
        <Button type="submit" look="primary" size="large" busy={busy || !ready}>
          {t("submit")}
        </Button>
      </form>
      {demo && <DemoHint account={demo} enter={() => enter(demo)} />}
    </div>
  );
}

/** Undefined when the door opened. */
async function tryAccount({ email, password }: Account): Promise<Problem | undefined> {
  if (!email) return { field: "email", says: "emailMissing" };
  if (!password) return { field: "password", says: "passwordMissing" };
  const answer = await signIn("credentials", { email, password, redirect: false }).catch(() => undefined);
  if (!answer) return { field: "password", says: "unreachable" };
  if (answer.ok && !answer.error) return undefined;
  return { field: "password", says: answer.error === "tooMany" ? "tooMany" : "refused" };
}

/** False until the page can answer a press: before that the browser would send the form itself. */
function useReady(): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  return ready;
}

function DemoHint({ account, enter }: { account: Account; enter: () => void }) {
  const t = useTranslations("auth.signIn");
  return (
    <section aria-label={t("demo")} className="grid gap-2 border-t border-border pt-4">
      <p className="text-muted-foreground">
        <strong className="font-medium text-foreground">{t("demo")}</strong> {t("demoHint")}
      </p>
      <p className="font-mono text-meta break-all text-muted-foreground">
        {account.email}
        <br />
        {account.password}
      </p>
      <Button onClick={enter}>{t("demoUse")}</Button>
    </section>
  );
}
