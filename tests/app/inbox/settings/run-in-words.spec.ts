import { createTranslator } from "use-intl";
import { expect, test } from "vitest";
import { nameRun } from "@/app/inbox/settings/runs/run-in-words";
import { functions } from "@/inngest/functions";
import { catalogues } from "@/lib/i18n/catalogue";

test.each(["fr", "en"] as const)("every function has a name that people read, in %s", (locale) => {
  const t = createTranslator({ locale, messages: catalogues[locale] });
  const ids = functions.map((one) => one.id("inbox"));
  expect(ids.filter((id) => nameRun(t as never, id) === id)).toEqual([]);
  expect(nameRun(t as never, "inbox-draft-proposal-failure")).toContain(
    nameRun(t as never, "inbox-draft-proposal"),
  );
});

test("a function that is gone keeps the name it had in the code", () => {
  const t = createTranslator({ locale: "fr", messages: catalogues.fr });
  expect(nameRun(t as never, "inbox-of-yesterday")).toBe("inbox-of-yesterday");
});
