import * as cilium from "./cilium.js";
import * as tracking from "./connection-tracking.js";
import * as connections from "./connections.js";
import * as resources from "./resources.js";
import * as sockets from "./sockets.js";
import type {
  EventSignal,
  NodeEventSignal,
  NodePercentSignal,
  PanelSignal,
  PercentSignal,
} from "./types.js";

/** Every signal by its name in the spec, in the order of the generated files. */

const nodePercent = {
  "conntrack-usage": tracking.conntrackUsage,
  "tcp-memory": resources.tcpMemory,
  "time-wait": connections.timeWait,
  "file-descriptors": resources.fileDescriptors,
  "neighbour-table": resources.neighbourTable,
  retransmissions: connections.retransmissions,
} as const satisfies Readonly<Record<string, NodePercentSignal>>;

const nodeEvents = {
  "conntrack-drops": tracking.conntrackDrops,
  "listen-overflows": connections.listenOverflows,
  "listen-drops": connections.listenDrops,
  "syn-cookies": connections.synCookies,
  "backlog-drops": resources.backlogDrops,
  "ena-conntrack-drops": tracking.enaDrops,
} as const satisfies Readonly<Record<string, NodeEventSignal>>;

/** Alerts on the use of a resource, with a threshold in percent. */
export const percentSignals = {
  ...nodePercent,
  "cilium-map-pressure": cilium.ciliumMapPressure,
} as const satisfies Readonly<Record<string, PercentSignal>>;

/** Alerts on events that should never happen. They fire at the first event and have no threshold. */
export const eventSignals = {
  ...nodeEvents,
  "cilium-gc-failures": cilium.ciliumGcFailures,
} as const satisfies Readonly<Record<string, EventSignal>>;

/** Graphs without an alert. */
export const panelSignals = {
  established: sockets.established,
  sockets: sockets.sockets,
  "connection-states": sockets.connectionStates,
  "socket-memory": sockets.socketMemory,
  resets: sockets.resets,
  "aborted-connections": sockets.abortedConnections,
  "conntrack-entries": tracking.conntrackEntries,
  "ena-conntrack-available": tracking.enaAvailable,
  "cilium-conntrack": cilium.ciliumEntries,
} as const satisfies Readonly<Record<string, PanelSignal>>;

export type PercentAlert = keyof typeof percentSignals;
export type SaturationAlert = PercentAlert | keyof typeof eventSignals;
/** Alerts on nodes; those on Cilium are about the cluster. */
export type NodeAlert = keyof typeof nodePercent | keyof typeof nodeEvents;
export type PanelName = keyof typeof panelSignals;

export const saturationSignals = { ...percentSignals, ...eventSignals };

export const percentAlerts = namesOf(percentSignals);
export const eventAlerts = namesOf(eventSignals);
export const panelNames = namesOf(panelSignals);

/** Whether an alert has a threshold in percent. */
export function isPercent(name: string): name is PercentAlert {
  return Object.hasOwn(percentSignals, name);
}

/** Whether an alert is on the use of a resource, or on an event; the others are on drift. */
export function isSaturation(name: string): name is SaturationAlert {
  return Object.hasOwn(saturationSignals, name);
}

function namesOf<Name extends string>(
  table: Readonly<Record<Name, unknown>>,
): readonly Name[] {
  // The type of Object.keys does not keep the names.
  return Object.keys(table) as Name[];
}
