import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { messages } from "@/db/schema";
import { openIntake } from "@/tests/support/arrivals";
import { letter } from "@/tests/support/letter";

const RECEIVED =
  "Received: from mail.customer.test by mx.house.test with ESMTPS; Mon, 2 Nov 2026 09:00:00 +0100\n";
const authenticated = (dmarc: string) => `Authentication-Results: mx.house.test; dmarc=${dmarc}\n${RECEIVED}`;

test("a mail is kept with what its server said of the sender, and with the signs of a machine", async () => {
  const intake = await openIntake();
  await intake.keep([
    { raw: authenticated("pass") + letter({ id: "1@c.test", subject: "Proven" }) },
    { raw: authenticated("fail") + letter({ id: "2@c.test", subject: "Forged" }) },
    { raw: RECEIVED + letter({ id: "3@c.test", subject: "Silent" }) },
    {
      raw:
        authenticated("pass") +
        letter({ id: "4@c.test", subject: "Away", headers: { "Auto-Submitted": "auto-replied" } }),
    },
    {
      raw:
        authenticated("pass") +
        letter({ id: "6@c.test", subject: "Elsewhere", replyTo: "claire@private.test" }),
    },
    { inSent: true, id: "5@c.test", subject: "Sent" },
  ]);
  await intake.receive();

  const rows = await withCompany(intake.companyId, (db) => db.select().from(messages));
  const kept = Object.fromEntries(rows.map((message) => [message.subject, message]));
  expect(kept.Proven).toMatchObject({ dmarc: "pass", answerable: true, unanswerableBecause: null });
  expect(kept.Forged).toMatchObject({
    dmarc: "fail",
    answerable: false,
    unanswerableBecause: ["dmarc-fail"],
  });
  expect(kept.Silent).toMatchObject({ dmarc: null, answerable: true });
  expect(kept.Away).toMatchObject({ answerable: false, unanswerableBecause: ["auto-submitted"] });
  expect(kept.Elsewhere).toMatchObject({ answerable: false, unanswerableBecause: ["reply-elsewhere"] });
  expect(kept.Sent).toMatchObject({ dmarc: null, unanswerableBecause: null });
});
