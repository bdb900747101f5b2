/** Which addresses of a machine a relay names, and in which order. */
import assert from "node:assert/strict";
import type { NetworkInterfaceInfo } from "node:os";
import { test } from "node:test";
import { addressesOf } from "#cli/relayAddresses.ts";

function network(address: string, internal = false): NetworkInterfaceInfo {
  const common = { address, internal, netmask: "", mac: "", cidr: null };
  return address.includes(":") ? { ...common, family: "IPv6", scopeid: 0 } : { ...common, family: "IPv4" };
}

const networks = {
  lo: [network("127.0.0.1", true), network("::1", true)],
  docker0: [network("172.17.0.1"), network("fd00::1")],
  tailscale0: [network("100.101.102.103")],
  eth0: [network("2001:db8::7"), network("fe80::1"), network("169.254.3.4")],
  wlan0: [network("192.168.1.20")],
  gone: undefined,
};

test("a relay on one address names that alone", () => {
  assert.deepEqual(addressesOf("http://127.0.0.1:4455", networks), ["http://127.0.0.1:4455"]);
  assert.deepEqual(addressesOf("https://[2001:db8::7]:1", networks), ["https://[2001:db8::7]:1"]);
});

test("on every IPv4 network: the room's own first, bridges to containers behind, this machine last", () => {
  assert.deepEqual(addressesOf("http://0.0.0.0:4455", networks), [
    "http://192.168.1.20:4455",
    "http://100.101.102.103:4455",
    "http://172.17.0.1:4455",
    "http://127.0.0.1:4455",
  ]);
});

test("on every network IPv6 comes behind IPv4, and what holds on one cable only is left out", () => {
  assert.deepEqual(addressesOf("https://[::]:4455", networks), [
    "https://192.168.1.20:4455",
    "https://100.101.102.103:4455",
    "https://[2001:db8::7]:4455",
    "https://172.17.0.1:4455",
    "https://[fd00::1]:4455",
    "https://127.0.0.1:4455",
  ]);
});

test("a machine without a network names itself", () => {
  assert.deepEqual(addressesOf("http://0.0.0.0:1", {}), ["http://127.0.0.1:1"]);
});
