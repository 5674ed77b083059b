import type { Db } from "@/db/company";
import { insertActivities } from "@/db/queries/conversation-changes";
import { resumeAutomaticAnswers, stopAutomaticAnswers } from "@/db/queries/model-settings";

// Names no conversation: open screens read what stands around the list again.
const EVERY_SCREEN = 0;

/** Nothing is sent by machine from this moment on. Done twice, the first moment and person stay. */
export async function stopAnswers(db: Db, employeeId: number): Promise<void> {
  if (!(await stopAutomaticAnswers(db, employeeId))) return;
  await insertActivities(db, [{ employeeId, verb: "answersStopped" }]);
  db.changed.add(EVERY_SCREEN);
}

export async function resumeAnswers(db: Db, employeeId: number): Promise<void> {
  if (!(await resumeAutomaticAnswers(db))) return;
  await insertActivities(db, [{ employeeId, verb: "answersResumed" }]);
  db.changed.add(EVERY_SCREEN);
}
