/** A mail as it travels. Header fields that are left out are not in it; `received: false` is a mail that never travelled. */
export interface Letter {
  id?: string;
  from?: string;
  to?: string;
  cc?: string;
  replyTo?: string;
  subject?: string;
  inReplyTo?: string;
  references?: string[];
  text?: string;
  received?: boolean;
  headers?: Record<string, string>;
}

const bracketed = (id: string) => `<${id}>`;

export function letter(written: Letter = {}): string {
  const { id, inReplyTo, references, text = "Bonjour, une question.", received = true } = written;
  const fields: Record<string, string | undefined> = {
    Received: received
      ? "from mx.customer.test by mx.atelier.test; Wed, 25 Nov 2026 08:00:00 +0000"
      : undefined,
    "Message-ID": id && bracketed(id),
    From: written.from ?? "Claire Noël <claire@customer.test>",
    To: written.to ?? "support@atelier.test",
    Cc: written.cc,
    "Reply-To": written.replyTo,
    Subject: written.subject ?? "Question",
    Date: "Wed, 25 Nov 2026 08:00:00 +0000",
    "In-Reply-To": inReplyTo && bracketed(inReplyTo),
    References: references?.map(bracketed).join(" "),
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    ...written.headers,
  };
  const head = Object.entries(fields).flatMap(([name, value]) => (value ? [`${name}: ${value}\r\n`] : []));
  return `${head.join("")}\r\n${text.replace(/\r?\n/g, "\r\n")}\r\n`;
}
