import type { RefusalReason } from "@/db/schema";

export type RefusedStatus = 400 | 401 | 404 | 413 | 415;

/** Why a webhook is not taken; the message is for whoever runs the machine at the other end. Nothing of it is stored, but that it was. */
export class WebhookRefusal extends Error {
  constructor(
    readonly status: RefusedStatus,
    message: string,
    /** How it is counted, where its status does not tell. */
    private readonly because?: RefusalReason,
  ) {
    super(message);
    this.name = "WebhookRefusal";
  }

  /** Undefined for what is meant for nobody here. */
  get reason(): RefusalReason | undefined {
    return this.because ?? USUAL[this.status];
  }
}

const USUAL: Record<RefusedStatus, RefusalReason | undefined> = {
  400: "shape",
  401: "forged",
  404: undefined,
  413: "large",
  415: "shape",
};
