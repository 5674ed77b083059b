import type { Locale } from "./locale";
import authEn from "./messages/auth.en.json";
import authFr from "./messages/auth.fr.json";
import commonEn from "./messages/common.en.json";
import commonFr from "./messages/common.fr.json";
import errorsEn from "./messages/errors.en.json";
import errorsFr from "./messages/errors.fr.json";
import inboxEn from "./messages/inbox.en.json";
import inboxFr from "./messages/inbox.fr.json";
import modelEn from "./messages/model.en.json";
import modelFr from "./messages/model.fr.json";
import settingsEn from "./messages/settings.en.json";
import settingsFr from "./messages/settings.fr.json";

const fr = {
  common: commonFr,
  auth: authFr,
  inbox: inboxFr,
  settings: settingsFr,
  model: modelFr,
  errors: errorsFr,
};
const en = {
  common: commonEn,
  auth: authEn,
  inbox: inboxEn,
  settings: settingsEn,
  model: modelEn,
  errors: errorsEn,
};

type Messages = typeof fr;

/** Every word people read, by room. */
export const catalogues: Record<Locale, Messages> = { fr, en };

declare module "use-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
