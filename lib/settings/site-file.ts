import * as v from 'valibot';
import { readPattern } from './site-pattern';
import { siteModes, withRule, type SiteRules } from './sites';

const formatVersion = 1;

/** Why a file's rules cannot be taken. */
export const siteFileProblems = ['notRules', 'newer', 'wrongRule'] as const;
export type SiteFileProblem = (typeof siteFileProblems)[number];

/** `subject` is the rule that cannot be taken. */
export class SiteFileError extends Error {
  override readonly name = 'SiteFileError';
  readonly code: SiteFileProblem;
  readonly subject: string | undefined;

  constructor(
    code: SiteFileProblem,
    { subject, cause }: { subject?: string; cause?: unknown } = {},
  ) {
    super(`Expected rules of sites, got ${code}: ${subject ?? 'all of it'}`, { cause });
    this.code = code;
    this.subject = subject;
  }
}

const fileSchema = v.object({
  candidSites: v.number(),
  elsewhere: v.picklist(siteModes),
  rules: v.array(v.object({ pattern: v.string(), mode: v.picklist(siteModes) })),
});

/** The rules as a JSON file that a person can keep, read, change and hand on. */
export function writeSiteFile({ elsewhere, rules }: SiteRules): string {
  return `${JSON.stringify({ candidSites: formatVersion, elsewhere, rules }, null, 2)}\n`;
}

/**
 * Reads a file of `writeSiteFile`, also one that a person has changed by hand.
 *
 * @throws SiteFileError
 */
export function readSiteFile(text: string): SiteRules {
  const content = parseJson(text);
  if (v.is(v.object({ candidSites: v.pipe(v.number(), v.gtValue(formatVersion)) }), content)) {
    throw new SiteFileError('newer');
  }
  const parsed = v.safeParse(fileSchema, content);
  if (!parsed.success) throw new SiteFileError('notRules');
  const { elsewhere, rules } = parsed.output;
  return rules.reduce<SiteRules>(
    (read, { pattern, mode }) => withRule(read, { pattern: toPattern(pattern), mode }),
    { elsewhere, rules: [] },
  );
}

function toPattern(text: string): string {
  const typed = readPattern(text);
  if (typed.status === 'refused') throw new SiteFileError('wrongRule', { subject: text });
  return typed.pattern;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SiteFileError('notRules', { cause });
  }
}
