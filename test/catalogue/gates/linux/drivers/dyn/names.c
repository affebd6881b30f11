static struct ctl_table name_table[2];

static void names_init(struct port *port)
{
	name_table[0].procname = port->name;
	register_sysctl("dev/names", name_table);
}
