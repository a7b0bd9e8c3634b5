import type { Address } from 'viem';
import type { Artifact } from './artifacts.ts';
import type { Chain } from './chain.ts';

/** Finds a contract by its name. */
export type Find = (contract: string) => Artifact;

/**
 * The contract with the addresses of its libraries in place.
 *
 * @param find - Where the libraries are, which may need others in turn.
 * @param deployed - Libraries that stand on the chain already, by name; those deployed are added.
 */
export async function linked(
  chain: Chain,
  artifact: Artifact,
  find: Find,
  deployed: Map<string, Address>,
): Promise<Artifact> {
  let { bytecode } = artifact;
  for (const places of Object.values(artifact.links)) {
    for (const [name, references] of Object.entries(places)) {
      const address = deployed.get(name) ?? (await deploy(chain, find(name), find, deployed));
      for (const { start } of references) {
        // Two digits a byte, and two for the 0x in front.
        const at = 2 + start * 2;
        bytecode = `0x${bytecode.slice(2, at)}${address.slice(2)}${bytecode.slice(at + 40)}`;
      }
    }
  }
  return { ...artifact, bytecode };
}

async function deploy(
  chain: Chain,
  library: Artifact,
  find: Find,
  deployed: Map<string, Address>,
): Promise<Address> {
  const { address } = await chain.deploy(await linked(chain, library, find, deployed));
  deployed.set(library.name, address);
  return address;
}
