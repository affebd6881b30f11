import manifest from "../../package.json" with { type: "json" };

/** What stands in package.json for the owner of the repository until it is published; `npm run release:check` refuses it. */
const PLACEHOLDER = "OWNER";

/** The address of the project; undefined as long as package.json states none. */
export const homepage: string | undefined = addressOf(manifest);

function addressOf({ homepage }: { readonly homepage: string }) {
  const [address] = homepage.split("#");
  return address?.split("/").includes(PLACEHOLDER) === true
    ? undefined
    : address;
}
