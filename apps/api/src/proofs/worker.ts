import { parentPort } from 'node:worker_threads';
import type { Answer, Built, Job, Proved, Row } from './job.ts';
import { KeptTrees } from './kept-trees.ts';

// A thread of its own: hashing a tree takes tens of microseconds a leaf, and the server's thread
// has requests to answer meanwhile.

const trees = new KeptTrees();
const rows = new Map<number, Row[]>();

function work(job: Exclude<Job, { kind: 'drop' | 'rows' }>): Built | Proved {
  if (job.kind === 'prove') return trees.prove(job.key, job.subject);
  const own = rows.get(job.job) ?? [];
  rows.delete(job.job);
  return trees.build(job.plan, own);
}

function tryTo(job: Exclude<Job, { kind: 'drop' | 'rows' }>): Answer {
  try {
    return { job: job.job, result: work(job) };
  } catch (error) {
    return { job: job.job, fault: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (job: Job) => {
  if (job.kind === 'drop') {
    rows.delete(job.job);
  } else if (job.kind === 'rows') {
    const known = rows.get(job.job) ?? [];
    for (const row of job.rows) known.push(row);
    rows.set(job.job, known);
  } else {
    parentPort?.postMessage(tryTo(job), []);
  }
});
