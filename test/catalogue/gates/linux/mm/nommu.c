static struct ctl_table nommu_table[] = {
	{ .procname = "nr_trim_pages" },
};

static void nommu_init(void)
{
	register_sysctl_init("vm", nommu_table);
}
