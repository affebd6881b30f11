import { explainCarrier } from "../explain/carrier/card.js";
import type { SpecView } from "../explain/key/in-spec.js";
import { placeOf } from "../explain/places.js";
import type { ClusterReport } from "./types.js";

/** Lists what the spec sets that is no node's and no pod's: values of Cilium, and options of mounts. */
export function clusterOf(view: SpecView): readonly ClusterReport[] {
  const { cilium } = view.plan;
  return [
    ...(cilium === undefined
      ? []
      : [
          {
            title: "Helm values of Cilium",
            why: cilium.why,
            settings: cilium.values.map(({ path, value, why, span }) => ({
              name: path.join("."),
              value: String(value),
              why: why.join(" "),
              place: placeOf(span),
            })),
          },
        ]),
    ...view.spec.mounts.map((mount) => {
      const { name, why, settings } = explainCarrier("mount", mount, [], view);
      return {
        title: `Mount ${name}`,
        why,
        settings: settings.map((setting) => ({
          name: setting.name,
          // A password is left out.
          value: setting.value ?? "hidden",
          why: setting.why ?? "",
          place: setting.place,
        })),
      };
    }),
  ];
}
