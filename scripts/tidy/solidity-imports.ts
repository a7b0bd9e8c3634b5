import { posix } from 'node:path';
import { isSolidity, type Finding, type Rule, type Source } from './repo.ts';
import { codeOnly, solidityImports } from './solidity.ts';

interface Border {
  from: RegExp;
  /** What those files may import, from contracts/src on or from a package. */
  to: RegExp;
  message: string;
}

const packages = '@openzeppelin/contracts/|solady/';

// Every border that a file is inside of applies.
const borders: readonly Border[] = [
  {
    from: /^src\//,
    to: new RegExp(`^(?:src/|${packages})`),
    message: 'what ships imports only src, OpenZeppelin and Solady, never local or test',
  },
  {
    from: /^local\//,
    to: new RegExp(`^(?:src/|local/|${packages})`),
    message: 'local never imports test',
  },
  {
    from: /^src\/(?:libraries|types|interfaces)\//,
    to: new RegExp(`^(?:src/(?:libraries|types|interfaces)/|src/credit/ICreditor.sol|${packages})`),
    message: 'libraries, types and interfaces know no contract',
  },
  {
    from: /^src\/[^/]+\.sol$/,
    to: new RegExp(
      `^(?:src/[^/]+.sol|src/(?:libraries|types|interfaces)/|src/credit/ICreditor.sol|${packages})`,
    ),
    message: 'the core knows creditors, oracles and periphery by their interfaces only',
  },
  {
    from: /^src\/(?:credit|oracles)\//,
    to: new RegExp(`^(?:src/(?:credit|oracles|libraries|types|interfaces)/|${packages})`),
    message: 'creditors and oracles know the book by its interface only',
  },
];

export const solidityBorders: Rule = ({ sources }) => {
  const files = sources.filter(
    (source) => isSolidity(source) && source.path.startsWith('contracts/'),
  );
  // A border keeps contracts apart; a library or a struct behind it is nobody's implementation.
  const withContract = new Set(files.filter(declaresContract).map(({ path }) => inside(path)));
  return files.flatMap((source) =>
    solidityImports(source).flatMap(({ name, line }): Finding[] => {
      const from = inside(source.path);
      const to = name.startsWith('.') ? posix.join(posix.dirname(from), name) : name;
      const open = (border: Border): boolean =>
        border.to.test(to) || (to.startsWith('src/') && !withContract.has(to));
      const crossed = borders.find((border) => border.from.test(from) && !open(border));
      if (crossed === undefined) return [];
      const message = `${name}: ${crossed.message}.`;
      return [{ path: source.path, line, rule: 'imports', message }];
    }),
  );
};

function inside(path: string): string {
  return path.slice('contracts/'.length);
}

function declaresContract({ text }: Source): boolean {
  return /^\s*(?:abstract\s+)?contract\s+\w+/m.test(codeOnly(text));
}
