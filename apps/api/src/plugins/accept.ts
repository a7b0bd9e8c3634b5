import type { Api } from '../api.ts';
import { Problem } from '../errors/problem.ts';

const json = ['application/json'];

/** Longest path with query. */
const LONGEST_URL = 4096;

/** Whether an Accept header lets one of these types through (RFC 9110, 12.5.1). */
export function accepts(header: string | undefined, types: readonly string[]): boolean {
  if (header === undefined || header === '' || header === '*/*') return true;
  return header.split(',').some((part) => {
    const [range = '', ...parameters] = part.split(';').map((item) => item.trim().toLowerCase());
    if (parameters.some((item) => /^q=0(?:\.0*)?$/.test(item))) return false;
    return types.some(
      (type) => range === '*/*' || range === type || range === `${type.split('/')[0]}/*`,
    );
  });
}

/** Refuses what can be refused before anything is done: long addresses, answers not wanted. */
export function checkRequest(app: Api): void {
  app.addHook('onRequest', (request, _reply, next) => {
    if (request.url.length > LONGEST_URL) {
      const detail = `The address has ${request.url.length} characters, at most ${LONGEST_URL}.`;
      next(new Problem('url-too-long', detail));
      return;
    }
    const { config, url } = request.routeOptions;
    const types = config.produces ?? json;
    if (url === undefined || url.startsWith('/docs') || accepts(request.headers.accept, types)) {
      next();
      return;
    }
    const detail = `This route answers ${types.join(' or ')}, which Accept leaves out.`;
    next(new Problem('not-acceptable', detail));
  });
}
