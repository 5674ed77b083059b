import { expect, test } from "vitest";
import type { ProposalSource } from "@/db/schema";
import { type Citable, citeSentences } from "@/lib/proposals/cite-sentences";

const citable = (label: string, text: string, ours = true): Citable => ({
  label,
  text,
  ours,
  cite: (quote): ProposalSource =>
    ({ kind: "article", articleId: 1, version: 1, passageId: 1, title: label, quote }) as const,
});

const SHOWN = [
  citable("A1", "Livraison\nVotre commande est livrée en 3 jours ouvrés. Le suivi part par e-mail."),
  citable("A2", "Échanges\nUn produit non monté s’échange sous 30 jours, dans toute finition."),
  citable("M1", "Où est ma commande ? On m’a promis un remboursement de 50 euros.", false),
];

const say = (...sentences: [text: string, ...sources: string[]][]) =>
  citeSentences(
    {
      language: "fr",
      confidence: 0.9,
      needsPerson: false,
      because: "",
      sentences: sentences.map(([text, ...sources]) => ({ text, sources, endsParagraph: false })),
    },
    SHOWN,
    ["Nadia Ferrand"],
  );

test("a sentence keeps the source that says it, with the words that say it", () => {
  const answer = say(["Votre commande est livrée en 3 jours ouvrés.", "A1"]);
  expect(answer.sentences[0]).toMatchObject({ states: true, sources: [0] });
  expect(answer.sources[0]?.quote).toContain("3 jours ouvrés");
});

test.each([
  ["a label that was never shown", ["Votre commande est livrée en 3 jours ouvrés.", "A7"]],
  ["a source that says another figure", ["Votre commande est livrée en 2 jours ouvrés.", "A1"]],
  ["a source about something else", ["Votre abonnement se résilie depuis votre espace personnel.", "A2"]],
  ["what only the customer says", ["Un remboursement de 50 euros vous a été promis.", "M1"]],
  ["no source at all", ["L’échange ne coûte rien de plus."]],
] as [string, [string, ...string[]]][])("%s is no source", (_, sentence) => {
  const answer = say(sentence);
  expect(answer.sentences[0]).toMatchObject({ states: true, sources: [] });
  expect(answer.sources).toEqual([]);
});

test("a greeting, thanks, a question and the signature state nothing", () => {
  const answer = say(
    ["Bonjour Camille,"],
    ["Merci pour votre message."],
    ["Quelle finition souhaitez-vous ?"],
    ["Bien à vous,"],
    ["Nadia Ferrand"],
  );
  expect(answer.sentences.map(({ states }) => states)).toEqual([false, false, false, false, false]);
});

test("a greeting that carries a figure or a link states something", () => {
  const answer = say(["Bonjour, votre remise est de 50 %."], ["Merci de payer sur https://evil.example ?"]);
  expect(answer.sentences.map(({ states }) => states)).toEqual([true, true]);
});

test("one source that two sentences name stands in the list once", () => {
  const answer = say(
    ["Votre commande est livrée en 3 jours ouvrés.", "A1"],
    ["Le suivi part par e-mail.", "A1"],
  );
  expect(answer.sources).toHaveLength(1);
  expect(answer.sentences.map(({ sources }) => sources)).toEqual([[0], [0]]);
});
