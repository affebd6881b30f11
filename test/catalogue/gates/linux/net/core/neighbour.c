#define NEIGH_ENTRY(attr, name) \
	{ .procname = name, .mode = 0644 }
#define NEIGH_MS_ENTRY(attr, name) \
	NEIGH_ENTRY(attr, name)

static struct neigh_sysctl_table {
	struct ctl_table_header *sysctl_header;
	struct ctl_table neigh_vars[3];
} neigh_sysctl_template __read_mostly = {
	.neigh_vars = {
		NEIGH_MS_ENTRY(PROBES, "probes"),
		{ .procname = "gc_interval" },
	},
};

int neigh_sysctl_register(struct net_device *dev, struct neigh_parms *p)
{
	struct neigh_sysctl_table *t;
	const char *dev_name_source;
	char path[64];
	char *p_name;

	t = kmemdup(&neigh_sysctl_template, sizeof(*t), GFP_KERNEL);
	if (dev)
		dev_name_source = dev->name;
	else
		dev_name_source = "default";
	switch (family(p)) {
	case AF_INET:
		p_name = "ipv4";
		break;
	case AF_INET6:
		p_name = "ipv6";
		break;
	}
	snprintf(path, sizeof(path), "net/%s/neigh/%s",
		p_name, dev_name_source);
	t->sysctl_header = register_net_sysctl(net, path, t->neigh_vars);
	return 0;
}
