import type { Gate } from "@/db/schema";
import type { Circumstances, ReplyPolicy } from "./reply-circumstances";

/** What one gate says: "sending" stops only what would leave by itself, "drafting" stops a proposal too. */
export type Verdict = { stops: "nothing" } | { stops: "sending" | "drafting"; detail?: Gate["detail"] };

export type ReplyTest = (circumstances: Circumstances, policy: ReplyPolicy) => Verdict;

export const pass: Verdict = { stops: "nothing" };

/** A person is needed: there may be a draft. */
export const toPerson = (detail?: Gate["detail"]): Verdict => ({ stops: "sending", detail });

/** There is nothing to answer, or nothing that a machine should. */
export const toNobody = (detail?: Gate["detail"]): Verdict => ({ stops: "drafting", detail });
