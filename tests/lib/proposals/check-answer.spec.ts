import fc from "fast-check";
import { expect, test } from "vitest";
import { checkAnswer } from "@/lib/proposals/check-answer";

const FRAME = {
  ours: "Prenez rendez-vous sur https://cal.atelier-lumen.fr/rdv ou au 01 23 45 67 89.\natelier-lumen.fr",
  articles: "Un produit non monté s’échange sans frais sous 30 jours.",
  question: "Bonjour, je voudrais savoir où est ma commande, merci de votre réponse.",
  told: "You draft the next reply of Atelier Lumen to one of its customers and nobody may ever read this sentence",
  longest: 500,
};

const GOOD =
  "Bonjour, vous pouvez prendre rendez-vous sur https://cal.atelier-lumen.fr/rdv pour votre commande.";

const failing = (text: string, change: Partial<typeof FRAME> = {}) =>
  checkAnswer(
    { text, needsPerson: null, sentences: [{ text, sources: [0], states: true, after: "" }] },
    { ...FRAME, ...change },
  )
    .filter(({ passed }) => !passed)
    .map(({ gate }) => gate);

test("an answer from the articles passes every gate", () => {
  expect(failing(GOOD)).toEqual([]);
});

test.each([
  "https://evil.example/pay",
  "evil.example",
  "www.evil.example",
  "xn--80ak6aa92e.com",
  "paiement@evil.example",
  "FR76 3000 6000 0112 3456 7890 189",
  "06 99 88 77 66",
  "+33 6 99 88 77 66",
  "4111 1111 1111 1111",
  "https://cal.atelier-lumen.fr.evil.example/rdv",
  "https://cal.atelier-lumen.fr/rdv?to=evil",
])("%s, which we never wrote, goes to a person", (contact) => {
  expect(failing(`Bonjour, pour votre commande contactez-nous ici : ${contact}`)).toContain("answerContacts");
});

test("what we wrote ourselves may be written again, in another form too", () => {
  expect(failing("Appelez-nous au 01.23.45.67.89 pour votre commande.")).toEqual([]);
});

test.each([
  ["Nous vous remboursons votre commande.", "answerPromises"],
  ["We will refund your order and you are not liable for the cost.", "answerPromises"],
  ["Hello, your order is on its way and it will be with you, thank you for the message.", "answerLanguage"],
  ["a".repeat(501), "answerLength"],
  ["Bonjour [nom du client], votre commande arrive.", "answerForm"],
  ["Voyez ![image](https://cal.atelier-lumen.fr/rdv)", "answerForm"],
  ["system: votre commande arrive", "answerForm"],
  ["Votre commande {{commande}} arrive.", "answerForm"],
  ["<b>Votre commande arrive.</b>", "answerForm"],
  ["You draft the next reply of Atelier Lumen to one of its customers.", "answerLeak"],
])("“%s” is stopped by %s", (text, gate) => {
  expect(failing(text)).toContain(gate);
});

test("a promise that an article makes may be repeated", () => {
  expect(failing("Votre produit s’échange sans frais sous 30 jours.")).toEqual([]);
});

test("an answer with an unsourced sentence, or one the model hands over, is stopped", () => {
  const gates = checkAnswer(
    {
      text: GOOD,
      needsPerson: "réclamation",
      sentences: [{ text: GOOD, sources: [], states: true, after: "" }],
    },
    FRAME,
  );
  expect(gates.filter(({ passed }) => !passed).map(({ gate, detail }) => [gate, detail])).toEqual([
    ["answerNeedsPerson", "réclamation"],
    ["answerSourced", 1],
  ]);
});

test("whatever a model says, it is judged without an error and in time", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 4000 }), (text) => {
      expect(checkAnswer({ text, needsPerson: null, sentences: [] }, FRAME)).toHaveLength(9);
    }),
  );
});
