import type { Address } from '@hypothec/model';
import { createSiweMessage, parseSiweMessage, validateSiweMessage } from 'viem/siwe';
import type { SiweMessage } from 'viem/siwe';
import { Problem } from '../errors/problem.ts';

/** What a message must be for. */
export interface SignInRules {
  /** Origin of the page that sends it; allowed by the operator. */
  readonly origin: string;
  readonly chainId: number;
  /** Unix milliseconds. */
  readonly now: number;
}

/** How far the clock of who signed may be ahead. */
const AHEAD_MS = 5 * 60_000;

const refused = (why: string): Problem =>
  new Problem('sign-in-refused', `The signed message is refused: ${why}`);

const dateLine = /^(Issued At|Expiration Time|Not Before): (\S+)$/gm;

/** The message with its instants as JavaScript writes them; they may be written in other ways. */
function withPlainDates(message: string): string {
  return message.replace(dateLine, (line: string, name: string, instant: string) => {
    const time = Date.parse(instant);
    return Number.isNaN(time) ? line : `${name}: ${new Date(time).toISOString()}`;
  });
}

/**
 * The fields of a message, only if they are all that it says: written again from them, it is the
 * same. What is shown to who signs has no place for anything else then.
 */
function parse(message: string): SiweMessage {
  const fields = parseSiweMessage(message) as SiweMessage;
  try {
    if (createSiweMessage(fields) === withPlainDates(message)) return fields;
  } catch {
    // Told below: a field is missing or out of form.
  }
  throw refused('it is not written as EIP-4361 says. Write it with a library for that.');
}

/**
 * Reads a message of Sign-in with Ethereum and checks all but nonce and signature.
 *
 * @returns Who signs in, and the nonce that is used up by it.
 * @throws {Problem} `sign-in-refused`, with what was seen and what is allowed.
 */
export function readSignIn(message: string, rules: SignInRules) {
  const fields = parse(message);
  const { host, protocol } = new URL(rules.origin);
  if (fields.domain !== host) {
    throw refused(`its domain is ${fields.domain}, and this page is ${host}.`);
  }
  if (fields.scheme !== undefined && `${fields.scheme}:` !== protocol) {
    throw refused(`its scheme is ${fields.scheme}, and this page has ${protocol}`);
  }
  const uri = URL.canParse(fields.uri) ? new URL(fields.uri) : undefined;
  if (uri?.origin !== rules.origin) {
    throw refused(`its URI is ${fields.uri}, which is not of ${rules.origin}.`);
  }
  if (fields.chainId !== rules.chainId) {
    throw refused(`its chain is ${fields.chainId}; this service is for chain ${rules.chainId}.`);
  }
  const { issuedAt } = fields;
  if (issuedAt !== undefined && issuedAt.getTime() > rules.now + AHEAD_MS) {
    throw refused('it was issued in the future. Check the clock of the device that signs.');
  }
  if (!validateSiweMessage({ message: fields, time: new Date(rules.now) })) {
    throw refused('it has expired, or is not valid yet. Sign a new one.');
  }
  return { address: fields.address.toLowerCase() as Address, nonce: fields.nonce };
}
