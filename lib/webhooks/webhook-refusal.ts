export type RefusedStatus = 400 | 401 | 404 | 413 | 415;

/** Why a webhook is not taken; the message is for whoever runs the machine at the other end. Nothing of it is stored. */
export class WebhookRefusal extends Error {
  constructor(
    readonly status: RefusedStatus,
    message: string,
  ) {
    super(message);
    this.name = "WebhookRefusal";
  }
}
