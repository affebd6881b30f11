static char clock_name[] = "clock";

static struct ctl_table clock_table[] = {
	{ .procname = clock_name },
};

static void clock_init(void)
{
#ifdef CONFIG_AGING
	register_sysctl_sz("kernel/time", clock_table, ARRAY_SIZE(clock_table));
#endif
}
