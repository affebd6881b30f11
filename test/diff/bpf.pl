# What bpf(2) does with programs and maps, for a machine without bpftool: Perl has system calls, and needs no module for
# them, not even strict.pm. Prints "name<TAB>before|after|new<TAB>what was seen". The numbers are those of Linux,
# include/uapi/linux/bpf.h and asm/unistd_64.h.
my $BPF = 321;
my ($MAP_CREATE, $LOOKUP, $UPDATE, $PROGRAM_LOAD, $PIN, $GET, $INFO) = (0, 1, 2, 5, 6, 7, 15);
my ($HASH, $SOCKET_FILTER) = (1, 1);

sub bpf {
  my ($command, $attributes) = @_;
  $attributes .= "\0" x (128 - length $attributes);
  my $result = syscall($BPF, $command, $attributes, 128);
  return $result;
}

# The addresses of texts.
sub at { return unpack "Q*", pack "p" x @_, @_ }

sub told {
  my ($name, $time, $seen) = @_;
  print "$name\t$time\t$seen\n";
}

sub write_to {
  my ($path, $value) = @_;
  open my $file, ">", $path or die "$path: $!";
  print $file $value;
  close $file or die "$path: $!";
}

sub info {
  my ($object) = @_;
  my $info = "\0" x 88;
  bpf($INFO, pack "LLQ", $object, 88, at($info)) == 0 or die "info: $!";
  return $info;
}

# A program with a constant: r0 = 0x12345678; exit.
my $instructions = pack "CCsl" x 2, 0xb7, 0, 0, 0x12345678, 0x95, 0, 0, 0;
my $license = "GPL\0";

sub program {
  my $program = bpf($PROGRAM_LOAD, pack "LLQQ", $SOCKET_FILTER, 2, at($instructions, $license));
  $program >= 0 or die "load: $!";
  return $program;
}

sub machine_code { return unpack("L", substr info($_[0]), 16) . " bytes of machine code" }

sub program_trial {
  my ($name, $value, $old) = @_;
  my $path = "/proc/sys/net/core/$name";
  my $program = program();
  told("net.core.$name", "before", machine_code($program));
  write_to($path, $value);
  told("net.core.$name", "after", machine_code($program));
  told("net.core.$name", "new", machine_code(program()));
  write_to($path, $old);
}

program_trial("bpf_jit_harden", 2, 0);
program_trial("bpf_jit_enable", 0, 1);

# A map that an agent pins in a file, so that it outlives the agent, as Cilium's.
my ($key, $value, $path) = (pack("L", 7), pack("L", 42), "/bpf/map\0");

sub map_of {
  my $map = bpf($MAP_CREATE, pack "L4", $HASH, 4, 4, $_[0]);
  $map >= 0 or die "map: $!";
  return $map;
}

sub pinned {
  my $map = bpf($GET, pack "Q", at($path));
  $map >= 0 or die "get: $!";
  my $size = unpack "L", substr info($map), 16;
  my $found = "\0" x 4;
  my $is_there = bpf($LOOKUP, pack "LxxxxQQ", $map, at($key, $found)) == 0;
  return "size $size, " . ($is_there ? "with the entry" : "empty");
}

my $map = map_of(16);
bpf($PIN, pack "QL", at($path), $map) == 0 or die "pin: $!";
bpf($UPDATE, pack "LxxxxQQQ", $map, at($key, $value), 0) == 0 or die "update: $!";
told("bpf.ctTcpMax", "before", pinned());
# No call changes the size of a map, and the file does not take another one.
my $larger = map_of(32);
bpf($PIN, pack "QL", at($path), $larger) == 0 and die "pinned twice";
told("bpf.ctTcpMax", "after", pinned());
unlink "/bpf/map" or die "unlink: $!";
bpf($PIN, pack "QL", at($path), $larger) == 0 or die "pin: $!";
told("bpf.ctTcpMax", "new", pinned());
