import fc from 'fast-check';

// The same cases on every run, so that a failure is the change's own; HYPOTHEC_SEED looks
// elsewhere.
fc.configureGlobal({ seed: Number(process.env['HYPOTHEC_SEED'] ?? 1) });
