#define DYN_ENTRY(name) { .procname = name }

static struct ctl_table macro_table[] = {
	DYN_ENTRY(chosen),
	{ }
};

static struct ctl_table lost_table[] = {
	{ .procname = "lost" },
	{ }
};

static void tables_init(const char *path)
{
	register_sysctl("dev/dyn", macro_table);
	register_sysctl(path, unknown_table);
}
