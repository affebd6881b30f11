#define EVENTS_PATH "net/sample"

static struct ctl_table events_table[] = {
	{ .procname = "events" },
	{ }
};

static int events_init(struct net *net)
{
	register_net_sysctl(net, EVENTS_PATH "/more", events_table);
	return 0;
}
