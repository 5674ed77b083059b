import type { Example } from "@/lib/triage/learn/train-classifier";

const OPENINGS = ["Bonjour,", "Bonsoir Madame, Monsieur,", "Bonjour à toute l’équipe,", "Hello,", ""];
const CLOSINGS = [
  "Merci d’avance.",
  "Cordialement, Élodie",
  "Bien à vous, M. Lefèvre",
  "Bonne journée !",
  "",
];
const THINGS = [
  "la lampe Aurore",
  "le fauteuil Noé",
  "ma commande n° 48213",
  "le tapis berbère",
  "l’étagère en chêne",
];

const MATTERS = {
  Livraison: [
    "Où en est le colis ? J’attends toujours {}.",
    "Le livreur n’est jamais passé pour {}, pouvez-vous vérifier l’expédition ?",
    "Quand {} sera-t-elle expédiée ? Le suivi du transporteur ne bouge plus.",
    "Je n’ai rien reçu : le transporteur dit avoir livré {} chez un voisin.",
  ],
  Retour: [
    "Je souhaite renvoyer {}, comment obtenir l’étiquette de retour ?",
    "{} ne me convient pas, je voudrais être remboursé sous quatorze jours.",
    "Quel est le délai de rétractation pour retourner {} ?",
    "J’ai renvoyé {} la semaine dernière, à quand le remboursement ?",
  ],
  Facture: [
    "Pouvez-vous m’envoyer la facture pour {}, au nom de ma société ?",
    "Il manque le numéro de TVA sur la facture de {}.",
    "J’ai besoin d’un justificatif d’achat pour {} pour ma comptabilité.",
    "La facture de {} comporte une erreur d’adresse de facturation.",
  ],
  Casse: [
    "{} est arrivé cassé, le carton était enfoncé. Photos jointes.",
    "Il manque une vis et un pied est abîmé sur {}.",
    "{} ne fonctionne plus après deux jours, c’est un défaut.",
    "Le tissu est déchiré et il y a une rayure sur {}.",
  ],
};

/** What customers of a French shop write, one matter each: every letter once. */
export const shopLetters: Example<string>[] = Object.entries(MATTERS).flatMap(([label, matters]) =>
  matters.flatMap((matter) =>
    THINGS.flatMap((thing, at) =>
      OPENINGS.map((opening, row) => {
        const closing = CLOSINGS[(row + at) % CLOSINGS.length];
        return { label, text: `${opening} ${matter.replace("{}", thing)} ${closing}`.trim() };
      }),
    ),
  ),
);

/** Written otherwise, about the same matters. */
export const otherLetters: Example<string>[] = [
  { label: "Livraison", text: "Mon colis est bloqué chez le transporteur depuis mardi, que fait-on ?" },
  { label: "Livraison", text: "pas de nouvelle de l'expedition de ma commande, le suivi est vide" },
  { label: "Retour", text: "Je change d’avis. Comment faire pour le retour et le remboursement ?" },
  { label: "Retour", text: "Je n’ai pas encore été remboursée de l’article que j’ai renvoyé." },
  { label: "Facture", text: "Notre comptable réclame la facture avec la TVA, merci." },
  { label: "Facture", text: "Erreur sur l'adresse de la societe dans votre facture" },
  { label: "Casse", text: "Le carton est arrivé enfoncé et le miroir est cassé." },
  { label: "Casse", text: "Un pied abîmé, une rayure : c’est un défaut de fabrication." },
];
