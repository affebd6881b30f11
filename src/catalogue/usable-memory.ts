import type { Arch } from "../core/facts.js";
import type { Version } from "../core/version.js";

const MIB = 2 ** 20;

/** What the defaults that follow the memory are computed from. */
export interface Machine {
  /** Bytes that the kernel manages: without the firmware's, its own image and the table of pages. */
  readonly usable: number;
  /** Bytes. */
  readonly pageSize: number;
  readonly arch: Arch | undefined;
  readonly kernel: Version;
}

/** How much of a stated amount of memory the kernel may manage, in bytes. */
export interface Usable {
  readonly least: number;
  readonly likely: number;
  readonly most: number;
}

/**
 * Estimates how much of the stated memory the kernel manages. Measured on virtual machines with 512 MiB to 16 GiB; a
 * firmware, a graphics card or `crashkernel=` takes more, and whoever states what `free` shows states it exactly.
 */
export function usableOf(memory: number): Usable {
  // The table of pages has 64 B for each; from about 3 GiB on, the kernel keeps a buffer below 4 GiB.
  const bounce = memory > 3072 * MIB ? 64 * MIB : 0;
  const likely = memory - memory / 64 - 56 * MIB - bounce;
  const least = Math.max((memory * 7) / 8 - 96 * MIB, memory / 2);
  return { least, likely: Math.max(likely, least), most: memory };
}

/** Returns the pages that the kernel manages. */
export function pagesOf({ usable, pageSize }: Machine): number {
  return Math.floor(usable / pageSize);
}

/**
 * Returns the pages that buffers may use: those above the high watermark of each zone.
 * Source: mm/page_alloc.c nr_free_buffer_pages(), __setup_per_zone_wmarks().
 */
export function bufferPages(machine: Machine): number {
  return Math.floor(pagesOf(machine) - 1.5 * minimumFree(machine));
}

/**
 * Returns the pages that the kernel keeps free.
 * Source: mm/khugepaged.c set_recommended_min_free_kbytes(); without huge pages mm/page_alloc.c
 * calculate_min_free_kbytes().
 */
export function minimumFree(machine: Machine): number {
  const { usable, pageSize, arch } = machine;
  const pages = pagesOf(machine);
  const kibibytes = Math.sqrt((usable / 1024) * 16);
  const usual = (Math.min(kibibytes, 262144) * 1024) / pageSize;
  if (usable < 512 * MIB) return Math.floor(usual);
  // Zones that have memory: DMA and DMA32, and NORMAL above 4 GiB.
  const zones = arch !== "arm64" && usable > 2.75 * 1024 * MIB ? 3 : 2;
  const ofHugePage = pageSize / 8;
  const recommended = Math.min(11 * ofHugePage * zones, pages / 20);
  return Math.floor(Math.max(usual, recommended));
}
