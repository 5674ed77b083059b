import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readEmail } from "@/lib/email/parse-read";

const read = (text: string) => readEmail(Buffer.from(text.replaceAll("\n", "\r\n")));

const report = (fields: string, original = "Message-ID: <abc.1@lumen.example>\nSubject: Re: Lampe") =>
  `From: MAILER-DAEMON@mx.example
To: contact@lumen.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce@mx.example>
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

This is the mail system.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

${fields}
--b
Content-Type: message/rfc822

${original}

Bonjour
--b--
`;

describe("a bounce", () => {
  test("says which mail, to whom, and in the server's words why", async () => {
    const { bounce, origin } = await read(
      report(
        "Final-Recipient: rfc822; Eva@Client.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <eva@client.example>:\n  user unknown",
      ),
    );
    expect(bounce).toEqual({
      kind: "failed",
      status: "5.1.1",
      diagnostic: "550 5.1.1 <eva@client.example>: user unknown",
      originalEmailIds: ["abc.1@lumen.example"],
      recipients: ["eva@client.example"],
    });
    expect(origin).toEqual({ kind: "bounce", answerable: false, because: ["bounce"] });
  });

  test("that only says late is no failure, and one that says delivered is none at all", async () => {
    const fields = (action: string, status: string) =>
      `Final-Recipient: rfc822; eva@client.example\nAction: ${action}\nStatus: ${status}`;
    expect((await read(report(fields("delayed", "4.4.1")))).bounce?.kind).toBe("delayed");
    expect((await read(report(fields("failed", "4.4.7")))).bounce?.kind).toBe("failed");
    const delivered = await read(report(fields("delivered", "2.0.0")));
    expect(delivered).toMatchObject({ bounce: null, origin: { kind: "automatic", answerable: false } });
  });

  test("in plain words counts when a daemon sent it, and not when a person forwards it", async () => {
    const words =
      "Hi. This is the qmail-send program.\n<eva@client.example>:\n550 5.1.1 user unknown\n\nMessage-ID: <abc.1@lumen.example>";
    const fromDaemon = await read(`From: MAILER-DAEMON@mx.example\nSubject: failure notice\n\n${words}`);
    expect(fromDaemon.bounce).toMatchObject({
      kind: "failed",
      status: "5.1.1",
      diagnostic: "550 5.1.1 user unknown",
      originalEmailIds: ["abc.1@lumen.example"],
      recipients: ["eva@client.example"],
    });
    const forwarded = await read(
      `From: eva@client.example\nSubject: Fwd: failure notice\n\nQue faire ?\n${words}`,
    );
    expect(forwarded).toMatchObject({ bounce: null, origin: { kind: "person" } });
  });

  test("is not an absence note, nor a parcel that could not be delivered", async () => {
    const away = await read(
      "From: eva@client.example\nReturn-Path: <>\nSubject: Automatic reply: Lampe\nIn-Reply-To: <abc.1@lumen.example>\n\nThis mailbox is unavailable until Monday.",
    );
    expect(away).toMatchObject({ bounce: null, origin: { kind: "automatic" } });
    const parcel = await read(
      "From: noreply@parcel.example\nSubject: Delivery failed: your parcel\n\nThe address was not found.",
    );
    expect(parcel.bounce).toBeNull();
  });

  test("never takes the ids of a whole thread for the mail that bounced", async () => {
    const { bounce } = await read(
      report(
        "Action: failed\nStatus: 5.0.0",
        "References: <old.1@lumen.example> <old.2@lumen.example>\nMessage-ID: <abc.1@lumen.example>",
      ),
    );
    expect(bounce?.originalEmailIds).toEqual(["abc.1@lumen.example"]);
  });

  test("that names an id PostgreSQL could not store names none", async () => {
    const { bounce } = await read(report("Message-ID: <\0> \n"));
    expect(bounce?.originalEmailIds ?? []).toEqual([]);
  });

  test("made of anything is read without a throw, and can be stored", async () => {
    const pieces = fc.constantFrom(
      "Action: failed\n",
      "Status: 5\n",
      "Diagnostic-Code: ",
      "--b\n",
      "\n",
      "Message-ID: <",
      "Final-Recipient: rfc822;",
      "\0",
      "550 ",
      "\ud800",
      "> ",
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(pieces, fc.string({ unit: "binary", maxLength: 20 })), { maxLength: 40 }),
        async (parts) => {
          const { bounce } = await read(report(parts.join("")));
          expect(JSON.stringify(bounce)).not.toMatch(/\\u0000|\\ud[89a-f]/);
        },
      ),
      { numRuns: 150 },
    );
  });
});
