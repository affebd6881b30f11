static struct ctl_table device_table[] = {
	{ .procname = "rp_filter" },
};

static int device_register(struct net *net, const char *name, struct ctl_table *tbl)
{
	char path[64];

	snprintf(path, sizeof(path), "net/ipv4/conf/%s", name);
	return register_net_sysctl_sz(net, path, tbl, 1);
}

static int device_init(struct net *net)
{
	return device_register(net, "all", device_table);
}
