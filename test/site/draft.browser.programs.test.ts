import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { specAddress } from "../../site/shared/spec-address.js";
import {
  holdBack,
  isMissing,
  mistake,
  siteBrowser,
  type SiteBrowser,
  violations,
  write,
} from "./browser.js";

describe.skipIf(isMissing)("chromium: the user's own spec", () => {
  let site: SiteBrowser;

  beforeAll(async () => {
    site = await siteBrowser();
  });
  afterAll(() => site.close());

  test("keeps what is typed as the user's own spec", async () => {
    const { page } = await site.playground();
    const list = page.locator("#example");
    const text = () => page.innerText(".cm-content");
    expect(await list.inputValue()).toBe("0");
    await page.click(".cm-content");
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("# mine");
    expect(await list.inputValue()).toBe("");
    await page.selectOption("#example", "1");
    await expect.poll(text).not.toContain("# mine");
    await page.selectOption("#example", "");
    expect(await text()).toContain("# mine");
    await page.reload();
    await page.waitForSelector(".cm-editor");
    expect(await text()).toContain("# mine");
    expect(await list.inputValue()).toBe("");
    await page.goto(site.address("index.html"));
    await page.goBack();
    await page.waitForSelector(".cm-editor");
    expect(await text()).toContain("# mine");
    // An edit after a link was copied is not undone by the link.
    await page.click("#share");
    await page.click(".cm-content");
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("# later ");
    await page.reload();
    await page.waitForSelector(".cm-editor");
    expect(await text()).toContain("# later # mine");
    await page.close();
  });

  test("lets the user undo that an example took the place of the spec", async () => {
    const { page } = await site.playground();
    const text = () => page.innerText(".cm-content");
    await write(page, "# mine");
    await page.selectOption("#example", "1");
    await expect.poll(text).not.toContain("# mine");
    await page.click(".cm-content");
    await page.keyboard.press("Control+End");
    await page.keyboard.type("# more");
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    expect(await text()).toBe("# mine");
    expect(await page.locator("#example").inputValue()).toBe("");
    await page.close();
  });

  test("keeps what is typed while an example is loaded", async () => {
    const page = await site.browser.newPage();
    const release = await holdBack(page, "playground-examples.js");
    await page.goto(site.address("playground.html"));
    await page.waitForSelector(".cm-editor");
    await page.selectOption("#example", "1");
    await write(page, "# mine");
    expect(await page.evaluate("typeof tunegenExamples")).toBe("undefined");
    release();
    await page.waitForFunction("globalThis.tunegenExamples !== undefined");
    expect(await page.innerText(".cm-content")).toBe("# mine");
    expect(await page.locator("#example").inputValue()).toBe("");
    await page.close();
  });

  test("says what a link leads to, and that a damaged one cannot be read", async () => {
    const { page } = await site.playground();
    const link = specAddress(mistake("vm.swappiness: 10 # Linked"));
    await write(page, "# mine");
    await page.goto(site.address("playground.html") + link);
    await page.locator("#notice", { hasText: "from the link" }).waitFor();
    expect(await page.innerText(".cm-content")).toContain("# Linked");
    await page.selectOption("#example", "");
    expect(await page.innerText(".cm-content")).toBe("# mine");
    expect(await page.isVisible("#notice")).toBe(false);
    const fresh = await site.browser.newPage();
    await fresh.goto(`${site.address("playground.html")}#spec=%%%bad`);
    await fresh.locator("#notice", { hasText: "cannot be read" }).waitFor();
    expect(await violations(fresh)).toEqual([]);
    await fresh.close();
    await page.close();
  });

  test("asks before text is lost that the browser does not store", async () => {
    const page = await site.browser.newPage();
    await page.addInitScript(
      'Object.defineProperty(globalThis, "sessionStorage", { get() { throw new Error("denied") } })',
    );
    await page.goto(site.address("playground.html"));
    await page.waitForSelector(".cm-editor");
    const asks = () =>
      page.evaluate<boolean>(
        '!dispatchEvent(new Event("beforeunload", { cancelable: true }))',
      );
    expect(await asks()).toBe(false);
    await write(page, "# mine");
    expect(await asks()).toBe(true);
    await page.close();
  });
});
