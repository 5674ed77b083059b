import errorsEn from "@/lib/i18n/messages/errors.en.json";
import errorsFr from "@/lib/i18n/messages/errors.fr.json";

const en = {
  usage: "Say what to start: demo, dev, start, sync or migrate.",
  variable: "{name} in the environment or in .env is not usable: {problem}",
  node: "Node {found} is too old: install Node 20.20 or newer (https://nodejs.org).",
  port: "Port {port} is taken: stop what uses it, or choose another one with PORT={other}.",
  already: "Inbox already runs on port {port} (process {pid}): open {url}, or stop it first.",
  secret: "{name} is not set: production with your own database needs it (see .env.example).",
  inngestKey: "{name} is not set: an Inngest server needs both keys; set it too, or unset the other one.",
  inngestDev: "INNGEST_DEV is set: it opens the jobs to everyone; unset it in production.",
  serverless:
    "Embedded parts need a machine that stays on, and {host} is serverless: set DATABASE_URL and INNGEST_SIGNING_KEY.",
  databaseSilent: "The database at {host} does not answer ({problem}): check DATABASE_URL.",
  databaseOld: "PostgreSQL {found} at {host} is too old: Inbox needs version 15 or newer.",
  platform:
    "The embedded PostgreSQL does not exist for {detail}: set DATABASE_URL to a PostgreSQL of your own.",
  "no-account":
    "PostgreSQL cannot run as root and none of the accounts {detail} exists: start Inbox as an ordinary user, or set DATABASE_URL.",
  "other-account":
    "The database in {detail} belongs to another account: start Inbox as that account, or as root if root made it.",
  "not-writable":
    "{detail} cannot be written: make it writable, or choose another folder with INBOX_DATA_DIR.",
  "secrets-lost":
    "{detail} is missing but its database is there: put it back from a backup, or remove its folder to begin anew.",
  "server-failed": "The embedded PostgreSQL does not start: {detail}",
  buildFailed: "The build failed; all it said is in {log}.",
  nextEnded: "The web server ended by itself ({reason}); what it last said stands above. Start Inbox again.",
  nextSilent: "The web server has not answered for {seconds} seconds; what it said stands above.",
  databaseEnded: "The database stopped and could not be brought back: start Inbox again.",
  worldEnded: "The demo's outside world ended by itself: start the demo again.",
  demoInUse: "DATABASE_URL leads to an inbox in use: unset it for the demo, which brings its own database.",
  stepDatabase: "Starting PostgreSQL",
  stepMigrate: "Preparing the database",
  stepSeed: "Writing the demo company and starting what is outside of it",
  stepBuild: "Building the pages, once, about a minute",
  stepServer: "Starting the web server",
  stepLeftovers: "Tidying up after a start that was killed",
  stopping: "Stopping …",
  restored: "PostgreSQL had stopped and runs again.",
  ready: "Inbox is ready: {url}",
  signIn: "Sign in: {email}   Password: {password}",
  phone: "A customer’s phone: {url}",
  demo: "Everything outside is simulated here: the mail servers, the telephones, and the customers who write.",
  first: "The first visit makes your company and its owner.",
  leave: "Ctrl-C stops everything.",
  synced:
    "{address}: {received} received, {duplicates} duplicates, {newsletters} newsletters, {setApart} set apart",
  syncFailed: "{address}: {failure}",
  noMailbox: "No mailbox is connected: connect one in the settings, or resume one that is paused.",
};

export type Sentence = keyof typeof en;

