import type { Address, CollateralId, LoanId } from '@hypothec/model';
import { parseLoanId } from '@hypothec/model';
import { decide } from '../keeper/decide.ts';
import type { KeeperPolicy } from '../keeper/decide.ts';
import { answerTo } from '../people/behaviour.ts';
import type { Answer, Behaviour } from '../people/behaviour.ts';
import type { Tick } from '../play/timeline.ts';
import { answerAct, perform } from './acts.ts';
import type { Act, Done } from './acts.ts';
import type { Ledger } from './ledger.ts';
import type { Mirror } from './mirror.ts';
import { onlyHolding } from './watch-list.ts';
import type { WatchList } from './watch-list.ts';

/** What a replay is run with. */
export interface Engine {
  readonly mirror: Mirror;
  readonly watch: WatchList;
  readonly ledger: Ledger;
  readonly keeper: Address;
  readonly policy: KeeperPolicy;
  readonly behaviour: Behaviour;
  readonly seed: bigint;
  /** Borrowers who will answer an open call. */
  readonly answers: Map<LoanId, Answer>;
}

/** Acts in the mirror and keeps everyone's books. */
function act(engine: Engine, what: Act): Done {
  const { mirror, watch, ledger, answers, behaviour, seed, keeper } = engine;
  const done = perform(mirror, what, keeper);
  const { id } = what;
  watch.update(mirror, id);
  ledger.book(mirror, done);
  if (what.kind === 'call') {
    const { creditorId } = parseLoanId(id);
    const held = onlyHolding(mirror.loan(id)).id;
    const window = mirror.views(creditorId).get(held)?.listing.cureWindow ?? 0n;
    answers.set(id, answerTo(behaviour, seed, { id, calledAt: mirror.now, window }));
  } else if (done.after.call === null) {
    answers.delete(id);
  }
  return done;
}

/** Called borrowers whose moment has come. Without a price they come again with the next. */
function* dueAnswers(engine: Engine): Generator<Act> {
  const { mirror, answers } = engine;
  for (const [id, answer] of answers) {
    if (answer.act === 'nothing' || answer.at > mirror.now) continue;
    const due = answerAct(mirror, id, answer.act);
    if (due !== null) yield due;
    else if (mirror.ladder(id).call === null) answers.delete(id);
  }
}

/** Plays one instant: the feeds answer, borrowers act, then the keeper. */
export function playTick(engine: Engine, tick: Tick): readonly Done[] {
  const { mirror, watch, policy } = engine;
  mirror.advance(tick.time, tick.prices);
  const done: Done[] = [];
  for (const due of dueAnswers(engine)) done.push(act(engine, due));
  const loans = watch.candidates(mirror).map((id) => ({ id, ladder: mirror.ladder(id) }));
  for (const { kind, id } of decide(loans, policy)) done.push(act(engine, { kind, id }));
  return done;
}

/** The collateral that a loan of the mirror holds, before an act may have sold the last of it. */
export function collateralBook(mirror: Mirror): (id: LoanId) => CollateralId {
  const known = new Map<LoanId, CollateralId>();
  for (const [id, loan] of mirror.loans) known.set(id, onlyHolding(loan).id);
  return (id) => known.get(id) ?? onlyHolding(mirror.loan(id)).id;
}
