import { composeEmail } from "@/lib/email/smtp-compose";
import { type Chance, makeChance } from "./chance";
import { type MadeFile, makeFile } from "./files";
import phrases from "./phrases.json";
import type { Thread, ThreadPart } from "./plan-threads";

/** A mail as it lies in a mailbox. */
export interface PostedMail {
  box: string;
  folder: "INBOX" | "Sent";
  at: Date;
  raw: Buffer;
}

/** The mails of the past conversations; what the customers wrote lies in the inbox, what we answered in Sent. */
export async function writeMails(threads: Thread[]): Promise<PostedMail[]> {
  const chance = makeChance(7);
  const mails: PostedMail[] = [];
  for (const thread of threads) {
    const letters = thread.parts.filter((part) => part.by !== "note");
    for (const [position, part] of letters.entries()) {
      const raw = await writeMail({ thread, part, earlier: letters.slice(0, position), chance });
      mails.push({ box: thread.box, folder: part.by === "customer" ? "INBOX" : "Sent", at: part.at, raw });
    }
  }
  return mails;
}

interface Letter {
  thread: Thread;
  part: ThreadPart;
  earlier: ThreadPart[];
  chance: Chance;
}

async function writeMail(letter: Letter): Promise<Buffer> {
  const { thread, part, earlier } = letter;
  const us = { name: `${part.author} – Atelier Lumen`, address: thread.box };
  const them = { name: thread.person.name, address: thread.person.address };
  const ours = part.by === "employee";
  const files = filesOf(letter);
  const text = ours ? ourText(thread, part) : theirText(letter);
  return composeEmail({
    emailId: `<${part.emailId}>`,
    inReplyTo: earlier.length > 0 ? `<${earlier.at(-1)?.emailId}>` : null,
    references: earlier.map((one) => `<${one.emailId}>`),
    date: part.at,
    from: ours ? us : them,
    to: [ours ? them : { name: "Atelier Lumen", address: thread.box }],
    subject: earlier.length > 0 ? `Re: ${thread.subject}` : thread.subject,
    text,
    html: thread.story.html && !ours ? asHtml(text, files) : null,
    attachments: files.map((file) => ({
      ...file,
      contentId: thread.story.html ? `${file.name}@photo` : null,
    })),
  });
}

function filesOf({ thread, part, earlier, chance }: Letter): MadeFile[] {
  const { files = [], ourFiles = [] } = thread.story;
  const firstOfOurs = part.by === "employee" && !earlier.some((one) => one.by === "employee");
  const names = earlier.length === 0 ? files : firstOfOurs ? ourFiles : [];
  return names.map((name) => makeFile(name, thread.subject, chance));
}

function ourText({ story, person }: Pick<Thread, "story" | "person">, part: ThreadPart): string {
  const { hello, goodbye } = phrases[story.language].ours;
  const first = person.name.split(" ")[0] ?? person.name;
  return `${hello.replace("{customer}", first)}\n\n${part.text}\n\n${goodbye}\n${part.author}\nAtelier Lumen`;
}

function theirText({ thread, part, earlier, chance }: Letter): string {
  const { hello, again, goodbye } = phrases[thread.story.language].theirs;
  const { name, organization } = thread.person;
  const open = chance.pick(earlier.length === 0 ? hello : again);
  const full = organization ? `${name}\n${organization}` : name;
  const close = chance
    .pick(goodbye)
    .replace("{first}", name.split(" ")[0] ?? name)
    .replace("{me}", full);
  const answered = earlier.findLast((one) => one.by === "employee");
  const quote = answered && chance.next() < 0.7 ? `\n\n${quoted(thread, answered)}` : "";
  return `${open}${part.text}\n\n${close}${quote}`;
}

function quoted(thread: Thread, answered: ThreadPart): string {
  const french = thread.story.language === "fr";
  const day = new Intl.DateTimeFormat(french ? "fr-FR" : "en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "Europe/Paris",
  }).format(answered.at);
  const who = `${answered.author} – Atelier Lumen <${thread.box}>`;
  const head = french ? `Le ${day}, ${who} a écrit :` : `On ${day}, ${who} wrote:`;
  const text = ourText(thread, answered).replace(/^/gm, "> ");
  return `${head}\n\n${text}`;
}

function asHtml(text: string, files: MadeFile[]): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const paragraphs = escaped.split("\n\n").map((paragraph) => `<p>${paragraph.replaceAll("\n", "<br>")}</p>`);
  const images = files.map((file) => `<p><img src="cid:${file.name}@photo" alt="" width="320"></p>`);
  return `<html><body style="font-family: Georgia, serif">${paragraphs.join("")}${images.join("")}</body></html>`;
}
