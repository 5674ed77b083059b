import { expect, test } from "vitest";
import { readOptOut } from "@/lib/sms/opt-out";

test.each([
  "STOP",
  "stop",
  " Stop. ",
  "ARRÊT",
  "Arret",
  "STOP SMS",
  "stop 36111",
  "Désabonner",
  "UNSUBSCRIBE",
])("“%s” asks for no more", (text) => expect(readOptOut(text)).toBe("out"));

test.each(["START", "start!", "Reprise"])("“%s” asks to hear from us again", (text) =>
  expect(readOptOut(text)).toBe("in"),
);

test.each(["", "Ne vous arrêtez pas", "stop à la pub svp", "Non-stop", "Fin de journée ?", "OK"])(
  "“%s” is a message like others",
  (text) => expect(readOptOut(text)).toBeUndefined(),
);
