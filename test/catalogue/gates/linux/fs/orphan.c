static struct ctl_table orphan_table[] = {
	{ .procname = "orphan" },
};

static void orphan_init(void)
{
	register_sysctl("fs", orphan_table);
}
