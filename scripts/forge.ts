import { spawn } from 'node:child_process';
// npm run forge -- test --match-path 'test/unit/*'
import { constants } from 'node:os';
import { foundryTool } from '@hypothec/contracts/foundry';
import { contractsFolder } from './lib/root.ts';

const child = spawn(foundryTool('forge'), process.argv.slice(2), {
  cwd: contractsFolder,
  stdio: 'inherit',
});
child.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
});
