import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { withCompany } from "@/db/company";
import { expect, type TestCompany, test } from "../support/e2e";
import { createConversation } from "../support/factories/conversation";
import { createCustomer } from "../support/factories/customer";
import { createFolder } from "../support/factories/folder";
import { createIntegration } from "../support/factories/integration";
import { createMessage } from "../support/factories/message";

/** A conversation of a customer of this name, a minute newer than the one before; open screens hear of it. */
async function receive(
  { companyId }: TestCompany,
  name: string,
  subject = `Question de ${name}`,
): Promise<number> {
  return withCompany(companyId, async (db) => {
    const integration = await createIntegration(db);
    const customer = await createCustomer(db, { name });
    const conversation = await createConversation(db, {
      customerId: customer.id,
      integrationId: integration.id,
      subject,
      preview: `Bonjour, ${subject}`,
      folderId: null,
    });
    await createMessage(db, { conversationId: conversation.id, subject, body: `Bonjour, ${subject}` });
    db.changed.add(conversation.id);
    return conversation.id;
  });
}

/** Opens the desk anew and waits until it listens: from then on keys and news reach it. */
async function open(desk: Page, path = "/inbox"): Promise<void> {
  const counted = desk.waitForResponse("**/inbox/counters");
  await desk.goto(path);
  await counted;
}

const rowOf = (page: Page, name: string): Locator => page.getByRole("row", { name: new RegExp(name) });
const initials = (page: Page) =>
  page.getByRole("row").evaluateAll((rows) => rows.map((row) => /(\w)\., /.exec(row.ariaLabel ?? "")?.[1]));

test.beforeEach(async ({ company }) => {
  await withCompany(company.companyId, (db) => createFolder(db, { name: "Commandes" }));
  for (const name of ["Anna A.", "Bruno B.", "Chloé C."]) await receive(company, name);
});

test("the list is worked through with the keyboard alone, and every act can be undone", async ({ desk }) => {
  await open(desk);
  await expect(rowOf(desk, "Chloé C.")).toBeVisible();
  await desk.keyboard.press("j");
  await expect(rowOf(desk, "Chloé C.")).toBeFocused();
  await desk.keyboard.press("e");
  await expect(rowOf(desk, "Chloé C.")).toHaveCount(0);
  await expect(desk.getByText("1 conversation résolue")).toBeVisible();
  await expect(rowOf(desk, "Bruno B.")).toBeFocused();
  await desk.keyboard.press("z");
  await expect(rowOf(desk, "Chloé C.")).toBeVisible();

  await desk.keyboard.press("x");
  await desk.keyboard.press("Shift+J");
  await expect(desk.getByText("2 sélectionnées")).toBeVisible();
  await desk.keyboard.press("v");
  await desk.getByRole("combobox").fill("comm");
  await desk.keyboard.press("Enter");
  await expect(desk.getByText("2 conversations déplacées dans Commandes")).toBeVisible();
  await expect(desk.getByRole("link", { name: "Commandes 2 non lues" })).toBeVisible();

  await desk.keyboard.press("Enter");
  await expect(desk).toHaveURL(/\/inbox\/\d+$/);
  await desk.keyboard.press("Shift+M");
  await expect(desk.getByText("1 conversation attribuée à vous")).toBeVisible();
  await desk.keyboard.press("u");
  await expect(desk).toHaveURL(/\/inbox$/);
  await desk.keyboard.press("g");
  await desk.keyboard.press("m");
  await expect(desk.getByRole("heading", { name: "À moi", level: 1 })).toBeVisible();
  await expect(desk.getByRole("row")).toHaveCount(1);
});

test("while the pointer is over the list no row moves: news waits in a bar", async ({ desk, company }) => {
  await open(desk);
  await expect(rowOf(desk, "Chloé C.")).toBeVisible();
  await rowOf(desk, "Bruno B.").hover();
  await receive(company, "Denis D.");
  const bar = desk.getByRole("button", { name: "1 nouvelle conversation" });
  await expect(bar).toBeVisible();
  expect(await initials(desk)).toEqual(["C", "B", "A"]);
  // By keyboard: a pointer on its way to the bar would leave the rows, and that alone lets the news in.
  await bar.press("Enter");
  await expect(rowOf(desk, "Denis D.")).toBeVisible();
  await desk.mouse.move(1_000, 600);
  await receive(company, "Emma E.");
  await expect(rowOf(desk, "Emma E.")).toBeVisible();
  await expect(desk).toHaveTitle(/^\(5\) /);
});

test("messages are found as one types, wherever they are, and Esc takes it back", async ({
  desk,
  company,
}) => {
  await receive(company, "Fanny F.", "L’étagère de l’entrée");
  await open(desk);
  await desk.keyboard.press("/");
  await desk.keyboard.type("etageres entr");
  await expect(desk.getByRole("row")).toHaveCount(1);
  await expect(desk.locator("mark").first()).toHaveText("étagère");
  await desk.keyboard.type("zzz");
  await expect(desk.getByText("Aucun message avec")).toBeVisible();
  await desk.keyboard.press("Escape");
  await expect(desk.getByRole("row")).toHaveCount(4);
});

test("filters live in the address, and an empty list says why", async ({ desk }) => {
  await open(desk, "/inbox?status=resolved");
  await expect(desk.getByText("Aucune conversation avec ces filtres")).toBeVisible();
  await desk.getByRole("button", { name: "Effacer les filtres" }).click();
  await expect(desk).toHaveURL(/\/inbox$/);
  await expect(desk.getByRole("row")).toHaveCount(3);
  await desk.getByRole("button", { name: "Attribuée à" }).click();
  await desk.getByRole("menuitemradio", { name: "Moi" }).click();
  await expect(desk).toHaveURL(/assignee=\d+/);
  await desk.goBack();
  await expect(desk.getByRole("row")).toHaveCount(3);
});

test("on a phone one pane is there at a time", async ({ desk }) => {
  await desk.setViewportSize({ width: 390, height: 844 });
  await open(desk);
  await rowOf(desk, "Anna A.").click();
  await expect(desk.getByRole("heading", { name: "Question de Anna A." }).first()).toBeVisible();
  await expect(desk.getByRole("grid")).toBeHidden();
  await desk.goBack();
  await expect(desk.getByRole("grid")).toBeVisible();
  await desk.getByRole("button", { name: "Plus", exact: true }).click();
  await desk
    .getByRole("dialog")
    .getByRole("link", { name: /Commandes/ })
    .click();
  await expect(desk.getByRole("dialog")).toBeHidden();
  await expect(desk.getByText("Tout est traité")).toBeVisible();
  expect(await desk.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test("the desk has no barrier that axe knows of, in light and in dark", async ({ desk }) => {
  await open(desk);
  for (const colorScheme of ["light", "dark"] as const) {
    await desk.emulateMedia({ colorScheme });
    await rowOf(desk, "Anna A.").hover();
    const { violations } = await new AxeBuilder({ page: desk }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  }
});
