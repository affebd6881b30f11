static struct ctl_table route_table[] = {
	{ .procname = "gc_thresh" },
#if defined(CONFIG_MROUTE)
	{ .procname = "mroute" },
#endif
	{ }
};

struct ctl_table *route_sysctl_init(struct net *net)
{
	return kmemdup(route_table, sizeof(route_table), GFP_KERNEL);
}
