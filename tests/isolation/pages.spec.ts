import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { fingerprint } from "./catalog";
import { type FilledCompany, fillCompany } from "./fill-company";
import { readTree } from "./read-tree";
import { listSources, load } from "./sources";
import { asEmployee, askFor, asStranger, endOf } from "./visitor";

/** Pages that somebody sees who is not signed in, and why each may. */
const OPEN: Record<string, string> = {
  "app/layout.tsx": "the frame of every page; knows the language and the theme",
  "app/page.tsx": "sends everybody on to the inbox",
  "app/sign-in/page.tsx": "where one signs in",
  "app/welcome/page.tsx": "only while there is no company at all",
};

// What the filters of the list and the pages of the settings read from the address.
const QUERY =
  "view folder status source assignee sort q folderId conversationId integrationId before outcome";

type Draw = (props: unknown) => unknown;
interface Page {
  path: string;
  draw: Draw;
  describe: Draw;
}

async function listPages(): Promise<Page[]> {
  const paths = listSources()
    .map(({ path }) => path)
    .filter((path) => /(^|\/)(page|layout|template|default)\.tsx$/.test(path) && !(path in OPEN));
  return Promise.all(
    paths.map(async (path) => {
      const { default: draw, generateMetadata = () => undefined } = await load(path);
      return { path, draw: draw as Draw, describe: generateMetadata as Draw };
    }),
  );
}

const pages = await listPages();

let ours: FilledCompany;
let theirs: FilledCompany;
let before: Record<string, string>;
beforeAll(async () => {
  ours = await fillCompany({ mark: "amaryllis", id: 1717 });
  theirs = await fillCompany({ mark: "bougainvillea", id: 4242 });
  before = await fingerprint(theirs.companyId);
});
afterEach(async () => expect(await fingerprint(theirs.companyId)).toEqual(before));

test("the pages are found, and those that are open have a reason and are there", () => {
  expect(pages.length).toBeGreaterThan(10);
  const paths = listSources().map(({ path }) => path);
  expect(Object.keys(OPEN).filter((path) => !paths.includes(path))).toEqual([]);
});

describe.each(pages)("$path", (page) => {
  test("shows a stranger nothing", async () => {
    for (const { id } of [ours, theirs]) {
      const end = await asStranger(() => open(page, id));
      expect(end).not.toMatch(/amaryllis|bougainvillea/);
      // A frame may come before the page in it has sent the stranger away; it must then be empty.
      if (!page.path.endsWith("layout.tsx")) expect(end).toMatch(/NEXT_REDIRECT;\w+;\//);
    }
  });

  test("shows nothing of another company whose ids are guessed", async () => {
    for (const id of [theirs.id, theirs.id + 1]) {
      expect(await asEmployee(ours, () => open(page, id))).not.toContain(theirs.mark);
    }
    const isOneOf = /\[\w+\]/.test(page.path);
    const end = await asEmployee(ours, () => open(page, theirs.id));
    if (isOneOf) expect(end).toMatch(/NEXT_HTTP_ERROR_FALLBACK;404|NEXT_REDIRECT/);
  });
});

test("what is our own is shown, so that a leak would be seen", async () => {
  const shown = await Promise.all(
    pages.map(async (page) => [page.path, await asEmployee(ours, () => open(page, ours.id, ""))] as const),
  );
  for (const [path, text] of shown) expect(text, path).not.toMatch(/thrown: (?!NEXT_)/);
  const ownPages = shown.filter(([, text]) => text.includes(ours.mark)).map(([path]) => path);
  expect(ownPages).toEqual(
    expect.arrayContaining([
      "app/inbox/(desk)/layout.tsx",
      "app/inbox/(desk)/[conversationId]/page.tsx",
      "app/inbox/settings/folders/[folderId]/page.tsx",
      "app/inbox/settings/integrations/[integrationId]/page.tsx",
    ]),
  );
});

/** Everything a page and its title say, with the id wherever its address or its query wants one. */
async function open({ path, draw, describe }: Page, id: number, names = QUERY): Promise<string> {
  const segments = [...path.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name = ""]) => name);
  const query = Object.fromEntries(
    names
      .split(" ")
      .filter(Boolean)
      .map((name) => [name, String(id)]),
  );
  askFor(`?${new URLSearchParams(query)}`);
  const props = () => ({
    params: Promise.resolve(Object.fromEntries(segments.map((name) => [name, String(id)]))),
    searchParams: Promise.resolve(query),
    children: null,
  });
  const title = await endOf(async () => describe(props()));
  const page = await endOf(async () => readTree(await draw(props())));
  return `${title}\n${page}`;
}
