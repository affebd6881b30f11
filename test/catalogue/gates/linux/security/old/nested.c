static struct ctl_table leaf_table[] = {
	{ .procname = "leaf" },
	{ }
};

static struct ctl_table folder_table[] = {
#ifdef CONFIG_SMP
	{
		.procname = "folder",
		.mode = 0555,
		.child = leaf_table,
	},
#endif
	{ }
};

static struct ctl_table root_table[] = {
	{ .procname = "dev", .mode = 0555, .child = folder_table },
	{ }
};

static void nested_init(void)
{
	register_sysctl_table(root_table);
}
