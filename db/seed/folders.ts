import type { RuleCondition, RuleGroup } from "@/lib/triage/rules/rule";

type Field = RuleCondition["field"];

const contains = (field: Field, ...values: string[]): RuleCondition[] =>
  values.map((value) => ({ field, operator: "contains", value }));

const any = (...parts: RuleGroup["parts"]): RuleGroup => ({ match: "any", parts });
const all = (...parts: RuleGroup["parts"]): RuleGroup => ({ match: "all", parts });

const ON_A_PHONE = any(
  { field: "source", operator: "is", value: "sms" },
  { field: "source", operator: "is", value: "whatsapp" },
);

interface DemoFolder {
  name: string;
  icon: string;
  /** Read by the model where no rule matches. */
  description: string;
  rule: RuleGroup;
  autoReply?: "draft";
  followUpDays?: number;
}

/** In the order in which they are asked; the first that matches wins. */
export const DEMO_FOLDERS: DemoFolder[] = [
  {
    name: "Commandes",
    description:
      "Où en est une commande, une livraison, un colis, un suivi, un délai, un ajout à une commande. Orders and delivery.",
    autoReply: "draft",
    icon: "package",
    rule: any(
      ...contains("subject", "commande", "livraison", "colis", "delivery", "shipping"),
      { field: "subject", operator: "matches", value: "\\border \\d{5}" },
      all(...contains("content", "délai"), ...contains("content", "commander")),
      // A mail that names an order may be about anything; a message of one line is about it.
      all(ON_A_PHONE, any(...contains("content", "commande 1", "colis", "livraison", "livreur"))),
    ),
  },
  {
    name: "Rendez-vous",
    description:
      "Prendre, déplacer ou annuler un rendez-vous au showroom, à l’atelier ou pour une pose. Appointments and visits.",
    autoReply: "draft",
    followUpDays: 3,
    icon: "calendar-days",
    rule: any(
      ...contains("subject", "RDV"),
      ...contains("content", "rendez-vous"),
      ...contains("subject", "appointment", "visite"),
    ),
  },
  {
    name: "SAV et réparations",
    description:
      "Un luminaire en panne, cassé, à réparer, une pièce détachée, la garantie, une notice. Repairs and spare parts.",
    icon: "wrench",
    rule: any(
      all(
        { field: "senderAddress", operator: "is", value: "support@client.com" },
        ...contains("content", "problème"),
      ),
      { field: "recipient", operator: "is", value: "sav@atelierlumen.fr" },
      ...contains("subject", "réparation", "garantie", "spare part"),
      all(ON_A_PHONE, any(...contains("content", "réparée", "un éclat"))),
    ),
  },
  {
    name: "Devis pro",
    description: "Une demande de devis ou de tarif, pour un hôtel, un architecte, plusieurs pièces. Quotes.",
    icon: "file-pen-line",
    rule: any(
      ...contains("subject", "devis", "tarif", "appel d’offres", "sur mesure", "quote", "trade price"),
      all(...contains("subject", "prix"), ...contains("content", "chambre")),
      all(ON_A_PHONE, any(...contains("content", "devis", "un tarif"))),
    ),
  },
  {
    name: "Facturation",
    description: "Une facture, un paiement, un virement, un acompte, un avoir. Invoices and payments.",
    icon: "receipt-text",
    rule: any(
      ...contains("subject", "facture", "invoice", "acompte", "prélèvement", "TVA", "payment", "virement"),
      all(...contains("attachment", "facture"), {
        field: "attachment",
        operator: "matches",
        value: "\\.pdf$",
      }),
    ),
  },
];
