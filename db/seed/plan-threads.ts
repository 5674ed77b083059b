import { DEMO_ACCOUNT } from "@/lib/auth/demo-account";
import { type Chance, makeChance } from "./chance";
import { COLLEAGUES } from "./company";
import { fillIn } from "./fill-in";
import { beforeHours, CUSTOMER_HOURS, OFFICE_HOURS, withinHours } from "./office-hours";
import people from "./people.json";
import { STORIES, type Story } from "./stories";

export type Person = Omit<(typeof people)[number], "language">;

export interface ThreadPart {
  by: "customer" | "employee" | "note";
  text: string;
  at: Date;
  emailId: string;
  author: string;
}

/** A past conversation, told to where it had come by now. */
export interface Thread {
  story: Story;
  person: Person;
  box: string;
  subject: string;
  parts: ThreadPart[];
}

const DAY_MS = 86_400_000;
const DAYS = 90;
const CONVERSATIONS = 156;
const PRODUCTS = ["Halo", "Nuée", "Orée", "Lune", "Brume", "Filo"];

/** The conversations of the last 90 days before `now`, oldest first; the same for the same `now`. */
export function planThreads(now: Date): Thread[] {
  const chance = makeChance(20_260_412);
  const stories = shuffle(STORIES, chance);
  const [nadia, colleagues] = [DEMO_ACCOUNT.name, COLLEAGUES.map(({ name }) => name)];
  const authors = [nadia, nadia, ...colleagues];
  return Array.from({ length: CONVERSATIONS }, (_, index) => {
    // Denser towards today, as an inbox is.
    const age = 600_000 + DAYS * DAY_MS * ((index + 1) / CONVERSATIONS) ** 2.3;
    const story = stories[index % stories.length] as Story;
    return tellStory({ story, index, chance, now, author: chance.pick(authors) }, now.getTime() - age);
  }).reverse();
}

function shuffle<Item>(items: readonly Item[], chance: Chance): Item[] {
  return items
    .map((item) => ({ item, place: chance.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

interface Telling {
  story: Story;
  index: number;
  chance: Chance;
  now: Date;
  author: string;
}

function tellStory(telling: Telling, startsAt: number): Thread {
  const { story, chance, now } = telling;
  const person = choosePerson(story, chance);
  const values = valuesOf(person, chance);
  const write = (text: string, at: Date) => fillIn(text, { values, at, language: story.language });
  const parts: ThreadPart[] = [];
  let at = beforeHours(new Date(startsAt), CUSTOMER_HOURS);
  for (const [position, line] of story.lines.entries()) {
    if (position > 0) at = withinHours(pause(at, line, chance), hoursOf(line));
    if (at.getTime() > now.getTime() - 240_000) break;
    parts.push(partOf(telling, { line, at, position, text: write(line.slice(2), at) }));
  }
  const subject = write(story.subject, parts[0]?.at ?? now);
  return { story, person, box: `${story.box ?? "contact"}@atelierlumen.fr`, subject, parts };
}

const hoursOf = (line: string) => (line.startsWith(">") ? CUSTOMER_HOURS : OFFICE_HOURS);

function choosePerson(story: Story, chance: Chance): Person {
  const known = people.filter(({ language }) => language === story.language);
  const person = chance.pick(known);
  if (!story.from) return person;
  return { name: "Inès Robin", organization: "Client.com, support", address: story.from, city: "Lyon" };
}

function valuesOf({ city, name }: Person, chance: Chance): Record<string, string> {
  return {
    city,
    customer: name.split(" ")[0] ?? name,
    product: chance.pick(PRODUCTS),
    order: String(chance.between(12_040, 12_389)),
    invoice: `2026-0${chance.between(311, 489)}`,
    quote: `D-${chance.between(2100, 2399)}`,
    amount: `${chance.between(2, 34) * 45} €`,
    few: String(chance.between(3, 5)),
  };
}

const HOUR_MS = 3_600_000;

function pause(at: Date, line: string, chance: Chance): Date {
  const [shortest, longest] = line.startsWith(">") ? [0.6, 30] : line.startsWith("#") ? [0.1, 1] : [0.3, 9];
  return new Date(at.getTime() + (shortest + chance.next() ** 2 * (longest - shortest)) * HOUR_MS);
}

interface Told {
  line: string;
  at: Date;
  position: number;
  text: string;
}

const KINDS = { ">": "customer", "<": "employee", "#": "note" } as const;

function partOf({ index, author }: Telling, { line, at, position, text }: Told): ThreadPart {
  const by = KINDS[line[0] as keyof typeof KINDS] ?? "customer";
  const host = by === "customer" ? "courriel.example" : "atelierlumen.fr";
  return { by, text, at, author, emailId: `demo-${index}-${position}.${at.getTime().toString(36)}@${host}` };
}
