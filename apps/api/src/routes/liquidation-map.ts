import { listingView } from '@hypothec/model';
import type { CollateralId } from '@hypothec/model';
import { z } from 'zod';
import type { Api } from '../api.ts';
import { Problem } from '../errors/problem.ts';
import { BlockRef, toBlockRef } from '../schemas/index.ts';
import { eachLoan, LiquidationMap, RiskMap } from '../views/liquidation-map.ts';
import { Price, toPrice } from '../views/price.ts';
import {
  blockQuery,
  CollateralQuery,
  creditorMissing,
  CreditorParam,
  readTokens,
  stateAt,
} from '../views/reading.ts';
import { soundOrNull } from '../views/sound.ts';
import { TokenView, toTokenView } from '../views/token.ts';

const Answer = LiquidationMap.extend({
  creditorId: z.int().min(1),
  collateralId: z.int().min(0),
  collateral: TokenView,
  price: Price,
  asOf: BlockRef,
}).meta({ id: 'LiquidationMap', description: 'How much debt is at risk at each price.' });

/** How much debt is at risk at each price. */
export function registerLiquidationMap(app: Api): void {
  app.get(
    '/v1/creditors/:creditorId/liquidation-map',
    {
      config: { perBlock: true },
      schema: {
        operationId: 'getLiquidationMap',
        tags: ['markets'],
        summary: 'How much debt is at risk at each price of a collateral',
        description:
          'For falls of 0 to 100 % in steps of 1 %: how much debt may be called, and how much ' +
          'sold, at once. Interest is brought up to the block’s time.',
        params: z.object({ creditorId: CreditorParam }),
        querystring: z.strictObject({ collateralId: CollateralQuery, ...blockQuery }),
        response: { 200: Answer },
      },
    },
    (request) =>
      app.readAtHead(request, async (queries, head) => {
        const { creditorId } = request.params;
        const { collateralId, block } = request.query;
        const state = await stateAt(queries, head, block);
        const market = state.market(creditorId);
        if (market === null) throw creditorMissing(creditorId, state.block.number);
        const id = collateralId as CollateralId;
        if (!market.listings.has(id)) {
          const detail = `Creditor ${creditorId} has no listing ${collateralId}.`;
          throw new Problem('not-found', `${detail} GET /v1/creditors/${creditorId} has them all.`);
        }
        const { listing, price } = listingView(market, id);
        const map = new RiskMap(id, price);
        await eachLoan(queries, market, state.block.number, (snapshot) => map.add(snapshot));
        const tokens = await readTokens(queries, head);
        const loanToken = tokens.of(listing.loanToken);
        const collateral = tokens.of(listing.collateral);
        const shown = soundOrNull(LiquidationMap, () => map.shown(loanToken));
        if (shown === null) {
          const detail = `Creditor ${creditorId} is no lending pool:`;
          throw new Problem('not-found', `${detail} its numbers are beyond what one can have.`);
        }
        return {
          creditorId,
          collateralId,
          collateral: toTokenView(collateral),
          price: toPrice(price, { loanToken, collateral, tokens }),
          ...shown,
          asOf: toBlockRef(state.block),
        };
      }),
  );
}
