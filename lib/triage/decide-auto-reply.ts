import type { Gate } from "@/db/schema";
import { ANSWER_GATES, type AnswerGate } from "@/lib/proposals/check-answer";
import type { Circumstances, ReplyPolicy } from "./reply-circumstances";
import { CONVERSATION_GATES } from "./reply-conversation-gates";
import { LOOP_GATES } from "./reply-loop-gates";
import { SENDER_GATES } from "./reply-sender-gates";
import { SETTING_GATES } from "./reply-setting-gates";
import type { ReplyTest } from "./reply-verdict";

const TESTS = { ...SETTING_GATES, ...SENDER_GATES, ...CONVERSATION_GATES, ...LOOP_GATES };

/** Every check that stands before an automatic answer; its words are `inbox.gates.<name>`. */
export type GateName = keyof typeof TESTS | "answerSure" | AnswerGate;

export interface ReplyVerdict {
  /** A proposal may be written. */
  drafts: boolean;
  /** It may leave without a person; before it is written, as far as can be said. */
  sends: boolean;
  /** All of them, always in the same order. */
  gates: (Gate & { gate: GateName })[];
}

/** Whether a machine may answer, and why. Pure: the same facts are decided the same. */
export function decideAutoReply(circumstances: Circumstances, policy: ReplyPolicy): ReplyVerdict {
  const asked = Object.entries<ReplyTest>(TESTS).map(([gate, test]) => ({
    gate: gate as GateName,
    verdict: test(circumstances, policy),
  }));
  const gates = [...asked.map(gateOf), ...answerGates(circumstances, policy)];
  return {
    drafts: asked.every(({ verdict }) => verdict.stops !== "drafting"),
    sends: gates.every(({ passed }) => passed),
    gates,
  };
}

function gateOf({ gate, verdict }: { gate: GateName; verdict: ReturnType<ReplyTest> }) {
  if (verdict.stops === "nothing") return { gate, passed: true };
  return { gate, passed: false, ...(verdict.detail === undefined ? {} : { detail: verdict.detail }) };
}

/** What was found in the answer itself. One that was never checked does not leave. */
function answerGates({ answer }: Circumstances, { sendThreshold }: ReplyPolicy): ReplyVerdict["gates"] {
  if (!answer) return [];
  const percent = Math.round((answer.confidence ?? 0) * 100);
  const sure = percent >= sendThreshold;
  const found = new Map(answer.gates.map((gate) => [gate.gate, gate]));
  return [
    { gate: "answerSure", passed: sure, ...(sure ? {} : { detail: percent }) },
    ...ANSWER_GATES.map((gate) => ({ ...(found.get(gate) ?? { passed: false, detail: "unchecked" }), gate })),
  ];
}
