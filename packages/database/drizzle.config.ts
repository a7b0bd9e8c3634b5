import { defineConfig } from 'drizzle-kit';

// `npm run generate:migration -- --name <what>` writes the next migration from the schema.
export default defineConfig({
  dialect: 'postgresql',
  schema: './src/schema/index.ts',
  out: './migrations',
  schemaFilter: ['history', 'account'],
});
