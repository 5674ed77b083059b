export const SIGNATURE_METHODS = ["md5hash", "md5", "sha1", "sha256", "sha512"] as const;

/** How Vonage is asked for a number, as it stands in the form. */
export interface NumberDraft {
  name: string;
  number: string;
  apiKey: string;
  apiSecret: string;
  signatureSecret: string;
  signatureMethod: (typeof SIGNATURE_METHODS)[number];
  api: "messages" | "sms";
  applicationId: string;
  privateKey: string;
}

export const EMPTY_NUMBER: NumberDraft = {
  name: "",
  number: "",
  apiKey: "",
  apiSecret: "",
  signatureSecret: "",
  signatureMethod: "sha256",
  api: "messages",
  applicationId: "",
  privateKey: "",
};

export interface NumberPartProps {
  draft: NumberDraft;
  change: (changed: Partial<NumberDraft>) => void;
  refusedAt: (field: string) => string | undefined;
  source: "sms" | "whatsapp";
  isNew: boolean;
}