const fr: Record<Sentence, string> = {
  usage: "Dites ce qu’il faut lancer : demo, dev, start, sync ou migrate.",
  variable: "{name}, dans l’environnement ou dans .env, est inutilisable : {problem}",
  node: "Node {found} est trop ancien : installez Node 20.20 ou plus récent (https://nodejs.org).",
  port: "Le port {port} est pris : arrêtez ce qui l’occupe, ou choisissez-en un autre avec PORT={other}.",
  already: "Inbox tourne déjà sur le port {port} (processus {pid}) : ouvrez {url}, ou arrêtez-le d’abord.",
  secret: "{name} n’est pas défini : la production avec votre propre base en a besoin (voir .env.example).",
  inngestKey:
    "{name} n’est pas défini : un serveur Inngest demande les deux clés ; définissez-le, ou retirez l’autre.",
  inngestDev: "INNGEST_DEV est défini : il ouvre les tâches à tous ; retirez-le en production.",
  serverless:
    "Les parties embarquées veulent une machine allumée, et {host} est « serverless » : définissez DATABASE_URL et INNGEST_SIGNING_KEY.",
  databaseSilent: "La base de données à {host} ne répond pas ({problem}) : vérifiez DATABASE_URL.",
  databaseOld: "PostgreSQL {found} à {host} est trop ancien : il faut la version 15 ou plus récente.",
  platform: "Le PostgreSQL embarqué n’existe pas pour {detail} : donnez le vôtre par DATABASE_URL.",
  "no-account":
    "PostgreSQL refuse de tourner en root et aucun des comptes {detail} n’existe : lancez Inbox en utilisateur ordinaire, ou définissez DATABASE_URL.",
  "other-account":
    "La base dans {detail} appartient à un autre compte : lancez Inbox avec ce compte, ou en root si root l’a créée.",
  "not-writable":
    "Impossible d’écrire dans {detail} : rendez-le inscriptible, ou choisissez un autre dossier avec INBOX_DATA_DIR.",
  "secrets-lost":
    "{detail} manque alors que sa base est là : remettez-le depuis une sauvegarde, ou supprimez son dossier pour repartir de zéro.",
  "server-failed": "Le PostgreSQL embarqué ne démarre pas : {detail}",
  buildFailed: "La construction a échoué ; tout ce qu’elle a dit est dans {log}.",
  nextEnded:
    "Le serveur web s’est arrêté tout seul ({reason}) ; son dernier message est ci-dessus. Relancez Inbox.",
  nextSilent: "Le serveur web ne répond pas depuis {seconds} secondes ; ce qu’il a dit est ci-dessus.",
  databaseEnded: "La base de données s’est arrêtée et n’a pas pu être relancée : relancez Inbox.",
  worldEnded: "Le monde extérieur de la démo s’est arrêté tout seul : relancez la démo.",
  demoInUse:
    "DATABASE_URL mène à une boîte déjà utilisée : retirez-le pour la démo, qui apporte sa propre base.",
  stepDatabase: "Démarrage de PostgreSQL",
  stepMigrate: "Préparation de la base",
  stepSeed: "Écriture de l’entreprise de démonstration et démarrage de ce qui l’entoure",
  stepBuild: "Construction des pages, une seule fois, environ une minute",
  stepServer: "Démarrage du serveur web",
  stepLeftovers: "Rangement après un lancement interrompu",
  stopping: "Arrêt en cours …",
  restored: "PostgreSQL s’était arrêté ; il tourne à nouveau.",
  ready: "Inbox est prêt : {url}",
  signIn: "Connexion : {email}   Mot de passe : {password}",
  phone: "Le téléphone d’un client : {url}",
  demo: "Tout l’extérieur est simulé ici : les serveurs de courrier, les téléphones, et les clients qui écrivent.",
  first: "La première visite crée votre entreprise et son propriétaire.",
  leave: "Ctrl-C arrête tout.",
  synced:
    "{address} : {received} reçus, {duplicates} doublons, {newsletters} newsletters, {setApart} mis de côté",
  syncFailed: "{address} : {failure}",
  noMailbox:
    "Aucune boîte n’est connectée : connectez-en une dans les réglages, ou reprenez-en une qui est en pause.",
};

const speaksFrench = () => Intl.DateTimeFormat().resolvedOptions().locale.startsWith("fr");

/** In French where LC_ALL, LC_MESSAGES or LANG says so, else in English. */
export function phrase(sentence: Sentence, values: Record<string, string | number> = {}): string {
  const words = speaksFrench() ? fr : en;
  return words[sentence].replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** Why a mailbox could not be read, as its page says it; a code that has no sentence stays as it is. */
export function phraseFailure(code: string): string {
  const sentences: Record<string, string> = (speaksFrench() ? errorsFr : errorsEn).mailbox;
  return sentences[code] ?? code;
}
