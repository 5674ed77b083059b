import { beforeAll, expect, test } from "vitest";
import { readFilter } from "@/lib/conversations/view/list-filter";
import { searchConversations } from "@/lib/search/search-conversations";
import { makeListWorld } from "../../support/list-world";

type World = Awaited<ReturnType<typeof makeListWorld>>;

let world: World;
let other: World;
let ids: Record<string, number>;

const search = (typed: string, scope = "", from = world) =>
  searchConversations(from.companyId, {
    filter: readFilter(`${scope}&q=${encodeURIComponent(typed)}`),
    employeeId: from.employeeId,
  });

beforeAll(async () => {
  world = await makeListWorld("search");
  other = await makeListWorld("search-other");
  ids = {
    lamp: await world.converse({
      subject: "Étagère à l’entrée",
      status: "resolved",
      folderId: world.folderId,
    }),
    order: await world.converse({ subject: "Commande AB-1234" }),
    invoice: await world.converse({ subject: "Facture" }),
    english: await world.converse({ subject: "Broken canopy" }),
  };
  await world.write(ids.lamp ?? 0, {
    subject: "Étagère à l’entrée",
    body: "Les livraisons arrivent à l’été. L’abat-jour est fêlé, commande n°4412.",
    sentAt: new Date(Date.UTC(2026, 0, 1)),
  });
  await world.write(ids.order ?? 0, {
    subject: "Commande AB-1234",
    body: "Une livraison au canapé, jour et abat, réf. CD-5678",
    senderName: "Élodie Masson",
    sentAt: new Date(Date.UTC(2026, 0, 2)),
  });
  await world.write(ids.invoice ?? 0, {
    body: "Voir la pièce jointe.",
    attachmentNames: ["facture-2026_mai.pdf"],
    sentAt: new Date(Date.UTC(2026, 0, 3)),
  });
  await world.write(ids.english ?? 0, {
    subject: "Broken canopy",
    body: "The cover came off; don't replace it – «\u00a0please\u00a0»…\u00a0thanks🙏",
    sentAt: new Date(),
  });
  const theirs = await other.converse({ subject: "Étagère" });
  await other.write(theirs, { subject: "Étagère", body: "livraison secrète" });
});

test.each([
  ["accents do not matter", "etagere", ["lamp"]],
  ["nor does case", "ÉTAGÈRE ", ["lamp"]],
  ["a word is found while it is typed", "livrai", ["order", "lamp"]],
  ["a plural finds the singular", "livraisons ", ["order", "lamp"]],
  ["a singular finds the plural", "livraison ", ["order", "lamp"]],
  ["also as the last word", "livraisons", ["order", "lamp"]],
  ["every word must be there", "livraison canapé", ["order"]],
  ["quotes ask for the words side by side", '"abat-jour est fêlé"', ["lamp"]],
  ["a reference as it is written", "AB-1234", ["order"]],
  ["a reference while it is typed", "AB-12", ["order"]],
  ["only its number", "1234", ["order"]],
  ["its number in the text", "5678 ", ["order"]],
  ["a number behind its sign", "4412", ["lamp"]],
  ["a word behind a typographer’s apostrophe", "été ", ["lamp"]],
  ["typed with one too", "l’entrée", ["lamp"]],
  ["a word in French quotes", "please ", ["english"]],
  ["a word with a sign at its end", "thanks ", ["english"]],
  ["the part of an attachment’s name", "2026 mai", ["invoice"]],
  ["who wrote", "elodie mas", ["order"]],
  ["stop words ask for nothing", "la livraison de ", ["order", "lamp"]],
  ["the beginning of a word that also is a stop word", "can", ["english", "order"]],
  ["signs mean nothing", "livraison & | ! ( ) : * ' \\ canapé", ["order"]],
  ["nothing is found where nothing is", "zyg", []],
])("%s: %s", async (_, typed, names) => {
  const { rows } = await search(typed);
  const nameOf = (id: number) => Object.keys(ids).find((name) => ids[name] === id);
  expect(rows.map((row) => nameOf(row.id))).toEqual(names);
});

test("a search looks at every status unless one is asked for", async () => {
  expect((await search("etagere")).rows).toHaveLength(1);
  expect((await search("etagere", "status=open")).rows).toHaveLength(0);
  expect((await search("etagere", `folder=${world.folderId}`)).rows).toHaveLength(1);
  expect((await search("canape", "folder=none")).rows).toHaveLength(0);
});

test("what was found is told from the text around it", async () => {
  const [row] = (await search("etagere fele")).rows;
  expect(row?.found?.subject).toEqual(["", "Étagère", " à l’entrée"]);
  expect(row?.found?.snippet.filter((_, index) => index % 2 === 1)).toContain("fêlé");
});

test("a word behind a typographer’s apostrophe is marked without it", async () => {
  const [row] = (await search("entree ete ")).rows;
  expect(row?.found?.subject).toEqual(["Étagère à l’", "entrée", ""]);
  expect(row?.found?.snippet.join("")).toContain("à l’été. L’abat-jour");
});

test("another company finds its own only", async () => {
  const { rows } = await search("etagere livraison", "", other);
  expect(rows.map((row) => row.subject)).toEqual(["Étagère"]);
  expect((await search("canape", "", other)).rows).toEqual([]);
});

test("the pages of a search go through every conversation", async () => {
  const many = await makeListWorld("search-many");
  const all: number[] = [];
  for (let n = 0; n < 70; n += 1) {
    const id = await many.converse();
    all.push(id);
    await many.write(id, { body: `lampe ${n}`, sentAt: new Date(Date.UTC(2026, 0, 1, 0, n)) });
  }
  const seen = new Set<number>();
  let cursor: string | undefined;
  do {
    const page = await searchConversations(many.companyId, {
      filter: readFilter("q=lampe"),
      employeeId: many.employeeId,
      cursor,
    });
    for (const row of page.rows) seen.add(row.id);
    cursor = page.next ?? undefined;
  } while (cursor);
  expect([...seen].toSorted()).toEqual(all.toSorted());
});
