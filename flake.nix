{
  description = "Compile one kernel tuning spec into NixOS, Talos, Kubernetes, Cilium and sysctl.d configuration";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      manifest = builtins.fromJSON (builtins.readFile ./package.json);
      # The hash of the single file of this version.
      release = builtins.fromJSON (builtins.readFile ./nix/release.json);
      address = builtins.head (builtins.split "#" manifest.homepage);
      file = "tunegen-${manifest.version}.mjs";

      forSystems =
        make:
        nixpkgs.lib.genAttrs [
          "x86_64-linux"
          "aarch64-linux"
          "x86_64-darwin"
          "aarch64-darwin"
        ] (system: make nixpkgs.legacyPackages.${system});

      tunegenFor =
        pkgs:
        pkgs.runCommand "tunegen-${manifest.version}"
          {
            nativeBuildInputs = [ pkgs.makeWrapper ];
            src = pkgs.fetchurl {
              url = "${address}/releases/download/v${manifest.version}/${file}";
              inherit (release) sha256;
            };
            meta = {
              inherit (manifest) description;
              homepage = address;
              mainProgram = "tunegen";
            };
          }
          ''
            install -Dm644 "$src" "$out/lib/tunegen.mjs"
            makeWrapper ${pkgs.nodejs}/bin/node "$out/bin/tunegen" --add-flags "$out/lib/tunegen.mjs"
            install -Dm644 ${./docs/tunegen.1} "$out/share/man/man1/tunegen.1"
            add_completion() {
              mkdir -p "$(dirname "$out/share/$2")"
              "$out/bin/tunegen" completion "$1" > "$out/share/$2"
            }
            add_completion bash bash-completion/completions/tunegen
            add_completion zsh zsh/site-functions/_tunegen
            add_completion fish fish/vendor_completions.d/tunegen.fish
          '';

      # Fails if the generated files below `src` are stale; `spec` is relative to `src`.
      check =
        {
          pkgs,
          src,
          spec ? "tuning.yaml",
        }:
        pkgs.runCommand "tunegen-check" { nativeBuildInputs = [ (tunegenFor pkgs) ]; } ''
          cp -r ${src} src
          chmod -R u+w src
          cd src
          # Tells tunegen where the repository ends.
          mkdir -p .git
          tunegen check --file ${pkgs.lib.escapeShellArg spec}
          touch "$out"
        '';
    in
    {
      packages = forSystems (pkgs: {
        default = tunegenFor pkgs;
      });
      apps = forSystems (pkgs: {
        default = {
          type = "app";
          program = "${tunegenFor pkgs}/bin/tunegen";
        };
      });
      checks = forSystems (pkgs: {
        tuning = check {
          inherit pkgs;
          src = self;
        };
      });
      lib = { inherit check; };
    };
}
