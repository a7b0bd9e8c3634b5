/** Everything that can go wrong with a request, by the name in its type: `/problems/<name>`. */
export const catalogue = {
  'invalid-request': {
    status: 400,
    title: 'The request does not fit what this route takes',
    text:
      'A parameter, header or field is missing, unknown or out of range. `errors` says ' +
      'which, by place and JSON pointer. Correct them and send the request again; the same ' +
      'request will fail again.',
  },
  'malformed-request': {
    status: 400,
    title: 'The request cannot be read',
    text:
      'The address, a header or the body is not written as HTTP, URLs, UTF-8 or JSON ' +
      'demand. Encode it again.',
  },
  'not-signed-in': {
    status: 401,
    title: 'Nobody is signed in',
    text:
      'This route is for an account, and the request carries no session that is still good. ' +
      'Sign in with Ethereum: take a nonce from GET /v1/auth/nonce, sign the message, and ' +
      'send both to POST /v1/auth/sign-in.',
  },
  'sign-in-refused': {
    status: 401,
    title: 'The signed message is not accepted',
    text:
      'The message is for another site or chain, is too old or not valid yet, uses a nonce ' +
      'that was used or never given, or was not signed by the account it names. Take a new ' +
      'nonce and sign again.',
  },
  'origin-refused': {
    status: 403,
    title: 'This page may not act for an account',
    text:
      'Requests that change something for an account must carry the Origin header of a page ' +
      'that the operator allows. Send them from such a page; operators list pages in ' +
      'API_ORIGINS.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing here',
    text:
      'No route has this path, or what it names does not exist as of the newest indexed ' +
      'block. /openapi.json lists all routes.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'This path does not take this method',
    text: 'The Allow header lists the methods that the path takes.',
  },
  'not-acceptable': {
    status: 406,
    title: 'The answer has no form that the request accepts',
    text:
      'The Accept header leaves out every content type of this route. Add the one that the ' +
      'detail names, or leave the header out.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request took too long to arrive',
    text: 'Headers and body must arrive within half a minute.',
  },
  'request-in-progress': {
    status: 409,
    title: 'The same request is being worked on',
    text:
      'Another request with the same Idempotency-Key has not been answered yet. Wait a ' +
      'moment and send it again: the answer will be the same.',
  },
  'limit-reached': {
    status: 409,
    title: 'The account has as many as it may have',
    text: 'The detail names the limit. Remove what is not needed, and send the request again.',
  },
  'precondition-failed': {
    status: 412,
    title: 'It was changed in the meantime',
    text:
      'If-Match does not name the current version: another writer was first. Read it again, ' +
      'apply your change to that, and write with its ETag.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    text: 'Bodies are at most 64 kB.',
  },
  'url-too-long': {
    status: 414,
    title: 'The address is too long',
    text:
      'Path and query together are at most 4,096 characters, and one part of a path at most ' +
      '200.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is of a type that this route does not read',
    text: 'Send JSON in UTF-8, with the header Content-Type: application/json.',
  },
  'key-reused': {
    status: 422,
    title: 'The Idempotency-Key belongs to another request',
    text: 'A key stands for one request: method, path and body. A new request needs a new key.',
  },
  'precondition-required': {
    status: 428,
    title: 'Say which version you mean to replace',
    text:
      'Send If-Match with the ETag of the version that you have read, so that two writers ' +
      'notice each other.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    text:
      'Wait as long as Retry-After says. Event streams and ETags need fewer requests than ' +
      'asking again and again.',
  },
  'headers-too-large': {
    status: 431,
    title: 'The headers are too large',
    text: 'All headers together are at most 16 kB.',
  },
  'internal-error': {
    status: 500,
    title: 'Something is wrong here, not with your request',
    text:
      'The error was logged under the request id that the answer carries. Tell the operator ' +
      'that id.',
  },
  'database-away': {
    status: 503,
    title: 'The database does not answer',
    text:
      'It is starting, restarting or unreachable. Nothing was changed that was not ' +
      'answered. Send the request again after Retry-After.',
  },
  'not-indexed': {
    status: 503,
    title: 'No block is indexed yet',
    text:
      'The indexer has not written its first block. Send the request again after Retry- ' +
      'After.',
  },
  'node-away': {
    status: 503,
    title: 'The chain cannot be asked',
    text:
      'The account may be a contract, whose signature only the chain can check, and no node ' +
      'answers. Send the request again later, or sign in with an account that has a key.',
  },
  'too-slow': {
    status: 503,
    title: 'The answer took too long',
    text: 'Ask for less at once: a shorter period, or a smaller page.',
  },
} as const;

/** A name in the catalogue. */
export type ProblemName = keyof typeof catalogue;
