static struct ctl_path yama_path[] = {
	{ .procname = "kernel", },
	{ .procname = "old", },
	{ }
};

static struct ctl_table old_table[] = {
	{ .procname = "scope" },
	{ }
};

static void paths_init(void)
{
	register_sysctl_paths(yama_path, old_table);
}
