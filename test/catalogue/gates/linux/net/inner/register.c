static int inner_init(struct net *net)
{
	struct ctl_table *routes;

	routes = route_sysctl_init(net);
	register_net_sysctl(net, "net/inner/route", routes);
	return 0;
}
