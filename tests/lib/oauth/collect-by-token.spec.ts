import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { syncMailbox } from "@/lib/intake/sync-mailboxes";
import { type DovecotMailbox, isDovecotInstalled, startDovecotServer } from "@/tests/support/dovecot-server";
import { type HoodiecrowMailbox, startImapServer } from "@/tests/support/imap-server";
import { letter } from "@/tests/support/letter";
import { type ConnectedMailbox, listAllMessages } from "@/tests/support/mailbox";
import { consentedMailbox, storedMailbox } from "@/tests/support/oauth-mailbox";
import { type OAuthServer, startOAuthServer, trustOAuthServer } from "@/tests/support/oauth-server";

type Server = HoodiecrowMailbox | DovecotMailbox;

const hasDovecot = isDovecotInstalled();

let provider: OAuthServer;
beforeAll(async () => {
  provider = await startOAuthServer();
  trustOAuthServer(provider);
});
afterAll(() => provider.close());
beforeEach(() => Object.assign(provider, { asked: [], refusal: undefined, also: {} }));

const sync = ({ companyId, integrationId }: ConnectedMailbox) => syncMailbox(companyId, integrationId);
const subjectsOf = async (mailbox: ConnectedMailbox) =>
  (await listAllMessages(mailbox)).map(({ subject }) => subject).toSorted();

describe.each<{ name: string; start: (given: { accessToken: string }) => Promise<Server>; skip: boolean }>([
  { name: "hoodiecrow", start: startImapServer, skip: false },
  {
    name: hasDovecot ? "Dovecot" : "Dovecot, which is not installed here",
    start: startDovecotServer,
    skip: !hasDovecot,
  },
])("a mailbox that XOAUTH2 opens on $name", ({ start, skip }) => {
  let server: Server;
  beforeEach(async () => {
    if (!skip) server = await start({ accessToken: "access-0" });
  });
  afterEach(() => server?.close());

  test.skipIf(skip)("gives each mail once, and nothing the second time", async () => {
    await server.deliver(letter({ id: "1@customer.test", subject: "Unread" }));
    await server.deliver(letter({ id: "2@customer.test", subject: "Read elsewhere" }), { flags: ["\\Seen"] });
    const mailbox = await consentedMailbox({ imap: server });

    expect(await sync(mailbox)).toMatchObject({ received: 2, failure: null });
    expect(await sync(mailbox)).toMatchObject({ received: 0, duplicates: 0, failure: null });
    expect(await subjectsOf(mailbox)).toEqual(["Read elsewhere", "Unread"]);
    expect(provider.asked).toEqual([]);
  });

  test.skipIf(skip)("is read with another token when the server refuses the one it had", async () => {
    const mailbox = await consentedMailbox({ imap: server });
    server.acceptToken("access-1");
    provider.also = { access_token: "access-1" };
    await server.deliver(letter({ id: "1@customer.test", subject: "Later" }));

    expect(await sync(mailbox)).toMatchObject({ received: 1, failure: null });
    expect(provider.asked).toMatchObject([{ grant_type: "refresh_token" }]);
  });

  test.skipIf(skip)("says that the consent is gone, and then brings what came meanwhile", async () => {
    const mailbox = await consentedMailbox({ imap: server });
    await sync(mailbox);
    server.acceptToken("none");
    provider.refusal = { status: 400, error: "invalid_grant" };
    await server.deliver(letter({ id: "1@customer.test", subject: "Meanwhile" }));

    expect(await sync(mailbox)).toMatchObject({ received: 0, failure: "consent" });
    expect(await storedMailbox(mailbox)).toMatchObject({ failure: "consent" });

    server.acceptToken("access-2");
    Object.assign(provider, { refusal: undefined, also: { access_token: "access-2" } });
    expect(await sync(mailbox)).toMatchObject({ received: 1, failure: null });
    expect(await subjectsOf(mailbox)).toEqual(["Meanwhile"]);
  });
});
