# What the flakes use of nixpkgs. A package is the script that would build it.
let
  package =
    name: env: script:
    env
    // {
      inherit name script;
      outPath = "/nix/store/${name}";
    };
  pkgs = {
    inherit lib;
    nodejs = "/nix/store/nodejs";
    makeWrapper = "/nix/store/make-wrapper";
    fetchurl = args: args;
    runCommand = package;
    mkShell = args: args;
  };
  lib = {
    genAttrs =
      names: make:
      builtins.listToAttrs (
        map (name: {
          inherit name;
          value = make name;
        }) names
      );
    escapeShellArg = text: "'${text}'";
    nixosSystem = args: args;
  };
in
{
  inherit lib;
  legacyPackages = lib.genAttrs [
    "x86_64-linux"
    "aarch64-linux"
    "x86_64-darwin"
    "aarch64-darwin"
  ] (_: pkgs);
}
