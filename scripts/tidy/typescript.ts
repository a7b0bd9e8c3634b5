import {
  type ArrowFunctionExpression,
  type Expression,
  type Function as FunctionNode,
  type Node,
  Visitor,
  parseSync,
} from 'oxc-parser';
import { lineAt, type Source } from './repo.ts';

export interface Place {
  line: number;
  name: string;
}

/** What the rules ask of a TypeScript file, read from its syntax tree. */
export interface TypeScriptFacts {
  /** Module names as written, static, dynamic and re-exported. */
  imports: Place[];
  functions: (Place & { length: number })[];
  anys: number[];
  plainErrors: number[];
  /** `Date.now`, `Math.random`, `process.env`, `new Date`, `fetch`: what a pure package lacks. */
  ambient: Place[];
}

type Func = FunctionNode | ArrowFunctionExpression;

const ambientObjects = new Set(['process', 'performance', 'console', 'crypto', 'globalThis']);
const ambientCalls = new Set(['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'Date']);
const cache = new WeakMap<Source, TypeScriptFacts>();

export function readTypeScript(source: Source): TypeScriptFacts {
  const known = cache.get(source);
  if (known !== undefined) return known;
  const facts = inspect(source);
  cache.set(source, facts);
  return facts;
}

function inspect({ path, text }: Source): TypeScriptFacts {
  const { program } = parseSync(path, text);
  const facts: TypeScriptFacts = {
    imports: [],
    functions: [],
    anys: [],
    plainErrors: [],
    ambient: [],
  };
  const line = (offset: number): number => lineAt(text, offset);
  const place = (node: { start: number }, name: string): Place => ({
    line: line(node.start),
    name,
  });
  const imported = ({ source }: { source: Expression | null }): void => {
    if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
    facts.imports.push(place(source, source.value));
  };
  const suites = new Set<unknown>();
  const measure = (node: Func): void => {
    if (suites.has(node)) return;
    const length = line(node.end) - line(node.start) + 1;
    facts.functions.push({ ...place(node, nameOf(node)), length });
  };
  const create = (callee: Expression, node: Node): void => {
    if (callee.type !== 'Identifier') return;
    if (callee.name === 'Error') facts.plainErrors.push(line(node.start));
    if (ambientCalls.has(callee.name)) facts.ambient.push(place(node, callee.name));
  };
  new Visitor({
    ImportDeclaration: imported,
    ExportNamedDeclaration: imported,
    ExportAllDeclaration: imported,
    ImportExpression: imported,
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
    TSAnyKeyword: (node) => facts.anys.push(line(node.start)),
    NewExpression(node) {
      // `new Date(seconds)` is arithmetic; without an argument it reads the clock.
      const pure = calls(node.callee, 'Date') && node.arguments.length > 0;
      if (!pure) create(node.callee, node);
    },
    CallExpression(node) {
      create(node.callee, node);
      // The body of a describe() is a list of tests, not a function to keep short.
      if (calls(node.callee, 'describe')) for (const given of node.arguments) suites.add(given);
    },
    MemberExpression({ object, property, start }) {
      if (object.type !== 'Identifier' || property.type !== 'Identifier') return;
      const name = `${object.name}.${property.name}`;
      if (ambientObjects.has(object.name) || name === 'Date.now' || name === 'Math.random') {
        facts.ambient.push(place({ start }, name));
      }
    },
  }).visit(program);
  return facts;
}

function nameOf(node: Func): string {
  return node.type !== 'ArrowFunctionExpression' && node.id ? node.id.name : 'a function';
}

function calls(callee: Expression, name: string): boolean {
  if (callee.type === 'Identifier') return callee.name === name;
  if (callee.type === 'CallExpression') return calls(callee.callee, name);
  return callee.type === 'MemberExpression' && calls(callee.object, name);
}
