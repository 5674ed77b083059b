import type { Signing } from "./verify-signature";

interface Example {
  url: string;
  secret: string;
  signing: Signing;
}

const MESSAGE = {
  id: "example-1",
  thread_id: "order-1042",
  sender: { name: "Camille Renaud", email: "camille@example.com" },
  subject: "Order 1042",
  text: "Where is my order?",
};
const BODY = JSON.stringify(MESSAGE);

/** A message to a custom webhook, signed, as a shell command that can be pasted as it is. */
export function writeCurlExample({ url, secret, signing }: Example): string {
  const send = `curl -i ${quoted(url)} -H 'content-type: application/json'`;
  if (signing === "github") {
    return `SECRET=${quoted(secret)}
BODY=${quoted(BODY)}
PROOF=$(printf %s "$BODY" | openssl dgst -sha256 -hmac "$SECRET" -r | cut -d ' ' -f 1)
${send} -H "x-hub-signature-256: sha256=$PROOF" --data-raw "$BODY"`;
  }
  return `SECRET=${quoted(secret)}
BODY=${quoted(BODY)}
TIME=$(date +%s)
ID="msg_$TIME"
KEY=$(printf %s "\${SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')
PROOF=$(printf %s "$ID.$TIME.$BODY" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | openssl base64 -A)
${send} -H "webhook-id: $ID" -H "webhook-timestamp: $TIME" -H "webhook-signature: v1,$PROOF" --data-raw "$BODY"`;
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** The same for Node, without any package. */
export function writeNodeExample({ url, secret, signing }: Example): string {
  const signed =
    signing === "github"
      ? `const proof = createHmac("sha256", secret).update(body).digest("hex");
const signature = { "x-hub-signature-256": \`sha256=\${proof}\` };`
      : `const id = \`msg_\${Date.now()}\`;
const time = Math.floor(Date.now() / 1000);
const key = Buffer.from(secret.replace("whsec_", ""), "base64");
const proof = createHmac("sha256", key).update(\`\${id}.\${time}.\${body}\`).digest("base64");
const signature = { "webhook-id": id, "webhook-timestamp": String(time), "webhook-signature": \`v1,\${proof}\` };`;
  return `import { createHmac } from "node:crypto";

const secret = ${JSON.stringify(secret)};
const body = JSON.stringify(${JSON.stringify(MESSAGE, null, 2)});
${signed}

const response = await fetch(${JSON.stringify(url)}, {
  method: "POST",
  headers: { "content-type": "application/json", ...signature },
  body,
});
console.log(response.status, await response.text());`;
}

/** Every field a message may have, for the settings page. */
export const WHOLE_MESSAGE = JSON.stringify(
  {
    ...MESSAGE,
    in_reply_to: "msg_1_204",
    sent_at: "2026-11-24T09:12:00+01:00",
    sender: { name: "Camille Renaud", email: "camille@example.com", phone: "+33612345678" },
    html: "<p>Where is my order?</p>",
    attachments: [{ name: "note.txt", type: "text/plain", content: "SGVsbG8=" }],
  },
  null,
  2,
);

/** What a callback gets, for the settings page. */
export const WHOLE_ANSWER = JSON.stringify(
  {
    type: "message.sent",
    timestamp: "2026-11-24T09:30:00.000Z",
    data: {
      id: "msg_1_204",
      conversation_id: 31,
      thread_id: "order-1042",
      in_reply_to: "example-1",
      to: { name: "Camille Renaud", address: "camille@example.com" },
      author: { name: "Nadia Benali" },
      subject: "Re: Order 1042",
      text: "It leaves tomorrow.",
      attachments: [],
    },
  },
  null,
  2,
);
