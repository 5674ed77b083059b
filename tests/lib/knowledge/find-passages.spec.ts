import { beforeAll, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { embedArticle } from "@/lib/knowledge/embed-article";
import { findPassages } from "@/lib/knowledge/find-passages";
import { archiveArticle, publishArticle, unpublishArticle } from "@/lib/knowledge/publish-article";
import { saveArticle } from "@/lib/knowledge/save-article";
import { createCompany } from "@/tests/support/factories/company";

const ARTICLES: Record<string, string> = {
  Livraison: `## Délais
La livraison d’une commande prend de trois à cinq jours ouvrés en France métropolitaine.
## Suivi du colis
Un e-mail avec le numéro de suivi part dès que le colis est remis au transporteur.`,
  "Retours et remboursements": `## Renvoyer un article
Vous avez trente jours pour renvoyer un article dans son emballage d’origine.
## Être remboursé
Vous êtes remboursé sous dix jours sur la carte qui a payé, frais d’envoi compris.`,
  Garantie: `Nos appareils sont garantis deux ans. Une panne est réparée gratuitement, batterie comprise.`,
  "Horaires du magasin": `Le magasin de Lyon est ouvert du mardi au samedi, de 10 h à 19 h.`,
  "Gift cards": `A gift card is valid for one year and can be used for several orders.`,
};

let companyId: number;
let employeeId: number;
const ids: Record<string, number> = {};

async function publish(company: { companyId: number; employeeId: number }, title: string, body: string) {
  return withCompany(company.companyId, async (db) => {
    const { employeeId } = company;
    const saved = await saveArticle(db, { articleId: null, version: 1, title, body, employeeId });
    await publishArticle(db, { ...saved, employeeId });
    return saved.articleId;
  });
}

beforeAll(async () => {
  ({ companyId, employeeId } = await createCompany());
  for (const [title, body] of Object.entries(ARTICLES)) {
    ids[title] = await publish({ companyId, employeeId }, title, body);
  }
});

const ask = (question: string, limit = 3) => findPassages(companyId, { question, limit });

test.each([
  ["Bonjour, quand aurai-je mes livraisons ? Merci, cordialement", "Livraison"],
  ["Quels sont vos delais pour livrer une commande", "Livraison"],
  ["où est mon COLIS ?", "Livraison"],
  ["Je veux être remboursée de mes articles", "Retours et remboursements"],
  ["remboursement", "Retours et remboursements"],
  ["puis-je renvoyer des articles ?", "Retours et remboursements"],
  ["Mon appareil est en panne, la garantie joue-t-elle ?", "Garantie"],
  ["L'appareil est-il garanti ? La réparation est gratuite ?", "Garantie"],
  ["Quelles sont les heures d’ouverture du magasin le samedi ?", "Horaires du magasin"],
  ["Are your gift cards still valid?", "Gift cards"],
  ["my order", "Gift cards"],
])("« %s » is answered from “%s”", async (question, title) => {
  const [best] = await ask(question);
  expect(best).toMatchObject({ title, articleId: ids[title], version: 1, score: 1 });
});

test("the best passage comes first with the headings it stands under", async () => {
  const found = await ask("Quand serai-je remboursé ?");
  expect(found[0]).toMatchObject({ heading: "Être remboursé", body: expect.stringContaining("dix jours") });
  expect(found[0]?.changedAt).toBeInstanceOf(Date);
  for (const { score } of found) expect(score).toBeLessThanOrEqual(1);
});

test("courtesies, little words and what no article speaks of find nothing", async () => {
  for (const question of [
    "Bonjour Madame, merci, cordialement",
    "est-ce que le ou la",
    "",
    "xylophone ?!",
    "🙂 :-)",
  ]) {
    expect(await ask(question)).toEqual([]);
  }
});

test("no sign in a question is an order to the search", async () => {
  for (const question of ["livraison' | !x & (:*", "\\ ' \" <-> livraison:A", "livraison ".repeat(5000)]) {
    expect((await ask(question))[0]?.title).toBe("Livraison");
  }
});

test("no company finds another's articles", async () => {
  const other = await createCompany();
  expect(await findPassages(other.companyId, { question: "livraison", limit: 5 })).toEqual([]);
  await publish(other, "Livraison", "La livraison coûte neuf euros chez nous.");
  const found = await findPassages(other.companyId, { question: "livraison", limit: 5 });
  expect(found.map(({ body }) => body)).toEqual(["La livraison coûte neuf euros chez nous."]);
});

test("only what is published is found, in the version that was published", async () => {
  const company = await createCompany();
  const search = () => findPassages(company.companyId, { question: "parrainage", limit: 5 });
  const run = <Result>(act: (db: Parameters<typeof saveArticle>[0]) => Promise<Result>) =>
    withCompany(company.companyId, act);
  const { employeeId } = company;
  const draft = await run((db) =>
    saveArticle(db, {
      articleId: null,
      version: 1,
      title: "Offres",
      body: "Le parrainage rapporte 10 €.",
      employeeId,
    }),
  );
  expect(await search()).toEqual([]);
  await run((db) => publishArticle(db, { ...draft, employeeId }));
  expect(await search()).toHaveLength(1);
  const next = await run((db) =>
    saveArticle(db, { ...draft, title: "Offres", body: "Le parrainage rapporte 15 €.", employeeId }),
  );
  expect(await search()).toMatchObject([{ version: 1, body: "Le parrainage rapporte 10 €." }]);
  await run((db) => publishArticle(db, { ...next, employeeId }));
  expect(await search()).toMatchObject([{ version: 2, body: "Le parrainage rapporte 15 €." }]);
  await run((db) => unpublishArticle(db, { ...next, employeeId }));
  expect(await search()).toEqual([]);
  await run((db) => publishArticle(db, { ...next, employeeId }));
  await run((db) => archiveArticle(db, { ...next, employeeId }));
  expect(await search()).toEqual([]);
});

test("without an embedding model nothing is computed, and words still find", async () => {
  expect(await embedArticle(companyId, ids.Livraison ?? 0)).toBe(0);
  expect((await ask("livraisons"))[0]?.title).toBe("Livraison");
});

test("a few thousand passages are searched in a moment", async () => {
  const company = await createCompany();
  const words =
    "colis suivi retour facture panier carte compte client service produit taille couleur prix".split(" ");
  const section = (index: number) =>
    `## Sujet ${index}\n${Array.from({ length: 40 }, (_, at) => words[(index * 7 + at * 3) % words.length]).join(" ")}`;
  await publish(company, "Tout", Array.from({ length: 3000 }, (_, index) => section(index)).join("\n\n"));
  await publish(company, "Divers", "L’abonnement se résilie en ligne.");
  const startedAt = performance.now();
  const found = await findPassages(company.companyId, {
    question: "résilier mon abonnement, colis, carte, prix",
    limit: 5,
  });
  expect(performance.now() - startedAt).toBeLessThan(1500);
  expect(found[0]?.title).toBe("Divers");
}, 60_000);
