import { grubby } from "./boot-arguments.js";
import { type Distro, numbered } from "./distro.js";
import { redHatValues } from "./rhel.js";

export const fedora: Distro = {
  label: "Fedora",
  releases: numbered("42", "43", "44"),
  isComplete: false,
  bootArguments: [grubby],
  network: {
    daemon: "NetworkManager",
    source: "the release notes of Fedora, Networking",
  },
  values: [
    ...redHatValues,
    {
      by: "Fedora",
      since: "39",
      certainty: "secondary",
      source: "10-map-count.conf, published logs; NixOS/nixpkgs#238412",
      values: { "vm.max_map_count": "1048576" },
    },
  ],
};
