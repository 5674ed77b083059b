import { createHash, randomUUID } from "node:crypto";
import { createCompany } from "@/db/across-companies";
import { type Db, withCompany } from "@/db/company";
import { insertFolder } from "@/db/queries/folders-list";
import { integrations, type Source } from "@/db/schema";
import { fileMessages } from "@/lib/conversations/file-messages";
import type { IncomingMessage } from "@/lib/conversations/incoming-message";
import type { RuleGroup } from "@/lib/triage/rules/rule";

export interface MailCompany {
  companyId: number;
  employeeId: number;
  integrationId: number;
}

/** A company with a mailbox and no folder. */
export async function createMailCompany(): Promise<MailCompany> {
  const email = `${randomUUID()}@atelierlumen.fr`;
  const owner = { name: "Nadia Ferrand", email, passwordHash: "none" };
  const { companyId, employeeId } = await createCompany({ name: "Atelier Lumen", locale: "fr", owner });
  const integrationId = await withCompany(companyId, (db) => insertMailbox(db, email));
  return { companyId, employeeId, integrationId };
}

async function insertMailbox(db: Db, address: string): Promise<number> {
  const [row] = await db
    .insert(integrations)
    .values({ companyId: db.companyId, source: "email", name: address, address })
    .returning({ id: integrations.id });
  return row?.id ?? 0;
}

interface Mail {
  from?: string;
  name?: string;
  subject?: string;
  body?: string;
  attachment?: string;
  source?: Source;
  origin?: IncomingMessage["origin"];
  daysAgo?: number;
  /** The Message-ID it answers. */
  answers?: string;
  emailId?: string;
}

/** Files these mails as they would arrive, each from its own customer unless `from` says otherwise. */
export async function receiveMails({ companyId, integrationId }: MailCompany, mails: Mail[]) {
  return withCompany(companyId, (db) => fileMessages(db, integrationId, mails.map(incoming)));
}

function incoming(mail: Mail): IncomingMessage {
  const address = mail.from ?? `${randomUUID()}@client.com`;
  const { name = "Claire Noël", subject = "Question", body = "Bonjour", attachment } = mail;
  return {
    kind: "inbound",
    source: mail.source ?? "email",
    emailId: mail.emailId ?? `<${randomUUID()}@client.com>`,
    contentHash: randomUUID(),
    ancestors: mail.answers ? [mail.answers] : [],
    groupThread: false,
    receivedAt: new Date(Date.now() - (mail.daysAgo ?? 1) * 86_400_000),
    sender: { name, address },
    customer: { kind: "email", address, name },
    recipients: { to: [{ name: "", address: "contact@atelierlumen.fr" }], cc: [], bcc: [] },
    ...{ subject, body, fullText: body, html: null, quoted: false },
    ...{ origin: mail.origin ?? "person", answerable: true, ours: false, because: [] },
    ...{ bouncedEmailIds: [], bounceFailed: false, bounceDetail: null, unparsedBecause: null },
    attachments: attachment ? [attached(attachment)] : [],
  };
}

const attached = (name: string): IncomingMessage["attachments"][number] => ({
  ...{
    kind: "file",
    name,
    type: "application/pdf",
    size: 12,
    fileKey: randomUUID(),
    contentId: null,
    inline: false,
  },
  sha256: createHash("sha256").update(name).digest("hex"),
});

export const contains = (field: "subject" | "content", value: string): RuleGroup => ({
  match: "any",
  parts: [{ field, operator: "contains", value }],
});

export const addFolder = ({ companyId }: MailCompany, name: string, rule: RuleGroup | null) =>
  withCompany(companyId, (db) => insertFolder(db, { name, icon: "folder", rule }));
