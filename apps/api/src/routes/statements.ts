import type { LoanId as Id } from '@hypothec/model';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Api } from '../api.ts';
import { InstantQuery, LoanId } from '../schemas/index.ts';
import { Statement } from '../schemas/statement.ts';
import type { StatementView } from '../schemas/statement.ts';
import { readOpened } from '../views/loan-at.ts';
import { statementCsv } from '../views/statement-csv.ts';
import { statementPdf } from '../views/statement-pdf.ts';
import { readStatement } from '../views/statement.ts';
import { requireOrder } from './timeline.ts';

const params = z.object({ loanId: LoanId });
const querystring = z.strictObject({
  from: InstantQuery.optional().meta({ description: 'Without it, from the loan’s opening.' }),
  to: InstantQuery.optional().meta({ description: 'Without it, to the newest block.' }),
});

const description = `The period begins after the second \`from\` and ends with the second \`to\`,
at the newest block at the latest. Statements of periods in a row add up: one's closing balances
are the next one's opening balances.`;

interface Asked {
  readonly params: z.output<typeof params>;
  readonly query: z.output<typeof querystring>;
}

function read(app: Api, request: FastifyRequest, { params: of, query }: Asked) {
  return app.readAtHead(request, async (queries, head): Promise<StatementView> => {
    const id = of.loanId as Id;
    const { openedAt } = await readOpened(queries, id, head);
    const from = BigInt(query.from ?? openedAt - 1n);
    const to =
      query.to === undefined || BigInt(query.to) > head.time ? head.time : BigInt(query.to);
    requireOrder(Number(from), Number(to));
    return readStatement(queries, head, { id, openedAt, from, to });
  });
}

/** A name that says whose file it is, and of which period. */
function asFile(reply: FastifyReply, { loanId, period }: StatementView, type: string): void {
  const name = `loan-${loanId.slice(2, 10)}-${loanId.slice(-4)}-${period.from}-${period.to}`;
  void reply.header('content-disposition', `attachment; filename="${name}.${type}"`);
}

function registerJson(app: Api): void {
  app.get(
    '/v1/loans/:loanId/statement',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'getStatement',
        tags: ['statements'],
        summary: 'An account of a loan for a period',
        description,
        params,
        querystring,
        response: { 200: Statement },
      },
    },
    (request) => read(app, request, request),
  );
}

const fileOf = (type: string, text: string) => ({
  200: { description: text, content: { [type]: { schema: z.string() } } },
});

function registerCsv(app: Api): void {
  app.get(
    '/v1/loans/:loanId/statement.csv',
    {
      config: { perBlock: true, produces: ['text/csv'] },
      schema: {
        operationId: 'getStatementCsv',
        tags: ['statements'],
        summary: 'The same as a table',
        description: `${description} One table (RFC 4180); \`record\` says what a line is.`,
        params,
        querystring,
        response: fileOf('text/csv', 'The table, in UTF-8.'),
      },
    },
    async (request, reply) => {
      const statement = await read(app, request, request);
      asFile(reply, statement, 'csv');
      return reply.type('text/csv; charset=utf-8; header=present').send(statementCsv(statement));
    },
  );
}

function registerPdf(app: Api): void {
  app.get(
    '/v1/loans/:loanId/statement.pdf',
    {
      config: { perBlock: true, produces: ['application/pdf'] },
      schema: {
        operationId: 'getStatementPdf',
        tags: ['statements'],
        summary: 'The same to read and to file',
        description: `${description} The same state has the same bytes.`,
        params,
        querystring,
        response: fileOf('application/pdf', 'The document, A4.'),
      },
    },
    async (request, reply) => {
      const statement = await read(app, request, request);
      asFile(reply, statement, 'pdf');
      const file: unknown = await statementPdf(statement);
      return reply.type('application/pdf').send(file as string);
    },
  );
}

/** Statements of loans. */
export function registerStatements(app: Api): void {
  registerJson(app);
  registerCsv(app);
  registerPdf(app);
}
