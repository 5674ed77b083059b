import { isWithinHours } from "./is-within-hours";
import { pass, type ReplyTest, toNobody, toPerson } from "./reply-verdict";

/** What the company and its folder allow. */
export const SETTING_GATES = {
  modelOn: (_, { modelOff }) => (modelOff ? toNobody(modelOff) : pass),
  folderOn: (_, { mode }) => (mode === "off" ? toNobody() : pass),
  promptWritten: (_, { hasPrompt }) => (hasPrompt ? pass : toNobody()),
  folderAutomatic: (_, { mode }) => (mode === "draft" ? toPerson() : pass),
  rehearsed: (_, { mode, isRehearsed }) => (mode !== "automatic" || isRehearsed ? pass : toPerson()),
  notStopped: (_, { isStopped }) => (isStopped ? toPerson() : pass),
  hours: ({ now }, { replyHours, openingHours, timeZone }) => {
    if (replyHours === "always") return pass;
    if (!openingHours) return toPerson("noHours");
    const isOpen = isWithinHours(now, { openingHours, timeZone });
    return isOpen === (replyHours === "open") ? pass : toPerson(isOpen ? "open" : "closed");
  },
} satisfies Record<string, ReplyTest>;
