static struct ctl_table core_table[] = {
	[MAX] = { .procname = "max" },
	{ .procname = "count" },
	{ }
};

static int core_pernet_init(struct net *net)
{
	struct ctl_table *table;

	table = core_table;
	if (!net_eq(net, &init_net))
		table = kmemdup(table, sizeof(core_table), GFP_KERNEL);
	net->core.table = table;
	net->core.header = register_net_sysctl(net, "net/sample", net->core.table);
	return 0;
}
