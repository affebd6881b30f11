static struct ctl_table bios_table[] = {
	{ .procname = "bios_flags", .mode = 0644 },
	{ }
};

static int __init bios_init(void)
{
	register_sysctl_init("kernel", bios_table);
	return 0;
}
