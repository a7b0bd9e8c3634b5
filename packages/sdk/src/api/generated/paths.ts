// Written by `npm run generate:client` from the API’s document. Do not edit.

/** Every route, by its path and method. */
export interface paths {
  '/v1/status': {
    /** How far the service has come */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['Status'];
          };
        };
        /** The request does not fit, or cannot be read. */
        400: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** There is nothing here. */
        404: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** No accepted content type. */
        406: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Too many requests; wait as long as Retry-After says. */
        429: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Something is wrong here. */
        500: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Not now; try again after Retry-After. */
        503: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    patch?: never;
  };
  '/healthz': {
    /** Whether the process runs */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': {
              readonly status: 'ok';
            };
          };
        };
        /** The request does not fit, or cannot be read. */
        400: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** There is nothing here. */
        404: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** No accepted content type. */
        406: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Too many requests; wait as long as Retry-After says. */
        429: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Something is wrong here. */
        500: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Not now; try again after Retry-After. */
        503: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    patch?: never;
  };
  '/readyz': {
    /** Whether requests can be answered */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': {
              readonly status: 'ok';
            };
          };
        };
        /** The request does not fit, or cannot be read. */
        400: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** There is nothing here. */
        404: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** No accepted content type. */
        406: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Too many requests; wait as long as Retry-After says. */
        429: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Something is wrong here. */
        500: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Not now; try again after Retry-After. */
        503: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    patch?: never;
  };
  '/problems/{name}': {
    /** What a problem means, in words */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          readonly name: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** What it means, and what to do. */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'text/plain': string;
          };
        };
        /** The request does not fit, or cannot be read. */
        400: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** There is nothing here. */
        404: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** No accepted content type. */
        406: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Too many requests; wait as long as Retry-After says. */
        429: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Something is wrong here. */
        500: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Not now; try again after Retry-After. */
        503: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    patch?: never;
  };
  '/v1/live': {
    /** What happens, as it happens */
    get: {
      parameters: {
        query?: {
          /** Comma-separated; `block` unless told. */
          readonly topics?: string;
        };
        header?: {
          /** The last event that was seen; browsers send it by themselves. */
          readonly 'last-event-id'?: string;
        };
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Events, until one side ends it. */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'text/event-stream': string;
          };
        };
        /** The request does not fit, or cannot be read. */
        400: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** There is nothing here. */
        404: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** No accepted content type. */
        406: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Too many requests; wait as long as Retry-After says. */
        429: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Something is wrong here. */
        500: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Not now; try again after Retry-After. */
        503: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    patch?: never;
  };
  '/v1/loans': {
    /** Loans, and where they stand */
    get: {
      parameters: {
        query?: {
          /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
          readonly borrower?: string;
          /** A creditor’s number. */
          readonly creditor?: number;
          /** none: no debt. healthy: nothing can be done to it. call-due: a margin call would succeed. called: a call is open and no sale is due. soft-liquidation: a call was not cured and a sale would succeed. hard-liquidation: a sale would succeed, with or without a call. */
          readonly state?:
            | 'none'
            | 'healthy'
            | 'call-due'
            | 'called'
            | 'soft-liquidation'
            | 'hard-liquidation';
          /** A token that the loan holds. */
          readonly collateral?: string;
          /** opened (unless told): the newest first. ltv: the highest first. call: the nearest to a margin call first, or the furthest past it. */
          readonly order?: 'opened' | 'ltv' | 'call';
          /** Where the page begins: `next` of the page before. */
          readonly cursor?: string;
          /** Items on a page; 50 unless told. */
          readonly limit?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['LoanPage'];
          };
        };
        /** The request does not fit, or cannot be read. */
        400: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** There is nothing here. */
        404: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** No accepted content type. */
        406: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Too many requests; wait as long as Retry-After says. */
        429: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Something is wrong here. */
        500: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Not now; try again after Retry-After. */
        503: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    patch?: never;
  };
  '/v1/loans/{loanId}': {
    /** A loan, with its ladder and all that can be done */
    get: {
      parameters: {
        query?: {
          /** A block number. */
          readonly block?: number;
        };
        header?: never;
        path: {
          /** A loan: borrower (160 bits), creditor (32) and number (64) in one word. */
          readonly loanId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['Loan'];
          };
        };
        /** The request does not fit, or cannot be read. */
        400: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** There is nothing here. */
        404: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** No accepted content type. */
        406: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Too many requests; wait as long as Retry-After says. */
        429: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Something is wrong here. */
        500: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Not now; try again after Retry-After. */
        503: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    patch?: never;
  };
  '/v1/auth/nonce': {
    /** A nonce to sign */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': {
              readonly nonce: string;
              readonly chainId: number;
              /** Unix time, seconds. */
              readonly expiresAt: number;
            };
          };
        };
        /** The request does not fit, or cannot be read. */
        400: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** There is nothing here. */
        404: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** No accepted content type. */
        406: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Too many requests; wait as long as Retry-After says. */
        429: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Something is wrong here. */
        500: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Not now; try again after Retry-After. */
        503: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    patch?: never;
  };
  '/v1/auth/sign-in': {
    get?: never;
    put?: never;
    /** Sign in with a signed message */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          readonly 'application/json': {
            /** The message of EIP-4361 as it was signed. */
            readonly message: string;
            /** Of a key, or of a contract wallet (ERC-1271, ERC-6492). */
            readonly signature: string;
          };
        };
      };
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['Session'];
          };
        };
        /** The request does not fit, or cannot be read. */
        400: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Nobody is signed in. */
        401: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** The page may not act for an account. */
        403: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** There is nothing here. */
        404: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** No accepted content type. */
        406: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** The body is too large. */
        413: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** The body is not JSON. */
        415: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Too many requests; wait as long as Retry-After says. */
        429: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Something is wrong here. */
        500: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Not now; try again after Retry-After. */
        503: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    patch?: never;
  };
  '/v1/auth/session': {
    /** Who is signed in */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['Session'];
          };
        };
        /** The request does not fit, or cannot be read. */
        400: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Nobody is signed in. */
        401: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** There is nothing here. */
        404: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** No accepted content type. */
        406: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Too many requests; wait as long as Retry-After says. */
        429: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Something is wrong here. */
        500: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Not now; try again after Retry-After. */
        503: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    patch?: never;
  };
  '/v1/auth/sign-out': {
    get?: never;
    put?: never;
    /** End the session */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          readonly 'application/json': object;
        };
      };
      responses: {
        /** Default Response */
        204: { headers: Readonly<Record<string, unknown>>; content?: never };
        /** The request does not fit, or cannot be read. */
        400: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Nobody is signed in. */
        401: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** The page may not act for an account. */
        403: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** There is nothing here. */
        404: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** No accepted content type. */
        406: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** The body is too large. */
        413: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** The body is not JSON. */
        415: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Too many requests; wait as long as Retry-After says. */
        429: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Something is wrong here. */
        500: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Not now; try again after Retry-After. */
        503: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    patch?: never;
  };
  '/v1/account/labels': {
    /** Your labels */
    get: {
      parameters: {
        query?: {
          /** Where the page begins: `next` of the page before. */
          readonly cursor?: string;
          /** Items on a page; 50 unless told. */
          readonly limit?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': {
              readonly items: readonly components['schemas']['Label'][];
              /** The cursor of the next page; null on the last. */
              readonly next: string | null;
            };
          };
        };
        /** The request does not fit, or cannot be read. */
        400: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Nobody is signed in. */
        401: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** There is nothing here. */
        404: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** No accepted content type. */
        406: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Too many requests; wait as long as Retry-After says. */
        429: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Something is wrong here. */
        500: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Not now; try again after Retry-After. */
        503: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    patch?: never;
  };
  '/v1/account/labels/{subject}': {
    /** Your label for something */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** A loan id or an address. */
          readonly subject: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['Label'];
          };
        };
        /** The request does not fit, or cannot be read. */
        400: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Nobody is signed in. */
        401: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** There is nothing here. */
        404: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** No accepted content type. */
        406: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Too many requests; wait as long as Retry-After says. */
        429: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Something is wrong here. */
        500: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Not now; try again after Retry-After. */
        503: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    /** Name something */
    put: {
      parameters: {
        query?: never;
        header?: {
          /** The same key with the same request has the same answer, for 24 hours. */
          readonly 'idempotency-key'?: string;
        };
        path: {
          /** A loan id or an address. */
          readonly subject: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          readonly 'application/json': {
            /** One line of 1 to 80 characters. */
            readonly label: string;
          };
        };
      };
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['Label'];
          };
        };
        /** Default Response */
        201: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['Label'];
          };
        };
        /** The request does not fit, or cannot be read. */
        400: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Nobody is signed in. */
        401: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** The page may not act for an account. */
        403: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** There is nothing here. */
        404: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** No accepted content type. */
        406: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** The same request is in progress, or a limit is reached. */
        409: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** The body is too large. */
        413: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** The body is not JSON. */
        415: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** The Idempotency-Key belongs to another request. */
        422: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Too many requests; wait as long as Retry-After says. */
        429: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Something is wrong here. */
        500: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Not now; try again after Retry-After. */
        503: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    post?: never;
    /** Take a name away */
    delete: {
      parameters: {
        query?: never;
        header?: {
          /** The same key with the same request has the same answer, for 24 hours. */
          readonly 'idempotency-key'?: string;
        };
        path: {
          /** A loan id or an address. */
          readonly subject: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Default Response */
        204: { headers: Readonly<Record<string, unknown>>; content?: never };
        /** The request does not fit, or cannot be read. */
        400: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Nobody is signed in. */
        401: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** The page may not act for an account. */
        403: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** There is nothing here. */
        404: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** No accepted content type. */
        406: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** The same request is in progress, or a limit is reached. */
        409: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** The Idempotency-Key belongs to another request. */
        422: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Too many requests; wait as long as Retry-After says. */
        429: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Something is wrong here. */
        500: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Not now; try again after Retry-After. */
        503: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    patch?: never;
  };
  '/v1/account/settings': {
    /** Your settings */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['Settings'];
          };
        };
        /** The request does not fit, or cannot be read. */
        400: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Nobody is signed in. */
        401: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** There is nothing here. */
        404: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** No accepted content type. */
        406: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Too many requests; wait as long as Retry-After says. */
        429: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Something is wrong here. */
        500: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Not now; try again after Retry-After. */
        503: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    /** Change your settings */
    put: {
      parameters: {
        query?: never;
        header?: {
          /** The same key with the same request has the same answer, for 24 hours. */
          readonly 'idempotency-key'?: string;
          /** The ETag of the settings that you read. Must be there. */
          readonly 'if-match'?: string;
        };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          readonly 'application/json': components['schemas']['SettingsInput'];
        };
      };
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['Settings'];
          };
        };
        /** The request does not fit, or cannot be read. */
        400: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Nobody is signed in. */
        401: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** The page may not act for an account. */
        403: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** There is nothing here. */
        404: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** No accepted content type. */
        406: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** The same request is in progress, or a limit is reached. */
        409: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** It was changed in the meantime. */
        412: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** The body is too large. */
        413: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** The body is not JSON. */
        415: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** The Idempotency-Key belongs to another request. */
        422: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** If-Match is missing. */
        428: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Too many requests; wait as long as Retry-After says. */
        429: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Something is wrong here. */
        500: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
        /** Not now; try again after Retry-After. */
        503: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/problem+json': components['schemas']['Problem'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    patch?: never;
  };
}

