import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isMissing, launch, type Opened, openPage } from "./browser.js";
import { cluster, pageFor } from "./reported.js";

describe.skipIf(isMissing)("chromium: the page", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
  });

  const open = (
    html: string,
    options?: Parameters<Browser["newContext"]>[0],
  ): Promise<Opened> => openPage(browser, html, options);
  const text = (page: Page, selector: string) =>
    page.locator(selector).innerText();

  test("is rendered without a message, and asks nothing of the network", async () => {
    const { page, noise } = await open(pageFor(cluster));
    await page.mouse.wheel(0, 20_000);
    expect(await page.title()).toBe("Tuning report of tuning.yaml");
    expect(await page.locator("#grid tbody tr:not(.group)").count()).toBe(14);
    expect(noise).toEqual([]);
    await page.context().close();
  });

  test("runs nothing that a user wrote", async () => {
    const evil = `"><script>console.log(1)</script><img src=x onerror=console.log(2)>`;
    const { page, noise } = await open(
      pageFor(
        cluster.replace("Measured here", JSON.stringify(evil)),
        undefined,
        evil,
      ),
    );
    await page.locator("#grid td a").first().click();
    expect(await text(page, "h1")).toBe(evil);
    expect(noise).toEqual([]);
    await page.context().close();
  });

  test("finds keys, in the matrix and among those who write", async () => {
    const { page } = await open(pageFor(cluster));
    await page.fill("#search", "conntrack_max");
    expect(await text(page, "#shown")).toBe("1 of 14 settings");
    const rows = page.locator("#grid tbody tr:not(.group):visible");
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringContaining("net.netfilter.nf_conntrack_max"),
    ]);
    expect(await page.locator("#timeline-table tbody tr:visible").count()).toBe(
      1,
    );
    await page.fill("#search", "");
    expect(await text(page, "#shown")).toBe("14 settings");
    await page.context().close();
  });

  test("shows the settings of a role, or of a mark", async () => {
    const { page } = await open(pageFor(cluster));
    await page.selectOption("#role", "gateway");
    expect(
      await page.locator("#grid thead th:visible .node").allInnerTexts(),
    ).toEqual(["gateway"]);
    expect(await text(page, "#shown")).toBe("4 of 14 settings");
    await page.selectOption("#role", "");
    await page.selectOption("#mark", "reset");
    expect(await text(page, "#shown")).toBe("1 of 14 settings");
    await page.selectOption("#mark", "d");
    expect(
      await page
        .locator("#grid tbody tr:not(.group):visible th")
        .allInnerTexts(),
    ).toEqual(["net.ipv4.tcp_fin_timeout"]);
    await page.context().close();
  });

  test("is used with the keyboard", async () => {
    const { page } = await open(pageFor(cluster));
    await page.focus("#mark");
    await page.keyboard.press("Tab");
    const focused = () =>
      page.evaluate<string>(
        "document.activeElement.parentElement.cells[0].textContent + ' ' + document.activeElement.cellIndex",
      );
    expect(await focused()).toBe("fs.inotify.max_user_watches 1");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(await focused()).toBe("net.core.somaxconn 3");
    await page.keyboard.press("Home");
    expect(await focused()).toBe("net.core.somaxconn 1");
    await page.keyboard.press("Enter");
    expect(await text(page, "#panel")).toContain("Measured here");
    expect(await text(page, "#panel-node")).toBe("role worker");
    expect(await text(page, "#panel")).toContain("out/nixos/role-worker.nix:");
    expect(await page.evaluate<string>("document.activeElement.id")).toBe(
      "panel-title",
    );
    await page.keyboard.press("Escape");
    expect(await page.locator("#panel").isVisible()).toBe(false);
    expect(await focused()).toBe("net.core.somaxconn 1");
    await page.keyboard.press("Control+End");
    expect(await focused()).toMatch(/ 3$/u);
    await page.keyboard.press("Enter");
    expect(await text(page, "#panel")).toContain("Not set here");
    await page.context().close();
  });

  test("leads from what is not known to its error", async () => {
    const { page, noise } = await open(
      pageFor(cluster.replace("tcp_fin_timeout: 30", "tcp_fin_timeout: soon")),
    );
    await page.selectOption("#mark", "unknown");
    expect(await text(page, "#shown")).toBe("1 of 14 settings");
    await page.locator("#grid td.gap a").click();
    expect(await text(page, "#panel-node")).toBe("host board3");
    expect(await text(page, "#panel")).toContain("is not a number");
    await page.locator("#missing a").click();
    expect(await page.locator("li.finding:target").innerText()).toContain(
      "is not a number",
    );
    expect(noise).toEqual([]);
    await page.context().close();
  });

  test("is read as tables without JavaScript", async () => {
    const { page } = await open(pageFor(cluster), {
      javaScriptEnabled: false,
    });
    expect(await page.locator("#filters").isVisible()).toBe(false);
    await page.locator("#grid td a", { hasText: "16,384" }).first().click();
    const target = page.locator("article:target");
    expect(await target.isVisible()).toBe(true);
    expect(await target.innerText()).toContain("Measured here");
    await page.context().close();
  });

  test("is dark where the system is", async () => {
    const html = pageFor(cluster);
    const background = "getComputedStyle(document.body).backgroundColor";
    const [light, dark] = [
      await open(html, { colorScheme: "light" }),
      await open(html, { colorScheme: "dark" }),
    ];
    expect(await light.page.evaluate(background)).toBe("rgb(251, 251, 250)");
    expect(await dark.page.evaluate(background)).toBe("rgb(19, 22, 25)");
    await light.page.context().close();
    await dark.page.context().close();
  });

  test("is printed whole", async () => {
    const { page, noise } = await open(pageFor(cluster), {
      colorScheme: "dark",
    });
    await page.emulateMedia({ media: "print" });
    expect(
      await page.evaluate(
        "[document.body, document.querySelector('.card')].map((each) => getComputedStyle(each).backgroundColor)",
      ),
    ).toEqual(["rgb(255, 255, 255)", "rgb(255, 255, 255)"]);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator("details:not([open])").count()).toBe(0);
    expect(await page.locator(".sections").isVisible()).toBe(false);
    expect((await page.pdf()).length).toBeGreaterThan(10_000);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await page.locator("details[open]").count()).toBeLessThan(5);
    expect(noise).toEqual([]);
    await page.context().close();
  });

  test("opens with 1,000 hosts that have settings of their own", async () => {
    const hosts = Array.from(
      { length: 1000 },
      (_, at) =>
        `  h${at}:\n    role: worker\n    sysctl:\n      vm.swappiness: ${at % 100} # Measured\n`,
    );
    const many = `version: 1
roles:
  worker:
    node: { os: linux, distro: debian-13, kernel: "6.12" }
    sysctl:
      net.core.somaxconn: 8192 # Longer queues
      net.core.rmem_max: 16MiB # Large transfers
hosts:
${hosts.join("")}`;
    const { page, noise } = await open(pageFor(many));
    await page.fill("#search", "swappiness");
    expect(await text(page, "#shown")).toBe("1 of 3 settings");
    await page.focus("#mark");
    await page.keyboard.press("Tab");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    expect(await text(page, "#panel-node")).toBe("host h999");
    expect(noise).toEqual([]);
    await page.context().close();
  });
});
