import { randomBytes } from "node:crypto";
import { type HoodiecrowMailbox, startImapServer } from "../imap-server";
import { type ReceivedEmail, type SmtpServer, startSmtpServer } from "../smtp-server";

/** One of the demo company's mailboxes, on servers of this machine that really speak IMAP and SMTP. */
export interface DemoMailbox {
  address: string;
  imap: HoodiecrowMailbox;
  smtp: { host: string; port: number };
}

/** A mail a server had before it was restarted. */
export interface KnownMail {
  path: string;
  uid: number;
  uidValidity: string;
  receivedAt: Date;
  raw: Buffer;
}

const ADDRESSES = ["contact@atelierlumen.fr", "sav@atelierlumen.fr"];

export interface DemoPost {
  mailboxes: DemoMailbox[];
  smtp: SmtpServer;
  /** The account customers send with. */
  sender: { user: string; pass: string };
  close(): Promise<void>;
}

/** Mail to our addresses lies in their INBOX at once; mail to anybody else is handed to `toCustomer`. */
export async function openMailboxes(
  toCustomer: (mail: ReceivedEmail, to: string) => void,
): Promise<DemoPost> {
  const password = randomBytes(12).toString("base64url");
  const boxes = await Promise.all(
    ADDRESSES.map(async (address) => ({
      address,
      imap: await startImapServer({ username: address, password }),
    })),
  );
  const onMail = async (mail: ReceivedEmail) => {
    for (const to of mail.to) {
      const box = boxes.find(({ address }) => address === to.toLowerCase());
      if (box) await box.imap.deliver(mail.raw);
      else toCustomer(mail, to.toLowerCase());
    }
  };
  const sender = { user: "customers@courriel.example", pass: randomBytes(12).toString("base64url") };
  const accounts = new Map([[sender.user, sender.pass], ...ADDRESSES.map((one) => [one, password] as const)]);
  const smtp = await startSmtpServer({ accounts, onMail });
  return {
    mailboxes: boxes.map((box) => ({ ...box, smtp: { host: smtp.host, port: smtp.port } })),
    smtp,
    sender,
    close: async () => {
      await Promise.all([smtp.close(), ...boxes.map(({ imap }) => imap.close())]);
    },
  };
}

/** Puts back what a restarted server had, under the numbers it had them; what is there stays. */
export async function restoreMails(
  { imap }: DemoMailbox,
  mails: KnownMail[],
  folders: { path: string; uidValidity: string; nextUid: number }[],
): Promise<void> {
  for (const { path, uidValidity } of folders) {
    imap.renumber(path, { uidvalidity: Number(uidValidity), uidnext: 1 });
    const there = new Set(imap.folder(path).map(({ uid }) => uid));
    const inOrder = mails.filter(
      (mail) => mail.path === path && mail.uidValidity === uidValidity && !there.has(mail.uid),
    );
    for (const { uid, raw, receivedAt } of inOrder.sort((a, b) => a.uid - b.uid)) {
      imap.renumber(path, { uidnext: uid });
      await imap.deliver(raw, { folder: path, flags: ["\\Seen"], date: receivedAt });
    }
  }
  for (const { path, nextUid } of folders) imap.renumber(path, { uidnext: nextUid });
}
