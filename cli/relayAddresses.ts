/** Where others reach a relay: the addresses of this machine, the one that most likely works first. */
import type { NetworkInterfaceInfo } from "node:os";

type Networks = NodeJS.Dict<NetworkInterfaceInfo[]>;

/** `url` is where it listens: one address of this machine, or all of them. */
export function addressesOf(url: string, networks: Networks): string[] {
  const { protocol, hostname, port } = new URL(url);
  if (hostname !== "0.0.0.0" && hostname !== "[::]") return [url];
  const families = hostname === "[::]" ? ["IPv4", "IPv6"] : ["IPv4"];
  const outside = Object.entries(networks).flatMap(([name, addresses = []]) =>
    addresses
      .filter(({ internal, family, address }) => !internal && families.includes(family) && !isLocal(address))
      .map(({ address, family }) => ({ host: hostOf(address), rank: rankOf(name, address, family) })),
  );
  const ordered = outside.toSorted((one, other) => one.rank - other.rank).map(({ host }) => host);
  return [...new Set([...ordered, "127.0.0.1"])].map((host) => `${protocol}//${host}:${port}`);
}

function hostOf(address: string): string {
  return address.includes(":") ? `[${address}]` : address;
}

/** Good on one cable only, and in IPv6 only together with the name of the interface. */
function isLocal(address: string): boolean {
  return address.startsWith("169.254.") || /^fe[89ab]/i.test(address);
}

/** Bridges to containers and virtual machines on this machine: nobody else is there. */
const virtual = /^(docker|br-|veth|virbr|vmnet|vboxnet|cni|flannel|podman|lxc|vEthernet)/;

const privateAddress = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/;

/** The room's own network first, then the world's IPv4, then IPv6, which not every network carries. */
function rankOf(name: string, address: string, family: string): number {
  if (virtual.test(name)) return 3;
  if (family === "IPv6") return 2;
  return privateAddress.test(address) ? 0 : 1;
}
