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
  '/v1/tokens': {
    /** Tokens that are lent or taken as collateral */
    get: {
      parameters: {
        query?: {
          /** Where the page begins: `next` of the page before. */
          readonly cursor?: string;
          /** Items on a page; 50 unless told. */
          readonly limit?: number;
          /** As of this block; the newest indexed one unless told. */
          readonly block?: number;
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
            readonly 'application/json': components['schemas']['TokenPage'];
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
  '/v1/creditors': {
    /** Who lends, on what terms, and with what */
    get: {
      parameters: {
        query?: {
          /** Where the page begins: `next` of the page before. */
          readonly cursor?: string;
          /** Items on a page; 50 unless told. */
          readonly limit?: number;
          /** As of this block; the newest indexed one unless told. */
          readonly block?: number;
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
            readonly 'application/json': components['schemas']['CreditorPage'];
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
  '/v1/creditors/{creditorId}': {
    /** A creditor with its listings, prices, rates and limits */
    get: {
      parameters: {
        query?: {
          /** As of this block; the newest indexed one unless told. */
          readonly block?: number;
        };
        header?: never;
        path: {
          /** A creditor’s number. */
          readonly creditorId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['CreditorDetail'];
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
  '/v1/creditors/{creditorId}/history': {
    /** A creditor at each full hour or day */
    get: {
      parameters: {
        query?: {
          /** A point at each full hour, or at each full day of UTC. */
          readonly interval?: 'hour' | 'day';
          /** Unix time, seconds. */
          readonly from?: number;
          /** Unix time, seconds. */
          readonly to?: number;
          /** Where the page begins: `next` of the page before. */
          readonly cursor?: string;
          /** Items on a page; 50 unless told. */
          readonly limit?: number;
        };
        header?: never;
        path: {
          /** A creditor’s number. */
          readonly creditorId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['PoolPointPage'];
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
  '/v1/creditors/{creditorId}/liquidation-map': {
    /** How much debt is at risk at each price of a collateral */
    get: {
      parameters: {
        query: {
          /** A listing’s number. */
          readonly collateralId: number;
          /** As of this block; the newest indexed one unless told. */
          readonly block?: number;
        };
        header?: never;
        path: {
          /** A creditor’s number. */
          readonly creditorId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['LiquidationMap'];
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
  '/v1/prices': {
    /** What every listing’s oracle says, and what it is made of */
    get: {
      parameters: {
        query?: {
          /** Where the page begins: `next` of the page before. */
          readonly cursor?: string;
          /** Items on a page; 50 unless told. */
          readonly limit?: number;
          /** As of this block; the newest indexed one unless told. */
          readonly block?: number;
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
            readonly 'application/json': components['schemas']['ListingPricePage'];
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
  '/v1/prices/{oracle}/history': {
    /** What an oracle answered over time */
    get: {
      parameters: {
        query?: {
          /** change: as the period begins, and each block in which one of its sources answered. hour, day: at each full hour or day, with refusals for answers that had grown too old. */
          readonly interval?: 'change' | 'hour' | 'day';
          /** Unix time, seconds. */
          readonly from?: number;
          /** Unix time, seconds. */
          readonly to?: number;
          /** Where the page begins: `next` of the page before. */
          readonly cursor?: string;
          /** Items on a page; 50 unless told. */
          readonly limit?: number;
        };
        header?: never;
        path: {
          /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
          readonly oracle: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['PricePointPage'];
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
  '/v1/operations': {
    /** What curators have scheduled, and what became of it */
    get: {
      parameters: {
        query?: {
          /** A creditor’s number. */
          readonly creditor?: number;
          /** scheduled: its delay runs. ready: it may be done now. expired: it was not done within a week of being ready, and no longer can be. */
          readonly state?: 'scheduled' | 'ready' | 'expired' | 'executed' | 'cancelled';
          /** desc: the newest first. asc: the oldest first. */
          readonly order?: 'desc' | 'asc';
          /** Where the page begins: `next` of the page before. */
          readonly cursor?: string;
          /** Items on a page; 50 unless told. */
          readonly limit?: number;
          /** As of this block; the newest indexed one unless told. */
          readonly block?: number;
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
            readonly 'application/json': components['schemas']['OperationPage'];
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
  '/v1/events': {
    /** What happened on the chain */
    get: {
      parameters: {
        query?: {
          /** A creditor’s number. */
          readonly creditor?: number;
          /** A loan: borrower (160 bits), creditor (32) and number (64) in one word. */
          readonly loan?: string;
          /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
          readonly account?: string;
          /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
          readonly address?: string;
          /** The book of loans, a creditor, an AccessManager, or an oracle. */
          readonly emitter?: 'book' | 'pool' | 'authority' | 'oracle';
          /** As the contracts have it. */
          readonly name?: string;
          /** A block number. */
          readonly fromBlock?: number;
          /** A block number. */
          readonly toBlock?: number;
          /** desc: the newest first. asc: the oldest first. */
          readonly order?: 'desc' | 'asc';
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
            readonly 'application/json': components['schemas']['EventPage'];
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
  '/v1/transactions/{hash}': {
    /** A transaction: its events, who sent it, and its gas */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** 32 bytes, hexadecimal. */
          readonly hash: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['Transaction'];
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
  '/v1/blocks': {
    /** The last block that is not after an instant */
    get: {
      parameters: {
        query: {
          /** Unix time, seconds. */
          readonly time: number;
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
            readonly 'application/json': components['schemas']['BlockDetail'];
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
  '/v1/blocks/{number}': {
    /** A block */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** A block number. */
          readonly number: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['BlockDetail'];
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
  '/v1/activity': {
    /** What happened in a range of blocks, and what gas it used */
    get: {
      parameters: {
        query?: {
          /** A block number. */
          readonly fromBlock?: number;
          /** A block number. */
          readonly toBlock?: number;
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
            readonly 'application/json': components['schemas']['Activity'];
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
  '/v1/creditors/{creditorId}/losses': {
    /** Bad debt of a creditor, and who bore it */
    get: {
      parameters: {
        query?: {
          /** desc: the newest first. asc: the oldest first. */
          readonly order?: 'desc' | 'asc';
          /** Where the page begins: `next` of the page before. */
          readonly cursor?: string;
          /** Items on a page; 50 unless told. */
          readonly limit?: number;
          /** As of this block; the newest indexed one unless told. */
          readonly block?: number;
        };
        header?: never;
        path: {
          /** A creditor’s number. */
          readonly creditorId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['LossPage'];
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
  '/v1/creditors/{creditorId}/lenders': {
    /** Who holds shares of a creditor, and what they are worth */
    get: {
      parameters: {
        query?: {
          /** Where the page begins: `next` of the page before. */
          readonly cursor?: string;
          /** Items on a page; 50 unless told. */
          readonly limit?: number;
          /** As of this block; the newest indexed one unless told. */
          readonly block?: number;
        };
        header?: never;
        path: {
          /** A creditor’s number. */
          readonly creditorId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['LenderPage'];
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
  '/v1/accounts/{address}/lending': {
    /** What an account lends, earned and lost */
    get: {
      parameters: {
        query?: {
          /** Where the page begins: `next` of the page before. */
          readonly cursor?: string;
          /** Items on a page; 50 unless told. */
          readonly limit?: number;
          /** As of this block; the newest indexed one unless told. */
          readonly block?: number;
        };
        header?: never;
        path: {
          /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
          readonly address: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['LendingPage'];
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
  '/v1/accounts/{address}/lending/flows': {
    /** What a lender brought and took out */
    get: {
      parameters: {
        query?: {
          /** A creditor’s number. */
          readonly creditor?: number;
          /** desc: the newest first. asc: the oldest first. */
          readonly order?: 'desc' | 'asc';
          /** Where the page begins: `next` of the page before. */
          readonly cursor?: string;
          /** Items on a page; 50 unless told. */
          readonly limit?: number;
          /** As of this block; the newest indexed one unless told. */
          readonly block?: number;
        };
        header?: never;
        path: {
          /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
          readonly address: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['LenderFlowPage'];
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
  '/v1/loans/{loanId}/movements': {
    /** What moved in a loan */
    get: {
      parameters: {
        query?: {
          /** Where the page begins: `next` of the page before. */
          readonly cursor?: string;
          /** Items on a page; 50 unless told. */
          readonly limit?: number;
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
            readonly 'application/json': components['schemas']['MovementPage'];
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
  '/v1/calls': {
    /** Margin calls */
    get: {
      parameters: {
        query?: {
          /** A creditor’s number. */
          readonly creditor?: number;
          /** A loan: borrower (160 bits), creditor (32) and number (64) in one word. */
          readonly loan?: string;
          /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
          readonly borrower?: string;
          /** Those in force alone. */
          readonly open?: 'true';
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
            readonly 'application/json': components['schemas']['MarginCallPage'];
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
  '/v1/loans/{loanId}/calls': {
    /** A loan’s margin calls */
    get: {
      parameters: {
        query?: {
          /** Where the page begins: `next` of the page before. */
          readonly cursor?: string;
          /** Items on a page; 50 unless told. */
          readonly limit?: number;
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
            readonly 'application/json': components['schemas']['MarginCallPage'];
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
  '/v1/liquidations': {
    /** Sales of collateral */
    get: {
      parameters: {
        query?: {
          /** A creditor’s number. */
          readonly creditor?: number;
          /** A loan: borrower (160 bits), creditor (32) and number (64) in one word. */
          readonly loan?: string;
          /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
          readonly borrower?: string;
          readonly kind?: 'soft' | 'hard';
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
            readonly 'application/json': components['schemas']['LiquidationPage'];
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
  '/v1/loans/{loanId}/liquidations': {
    /** Sales of a loan’s collateral */
    get: {
      parameters: {
        query?: {
          /** Where the page begins: `next` of the page before. */
          readonly cursor?: string;
          /** Items on a page; 50 unless told. */
          readonly limit?: number;
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
            readonly 'application/json': components['schemas']['LiquidationPage'];
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
  '/v1/loans/{loanId}/history': {
    /** LTV and debt of a loan over time */
    get: {
      parameters: {
        query?: {
          /** Unix time, seconds. */
          readonly from?: number;
          /** Unix time, seconds. */
          readonly to?: number;
          /** event (unless told): in every block in which the loan or a price behind it changed. hour, day: at each full hour or day (UTC), with interest up to it. */
          readonly interval?: 'event' | 'hour' | 'day';
          /** Where the page begins: `next` of the page before. */
          readonly cursor?: string;
          /** Points on a page; 500 unless told. */
          readonly limit?: number;
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
            readonly 'application/json': components['schemas']['LoanHistory'];
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
  '/v1/loans/{loanId}/statement': {
    /** An account of a loan for a period */
    get: {
      parameters: {
        query?: {
          /** Without it, from the loan’s opening. */
          readonly from?: number;
          /** Without it, to the newest block. */
          readonly to?: number;
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
            readonly 'application/json': components['schemas']['Statement'];
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
  '/v1/loans/{loanId}/statement.csv': {
    /** The same as a table */
    get: {
      parameters: {
        query?: {
          /** Without it, from the loan’s opening. */
          readonly from?: number;
          /** Without it, to the newest block. */
          readonly to?: number;
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
        /** The table, in UTF-8. */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'text/csv': string;
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
  '/v1/loans/{loanId}/statement.pdf': {
    /** The same to read and to file */
    get: {
      parameters: {
        query?: {
          /** Without it, from the loan’s opening. */
          readonly from?: number;
          /** Without it, to the newest block. */
          readonly to?: number;
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
        /** The document, A4. */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/pdf': string;
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
  '/v1/creditors/{creditorId}/outcomes': {
    /** What became of a creditor’s loans and lenders */
    get: {
      parameters: {
        query?: {
          /** A block number. */
          readonly fromBlock?: number;
          /** A block number. */
          readonly toBlock?: number;
        };
        header?: never;
        path: {
          /** A creditor’s number. */
          readonly creditorId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['Outcomes'];
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
  '/v1/quotes/open': {
    get?: never;
    put?: never;
    /** What a new loan would be */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          readonly 'application/json': components['schemas']['QuoteRequestInput'];
        };
      };
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['OpenQuote'];
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
    delete?: never;
    patch?: never;
  };
  '/v1/loans/{loanId}/preview': {
    get?: never;
    put?: never;
    /** What an action on a loan would do */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** A loan: borrower (160 bits), creditor (32) and number (64) in one word. */
          readonly loanId: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          readonly 'application/json': components['schemas']['LoanActionInput'];
        };
      };
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['LoanPreview'];
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
    delete?: never;
    patch?: never;
  };
  '/v1/creditors/{creditorId}/preview': {
    get?: never;
    put?: never;
    /** What an action of a lender would do */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** A creditor’s number. */
          readonly creditorId: number;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          readonly 'application/json': components['schemas']['LenderActionInput'];
        };
      };
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['LenderPreview'];
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
    delete?: never;
    patch?: never;
  };
  '/v1/proofs/roots': {
    /** What all proofs of a block add up to */
    get: {
      parameters: {
        query?: {
          /** As of this block; the newest indexed one unless told. */
          readonly block?: number;
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
            readonly 'application/json': components['schemas']['ProofRoots'];
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
  '/v1/proofs/loans/{loanId}': {
    /** That a loan’s collateral is held, and what it owes */
    get: {
      parameters: {
        query?: {
          /** As of this block; the newest indexed one unless told. */
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
            readonly 'application/json': components['schemas']['LoanProofs'];
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
  '/v1/proofs/lenders/{creditorId}/{address}': {
    /** What a pool owes to a lender */
    get: {
      parameters: {
        query?: {
          /** As of this block; the newest indexed one unless told. */
          readonly block?: number;
        };
        header?: never;
        path: {
          /** A creditor’s number. */
          readonly creditorId: number;
          /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
          readonly address: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['Proof'];
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
  '/v1/proofs/first-loss/{creditorId}': {
    /** What bears a pool’s losses first */
    get: {
      parameters: {
        query?: {
          /** As of this block; the newest indexed one unless told. */
          readonly block?: number;
        };
        header?: never;
        path: {
          /** A creditor’s number. */
          readonly creditorId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** Default Response */
        200: {
          headers: Readonly<Record<string, unknown>>;
          content: {
            readonly 'application/json': components['schemas']['Proof'];
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
              readonly items: components['schemas']['Label'][];
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
    /** What happened in a range of blocks, counted. */
    readonly Activity: {
      readonly blocks: number;
      /** Of anyone, not of this protocol alone. */
      readonly transactions: number;
      readonly ownTransactions: {
        /** Those with an event of the protocol. */
        readonly count: number;
        /** A whole number, decimal, as a string. */
        readonly gas: string;
      };
      readonly events: number;
      readonly eventsByName: {
        /** The book of loans, a creditor, an AccessManager, or an oracle. */
        readonly emitter: 'book' | 'pool' | 'authority' | 'oracle';
        /** As the contracts have it. */
        readonly name: string;
        readonly count: number;
      }[];
      /** By kind of act; kinds without any miss. */
      readonly gas: components['schemas']['GasOfAct'][];
      readonly from: components['schemas']['Block'];
      readonly to: components['schemas']['Block'];
      readonly asOf: components['schemas']['Block'];
    };
    /** The indexed block that the answer is as of. */
    readonly Block: {
      readonly number: number;
      /** 32 bytes, hexadecimal. */
      readonly hash: string;
      /** Unix time, seconds. */
      readonly time: number;
    };
    /** An indexed block. */
    readonly BlockDetail: {
      readonly number: number;
      /** 32 bytes, hexadecimal. */
      readonly hash: string;
      /** Unix time, seconds. */
      readonly time: number;
      /** 32 bytes, hexadecimal. */
      readonly parentHash: string;
      /** Of anyone, not of this protocol alone. */
      readonly transactions: number;
      readonly asOf: components['schemas']['Block'];
    };
    /** Bonus of sales: largest, of an insolvent loan, slope. */
    readonly BonusTerms: {
      /** Basis points: 10000 is 100 %. */
      readonly maxBonusBps: number;
      /** Basis points: 10000 is 100 %. */
      readonly floorBonusBps: number;
      /** Basis points: 10000 is 100 %. */
      readonly slopeBps: number;
    };
    /** What a margin call asks for: any one of these alone. */
    readonly CallAsked: {
      /** With the fee of the call. */
      readonly debt: components['schemas']['Money'];
      readonly repayment: components['schemas']['Money'];
      /** Each alone cures the call. */
      readonly topUps: {
        readonly collateralId: number;
        readonly amount: components['schemas']['Money'];
      }[];
      /** Added to the debt, paid to who calls. */
      readonly fee: components['schemas']['Money'];
    };
    /** Who lends one token, on what terms, and with what. */
    readonly Creditor: {
      readonly creditorId: number;
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly address: string;
      readonly name: string;
      /** Of its shares; empty where it has none. */
      readonly symbol: string;
      readonly loanToken: components['schemas']['Token'];
      /** The AccessManager that decides who curates it; null where it has none. */
      readonly authority: string | null;
      readonly registered: {
        readonly block: number;
        /** Unix time, seconds. */
        readonly time: number;
      };
      readonly terms: components['schemas']['CreditorTerms'];
      /** From when its events do not fit the rules of a lending pool, and why: it is not followed from there on, and its numbers are those of before. Null where all is well. */
      readonly fault: {
        readonly block: number;
        readonly reason: string;
      } | null;
      readonly rateSettings: components['schemas']['RateSettings'] | null;
      /** Null where it is no lending pool: its numbers are beyond what one can have. */
      readonly totals: components['schemas']['PoolTotals'] | null;
    };
    /** Who lends, with everything that it takes. */
    readonly CreditorDetail: {
      readonly creditorId: number;
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly address: string;
      readonly name: string;
      /** Of its shares; empty where it has none. */
      readonly symbol: string;
      readonly loanToken: components['schemas']['Token'];
      /** The AccessManager that decides who curates it; null where it has none. */
      readonly authority: string | null;
      readonly registered: {
        readonly block: number;
        /** Unix time, seconds. */
        readonly time: number;
      };
      readonly terms: components['schemas']['CreditorTerms'];
      /** From when its events do not fit the rules of a lending pool, and why: it is not followed from there on, and its numbers are those of before. Null where all is well. */
      readonly fault: {
        readonly block: number;
        readonly reason: string;
      } | null;
      readonly rateSettings: components['schemas']['RateSettings'] | null;
      /** Null where it is no lending pool: its numbers are beyond what one can have. */
      readonly totals: components['schemas']['PoolTotals'] | null;
      readonly listings: components['schemas']['Listing'][];
      readonly asOf: components['schemas']['Block'];
    };
    readonly CreditorPage: {
      readonly items: components['schemas']['Creditor'][];
      /** The cursor of the next page; null on the last. */
      readonly next: string | null;
      readonly asOf: components['schemas']['Block'];
    };
    /** What a creditor fixed for all its loans, for good. */
    readonly CreditorTerms: {
      /** Smallest debt that a loan may be left with. */
      readonly minDebt: components['schemas']['Money'];
      /** What who makes a margin call gets; added to the debt. */
      readonly callFee: components['schemas']['Money'];
      /** From a margin call to the end of its cure window. */
      readonly cureWindow: number;
      /** Over which the bonus of a sale grows from zero. */
      readonly ramp: number;
      /** After the window, in which the call stays in force. */
      readonly lapse: number;
    };
    /** How many loans, and what they owe, rounded up each. */
    readonly DebtSum: {
      readonly loans: number;
      readonly debt: components['schemas']['Money'];
    };
    /** A function with its arguments, in order. */
    readonly DecodedCall: {
      readonly name: string;
      readonly args: {
        readonly name: string;
        readonly type: string;
        /** Whole numbers as decimal strings; lists and tuples as JSON. */
        readonly value: unknown;
      }[];
    };
    /** What a contract of the protocol said. */
    readonly Event: {
      readonly block: number;
      /** Its place within the block. */
      readonly logIndex: number;
      /** Unix time, seconds. */
      readonly time: number;
      /** 32 bytes, hexadecimal. */
      readonly transactionHash: string;
      /** Who emitted it. */
      readonly address: string;
      /** The book of loans, a creditor, an AccessManager, or an oracle. */
      readonly emitter: 'book' | 'pool' | 'authority' | 'oracle';
      /** As the contracts have it. */
      readonly name: string;
      readonly creditorId: number | null;
      readonly loanId: string | null;
      /** Everyone it names. */
      readonly accounts: string[];
      /** Its fields by name; whole numbers as decimal strings of base units. */
      readonly fields: Readonly<Record<string, unknown>>;
    };
    readonly EventPage: {
      readonly items: components['schemas']['Event'][];
      /** The cursor of the next page; null on the last. */
      readonly next: string | null;
      readonly asOf: components['schemas']['Block'];
    };
    /** An event that the action would emit; whole numbers are decimal strings. */
    readonly EventPreview: {
      readonly emitter: 'book' | 'pool';
      readonly name: string;
      readonly fields: Readonly<Record<string, unknown>>;
    };
    /** What one kind of act used. */
    readonly GasOfAct: {
      /** top-up: collateral pledged to a loan with debt. clear: a call cleared by itself, not by a top-up or a repayment. several: transactions with acts of more than one kind, whose gas cannot be told apart; they count here alone. */
      readonly act: 'call' | 'clear' | 'top-up' | 'repay' | 'liquidate' | 'write-off' | 'several';
      readonly acts: number;
      readonly transactions: number;
      /** Of these transactions, each once however many acts it has. */
      readonly gas: string;
      /** Gas by acts, rounded down. */
      readonly gasEach: string;
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
    /** An account’s own name for a loan or an address. */
    readonly Label: {
      /** A loan id or an address. */
      readonly subject: string;
      /** One line of 1 to 80 characters. */
      readonly label: string;
      /** Unix time, seconds. */
      readonly updatedAt: number;
    };
    /** Shares of the collateral’s value; 10000 is 100 %. */
    readonly Ladder: {
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
    };
    /** Who holds shares of a creditor. */
    readonly Lender: {
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly account: string;
      /** Base units, six decimals more than the loan token. */
      readonly shares: string;
      /** What they are worth now, rounded down; null where the creditor is no pool. */
      readonly worth: components['schemas']['Money'] | null;
    };
    /** An action of a lender. Amounts are base units of the loan token, or shares. */
    readonly LenderActionInput:
      | {
          readonly action: 'deposit';
          /** Who acts, taken to have the tokens. */
          readonly by: string;
          /** Base units, decimal, as a string; below 2^256. */
          readonly assets: string;
          /** Whose shares; `by` unless told. An allowance of another’s is taken to suffice. */
          readonly owner?: string;
          /** The time of the block that the action would be in, unix seconds: from the newest indexed block’s, which it is without it, to a year later. Prices stay, interest and clocks go on. */
          readonly at?: number;
        }
      | {
          readonly action: 'mint';
          /** Who acts, taken to have the tokens. */
          readonly by: string;
          /** Base units, decimal, as a string; below 2^256. */
          readonly shares: string;
          /** Whose shares; `by` unless told. An allowance of another’s is taken to suffice. */
          readonly owner?: string;
          /** The time of the block that the action would be in, unix seconds: from the newest indexed block’s, which it is without it, to a year later. Prices stay, interest and clocks go on. */
          readonly at?: number;
        }
      | {
          readonly action: 'withdraw';
          /** Who acts, taken to have the tokens. */
          readonly by: string;
          /** Base units, decimal, as a string; below 2^256. */
          readonly assets: string;
          /** Whose shares; `by` unless told. An allowance of another’s is taken to suffice. */
          readonly owner?: string;
          /** Who gets what is sent; `by` unless told. */
          readonly receiver?: string;
          /** The time of the block that the action would be in, unix seconds: from the newest indexed block’s, which it is without it, to a year later. Prices stay, interest and clocks go on. */
          readonly at?: number;
        }
      | {
          readonly action: 'redeem';
          /** Who acts, taken to have the tokens. */
          readonly by: string;
          /** Base units, decimal, as a string; below 2^256. */
          readonly shares: string;
          /** Whose shares; `by` unless told. An allowance of another’s is taken to suffice. */
          readonly owner?: string;
          /** Who gets what is sent; `by` unless told. */
          readonly receiver?: string;
          /** The time of the block that the action would be in, unix seconds: from the newest indexed block’s, which it is without it, to a year later. Prices stay, interest and clocks go on. */
          readonly at?: number;
        }
      | {
          readonly action: 'fund';
          /** Who acts, taken to have the tokens. */
          readonly by: string;
          /** Base units, decimal, as a string; below 2^256. */
          readonly amount: string;
          /** The time of the block that the action would be in, unix seconds: from the newest indexed block’s, which it is without it, to a year later. Prices stay, interest and clocks go on. */
          readonly at?: number;
        };
    /** What a lender brought or took out. */
    readonly LenderFlow: {
      readonly block: number;
      /** Its place within the block. */
      readonly logIndex: number;
      /** Unix time, seconds. */
      readonly time: number;
      /** 32 bytes, hexadecimal. */
      readonly transactionHash: string;
      readonly creditorId: number;
      readonly kind: 'deposit' | 'withdraw' | 'transfer-in' | 'transfer-out';
      /** Positive what came in; transfers at their worth. */
      readonly assets: components['schemas']['SignedMoney'];
      /** A whole number with a sign, as a string. */
      readonly shares: string;
    };
    readonly LenderFlowPage: {
      readonly items: components['schemas']['LenderFlow'][];
      /** The cursor of the next page; null on the last. */
      readonly next: string | null;
      readonly asOf: components['schemas']['Block'];
    };
    readonly LenderPage: {
      readonly items: components['schemas']['Lender'][];
      /** The cursor of the next page; null on the last. */
      readonly next: string | null;
      readonly asOf: components['schemas']['Block'];
    };
    /** What an action of a lender would do, or why not. */
    readonly LenderPreview: {
      /** Whether the contracts would do it. */
      readonly ok: boolean;
      readonly asOf: components['schemas']['Block'];
      /** The instant it is for: the time of the block that the action would be in. */
      readonly at: number;
      /** Why they would not; null if they would. */
      readonly refusal: components['schemas']['Refusal'] | null;
      readonly creditorId: number;
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly by: string;
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly owner: string;
      /** What moves in or out, and the shares for it. */
      readonly outcome: {
        readonly assets: components['schemas']['Money'];
        /** A whole number, decimal, as a string. */
        readonly shares: string;
        readonly events: components['schemas']['EventPreview'][];
      } | null;
      readonly before: {
        readonly lender: components['schemas']['LenderStand'];
        readonly pool: components['schemas']['PoolTotals'];
      };
      readonly after: {
        readonly lender: components['schemas']['LenderStand'];
        readonly pool: components['schemas']['PoolTotals'];
      } | null;
    };
    /** Shares of a pool and what they are worth. */
    readonly LenderStand: {
      /** A whole number, decimal, as a string. */
      readonly shares: string;
      /** Null beyond 256 bits. */
      readonly worth: components['schemas']['Money'] | null;
      readonly mostWithdraw: components['schemas']['Money'] | null;
      readonly mostRedeem: string | null;
    };
    /** What an account lends through one creditor. */
    readonly Lending: {
      readonly creditorId: number;
      /** Base units, six decimals more than the loan token. */
      readonly shares: string;
      /** What they are worth now, rounded down. */
      readonly worth: components['schemas']['Money'];
      /** All deposits, and shares received at their worth then. */
      readonly putIn: components['schemas']['Money'];
      /** All withdrawals, and shares given at their worth then. */
      readonly takenOut: components['schemas']['Money'];
      /** Worth now and taken out, less put in: interest net of losses. */
      readonly earned: components['schemas']['SignedMoney'];
      /** Its part, by shares, of the bad debt that the first loss did not bear; each rounded down. Already off what was earned. */
      readonly lost: components['schemas']['Money'];
      /** Earned by put in, towards zero: 1000000000000000000 is 100 %, not a year’s. Null where nothing was put in. */
      readonly returnWad: string | null;
      /** Most that can be taken out now. */
      readonly maxWithdraw: components['schemas']['Money'];
      /** Most shares that can be redeemed now. */
      readonly maxRedeem: string;
    };
    readonly LendingPage: {
      readonly items: components['schemas']['Lending'][];
      /** The cursor of the next page; null on the last. */
      readonly next: string | null;
      readonly asOf: components['schemas']['Block'];
    };
    /** They bind new debt only. */
    readonly Limits: {
      /** Most debt of all loans that it leads. */
      readonly ceiling: components['schemas']['Money'];
      /** What the debt leaves of the ceiling. */
      readonly ceilingFree: components['schemas']['Money'];
      /** Most that their debt may grow at once. */
      readonly hourly: components['schemas']['Money'];
      /** What is free of the hourly limit now. */
      readonly hourlyFree: components['schemas']['Money'];
    };
    /** One sale: a lot, its price and what it repaid. */
    readonly Liquidation: {
      readonly block: number;
      readonly logIndex: number;
      /** Unix time, seconds. */
      readonly time: number;
      /** 32 bytes, hexadecimal. */
      readonly transactionHash: string;
      /** A loan: borrower (160 bits), creditor (32) and number (64) in one word. */
      readonly loanId: string;
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly borrower: string;
      readonly creditorId: number;
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly liquidator: string;
      /** soft: a call was not cured. hard: past the liquidation limit. */
      readonly kind: 'soft' | 'hard';
      /** price: the collateral is worth too little. default: debt is overdue. */
      readonly reason: 'price' | 'default';
      readonly collateralId: number;
      /** The lot. */
      readonly seized: components['schemas']['Money'];
      /** The lot at the high price, rounded down. */
      readonly seizedValue: components['schemas']['Money'];
      readonly repaid: components['schemas']['Money'];
      /** The bonus in force. */
      readonly bonus: string;
      /** What the lot was worth beyond what it repaid; rounding can make it -1. */
      readonly bonusPaid: components['schemas']['SignedMoney'];
      readonly badDebt: components['schemas']['Money'];
      readonly debtBefore: components['schemas']['Money'];
      readonly debtAfter: components['schemas']['Money'];
      /** The oracle’s bounds in that block; it was sold at the high one. */
      readonly price: {
        /** Loan-token base units by collateral base units, times 10^36; divided by 10^36 and shifted by the decimals of both it is the price of one whole token. */
        readonly low: string;
        /** Loan-token base units by collateral base units, times 10^36; divided by 10^36 and shifted by the decimals of both it is the price of one whole token. */
        readonly high: string;
      };
      /** What the price came from; empty where the oracle does not say. */
      readonly sources: {
        /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
        readonly feed: string;
        /** As the feed answers it, in its own decimals. */
        readonly answer: string;
        /** Unix time, seconds. */
        readonly updatedAt: number;
      }[];
    };
    /** How much debt is at risk at each price. */
    readonly LiquidationMap: {
      /** Every loan with debt that holds the collateral. */
      readonly all: components['schemas']['DebtSum'];
      readonly now: {
        /** A margin call would succeed now. */
        readonly callDue: components['schemas']['DebtSum'];
        /** Called, and no sale is due yet. */
        readonly called: components['schemas']['DebtSum'];
        /** A sale would succeed: a call was not cured. */
        readonly softLiquidation: components['schemas']['DebtSum'];
        /** A sale would succeed, with or without a call. */
        readonly hardLiquidation: components['schemas']['DebtSum'];
      };
      /** They hold another collateral that has no price now, and are in no step. */
      readonly unknown: components['schemas']['DebtSum'];
      /** At each fall of the collateral’s price, other prices unchanged: the loans above their call limit (called or not), and those above their liquidation limit, all falls before it included. Empty while the collateral has no price. */
      readonly steps: {
        readonly fallPercent: number;
        readonly callable: components['schemas']['DebtSum'];
        readonly liquidatable: components['schemas']['DebtSum'];
      }[];
      readonly creditorId: number;
      readonly collateralId: number;
      readonly collateral: components['schemas']['Token'];
      readonly price: components['schemas']['Price'];
      readonly asOf: components['schemas']['Block'];
    };
    readonly LiquidationPage: {
      readonly items: components['schemas']['Liquidation'][];
      /** The cursor of the next page; null on the last. */
      readonly next: string | null;
      readonly asOf: components['schemas']['Block'];
    };
    /** Collateral that a creditor takes, with its ladder. */
    readonly Listing: {
      readonly collateralId: number;
      readonly collateral: components['schemas']['Token'];
      readonly riskClass: number;
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly oracle: string;
      readonly listed: {
        readonly block: number;
        /** Unix time, seconds. */
        readonly time: number;
      };
      /** To loans that do not hold it yet. */
      readonly closed: boolean;
      readonly closedBlock: number | null;
      readonly ladder: components['schemas']['Ladder'];
      readonly bonus: components['schemas']['BonusTerms'];
      readonly price: components['schemas']['Price'];
      readonly borrowRate: components['schemas']['Rate'];
      /** Of the loans that it leads, rounded up. */
      readonly debt: components['schemas']['Money'];
      readonly limits: components['schemas']['Limits'];
    };
    /** What a listing’s oracle says, and why. */
    readonly ListingPrice: {
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly oracle: string;
      readonly kind: 'feeds' | 'two-source' | 'exchange-rate' | 'other';
      /** true: it follows from what its sources told. false: the oracle is none of the known kinds, or its sources tell nothing, and it is asked in every block. */
      readonly derived: boolean;
      readonly creditorId: number;
      readonly collateralId: number;
      readonly collateral: components['schemas']['Token'];
      readonly loanToken: components['schemas']['Token'];
      readonly price: components['schemas']['Price'];
      /** Empty where it is not derived. */
      readonly sources: components['schemas']['PriceOrigin'][];
    };
    readonly ListingPricePage: {
      readonly items: components['schemas']['ListingPrice'][];
      /** The cursor of the next page; null on the last. */
      readonly next: string | null;
      readonly asOf: components['schemas']['Block'];
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
      readonly holdings: components['schemas']['Holding'][];
      readonly terms: {
        readonly minDebt: components['schemas']['Money'];
        readonly callFee: components['schemas']['Money'];
        readonly cureWindow: number;
        readonly ramp: number;
        readonly lapse: number;
      };
    };
    /** An action on a loan. Amounts are base units. */
    readonly LoanActionInput:
      | {
          readonly action: 'open';
          /** Which of the creditor’s listings. */
          readonly collateralId: number;
          /** Base units, decimal, as a string; below 2^256. */
          readonly pledged: string;
          /** Base units, decimal, as a string; below 2^256. */
          readonly drawn: string;
          /** Who gets what is sent; `by` unless told. */
          readonly receiver?: string;
          /** Who acts, taken to have the tokens; the borrower unless told. */
          readonly by?: string;
          /** The time of the block that the action would be in, unix seconds: from the newest indexed block’s, which it is without it, to a year later. Prices stay, interest and clocks go on. */
          readonly at?: number;
        }
      | {
          readonly action: 'pledge';
          /** Which of the creditor’s listings. */
          readonly collateralId: number;
          /** Base units, decimal, as a string; below 2^256. */
          readonly amount: string;
          /** Who acts, taken to have the tokens; the borrower unless told. */
          readonly by?: string;
          /** The time of the block that the action would be in, unix seconds: from the newest indexed block’s, which it is without it, to a year later. Prices stay, interest and clocks go on. */
          readonly at?: number;
        }
      | {
          readonly action: 'withdraw';
          /** Which of the creditor’s listings. */
          readonly collateralId: number;
          /** Base units; all of it without. */
          readonly amount?: string;
          /** Who gets what is sent; `by` unless told. */
          readonly receiver?: string;
          /** Who acts, taken to have the tokens; the borrower unless told. */
          readonly by?: string;
          /** The time of the block that the action would be in, unix seconds: from the newest indexed block’s, which it is without it, to a year later. Prices stay, interest and clocks go on. */
          readonly at?: number;
        }
      | {
          readonly action: 'draw';
          /** Base units, decimal, as a string; below 2^256. */
          readonly amount: string;
          /** Who gets what is sent; `by` unless told. */
          readonly receiver?: string;
          /** Who acts, taken to have the tokens; the borrower unless told. */
          readonly by?: string;
          /** The time of the block that the action would be in, unix seconds: from the newest indexed block’s, which it is without it, to a year later. Prices stay, interest and clocks go on. */
          readonly at?: number;
        }
      | {
          readonly action: 'repay';
          /** Base units; all of it without. */
          readonly amount?: string;
          /** Who acts, taken to have the tokens; the borrower unless told. */
          readonly by?: string;
          /** The time of the block that the action would be in, unix seconds: from the newest indexed block’s, which it is without it, to a year later. Prices stay, interest and clocks go on. */
          readonly at?: number;
        }
      | {
          readonly action: 'call';
          /** Who acts, taken to have the tokens; the borrower unless told. */
          readonly by?: string;
          /** The time of the block that the action would be in, unix seconds: from the newest indexed block’s, which it is without it, to a year later. Prices stay, interest and clocks go on. */
          readonly at?: number;
        }
      | {
          readonly action: 'clear';
          /** Who acts, taken to have the tokens; the borrower unless told. */
          readonly by?: string;
          /** The time of the block that the action would be in, unix seconds: from the newest indexed block’s, which it is without it, to a year later. Prices stay, interest and clocks go on. */
          readonly at?: number;
        }
      | {
          readonly action: 'liquidate';
          /** Who buys, taken to have the tokens; not the borrower. */
          readonly by: string;
          /** Most to repay; as much as is due without. */
          readonly maxRepaid?: string;
          /** Least to take; 0 unless told. */
          readonly minSeized?: string;
          /** Who gets what is sent; `by` unless told. */
          readonly receiver?: string;
          /** The time of the block that the action would be in, unix seconds: from the newest indexed block’s, which it is without it, to a year later. Prices stay, interest and clocks go on. */
          readonly at?: number;
        }
      | {
          readonly action: 'write-off';
          /** Who acts, taken to have the tokens; the borrower unless told. */
          readonly by?: string;
          /** The time of the block that the action would be in, unix seconds: from the newest indexed block’s, which it is without it, to a year later. Prices stay, interest and clocks go on. */
          readonly at?: number;
        };
    readonly LoanHistory: {
      readonly items: components['schemas']['LoanPoint'][];
      /** The cursor of the next page; null on the last. */
      readonly next: string | null;
      readonly asOf: components['schemas']['Block'];
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
      readonly holdings: {
        readonly collateralId: number;
        readonly amount: components['schemas']['Money'];
      }[];
      readonly call: components['schemas']['OpenCall'] | null;
    };
    /** What the action would do. */
    readonly LoanOutcome: {
      readonly returns: components['schemas']['LoanReturns'];
      readonly transfers: components['schemas']['Transfer'][];
      readonly events: components['schemas']['EventPreview'][];
    };
    readonly LoanPage: {
      readonly items: components['schemas']['LoanItem'][];
      /** The cursor of the next page; null on the last. */
      readonly next: string | null;
      readonly asOf: components['schemas']['Block'];
    };
    /** A loan at one instant. */
    readonly LoanPoint: {
      /** Unix time, seconds. */
      readonly time: number;
      /** The last block that is not after it. */
      readonly block: number;
      /** none: no debt. healthy: nothing can be done to it. call-due: a margin call would succeed. called: a call is open and no sale is due. soft-liquidation: a call was not cured and a sale would succeed. hard-liquidation: a sale would succeed, with or without a call. */
      readonly state:
        | 'none'
        | 'healthy'
        | 'call-due'
        | 'called'
        | 'soft-liquidation'
        | 'hard-liquidation';
      readonly debt: components['schemas']['Money'];
      /** Debt by value at the low prices, rounded up; null without a price, and where the collateral is worth nothing. */
      readonly ltv: string | null;
      /** At the low prices; null without a price. */
      readonly value: components['schemas']['Money'] | null;
      /** Above it a margin call is due. */
      readonly callLimit: components['schemas']['Money'] | null;
      /** Why there is no value, if there is none. */
      readonly refusal: components['schemas']['Refusal'] | null;
    };
    /** What an action on a loan would do, or why not. */
    readonly LoanPreview: {
      /** Whether the contracts would do it. */
      readonly ok: boolean;
      readonly asOf: components['schemas']['Block'];
      /** The instant it is for: the time of the block that the action would be in. */
      readonly at: number;
      /** Why they would not; null if they would. */
      readonly refusal: components['schemas']['Refusal'] | null;
      /** A loan: borrower (160 bits), creditor (32) and number (64) in one word. */
      readonly loanId: string;
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly by: string;
      readonly outcome: components['schemas']['LoanOutcome'] | null;
      readonly before: components['schemas']['LoanStand'];
      readonly after: components['schemas']['LoanStand'] | null;
    };
    /** Of a loan: one proof for each token that it holds, then one of its debt. */
    readonly LoanProofs: {
      readonly asOf: components['schemas']['Block'];
      readonly proofs: components['schemas']['Proof'][];
    };
    /** What the action returns; only its own is there. */
    readonly LoanReturns: {
      readonly withdrawn?: components['schemas']['Money'];
      readonly repaid?: components['schemas']['Money'];
      readonly call?: components['schemas']['CallAsked'];
      readonly sold?: {
        readonly repaid: components['schemas']['Money'];
        readonly seized: components['schemas']['Money'];
        /** Written off because no collateral is left. */
        readonly badDebt: components['schemas']['Money'];
        /** Over the price, of what is repaid; rounded down. */
        readonly bonus: string;
      };
      readonly writtenOff?: components['schemas']['Money'];
    };
    /** A loan as it stands at the instant of a quote or preview; it may not exist yet. */
    readonly LoanStand: {
      /** A loan: borrower (160 bits), creditor (32) and number (64) in one word. */
      readonly id: string;
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly borrower: string;
      readonly creditorId: number;
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
      readonly holdings: components['schemas']['Holding'][];
      readonly terms: {
        readonly minDebt: components['schemas']['Money'];
        readonly callFee: components['schemas']['Money'];
        readonly cureWindow: number;
        readonly ramp: number;
        readonly lapse: number;
      };
    };
    /** Bad debt of a loan, and who bore it. */
    readonly Loss: {
      readonly block: number;
      /** Its place within the block. */
      readonly logIndex: number;
      /** Unix time, seconds. */
      readonly time: number;
      /** 32 bytes, hexadecimal. */
      readonly transactionHash: string;
      readonly loanId: string | null;
      /** What the collateral did not pay. */
      readonly badDebt: components['schemas']['Money'];
      readonly borneByFirstLoss: components['schemas']['Money'];
      readonly borneByLenders: components['schemas']['Money'];
    };
    readonly LossPage: {
      readonly items: components['schemas']['Loss'][];
      /** The cursor of the next page; null on the last. */
      readonly next: string | null;
      readonly asOf: components['schemas']['Block'];
    };
    /** A margin call and how it ended. */
    readonly MarginCall: {
      readonly block: number;
      readonly logIndex: number;
      /** Unix time, seconds. */
      readonly time: number;
      /** 32 bytes, hexadecimal. */
      readonly transactionHash: string;
      /** A loan: borrower (160 bits), creditor (32) and number (64) in one word. */
      readonly loanId: string;
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly borrower: string;
      readonly creditorId: number;
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly caller: string;
      /** price: the collateral is worth too little. default: debt is overdue. */
      readonly reason: 'price' | 'default';
      /** Owed when it was made, its fee included; rounded up. */
      readonly debt: components['schemas']['Money'];
      readonly fee: components['schemas']['Money'];
      /** Repaying this alone would have cured it then. */
      readonly repayment: components['schemas']['Money'];
      /** So would pledging any one of these. */
      readonly topUps: {
        readonly collateralId: number;
        readonly amount: components['schemas']['Money'];
      }[];
      /** Debt by value at the low prices, rounded up; null without a price, and where the collateral is worth nothing. */
      readonly ltv: string | null;
      /** The end of the cure window; null while the sequencer is down. */
      readonly cureEnd: number | null;
      readonly lapseAt: number | null;
      /** price, top-up, repayment: cured by that. sale: the loan was sold. lapse: it became void, or the debt ended without it. open: it is in force. */
      readonly outcome: 'price' | 'top-up' | 'repayment' | 'sale' | 'lapse' | 'open';
      /** Null while it is open, and where it lapsed without anyone saying so. */
      readonly endedAt: number | null;
      readonly endBlock: number | null;
    };
    readonly MarginCallPage: {
      readonly items: components['schemas']['MarginCall'][];
      /** The cursor of the next page; null on the last. */
      readonly next: string | null;
      readonly asOf: components['schemas']['Block'];
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
    /** One movement of a loan. */
    readonly Movement: {
      readonly block: number;
      readonly logIndex: number;
      /** Unix time, seconds. */
      readonly time: number;
      /** 32 bytes, hexadecimal. */
      readonly transactionHash: string;
      /** A loan: borrower (160 bits), creditor (32) and number (64) in one word. */
      readonly loanId: string;
      /** pledge and withdraw move collateral; draw, repay, call-fee and sale move the loan token. A sale is what it repaid; its lot is among the liquidations. */
      readonly kind: 'pledge' | 'withdraw' | 'draw' | 'repay' | 'call-fee' | 'sale';
      readonly amount: components['schemas']['Money'];
      /** Null for the loan token. */
      readonly collateralId: number | null;
      /** Who paid or received. */
      readonly account: string;
      /** Owed after it, rounded up. */
      readonly debtAfter: components['schemas']['Money'];
    };
    readonly MovementPage: {
      readonly items: components['schemas']['Movement'][];
      /** The cursor of the next page; null on the last. */
      readonly next: string | null;
      readonly asOf: components['schemas']['Block'];
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
    /** What a new loan would be, or why it cannot be. */
    readonly OpenQuote: {
      /** Whether the contracts would do it. */
      readonly ok: boolean;
      readonly asOf: components['schemas']['Block'];
      /** The instant it is for: the time of the block that the action would be in. */
      readonly at: number;
      /** Why they would not; null if they would. */
      readonly refusal: components['schemas']['Refusal'] | null;
      /** The first id that the borrower has not used; null without a borrower. */
      readonly loanId: string | null;
      /** Null where no amount suffices. */
      readonly pledged: components['schemas']['Money'] | null;
      /** Null where nothing can be drawn. */
      readonly drawn: components['schemas']['Money'] | null;
      /** The most that can be drawn against `pledged`, to the unit. */
      readonly mostDrawn: components['schemas']['Money'] | null;
      /** What keeps `mostDrawn` from being one unit more. */
      readonly limit: {
        readonly by: 'open-limit' | 'cash' | 'ceiling' | 'hourly-limit' | 'ltv' | 'bound';
        readonly refusal: components['schemas']['Refusal'] | null;
      } | null;
      /** The least collateral for `drawn`, to the unit. */
      readonly leastPledged: components['schemas']['Money'] | null;
      /** Null where the creditor does not take this collateral. */
      readonly rate: {
        readonly now: components['schemas']['Rate'];
        /** With the draw lent; null if refused. The reserve is a part of it. */
        readonly after: components['schemas']['Rate'] | null;
      } | null;
      /** What the debt grows by while the rate after the draw stays. */
      readonly cost: {
        readonly day: components['schemas']['Money'];
        readonly days30: components['schemas']['Money'];
        readonly year: components['schemas']['Money'];
      } | null;
      /** What a call would ask for at the first price that allows one, made at once. */
      readonly atCallPrice: components['schemas']['CallAsked'] | null;
      /** The loan as it would stand, with its ladder and the prices that call and sell. */
      readonly loan: components['schemas']['LoanStand'] | null;
      /** The last second in which the oracle’s present answer counts; null for later than 30 days. A new price, a draw of others or a change of rates ends this quote sooner. */
      readonly pricedUntil: number | null;
    };
    /** What a curator scheduled, and what became of it. */
    readonly Operation: {
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly authority: string;
      readonly operationId: string;
      readonly nonce: number;
      /** scheduled: its delay runs. ready: it may be done now. expired: it was not done within a week of being ready, and no longer can be. */
      readonly state: 'scheduled' | 'ready' | 'expired' | 'executed' | 'cancelled';
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly caller: string;
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly target: string;
      /** Where the target is a creditor. */
      readonly creditorId: number | null;
      /** Null where the target is neither a pool nor its manager, or knows no such call. */
      readonly call: components['schemas']['DecodedCall'] | null;
      /** The call as it was scheduled, hexadecimal. */
      readonly data: string;
      /** Unix time, seconds. */
      readonly scheduledAt: number;
      readonly scheduledBlock: number;
      /** Unix time, seconds. */
      readonly readyAt: number;
      /** Unix time, seconds. */
      readonly expiresAt: number;
      /** When it was done or dropped. */
      readonly outcomeBlock: number | null;
    };
    readonly OperationPage: {
      readonly items: components['schemas']['Operation'][];
      /** The cursor of the next page; null on the last. */
      readonly next: string | null;
      readonly asOf: components['schemas']['Block'];
    };
    /** What became of a creditor’s loans and lenders. */
    readonly Outcomes: {
      readonly asOf: components['schemas']['Block'];
      readonly creditorId: number;
      /** Everything after this block counts; null for the chain’s beginning. */
      readonly from: components['schemas']['Block'] | null;
      /** Everything up to this block counts, this one included. */
      readonly to: components['schemas']['Block'];
      readonly loans: {
        readonly opened: number;
        /** By all loans, in this range. */
        readonly drawn: components['schemas']['Money'];
        /** Loans, however often each was called. */
        readonly called: number;
        readonly liquidated: number;
        readonly writtenOff: number;
      };
      /** Calls made in the range, by how they stood at its end. */
      readonly calls: {
        readonly made: number;
        readonly curedByPrice: number;
        readonly curedByTopUp: number;
        readonly curedByRepayment: number;
        readonly endedBySale: number;
        readonly lapsed: number;
        readonly openAtTheEnd: number;
      };
      readonly liquidations: {
        readonly soft: {
          readonly loans: number;
          readonly sales: number;
          readonly repaid: components['schemas']['Money'];
          readonly seizedValue: components['schemas']['Money'];
        };
        readonly hard: {
          readonly loans: number;
          readonly sales: number;
          readonly repaid: components['schemas']['Money'];
          readonly seizedValue: components['schemas']['Money'];
        };
        readonly seized: {
          readonly collateralId: number;
          readonly amount: components['schemas']['Money'];
        }[];
        readonly seizedValue: components['schemas']['Money'];
        readonly repaid: components['schemas']['Money'];
      };
      /** Value seized beyond the debt repaid. */
      readonly bonusPaid: components['schemas']['SignedMoney'];
      /** Of the liquidated loans, each before its first sale in the range. */
      readonly liquidatedDebt: components['schemas']['Money'];
      readonly badDebt: components['schemas']['Money'];
      /** What the first loss bore of it. */
      readonly borne: components['schemas']['Money'];
      /** What lenders lost: bad debt less what was borne. */
      readonly lost: components['schemas']['Money'];
      /** At both ends: the first loss as stored, and all that belongs to lenders with interest up to that block. */
      readonly pool: {
        readonly before: {
          readonly firstLoss: components['schemas']['Money'];
          readonly lenderAssets: components['schemas']['Money'];
        };
        readonly after: {
          readonly firstLoss: components['schemas']['Money'];
          readonly lenderAssets: components['schemas']['Money'];
        };
      };
    };
    /** A pool at an instant, with interest brought up to exactly that instant. */
    readonly PoolPoint: {
      /** Unix time, seconds. */
      readonly time: number;
      /** The newest block that is not after it. */
      readonly block: number;
      readonly cash: components['schemas']['Money'];
      /** What all loans owe, interest up to now included. */
      readonly owed: components['schemas']['Money'];
      /** Owed by owed and cash; 1000000000000000000 is 1. */
      readonly utilisationWad: string;
      readonly baseRate: components['schemas']['Rate'];
      readonly classes: {
        readonly riskClass: number;
        /** What borrowers of this class pay. */
        readonly borrowRate: components['schemas']['Rate'];
      }[];
      /** What lenders earn, net of the first loss’s part: borrow rate × utilisation × (1 − reserve). */
      readonly lendersRate: components['schemas']['Rate'];
      /** What belongs to lenders, interest included. */
      readonly totalAssets: components['schemas']['Money'];
      /** What bears losses first, interest included. */
      readonly firstLoss: components['schemas']['Money'];
      /** The same as of the last action of a lender, a loss or a curator. */
      readonly firstLossStored: components['schemas']['Money'];
      /** All shares; base units, six decimals more than the token. */
      readonly supply: string;
      /** Loan tokens for one share, rounded down: 1000000000000000000 at the start. */
      readonly sharePriceWad: string;
      /** All bad debt so far. */
      readonly badDebt: components['schemas']['Money'];
      /** What the first loss bore of it. */
      readonly borneByFirstLoss: components['schemas']['Money'];
    };
    readonly PoolPointPage: {
      readonly items: components['schemas']['PoolPoint'][];
      /** The cursor of the next page; null on the last. */
      readonly next: string | null;
      readonly asOf: components['schemas']['Block'];
    };
    /** What a pool has and owes, and its rates. */
    readonly PoolTotals: {
      readonly cash: components['schemas']['Money'];
      /** What all loans owe, interest up to now included. */
      readonly owed: components['schemas']['Money'];
      /** Owed by owed and cash; 1000000000000000000 is 1. */
      readonly utilisationWad: string;
      readonly baseRate: components['schemas']['Rate'];
      readonly classes: {
        readonly riskClass: number;
        /** What borrowers of this class pay. */
        readonly borrowRate: components['schemas']['Rate'];
      }[];
      /** What lenders earn, net of the first loss’s part: borrow rate × utilisation × (1 − reserve). */
      readonly lendersRate: components['schemas']['Rate'];
      /** What belongs to lenders, interest included. */
      readonly totalAssets: components['schemas']['Money'];
      /** What bears losses first, interest included. */
      readonly firstLoss: components['schemas']['Money'];
      /** The same as of the last action of a lender, a loss or a curator. */
      readonly firstLossStored: components['schemas']['Money'];
      /** All shares; base units, six decimals more than the token. */
      readonly supply: string;
      /** Loan tokens for one share, rounded down: 1000000000000000000 at the start. */
      readonly sharePriceWad: string;
    };
    /** The bounds that an oracle answers, or why it answers none; amounts round down. */
    readonly Price: {
      /** Loan-token base units for one collateral base unit, times 1e36. */
      readonly low: string | null;
      /** Loan-token base units for one collateral base unit, times 1e36. */
      readonly high: string | null;
      /** One whole collateral token at the low bound. */
      readonly lowOfOne: components['schemas']['Money'] | null;
      /** The same at the high bound. */
      readonly highOfOne: components['schemas']['Money'] | null;
      /** Why there is no price; null where one is. */
      readonly refusal: components['schemas']['Refusal'] | null;
    };
    /** A source of a price with its newest answer. */
    readonly PriceOrigin: {
      /** Which oracle reads it: the listing’s, or one inside. */
      readonly oracle: string;
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly source: string;
      /** base: the collateral in a common unit. quote: the loan token in the same. sequencer: 0 is up. rate: what a staked token is worth in another. */
      readonly role: 'base' | 'quote' | 'sequencer' | 'rate';
      /** In its own units; null without any. */
      readonly answer: string | null;
      /** As a feed says; of a sequencer and a rate, when it last changed. */
      readonly updatedAt: number | null;
      /** Seconds from then to the block. */
      readonly age: number | null;
      /** Oldest age that the oracle accepts. */
      readonly maxAge: number | null;
    };
    /** What an oracle answered at an instant. */
    readonly PricePoint: {
      /** Unix time, seconds. */
      readonly time: number;
      readonly block: number;
      readonly price: components['schemas']['Price'];
    };
    readonly PricePointPage: {
      readonly items: components['schemas']['PricePoint'][];
      /** The cursor of the next page; null on the last. */
      readonly next: string | null;
      readonly asOf: components['schemas']['Block'];
    };
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
      readonly errors?: {
        readonly in: 'body' | 'path' | 'query' | 'headers';
        /** JSON pointer within that part. */
        readonly pointer: string;
        readonly detail: string;
      }[];
    };
    /** A proof for one account: save it as it is, and check it with any node. */
    readonly Proof: {
      readonly format: 'hypothec-proof';
      readonly version: 1;
      readonly context: {
        readonly chainId: number;
        /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
        readonly book: string;
        /** A whole number, decimal, as a string. */
        readonly blockNumber: string;
        /** 32 bytes, hexadecimal. */
        readonly blockHash: string;
        /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
        readonly holder: string;
        /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
        readonly token: string;
        /** collateral: what the book owes back to borrowers, a leaf for each loan that holds the token. lenders: what a pool owes to lenders, and its first loss. loans: what loans owe it. */
        readonly side: 'collateral' | 'lenders' | 'loans';
      };
      readonly root: {
        /** 32 bytes, hexadecimal. */
        readonly hash: string;
        /** A whole number, decimal, as a string. */
        readonly sum: string;
        /** A whole number, decimal, as a string. */
        readonly parts: string;
        readonly leaves: number;
      };
      readonly leaf: {
        /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
        readonly account: string;
        /** 32 bytes, hexadecimal. */
        readonly subject: string;
        /** A whole number, decimal, as a string. */
        readonly amount: string;
        /** A whole number, decimal, as a string. */
        readonly parts: string;
      };
      readonly index: number;
      readonly path: {
        /** 32 bytes, hexadecimal. */
        readonly hash: string;
        /** A whole number, decimal, as a string. */
        readonly sum: string;
        /** A whole number, decimal, as a string. */
        readonly parts: string;
      }[];
    };
    /** The root of a Merkle-sum tree. */
    readonly ProofRoot: {
      /** collateral: what the book owes back to borrowers, a leaf for each loan that holds the token. lenders: what a pool owes to lenders, and its first loss. loans: what loans owe it. */
      readonly side: 'collateral' | 'lenders' | 'loans';
      /** The book for collateral, else the pool. */
      readonly holder: string;
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly token: string;
      /** 32 bytes, hexadecimal. */
      readonly root: string;
      /** What all leaves come to. */
      readonly sum: components['schemas']['Money'];
      /** Shares, debt units, or the collateral itself: sums without rounding. */
      readonly parts: string;
      readonly leaves: number;
      /** What a pool has in cash and is owed, which covers its lenders. Null for what the tables do not have: ask the token for the holder’s balance, as `hypothec verify-proof` does. */
      readonly held: components['schemas']['Money'] | null;
    };
    /** Every tree as of one block. */
    readonly ProofRoots: {
      readonly asOf: components['schemas']['Block'];
      readonly roots: components['schemas']['ProofRoot'][];
    };
    /** With `pledged`: the most that can be drawn. With `drawn`: the least collateral. With both: just that. With `ltv`, the other amount is sized to it. */
    readonly QuoteRequestInput: {
      /** Which creditor. */
      readonly creditorId: number;
      /** Which of the creditor’s listings. */
      readonly collateralId: number;
      /** For whom; anyone unless told. */
      readonly borrower?: string;
      /** Collateral, base units. */
      readonly pledged?: string;
      /** What is to be drawn, base units. */
      readonly drawn?: string;
      /** Highest debt by value, with one of the two amounts; 10^18 is 1. */
      readonly ltv?: string;
      /** The time of the block that the action would be in, unix seconds: from the newest indexed block’s, which it is without it, to a year later. Prices stay, interest and clocks go on. */
      readonly at?: number;
    };
    /** A variable rate: it holds until the next action on the pool. */
    readonly Rate: {
      /** A year’s rate, compounded continuously, as the pool has it: 10000000000 is 100 %. */
      readonly continuous: string;
      /** What a debt has grown by after a year at this rate: 1000000000000000000 is 100 %. */
      readonly apyWad: string;
    };
    /** base + slope · utilisation / kink up to the kink, base + slope + steep · (utilisation − kink) / (1 − kink) above it; reserve is the first loss’s part of interest. 10000 is 100 %. */
    readonly RateSettings: {
      readonly baseBps: number;
      readonly slopeBps: number;
      readonly steepBps: number;
      readonly kinkBps: number;
      readonly reserveBps: number;
    };
    /** Why something is not possible now, in a sentence. */
    readonly Refusal: {
      /** The error’s name in the contracts. */
      readonly name: string;
      readonly message: string;
      readonly advice: string;
    };
    /** Who is signed in, and until when. */
    readonly Session: {
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly address: string;
      readonly chainId: number;
      /** Unix time, seconds. */
      readonly expiresAt: number;
    };
    /** How an account wants to be shown things. */
    readonly Settings: {
      /** What amounts are shown in, ISO 4217. */
      readonly currency: string;
      readonly theme: 'system' | 'light' | 'dark';
      /** What times are shown in, IANA. */
      readonly timezone: string;
    };
    /** How an account wants to be shown things. */
    readonly SettingsInput: {
      /** What amounts are shown in, ISO 4217. */
      readonly currency: string;
      readonly theme: 'system' | 'light' | 'dark';
      /** What times are shown in, IANA. */
      readonly timezone: string;
    };
    /** A difference of amounts: as Money, and may be negative. */
    readonly SignedMoney: {
      /** A whole number with a sign, as a string. */
      readonly amount: string;
      readonly decimals: number;
      readonly symbol: string;
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly token: string;
    };
    /** An account of a loan for a period. */
    readonly Statement: {
      readonly asOf: components['schemas']['Block'];
      readonly chainId: number;
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly book: string;
      /** A loan: borrower (160 bits), creditor (32) and number (64) in one word. */
      readonly loanId: string;
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly borrower: string;
      readonly creditor: {
        readonly id: number;
        /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
        readonly address: string;
        readonly name: string;
      };
      /** Unix time, seconds. */
      readonly openedAt: number;
      readonly period: {
        /** What happened at this second is in the period before. */
        readonly from: number;
        /** What happened at this second is in this period. */
        readonly to: number;
        /** The last block of the period before; null before the first. */
        readonly openingBlock: number | null;
        /** The last block of the period. */
        readonly closingBlock: number;
      };
      readonly debt: {
        /** Owed at the period’s beginning, rounded up. */
        readonly opening: components['schemas']['Money'];
        readonly drawn: components['schemas']['Money'];
        /** Of margin calls, added to the debt. */
        readonly fees: components['schemas']['Money'];
        /** What is left: closing − opening − drawn − fees + repaid + repaidBySales + badDebt. It holds every rounding of the period too, which can make it negative by some base units. */
        readonly interest: components['schemas']['SignedMoney'];
        readonly repaid: components['schemas']['Money'];
        readonly repaidBySales: components['schemas']['Money'];
        /** Written off: nobody owes it any more. */
        readonly badDebt: components['schemas']['Money'];
        /** Owed at the period’s end, rounded up. */
        readonly closing: components['schemas']['Money'];
      };
      /** By token: opening + pledged − withdrawn − seized = closing, exactly. */
      readonly collateral: {
        readonly collateralId: number;
        readonly opening: components['schemas']['Money'];
        readonly pledged: components['schemas']['Money'];
        readonly withdrawn: components['schemas']['Money'];
        readonly seized: components['schemas']['Money'];
        readonly closing: components['schemas']['Money'];
      }[];
      /** The earliest first. */
      readonly movements: components['schemas']['Movement'][];
      /** Margin calls that were made or ended in the period, as of its end. */
      readonly calls: components['schemas']['MarginCall'][];
      readonly liquidations: components['schemas']['Liquidation'][];
      /** What all sales of the period cost beyond debt. */
      readonly bonusPaid: components['schemas']['SignedMoney'];
      readonly rounding: string;
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
    /** A token as its contract names itself; anyone may list anything, so check it. */
    readonly Token: {
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly address: string;
      readonly symbol: string;
      readonly name: string;
      readonly decimals: number;
    };
    readonly TokenPage: {
      readonly items: components['schemas']['Token'][];
      /** The cursor of the next page; null on the last. */
      readonly next: string | null;
      readonly asOf: components['schemas']['Block'];
    };
    /** A transaction with events of the protocol. */
    readonly Transaction: {
      /** 32 bytes, hexadecimal. */
      readonly hash: string;
      readonly block: components['schemas']['Block'];
      /** Its place in the block. */
      readonly index: number;
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly sender: string;
      /** Null where it created a contract. */
      readonly recipient: string | null;
      /** A whole number, decimal, as a string. */
      readonly gasUsed: string;
      /** Paid for each gas, base units of the native coin. */
      readonly gasPrice: string;
      /** Gas used by its price, base units of the native coin. */
      readonly fee: string;
      /** Of the protocol, in order. */
      readonly events: components['schemas']['Event'][];
      readonly asOf: components['schemas']['Block'];
    };
    /** Tokens that the action would move. */
    readonly Transfer: {
      readonly amount: components['schemas']['Money'];
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly from: string;
      /** An account or a contract: 0x and 40 hexadecimal digits; answered in lower case. */
      readonly to: string;
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
  };
}
