/** A refusal of Vonage's in our words (a key under `errors`), and whether trying again can help. */
export interface Refusal {
  key: string;
  isPermanent: boolean;
}

const permanent = (key: string): Refusal => ({ key: `vonage.${key}`, isPermanent: true });
const passing = (key: string): Refusal => ({ key: `vonage.${key}`, isPermanent: false });

// Messages API: https://developer.vonage.com/api-errors/messages. Two digits: the SMS API's `status` and `err-code`.
const KNOWN = new Map<string, Refusal>(
  Object.entries({
    "1000": passing("throttled"),
    "1010": permanent("incomplete"),
    "1020": permanent("incomplete"),
    "1022": permanent("template"),
    "1050": permanent("number"),
    "1060": permanent("login"),
    "1070": permanent("credit"),
    "1080": permanent("login"),
    "1120": permanent("sender"),
    "1160": permanent("number"),
    "1170": permanent("number"),
    "1190": permanent("number"),
    "1240": permanent("optedOut"),
    "1241": passing("throttled"),
    "1250": permanent("number"),
    "1260": permanent("number"),
    "1280": permanent("number"),
    "1300": permanent("notOnWhatsApp"),
    "1320": permanent("twice"),
    "1340": permanent("window"),
    "131047": permanent("window"),
  }),
);

/** What the code in a status or an error of the Messages API means. */
export const describeRefusal = (code: string): Refusal => KNOWN.get(code) ?? permanent("undelivered");

const OF_SMS = new Map<string, Refusal>(
  Object.entries({
    "1": passing("throttled"),
    "2": permanent("incomplete"),
    "3": permanent("incomplete"),
    "4": permanent("login"),
    "6": permanent("number"),
    "7": permanent("optedOut"),
    "8": permanent("login"),
    "9": permanent("credit"),
    "11": permanent("login"),
    "14": permanent("login"),
    "15": permanent("sender"),
    "29": permanent("number"),
  }),
);

/** What the `status` in the SMS API's answer to a sending means. */
export const describeSmsRefusal = (status: string): Refusal => OF_SMS.get(status) ?? permanent("undelivered");
