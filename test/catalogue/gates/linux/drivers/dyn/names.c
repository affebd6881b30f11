static struct ctl_table name_table[2];

static struct ctl_table all_table[] = {
	{ .procname = "all" },
	{ }
};

static void names_init(struct port *port)
{
	struct ctl_table *table = name_table;

	name_table[0].procname = port->name;
	register_sysctl("dev", all_table);
	register_sysctl("dev/names", table);
}
