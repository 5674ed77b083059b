import "server-only";
import { listCompanyIds } from "@/db/across-companies";
import { jobsDatabase } from "@/inngest/embedded/connection";
import { findRun, listRuns, type RunDetails, type RunStatus, type RunSummary } from "@/inngest/embedded/runs";

const PAGE = 50;

/** The runs a company may see: those about it, and the installation's own where it is the only company. */
export async function listCompanyRuns(
  companyId: number,
  { status, before }: { status?: RunStatus; before?: string },
): Promise<{ runs: RunSummary[]; more: boolean }> {
  const only = await isOnlyCompany(companyId);
  const runs = await listRuns(jobsDatabase(), {
    status,
    before,
    companyId: only ? undefined : companyId,
    limit: PAGE,
  });
  return { runs, more: runs.length === PAGE };
}

/** Undefined for a run of another company as for one that is not there. */
export async function findCompanyRun(companyId: number, runId: string): Promise<RunDetails | undefined> {
  const run = await findRun(jobsDatabase(), runId);
  if (!run) return undefined;
  const about = (run.event.data as { companyId?: unknown } | undefined)?.companyId;
  if (about === companyId) return run;
  return about === undefined && (await isOnlyCompany(companyId)) ? run : undefined;
}

async function isOnlyCompany(companyId: number): Promise<boolean> {
  const ids = await listCompanyIds();
  return ids.length === 1 && ids[0] === companyId;
}
