import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenAiServer, startOpenAiServer } from "@/tests/support/openai-server";
import { measureModel } from "./model";

const KNOWN: Record<string, object> = {
  "Where is my parcel?": { label: "delivery", confidence: 0.9 },
  "Send me the invoice": { label: "delivery", confidence: 0.8 },
  "I was charged, maybe": { label: "invoice", confidence: 0.4 },
  "What is the capital of France?": { label: "none of these", confidence: 0.9 },
};

let server: OpenAiServer;
beforeAll(async () => {
  server = await startOpenAiServer({ answer: ({ data }) => KNOWN[data] ?? {} });
});
afterAll(() => server.stop());

test("a model is measured as what is learnt is: a wrong shape, an unknown label or little certainty is no answer", async () => {
  const result = await measureModel(
    "bitext",
    {
      learnt: [
        { text: "", label: "delivery" },
        { text: "", label: "invoice" },
      ],
      aside: [
        { text: "Where is my parcel?", label: "delivery" },
        { text: "Send me the invoice", label: "invoice" },
        { text: "I was charged, maybe", label: "invoice" },
        { text: "Answered in another shape", label: "invoice" },
      ],
      outOfScope: ["What is the capital of France?"],
    },
    { baseUrl: server.url, apiKey: "sk-test", model: "stand-in" },
  );
  expect(result).toMatchObject({
    accuracy: 0.5,
    coverage: 0.5,
    precision: 0.5,
    outOfScopeAbstained: 1,
    aside: 4,
  });
  expect(server.requests[0]).toMatchObject({ schemaName: "label", data: "Where is my parcel?" });
});
