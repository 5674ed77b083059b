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

/** In the order in which they are asked; the first that matches wins. */
export const DEMO_FOLDERS: { name: string; icon: string; rule: RuleGroup }[] = [
  {
    name: "Commandes",
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
    icon: "calendar-days",
    rule: any(
      ...contains("subject", "RDV"),
      ...contains("content", "rendez-vous"),
      ...contains("subject", "appointment", "visite"),
    ),
  },
  {
    name: "SAV et réparations",
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
    icon: "file-pen-line",
    rule: any(
      ...contains("subject", "devis", "tarif", "appel d’offres", "sur mesure", "quote", "trade price"),
      all(...contains("subject", "prix"), ...contains("content", "chambre")),
      all(ON_A_PHONE, any(...contains("content", "devis", "un tarif"))),
    ),
  },
  {
    name: "Facturation",
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