/** What routes answer with, by name. */
export interface components {
  readonly schemas: {
    /** Why there is no answer (RFC 9457). */
    readonly Problem: {
      /** A path of this server that explains the problem. */
      readonly type: string;
      readonly title: string;
      readonly status: number;
      /** What was seen, what is allowed, what to do. */
      readonly detail: string;
      readonly instance: string;
      readonly requestId: string;
      readonly errors?: readonly {
        readonly in: 'body' | 'path' | 'query' | 'headers';
        /** JSON pointer within that part. */
        readonly pointer: string;
        readonly detail: string;
      }[];
    };
    /** The indexed block that the answer is as of. */
    readonly Block: {
      readonly number: number;
      /** 32 bytes, hexadecimal. */
      readonly hash: string;
      /** Unix time, seconds. */
      readonly time: number;
    };
    /** An amount of a token: base units as a string; divide by 10^decimals to show it. */
    readonly Money: {
      /** A whole number, decimal, as a string. */
      readonly amount: string;
      readonly decimals: number;
      readonly symbol: string;
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly token: string;
    };
    /** Who is signed in, and until when. */
    readonly Session: {
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly address: string;
      readonly chainId: number;
      /** Unix time, seconds. */
      readonly expiresAt: number;
    };
    /** An account’s own name for a loan or an address. */
    readonly Label: {
      /** A loan id or an address. */
      readonly subject: string;
      /** One line of 1 to 80 characters. */
      readonly label: string;
      /** Unix time, seconds. */
      readonly updatedAt: number;
    };
    /** Why something is not possible now, in a sentence. */
    readonly Refusal: {
      /** The error’s name in the contracts. */
      readonly name: string;
      readonly message: string;
      readonly advice: string;
    };
    /** At which price of one collateral something is due. */
    readonly TriggerPrice: {
      /** The smallest price inside the limit, other prices unchanged; 0 where no price passes it. Null where an oracle of another collateral has no price, or no price keeps it. */
      readonly price: string | null;
      /** That price by the price now, rounded up; from 10^18 on it is passed. */
      readonly ofPriceNow: string | null;
      /** By how much the price may fall until then; 0 where it is passed. */
      readonly fall: string | null;
    };
    /** One collateral of a loan. */
    readonly Holding: {
      readonly collateralId: number;
      readonly amount: components['schemas']['Money'];
      /** Null where the oracle has none; then `refusal` says why. */
      readonly price: {
        /** Loan-token base units by collateral base units, times 10^36; divided by 10^36 and shifted by the decimals of both it is the price of one whole token. */
        readonly low: string;
        /** Loan-token base units by collateral base units, times 10^36; divided by 10^36 and shifted by the decimals of both it is the price of one whole token. */
        readonly high: string;
      } | null;
      readonly refusal: components['schemas']['Refusal'] | null;
      /** In the loan token, at the low and the high price, rounded down. */
      readonly value: {
        readonly low: components['schemas']['Money'];
        readonly high: components['schemas']['Money'];
      } | null;
      /** Closed to loans that do not hold it. */
      readonly closed: boolean;
      readonly ladder: {
        /** Basis points: 10000 is 100 %. */
        readonly openLtvBps: number;
        /** Basis points: 10000 is 100 %. */
        readonly targetLtvBps: number;
        /** Basis points: 10000 is 100 %. */
        readonly clearLtvBps: number;
        /** Basis points: 10000 is 100 %. */
        readonly callLtvBps: number;
        /** Basis points: 10000 is 100 %. */
        readonly liquidationLtvBps: number;
        /** Basis points: 10000 is 100 %. */
        readonly maxBonusBps: number;
        /** Basis points: 10000 is 100 %. */
        readonly floorBonusBps: number;
        /** Basis points: 10000 is 100 %. */
        readonly slopeBps: number;
      };
      /** Below it a margin call is due (low price). */
      readonly call: components['schemas']['TriggerPrice'];
      /** Below it hard liquidation begins (high price). */
      readonly liquidation: components['schemas']['TriggerPrice'];
      /** What of it alone cures the loan; null where pledging cures nothing. */
      readonly topUp: components['schemas']['Money'] | null;
      /** The most of it that can be taken out now. */
      readonly mostWithdraw: components['schemas']['Money'];
    };
    /** The margin call that is open. */
    readonly OpenCall: {
      /** Unix time, seconds. */
      readonly calledAt: number;
      /** The end of the cure window; null while the sequencer is down: no clock runs. */
      readonly cureEnd: number | null;
      /** When it is void; null as `cureEnd`. */
      readonly lapseAt: number | null;
      /** price: the collateral is worth too little. default: debt is overdue. */
      readonly reason: 'price' | 'default';
    };
    /** A loan in a list. */
    readonly LoanItem: {
      /** A loan: borrower (160 bits), creditor (32) and number (64) in one word. */
      readonly id: string;
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly borrower: string;
      readonly creditorId: number;
      /** Unix time, seconds. */
      readonly openedAt: number;
      /** none: no debt. healthy: nothing can be done to it. call-due: a margin call would succeed. called: a call is open and no sale is due. soft-liquidation: a call was not cured and a sale would succeed. hard-liquidation: a sale would succeed, with or without a call. */
      readonly state:
        | 'none'
        | 'healthy'
        | 'call-due'
        | 'called'
        | 'soft-liquidation'
        | 'hard-liquidation';
      /** Owed at the block’s time, rounded up. */
      readonly debt: components['schemas']['Money'];
      /** Debt by value at the low prices, rounded up; null without a price, and where the collateral is worth nothing. */
      readonly ltv: string | null;
      /** Debt by the call limit at the low prices, rounded up: above 10^18 a call is due. */
      readonly ofCallLimit: string | null;
      readonly holdings: readonly {
        readonly collateralId: number;
        readonly amount: components['schemas']['Money'];
      }[];
      readonly call: components['schemas']['OpenCall'] | null;
    };
    /** A loan as of one block. */
    readonly Loan: {
      readonly asOf: components['schemas']['Block'];
      /** A loan: borrower (160 bits), creditor (32) and number (64) in one word. */
      readonly id: string;
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly borrower: string;
      readonly creditorId: number;
      /** Unix time, seconds. */
      readonly openedAt: number;
      /** none: no debt. healthy: nothing can be done to it. call-due: a margin call would succeed. called: a call is open and no sale is due. soft-liquidation: a call was not cured and a sale would succeed. hard-liquidation: a sale would succeed, with or without a call. */
      readonly state:
        | 'none'
        | 'healthy'
        | 'call-due'
        | 'called'
        | 'soft-liquidation'
        | 'hard-liquidation';
      /** Owed at the block’s time, rounded up. */
      readonly debt: components['schemas']['Money'];
      /** Debt by value at the low prices, rounded up; null without a price, and where the collateral is worth nothing. */
      readonly ltv: string | null;
      /** Which of the borrower’s loans with this creditor. */
      readonly number: string;
      readonly openedBlock: number;
      readonly arrears: components['schemas']['Money'];
      /** Interest a year now, continuously compounded; null without debt. */
      readonly rate: string | null;
      readonly value: {
        readonly low: components['schemas']['Money'];
        readonly high: components['schemas']['Money'];
      } | null;
      /** The largest debt inside each rung. Draws, withdrawals, calls and clearing go by the low prices, liquidations by the high ones. Null without a price. */
      readonly limits: {
        readonly low: {
          readonly open: components['schemas']['Money'];
          readonly target: components['schemas']['Money'];
          readonly clear: components['schemas']['Money'];
          readonly call: components['schemas']['Money'];
          readonly liquidation: components['schemas']['Money'];
        };
        readonly high: {
          readonly open: components['schemas']['Money'];
          readonly target: components['schemas']['Money'];
          readonly clear: components['schemas']['Money'];
          readonly call: components['schemas']['Money'];
          readonly liquidation: components['schemas']['Money'];
        };
      } | null;
      /** Why there is no value, if there is none. */
      readonly refusal: components['schemas']['Refusal'] | null;
      readonly call: components['schemas']['OpenCall'] | null;
      /** What repayment alone cures the open call, or a call made now; a top-up that alone does stands with each holding. Null without debt or without a price. */
      readonly cure: {
        /** price: the collateral is worth too little. default: debt is overdue. */
        readonly reason: 'price' | 'default';
        readonly repayment: components['schemas']['Money'];
      } | null;
      /** Of the sale that is due; 0 where none is. */
      readonly bonus: string;
      /** The most that can be drawn now. */
      readonly mostDraw: components['schemas']['Money'];
      readonly holdings: readonly components['schemas']['Holding'][];
      readonly terms: {
        readonly minDebt: components['schemas']['Money'];
        readonly callFee: components['schemas']['Money'];
        readonly cureWindow: number;
        readonly ramp: number;
        readonly lapse: number;
      };
    };
    /** How an account wants to be shown things. */
    readonly Settings: {
      /** What amounts are shown in, ISO 4217. */
      readonly currency: string;
      readonly theme: 'system' | 'light' | 'dark';
      /** What times are shown in, IANA. */
      readonly timezone: string;
    };
    readonly Status: {
      readonly version: string;
      readonly database: 'ok' | 'away';
      readonly chainId: number | null;
      readonly book: string | null;
      readonly firstBlock: number | null;
      readonly head: components['schemas']['Block'] | null;
      /** Counts reorganisations. */
      readonly epoch: number | null;
      /** Seconds between the newest indexed block and this machine’s clock. */
      readonly headAge: number | null;
    };
    readonly LoanPage: {
      readonly items: readonly components['schemas']['LoanItem'][];
      /** The cursor of the next page; null on the last. */
      readonly next: string | null;
      readonly asOf: components['schemas']['Block'];
    };
  };
}
