import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { expect, test } from "vitest";
import { CheckSteps, type MailboxSteps } from "@/components/settings/check-steps";
import { catalogues } from "@/lib/i18n/catalogue";

/** The words of each line, in their order. */
function show(steps: MailboxSteps): string[] {
  const place = { locale: "fr", messages: catalogues.fr, timeZone: "Europe/Paris", now: new Date() };
  const html = renderToStaticMarkup(
    createElement(IntlProvider, place as never, createElement(CheckSteps, { steps })),
  );
  return [...html.matchAll(/<li.*?<\/li>/gs)].map(([line]) =>
    line
      .replace(/<[^>]+>/g, " ")
      .replace(/ +/g, " ")
      .trim(),
  );
}

test("before the first answer every step waits, in the order in which they are tried", () => {
  expect(show({})).toEqual([
    "Recherche du serveur en attente",
    "Appel du serveur en attente",
    "Chiffrement de la connexion en attente",
    "Vérification des identifiants en attente",
    "Lecture des dossiers en attente",
    "Essai de l’envoi en attente",
  ]);
});

test("each step waits, runs, or says what it came to, at its own place", () => {
  const lines = show({
    name: { step: "name", outcome: "passed", detail: "192.0.2.7", milliseconds: 12 },
    port: { step: "port", outcome: "failed", detail: "", code: "port" },
    tls: { step: "tls", outcome: "skipped", detail: "" },
    sending: { step: "sending", outcome: "running" },
  });
  expect(lines[0]).toContain("Serveur trouvé 192.0.2.7");
  expect(lines[1]).toContain("Réception");
  expect(lines[1]).toContain(catalogues.fr.settings.mailboxFailure.port.remedy);
  expect(lines[2]).toContain("pas vérifié");
  expect(lines.slice(3)).toEqual([
    "Vérification des identifiants en attente",
    "Lecture des dossiers en attente",
    "Essai de l’envoi en cours",
  ]);
});
