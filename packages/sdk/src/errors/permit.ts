import { SdkError } from './base.ts';

/**
 * The token takes no permits, or none that can be signed here. Approve by a transaction instead.
 */
export class PermitUnsupportedError extends SdkError {
  override readonly name = 'PermitUnsupportedError';
  readonly token: string;

  constructor(token: string, reason: string) {
    super(`The token ${token} takes no permits that can be signed here: ${reason}.`, {
      metaMessages: ['Approve by a transaction instead: ensureAllowance.'],
      docsPath: 'reference/errors.md#permitunsupported',
    });
    this.token = token;
  }
}
