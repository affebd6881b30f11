static int defrag_init(struct net *net)
{
	static struct ctl_table local_table[] = {
		{ .procname = "frag_time" },
		{ }
	};

	register_net_sysctl(net, "net/sample", local_table);
	return 0;
}
