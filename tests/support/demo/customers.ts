import { randomBytes } from "node:crypto";
import { simpleParser } from "mailparser";
import { createTransport } from "nodemailer";
import people from "@/db/seed/people.json";
import type { ReceivedEmail } from "../smtp-server";
import answers from "./answers.json";
import stories from "./live-stories.json";
import type { DemoPost } from "./mailboxes";

/** Customers who go on writing, by SMTP, and who answer when they are answered. */
export interface Customers {
  /** `told` stories were told in an earlier run; they are not told again by the same people. */
  begin(told: number): void;
  receive(mail: ReceivedEmail, to: string): void;
  stop(): void;
}

interface Letter {
  from: { name: string; address: string };
  to: string;
  subject: string;
  text: string;
  inReplyTo?: string;
  references?: string[];
}

const FIRST_AFTER_MS = 8_000;
const ANSWERS_AT_MOST = 4;
/** Every live mail has an id of this kind, by which a later run counts them. */
export const LIVE_MARK = "Message-ID: <live-";

/** `pace` 1 is that of people; with 0.1 everything takes a tenth of the time. */
export function makeCustomers(getPost: () => DemoPost, pace: number): Customers {
  const timers = new Set<NodeJS.Timeout>();
  const answered = new Map<string, number>();
  const inTime = (delayMs: number, run: () => Promise<void>) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      // The demo may end between writing and sending; nobody misses that mail.
      run().catch(() => undefined);
    }, delayMs * pace);
    timers.add(timer);
  };
  const tell = (index: number, delayMs: number) =>
    inTime(delayMs, async () => {
      await post(getPost(), letterOf(index));
      tell(index + 1, index < stories.length ? between(20_000, 60_000) : between(240_000, 480_000));
    });
  return {
    begin: (told) => tell(told, FIRST_AFTER_MS),
    receive: (mail, to) => {
      const times = answered.get(to) ?? 0;
      answered.set(to, times + 1);
      if (times >= ANSWERS_AT_MOST) return;
      inTime(between(15_000, 40_000), async () => {
        const letter = await answerOf(mail, { to, times });
        if (letter) await post(getPost(), letter);
      });
    },
    stop: () => timers.forEach(clearTimeout),
  };
}

const between = (first: number, last: number) => first + Math.round(Math.random() * (last - first));

async function post({ smtp, sender }: DemoPost, letter: Letter): Promise<void> {
  const messageId = `<live-${randomBytes(8).toString("hex")}@${letter.from.address.split("@")[1]}>`;
  const transport = createTransport({ host: smtp.host, port: smtp.port, auth: sender, ignoreTLS: true });
  await transport.sendMail({ ...letter, messageId });
}

/** The first time each story is told by its own person, later by anybody who speaks its language. */
function letterOf(index: number): Letter {
  const story = stories[index % stories.length] as (typeof stories)[number];
  const language = story.language ?? "fr";
  const others = people.filter((person) => person.language === language);
  const other = others[(index * 7) % others.length];
  const from = index < stories.length || !other ? { name: story.name, address: addressOf(story) } : other;
  const hello = language === "en" ? "Hello," : "Bonjour,";
  return {
    from: { name: from.name, address: from.address },
    to: `${story.box}@atelierlumen.fr`,
    subject: story.subject,
    text: `${hello}\n\n${story.text}\n\n${from.name}`,
  };
}

function addressOf({ name, address }: (typeof stories)[number]): string {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return address ?? `${plain.replace(/[^a-z]+/g, ".")}@courriel.example`;
}

async function answerOf(
  mail: ReceivedEmail,
  { to, times }: { to: string; times: number },
): Promise<Letter | undefined> {
  const { messageId, references = [], subject = "", text = "", headers } = await simpleParser(mail.raw);
  if (headers.has("auto-submitted") || !messageId) return undefined;
  const story = stories.find((one) => addressOf(one) === to);
  const person = people.find((one) => one.address === to);
  const language = (story?.language ?? person?.language ?? "fr") === "en" ? "en" : "fr";
  const name = story?.name ?? person?.name ?? to;
  const generic = answers[language][times % answers[language].length] ?? "";
  const quote = text.trim().replace(/^/gm, "> ");
  const day = new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(new Date());
  const head = language === "en" ? `On ${day}, Atelier Lumen wrote:` : `Le ${day}, Atelier Lumen a écrit :`;
  return {
    from: { name, address: to },
    to: mail.from,
    subject: /^re\s*:/i.test(subject) ? subject : `Re: ${subject}`,
    text: `${story?.answers[times] ?? generic}\n\n${name.split(" ")[0]}\n\n${head}\n\n${quote}`,
    inReplyTo: messageId,
    references: [references, messageId].flat(),
  };
}
