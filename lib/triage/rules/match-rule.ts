import { foldText } from "./fold-text";
import { readPattern } from "./pattern";
import type { PreparedSubject } from "./prepare-subject";
import { quoteFound } from "./quote-found";
import { isGroup, type RuleCondition, type RuleField, type RuleGroup } from "./rule";

/** Which condition answered, and the message's own words it found. */
export interface Evidence {
  field: RuleField;
  operator: RuleCondition["operator"];
  value: string;
  found: string;
}

/** What made the message fit: empty when only the absence of something did. Undefined when it does not fit. */
type Matches = (subject: PreparedSubject) => Evidence[] | undefined;

const compiled = new WeakMap<RuleGroup, Matches>();

/** The rule ready to be asked; the same object is made ready once. */
export function compileRule(rule: RuleGroup): Matches {
  const known = compiled.get(rule);
  if (known) return known;
  const matches = compileGroup(rule);
  compiled.set(rule, matches);
  return matches;
}

function compileGroup({ match, parts }: RuleGroup): Matches {
  const matches = parts.map((part) => (isGroup(part) ? compileGroup(part) : compileCondition(part)));
  return match === "all" ? (subject) => askAll(matches, subject) : (subject) => askAny(matches, subject);
}

function askAll(parts: Matches[], subject: PreparedSubject): Evidence[] | undefined {
  const evidence: Evidence[] = [];
  for (const matches of parts) {
    const found = matches(subject);
    if (!found) return undefined;
    evidence.push(...found);
  }
  return parts.length > 0 ? evidence : undefined;
}

function askAny(parts: Matches[], subject: PreparedSubject): Evidence[] | undefined {
  for (const matches of parts) {
    const found = matches(subject);
    if (found) return found;
  }
  return undefined;
}

interface Span {
  from: number;
  to: number;
}

type Finds = (folded: string) => Span | undefined;

function compileCondition({ field, operator, value, negated }: RuleCondition): Matches {
  const find = compileFinder({ field, operator, value });
  return (subject) => {
    for (const text of subject(field)) {
      const span = find(text.folded);
      if (span)
        return negated ? undefined : [{ field, operator, value, found: quoteFound(field, text, span) }];
    }
    return negated ? [] : undefined;
  };
}

/** A pattern that cannot be read any more finds nothing, rather than stopping the mail. */
function compileFinder({ field, operator, value }: RuleCondition): Finds {
  if (operator === "matches") {
    const pattern = readPattern(value);
    return typeof pattern === "string" ? () => undefined : pattern.find;
  }
  const wanted = wantedText(field, operator, value);
  if (wanted === "") return () => undefined;
  const end = wanted.length;
  if (operator === "is") return (text) => (text.trim() === wanted ? { from: 0, to: text.length } : undefined);
  if (operator === "startsWith") {
    return (text) => (text.startsWith(wanted) ? { from: 0, to: end } : undefined);
  }
  return (text) => {
    const from = text.indexOf(wanted);
    return from < 0 ? undefined : { from, to: from + end };
  };
}

// "@client.com" is how people write a domain.
function wantedText(field: RuleField, operator: RuleCondition["operator"], value: string): string {
  const wanted = foldText(value).trim();
  const isDomain = field === "senderDomain" || (operator === "is" && /^(sender|recipient)$/.test(field));
  return isDomain ? wanted.replace(/^@/, "") : wanted;
}
