import { own } from "../../core/own.js";

/**
 * The mount options that cifs accepts. Sources: torvalds/linux, fs/smb/client/fs_context.c, smb3_fs_parameters (Linux
 * 6.8 and the additions of later releases); mount.cifs(8) of cifs-utils; mount(8) for the options of every file system.
 */

/** Flags with a `no` form: `hard`, `nohard`. */
const switches =
  "user_xattr forceuid forcegid multichannel hard soft perm mapposix sfu posixpaths unix linux posix brl handlecache setuids dynperm intr strictsync serverino acl persistenthandles resilienthandles tcpnodelay nativesocket unicode suid exec dev mand auto";

/** Flags without a `no` form. */
const flags =
  "noblocksend noautotune nolease nodelete mapchars nomapchars nodfs nocase ignorecase forcemandatorylock forcemand setuidfromacl idsfromsid rwpidforward cifsacl locallease sign ignore_signature signloosely seal noac fsc mfsymlinks multiuser sloppy nosharesock nosparse domainauto rdma modesid modefromsid rootfs compress witness guest _netdev noatime relatime";

/** Options of mount(8), which passes them to the kernel as flags or handles them itself. */
const general =
  "defaults ro rw sync async dirsync remount atime norelatime strictatime nostrictatime diratime nodiratime iversion noiversion lazytime nolazytime silent loud nofail user nouser users owner group nosymfollow";

/** Options with a number. */
const numbers =
  "backupuid backupgid uid cruid gid file_mode dirmode dir_mode port min_enc_offload retrans esize bsize rasize rsize wsize actimeo acdirmax acregmax closetimeo echo_interval max_credits max_cached_dirs handletimeout snapshot max_channels";

/** Options with a text. */
const texts =
  "source user username pass password password2 ip addr domain dom workgroup srcaddr iocharset netbiosname servern ver vers sec cache reparse upcall_target symlink symlinkroot cred credentials unc target path prefixpath prepath";

/** How an option is written. */
export type CifsForm = "flag" | "number" | "text";

let known: ReadonlyMap<string, CifsForm> | undefined;

/** Returns the form of every option, by name. The map is built on first use. */
export function cifsOptions(): ReadonlyMap<string, CifsForm> {
  known ??= new Map<string, CifsForm>([
    ...words(switches).flatMap((name): [string, CifsForm][] => [
      [name, "flag"],
      [`no${name}`, "flag"],
    ]),
    ...words(`${flags} ${general}`).map((name): [string, CifsForm] => [
      name,
      "flag",
    ]),
    ...words(numbers).map((name): [string, CifsForm] => [name, "number"]),
    ...words(texts).map((name): [string, CifsForm] => [name, "text"]),
  ]);
  return known;
}

/** The values of options with a fixed set of values. */
export const cifsChoices: Readonly<Record<string, readonly string[]>> = {
  cache: ["loose", "strict", "none", "ro", "singleclient"],
  vers: [
    "1.0",
    "2.0",
    "2.1",
    "3",
    "3.0",
    "3.02",
    "3.0.2",
    "3.11",
    "3.1.1",
    "default",
  ],
  sec: [
    "krb5",
    "krb5i",
    "ntlmsspi",
    "ntlmssp",
    "ntlm",
    "ntlmi",
    "ntlmv2",
    "ntlmv2i",
    "none",
  ],
};

/** Other names of an option, with the name that tunegen compares. */
const aliases: Readonly<Record<string, string>> = {
  dirmode: "dir_mode",
  esize: "min_enc_offload",
  user: "username",
  pass: "password",
  addr: "ip",
  dom: "domain",
  workgroup: "domain",
  linux: "unix",
  posix: "unix",
  ignorecase: "nocase",
  forcemand: "forcemandatorylock",
  idsfromsid: "setuidfromacl",
  signloosely: "ignore_signature",
  modefromsid: "modesid",
  cred: "credentials",
  prepath: "prefixpath",
};

/** Returns what an option sets, and whether it enables or disables it: `noserverino` disables serverino. */
export function cifsSubject(name: string): {
  readonly subject: string;
  readonly on: boolean;
} {
  const off = name.startsWith("no") && words(switches).includes(name.slice(2));
  const plain = off ? name.slice(2) : name;
  // soft is the opposite of hard.
  if (plain === "soft") return { subject: "hard", on: off };
  return { subject: own(aliases, plain) ?? plain, on: !off };
}

function words(text: string): readonly string[] {
  return text.split(" ");
}
