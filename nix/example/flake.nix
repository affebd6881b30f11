# A repository of NixOS hosts with a tuning.yaml: `nix flake check` fails if the files below out/ are stale.
{
  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
    # The address of the repository of tunegen.
    tunegen.url = "github:OWNER/tunegen";
    tunegen.inputs.nixpkgs.follows = "nixpkgs";
  };

  outputs =
    {
      self,
      nixpkgs,
      tunegen,
    }:
    let
      system = "x86_64-linux";
      pkgs = nixpkgs.legacyPackages.${system};
    in
    {
      nixosConfigurations.worker01 = nixpkgs.lib.nixosSystem {
        modules = [
          { nixpkgs.hostPlatform = system; }
          ./out/nixos/role-worker.nix
        ];
      };
      checks.${system}.tuning = tunegen.lib.check {
        inherit pkgs;
        src = self;
      };
      devShells.${system}.default = pkgs.mkShell {
        packages = [ tunegen.packages.${system}.default ];
      };
    };
}
